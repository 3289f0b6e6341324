"""Presets and policy of the administrator: built in < presets < the agent's own < policy."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from softphone.config import paths
from softphone.config.files import load_settings, save_settings
from softphone.config.policy import NO_POLICY, POLICY, PRESETS, PolicyError, load_policy
from softphone.config.settings import Dialing, Settings, Targets, WrapUp
from softphone.config.toml_file import MAX_BYTES
from softphone.domain.account import Account, Srtp, Transport
from softphone.domain.dial_plan import DialPlan, Shape
from softphone.domain.recording import RecordingPolicy, RecordingRules
from softphone.domain.target import Target

ENFORCED = """
reason = "Company rule 12"
[recording]
policy = "always"
retention_days = 90
[dialing.plan]
shape = "e164"
[account]
srtp = "mandatory"
"""
PRESET = """
country = "TW"
[wrap_up]
time_s = 45
[account]
server = "pbx.example.com"
transport = "tls"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "system"
    made.mkdir()
    return made


def written(data_dir: Path) -> dict[str, object]:
    return tomllib.loads(paths.settings_file(data_dir).read_text("utf-8"))


def test_without_files_there_is_no_policy(folder: Path) -> None:
    assert load_policy(folder) == NO_POLICY
    assert load_policy(folder / "none") == NO_POLICY
    assert not NO_POLICY.locks("recording.policy")


def test_the_order_is_kept(tmp_path: Path, folder: Path) -> None:
    (folder / PRESETS).write_text(PRESET)
    (folder / POLICY).write_text(ENFORCED)
    policy = load_policy(folder)
    assert policy.reason == "Company rule 12"
    assert load_settings(tmp_path, policy).country == "TW"
    own = Settings(
        country="US",
        account=Account(server="pbx.example.com", user="1001", transport=Transport.TCP),
        recording=RecordingRules(policy=RecordingPolicy.OFF, pause_most_s=10),
        dialing=Dialing(plan=DialPlan(premium=("168",))),
    )
    save_settings(tmp_path, own)
    loaded = load_settings(tmp_path, policy)
    assert loaded.country == "US"
    assert loaded.recording.policy is RecordingPolicy.ALWAYS
    assert (loaded.recording.retention_days, loaded.recording.pause_most_s) == (90, 10)
    assert (loaded.dialing.plan.shape, loaded.dialing.plan.premium) == (Shape.E164, ("168",))
    assert loaded.account is not None
    assert (loaded.account.transport, loaded.account.srtp) == (Transport.TCP, Srtp.MANDATORY)


def test_half_an_account_is_where_sign_in_begins(tmp_path: Path, folder: Path) -> None:
    (folder / PRESETS).write_text(PRESET)
    (folder / POLICY).write_text(ENFORCED)
    policy = load_policy(folder)
    assert load_settings(tmp_path, policy).account is None
    assert policy.account == Account(
        server="pbx.example.com", user="", transport=Transport.TLS, srtp=Srtp.MANDATORY
    )
    assert NO_POLICY.account is None


def test_locked_are_fields_and_what_holds_them(folder: Path) -> None:
    (folder / POLICY).write_text(ENFORCED)
    policy = load_policy(folder)
    locked = ("recording.policy", "recording", "dialing.plan", "dialing.plan.shape", "account.srtp")
    free = ("recording.folder", "dialing.plan.rules", "dialing.macros", "country", "reason")
    assert all(policy.locks(path) for path in locked)
    assert not any(policy.locks(path) for path in free)


def test_what_is_enforced_is_not_written_and_comes_back_with_its_end(
    tmp_path: Path, folder: Path
) -> None:
    before = Settings(
        recording=RecordingRules(policy=RecordingPolicy.BUTTON, retention_days=7),
        account=Account(server="s", user="u"),
    )
    save_settings(tmp_path, before)
    (folder / POLICY).write_text(ENFORCED)
    policy = load_policy(folder)
    changed = msgspec.structs.replace(load_settings(tmp_path, policy), agent_name="Agent 7")
    save_settings(tmp_path, changed, policy)
    assert load_settings(tmp_path, policy) == changed
    assert load_settings(tmp_path) == msgspec.structs.replace(before, agent_name="Agent 7")


@pytest.mark.parametrize("text", ['recording = "always"', '[[recording]]\npolicy = "always"'])
def test_a_table_that_is_none_locks_what_must_be_safe(
    tmp_path: Path, folder: Path, text: str
) -> None:
    (folder / POLICY).write_text(f"{text}\n[[account]]\nsrtp = 'mandatory'\n")
    with pytest.raises(PolicyError) as caught:
        load_policy(folder)
    policy = caught.value.policy
    locked = ("recording.policy", "recording.encrypt", "account.srtp", "account.transport")
    assert all(policy.locks(path) for path in locked)
    save_settings(tmp_path, Settings(account=Account(server="s", user="u")))
    settings = load_settings(tmp_path, policy)
    assert settings.recording.policy is RecordingPolicy.ALWAYS
    assert settings.account is not None
    assert settings.account.srtp is Srtp.MANDATORY


def test_presets_can_still_change_for_what_the_agent_left_alone(
    tmp_path: Path, folder: Path
) -> None:
    (folder / PRESETS).write_text(PRESET)
    policy = load_policy(folder)
    own = msgspec.structs.replace(
        load_settings(tmp_path, policy), targets=Targets(saved=(Target(number="1002"),))
    )
    save_settings(tmp_path, own, policy)
    assert set(written(tmp_path)) == {"targets"}
    (folder / PRESETS).write_text(PRESET.replace("45", "90"))
    later = load_settings(tmp_path, load_policy(folder))
    assert (later.wrap_up.time_s, later.targets) == (90, own.targets)


def test_what_the_agent_has_set_stays_even_as_preset(tmp_path: Path, folder: Path) -> None:
    save_settings(tmp_path, Settings(wrap_up=WrapUp(time_s=30)))
    (folder / PRESETS).write_text(PRESET)
    policy = load_policy(folder)
    settings = msgspec.structs.replace(load_settings(tmp_path, policy), wrap_up=WrapUp(time_s=45))
    save_settings(tmp_path, settings, policy)
    (folder / PRESETS).write_text(PRESET.replace("45", "90"))
    assert load_settings(tmp_path, load_policy(folder)).wrap_up.time_s == 45


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[recording]\npolicy = 'sometimes'\n", "recording.policy"),
        ("[recordings]\npolicy = 'off'\n", "recordings"),
        ("[recording\n", "TOML"),
        ("[account]\nserver = 5\n", "account.server"),
        ("#" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_bad_policy_is_told_and_the_rest_still_holds(folder: Path, text: str, words: str) -> None:
    (folder / PRESETS).write_text(PRESET)
    (folder / POLICY).write_text(text)
    with pytest.raises(PolicyError) as told:
        load_policy(folder)
    assert words in str(told.value)
    assert str(folder / POLICY) in str(told.value)
    assert told.value.policy.settings({}).country == "TW"


def test_an_unknown_part_takes_nothing_else_with_it(folder: Path) -> None:
    (folder / PRESETS).write_text(PRESET + "colour = 1\n[shiny]\nnew = true\n")
    (folder / POLICY).write_text(ENFORCED + "[recordings]\nnew = true\n[recording.cloud]\na = 1\n")
    with pytest.raises(PolicyError) as told:
        load_policy(folder)
    assert told.value.partly
    for name in ("account.colour", "shiny", "recordings", "recording.cloud"):
        assert f"the field {name} is not known" in str(told.value)
    policy = told.value.policy
    assert policy.reason == "Company rule 12"
    assert policy.locks("recording.policy")
    assert not policy.locks("recordings")
    loaded = policy.settings({"recording": {"policy": "off"}})
    assert loaded.recording.policy is RecordingPolicy.ALWAYS
    assert (loaded.country, loaded.wrap_up.time_s) == ("TW", 45)


@pytest.mark.parametrize(
    ("line", "path", "value"),
    [
        ("[recording]\npolicy = 'allways'", "recording.policy", "always"),
        ("[account]\nsrtp = 1", "account.srtp", "mandatory"),
        ("[front]\nonly_registrar = 'yes'", "front.only_registrar", True),
        ("[wrap_up]\ntime_s = 4000000", "wrap_up.time_s", 60),
        ("[dialing]\nlinks = 'dail'", "dialing.links", "fill"),
    ],
)
def test_a_value_that_cannot_be_read_is_locked_at_the_safe_one(
    folder: Path, line: str, path: str, value: object
) -> None:
    (folder / POLICY).write_text(f"country = 'US'\n{line}\n")
    with pytest.raises(PolicyError, match=f"field {path}"[:-1]) as told:
        load_policy(folder)
    policy = told.value.policy
    section, name = path.split(".")
    assert policy.locks(path)
    assert policy.enforced[section][name] == value
    assert policy.settings({}).country == "US"


def test_a_broken_file_is_set_aside_before_it_is_replaced(tmp_path: Path) -> None:
    path = paths.settings_file(tmp_path)
    for number in (1, 2):
        path.write_text(f"agent_name = 'typed {number}\n")
        save_settings(tmp_path, Settings(country="US"))
        aside = path.with_name(f"settings.broken-{number}.toml")
        assert aside.read_text() == f"agent_name = 'typed {number}\n"
        assert load_settings(tmp_path).country == "US"


def test_the_systems_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    assert paths.policy_dir() == tmp_path / "softphone"
