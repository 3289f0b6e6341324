"""The user's files that make this program the one for links; what is others' stays."""

import shlex
from pathlib import Path

import pytest

from softphone.config.paths import resources_dir
from softphone.desktop import links as link_handler
from softphone.desktop import linux as link_linux
from softphone.desktop.schemes import SCHEMES

OTHERS = """[Added Associations]
x-scheme-handler/tel=other.desktop;

[Default Applications]
text/html=browser.desktop
x-scheme-handler/tel=other.desktop

[Removed Associations]
image/png=viewer.desktop;
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_it_comes_first_and_goes_without_a_trace(home: Path) -> None:
    defaults = home / "config" / "mimeapps.list"
    defaults.parent.mkdir()
    defaults.write_text(OTHERS)
    for _ in range(2):
        assert link_handler.main("register", None, resources_dir()) == 0
    text = defaults.read_text()
    assert "x-scheme-handler/tel=softphone.desktop;other.desktop;\n" in text
    assert "x-scheme-handler/sip=softphone.desktop;\n" in text
    assert text.count("softphone.desktop") == len(SCHEMES)
    assert text.index("softphone.desktop") > text.index("[Default Applications]")
    assert text.index("callto") < text.index("[Removed Associations]")
    icons = home / "data" / "icons" / "hicolor"
    assert (icons / "48x48" / "apps" / "softphone.png").is_file()
    assert (icons / "scalable" / "apps" / "softphone.svg").is_file()
    assert link_handler.main("unregister", None, resources_dir()) == 0
    assert defaults.read_text() == OTHERS.replace("tel=other.desktop\n", "tel=other.desktop;\n")
    assert [path for path in home.rglob("softphone*") if path.is_file()] == []


def test_without_any_list_there_is_one_afterwards(home: Path) -> None:
    link_handler.register(None, resources_dir())
    text = (home / "config" / "mimeapps.list").read_text()
    assert text.splitlines()[0] == "[Default Applications]"
    assert len(text.splitlines()) == 1 + len(SCHEMES)


def test_a_list_that_is_a_link_elsewhere_stays_one(home: Path) -> None:
    real = home / "dotfiles"
    real.write_text(OTHERS)
    (home / "config").mkdir()
    (home / "config" / "mimeapps.list").symlink_to(real)
    link_handler.register(None, resources_dir())
    assert (home / "config" / "mimeapps.list").is_symlink()
    assert "softphone.desktop" in real.read_text()


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("/usr/bin/softphone", "/usr/bin/softphone"),
        ("/opt/soft phone/run", '"/opt/soft phone/run"'),
        ("100%", "100%%"),
        ('a"b', '"a\\\\"b"'),
        ("a$b", '"a\\\\$b"'),
        ("a\\b", '"a\\\\\\\\b"'),
    ],
)
def test_arguments_are_quoted_as_the_specification_says(argument: str, said: str) -> None:
    assert link_linux.quoted(argument) == said


def test_the_entry_opens_links_where_the_program_is(tmp_path: Path) -> None:
    template = (resources_dir() / "desktop" / "softphone.desktop").read_text("utf-8")
    command = ["/opt/a b/softphone", "open", "--data-dir", "/d", "--"]
    entry = link_linux.desktop_entry(template, command, Path("/opt/a b"))
    lines = [line.partition("=")[::2] for line in entry.splitlines()]
    first, last = [value for key, value in lines if key == "Exec"]
    assert shlex.split(first) == [*command, "%u"]
    assert shlex.split(last) == ["/opt/a b/softphone", "run"]
    assert dict(lines)["TryExec"] == "/opt/a b/softphone"
    assert dict(lines)["Path"] == "/opt/a b"
    assert dict(lines)["MimeType"] == "".join(f"x-scheme-handler/{name};" for name in SCHEMES)


def test_a_folder_that_cannot_be_written_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "data").write_text("in the way")
    assert link_handler.main("register", None, resources_dir()) == 1
    assert "data" in capsys.readouterr().err
