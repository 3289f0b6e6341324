"""Builds the wheel of the SIP stack, once for each recipe, source and Python.

    python3 installer/dev.py stack              the way to call it
    python3 -m installer.pjsip.build [...]      the same without the project's own environment

    --sources FOLDER        take the source archives from there (see --fetch)
    --fetch FOLDER          only fetch the source archives, for a machine without a Debian archive
    --pjsip FILE_OR_URL     PJSIP's release tarball instead of the archive's copy …
    --sha256 HASH           … and what it must be
    --python-headers FOLDER where Python.h is, if this Python came without it
    --prefix FOLDER         where OpenSSL is (include/, lib/), if not where the compiler looks
    --output FOLDER         copy the wheel there too
    --force                 build although the cache has it

Environment:
    SOFTPHONE_DEV_CACHE   where it is kept   [$XDG_CACHE_HOME or ~/.cache]/softphone-dev
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.pjsip import machine, mingw, native, pjsip, recipe, sources, wheel
from installer.pjsip.archive import ArchiveError, sha256_of
from installer.pjsip.libraries import LIBRARIES
from installer.pjsip.libraries import build as build_library
from installer.pjsip.pjsip import PythonTarget
from installer.pjsip.sources import Source
from installer.pjsip.toolchain import BuildError, Toolchain

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """A finished build in the cache. ``site`` is a folder for ``sys.path``."""

    folder: Path
    wheel: Path
    version: str
    seconds: float

    @property
    def site(self) -> Path:
        """The unpacked wheel."""
        return self.folder / "site"


def cache_root() -> Path:
    """The per-user folder of sources, tools and builds (it may not exist yet)."""
    if own := os.environ.get("SOFTPHONE_DEV_CACHE"):
        return Path(own).resolve() / "stack"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "softphone-dev" / "stack"


def cached(windows: bool = False, folder: Path | None = None) -> Built | None:
    """The build of the present recipe for this Python, or None. Fast: reads two small files."""
    try:
        held = json.loads(((folder or cache_root() / "sources") / sources.INDEX).read_text())
        key = key_of([Source(**fields) for fields in held.values()], windows)
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return _complete(cache_root() / key)


def key_of(held: Sequence[Source], windows: bool) -> str:
    """The name of a build's folder in the cache."""
    sums = [f"{s.name} {s.sha256} {s.patches_sha256}" for s in held]
    if windows:
        sums.append(sha256_of(Path(__file__).with_name("mingw.py")))
    return f"{recipe.tag(windows)}-{recipe.fingerprint(recipe.tag(windows), sums)}"


def _complete(folder: Path) -> Built | None:
    try:
        note = json.loads((folder / "complete.json").read_text())
        built = Built(folder, folder / note["wheel"], note["version"], float(note["seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return built if built.wheel.is_file() and built.site.is_dir() else None


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    """One build at a time; a second one waits, and then finds it done."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class Options:
    """What may be chosen."""

    sources: Path | None = None
    fetch: Path | None = None
    pjsip: str = ""
    sha256: str = ""
    python_headers: Path | None = None
    prefix: Path | None = None
    output: Path | None = None
    windows: bool = False
    force: bool = False
    pip: tuple[str, ...] = (sys.executable, "-m", "pip")


def build(options: Options, progress: Progress = lambda line: None) -> Built:
    """The built stack, from the cache or made now. Raises ArchiveError, BuildError."""
    built = _build(options, progress)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        shutil.copy(built.wheel, options.output)
    return built


def _build(options: Options, progress: Progress) -> Built:
    if (
        not options.force
        and not options.pjsip
        and (ready := cached(options.windows, options.sources))
    ):
        return ready
    root = cache_root()
    with _locked(root):
        began = time.monotonic()
        folder = options.sources or root / "sources"
        with machine.Machine(
            root, options.prefix, options.python_headers, progress, options.pip
        ) as host:
            held = _sources(options, folder, host, progress)
            key = key_of(list(held.values()), options.windows)
            if not options.force and (ready := _complete(root / key)):
                return ready
            tools, target, system = _prepare(host, options.windows)
            swig = host.swig()
            with tempfile.TemporaryDirectory(prefix="build-", dir=root) as scratch:
                work = Path(scratch)
                made = _compile(held, folder, work, tools, target, swig, system, progress, options)
                return _keep(made, work, root / key, began, progress, options.windows)


def _sources(
    options: Options, folder: Path, host: machine.Machine, progress: Progress
) -> dict[str, Source]:
    held = sources.load(folder)
    if options.sources and held is None:
        raise BuildError(f"{folder} does not hold the source archives, or one is damaged")
    if options.pjsip:
        own = sources.upstream(options.pjsip, options.sha256, folder)
        rest = held or sources.fetch(host.archive(), folder, progress, pjsip=False)
        held = {**rest, "pjsip": own}
        sources.save(folder, held)
        return held
    if held is None or not recipe.in_range(held["pjsip"].version):
        held = sources.fetch(host.archive(), folder, progress)
        sources.save(folder, held)
    return held


def _prepare(host: machine.Machine, windows: bool) -> tuple[Toolchain, PythonTarget, list[str]]:
    return mingw.prepare(host) if windows else native.prepare(host)


def _compile(
    held: dict[str, Source],
    folder: Path,
    work: Path,
    tools: Toolchain,
    target: pjsip.PythonTarget,
    swig: list[str],
    system: list[str],
    progress: Progress,
    options: Options,
) -> Path:
    prefix = work / "prefix"
    trees = {}
    for library in LIBRARIES:
        progress(f"{library.name} {upstream_version(held[library.name].version)}")
        tree = sources.unpack(held[library.name], folder, work / library.name, tools)
        build_library(library, tree, prefix, tools)
        trees[library.name] = tree
    tree = sources.unpack(held["pjsip"], folder, work / "pjsip", tools)
    progress(f"PJSIP {pjsip.version_of(tree)}")
    extension = work / f"_pjsua2{target.suffix}"
    module = pjsip.compile_all(tree, prefix, extension, swig, target, tools, progress)
    inside = [_pjsip_component(held["pjsip"], tree)]
    inside += [_component(library, held, trees) for library in LIBRARIES]
    return wheel.write(
        work,
        recipe.tag(options.windows),
        recipe.wheel_version(held["pjsip"].version),
        module.read_text(),
        extension,
        inside,
        system,
    )


def upstream_version(version: str) -> str:
    """A Debian version without its epoch and revision: "1:2.5.0+ds-3" is 2.5.0."""
    return version.rpartition(":")[2].partition("-")[0].partition("+")[0]


def _pjsip_component(source: Source, tree: Path) -> wheel.Component:
    texts = (tree / "COPYING",)
    return wheel.Component(
        "pjsip", source.version, recipe.PJSIP_LICENCE, source.sha256, source.file, texts
    )


def _component(library: object, held: dict[str, Source], trees: dict[str, Path]) -> wheel.Component:
    from installer.pjsip.libraries import Library

    assert isinstance(library, Library)
    source = held[library.name]
    texts = tuple(trees[library.name] / name for name in library.licence_files)
    return wheel.Component(
        library.name, source.version, library.licence, source.sha256, source.file, texts
    )


def _keep(
    made: Path, work: Path, folder: Path, began: float, progress: Progress, windows: bool
) -> Built:
    """Test the wheel as it will be used, then move it into the cache."""
    staged = work / "staged"
    with zipfile.ZipFile(made) as pack:
        pack.extractall(staged / "site")
    if not windows:
        progress("self-test")
        examine(staged / "site")
    shutil.move(made, staged / made.name)
    seconds = round(time.monotonic() - began, 1)
    version = made.name.split("-")[1]
    note = {"wheel": made.name, "version": version, "seconds": seconds}
    (staged / "complete.json").write_text(json.dumps(note))
    shutil.rmtree(folder, ignore_errors=True)
    staged.rename(folder)
    return Built(folder, folder / made.name, version, seconds)


def examine(site: Path) -> dict[str, object]:
    """What the stack in ``site`` can do. Raises BuildError when it lacks something."""
    done = subprocess.run(
        [sys.executable, "-m", "installer.pjsip.selftest", str(site)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(__file__).resolve().parents[2],
    )
    if done.returncode:
        raise BuildError(f"the built stack fails its self-test:\n{done.stderr.strip()[-2000:]}")
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stack", description="Build our own SIP stack.")
    parser.add_argument("--windows", action="store_true")
    parser.add_argument("--sources", type=Path)
    parser.add_argument("--fetch", type=Path)
    parser.add_argument("--pjsip", default="")
    parser.add_argument("--sha256", default="")
    parser.add_argument("--python-headers", type=Path)
    parser.add_argument("--prefix", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--force", action="store_true")
    return parser


def options(argv: Sequence[str], pip: tuple[str, ...] = Options.pip) -> Options:
    """The choices of a command line. Exits with code 2 for a wrong one."""
    parser = _parser()
    chosen = parser.parse_args(argv)
    if bool(chosen.pjsip) != bool(chosen.sha256):
        parser.error("--pjsip and --sha256 go together")
    return Options(
        sources=chosen.sources,
        fetch=chosen.fetch,
        pjsip=chosen.pjsip,
        sha256=chosen.sha256,
        python_headers=chosen.python_headers,
        prefix=chosen.prefix,
        output=chosen.output,
        windows=chosen.windows,
        force=chosen.force,
        pip=pip,
    )


def fetch(folder: Path, progress: Progress) -> None:
    """Only the source archives. Raises ArchiveError."""
    with machine.Machine(cache_root(), None, None, progress) as host:
        sources.save(folder, sources.fetch(host.archive(), folder, progress))


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; 0, or 1 with the reason on stderr."""
    chosen = options(sys.argv[1:] if argv is None else argv)

    def progress(line: str) -> None:
        print(f"  {line}", flush=True)

    try:
        if chosen.fetch:
            fetch(chosen.fetch, progress)
            return 0
        built = build(chosen, progress)
    except (ArchiveError, BuildError) as error:
        print(f"our own SIP stack could not be built: {error}", file=sys.stderr)
        return 1
    print(f"{built.wheel}  ({built.wheel.stat().st_size / 1e6:.1f} MB, built in {built.seconds} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
