/*
 * pj_rand() of the softphone's build: takes the place of pjlib/src/pj/rand.c.
 *
 * PJSIP's own is the C library's rand(). Call-IDs, tags, branches, RTP's first numbers and, where
 * there is no OpenSSL, the keys of SRTP come from it, and those must not be guessed (RFC 3261
 * section 19.3, RFC 3550 section 5.1, RFC 4568 section 6.1). This asks the operating system.
 */
#include <pj/rand.h>
#include <pj/types.h>

#include <stdlib.h>

#if defined(_WIN32)
#   include <windows.h>
#   include <bcrypt.h>
#elif defined(__linux__)
#   include <sys/random.h>
#endif

PJ_DEF(void) pj_srand(unsigned int seed)
{
    PJ_UNUSED_ARG(seed);
}

PJ_DEF(int) pj_rand(void)
{
    unsigned value = 0;

#if defined(_WIN32)
    if (BCryptGenRandom(NULL, (PUCHAR)&value, sizeof(value),
                        BCRYPT_USE_SYSTEM_PREFERRED_RNG) < 0)
        abort();
#elif defined(__linux__)
    /* Up to 256 bytes are never cut short and only interrupted before the very first seeding. */
    while (getrandom(&value, sizeof(value), 0) != (ssize_t)sizeof(value))
        ;
#else
    value = arc4random();
#endif
    return (int)(value & 0x7FFFFFFF);
}
