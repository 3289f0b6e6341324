"""The set-up command: which Python, what is missing, what is remembered, what is passed on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from installer.setup import doctor, interpreter, paths, stamp, system, tasks, venv
from installer.setup.console import SetupError

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "installer" / "dev.py"
Command = Sequence[str]
posix_only = pytest.mark.skipif(os.name == "nt", reason="shell scripts stand in for programs")


def dev(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DEV), *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def own_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "venv"
    monkeypatch.setattr(paths, "VENV", folder)
    return folder


# -- command line


@posix_only
def test_the_environment_has_the_softphone_command(tmp_path: Path) -> None:
    own = tmp_path / "a folder" / "venv"
    (own / "bin").mkdir(parents=True)
    program(own / "bin" / "python", 'printf "%s|" "$@"')
    venv.write_command(own)
    asked = [str(own / "bin" / "softphone"), "ctl", "dial", "two words"]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert done.stdout == "-m|softphone|ctl|dial|two words|"


def test_any_command_of_the_program_is_passed_on() -> None:
    done = dev("softphone", "ctl", "--data-dir", "/nonexistent", "state")
    assert done.returncode == 3, done.stderr
    assert "not running" in done.stdout + done.stderr


def test_help_names_every_command() -> None:
    done = dev("--help")
    assert done.returncode == 0
    for command in ("demo", "run", "test", "check", "screenshots", "doctor"):
        assert f"dev.py {command} " in done.stdout


def test_unknown_command_is_refused() -> None:
    done = dev("tset")
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown command: tset" in done.stderr


def test_it_works_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(DEV), "--help"], check=False, cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0


def test_set_up_code_needs_the_standard_library_only() -> None:
    code = "import installer.dev, installer.setup.doctor, installer.setup.tasks"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({str(ROOT)!r}); {code}"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""


# -- which Python


@posix_only
def test_shim_that_fails_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "python3.12", "echo 'command not found' >&2; exit 127")
    program(tmp_path / "python3.11", "echo 3.11")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert interpreter.other() == ["python3.11"]


@posix_only
def test_program_of_another_version_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("python3.12", "python3.11"):
        program(tmp_path / name, "echo 3.9")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert interpreter.other() == []


def test_without_a_supported_python_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(interpreter, "other", lambda: [])
    with pytest.raises(SystemExit) as ended:
        interpreter.hand_over_if_needed()
    assert "needs Python 3.11 or 3.12; this is Python 3.9." in str(ended.value)
    assert "apt-get install python3.12" in str(ended.value)


def test_supported_python_is_found_and_handed_over_to(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[Command] = []

    def spy(command: Command) -> int:
        called.append(command)
        return 7

    monkeypatch.setattr(sys, "version_info", (3, 13, 0))
    monkeypatch.setattr(sys, "argv", ["dev.py", "doctor"])
    monkeypatch.setattr(interpreter, "other", lambda: ["python3.12"])
    monkeypatch.setattr(subprocess, "call", spy)
    monkeypatch.delenv(interpreter.HANDED_OVER, raising=False)
    monkeypatch.setenv(interpreter.HANDED_OVER, "")
    with pytest.raises(SystemExit) as ended:
        interpreter.hand_over_if_needed()
    assert (ended.value.code, called) == (7, [["python3.12", "dev.py", "doctor"]])
    assert "going on with python3.12" in capsys.readouterr().out


def test_handing_over_never_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 0))
    monkeypatch.setenv(interpreter.HANDED_OVER, "1")
    monkeypatch.setattr(interpreter, "other", lambda: ["python3.12"])
    with pytest.raises(SystemExit, match="needs Python"):
        interpreter.hand_over_if_needed()


# -- environment and stamp


def test_stamp_holds_until_what_it_depends_on_changes(
    own_venv: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = paths.venv_python(own_venv)
    python.parent.mkdir(parents=True)
    python.touch()
    assert not stamp.is_set_up("run", own_venv)
    stamp.remember("dev", own_venv)
    assert stamp.is_set_up("run", own_venv)
    assert stamp.is_set_up("dev", own_venv)
    pins = tmp_path / "requirements.txt"
    pins.write_text("other==1\n")
    monkeypatch.setitem(paths.REQUIREMENTS, "dev", (pins,))
    assert stamp.is_set_up("run", own_venv)
    assert not stamp.is_set_up("dev", own_venv)


def test_broken_stamp_means_set_up_again(own_venv: Path) -> None:
    python = paths.venv_python(own_venv)
    python.parent.mkdir(parents=True)
    python.touch()
    (own_venv / "softphone-setup.json").write_text("{torn")
    assert not stamp.is_set_up("run", own_venv)


def test_environment_of_another_python_does_not_count(own_venv: Path) -> None:
    assert venv.version_of(own_venv) == ""
    own_venv.mkdir()
    (own_venv / "pyvenv.cfg").write_text("home = somewhere\nversion = 3.9.2\n")
    assert venv.version_of(own_venv) == "3.9"
    assert not venv.works(own_venv)


def test_foreign_folder_is_never_deleted(own_venv: Path) -> None:
    own_venv.mkdir()
    (own_venv / "notes.txt").write_text("mine")
    with pytest.raises(SetupError, match="in the way"):
        venv.make(own_venv)
    assert (own_venv / "notes.txt").exists()


def test_python_without_ensurepip_and_pip_says_what_to_install(
    own_venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(system, "apt_install", lambda packages: "there is no apt-get")
    with pytest.raises(SetupError, match=r"neither ensurepip nor pip.*\n.*\n.*python3\.\d+-venv"):
        venv.make(own_venv)
    assert not own_venv.exists()


def test_failed_step_shows_the_end_of_what_it_printed() -> None:
    failing = [sys.executable, "-c", "print('why it failed'); raise SystemExit(3)"]
    with pytest.raises(SetupError, match=r"the step failed:\n    why it failed\ndo this"):
        venv.run(failing, "the step", "do this")


# -- pins


def test_every_pin_has_a_hash_and_no_address() -> None:
    for file in paths.REQUIREMENTS["dev"]:
        text = file.read_text()
        assert "://" not in text
        for block in text.replace("\\\n", " ").splitlines():
            assert block.startswith("#") or ("==" in block and "--hash=sha256:" in block)


def test_every_direct_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        "run": project["dependencies"],
        "dev": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for level, requirements in wanted.items():
        lines = [line for f in paths.REQUIREMENTS[level] for line in f.read_text().splitlines()]
        pinned = {plain(line.split("==")[0]) for line in lines if "==" in line}
        direct = {plain(r.split(">")[0].split("=")[0]) for r in requirements}
        assert direct - pinned == set(), "run installer/lock.py"


def test_every_pinned_package_has_its_licence_written_down() -> None:
    told = plain((ROOT / "docs" / "licences.md").read_text(encoding="utf-8"))
    pins = [f.read_text() for f in paths.REQUIREMENTS["dev"]]
    names = {
        plain(line.split("==")[0]) for text in pins for line in text.splitlines() if "==" in line
    }
    assert {
        name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)
    } == set()


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


# -- the system


def test_missing_libraries_are_named_as_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "loads", lambda lib: lib not in ("libEGL.so.1", "libSM.so.6"))
    monkeypatch.setattr(system, "has_chinese_font", lambda: False)
    monkeypatch.setattr("shutil.which", lambda tool: None)
    lacking = system.missing("run")
    assert lacking == system.Missing(("libegl1",), ("libsm6",), ("fonts-noto-cjk",), ())
    assert system.missing("dev").tools == ("xvfb",)


def test_other_systems_lack_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system.missing("dev").packages == ()


def provide_with(
    monkeypatch: pytest.MonkeyPatch, lacking: system.Missing, install: Callable[[object], str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda level: lacking)
    monkeypatch.setattr(system, "apt_install", install)
    monkeypatch.setattr("shutil.which", lambda tool: f"/usr/bin/{tool}")
    system.provide("run")


def test_without_qts_libraries_the_set_up_stops_with_the_exact_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lacking = system.Missing(base=("libegl1",), fonts=("fonts-noto-cjk",))
    with pytest.raises(SetupError) as stopped:
        provide_with(monkeypatch, lacking, lambda packages: "sudo would ask")
    assert "sudo would ask" in str(stopped.value)
    assert "apt-get install libegl1 fonts-noto-cjk" in str(stopped.value)


def test_without_fonts_the_set_up_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = system.Missing(fonts=("fonts-noto-cjk",))
    provide_with(monkeypatch, lacking, lambda packages: "sudo would ask")
    said = capsys.readouterr().out
    assert "boxes until you run: " in said
    assert "apt-get install fonts-noto-cjk" in said


def test_display_without_window_libraries_is_said_before_qt_aborts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "loads", lambda lib: lib != "libxcb-cursor.so.0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    with pytest.raises(SetupError, match="libxcb-cursor0"):
        system.require_window()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    system.require_window()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("DISPLAY")
    system.require_window()


@posix_only
def test_apt_updates_its_lists_and_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    updated = tmp_path / "updated"
    program(
        tmp_path / "apt-get",
        f'echo "$*" >> {log}\ncase "$*" in\n *update*) touch {updated};;\n'
        f" *install*) [ -e {updated} ] || {{ echo 'E: no such package'; exit 100; }};;\nesac",
    )
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(system, "privileged", list)
    assert system.apt_install(("libegl1",)) == ""
    assert log.read_text().splitlines()[-1].endswith("--no-install-recommends libegl1")


@posix_only
def test_apt_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "apt-get", "echo 'E: Unable to locate package x'; exit 100")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(system, "privileged", list)
    assert system.apt_install(("x",)) == "apt-get failed: E: Unable to locate package x"
    monkeypatch.setattr(system, "privileged", lambda: None)
    assert "administrator" in system.apt_install(("x",))


# -- checks, tests, doctor


def test_a_failed_step_is_never_swallowed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    passing, failing = [sys.executable, "-c", ""], [sys.executable, "-c", "raise SystemExit(4)"]
    steps = [("one", failing), ("two", passing), ("three", ["/nonexistent/tool"])]
    monkeypatch.setattr(tasks, "checks", lambda: steps)
    assert tasks.check() == 1
    said = capfd.readouterr().out
    assert "one: FAILED (exit code 4)" in said
    assert "two: ok" in said
    assert said.endswith("FAILED: one, three\n")
    monkeypatch.setattr(tasks, "checks", lambda: steps[1:2])
    assert tasks.check() == 0


def test_tests_never_open_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    # Set once through monkeypatch, so that what the code sets is taken back afterwards.
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    del os.environ["QT_QPA_PLATFORM"]
    with tasks.test_environment():
        assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
        if os.name != "nt":
            assert Path(os.environ["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700
    assert "XDG_RUNTIME_DIR" not in os.environ


def test_doctor_is_unhappy_only_about_what_is_required(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    optional = doctor.Finding("display", False, "none", required=False)
    needed = doctor.Finding("Qt", False, "libegl1 missing", "apt-get install libegl1")
    monkeypatch.setattr(doctor, "examine", lambda: iter([optional]))
    assert doctor.report() == 0
    monkeypatch.setattr(doctor, "examine", lambda: iter([optional, needed]))
    assert doctor.report() == 1
    said = capsys.readouterr().out
    assert "without  display: none" in said
    assert "MISSING  Qt: libegl1 missing\n         → apt-get install libegl1" in said


def test_doctor_examines_a_machine_that_was_never_set_up(own_venv: Path) -> None:
    findings = {finding.subject: finding for finding in doctor.examine()}
    assert not findings["environment"].good
    assert "dev.py" in findings["environment"].todo
    assert findings["Python"].good
