"""Numbers are read by the settings in force, the administrator's among them."""

from pathlib import Path

import msgspec
import pytest

from softphone.app.number_settings import number_plan, number_plan_of
from softphone.config import paths
from softphone.config.files import SettingsError, save_settings
from softphone.config.policy import POLICY, PRESETS
from softphone.config.settings import Dialing, Settings


@pytest.fixture
def admin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "admin"
    folder.mkdir()
    monkeypatch.setattr(paths, "policy_dir", lambda: folder)
    return folder


def test_presets_and_policy_count_for_an_import_too(admin: Path, tmp_path: Path) -> None:
    (admin / PRESETS).write_text('country = "DE"\n', encoding="utf-8")
    assert number_plan_of(tmp_path).parse("0201 123456").e164 == "+49201123456"
    (admin / POLICY).write_text('[dialing]\narea_code = "0201"\n', encoding="utf-8")
    assert number_plan_of(tmp_path).parse("1234567").e164 == "+492011234567"


def test_a_broken_file_of_the_administrator_leaves_the_rest(admin: Path, tmp_path: Path) -> None:
    (admin / PRESETS).write_text("country = \n", encoding="utf-8")
    assert number_plan_of(tmp_path).parse("13900000001").e164 == "+8613900000001"


def test_unreadable_settings_of_the_agent_are_told(admin: Path, tmp_path: Path) -> None:
    paths.settings_file(tmp_path).write_text("country = \n", encoding="utf-8")
    with pytest.raises(SettingsError):
        number_plan_of(tmp_path)


def test_what_is_kept_is_what_numbers_are_read_by(admin: Path, tmp_path: Path) -> None:
    settings = Settings(dialing=Dialing(area_code="022", received_prefixes=("9",)))
    save_settings(tmp_path, settings)
    for plan in (number_plan(settings), number_plan_of(tmp_path)):
        assert plan.parse("55501234").e164 == "+862255501234"
        assert plan.received("913900000001").e164 == "+8613900000001"


@pytest.mark.parametrize("dialing", [{"area_code": "22-1"}, {"received_prefixes": ["x"]}])
def test_only_digits_are_a_prefix(dialing: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"dialing": dialing}, Settings)
