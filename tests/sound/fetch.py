"""Gets a PulseAudio server and its tools for the tests: the machine's own, else Debian's packages.

The packages go into the same per-user cache as the tests' Asterisk, by the same private apt, and
run through the tree's own ELF loader: nothing is installed, and no sound server of the developer's
desktop is replaced. Environment: see ``tests.pbx.fetch``.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.pbx.fetch import (
    FetchError,
    Progress,
    Tree,
    _apt,
    _configured_mirror,
    _locked,
    _private_apt,
    _run,
    _unpack,
    cache_dir,
)

PACKAGES = ("pulseaudio", "pulseaudio-utils")
SUITES = ("bookworm", "trixie", "sid")
TOOLS = ("pulseaudio", "pactl", "parec", "pacat")
SKIPPED = (
    *("adduser", "passwd", "debconf", "dbus", "libpam", "login", "systemd", "udev", "perl"),
    *("init-system-helpers", "rtkit", "policykit", "polkitd", "libpolkit", "alsa-topology"),
    # Pulled in by ALSA's plug-ins and by scripts; the server and its modules load none of them.
    *("libasound2-plugins", "libav", "libx26", "libmfx", "libaom", "libsvtav1", "libjxl"),
    *("librsvg", "libcodec2", "libperl", "libicu", "libsw", "libcairo", "libdav1d", "librav1e"),
    *("alsa-ucm", "gnupg", "libc-gconv", "sed", "tar", "dpkg", "mount", "util-linux"),
)
Commands = Mapping[str, list[str]]
"""How each of ``TOOLS`` is started."""


def commands(progress: Progress = lambda line: None, *, own: bool = True) -> Commands:
    """How to start the tools; downloads about 30 MB if this machine has them not (``own``).

    Raises FetchError.
    """
    here = {tool: shutil.which(tool) for tool in TOOLS}
    if own and all(here.values()):
        return {tool: [str(path)] for tool, path in here.items()}
    return _of(_fetched(progress))


def _fetched(progress: Progress) -> Tree:
    if tree := _cached():
        return tree
    for tool in ("apt-get", "dpkg-deb", "tar"):
        if shutil.which(tool) is None:
            raise FetchError(f"PulseAudio comes from Debian packages: {tool} is missing")
    with _locked(cache_dir() / "pulseaudio.lock"):
        if tree := _cached():
            return tree
        problems = []
        for suite in SUITES:
            try:
                return _fetch_suite(suite, progress)
            except FetchError as error:
                problems.append(f"{suite}: {error}")
                progress(problems[-1])
    raise FetchError("no Debian suite gave a working PulseAudio: " + "; ".join(problems))


def _cached() -> Tree | None:
    for suite in SUITES:
        root = cache_dir() / f"pulseaudio-{suite}"
        with contextlib.suppress(OSError, ValueError):
            return Tree(root, json.loads((root / "complete.json").read_text())["version"], suite)
    return None


def _fetch_suite(suite: str, progress: Progress) -> Tree:
    began = time.monotonic()
    state = cache_dir() / "apt" / f"pulseaudio-{suite}"
    shutil.rmtree(state, ignore_errors=True)
    _private_apt(state, suite, _configured_mirror())
    progress(f"PulseAudio: reading the package list of Debian {suite}")
    _apt(state, "update")
    _apt(state, "install", "--download-only", *PACKAGES)
    packages = sorted((state / "archives").glob("*.deb"))
    progress(f"PulseAudio: unpacking {len(packages)} packages")
    new = cache_dir() / f"new-pulseaudio-{suite}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for package in packages:
        if not package.name.startswith(SKIPPED):
            _unpack(package, new)
    shutil.rmtree(state, ignore_errors=True)
    made = _of(Tree(new, "", suite))
    version = _run([*made["pulseaudio"], "--version"]).stdout.strip()
    if not version.startswith("pulseaudio") or _run([*made["pactl"], "--version"]).returncode:
        raise FetchError("the unpacked PulseAudio does not run")
    (new / "complete.json").write_text(json.dumps({"version": version}))
    root = cache_dir() / f"pulseaudio-{suite}"
    shutil.rmtree(root, ignore_errors=True)
    new.rename(root)
    progress(f"{version}: ready after {time.monotonic() - began:.0f} s")
    return Tree(root, version, suite)


def _of(tree: Tree) -> Commands:
    def command(tool: str) -> list[str]:
        loader, option, path, program = tree.argv(f"usr/bin/{tool}")
        private = ":".join(map(str, _folders(tree.root, "usr/lib/*/pulseaudio")))
        return [loader, option, f"{path}:{private}", program]

    found = {tool: command(tool) for tool in TOOLS}
    modules = _folders(tree.root, "usr/lib/*/pulse-*/modules", "usr/lib/pulse-*/modules")
    if not modules:
        raise FetchError("no modules of PulseAudio were unpacked")
    found["pulseaudio"].append(f"--dl-search-path={modules[0]}")
    return found


def _folders(root: Path, *patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in sorted(root.glob(pattern))]


def main(say: Callable[[str], None] = print) -> int:
    """Have it ready; exit code 1 with the reason on failure."""
    try:
        used = commands(lambda line: print(line, flush=True), own="--fetch" not in sys.argv)
    except FetchError as error:
        print(f"PulseAudio: {error}", file=sys.stderr)
        return 1
    say("PulseAudio: " + _run([*used["pulseaudio"], "--version"]).stdout.strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
