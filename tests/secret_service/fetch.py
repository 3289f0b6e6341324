"""Gets gnome-keyring and a message bus for the tests from Debian's packages; nothing is installed.

Always the fetched ones: the machine's own keyring stays out of the tests.
"""

from __future__ import annotations

import subprocess
import sys

from tests.debian import Bundle
from tests.pbx.fetch import FetchError, Progress, Tree


def fetched(progress: Progress = lambda line: None) -> Tree:
    """The tree, downloaded (about 30 MB) if need be. Raises FetchError."""
    return BUNDLE.fetch(progress)


def prove(tree: Tree) -> str:
    """Let both programs say their version. Raises FetchError."""
    said = []
    for program in ("gnome-keyring-daemon", "dbus-daemon"):
        argv = [*tree.argv(f"usr/bin/{program}"), "--version"]
        done = subprocess.run(argv, check=False, capture_output=True, text=True)
        if done.returncode:
            raise FetchError(f"the unpacked {program} does not run: {done.stderr[-200:]}")
        said.append(done.stdout.splitlines()[0].split()[-1])
    return f"gnome-keyring {said[0]}, D-Bus {said[1]}"


BUNDLE = Bundle(
    name="keyring",
    title="keyring",
    packages=("gnome-keyring", "dbus-daemon"),
    skipped=(
        *("perl", "libperl", "python3", "libpython3", "debconf", "dpkg", "libc-bin", "tzdata"),
        *("adduser", "passwd", "systemd", "udev", "libpam-", "dbus-user", "dbus-system"),
        # Only its password dialog would use these; nobody sees one in the tests.
        *("adwaita", "hicolor", "fonts-", "shared-mime", "x11-", "pinentry", "procps", "icu"),
    ),
    prove=prove,
)


def main() -> int:
    """Have it ready; exit code 1 with the reason on failure."""
    try:
        tree = fetched(lambda line: print(line, flush=True))
    except FetchError as error:
        print(f"keyring: {error}", file=sys.stderr)
        return 1
    print(f"keyring: {tree.version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
