"""A recorded call over TLS and SRTP with Opus through the real PBX: the file, measured."""

from __future__ import annotations

import stat
import sys
from array import array
from datetime import datetime
from statistics import median

import numpy as np
import pytest

from softphone.config.settings import Settings, Sound, WrapUp
from softphone.domain.account import (
    Account,
    Srtp,
    Transport,
)
from softphone.domain.codecs import CodecProfile
from softphone.domain.recording import RecordingPolicy, RecordingRules
from softphone.practice.sound import decibels, goertzel_dbfs
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import MakeProgram
from tests.e2e.line import CALLER_HZ
from tests.e2e.program import Program
from tests.engine.recorded import RATE_HZ, Tracks, read_tracks
from tests.pbx.server import Pbx
from tests.support.waiting import until

LASTS_S = 6.0


def opus_phone(pbx: Pbx, make: MakeProgram, account: Account, **fields: object) -> Program:
    """A signed-in softphone on the home profile; ``fields``: of its settings, and ``hz``."""
    hz = fields.pop("hz", AGENT_HZ)
    settings = Settings(
        account=account,
        sound=Sound(codecs=CodecProfile.HOME),
        wrap_up=WrapUp(time_s=120),
        **fields,  # type: ignore[arg-type]
    )
    program = make(settings, hz=hz)
    program.secrets.append(pbx.info.accounts[account.user])
    program.start()
    program.sign_in(pbx.info.accounts[account.user])
    program.wait_agent("not_ready")
    return program


def test_a_call_over_tls_and_srtp_with_opus_is_recorded(
    pbx: Pbx, make_program: MakeProgram
) -> None:
    encrypted = Account(
        server=pbx.info.bind,
        port=pbx.info.tls_port,
        user="1011",
        transport=Transport.TLS,
        ca_file=str(pbx.info.ca),
        srtp=Srtp.MANDATORY,
    )
    rules = RecordingRules(policy=RecordingPolicy.ALWAYS)
    agent = opus_phone(pbx, make_program, encrypted, recording=rules)
    plain = Account(server=pbx.info.bind, port=pbx.info.sip_port, user="1010")
    caller = opus_phone(pbx, make_program, plain, hz=CALLER_HZ)

    agent.do("ready")
    agent.wait_agent("ready")
    caller.do("dial", number="1011")
    agent.wait_agent("reserved")
    agent.do("answer")
    agent.wait_call("connected")
    caller.wait(lambda s: s.calls and s.calls[0]["codec"] == "opus/48000")
    call = agent.wait(lambda s: s.calls and s.calls[0]["encrypted"]).calls[0]
    assert (call["encrypted"], call["keys_exposed"]) == (True, False)
    assert call["codec"] == "opus/48000"
    assert agent.text("encryptionText") == "Encrypted"
    agent.sound.wait_tone(CALLER_HZ)
    caller.sound.wait_tone(AGENT_HZ)

    live = agent.wait(lambda s: (s.state["recording"] or {}).get("recording"))
    recording_id = live.state["recording"]["recording"]["id"]
    path = agent.data_dir / "recordings" / f"{recording_id}.wav"
    until(lambda: path.exists() and path.stat().st_size > LASTS_S * 4 * RATE_HZ, f"{path}")
    caller.do("hangup")
    agent.wait_agent("wrap_up")
    ended = agent.ended()
    query = "select * from recordings where id = ? and state = 'ended'"
    (row,) = until(lambda: agent.rows(query, recording_id), "the recording's row")

    # Stereo, 16 kHz, 16 bits, or reading it fails.
    tracks = read_tracks(path)
    talked_s = (_time(ended["ended_at"]) - _time(ended["answered_at"])).total_seconds()
    sides = {
        "left": Side(tracks, tracks.left, AGENT_HZ, CALLER_HZ),
        "right": Side(tracks, tracks.right, CALLER_HZ, AGENT_HZ),
    }
    # The table of docs/recording.md is made of these lines (pytest -s).
    for name, side in sides.items():
        sys.stdout.write(f"RECORDED | {name} | {side}\n")
    mode = stat.S_IMODE(path.stat().st_mode)
    sys.stdout.write(
        f"RECORDED | {tracks.seconds:.2f} s of {talked_s:.2f} s talked, mode {mode:04o}, "
        f"{ended['codec']}, encrypted {ended['encrypted']}\n"
    )
    for side in sides.values():
        assert side.strongest_hz == pytest.approx(side.own_hz, abs=1.0)
        # Frames that come too late on a busy machine are concealed, in ear and file alike.
        assert side.typical_dbfs == pytest.approx(-20, abs=0.5)
        assert side.steady > 0.7
        assert side.other_dbfs < -60
    assert tracks.seconds == pytest.approx(talked_s, abs=0.5)
    assert row["duration_s"] == pytest.approx(tracks.seconds, abs=0.01)
    assert mode == 0o600
    assert (ended["encrypted"], ended["codec"]) == (True, "opus/48000")


class Side:
    """One channel between the third and the last but one second, levels in dBFS (peak)."""

    def __init__(self, tracks: Tracks, channel: array[int], own_hz: float, other_hz: float) -> None:
        piece = channel[2 * RATE_HZ : int((tracks.seconds - 1) * RATE_HZ)]
        spectrum = np.abs(np.fft.rfft(np.asarray(piece) * np.hanning(len(piece))))
        self.own_hz = own_hz
        self.strongest_hz = float(spectrum.argmax()) * RATE_HZ / len(piece)
        self.own_dbfs = goertzel_dbfs(piece, own_hz, RATE_HZ)
        self.other_dbfs = goertzel_dbfs(piece, other_hz, RATE_HZ)
        windows = [decibels(x / 32768) for x in tracks.windows(piece, own_hz)]
        self.typical_dbfs = median(windows)
        self.weakest_dbfs = min(windows)
        self.steady = sum(abs(x + 20) < 1.0 for x in windows) / len(windows)

    def __str__(self) -> str:
        return (
            f"{self.strongest_hz:.1f} Hz | {self.own_dbfs:.1f} dBFS; of the windows of 0.1 s "
            f"{self.steady:.0%} within 1 dB, weakest {self.weakest_dbfs:.1f} | "
            f"the other side {self.other_dbfs:.1f} dBFS"
        )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
