"""Gets the desktop's tools for the tests: the machine's own, else Debian's packages.

They go into the same per-user cache as the tests' Asterisk, by the same private apt: nothing is
installed. Environment: see ``tests.pbx.fetch``.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
from collections.abc import Mapping

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

PACKAGES = ("desktop-file-utils", "xdg-utils", "libglib2.0-bin")
SUITES = ("bookworm", "trixie", "sid")
TOOLS = ("desktop-file-validate", "xdg-mime", "gio")
SCRIPTS = ("xdg-mime",)
SKIPPED = ("perl", "libperl", "python3", "libpython3", "debconf", "dpkg", "libc-bin", "tzdata")
Commands = Mapping[str, list[str]]
"""How each of ``TOOLS`` is started."""


def commands(progress: Progress = lambda line: None) -> Commands:
    """How to start the tools; downloads about 8 MB for those this machine has not.

    Raises FetchError.
    """
    here = {tool: [path] for tool in TOOLS if (path := shutil.which(tool))}
    if len(here) == len(TOOLS):
        return here
    return _of(_fetched(progress)) | here


def _fetched(progress: Progress) -> Tree:
    if tree := _cached():
        return tree
    for tool in ("apt-get", "dpkg-deb", "tar"):
        if shutil.which(tool) is None:
            raise FetchError(f"the desktop's tools come from Debian packages: {tool} is missing")
    with _locked(cache_dir() / "desktop.lock"):
        if tree := _cached():
            return tree
        problems = []
        for suite in SUITES:
            try:
                return _fetch_suite(suite, progress)
            except FetchError as error:
                problems.append(f"{suite}: {error}")
                progress(problems[-1])
    raise FetchError("no Debian suite gave working tools: " + "; ".join(problems))


def _cached() -> Tree | None:
    for suite in SUITES:
        root = cache_dir() / f"desktop-{suite}"
        with contextlib.suppress(OSError, ValueError, KeyError):
            return Tree(root, json.loads((root / "complete.json").read_text())["version"], suite)
    return None


def _fetch_suite(suite: str, progress: Progress) -> Tree:
    state = cache_dir() / "apt" / f"desktop-{suite}"
    shutil.rmtree(state, ignore_errors=True)
    _private_apt(state, suite, _configured_mirror())
    progress(f"desktop tools: reading the package list of Debian {suite}")
    _apt(state, "update")
    _apt(state, "install", "--download-only", *PACKAGES)
    new = cache_dir() / f"new-desktop-{suite}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for package in sorted((state / "archives").glob("*.deb")):
        if not package.name.startswith(SKIPPED):
            _unpack(package, new)
    shutil.rmtree(state, ignore_errors=True)
    made = _of(Tree(new, "", suite))
    version = _run([*made["gio"], "version"]).stdout.strip()
    if not version or "xdg-mime" not in _run([*made["xdg-mime"], "--help"]).stdout:
        raise FetchError("the unpacked tools do not run")
    (new / "complete.json").write_text(json.dumps({"version": version}))
    root = cache_dir() / f"desktop-{suite}"
    shutil.rmtree(root, ignore_errors=True)
    new.rename(root)
    return Tree(root, version, suite)


def _of(tree: Tree) -> dict[str, list[str]]:
    found = {}
    for tool in TOOLS:
        program = f"usr/bin/{tool}"
        own = ["/bin/sh", str(tree.root / program)] if tool in SCRIPTS else tree.argv(program)
        found[tool] = own
    return found


def main() -> int:
    """Have them ready; exit code 1 with the reason on failure."""
    try:
        used = commands(lambda line: print(line, flush=True))
    except FetchError as error:
        print(f"desktop tools: {error}", file=sys.stderr)
        return 1
    print("desktop tools: gio " + _run([*used["gio"], "version"]).stdout.strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
