/* PJSIP as the softphone wants it. Read by every file of the stack. */

#define PJ_HAS_IPV6 1
#define PJMEDIA_HAS_VIDEO 0

/* As many sockets as a bad day brings: the usual 64 are gone after 67 half-open connections. */
#define PJ_IOQUEUE_MAX_HANDLES 1024
#define PJSUA_MAX_CALLS 32

/* A whole datagram, and as much of a connection: with 4000 a longer INVITE lost its session. */
#define PJSIP_MAX_PKT_LEN 65535

/* When to register again is decided by the program: a registrar that grants one second would else
   be asked twice a second. */
#define PJSUA_REG_AUTO_REG_REFRESH 0

/* G.722 as loud as the PBXs' own: they give the algorithm 15 of 16 bits, PJSIP by default 14. */
#define PJMEDIA_G722_DEFAULT_PCM_SHIFT 1

/* libsrtp is built with OpenSSL: AES-GCM beside AES-CM (RFC 7714). */
#ifndef PJ_WIN32
#define PJMEDIA_SRTP_HAS_AES_GCM_128 1
#define PJMEDIA_SRTP_HAS_AES_GCM_256 1
/* What libsrtp 2 calls these when it is not PJSIP's own copy. */
#define srtp_aes_gcm_128_openssl srtp_aes_gcm_128
#define srtp_aes_gcm_256_openssl srtp_aes_gcm_256
#endif


#ifdef PJ_WIN32
/* The system's own TLS; select() with room for as many sockets as above. */
#define PJ_HAS_SSL_SOCK 1
#define PJ_SSL_SOCK_IMP PJ_SSL_SOCK_IMP_SCHANNEL
#define PJ_FD_SETSIZE_SETABLE 1
#endif
