"""Gets a PulseAudio server and its tools for the tests: the machine's own, else Debian's packages.

The packages go into the same per-user cache as the tests' Asterisk and run through the tree's own
ELF loader: nothing is installed, and no sound server of the developer's desktop is replaced.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.debian import Bundle, folders
from tests.pbx.fetch import FetchError, Progress, Tree

TOOLS = ("pulseaudio", "pactl", "parec", "pacat")
Commands = Mapping[str, list[str]]
"""How each of ``TOOLS`` is started."""
_STARTED_WITHIN_S = 30.0


def commands(progress: Progress = lambda line: None, *, own: bool = True) -> Commands:
    """How to start the tools; downloads about 30 MB if this machine has them not (``own``).

    Raises FetchError.
    """
    here = {tool: shutil.which(tool) for tool in TOOLS}
    if own and all(here.values()):
        return {tool: [str(path)] for tool, path in here.items()}
    return of(BUNDLE.fetch(progress))


def of(tree: Tree) -> Commands:
    """How to start the tools of an unpacked tree, with nothing of this machine's own PulseAudio."""
    modules = folders(tree.root, "usr/lib/*/pulse-*/modules", "usr/lib/pulse-*/modules")
    if not modules:
        raise FetchError("no modules of PulseAudio were unpacked")
    # Libraries that only modules use (libprotocol-native.so) lie beside these. Debian finds them by
    # a run path, which names the folder they would be installed in.
    private = ":".join(map(str, [*folders(tree.root, "usr/lib/*/pulseaudio"), *modules]))

    def command(tool: str) -> list[str]:
        loader, option, path, program = tree.argv(f"usr/bin/{tool}")
        return [loader, option, f"{path}:{private}", program]

    found = {tool: command(tool) for tool in TOOLS}
    found["pulseaudio"].append(f"--dl-search-path={modules[0]}")
    return found


def prove(tree: Tree) -> str:
    """Start a server with a null sink, and let a client see it; its version. Raises FetchError."""
    used = of(tree)
    with tempfile.TemporaryDirectory(prefix="softphone-pulse-") as name:
        folder = Path(name)
        socket, log = folder / "native", folder / "log"
        own = {**os.environ, "LC_ALL": "C", "PULSE_SERVER": f"unix:{socket}", "HOME": name}
        own |= {"XDG_RUNTIME_DIR": name, "XDG_CONFIG_HOME": name}
        server = [*used["pulseaudio"], "-n", "--daemonize=no", "--use-pid-file=no"]
        server += ["--exit-idle-time=-1", "--disable-shm=yes"]
        server += ["-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
        with (
            log.open("wb") as out,
            subprocess.Popen(
                server, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=own
            ) as running,
        ):
            deadline = time.monotonic() + _STARTED_WITHIN_S
            load = [*used["pactl"], "load-module", "module-null-sink"]
            try:
                while not _said(load, own):  # the module's number, once it is loaded
                    if running.poll() is not None or time.monotonic() > deadline:
                        said = " ".join(log.read_text(errors="replace").splitlines()[-3:])
                        raise FetchError(f"the unpacked PulseAudio does not serve: {said}")
                    time.sleep(0.05)
            finally:
                running.kill()
    return _said([*used["pulseaudio"], "--version"], own).strip()


def _said(argv: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(argv, check=False, capture_output=True, text=True, env=environment)
    return done.stdout


BUNDLE = Bundle(
    name="pulseaudio",
    title="PulseAudio",
    packages=("pulseaudio", "pulseaudio-utils"),
    skipped=(
        *("adduser", "passwd", "debconf", "dbus", "libpam", "login", "systemd", "udev", "perl"),
        *("init-system-helpers", "rtkit", "policykit", "polkitd", "libpolkit", "alsa-topology"),
        # Pulled in by ALSA's plug-ins and by scripts; the server and its modules load none of them.
        *("libasound2-plugins", "libav", "libx26", "libmfx", "libaom", "libsvtav1", "libjxl"),
        *("librsvg", "libcodec2", "libperl", "libicu", "libsw", "libcairo", "libdav1d"),
        *("librav1e", "alsa-ucm", "gnupg", "libc-gconv", "sed", "tar", "dpkg", "mount"),
        "util-linux",
    ),
    prove=prove,
)


def main() -> int:
    """Have it ready; exit code 1 with the reason on failure."""
    try:
        used = commands(lambda line: print(line, flush=True), own="--fetch" not in sys.argv)
    except FetchError as error:
        print(f"PulseAudio: {error}", file=sys.stderr)
        return 1
    version = _said([*used["pulseaudio"], "--version"], {**os.environ, "LC_ALL": "C"})
    print("PulseAudio: " + version.strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
