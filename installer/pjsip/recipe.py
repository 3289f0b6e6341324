"""What is built: versions, names, and the key that says when it must be built anew."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

DISTRIBUTION = "softphone-pjsua2"
BUILD = "15"  # raise it with every change of what is built
# From this one on, and below that one: 2.17 mends four published holes of the versions before.
AT_LEAST, BELOW = (2, 17), (2, 18)
PJSIP_PACKAGE = "asterisk"  # the archive's source package; PJSIP is one of its parts
PJSIP_COMPONENT = ".orig-Xpjproject.tar."
PJSIP_LICENCE = "GPL-2.0-or-later"
HERE = Path(__file__).resolve().parent
# What decides the outcome; how it is fetched and tested does not.
DECIDING = (
    *("config_site.h", "os_rand.c", "libraries.py", "pjsip.py", "recipe.py", "toolchain.py"),
    *("front.py", "names.py", "sessions.py", "face.py"),
    *("sound/sound_face.hpp", "sound/ring.inc", "sound/face.inc"),
    "sound/pulse.inc",
    *("sources_heard.py", "payloads.py", "long_messages.py", "damaged.py", "quotes.py"),
    *("media/source.inc", "media/alternates.inc"),
    *("halves.py", "twice.py", "sound/twice.inc", "wheel.py", "requirements.txt"),
)


def numbers(version: str) -> tuple[int, ...]:
    """ "2.17.1-rc2" as (2, 17, 1)."""
    digits = version.partition("-")[0].split(".")
    return tuple(int(part) for part in digits if part.isdigit())


def in_range(version: str) -> bool:
    """Whether this PJSIP is one that the recipe is made for."""
    return AT_LEAST <= numbers(version) < BELOW


def wheel_version(pjsip: str) -> str:
    """E.g. "2.17+softphone.1"."""
    return f"{pjsip}+softphone.{BUILD}"


def tag(windows: bool = False) -> str:
    """The wheel's tag for this Python, or for the same one on Windows."""
    python = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    platform = "win_amd64" if windows else sysconfig.get_platform().replace("-", "_")
    return f"{python}-{python}-{platform.replace('.', '_')}"


def fingerprint(wheel_tag: str, sources: Iterable[str]) -> str:
    """A short name for what the recipe makes of these sources (SHA-256 each) for that Python."""
    digest = hashlib.sha256(f"{wheel_tag}\n".encode())
    for name in DECIDING:
        digest.update(f"{name}\n".encode() + (HERE / name).read_bytes())
    for source in sorted(sources):
        digest.update(f"{source}\n".encode())
    return digest.hexdigest()[:16]
