"""Tools for the tests from Debian's packages: fetched once into a cache, never installed.

By the same private apt as the tests' Asterisk (``tests.pbx.fetch``, which names the environment).
What was unpacked counts only after it was used in earnest (``Bundle.prove``): a tree that an older
checkout has made in another way is made anew.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.pbx.fetch import (
    NEEDED_TOOLS,
    FetchError,
    Progress,
    Tree,
    _apt,
    _configured_mirror,
    _locked,
    _private_apt,
    _unpack,
    cache_dir,
)

SUITES = ("bookworm", "trixie", "sid")


@dataclass(frozen=True)
class Bundle:
    """Packages that are of use together."""

    name: str
    """The folder in the cache is called after it."""
    title: str
    """As it is told to people."""
    packages: tuple[str, ...]
    skipped: tuple[str, ...]
    """What the names of packages begin with that come along and are not needed."""
    prove: Callable[[Tree], str]
    """Use what was unpacked; its version in words. Raises FetchError when it does not work."""

    @property
    def recipe(self) -> str:
        """Tells trees apart that were made or proved in another way."""
        text = f"{self.packages} {self.skipped} {inspect.getsource(self.prove)}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def cached(self) -> Tree | None:
        """What an earlier fetch has made and proved in this same way, or None."""
        for suite in SUITES:
            root = cache_dir() / f"{self.name}-{suite}"
            try:
                held = json.loads((root / "complete.json").read_text())
                if held["recipe"] == self.recipe:
                    return Tree(root, held["version"], suite)
            except (OSError, ValueError, KeyError, TypeError):
                continue
        return None

    def fetch(self, progress: Progress = lambda line: None) -> Tree:
        """The proved tree, downloaded if need be; of several processes one does it, others wait.

        Raises FetchError.
        """
        if tree := self.cached():
            return tree
        for tool in NEEDED_TOOLS:
            if shutil.which(tool) is None:
                raise FetchError(f"{self.title}: comes from Debian packages, and {tool} is missing")
        with _locked(cache_dir() / f"{self.name}.lock"):
            if tree := self.cached():
                return tree
            problems = []
            for suite in SUITES:
                try:
                    return self._fetch_suite(suite, progress)
                except FetchError as error:
                    problems.append(f"{suite}: {error}")
                    progress(f"{self.title}: {problems[-1]}")
        raise FetchError(f"no Debian suite gave a working {self.title}: " + "; ".join(problems))

    def _fetch_suite(self, suite: str, progress: Progress) -> Tree:
        began = time.monotonic()
        state = cache_dir() / "apt" / f"{self.name}-{suite}"
        root, new = (cache_dir() / f"{before}{self.name}-{suite}" for before in ("", "new-"))
        for folder in (state, new):
            shutil.rmtree(folder, ignore_errors=True)
        progress(f"{self.title}: fetching {' '.join(self.packages)} of Debian {suite}")
        try:
            _private_apt(state, suite, _configured_mirror())
            _apt(state, "update")
            _apt(state, "install", "--download-only", *self.packages)
            new.mkdir()
            for package in sorted((state / "archives").glob("*.deb")):
                if not package.name.startswith(self.skipped):
                    _unpack(package, new)
            version = self.prove(Tree(new, "", suite))
            held = {"version": version, "recipe": self.recipe}
            (new / "complete.json").write_text(json.dumps(held))
            shutil.rmtree(root, ignore_errors=True)
            new.rename(root)
        finally:
            for folder in (state, new):
                shutil.rmtree(folder, ignore_errors=True)
        progress(f"{self.title}: {version}, ready after {time.monotonic() - began:.0f} s")
        return Tree(root, version, suite)


def folders(root: Path, *patterns: str) -> list[Path]:
    """The folders of a tree that fit, in order."""
    return [path for pattern in patterns for path in sorted(root.glob(pattern)) if path.is_dir()]
