"""``dev.py screenshots``: pictures of the real program in every language and both themes.

Starts the softphone on a screen (an own Xvfb when there is none), rings it with a real SIP peer,
and lets the window take its own picture in each state.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from softphone.config.files import save_settings
from softphone.config.settings import Settings
from softphone.ctl.client import CtlClient
from softphone.domain.account import Account
from softphone.practice.peer_client import Peer
from softphone.practice.shift_setup import free_udp_port, has_display

LANGUAGES = ("en", "zh_CN", "zh_TW")
THEMES = ("light", "dark")
CUSTOMER = "+8613900000001"
SETTLE_S = 0.6
"""Time for the look-up and the last repaint before a picture."""
NOTES = {
    "en": "Refund for order 20261015-0042 not there after 12 days.\nAsked finance to check.",
    "zh_CN": "订单 20261015-0042 退款 12 天未到账。\n已请财务核实，今天内回电。",
    "zh_TW": "訂單 20261015-0042 退款 12 天未入帳。\n已請財務確認，今天內回電。",
}


def main(argv: list[str] | None = None) -> int:
    """Take them all; the exit code."""
    options = _arguments().parse_args(argv)
    folder: Path = options.to.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    screen, environment = _screen(options.scale)
    try:
        for language in options.language or LANGUAGES:
            for theme in options.theme or THEMES:
                _shoot(folder, language, theme, environment)
    finally:
        if screen is not None:
            screen.terminate()
            screen.wait()
    sys.stdout.write(f"pictures are in {folder}\n")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("build/screenshots"), metavar="DIR")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--scale", default="1", help="QT_SCALE_FACTOR, for example 2")
    return parser


def _screen(scale: str) -> tuple["subprocess.Popen[bytes] | None", dict[str, str]]:
    environment = {**os.environ, "QT_SCALE_FACTOR": scale}
    if has_display():
        return None, environment
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        return None, {**environment, "QT_QPA_PLATFORM": "offscreen"}
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        [xvfb, "-displayfd", str(writing), "-screen", "0", "3840x2160x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    return screen, {**environment, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}


def _shoot(folder: Path, language: str, theme: str, environment: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary)
        account = Account(server="127.0.0.1", user="1001", display_name="Agent 1001")
        save_settings(data, Settings(account=account, agent_name="1001"))
        port = free_udp_port()
        command = [sys.executable, "-m", "softphone", "run", "--data-dir", str(data)]
        command += ["--direct", f"127.0.0.1:{port}", "--audio", "null", "--samples"]
        command += ["--automation", "--auto-sign-in", "--language", language, "--theme", theme]
        phone = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
        peer = Peer()
        peer.start()
        try:
            with CtlClient(data, connect_s=15.0) as desk:
                _story(desk, peer, f"sip:1001@127.0.0.1:{port}", _namer(folder, language, theme))
                desk.do("quit")
            phone.wait(15)
        finally:
            peer.stop()
            if phone.poll() is None:
                phone.terminate()
                phone.wait(10)


def _namer(folder: Path, language: str, theme: str) -> Callable[[str], Path]:
    return lambda state: folder / f"{state}-{language.replace('_', '-')}-{theme}.png"


def _story(desk: CtlClient, peer: Peer, address: str, name: Callable[[str], Path]) -> None:
    language = next(code for code in LANGUAGES if code.replace("_", "-") in name("x").stem)

    def picture(state: str) -> None:
        time.sleep(SETTLE_S)
        desk.do("ui", action="screenshot", text=str(name(state)))

    desk.wait(lambda s: s["state"] == "not_ready", 15.0)
    desk.do("ready")
    picture("ready")
    headers = {
        "P-Asserted-Identity": f"<sip:{CUSTOMER}@127.0.0.1>",
        "X-Queue": "Support",
        "X-Waited": "80",
    }
    peer.command("call", id="caller", to=address, headers=headers)
    desk.wait(lambda s: bool(s["contact"]) and s["contact"]["pop"] == "found", 10.0)
    picture("ringing")
    desk.do("answer")
    desk.wait(lambda s: s["state"] == "on_contact", 10.0)
    desk.do("ticket", set={"notes": NOTES[language], "category_id": "refunds.progress"})
    picture("talking")
    desk.do("mute", on=True)
    picture("muted")
    desk.do("mute", on=False)
    desk.do("hold")
    desk.do("not-ready", reason="meal")
    picture("held")
    desk.do("hangup")
    desk.wait(lambda s: s["state"] == "wrap_up", 10.0)
    picture("wrap-up")
    desk.do("ticket", set={"disposition_id": "follow_up"})
    desk.do("ticket", save="ready")
    desk.wait(lambda s: s["state"] == "not_ready", 10.0)
    picture("meal")


if __name__ == "__main__":
    sys.exit(main())
