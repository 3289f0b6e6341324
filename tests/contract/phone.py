"""A bare phone on whichever pjsua2 this Python imports: one process, told what to do by JSON lines.

Reads one command a line on stdin, writes one event a line on stdout. Nothing of the softphone is
in it, so that what the suite finds is the stack's doing. Ends on "quit" or at the end of stdin; a
clean end is exit code 0.
"""

from __future__ import annotations

import itertools
import json
import math
import queue
import sys
import threading
import time
from array import array
from collections.abc import Callable
from typing import Any

import pjsua2 as pj

RATE_HZ = 16_000
FRAME = 160  # 10 ms
SRTP = {"off": pj.PJMEDIA_SRTP_DISABLED, "mandatory": pj.PJMEDIA_SRTP_MANDATORY}
_STATUS = {
    pj.PJSUA_CALL_MEDIA_ACTIVE: "active",
    pj.PJSUA_CALL_MEDIA_LOCAL_HOLD: "held by us",
    pj.PJSUA_CALL_MEDIA_REMOTE_HOLD: "held by far end",
}


def tell(event: str, **fields: object) -> None:
    """One event to the test."""
    sys.__stdout__.write(json.dumps({"event": event, **fields}) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


class Sound(pj.AudioMediaPort):  # type: ignore[misc]
    """Says a tone and keeps what it hears."""

    def __init__(self, tone_hz: float) -> None:
        super().__init__()
        self._step = 2 * math.pi * tone_hz / RATE_HZ
        self._at = 0
        self.heard: queue.Queue[bytes] = queue.Queue()

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        first, self._at = self._at, self._at + FRAME
        samples = (int(8000 * math.sin(self._step * n)) for n in range(first, first + FRAME))
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = pj.ByteVector(array("h", samples).tobytes())
        frame.size = FRAME * 2

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        self.heard.put(bytes(frame.buf))


class Call(pj.Call):  # type: ignore[misc]
    """Tells its states."""

    def __init__(self, account: pj.Account, phone: Phone, pj_id: int = -1) -> None:
        super().__init__(account, pj_id)
        self._phone = phone

    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802
        info = self.getInfo()
        tell("state", state=info.stateText, code=int(info.lastStatusCode), why=info.lastReason)
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._phone.later.append(self._phone.drop_call)

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        self._phone.later.append(self._phone.connect)


class Account(pj.Account):  # type: ignore[misc]
    """Answers at once."""

    phone: Phone

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802
        call = Call(self, self.phone, prm.callId)
        if self.phone.call is not None:
            call.hangup(pj.CallOpParam())
            return
        self.phone.call = call
        tell("incoming")
        answer = pj.CallOpParam(True)
        answer.statusCode = pj.PJSIP_SC_OK
        call.answer(answer)


class Phone:
    """The endpoint and its one account and call."""

    def __init__(self, tone_hz: float, srtp: str) -> None:
        self.endpoint = pj.Endpoint()
        self.endpoint.libCreate()
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.medConfig.clockRate = config.medConfig.sndClockRate = RATE_HZ
        config.medConfig.audioFramePtime = 10
        config.medConfig.noVad = True
        config.medConfig.sndAutoCloseTime = -1
        config.logConfig.level = config.logConfig.consoleLevel = 0
        self.endpoint.libInit(config)
        self.endpoint.audDevManager().setNullDev()
        self.endpoint.libStart()
        self._tone_hz = tone_hz
        self._srtp = srtp
        self.sound: Sound | None = None
        self.account: Account | None = None
        self.call: Call | None = None
        self.later: list[Callable[[], None]] = []

    def listen(
        self, transport: str, ca: str = "", certificate: str = "", key: str = "", rtp: int = 0
    ) -> None:
        """A transport on a free port, and an account bound to it."""
        kinds = {
            "udp": pj.PJSIP_TRANSPORT_UDP,
            "tcp": pj.PJSIP_TRANSPORT_TCP,
            "tls": pj.PJSIP_TRANSPORT_TLS,
        }
        config = pj.TransportConfig()
        config.boundAddress = "127.0.0.1"
        tls = config.tlsConfig
        tls.verifyServer = True
        tls.CaListFile, tls.certFile, tls.privKeyFile = ca, certificate, key
        transport_id = self.endpoint.transportCreate(kinds[transport], config)
        address = str(self.endpoint.transportGetInfo(transport_id).localAddress)
        port = int(address.rpartition(":")[2])
        own = pj.AccountConfig()
        suffix = "" if transport == "udp" else f";transport={transport}"
        own.idUri = f"<sip:phone@127.0.0.1:{port}{suffix}>"
        own.sipConfig.transportId = transport_id
        own.mediaConfig.srtpUse = SRTP[self._srtp]
        own.mediaConfig.srtpSecureSignaling = 0
        own.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
        own.mediaConfig.transportConfig.port = rtp
        own.mediaConfig.transportConfig.portRange = 100
        self.account = Account()
        self.account.phone = self
        self.account.create(own, True)
        tell("listening", port=port)

    def abilities(self) -> None:
        """What this stack is and can do."""
        tell(
            "abilities",
            version=str(self.endpoint.libVersion().full),
            platform=sys.platform,
            build=str(getattr(pj, "SOFTPHONE_BUILD", "")),
            codecs=[str(codec.codecId) for codec in self.endpoint.codecEnum2()],
            srtp=[str(name) for name in self.endpoint.srtpCryptoEnum()],
        )

    def codec(self, only: str) -> None:
        """Offer this one only, e.g. "opus"."""
        for codec in self.endpoint.codecEnum2():
            wanted = str(codec.codecId).lower().startswith(only.lower() + "/")
            self.endpoint.codecSetPriority(codec.codecId, 255 if wanted else 0)
        tell("codec", only=only)

    def dial(self, uri: str) -> None:
        """Call; what comes of it is told as states."""
        assert self.account is not None
        self.call = Call(self.account, self)
        parameters = pj.CallOpParam(True)
        parameters.opt.audioCount, parameters.opt.videoCount = 1, 0
        try:
            self.call.makeCall(uri, parameters)
        except pj.Error as error:
            self.call = None
            tell("state", state="DISCONNECTED", code=0, why=str(error.reason))

    def hold(self) -> None:
        """Hold the call."""
        assert self.call is not None
        self.call.setHold(pj.CallOpParam(True))

    def resume(self) -> None:
        """Take it back."""
        assert self.call is not None
        parameters = pj.CallOpParam(True)
        parameters.opt.flag = pj.PJSUA_CALL_UNHOLD
        self.call.reinvite(parameters)

    def hang_up(self) -> None:
        """End the call."""
        assert self.call is not None
        self.call.hangup(pj.CallOpParam())

    def connect(self) -> None:
        """Sound both ways while the call has any; tells what it is."""
        if self.call is None:
            return
        info = self.call.getInfo()  # its media list is freed with it
        media = info.media[0]
        fields: dict[str, Any] = {"codec": "", "secure": False}
        if media.status in _STATUS:
            stream = self.call.getStreamInfo(0)
            fields["codec"] = f"{stream.codecName}/{stream.codecClockRate}"
            fields["secure"] = stream.proto == pj.PJMEDIA_TP_PROTO_RTP_SAVP
        if media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
            if self.sound is None:
                self.sound = Sound(self._tone_hz)
                shape = pj.MediaFormatAudio()
                shape.type = pj.PJMEDIA_TYPE_AUDIO
                shape.clockRate, shape.channelCount, shape.bitsPerSample = RATE_HZ, 1, 16
                shape.frameTimeUsec = 10_000
                self.sound.createPort("sound", shape)
            far = self.call.getAudioMedia(0)
            far.startTransmit(self.sound)
            self.sound.startTransmit(far)
        tell("media", status=_STATUS.get(media.status, "none"), **fields)

    def hear(self, frames: int, tones: list[float]) -> None:
        """Share of the sound's power at each tone, over that many frames from now on; and level."""
        assert self.sound is not None
        while not self.sound.heard.empty():
            self.sound.heard.get()
        samples = array("h")
        while len(samples) < frames * FRAME:
            self.endpoint.libHandleEvents(10)
            while not self.sound.heard.empty():
                samples.frombytes(self.sound.heard.get())
        power = sum(s * s for s in samples) / len(samples)
        shares = [_power_at(samples, tone) / power if power else 0.0 for tone in tones]
        tell("heard", level=math.sqrt(power), shares=shares)

    def tick(self, seconds: float, poll_ms: int) -> None:
        """A second thread beside polls that wait long: its ticks and its worst gap."""
        stamps: list[float] = []
        stop = threading.Event()

        def beside() -> None:
            while not stop.wait(0.002):
                stamps.append(time.monotonic())

        thread = threading.Thread(target=beside)
        thread.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.endpoint.libHandleEvents(poll_ms)
        stop.set()
        thread.join()
        gaps = [b - a for a, b in itertools.pairwise(stamps)]
        tell("ticked", count=len(stamps), worst_gap_s=max(gaps, default=seconds))

    def drop_call(self) -> None:
        """The call is over: forget it."""
        self.call = None
        tell("dropped")

    def close(self) -> None:
        """The orderly end: no object outlives the library."""
        end = time.monotonic() + 5
        while self.call is not None and time.monotonic() < end:
            self.endpoint.libHandleEvents(10)
            self.run_later()
        # The bridge's clock may be inside the port just now: it ends before the port does.
        self.endpoint.audDevManager().setNoDev()
        self.call = self.sound = None
        if self.account is not None:
            self.account.shutdown()
        self.account = None
        self.endpoint.libDestroy()
        tell("closed")

    def run_later(self) -> None:
        """What callbacks left to do outside of them."""
        while self.later:
            self.later.pop(0)()


def _power_at(samples: array[int], tone_hz: float) -> float:
    """Power of one frequency (Goertzel), comparable with the mean square of the samples."""
    coefficient = 2 * math.cos(2 * math.pi * tone_hz / RATE_HZ)
    one = two = 0.0
    for sample in samples:
        one, two = sample + coefficient * one - two, one
    count = len(samples)
    return 2 * (one * one + two * two - coefficient * one * two) / (count * count)


def main() -> int:
    """Arguments: tone in Hz, SRTP ("off" or "mandatory")."""
    phone = Phone(float(sys.argv[1]), sys.argv[2])
    commands: queue.Queue[dict[str, Any]] = queue.Queue()

    def read() -> None:
        for line in sys.stdin:
            commands.put(json.loads(line))
        commands.put({"do": "quit"})

    threading.Thread(target=read, daemon=True).start()
    tell("ready")
    while True:
        phone.endpoint.libHandleEvents(10)
        phone.run_later()
        while not commands.empty():
            command = commands.get()
            name = command.pop("do")
            if name == "quit":
                phone.close()
                return 0
            getattr(phone, name)(**command)


if __name__ == "__main__":
    sys.exit(main())
