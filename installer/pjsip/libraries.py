"""The small C libraries of the stack, compiled straight from their sources into static archives.

Each is a handful of files without generated code, so no build tool but the compiler is needed, and
the same recipe serves Linux, macOS and a cross-build for Windows. Position-independent throughout
(a distribution's own static libraries often are not) and linked into the one extension module.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from installer.pjsip.toolchain import Toolchain


@dataclass(frozen=True)
class Library:
    """How one library is compiled. Globs are relative to its source tree."""

    name: str
    package: str  # the archive's source package
    licence: str  # SPDX
    archive: str  # lib<archive>.a
    sources: tuple[str, ...]
    headers: dict[str, tuple[str, ...]]  # folder below include/ -> globs
    left_out: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    defines: tuple[str, ...] = ()
    makefiles: dict[str, tuple[str, ...]] = field(default_factory=dict)  # file -> variables
    licence_files: tuple[str, ...] = ("COPYING",)
    files: dict[str, str] = field(default_factory=dict)  # written before the compiling


_C99 = ("HAVE_STDINT_H=1", "HAVE_STDLIB_H=1", "HAVE_STRING_H=1", "HAVE_INTTYPES_H=1")
_SPEEX_TYPES = """#ifndef __SPEEX_TYPES_H__
#define __SPEEX_TYPES_H__
#include <stdint.h>
typedef int16_t spx_int16_t;
typedef uint16_t spx_uint16_t;
typedef int32_t spx_int32_t;
typedef uint32_t spx_uint32_t;
#endif
"""
_SPEEX = ("FLOATING_POINT=1", "VAR_ARRAYS=1", "EXPORT=", *_C99)

# Every x86-64 has SSE2, so nothing needs to be asked at run time.
_OPUS_SSE2 = (
    *("OPUS_X86_MAY_HAVE_SSE", "OPUS_X86_PRESUME_SSE"),
    *("OPUS_X86_MAY_HAVE_SSE2", "OPUS_X86_PRESUME_SSE2"),
)
_OPUS_SSE2_LISTS = ("CELT_SOURCES_SSE", "CELT_SOURCES_SSE2")

OPUS = Library(
    name="opus",
    package="opus",
    licence="BSD-3-Clause",
    archive="opus",
    sources=(),
    makefiles={
        "opus_sources.mk": ("OPUS_SOURCES", "OPUS_SOURCES_FLOAT"),
        "celt_sources.mk": ("CELT_SOURCES",),
        "silk_sources.mk": ("SILK_SOURCES", "SILK_SOURCES_FLOAT"),
    },
    headers={"opus": ("include/*.h",)},
    include=("include", "celt", "silk", "silk/float", "."),
    defines=("OPUS_BUILD", "VAR_ARRAYS=1", "HAVE_LRINT=1", "HAVE_LRINTF=1", "ENABLE_HARDENING"),
)
BCG729 = Library(
    name="bcg729",
    package="bcg729",
    licence="GPL-3.0-or-later",
    archive="bcg729",
    sources=("src/*.c",),
    headers={"bcg729": ("include/bcg729/*.h",)},
    include=("include", "src"),
    licence_files=("LICENSE.txt",),
)
SPEEX = Library(
    name="speex",
    package="speex",
    licence="BSD-3-Clause",
    archive="speex",
    sources=("libspeex/*.c",),
    # Fourier transforms and psychoacoustics that the codec can do without; tests.
    left_out=("test*.c", "kiss_fft*.c", "smallft.c", "vorbis_psy.c"),
    headers={"speex": ("include/speex/*.h",)},
    include=("include", "libspeex"),
    defines=_SPEEX,
    files={"include/speex/speex_config_types.h": _SPEEX_TYPES},
)
SPEEXDSP = Library(
    name="speexdsp",
    package="speexdsp",
    licence="BSD-3-Clause",
    archive="speexdsp",
    sources=("libspeexdsp/*.c",),
    left_out=("test*.c", "smallft.c"),
    headers={"speex": ("include/speex/*.h",)},
    include=("include", "libspeexdsp"),
    defines=(*_SPEEX, "USE_KISS_FFT=1"),
    files={"include/speex/speexdsp_config_types.h": _SPEEX_TYPES},
)
GSM = Library(
    name="gsm",
    package="libgsm",
    licence="TU-Berlin-2.0",
    archive="gsm",
    sources=("src/*.c",),
    left_out=("toast*.c",),
    headers={"": ("inc/gsm.h",), "gsm": ("inc/gsm.h",)},
    include=("inc",),
    defines=("SASR", "WAV49", "NeedFunctionPrototypes=1"),
    licence_files=("COPYRIGHT",),
)
SRTP = Library(
    name="libsrtp",
    package="libsrtp2",
    licence="BSD-3-Clause",
    archive="srtp2",
    sources=("srtp/*.c", "crypto/*/*.c"),
    left_out=("*_nss.c", "*_mbedtls.c", "*_driver.c", "aes_calc.c", "env.c"),
    headers={"srtp2": ("include/srtp.h", "crypto/include/*.h")},
    include=("include", "crypto/include"),
    defines=("HAVE_CONFIG_H",),
    licence_files=("LICENSE",),
)
SAMPLERATE = Library(
    name="libsamplerate",
    package="libsamplerate",
    licence="BSD-2-Clause",
    archive="samplerate",
    sources=("src/*.c",),
    headers={"": ("include/*.h",)},
    include=("include", "src"),
    defines=(
        'PACKAGE="libsamplerate"',
        'VERSION="0.2"',
        *("ENABLE_SINC_FAST_CONVERTER=1", "ENABLE_SINC_MEDIUM_CONVERTER=1"),
        *("HAVE_STDBOOL_H=1", "CPU_CLIPS_POSITIVE=0", "CPU_CLIPS_NEGATIVE=0", *_C99),
    ),
)
LIBRARIES = (OPUS, BCG729, SPEEX, SPEEXDSP, GSM, SRTP, SAMPLERATE)

_POSIX_SRTP = """#define HAVE_ARPA_INET_H 1
#define HAVE_NETINET_IN_H 1
#define HAVE_SYS_SOCKET_H 1
#define HAVE_SYS_UIO_H 1
#define HAVE_UNISTD_H 1
#define HAVE_INET_ATON 1
#define GCM 1
#define OPENSSL 1
"""
_WINDOWS_SRTP = "#define HAVE_WINSOCK2_H 1\n#define HAVE_WINDOWS_H 1\n"
_ANY_SRTP = """#define PACKAGE_NAME "libsrtp2"
#define PACKAGE_VERSION "2"
#define PACKAGE_STRING "libsrtp2"
#define HAVE_INT8_T 1
#define HAVE_INT16_T 1
#define HAVE_INT32_T 1
#define HAVE_UINT8_T 1
#define HAVE_UINT16_T 1
#define HAVE_UINT32_T 1
#define HAVE_UINT64_T 1
#define HAVE_INTTYPES_H 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRING_H 1
#define HAVE_SYS_TYPES_H 1
#define SIZEOF_UNSIGNED_LONG __SIZEOF_LONG__
#define SIZEOF_UNSIGNED_LONG_LONG 8
#define CPU_CISC 1
"""
# What is left out: without OpenSSL (Windows) libsrtp has AES-CM of its own and no AES-GCM.
_OWN_CIPHERS = ("*_ossl.c",)
_OPENSSL_CIPHERS = ("aes.c", "aes_icm.c", "hmac.c", "sha1.c")


def makefile_list(text: str, variable: str) -> list[str]:
    """The words that a makefile assigns to a variable, lines continued with a backslash."""
    match = re.search(rf"^{variable}\s*=((?:.*\\\n)*.*)$", text, re.MULTILINE)
    if match is None:
        raise ValueError(f"no {variable} in the makefile")
    return match[1].replace("\\\n", " ").split()


def sources_of(library: Library, tree: Path, tools: Toolchain) -> list[Path]:
    """The files to compile, sorted."""
    left_out = library.left_out
    if library is SRTP:
        left_out += _OWN_CIPHERS if tools.windows else _OPENSSL_CIPHERS
    found = {
        path
        for pattern in library.sources
        for path in tree.glob(pattern)
        if not any(path.match(name) for name in left_out)
    }
    for makefile, variables in library.makefiles.items():
        text = (tree / makefile).read_text()
        if makefile == "celt_sources.mk" and tools.x86_64:
            variables = (*variables, *_OPUS_SSE2_LISTS)
        found |= {tree / name for v in variables for name in makefile_list(text, v)}
    if not found:
        raise ValueError(f"no source of {library.name} in {tree}")
    return sorted(found)


def build(library: Library, tree: Path, prefix: Path, tools: Toolchain) -> None:
    """Compile a library into ``prefix``/lib and put its headers into ``prefix``/include."""
    for name, text in library.files.items():
        (tree / name).write_text(text)
    if library is SRTP:
        variant = _WINDOWS_SRTP if tools.windows else _POSIX_SRTP
        (tree / "config.h").write_text(_ANY_SRTP + variant)
    include = [f"-I{tree / part}" for part in library.include]
    if library is SRTP:
        include = [f"-I{tree}", *include]
    defines = (*library.defines, *(_OPUS_SSE2 if library is OPUS and tools.x86_64 else ()))
    flags = [*(f"-D{define}" for define in defines), *include, "-w"]
    objects = tools.compile_c(sources_of(library, tree, tools), tree / "objects", flags)
    tools.archive(prefix / "lib" / f"lib{library.archive}.a", objects)
    for folder, patterns in library.headers.items():
        target = prefix / "include" / folder
        target.mkdir(parents=True, exist_ok=True)
        for pattern in patterns:
            for header in tree.glob(pattern):
                shutil.copy(header, target / header.name)
