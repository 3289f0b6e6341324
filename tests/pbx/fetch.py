"""Gets Asterisk and Kamailio from Debian's packages into a per-user cache, once.

Nothing is installed on the machine: apt-get downloads into a private state folder (own lists,
empty package database), the packages are unpacked side by side and run through the tree's own ELF
loader, so neither root nor a matching Debian release is needed. apt checks the archive's signature.

Environment:
    SOFTPHONE_DEV_CACHE   where it is kept       [$XDG_CACHE_HOME or ~/.cache]/softphone-dev
    SOFTPHONE_DEV_MIRROR  Debian archive to use  the one this machine's own apt is set up with
    SOFTPHONE_DEV_SUITES  suites, tried in turn  "forky sid bullseye"
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("asterisk", "openssl", "kamailio")
SUITES = "forky sid bullseye"  # Asterisk 22, 22 and 16; bookworm has none
# Pulled in by package scripts or by modules that are never loaded.
SKIPPED = (
    *("perl", "libperl", "gnupg", "gpg", "dirmngr", "pinentry", "libsnmp", "adduser", "passwd"),
    *("base-passwd", "debconf", "pci.ids", "asterisk-config", "login.defs", "libc-gconv"),
    *("libcodec2", "libpam", "libsensors"),
)
NOT_UNPACKED = ("doc", "man", "locale", "info", "lintian", "bug", "snmp")
HOOKS = (
    *("APT::Update::Pre-Invoke", "APT::Update::Post-Invoke", "APT::Update::Post-Invoke-Success"),
    *("DPkg::Pre-Invoke", "DPkg::Post-Invoke", "DPkg::Pre-Install-Pkgs"),
)
NEEDED_TOOLS = ("apt-get", "dpkg-deb", "tar")

Progress = Callable[[str], None]


class FetchError(RuntimeError):
    """Asterisk could not be had; the message says why, in one line."""


@dataclass(frozen=True)
class Tree:
    """An unpacked Asterisk with every library it needs."""

    root: Path
    version: str
    suite: str

    def argv(self, program: str) -> list[str]:
        """The command that runs `program` (relative to the tree) with the tree's own libc.

        Raises FetchError when the tree holds no ELF loader.
        """
        libraries = [d for d in sorted(self.root.glob("usr/lib/*-linux-gnu*")) if d.is_dir()]
        libraries += [d for d in sorted(self.root.glob("lib/*-linux-gnu*")) if d.is_dir()]
        libraries.append(self.root / "usr/lib")
        loaders = [p for d in (*libraries, self.root / "lib") for p in d.glob("ld-linux*.so.*")]
        if not loaders:
            raise FetchError(f"no ELF loader in {self.root}")
        path = ":".join(map(str, libraries))
        return [str(loaders[0]), "--library-path", path, str(self.root / program)]

    @property
    def modules(self) -> Path:
        """The folder of Asterisk's loadable modules."""
        found = next(iter(self.root.glob("usr/lib/*/asterisk/modules")), None)
        return found or self.root / "usr/lib/asterisk/modules"


def cache_dir() -> Path:
    """The per-user folder that downloaded test tools live in (it may not exist yet)."""
    if own := os.environ.get("SOFTPHONE_DEV_CACHE"):
        return Path(own).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "softphone-dev"


def cached() -> Tree | None:
    """The tree of an earlier fetch, or None."""
    for suite in _suites():
        root = cache_dir() / f"asterisk-{suite}"
        with contextlib.suppress(OSError, ValueError, KeyError):
            held = json.loads((root / "complete.json").read_text())
            # An earlier checkout may have fetched less.
            if held["wanted"] == list(PACKAGES):
                return Tree(root, held["version"], suite)
    return None


def fetch(progress: Progress = lambda line: None) -> Tree:
    """The unpacked Asterisk, downloaded (about 90 MB) if need be.

    Safe to call from several processes at once: one downloads, the others wait for it.
    Raises FetchError.
    """
    if tree := cached():
        return tree
    for tool in NEEDED_TOOLS:
        if shutil.which(tool) is None:
            raise FetchError(
                f"Asterisk for the tests comes from Debian packages: {tool} is missing"
            )
    with _locked(cache_dir() / "asterisk.lock"):
        if tree := cached():
            return tree
        mirror = os.environ.get("SOFTPHONE_DEV_MIRROR") or _configured_mirror()
        problems = []
        for suite in _suites():
            try:
                return _fetch_suite(suite, mirror, progress)
            except FetchError as error:
                problems.append(f"{suite}: {error}")
                progress(problems[-1])
    raise FetchError("no Debian suite gave a working Asterisk: " + "; ".join(problems))


def _suites() -> list[str]:
    return (os.environ.get("SOFTPHONE_DEV_SUITES") or SUITES).split()


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    import fcntl  # here, so that the tests can be collected on Windows too

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(argv: Sequence[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        argv, check=False, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C", **more}
    )


def _configured_mirror() -> str:
    shown = _run(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])
    for address in shown.stdout.split():
        if re.search(r"/debian/?$", address):
            return address.rstrip("/")
    raise FetchError(
        "this machine's apt is set up with no Debian archive; name one in SOFTPHONE_DEV_MIRROR"
    )


def _apt(state: Path, *arguments: str) -> None:
    config = str(state / "apt.conf")
    done = _run(["apt-get", "-c", config, "-q", "-y", *arguments], DEBIAN_FRONTEND="noninteractive")
    if done.returncode:
        said = (done.stderr or done.stdout).splitlines()
        worst = [line for line in said if line.startswith(("E:", "W:"))] or said
        raise FetchError(f"apt-get {arguments[0]} failed: " + " ".join(worst[-3:]))


def _private_apt(state: Path, suite: str, mirror: str) -> None:
    for folder in ("lists/partial", "archives/partial"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    (state / "status").touch()
    keyring = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
    signed = f"[signed-by={keyring}] " if keyring.exists() else ""
    (state / "sources.list").write_text(f"deb {signed}{mirror} {suite} main\n")
    options = {
        "Dir::State": state,
        "Dir::State::lists": state / "lists",
        "Dir::State::status": state / "status",
        "Dir::Cache": state,
        "Dir::Cache::archives": state / "archives",
        "Dir::Log": state,
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        # As root apt would download as its own user, who cannot write here.
        "APT::Sandbox::User": "",
        "APT::Install-Recommends": "false",
        "Debug::NoLocking": "true",
    }
    # Read after the machine's own apt.conf.d: its hooks are taken out, its proxy settings stay.
    cleared = "".join(f"#clear {hook};\n" for hook in HOOKS)
    (state / "apt.conf").write_text(
        cleared + "".join(f'{key} "{value}";\n' for key, value in options.items())
    )


def _fetch_suite(suite: str, mirror: str, progress: Progress) -> Tree:
    began = time.monotonic()
    state = cache_dir() / "apt" / suite
    shutil.rmtree(state, ignore_errors=True)
    _private_apt(state, suite, mirror)
    progress(f"Asterisk: reading the package list of Debian {suite}")
    _apt(state, "update")
    progress("Asterisk: downloading about 85 MB of packages")
    _apt(state, "install", "--download-only", *PACKAGES)
    packages = sorted((state / "archives").glob("*.deb"))
    progress(f"Asterisk: unpacking {len(packages)} packages")
    new = cache_dir() / f"new-{suite}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for package in packages:
        if not package.name.startswith(SKIPPED):
            _unpack(package, new)
    shutil.rmtree(state, ignore_errors=True)
    # The prompts lie in a folder named after the voice; the package's script would link it.
    sounds = new / "usr/share/asterisk/sounds"
    voice = next(iter(sorted(sounds.glob("en_*"))), None)
    if voice and not (sounds / "en").exists():
        (sounds / "en").symlink_to(voice.name)
    version = _run([*Tree(new, "", suite).argv("usr/sbin/asterisk"), "-V"]).stdout.strip()
    if not version.startswith("Asterisk"):
        raise FetchError("the unpacked asterisk does not run")
    held = {"version": version, "packages": len(packages), "wanted": PACKAGES}
    (new / "complete.json").write_text(json.dumps(held))
    root = cache_dir() / f"asterisk-{suite}"
    shutil.rmtree(root, ignore_errors=True)
    new.rename(root)
    progress(f"{version}: ready after {time.monotonic() - began:.0f} s")
    return Tree(root, version, suite)


def _unpack(package: Path, into: Path) -> None:
    excluded = [f"--exclude=./usr/share/{name}" for name in NOT_UNPACKED]
    with subprocess.Popen(
        ["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE
    ) as source:
        tar = ["tar", "-x", "--no-same-owner", "-C", str(into), *excluded]
        done = subprocess.run(tar, check=False, stdin=source.stdout)
    if source.returncode or done.returncode:
        raise FetchError(f"cannot unpack {package.name}")


def main() -> int:
    """Fetch on the command line, telling each step; exit code 1 with the reason on failure.

    With `--cached`, only say what is there already.
    """
    if "--cached" in sys.argv:
        held = cached()
        print(f"{held.version} in the cache ({held.suite})" if held else "nothing fetched yet")
        return 0 if held else 1
    try:
        tree = fetch(lambda line: print(line, flush=True))
    except FetchError as error:
        print(f"Asterisk: {error}", file=sys.stderr)
        return 1
    print(f"{tree.version} in the cache ({tree.suite})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
