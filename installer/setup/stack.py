"""Our own build of the SIP stack, put before the package index's in the project's environment.

The environment keeps the index's wheel. A ``.pth`` line puts the folder of the built one first on
the path, so both can be used side by side: SOFTPHONE_STACK=index takes the line back for a process.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from installer.pjsip import build as builder
from installer.pjsip import mingw, native
from installer.pjsip.archive import ArchiveError
from installer.pjsip.toolchain import BuildError
from installer.setup import paths, system, venv
from installer.setup.console import SetupError, say, step

LINK = "softphone-stack.pth"
CHOICE = "SOFTPHONE_STACK"  # "index", "own", or unset
BUILD_COMMAND = (sys.executable, str(paths.INSTALLER / "dev.py"), "stack")
INDEX_PIN = re.compile(r"^pjsua2-python==(\S+)", re.MULTILINE)
_LINE = "import os, sys; os.environ.get({choice!r}) == 'index' or sys.path.insert(0, {site!r})\n"


def index_version() -> str:
    """The version of the package index's wheel that is pinned, '?' when there is none."""
    found = INDEX_PIN.search(paths.REQUIREMENTS["run"][0].read_text())
    return found[1] if found else "?"


def link_file() -> Path | None:
    """Where the line lies, or would lie; None without an environment."""
    code = "lib/python*/site-packages" if not paths.WINDOWS else "Lib/site-packages"
    site = next(iter(sorted(paths.VENV.glob(code))), None)
    return site / LINK if site is not None else None


def linked() -> Path | None:
    """The built stack that the environment uses, None when it uses the index's."""
    file = link_file()
    try:
        text = file.read_text(encoding="utf-8") if file is not None else ""
    except OSError:
        return None
    found = re.search(r"insert\(0, (['\"])(.*)\1\)", text)
    site = Path(found[2].replace("\\\\", "\\")) if found else None
    return site if site is not None and (site / "pjsua2").is_dir() else None


def link(site: Path) -> None:
    """Let the environment use the built stack in ``site``."""
    file = link_file()
    assert file is not None, "no environment to link into"
    text = _LINE.format(choice=CHOICE, site=str(site))
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        fresh = file.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)  # a process that starts just now reads the one or the other


def unlink() -> None:
    """Let the environment use the index's stack."""
    file = link_file()
    if file is not None:
        file.unlink(missing_ok=True)


def use() -> None:
    """Take what the cache has, without ever building; says it when that is the index's wheel."""
    if ready := builder.cached():
        link(ready.site)
    elif linked() is None:
        unlink()
        say(
            f"SIP stack: the package index's (pjsua2-python {index_version()});"
            " our own is built by: python3 installer/dev.py stack"
        )


def ensure() -> str:
    """Build what the cache has not, and use it; why that failed, '' when it is in use."""
    if ready := builder.cached():
        link(ready.site)
        return ""
    if not sys.platform.startswith("linux"):
        use()
        return "only a Linux machine with a Debian archive builds it without being told a source"
    try:
        make([])
    except SetupError as error:
        unlink()
        return str(error)
    return ""


@contextmanager
def built_beside(command: Sequence[str] = BUILD_COMMAND) -> Iterator[None]:
    """Build what the cache has not while other work is done; what was said follows in one piece.

    A build that fails is told by ``ensure``, which tries once more.
    """
    if not sys.platform.startswith("linux") or builder.cached():
        yield
        return
    with tempfile.TemporaryFile() as said:
        build = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            yield
            build.wait()
        finally:
            build.kill()
            build.wait()
            said.seek(0)
            say(said.read().decode(errors="replace").rstrip())


def make(arguments: list[str]) -> int:
    """The ``stack`` command: build (or take from the cache) and use. Raises SetupError."""
    tools = mingw if "--windows" in arguments else native
    if (missing := tools.missing_tools()) and sys.platform.startswith("linux"):
        with step("system packages: " + " ".join(tools.PACKAGES)):
            reason = system.apt_install(tools.PACKAGES)
        if reason or tools.missing_tools():
            raise SetupError(
                f"A compiler is needed ({', '.join(missing)} not found): {reason}\n"
                f"Please run this and start again:\n    {system.advice(tools.PACKAGES)}"
            )
    options = builder.options(arguments, tuple(venv.make(paths.VENV)))
    try:
        with step("our own SIP stack (some minutes the first time)"):
            built = builder.build(options, lambda line: say(f"  {line}"))
    except (ArchiveError, BuildError) as error:
        raise SetupError(f"Our own SIP stack could not be built: {error}") from None
    size = built.wheel.stat().st_size / 1e6
    say(f"  {built.wheel.name}, {size:.1f} MB, was built in {built.seconds:.0f} s\n  {built.wheel}")
    if not options.windows:
        link(built.site)
    return 0


def describe() -> tuple[bool, str]:
    """For the doctor: whether our own build is in use, and the stack in words."""
    site = linked()
    if site is None:
        return False, f"the package index's (pjsua2-python {index_version()})"
    ready = builder.cached()
    fresh = ready is not None and ready.site == site
    note = "" if fresh else "; the recipe has changed since"
    code = "import pjsua2 as p; print(p.SOFTPHONE_VERSION, '|', p.SOFTPHONE_COMPONENTS)"
    done = subprocess.run(
        [paths.venv_python(), "-c", code], check=False, capture_output=True, text=True, timeout=30
    )
    if done.returncode:
        return False, f"our own build does not load: {done.stderr.strip()[-200:]}"
    version, _, inside = done.stdout.strip().partition(" | ")
    parts = ", ".join(f"{n} {v}" for n, v in re.findall(r"'([^']+)': '([^']+)'", inside))
    return fresh, f"our own build {version} ({parts}){note}"
