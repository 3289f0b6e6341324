"""Source and development packages from the Debian archive, with nothing added to the system.

apt works on a private state of its own: its lists and cache lie in our folder, its only sources are
the archive this machine's own apt already uses. What is downloaded is checked all the way: apt
checks the archive's signature with Debian's keyring, the signed index names each file's SHA-256.

Environment:
    SOFTPHONE_DEV_MIRROR         Debian archive to use   the one this machine's apt is set up with
    SOFTPHONE_DEV_SOURCE_SUITES  suites with the source  "sid forky trixie bookworm"
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SUITES = "sid forky trixie bookworm"
TOOLS = ("apt-get", "apt-cache", "dpkg-deb")
HOOKS = (
    *("APT::Update::Pre-Invoke", "APT::Update::Post-Invoke", "APT::Update::Post-Invoke-Success"),
    *("DPkg::Pre-Invoke", "DPkg::Post-Invoke", "DPkg::Pre-Install-Pkgs"),
)
_FILE = re.compile(r"^ ([0-9a-f]{64}) (\d+) (\S+)$")


class ArchiveError(RuntimeError):
    """The archive did not give what was asked for; the message says why."""


@dataclass(frozen=True)
class Remote:
    """One file of a source package, as the signed index names it."""

    name: str
    sha256: str
    url: str


@dataclass(frozen=True)
class SourcePackage:
    """One version of a source package in the archive."""

    name: str
    version: str
    files: tuple[Remote, ...]


def is_usable() -> str:
    """Why the archive cannot be used on this machine, '' when it can."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing or _helper() is None:
        return "this system has no apt (" + ", ".join(missing or ["apt-helper"]) + " not found)"
    if not KEYRING.exists():
        return f"Debian's keyring is missing ({KEYRING}): apt-get install debian-archive-keyring"
    return ""


def _helper() -> str | None:
    found = Path("/usr/lib/apt/apt-helper")
    return str(found) if found.exists() else None


def _run(argv: Sequence[str | Path], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(
        [str(part) for part in argv],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
    )


def mirror() -> str:
    """The Debian archive that this machine's own apt is set up with. Raises ArchiveError."""
    if own := os.environ.get("SOFTPHONE_DEV_MIRROR"):
        return own.rstrip("/")
    shown = _run(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])
    for address in shown.stdout.split():
        if re.search(r"/debian/?$", address):
            return address.rstrip("/")
    raise ArchiveError(
        "this machine's apt is set up with no Debian archive; name one in SOFTPHONE_DEV_MIRROR"
    )


class Archive:
    """A private apt state in ``folder``: sources of several suites, packages of one."""

    def __init__(
        self, folder: Path, binary_suite: str = "", suites: Sequence[str] | None = None
    ) -> None:
        self._folder = folder
        self._mirror = mirror()
        named = (os.environ.get("SOFTPHONE_DEV_SOURCE_SUITES") or SUITES).split()
        self._suites = list(named if suites is None else suites)
        self._binary_suite = binary_suite
        shutil.rmtree(folder, ignore_errors=True)
        for name in ("lists/partial", "archives/partial"):
            (folder / name).mkdir(parents=True)
        (folder / "status").touch()
        self._configure()

    def _configure(self) -> None:
        signed = f"[signed-by={KEYRING}] {self._mirror}"
        lines = [f"deb-src {signed} {suite} main" for suite in self._suites]
        if self._binary_suite:
            lines.append(f"deb {signed} {self._binary_suite} main")
        (self._folder / "sources.list").write_text("\n".join(lines) + "\n")
        options = {
            "Dir::State": self._folder,
            "Dir::State::lists": self._folder / "lists",
            "Dir::State::status": self._folder / "status",
            "Dir::Cache": self._folder,
            "Dir::Cache::archives": self._folder / "archives",
            "Dir::Log": self._folder,
            "Dir::Etc::sourcelist": self._folder / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
            "Acquire::AllowInsecureRepositories": "false",
            # As root apt would download as its own user, who cannot write here.
            "APT::Sandbox::User": "",
            "Debug::NoLocking": "true",
        }
        # Read after the machine's own settings: its hooks are taken out, its proxy stays.
        cleared = "".join(f"#clear {hook};\n" for hook in HOOKS)
        (self._folder / "apt.conf").write_text(
            cleared + "".join(f'{key} "{value}";\n' for key, value in options.items())
        )

    def _apt(self, *argv: str, cwd: Path | None = None) -> str:
        done = _run([argv[0], "-c", self._folder / "apt.conf", "-q", *argv[1:]], cwd)
        if done.returncode:
            said = (done.stderr or done.stdout).splitlines()
            worst = [line for line in said if line.startswith(("E:", "W:"))] or said
            raise ArchiveError(f"{' '.join(argv[:3])} failed: " + " ".join(worst[-3:]))
        return done.stdout

    def update(self) -> None:
        """Read the signed indexes. Raises ArchiveError, also for a wrong signature.

        A suite that this mirror does not carry is left out.
        """
        try:
            self._update()
        except ArchiveError as error:
            carried = [suite for suite in self._suites if self._carries(suite)]
            if carried == self._suites or not carried:
                raise error from None
            self._suites = carried
            self._configure()
            self._update()

    def _update(self) -> None:
        self._apt("apt-get", "update", "-o", "APT::Update::Error-Mode=any")

    def _carries(self, suite: str) -> bool:
        trial = Archive(self._folder / f"trial-{suite}", suites=[suite])
        try:
            trial._update()
        except ArchiveError:
            return False
        finally:
            trial.remove()
        return True

    def versions(self, name: str) -> Iterator[SourcePackage]:
        """Every version of a source package in the suites, in their order."""
        shown = self._apt("apt-cache", "showsrc", "--only-source", name)
        seen: set[str] = set()
        for paragraph in shown.split("\n\n"):
            package = parsed(paragraph, self._mirror)
            if package and package.name == name and package.version not in seen:
                seen.add(package.version)
                yield package

    def fetch(self, remote: Remote, folder: Path) -> Path:
        """Download one file, its hash checked. Raises ArchiveError."""
        target = folder / remote.name
        if target.exists() and sha256_of(target) == remote.sha256:
            return target
        target.unlink(missing_ok=True)
        helper = _helper()
        assert helper is not None
        config = self._folder / "apt.conf"
        with contextlib.suppress(OSError):
            done = _run(
                [
                    helper,
                    "-c",
                    config,
                    "download-file",
                    remote.url,
                    target,
                    f"SHA256:{remote.sha256}",
                ]
            )
            if done.returncode == 0 and target.exists() and sha256_of(target) == remote.sha256:
                return target
        target.unlink(missing_ok=True)
        raise ArchiveError(f"{remote.name} could not be downloaded")

    def unpack_packages(self, names: Sequence[str], into: Path) -> list[str]:
        """Unpack binary packages, without installing; returns their file names."""
        folder = self._folder / "debs"
        folder.mkdir(exist_ok=True)
        self._apt("apt-get", "download", *names, cwd=folder)
        packages = sorted(folder.glob("*.deb"))
        into.mkdir(parents=True, exist_ok=True)
        for package in packages:
            done = _run(["dpkg-deb", "-x", package, into])
            if done.returncode:
                raise ArchiveError(f"{package.name} cannot be unpacked: {done.stderr.strip()}")
        return [package.name for package in packages]

    def remove(self) -> None:
        """Drop the state: the lists alone are some hundred megabytes."""
        shutil.rmtree(self._folder, ignore_errors=True)


def parsed(paragraph: str, base: str) -> SourcePackage | None:
    """One paragraph of ``apt-cache showsrc``; None when it is not a source package."""
    fields: dict[str, str] = {}
    sums: list[tuple[str, str]] = []
    current = ""
    for line in paragraph.splitlines():
        if not line.startswith(" "):
            current, _, value = line.partition(":")
            fields[current] = value.strip()
        elif current == "Checksums-Sha256" and (match := _FILE.match(line)):
            sums.append((match[3], match[1]))
    if not {"Package", "Version", "Directory"} <= fields.keys():
        return None
    folder = f"{base}/{fields['Directory']}"
    # A name goes into a path of ours: the index is signed, but let nothing leave the folder.
    files = (Remote(n, s, f"{folder}/{n.replace('%', '%25')}") for n, s in sums if "/" not in n)
    return SourcePackage(fields["Package"], fields["Version"], tuple(files))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
