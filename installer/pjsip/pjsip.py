"""PJSIP itself: edits to its source, configure, make, the Python binding."""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from installer.pjsip import (
    damaged,
    face,
    front,
    halves,
    long_messages,
    names,
    payloads,
    quotes,
    sessions,
    sources_heard,
    twice,
)
from installer.pjsip.toolchain import BuildError, Toolchain

HERE = Path(__file__).resolve().parent
CONFIGURE = (
    *("--disable-sound", "--disable-video", "--disable-ffmpeg", "--disable-v4l2"),
    *("--disable-openh264", "--disable-libyuv", "--disable-vpx", "--disable-sdl"),
    *("--disable-ilbc-codec", "--disable-g7221-codec", "--disable-resample"),
    *("--disable-libwebrtc", "--disable-libuuid", "--disable-upnp"),
    *("--with-external-speex", "--with-external-gsm", "--with-external-srtp"),
    *("--enable-libsamplerate",),
)
PARTS = ("pjlib", "pjlib-util", "pjnath", "third_party", "pjmedia", "pjsip")
BINDING = Path("pjsip-apps/src/swig")
VERSION = re.compile(r"^export PJ_VERSION_(MAJOR|MINOR|REV|SUFFIX)\s*:=[ \t]*(\S*)", re.MULTILINE)


@dataclass(frozen=True)
class PythonTarget:
    """The Python that the binding is for."""

    include: tuple[Path, ...]
    suffix: str  # of the extension module
    libraries: tuple[Path, ...] = ()  # import library, on Windows

    @classmethod
    def running(cls, headers: Path | None = None) -> PythonTarget:
        """The Python that runs this; ``headers`` where it came without its own."""
        folder = headers or Path(sysconfig.get_paths()["include"])
        suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
        return cls((folder,), suffix)


def version_of(tree: Path) -> str:
    """The version that a source tree says it is, e.g. "2.17". Raises BuildError."""
    try:
        found = dict(VERSION.findall((tree / "version.mak").read_text()))
        text = f"{found['MAJOR']}.{found['MINOR']}"
    except (OSError, KeyError):
        raise BuildError(f"{tree.name} is not a source tree of PJSIP") from None
    return f"{text}.{found['REV']}" if found.get("REV") else text


def edit(tree: Path, windows: bool) -> None:
    """Our changes to the source, each with its reason. Raises BuildError when one does not fit."""
    shutil.copy(HERE / "config_site.h", tree / "pjlib/include/pj/config_site.h")
    shutil.copy(HERE / "os_rand.c", tree / "pjlib/src/pj/rand.c")
    # A sound device for one old platform; the Debian archive's copy of the source is without it.
    if not (tree / "pjmedia/src/pjmedia-audiodev/bdimad_dev.c").exists():
        replace(tree / "pjmedia/build/Makefile", "bdimad_dev.o", "")
    # The best converter looks 17 ms ahead at 8 kHz; the medium one 6 ms, at 121 dB still far below
    # the noise of 16 bits.
    resampler = tree / "pjmedia/src/pjmedia/resample_libsamplerate.c"
    replace(resampler, ": SRC_SINC_MEDIUM_QUALITY", ": SRC_SINC_FASTEST")
    replace(resampler, "? SRC_SINC_BEST_QUALITY", "? SRC_SINC_MEDIUM_QUALITY")
    sources_heard.build_in(tree, replace)
    payloads.build_in(tree, replace)
    long_messages.build_in(tree, replace)
    quotes.build_in(tree, replace)
    # A session whose media cannot be set up (one for DTLS does) ends the call before this line.
    incoming = tree / "pjsip/src/pjsua-lib/pjsua_call.c"
    replace(incoming, "if (call->inv->dlg) {", "if (call->inv && call->inv->dlg) {")
    _bound_registration(tree)
    front.build_in(tree, replace)
    damaged.build_in(tree, replace)
    names.build_in(tree, replace)
    sessions.build_in(tree, replace)
    face.build_in(tree, replace)
    halves.take_halves(tree, replace)
    twice.build_in(tree, replace)
    if windows:
        source = tree / "pjlib/src/pj/ssl_sock_schannel.c"
        # Guarded for Microsoft's compiler, but GCC's Windows headers have all it needs.
        text = source.read_text()
        text, count = re.subn(r"defined\(_MSC_VER\)\s*&&\s*_MSC_VER\s*>=\s*1900", "1", text)
        if not count:
            raise BuildError("ssl_sock_schannel.c is not as expected")
        text = text.replace("<Winternl.h>", "<winternl.h>").replace("<Bcrypt.h>", "<bcrypt.h>")
        source.write_text(text)
        replace(tree / "pjlib/build/Makefile", "ssl_sock_ossl.o", "ssl_sock_schannel.o")


def _bound_registration(tree: Path) -> None:
    """Let no registrar make the stack send without end.

    A 423 whose Min-Expires grows with each answer, and a challenge with another realm or algorithm
    each time, are both answered at once for as long as they come. The first is left to the program,
    of the second three are answered in a request (by a proxy, by the server, one stale nonce).
    """
    client = tree / "pjsip/src/pjsip-ua/sip_reg.c"
    too_brief = "tsx->status_code == PJSIP_SC_INTERVAL_TOO_BRIEF &&"
    replace(client, too_brief, f"0 && {too_brief}")
    header = tree / "pjsip/include/pjsip/sip_transport.h"
    retry = "    pj_bool_t               auth_retry;\n"
    replace(header, retry, f"{retry}    unsigned                auth_tries;\n")
    answer = "    tdata->auth_retry = PJ_FALSE;\n"
    limit = "    if (++tdata->auth_tries > 3)\n        return PJSIP_EAUTHSTALECOUNT;\n"
    replace(tree / "pjsip/src/pjsip/sip_auth_client.c", answer, answer + limit)


def replace(file: Path, old: str, new: str) -> None:
    """Replace every ``old`` in a file. Raises BuildError when there is none."""
    text = file.read_text()
    if old not in text:
        raise BuildError(f"{file.name} is not as expected: no {old}")
    file.write_text(text.replace(old, new))


def configure(tree: Path, prefix: Path, tools: Toolchain) -> None:
    """Run PJSIP's configure. Raises BuildError."""
    # Not CPPFLAGS: the makefiles know nothing of them.
    common = " ".join([*tools.cflags, f"-I{prefix / 'include'}", *tools.cppflags])
    environment = {
        "CC": tools.cc,
        "CXX": tools.cxx,
        "AR": tools.ar,
        "RANLIB": tools.ranlib,
        "CFLAGS": common,
        "CXXFLAGS": f"{common} -std=c++17",
        "LDFLAGS": " ".join([f"-L{prefix / 'lib'}", *tools.ldflags]),
        # A stray prefix in the environment must not decide what is linked.
        "PKG_CONFIG_LIBDIR": str(prefix / "lib/pkgconfig"),
    }
    # What the static libsrtp needs besides, or configure's trial of it would not link.
    environment["LIBS"] = "-lws2_32" if tools.windows else "-lssl -lcrypto"
    system = ["--enable-epoll"] if sys.platform.startswith("linux") and not tools.host else []
    if tools.host:
        # Across, configure looks for this one only where it is told to.
        system += [f"--host={tools.host}", f"--with-bcg729={prefix}", f"--with-opus={prefix}"]
    if tools.windows:
        system.append("--disable-ssl")  # config_site.h turns the system's own on
    tools.run(["sh", "./aconfigure", *CONFIGURE, *system], tree, environment)


def make(tree: Path, tools: Toolchain) -> None:
    """Compile PJSIP's libraries. Nothing is compiled twice, so no dependencies are looked up."""
    for part in PARTS:
        tools.run(["make", "-s", f"-j{tools.jobs}", "-C", f"{part}/build", "lib"], tree)


def _flags(tree: Path, tools: Toolchain) -> list[str]:
    """Defines that the configured tree compiles C++ with."""
    folder = tree / BINDING / "python"
    said = tools.run(["make", "-s", "--no-print-directory", "-f", "helper.mak", "cflags"], folder)
    kept = (line for line in said.splitlines() if line.startswith(("-D", "-I")))
    return list(dict.fromkeys(kept))


def bind(tree: Path, swig: list[str], target: PythonTarget, tools: Toolchain) -> tuple[Path, Path]:
    """Generate and compile the binding; the Python module and the object file.

    ``-threads`` gives Python's other threads their turn while the stack waits.
    """
    folder = tree / BINDING / "python"
    include = [f"-I{tree / part / 'include'}" for part in PARTS if part != "third_party"]
    module, wrapper = folder / "pjsua2.py", folder / "pjsua2_wrap.cpp"
    options = ["-c++", "-w312", "-threads", "-python", "-o", str(wrapper)]
    tools.run([*swig, *include, *options, "../pjsua2.i"], folder)
    target_object = folder / "pjsua2_wrap.o"
    python = [f"-I{path}" for path in target.include]
    # Fifteen megabytes of generated calls: more optimising costs minutes and gains nothing.
    quick = [flag for flag in tools.cflags if not flag.startswith("-O")]
    extra = ["-DMS_WIN64", "-Wa,-mbig-obj"] if tools.windows else ["-fvisibility=hidden"]
    tools.run(
        [
            *(tools.cxx, "-std=c++17", "-O1", "-g0", "-w", *quick, *extra),
            *(*_flags(tree, tools), *include, *python),
            *("-c", wrapper, "-o", target_object),
        ],
        folder,
    )
    return module, target_object


def link(
    tree: Path, prefix: Path, wrapper: Path, output: Path, target: PythonTarget, tools: Toolchain
) -> None:
    """Link everything into the one extension module. Raises BuildError."""
    output.parent.mkdir(parents=True, exist_ok=True)
    archives = [path for part in PARTS for path in sorted((tree / part / "lib").glob("*.a"))]
    archives += sorted((prefix / "lib").glob("*.a"))
    mac = target.suffix.endswith("darwin.so")
    group = archives if mac else ["-Wl,--start-group", *archives, "-Wl,--end-group"]
    if tools.windows:
        system = ["ws2_32", "ole32", "secur32", "crypt32", "bcrypt", "ncrypt", "iphlpapi"]
        system += ["mswsock", "shlwapi", "winmm"]
        options = ["-shared", "-static"]
    elif mac:
        system = ["ssl", "crypto"]
        options = ["-bundle", "-undefined", "dynamic_lookup"]
    else:
        system = ["ssl", "crypto", "m", "pthread"]
        # Nothing of ours is seen by, or taken from, other libraries in the process.
        names = output.parent / "exported"
        names.write_text("{ global: PyInit__pjsua2; local: *; };\n")
        hidden = [f"-Wl,--version-script={names}", "-Wl,-z,relro,-z,now"]
        options = ["-shared", "-static-libgcc", "-static-libstdc++", *hidden]
    tools.run(
        [
            *(tools.cxx, *options, "-o", output, wrapper, *group, *target.libraries),
            *(*tools.ldflags, *(f"-l{name}" for name in system)),
        ],
        tree,
    )
    tools.run([tools.strip, "-x" if mac else "--strip-all", output], tree)


def compile_all(
    tree: Path,
    prefix: Path,
    output: Path,
    swig: list[str],
    target: PythonTarget,
    tools: Toolchain,
    progress: Callable[[str], None] = lambda line: None,
) -> Path:
    """Everything from a source tree to the extension module; returns the Python module."""
    edit(tree, tools.windows)
    progress("configure")
    configure(tree, prefix, tools)
    progress("PJSIP's libraries and its Python binding")
    with ThreadPoolExecutor(2) as pool:  # the binding is one long file, the libraries many short
        binding = pool.submit(bind, tree, swig, target, tools)
        pool.submit(make, tree, tools).result()
        module, wrapper = binding.result()
    progress("linking")
    link(tree, prefix, wrapper, output, target, tools)
    return module
