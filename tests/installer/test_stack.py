"""Our own build of the SIP stack: what is built, how it is checked, which stack is in use."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from installer.pjsip import archive, build, libraries, pjsip, recipe, selftest, sources, wheel
from installer.pjsip.archive import ArchiveError
from installer.pjsip.sources import Source
from installer.pjsip.toolchain import BuildError, Toolchain
from installer.setup import paths, stack, tasks
from installer.setup.console import SetupError, say

VERSION_MAK = """export PJ_VERSION_MAJOR  := {0}
export PJ_VERSION_MINOR  := {1}
export PJ_VERSION_REV    :=
"""


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOFTPHONE_DEV_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "stack"


@pytest.fixture
def own_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "venv"
    (folder / ("Lib/site-packages" if paths.WINDOWS else "lib/python3.11/site-packages")).mkdir(
        parents=True
    )
    monkeypatch.setattr(paths, "VENV", folder)
    return folder


def tarball(file: Path, major: int = 2, minor: int = 17) -> str:
    text = file.parent / "version.mak"
    text.write_text(VERSION_MAK.format(major, minor))
    with tarfile.open(file, "w:gz") as pack:
        pack.add(text, "pjproject/version.mak")
    text.unlink()
    return archive.sha256_of(file)


def hold_sources(folder: Path) -> dict[str, Source]:
    """A folder that holds a (tiny) archive for every component."""
    folder.mkdir(parents=True)
    digest = tarball(folder / "pjsip.tar.gz")
    held = {"pjsip": Source("pjsip", "2.17", "pjsip.tar.gz", digest)}
    for library in libraries.LIBRARIES:
        file = folder / f"{library.name}.tar.gz"
        file.write_bytes(library.name.encode())
        held[library.name] = Source(library.name, "1.0-1", file.name, archive.sha256_of(file))
    sources.save(folder, held)
    return held


# -- what is built


@pytest.mark.parametrize(
    ("version", "good"),
    [("2.17", True), ("2.17.1", True), ("2.16", False), ("2.18", False), ("0", False)],
)
def test_only_versions_of_the_recipe_are_built(version: str, good: bool) -> None:
    assert recipe.in_range(version) is good


def test_the_key_changes_with_source_and_python() -> None:
    keys = {
        recipe.fingerprint("cp311-cp311-linux_x86_64", ["a"]),
        recipe.fingerprint("cp311-cp311-linux_x86_64", ["b"]),
        recipe.fingerprint("cp312-cp312-linux_x86_64", ["a"]),
    }
    assert len(keys) == 3
    assert recipe.fingerprint("x", ["a", "b"]) == recipe.fingerprint("x", ["b", "a"])


def test_lists_are_read_from_makefiles_over_several_lines() -> None:
    text = "A = \\\nx/one.c \\\nx/two.c\n\nA_FLOAT = three.c\n"
    assert libraries.makefile_list(text, "A") == ["x/one.c", "x/two.c"]
    assert libraries.makefile_list(text, "A_FLOAT") == ["three.c"]
    with pytest.raises(ValueError, match="no B"):
        libraries.makefile_list(text, "B")


def test_openssl_decides_which_ciphers_are_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "crypto" / "cipher"
    folder.mkdir(parents=True)
    for name in ("aes_icm.c", "aes_icm_ossl.c", "aes_gcm_ossl.c", "aes_gcm_nss.c", "cipher.c"):
        (folder / name).touch()
    posix = {p.name for p in libraries.sources_of(libraries.SRTP, tmp_path, Toolchain())}
    windows = Toolchain(windows=True)
    plain = {p.name for p in libraries.sources_of(libraries.SRTP, tmp_path, windows)}
    assert posix == {"aes_icm_ossl.c", "aes_gcm_ossl.c", "cipher.c"}
    assert plain == {"aes_icm.c", "cipher.c"}


def test_an_edit_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "Makefile"
    file.write_text("one two")
    pjsip.replace(file, "two", "three")
    assert file.read_text() == "one three"
    with pytest.raises(BuildError, match="no two"):
        pjsip.replace(file, "two", "three")


def test_a_failed_step_shows_the_compilers_words(tmp_path: Path) -> None:
    program = "import sys; print('x.c:1: error: no such thing'); sys.exit(1)"
    with pytest.raises(BuildError, match="error: no such thing"):
        Toolchain().run([sys.executable, "-c", program], tmp_path)
    with pytest.raises(BuildError, match="does not start"):
        Toolchain().run(["/nonexistent/compiler"], tmp_path)


def test_flags_of_the_shell_do_not_leak_into_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFLAGS", "-O0")
    program = "import os; print(os.environ.get('CFLAGS', 'unset'))"
    assert Toolchain().run([sys.executable, "-c", program], tmp_path).strip() == "unset"


# -- where the source comes from

SHOWN = """Package: asterisk
Version: 1:22.1+dfsg+~cs6.17-1
Checksums-Sha256:
 {0} 5389 asterisk_22.1.dsc
 {1} 6775552 asterisk_22.1.orig-Xpjproject.tar.xz
 {1} 12 ../outside.tar.xz
Directory: pool/main/a/asterisk
"""


def test_files_and_hashes_are_read_from_the_signed_index() -> None:
    package = archive.parsed(SHOWN.format("a" * 64, "b" * 64), "mirror:/debian")
    assert package is not None
    assert (package.name, package.version) == ("asterisk", "1:22.1+dfsg+~cs6.17-1")
    component = package.files[1]
    assert component.sha256 == "b" * 64
    assert component.url.startswith("mirror:/debian/pool/main/a/asterisk/asterisk_22.1.orig-X")
    assert [f.name for f in package.files if "outside" in f.name] == []


def test_a_damaged_source_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    held = hold_sources(folder)
    assert sources.load(folder) == held
    (folder / held["opus"].file).write_bytes(b"something else")
    assert sources.load(folder) is None


def test_upstreams_tarball_is_taken_by_its_hash_only(tmp_path: Path) -> None:
    file = tmp_path / "pjproject-2.17.tar.gz"
    digest = tarball(file)
    source = sources.upstream(str(file), digest.upper(), tmp_path / "sources")
    assert (source.version, source.sha256) == ("2.17", digest)
    with pytest.raises(BuildError, match="SHA-256 is another"):
        sources.upstream(str(file), "0" * 64, tmp_path / "sources")
    with pytest.raises(BuildError, match="https only"):
        sources.upstream("http://localhost/pjproject.tar.gz", digest, tmp_path / "sources")


def test_upstreams_tarball_of_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pjproject.tar.gz"
    digest = tarball(file, minor=16)
    with pytest.raises(BuildError, match=r"PJSIP 2\.16, not in the recipe's range"):
        sources.upstream(str(file), digest, tmp_path / "sources")


def test_a_machine_without_apt_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no apt" in archive.is_usable()
    with pytest.raises(ArchiveError, match="no apt"):
        build.build(build.Options())


# -- the wheel


def made_wheel(folder: Path) -> Path:
    folder.mkdir()
    extension = folder / "_pjsua2.cpython-311-x86_64-linux-gnu.so"
    extension.write_bytes(b"machine code")
    licence = folder / "COPYING"
    licence.write_text("Do as you like.")
    part = wheel.Component("opus", "1.6.1-1", "BSD-3-Clause", "c" * 64, "opus.tar.xz", (licence,))
    return wheel.write(
        folder,
        "cp311-cp311-linux_x86_64",
        recipe.wheel_version("2.17"),
        "NAME = 'pjsua2'\n",
        extension,
        [part],
        ["openssl 3"],
    )


def test_the_wheel_names_all_it_holds(tmp_path: Path) -> None:
    file = made_wheel(tmp_path / "one")
    version = f"2.17+softphone.{recipe.BUILD}"
    assert file.name == f"softphone_pjsua2-{version}-cp311-cp311-linux_x86_64.whl"
    info = f"softphone_pjsua2-{version}.dist-info"
    with zipfile.ZipFile(file) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    recorded = {}
    for line in files[f"{info}/RECORD"].decode().splitlines():
        name, digest, size = line.rsplit(",", 2)
        recorded[name] = (digest, size)
    assert recorded.keys() == files.keys()
    for name, data in files.items():
        if not name.endswith("RECORD"):
            raw = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            assert recorded[name] == (f"sha256={raw}", str(len(data)))
    assert files[f"{info}/licenses/opus/COPYING"] == b"Do as you like."
    assert b"Requires-Python: ==3.11.*" in files[f"{info}/METADATA"]
    names: dict[str, object] = {}
    exec(files["pjsua2/__init__.py"].decode(), names)
    assert names["SOFTPHONE_BUILD"] == recipe.BUILD
    assert names["SOFTPHONE_COMPONENTS"] == {"opus": "1.6.1-1"}


def test_the_bill_of_materials_names_source_hash_and_licence(tmp_path: Path) -> None:
    with zipfile.ZipFile(made_wheel(tmp_path / "one")) as pack:
        name = next(n for n in pack.namelist() if n.endswith(".cdx.json"))
        bill = json.loads(pack.read(name))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    opus, openssl = bill["components"]
    assert (opus["name"], opus["licenses"]) == ("opus", [{"expression": "BSD-3-Clause"}])
    assert {"name": "softphone:source-sha256", "value": "c" * 64} in opus["properties"]
    assert (openssl["name"], openssl["scope"]) == ("openssl 3", "excluded")


def test_the_same_input_makes_the_same_wheel(tmp_path: Path) -> None:
    first, second = made_wheel(tmp_path / "one"), made_wheel(tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()


# -- the self-test

COMPLETE: dict[str, Any] = {
    "version": "2.17",
    "build": "1",
    "codecs": ["opus/48000/2", "G722/16000/1", "PCMA/8000/1", "PCMU/8000/1", "G729/8000/1",
               "speex/16000/1"],
    "srtp": [*selftest.SRTP, *selftest.SRTP_GCM],
    "transports": ["udp", "udp6", "tcp", "tls"],
    "resamples": list(selftest.OTHER_HZ),
    "face": True,
    "front": True,
}  # fmt: skip


def test_a_complete_stack_lacks_nothing() -> None:
    assert selftest.lacking(COMPLETE, gcm=True, ipv6=True) == []


@pytest.mark.parametrize(
    ("field", "left", "complaint"),
    [
        ("codecs", ["PCMA/8000/1", "PCMU/8000/1", "G722/16000/1", "speex/16000/1",
                    "G729/8000/1"], "codec opus/48000"),
        ("codecs", [c for c in COMPLETE["codecs"] if "729" not in c], "codec G729/8000"),
        ("srtp", list(selftest.SRTP), "SRTP with AEAD_AES_128_GCM"),
        ("srtp", [], "SRTP with AES_CM_128_HMAC_SHA1_80"),
        ("transports", ["udp", "udp6", "tcp"], "transport tls"),
        ("resamples", [48_000], "resampling to 8000 Hz"),
        ("build", "", "the name of the build"),
        ("face", False, "sound without Python"),
        ("front", False, "credentials to the registrar only"),
    ],
)  # fmt: skip
def test_what_a_stack_lacks_is_named(field: str, left: object, complaint: str) -> None:
    assert complaint in selftest.lacking({**COMPLETE, field: left}, gcm=True, ipv6=True)


def test_a_build_that_fails_the_self_test_is_not_kept(tmp_path: Path) -> None:
    package = tmp_path / "site" / "pjsua2"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('undefined symbol: srtp_init')\n")
    with pytest.raises(BuildError, match="undefined symbol: srtp_init"):
        build.examine(tmp_path / "site")


# -- which stack is in use


def complete_build(own_cache: Path) -> Path:
    """A finished build of the present recipe in the cache; its folder for the path."""
    held = hold_sources(own_cache / "sources")
    folder = own_cache / build.key_of(list(held.values()), windows=False)
    (folder / "site" / "pjsua2").mkdir(parents=True)
    (folder / "x.whl").touch()
    note = {"wheel": "x.whl", "version": "2.17+softphone.1", "seconds": 200}
    (folder / "complete.json").write_text(json.dumps(note))
    return folder / "site"


def first_on_path(choice: str | None) -> str:
    file = stack.link_file()
    assert file is not None
    code = "import site, sys; site.addsitedir(sys.argv[1]); print(sys.path[0])"
    environment = {k: v for k, v in os.environ.items() if k != stack.CHOICE}
    if choice:
        environment[stack.CHOICE] = choice
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(file.parent)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return done.stdout.strip()


def test_the_built_stack_comes_first_unless_the_index_is_asked_for(
    own_venv: Path, own_cache: Path
) -> None:
    site = complete_build(own_cache)
    assert stack.linked() is None
    stack.link(site)
    assert stack.linked() == site
    assert first_on_path(None) == str(site)
    assert first_on_path("own") == str(site)
    assert first_on_path("index") != str(site)
    stack.unlink()
    assert stack.linked() is None


@pytest.mark.parametrize("failing", [False, True])
def test_the_stack_is_built_beside_other_work(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], failing: bool
) -> None:
    monkeypatch.setattr(build, "cached", lambda: None)
    command = [sys.executable, "-c", f"print('compiling'); raise SystemExit({int(failing)})"]
    with stack.built_beside(command):
        say("checking")
    assert capfd.readouterr().out == "checking\ncompiling\n"


def test_without_a_built_stack_it_says_so_in_one_line_and_builds_nothing(
    own_venv: Path,
    own_cache: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "build", lambda *_: pytest.fail("a compiler was waited for"))
    stack.use()
    said = capsys.readouterr().out
    assert len(said.splitlines()) == 1
    assert f"pjsua2-python {stack.index_version()}" in said
    assert "dev.py stack" in said
    assert not stack.describe()[0]


def test_a_built_stack_is_taken_into_use_without_a_word(
    own_venv: Path, own_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = complete_build(own_cache)
    stack.use()
    assert (stack.linked(), capsys.readouterr().out) == (site, "")
    assert stack.ensure() == ""


def test_a_changed_source_asks_for_a_new_build(own_venv: Path, own_cache: Path) -> None:
    complete_build(own_cache)
    assert build.cached() is not None
    held = sources.load(own_cache / "sources")
    assert held is not None
    held["opus"] = Source("opus", "2.0-1", held["opus"].file, "d" * 64)
    sources.save(own_cache / "sources", held)
    assert build.cached() is None


def test_a_build_that_fails_leaves_the_index_in_use_and_says_why(
    own_venv: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: list[str]) -> int:
        raise SetupError("Our own SIP stack could not be built: no route to the archive")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(stack, "make", failing)
    assert "no route to the archive" in stack.ensure()
    assert stack.linked() is None


def test_tests_fail_in_words_when_the_stack_was_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []

    def run_step(title: str, argv: object) -> bool:
        seen.append(f"{title} on {os.environ.get(stack.CHOICE)}")
        return True

    monkeypatch.setenv(stack.CHOICE, "")
    monkeypatch.setattr(tasks, "checks", list)
    monkeypatch.setattr(tasks, "run_step", run_step)
    monkeypatch.setattr(paths, "LAST_FAILED", tmp_path / "lastfailed")
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 0)
    monkeypatch.setattr(stack, "ensure", lambda: "the compiler is missing")
    assert tasks.test([]) == 1
    said = capsys.readouterr().out
    assert "the compiler is missing" in said
    assert said.endswith("FAILED: building our own SIP stack\n")
    assert seen == ["tests on index"]
    seen.clear()
    monkeypatch.setattr(stack, "ensure", lambda: "")
    assert tasks.test([]) == 0
    assert [line.rpartition(" ")[2] for line in seen] == ["own", "index"]
