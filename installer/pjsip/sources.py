"""The source archives of the stack: fetched once, remembered with their hashes, unpacked, patched.

A folder of sources holds the archives and ``sources.json``. It can be carried to a machine that has
no Debian archive (a Windows or macOS runner) and used there as it is; the hashes are checked again.
"""

from __future__ import annotations

import json
import shutil
import tarfile
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer.pjsip import recipe
from installer.pjsip.archive import Archive, ArchiveError, SourcePackage, sha256_of
from installer.pjsip.libraries import LIBRARIES
from installer.pjsip.toolchain import BuildError, Toolchain

INDEX = "sources.json"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Source:
    """One component: the upstream archive and, beside it, the distribution's patches."""

    name: str
    version: str
    file: str
    sha256: str
    patches: str = ""  # archive with debian/patches, '' for none
    patches_sha256: str = ""


def load(folder: Path) -> dict[str, Source] | None:
    """The sources of an earlier fetch, every hash checked; None when they are not all there."""
    try:
        held = json.loads((folder / INDEX).read_text())
        sources = {name: Source(**fields) for name, fields in held.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    wanted = {"pjsip", *(library.name for library in LIBRARIES)}
    if not wanted <= sources.keys():
        return None
    for source in sources.values():
        pairs = [(source.file, source.sha256), (source.patches, source.patches_sha256)]
        for name, digest in pairs:
            path = folder / name
            if name and not (path.is_file() and sha256_of(path) == digest):
                return None
    return sources


def save(folder: Path, sources: dict[str, Source]) -> None:
    """Remember what is in the folder."""
    fields = {name: vars(source) for name, source in sorted(sources.items())}
    (folder / INDEX).write_text(json.dumps(fields, indent=1) + "\n")


def fetch(
    archive: Archive, folder: Path, progress: Progress, pjsip: bool = True
) -> dict[str, Source]:
    """Everything from the Debian archive. Raises ArchiveError."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    if pjsip:
        progress("PJSIP's source")
        found["pjsip"] = _fetch_pjsip(archive, folder)
    for library in LIBRARIES:
        progress(f"{library.name}'s source")
        found[library.name] = _newest(archive, library.package, library.name, folder)
    return found


def _fetch_pjsip(archive: Archive, folder: Path) -> Source:
    seen = []
    for package in archive.versions(recipe.PJSIP_PACKAGE):
        part = next((f for f in package.files if recipe.PJSIP_COMPONENT in f.name), None)
        if part is None:
            continue
        try:
            path = archive.fetch(part, folder)
        except ArchiveError as error:
            seen.append(str(error))
            continue
        version = pjsip_version(path)
        if recipe.in_range(version):
            return Source("pjsip", version, part.name, part.sha256)
        seen.append(f"{package.version} holds PJSIP {version}")
        path.unlink()
    wanted = ".".join(map(str, recipe.AT_LEAST))
    raise ArchiveError(f"no PJSIP {wanted} in the archive: {'; '.join(seen) or 'nothing there'}")


def _newest(archive: Archive, package: str, name: str, folder: Path) -> Source:
    """The first version, in the order of the suites, of which all parts can be had."""
    problems = []
    for version in archive.versions(package):
        try:
            return _fetch_parts(archive, version, name, folder)
        except ArchiveError as error:
            problems.append(f"{version.version}: {error}")
    raise ArchiveError(f"no usable source of {package}: {'; '.join(problems) or 'not there'}")


def _fetch_parts(archive: Archive, package: SourcePackage, name: str, folder: Path) -> Source:
    origin = next((f for f in package.files if ".orig.tar." in f.name and _is_tar(f.name)), None)
    patches = next((f for f in package.files if ".debian.tar." in f.name), None)
    if origin is None or patches is None:
        raise ArchiveError("its parts are not as expected")
    # The patches first: a version without them may lack a security fix, the next one has both.
    archive.fetch(patches, folder)
    archive.fetch(origin, folder)
    return Source(name, package.version, origin.name, origin.sha256, patches.name, patches.sha256)


def _is_tar(name: str) -> bool:
    return name.endswith((".gz", ".xz", ".bz2"))


def upstream(location: str, sha256: str, folder: Path) -> Source:
    """PJSIP's own release tarball from a file or an address, pinned by its hash.

    Raises BuildError when the hash or the version is another.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = location.rstrip("/").rpartition("/")[2] or "pjproject.tar.gz"
    target = folder / f"upstream-{name}"
    if "://" in location:
        if not location.startswith("https://"):
            raise BuildError("PJSIP's source is fetched over https only")
        with urllib.request.urlopen(location, timeout=60) as answer, target.open("wb") as file:  # noqa: S310
            shutil.copyfileobj(answer, file)
    else:
        shutil.copy(location, target)
    if sha256_of(target) != sha256.lower():
        target.unlink()
        raise BuildError(f"{name} is not the file it should be: its SHA-256 is another")
    version = pjsip_version(target)
    if not recipe.in_range(version):
        raise BuildError(f"{name} is PJSIP {version}, not in the recipe's range")
    return Source("pjsip", version, target.name, sha256.lower())


def pjsip_version(path: Path) -> str:
    """What version.mak inside a source archive says, e.g. "2.17"; "0" when there is none."""
    from installer.pjsip.pjsip import VERSION

    with tarfile.open(path) as pack:
        for member in pack:
            if member.name.count("/") == 1 and member.name.endswith("/version.mak"):
                stream = pack.extractfile(member)
                text = stream.read().decode(errors="replace") if stream else ""
                found = dict(VERSION.findall(text))
                parts = [found.get("MAJOR", "0"), found.get("MINOR", "0"), found.get("REV", "")]
                return ".".join(str(part) for part in parts if part)
    return "0"


def unpack(source: Source, folder: Path, into: Path, tools: Toolchain) -> Path:
    """Unpack and patch one component; its source tree. Raises BuildError."""
    into.mkdir(parents=True)
    with tarfile.open(folder / source.file) as pack:
        _extract(pack, into)
    roots = [path for path in into.iterdir() if path.is_dir()]
    if len(roots) != 1:
        raise BuildError(f"{source.file} is not one folder")
    tree = roots[0]
    if source.patches:
        beside = into / "patches"
        with tarfile.open(folder / source.patches) as pack:
            _extract(pack, beside)
        _patch(tree, beside / "debian/patches", tools)
    return tree


def _extract(pack: tarfile.TarFile, into: Path) -> None:
    if hasattr(tarfile, "data_filter"):
        pack.extractall(into, filter="data")
    else:  # the first releases of 3.11; what is unpacked has passed its hash
        pack.extractall(into)  # noqa: S202


def _patch(tree: Path, patches: Path, tools: Toolchain) -> None:
    series = patches / "series"
    if not series.exists():
        return
    for line in series.read_text().splitlines():
        words = line.partition("#")[0].split()
        if words:
            tools.run(["patch", "-p1", "-s", "-f", "-i", patches / words[0]], tree)
