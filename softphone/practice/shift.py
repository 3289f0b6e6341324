"""``softphone demo``: the practice room and the softphone together.

With a display a person answers the scripted customers. Without one a short shift is played
through the real widgets, and every step counts only when it was observed.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import msgspec

from softphone.options import RunOptions
from softphone.practice.peer_client import Peer, PeerError
from softphone.practice.room_host import Pace
from softphone.practice.scenarios import SHIPPED, ScenarioError, load
from softphone.practice.shift_desk import DeskHands, HandsError
from softphone.practice.shift_setup import (
    ShiftFolder,
    free_udp_port,
    has_display,
    new_folder,
    write_microphone,
    write_settings,
)
from softphone.practice.shift_stage import Stage, play
from softphone.practice.shift_story import STORY
from softphone.practice.sound import SoundError

SHIFT = SHIPPED.with_name("shift.json")
LIMIT_S = 90.0
START_LIMIT_S = 20.0


_SIGNALS = [signal.SIGTERM, signal.SIGINT]
if sys.platform != "win32":
    _SIGNALS.append(signal.SIGHUP)


class Interrupted(Exception):  # noqa: N818 - it is no error
    """A signal to end: end everything, quietly."""


def main(argv: list[str] | None = None) -> int:
    """Run the demo. 0: all observed, or the window was closed; 1: not; 2: could not start."""
    options = _arguments().parse_args(argv)
    played = options.offscreen or not has_display()
    try:
        folder = new_folder(options.data_dir)
        scenario = load(SHIFT if played else SHIPPED)
    except (OSError, ScenarioError) as error:
        _say(f"The demo cannot start: {error}")
        return 2
    for each in _SIGNALS:
        signal.signal(each, _interrupt)
    _say(f"Everything of this demo is kept in {folder.root}")
    port = free_udp_port()
    run = RunOptions(
        data_dir=folder.data,
        direct=f"127.0.0.1:{port}",
        language=options.language,
        samples=True,
        automation=True,
        auto_sign_in=True,
        notice="" if played else "practice_hint",
        audio=f"file:{folder.microphone},{folder.speaker}" if played else "",
    )
    room = Peer(program=_room_program(folder, port, played=played))
    desk = DeskHands(folder.data)
    phone: subprocess.Popen[bytes] | None = None
    try:
        room.start()
        write_settings(folder, room.port, options.language)
        write_microphone(folder, scenario)
        phone = _start_phone(folder, run, offscreen=played)
        if played:
            stage = Stage(folder, scenario, room, desk, running=_runs(phone))
            ok = _play(stage, options.seconds or LIMIT_S)
        else:
            ok = _attend(desk, phone, options.seconds)
    except Interrupted:
        _say("Interrupted.")
        ok = not played
    except (PeerError, HandsError, SoundError, OSError) as error:
        _say(f"The demo cannot go on: {error}")
        ok = False
    finally:
        # A second signal must not leave anything running.
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        ended = _end(desk, phone, room)
    if not ended:
        _say(f"The softphone did not end by itself; see {folder.desk_log}")
    if played:
        _say(f"Screenshots, speaker.wav, tickets.json and the logs are in {folder.root}")
    return 0 if ok and ended else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="softphone demo")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything here")
    parser.add_argument(
        "--offscreen", action="store_true", help="play the shift even if there is a display"
    )
    parser.add_argument("--language", default="", help="en, zh_CN or zh_TW")
    parser.add_argument(
        "--seconds",
        type=float,
        default=0.0,
        help="end after this time (default: 90 for the played shift, never with a window)",
    )
    return parser


def _room_program(folder: ShiftFolder, agent_port: int, *, played: bool) -> list[str]:
    program = [sys.executable, "-m", "softphone.practice.room_process"]
    program += ["--agent", f"127.0.0.1:{agent_port}", "--log", str(folder.room_log)]
    if played:
        program += ["--scenario", str(SHIFT), "--pace", Pace.FAST.value, "--pilots"]
    return program


def _start_phone(
    folder: ShiftFolder, run: RunOptions, *, offscreen: bool
) -> "subprocess.Popen[bytes]":
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    program = [sys.executable, "-m", "softphone", "run", *run.to_argv()]
    keeper = [sys.executable, "-m", "softphone.practice.keeper", str(folder.data)]
    with folder.desk_log.open("ab") as log:
        return subprocess.Popen(
            [*keeper, *program],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=environment,
            cwd=Path(__file__).resolve().parents[2],
        )


def _play(stage: Stage, limit_s: float) -> bool:
    folder = stage.folder
    start = time.monotonic()
    try:
        ok = play(stage, STORY, _say, limit_s)
    finally:
        folder.tickets.write_bytes(msgspec.json.format(msgspec.json.encode(stage.tickets)))
    passed = time.monotonic() - start
    told = f"All {len(STORY)} steps observed." if ok else "The shift failed."
    _say(f"{passed:6.2f} s  {told}")
    return ok


def _runs(phone: "subprocess.Popen[bytes]") -> Callable[[], bool]:
    return lambda: phone.poll() is None


def _attend(desk: DeskHands, phone: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """A person works: go ready for them, then wait until the window is quit."""
    _wait(desk.answers, START_LIMIT_S, phone)
    _wait(lambda: desk.line() == "direct" and desk.agent_state() != "signed_out", 10.0, phone)
    desk.verb("ready")
    _say("You are ready: the first customer rings in a moment. Quit the window to end the demo.")
    limit = time.monotonic() + seconds if seconds else None
    while phone.poll() is None and (limit is None or time.monotonic() < limit):
        time.sleep(0.2)
    return phone.poll() in (None, 0)


def _wait(look: Callable[[], bool], limit_s: float, phone: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + limit_s
    while not look():
        if phone.poll() is not None:
            raise PeerError(f"the softphone ended with code {phone.returncode}")
        if time.monotonic() > limit:
            raise PeerError(f"the softphone was not up within {limit_s:g} s")
        time.sleep(0.1)


def _end(desk: DeskHands, phone: "subprocess.Popen[bytes] | None", room: Peer) -> bool:
    """End the softphone, then the room it tells its sign-out to; true if both ended well."""
    quiet = True
    desk.close()
    if phone is not None:
        assert phone.stdin is not None
        # Its keeper asks it to quit, and puts it down if it must.
        with contextlib.suppress(OSError):
            phone.stdin.close()
        quiet = phone.wait() == 0
    return room.stop() == 0 and quiet


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise Interrupted


def _say(line: str) -> None:
    with contextlib.suppress(OSError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
