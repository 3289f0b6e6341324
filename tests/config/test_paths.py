"""Where things are."""

import stat
from pathlib import Path

from softphone.config import paths


def test_resources_are_found() -> None:
    folder = paths.resources_dir()
    assert (folder / "choices" / "categories.json").is_file()
    assert (folder / "samples" / "customers.csv").is_file()


def test_everything_of_a_trial_is_in_its_folder(tmp_path: Path) -> None:
    for place in (paths.settings_file, paths.database_file, paths.log_dir):
        assert place(tmp_path).parent == tmp_path
    assert paths.default_data_dir().name == "softphone"


def test_a_private_folder_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(mode=0o755, parents=True)
    paths.make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
