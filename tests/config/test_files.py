"""Settings: what is saved comes back; a bad file is told and left alone."""

import os
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.config.files import SettingsError, load_settings, save_settings
from softphone.config.paths import settings_file
from softphone.config.settings import FeatureCodes, HeaderNames, Settings, Sound, Window, WrapUp
from softphone.config.toml_file import MAX_BYTES
from softphone.domain.account import Account, Transport
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.codecs import CodecProfile
from softphone.domain.ticket import TicketField

FULL = Settings(
    account=Account(server="pbx.example", user="1001", transport=Transport.TLS, expires_s=90),
    proxy="127.0.0.1:5060",
    agent_name='坐席 "A" \\ = # [x]',
    country="HK",
    queue=FeatureCodes(ready="*120", not_ready_reasons={"meal": "*1202", "a b.c": "*1"}),
    headers=HeaderNames(queue="X-Skill"),
    wrap_up=WrapUp(time_s=30, required=(TicketField.NOTES,)),
    sound=Sound(codecs=CodecProfile.THIN),
    devices=AudioDevices(microphone="m\n1", ring_volume=0.25),
    window=Window(language="zh_TW", theme="dark", shortcuts={"answer": "Ctrl+Shift+A"}),
    script_file="C:\\script.txt",
)


@pytest.mark.parametrize("value", [Settings(), FULL])
def test_saved_settings_come_back(tmp_path: Path, value: Settings) -> None:
    save_settings(tmp_path / "new", value)
    assert load_settings(tmp_path / "new") == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    value = Settings(agent_name=text, window=Window(shortcuts={text: text}))
    save_settings(tmp_path, value)
    assert load_settings(tmp_path) == value


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none") == Settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'country = "CN"\nagent_name = oops\n', "line 2"),
        (b"[wrap_up]\ntime_s = 'long'\n", "field wrap_up.time_s"),
        (b"[wrap_up]\ntime_s = 3601\n", "3600"),
        (b"[wrap_up]\ntime_s = -1\n", "field wrap_up.time_s"),
        (b"[devices]\nring_volume = nan\n", "field devices.ring_volume"),
        (b"[recording]\nretention_days = 99999999\n", "36500"),
        (b"[sound]\ncodecs = 'fast'\n", "field sound.codecs"),
        (b'[account]\nserver = "x"\n', "field account"),
        (b"agent_name = '\xff'\n", "UTF-8"),
        (b"#" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_bad_file_is_told_and_left_alone(tmp_path: Path, content: bytes, words: str) -> None:
    path = settings_file(tmp_path)
    path.write_bytes(content)
    with pytest.raises(SettingsError) as told:
        load_settings(tmp_path)
    assert words in str(told.value)
    assert str(path) in str(told.value)
    assert told.value.settings == Settings()
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    settings_file(tmp_path).mkdir()
    with pytest.raises(SettingsError, match=r"cannot be read|directory"):
        load_settings(tmp_path)


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(tmp_path, FULL)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_settings(tmp_path, Settings())
    monkeypatch.undo()
    assert load_settings(tmp_path) == FULL
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]


def test_the_file_is_private(tmp_path: Path) -> None:
    save_settings(tmp_path, FULL)
    assert stat.S_IMODE(settings_file(tmp_path).stat().st_mode) == 0o600


NEWER = """
agent_name = "Agent 7"
new_field = true
[account]
server = "pbx.example"
user = "1001"
transport = "quic"
[account.path]
first = "satellite"
[wrap_up]
time_s = 30
mood = "calm"
[[targets.saved]]
number = "1002"
colour = "blue"
[[targets.saved]]
name = "nobody can be called so"
"""


def test_what_another_version_wrote_is_ignored_and_kept_on_save(tmp_path: Path) -> None:
    path = settings_file(tmp_path)
    path.write_text(NEWER)
    with pytest.raises(SettingsError) as told:
        load_settings(tmp_path)
    assert told.value.partly
    assert "field account.transport" in str(told.value)
    read = told.value.settings
    assert read.account == Account(server="pbx.example", user="1001")
    assert (read.agent_name, read.wrap_up.time_s) == ("Agent 7", 30)
    assert [target.number for target in read.targets.saved] == ["1002"]

    save_settings(tmp_path, msgspec.structs.replace(read, agent_name="Agent 8"))
    raw, before = tomllib.loads(path.read_text()), tomllib.loads(NEWER)
    assert raw["agent_name"] == "Agent 8"
    assert raw["new_field"] is True
    assert raw["account"]["path"] == {"first": "satellite"}
    assert raw["account"]["transport"] == "quic"
    assert raw["wrap_up"]["mood"] == "calm"
    assert raw["targets"]["saved"] == before["targets"]["saved"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["settings.toml"]

    # What the agent changes here is the agent's.
    account = Account(server="pbx.example", user="1001", transport=Transport.TCP)
    save_settings(tmp_path, msgspec.structs.replace(read, account=account))
    assert tomllib.loads(path.read_text())["account"]["transport"] == "tcp"


def test_unknown_fields_alone_are_no_fault(tmp_path: Path) -> None:
    settings_file(tmp_path).write_text('country = "US"\n[shiny]\nnew = true\n')
    assert load_settings(tmp_path).country == "US"


def numbers(kind: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of a number below a struct, with its type."""
    for field in msgspec.structs.fields(kind):
        where = f"{path}.{field.encode_name}".lstrip(".")
        for part in (field.type, *get_args(field.type)):
            if isinstance(part, type) and issubclass(part, msgspec.Struct):
                yield from numbers(part, where)
        if field.type in (int, float) or (get_args(field.type) or (0,))[0] in (int, float):
            yield where, field.type


def test_every_number_has_limits() -> None:
    found = dict(numbers(Settings))
    assert {"wrap_up.time_s", "account.port", "devices.limit_dbfs"} <= found.keys()
    for where, kind in found.items():
        meta = [one for one in get_args(kind) if isinstance(one, msgspec.Meta)]
        assert meta, where
        assert meta[0].ge is not None, where
        assert meta[0].le is not None, where


def test_a_file_that_may_not_be_read_is_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[account]\n")

    def refuse(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionError):
        save_settings(tmp_path, Settings())
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]
