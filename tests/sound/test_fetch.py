"""The fetched sound server needs none that is installed, and what does not serve is not kept."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.pbx.fetch import FetchError, Tree
from tests.sound.fetch import BUNDLE, prove


@pytest.fixture(scope="module")
def fetched() -> Tree:
    """The tree in the cache, also on a machine that has a PulseAudio of its own."""
    return BUNDLE.fetch()


def test_every_library_is_in_the_tree(fetched: Tree) -> None:
    """An installed PulseAudio of the same version would hide one that is only found there."""
    assert prove(fetched).startswith("pulseaudio 1")


def test_one_without_the_protocol_is_not_called_complete(fetched: Tree, tmp_path: Path) -> None:
    """As it was: the module could not find its library, and the server refused to work."""
    root = tmp_path / "tree"
    shutil.copytree(fetched.root, root, symlinks=True, copy_function=os.symlink)
    library = next(root.glob("usr/lib/**/libprotocol-native.so"))
    library.unlink()
    with pytest.raises(FetchError, match=r"does not serve: .*native-protocol-unix"):
        prove(Tree(root, "", fetched.suite))


@pytest.mark.parametrize(
    "held",
    ['{"version": "pulseaudio 16.1"}', '{"version": "1", "recipe": "another"}', "[]", "", "half"],
)
def test_what_was_made_in_another_way_is_made_anew(
    held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOFTPHONE_DEV_CACHE", str(tmp_path))
    root = tmp_path / "pulseaudio-bookworm"
    root.mkdir()
    (root / "complete.json").write_text(held)
    assert BUNDLE.cached() is None
    (root / "complete.json").write_text(json.dumps({"version": "1", "recipe": BUNDLE.recipe}))
    assert BUNDLE.cached() == Tree(root, "1", "bookworm")
