"""Writes the pinned requirement files from the ranges in pyproject.toml.

    .venv/bin/python installer/lock.py

Out come `installer/requirements.txt` (what the program needs) and `installer/requirements-dev.txt`
(what the checks and tests need besides). Each release is pinned with the hashes of all its wheels
for CPython 3.11 and 3.12 on Linux (x86-64, arm64), macOS and Windows.

pip resolves the versions for the system this runs on. What the other systems need besides is found
by walking the packages' own metadata with each system's markers. The index is the one that pip is
set up with here; no address is written down.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import urllib.parse
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "installer"
PYTHONS = ("3.11", "3.12")
SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}
TARGETS = tuple(product(SYSTEMS, PYTHONS))
INDEX_JSON = "application/vnd.pypi.simple.v1+json"
HEADING = (
    "# Written by installer/lock.py from pyproject.toml. Do not edit: change the ranges there.\n"
)

Target = tuple[str, str]


@dataclass
class Package:
    """One resolved release, and the targets that need it."""

    name: str
    version: str
    requires: list[Requirement]
    targets: set[Target] = field(default_factory=set)


def environment(target: Target, extra: str = "") -> dict[str, str]:
    """The marker variables of a target."""
    system, python = target
    platform, os_name = SYSTEMS[system]
    values: Environment = default_environment()
    return {
        **{key: str(value) for key, value in values.items()},
        "sys_platform": system,
        "platform_system": platform,
        "os_name": os_name,
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": extra,
    }


def applies(requirement: Requirement, target: Target, extras: Iterable[str] = ()) -> bool:
    """Whether a package's requirement holds on a target, for any of the extras asked of it."""
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate(environment(target, extra)) for extra in ("", *extras)
    )


def resolve(requirements: Iterable[str]) -> dict[str, Package]:
    """What pip would install here for these requirements, by canonical name."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        only = ["--only-binary", ":all:", "--report", str(report)]
        subprocess.run([*pip, *only, *requirements], check=True)
        rows = json.loads(report.read_text())["install"]
    packages: dict[str, Package] = {}
    for row in rows:
        metadata = row["metadata"]
        requires = [Requirement(text) for text in metadata.get("requires_dist", ())]
        name = canonicalize_name(metadata["name"])
        packages[name] = Package(metadata["name"], metadata["version"], requires)
    return packages


def resolve_everywhere(requirements: list[str]) -> dict[str, Package]:
    """Like `resolve`, with what other systems need added and each package's targets filled in."""
    extra: dict[str, str] = {}
    while True:
        packages = resolve([*requirements, *extra.values()])
        missing = _mark_targets(requirements, packages)
        if not missing:
            return {name: found for name, found in packages.items() if found.targets}
        extra.update(missing)


def _mark_targets(requirements: list[str], packages: dict[str, Package]) -> dict[str, str]:
    """Fill in who needs what; returns the requirements nothing was resolved for."""
    missing: dict[str, str] = {}
    for target in TARGETS:
        queue = [Requirement(text) for text in requirements]
        seen: set[str] = set()
        while queue:
            wanted = queue.pop()
            key = f"{wanted.name}{sorted(wanted.extras)}"
            if key in seen:
                continue
            seen.add(key)
            package = packages.get(canonicalize_name(wanted.name))
            if package is None:
                missing[wanted.name] = f"{wanted.name}{wanted.specifier}"
                continue
            package.targets.add(target)
            queue += [r for r in package.requires if applies(r, target, wanted.extras)]
    return missing


def marker_for(targets: set[Target]) -> str:
    """The marker that holds on exactly these targets ('' where that is all of them)."""
    if targets == set(TARGETS):
        return ""
    systems = [s for s in SYSTEMS if any((s, p) in targets for p in PYTHONS)]
    pythons = [p for p in PYTHONS if any((s, p) in targets for s in SYSTEMS)]
    if set(product(systems, pythons)) != targets:
        raise ValueError(f"no simple marker for {sorted(targets)}")
    parts = []
    if len(systems) < len(SYSTEMS):
        parts.append(" or ".join(f"sys_platform == '{s}'" for s in systems))
        if len(systems) > 1 and len(pythons) < len(PYTHONS):
            parts[-1] = f"({parts[-1]})"
    if len(pythons) < len(PYTHONS):
        parts.append(f"python_version == '{pythons[0]}'")
    return " ; " + " and ".join(parts)


def is_wanted(filename: str) -> bool:
    """Whether a wheel runs on one of the targets."""
    for tag in parse_wheel_filename(filename)[3]:
        number = re.fullmatch(r"cp3(\d+)", tag.interpreter)
        python = (
            tag.interpreter == "py3"
            or tag.interpreter in ("cp311", "cp312")
            or bool(tag.abi == "abi3" and number and int(number[1]) <= 12)
        )
        if python and re.fullmatch(
            r"any|manylinux.*_(x86_64|aarch64)|macosx_.*|win_(amd64|arm64)", tag.platform
        ):
            return True
    return False


def index_address() -> str:
    """The index that pip is set up with on this machine."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        check=False,
        capture_output=True,
        text=True,
    ).stdout.strip()
    if asked or os.environ.get("PIP_INDEX_URL"):
        return os.environ.get("PIP_INDEX_URL") or asked
    default = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    done = subprocess.run(
        [sys.executable, "-c", default], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def hashes(package: Package, index: str) -> list[str]:
    """The SHA-256 of every wanted wheel of a release. Raises ValueError when there is none."""
    name = canonicalize_name(package.name)
    request = urllib.request.Request(  # noqa: S310  pip's own index
        f"{index.rstrip('/')}/{urllib.parse.quote(name)}/", headers={"Accept": INDEX_JSON}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        files = json.load(answer)["files"]
    found = set()
    for file in files:
        filename = file["filename"]
        if not filename.endswith(".whl") or file.get("yanked"):
            continue
        try:
            version = str(parse_wheel_filename(filename)[1])
        except ValueError:  # an old release with an odd name
            continue
        if version == package.version and is_wanted(filename):
            found.add(file["hashes"]["sha256"])
    if not found:
        raise ValueError(f"no wheel of {package.name} {package.version}")
    return sorted(found)


def text_of(packages: Iterable[Package], index: str, opening: str = "") -> str:
    """The text of a requirement file."""
    parts = [HEADING, opening]
    for package in sorted(packages, key=lambda p: canonicalize_name(p.name)):
        lines = [f"{package.name}=={package.version}{marker_for(package.targets)}"]
        lines += [f"    --hash=sha256:{digest}" for digest in hashes(package, index)]
        parts.append(" \\\n".join(lines) + "\n")
    return "".join(parts)


def main() -> int:
    """Resolve, look up the hashes, write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime: list[str] = project["dependencies"]
    dev: list[str] = project["optional-dependencies"]["dev"]
    index = index_address()
    everything = resolve_everywhere([*runtime, *dev])
    # One resolution for both, so that the two files never disagree about a version.
    for package in everything.values():
        package.targets.clear()
    _mark_targets(runtime, everything)
    needed = {name: p for name, p in everything.items() if p.targets}
    (HERE / "requirements.txt").write_text(text_of(needed.values(), index))
    runtime_targets = {name: set(p.targets) for name, p in needed.items()}
    for package in everything.values():
        package.targets.clear()
    _mark_targets([*runtime, *dev], everything)
    # A package the program needs on some systems and the tests on more is in both, with its marker.
    rest = [p for name, p in everything.items() if p.targets != runtime_targets.get(name, set())]
    opening = "# Installed together with requirements.txt.\n"
    (HERE / "requirements-dev.txt").write_text(text_of(rest, index, opening))
    print(f"{len(needed)} packages for the program, {len(rest)} more for checks and tests")
    return 0


if __name__ == "__main__":
    sys.exit(main())
