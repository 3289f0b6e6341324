"""What the operating system must bring: libraries for Qt, Chinese fonts, tools for the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from installer.setup.console import SetupError, step, warn

# Library -> Debian package. What Qt's offscreen platform cannot load without:
BASE_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# What its X11 and Wayland platforms need besides:
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# What the sound library looks for by itself; without it there is no PulseAudio, only bare ALSA:
SOUND_LIBRARIES = {"libpulse.so.0": "libpulse0"}
FONT_PACKAGE = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CHINESE_FONTS = ("*CJK*", "*wqy*", "*uming*", "*ukai*", "*SourceHanS*", "*DroidSansFallback*")
TEST_TOOLS = {"Xvfb": "xvfb"}


@dataclass(frozen=True)
class Missing:
    """What this system lacks, as Debian packages."""

    base: tuple[str, ...] = ()  # nothing of Qt runs without
    window: tuple[str, ...] = ()  # no window without
    fonts: tuple[str, ...] = ()  # Chinese shows as boxes without
    tools: tuple[str, ...] = ()  # pictures of windows and sound devices of the tests
    sound: tuple[str, ...] = ()  # sound goes past the sound server, or nowhere, without

    @property
    def packages(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.base, *self.window, *self.fonts, *self.tools, *self.sound)


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether some installed font can show Chinese."""
    if lister := shutil.which("fc-list"):
        done = subprocess.run(
            [lister, ":lang=zh", "family"], check=False, capture_output=True, text=True
        )
        return bool(done.stdout.strip())
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(next(f.rglob(name), None) for f in folders if f.is_dir() for name in CHINESE_FONTS)


def missing(level: str) -> Missing:
    """What is missing for a level ("run" or "dev"). Other systems than Linux bring it all."""
    if not sys.platform.startswith("linux"):
        return Missing()
    tools = {p for tool, p in TEST_TOOLS.items() if level == "dev" and not shutil.which(tool)}
    return Missing(
        tuple(p for lib, p in BASE_LIBRARIES.items() if not loads(lib)),
        tuple(p for lib, p in WINDOW_LIBRARIES.items() if not loads(lib)),
        () if has_chinese_font() else (FONT_PACKAGE,),
        tuple(sorted(tools)),
        tuple(p for lib, p in SOUND_LIBRARIES.items() if not loads(lib)),
    )


def require_window() -> None:
    """Say what is missing before Qt aborts over it, where there is a display to open a window on.

    Asked at every start, since the display may have come after the set-up. Raises SetupError.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    lacking = tuple(p for lib, p in WINDOW_LIBRARIES.items() if not loads(lib))
    if lacking:
        raise SetupError(
            "Qt cannot open a window here. Please run this and start again:\n"
            f"    {advice(lacking)}\n(QT_QPA_PLATFORM=offscreen goes on without a window.)"
        )


def advice(packages: tuple[str, ...]) -> str:
    """What to type to get these packages."""
    if shutil.which("apt-get"):
        sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get install " + " ".join(packages)
    return "install what your system calls these Debian packages: " + " ".join(packages)


def privileged() -> list[str] | None:
    """The prefix that makes a command an administrator's without asking, or None."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "-n", "true"], check=False, capture_output=True, stdin=subprocess.DEVNULL
        )
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def apt_install(packages: tuple[str, ...]) -> str:
    """Install Debian packages where that may be done; returns why not, '' when it worked."""
    prefix = privileged()
    if not shutil.which("apt-get"):
        return "there is no apt-get"
    if prefix is None:
        return "that takes an administrator, and sudo would ask for a password"
    wait = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    install = ["apt-get", *wait, "-y", "-q", "install", "--no-install-recommends", *packages]
    lists = Path("/var/lib/apt/lists")
    updates = [False, True] if any(lists.glob("*_Packages*")) else [True]
    said = ""
    for update in updates:
        if update:  # a foreign archive that does not answer must not stop us: no check here
            _quietly([*prefix, "apt-get", *wait, "-q", "update"], environment)
        code, said = _quietly([*prefix, *install], environment)
        if code == 0:
            return ""
    errors = [line for line in said.splitlines() if line.startswith("E:")]
    return "apt-get failed: " + (" ".join(errors[-3:]) or said[-300:])


def _quietly(argv: list[str], environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        argv,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return done.returncode, done.stdout


def provide(level: str) -> None:
    """Put right what is missing, or say it. Raises SetupError when Qt could not run at all."""
    lacking = missing(level)
    if not lacking.packages:
        return
    with step("system packages: " + " ".join(lacking.packages)):
        reason = apt_install(lacking.packages)
    if not reason:
        lacking = missing(level)
        reason = "they were installed but are still not found"
    if lacking.base:
        raise SetupError(
            f"Qt cannot run: {reason}.\nPlease run this and start again:\n"
            f"    {advice(lacking.packages)}"
        )
    if lacking.packages:
        warn(reason)
    if lacking.window:
        warn(f"no window can open until you run: {advice(lacking.window)}")
    if lacking.fonts:
        warn(f"Chinese text will show as boxes until you run: {advice(lacking.fonts)}")
    if lacking.sound:
        warn(f"sound may not work until you run: {advice(lacking.sound)}")
    if lacking.tools:
        warn(f"some tests need more tools: {advice(lacking.tools)}")
