"""The engine's small parts: options, targets, headers, masking, buffers and files."""

import logging
import math
import wave
from array import array
from pathlib import Path

import pytest

from softphone.engine.audio.backend import SILENCE
from softphone.engine.audio.bridge import SoundBridge, dbfs, peak
from softphone.engine.audio.null import NullBackend
from softphone.engine.audio.ringer import Ringer, load_tone
from softphone.engine.audio.sound import open_backend
from softphone.engine.audio.system import RING_TONE
from softphone.engine.audio.wav import WavError, WavWriter, read_wav, resample
from softphone.engine.errors import CommandError
from softphone.engine.log import close_log, open_log
from softphone.engine.network.sip_uri import check_digits, check_header, target_uri
from softphone.engine.options import OptionError, is_loopback, read_direct
from softphone.engine.pj.headers import (
    answer_after_s,
    caller_of,
    header,
    header_values,
    number_header,
    source_address,
)
from softphone.engine.pj.names import name_addr
from softphone.log_file import mask
from tests.engine.sip_ua import level


def test_direct_is_for_loopback_only() -> None:
    assert read_direct("127.0.0.1:5070") == ("127.0.0.1", 5070)
    assert read_direct("[::1]:5070") == ("::1", 5070)
    assert read_direct("localhost:1") == ("127.0.0.1", 1)
    for wrong in ("", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:x", "example.test:5060", "0.0.0.0:1"):
        with pytest.raises(OptionError):
            read_direct(wrong)
    with pytest.raises(OptionError, match="loopback"):
        read_direct("192.0.2.1:5060")
    assert is_loopback("127.0.0.9")
    assert not is_loopback("192.0.2.1")
    assert not is_loopback("x")


@pytest.mark.parametrize("audio", ["nul", "file:", "file:a", "file:/no/such,/no/such/out"])
def test_audio_that_cannot_be_used_is_said(audio: str) -> None:
    with pytest.raises(OptionError, match="audio"):
        open_backend(audio)


def test_targets() -> None:
    assert target_uri("138 0000 1234", "pbx:1") == "sip:13800001234@pbx:1"
    assert target_uri("#21#", "pbx", ";transport=tcp") == "sip:%2321%23@pbx;transport=tcp"
    assert target_uri("sip:a@b", "") == "sip:a@b"
    for wrong in ("sip:a", "sip:a@b?X=y", "a@b", "1\x00", " "):
        with pytest.raises(CommandError):
            target_uri(wrong, "pbx")
    check_header("X-A", "b")
    for name, value in (("X A", "b"), ("X", "a\r\nb"), ("", "b"), ("X", "b" * 256)):
        with pytest.raises(CommandError):
            check_header(name, value)
    check_digits("0123456789*#ABCD")
    for digits in ("", "e", "1" * 33, "١"):
        with pytest.raises(CommandError):
            check_digits(digits)


MESSAGE = (
    'INVITE sip:a@b SIP/2.0\r\nf: "A \\"B\\"" <sip:%2B86138@x;y=z>;tag=1\r\n'
    "P-Asserted-Identity: <tel:+8613800001234>\r\nX-Long: one\r\n two\r\nRetry-After: 17 (busy)\r\n"
    "X-Twice: 1\r\nx-twice: 2\r\n\r\nX-Body: no\r\n"
)


def test_headers() -> None:
    assert header(MESSAGE, "X-Long") == "one two"
    assert header_values(MESSAGE, "X-TWICE") == ["1", "2"]
    assert header(MESSAGE, "X-Body") == ""
    assert number_header(MESSAGE, "Retry-After") == 17
    assert number_header(MESSAGE, "X-Long") is None
    trusted = caller_of(MESSAGE, {"long": "X-Long", "none": "", "gone": "X-Gone"}, True)
    assert (trusted.number, trusted.asserted) == ("+8613800001234", True)
    assert trusted.headers == {"long": "one two"}
    other = caller_of(MESSAGE, {}, False)
    assert (other.number, other.name, other.asserted) == ("+86138", 'A "B"', False)
    assert name_addr("<<;>").user == ""
    assert source_address("[::1]:5060") == "::1"
    assert source_address("127.0.0.1:5060") == "127.0.0.1"


def test_the_log_holds_no_secret_and_no_number(tmp_path: Path) -> None:
    handler = open_log(tmp_path)
    log = logging.getLogger("softphone.engine.test")
    log.info("call to sip:13812341234@pbx and +8613812341234\nsecond line")
    log.info('Authorization: Digest username="1001", response="abc"')
    close_log(handler)
    text = (tmp_path / "engine.log").read_text()
    assert "1381234" not in text
    assert "138****" in text
    assert "Digest" not in text
    assert len(text.splitlines()) == 2
    assert mask("127.0.0.1:5060 1001 200") == "127.0.0.1:5060 1001 200"


def test_levels_and_mute() -> None:
    loud = array("h", [100, -16384] * 80).tobytes()

    class Loud(NullBackend):
        def read(self) -> bytes:
            return loud

    bridge = SoundBridge(Loud())
    assert bridge.next_microphone_frame() == loud
    bridge.put_speaker_frame(SILENCE)
    assert bridge.take_levels() == pytest.approx((-6.02, -90.0), abs=0.01)
    bridge.muted = True
    assert bridge.next_microphone_frame() == SILENCE
    assert bridge.take_levels() == (-90.0, -90.0)
    assert peak(array("h", [-32768]).tobytes()) == 32768
    assert dbfs(32768) == 0.0


def test_wav_header_is_true_at_every_patch(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = WavWriter(path)
    assert read_wav(path) == b""
    writer.write(b"\1\2" * 160)
    writer.patch()
    assert read_wav(path) == b"\1\2" * 160
    writer.close()
    (tmp_path / "b.wav").write_bytes(b"RIFF")
    with pytest.raises(WavError, match=r"b\.wav"):
        read_wav(tmp_path / "b.wav")
    with wave.open(str(tmp_path / "c.wav"), "wb") as stereo:
        stereo.setnchannels(2)
        stereo.setsampwidth(2)
        stereo.setframerate(8000)
    with pytest.raises(WavError, match="mono"):
        read_wav(tmp_path / "c.wav")


@pytest.mark.parametrize("rate_hz", [8000, 11025, 44100])
def test_resampling_keeps_the_tone(rate_hz: int) -> None:
    tone = array(
        "h", (int(8000 * math.sin(2 * math.pi * 700 * n / rate_hz)) for n in range(rate_hz))
    )
    out = array("h", resample(tone.tobytes(), rate_hz, 16_000))
    assert len(out) == 16_000
    assert level(out, 700, 16_000) == pytest.approx(8000, rel=0.05)


def test_the_ring_tone_loops_at_its_volume() -> None:
    tone = load_tone(RING_TONE, 1.0)
    quiet = load_tone(RING_TONE, 0.5)
    assert peak(quiet) == pytest.approx(peak(tone) / 2, abs=1)
    ringer = Ringer(tone)
    assert ringer.take(len(tone) + 100) == tone + tone[:100]
    assert load_tone(Path("no-such.wav"), 1.0) == b""
    assert Ringer(b"").take(10) == b""


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ("Call-Info: <sip:pbx.test>;answer-after=0", 0.0),
        ("Call-Info: <sip:pbx.test>; Answer-After = 3", 3.0),
        ("Call-Info: <http://pbx.test/a.png>;purpose=icon", None),
        ("Alert-Info: <http://pbx.test>;info=alert-autoanswer", 0.0),
        ("Alert-Info: info=Ring-Answer", 0.0),
        ("Alert-Info: <http://pbx.test/bell.wav>", None),
        ("Subject: answer-after=0", None),
        ("Call-Info: <sip:x>;answer-after=99999999", None),
    ],
)
def test_who_asks_for_an_answer_by_itself(lines: str, seconds: float | None) -> None:
    assert answer_after_s(f"INVITE sip:a@b SIP/2.0\r\n{lines}\r\n\r\n") == seconds
