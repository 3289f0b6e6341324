"""Gets the desktop's tools for the tests: the machine's own, else Debian's packages.

They go into the same per-user cache as the tests' Asterisk: nothing is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from tests.debian import Bundle
from tests.pbx.fetch import FetchError, Progress, Tree

TOOLS = ("desktop-file-validate", "xdg-mime", "gio")
SCRIPTS = ("xdg-mime",)
Commands = Mapping[str, list[str]]
"""How each of ``TOOLS`` is started."""


def commands(progress: Progress = lambda line: None) -> Commands:
    """How to start the tools; downloads about 8 MB for those this machine has not.

    Raises FetchError.
    """
    here = {tool: [path] for tool in TOOLS if (path := shutil.which(tool))}
    if len(here) == len(TOOLS):
        return here
    return of(BUNDLE.fetch(progress)) | here


def of(tree: Tree) -> dict[str, list[str]]:
    """How to start the tools of an unpacked tree."""
    found = {}
    for tool in TOOLS:
        program = f"usr/bin/{tool}"
        own = ["/bin/sh", str(tree.root / program)] if tool in SCRIPTS else tree.argv(program)
        found[tool] = own
    return found


def prove(tree: Tree) -> str:
    """Let each tool say something; the version of ``gio``. Raises FetchError."""
    made = of(tree)
    version = _said([*made["gio"], "version"])
    if not version or "xdg-mime" not in _said([*made["xdg-mime"], "--help"]):
        raise FetchError("the unpacked tools do not run")
    if "Usage" not in _said([*made["desktop-file-validate"], "--help"]):
        raise FetchError("the unpacked desktop-file-validate does not run")
    return version


def _said(argv: list[str]) -> str:
    own = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(argv, check=False, capture_output=True, text=True, env=own)
    return done.stdout.strip()


BUNDLE = Bundle(
    name="desktop",
    title="desktop tools",
    packages=("desktop-file-utils", "xdg-utils", "libglib2.0-bin"),
    skipped=("perl", "libperl", "python3", "libpython3", "debconf", "dpkg", "libc-bin", "tzdata"),
    prove=prove,
)


def main() -> int:
    """Have them ready; exit code 1 with the reason on failure."""
    try:
        used = commands(lambda line: print(line, flush=True))
    except FetchError as error:
        print(f"desktop tools: {error}", file=sys.stderr)
        return 1
    print("desktop tools: gio " + _said([*used["gio"], "version"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
