"""The bare phone that the softphone is measured beside: pjsua2, a sound bridge, nothing else.

    python tests/bench/thin_phone.py [--sound null|system|IN,OUT] [--codec NAME] [--window]

It answers every call with 180 and 200 at once. Lines on stdin: ``call URI``, ``mix``, ``hangup``,
``trim``, ``quit``; lines on stdout: ``ready PORT``, ``state ID NAME``, ``sound ID CODEC``,
``trimmed``, ``mixed``.
"""

import argparse
import ctypes
import gc
import os
import queue
import sys
import threading
from collections import deque
from typing import Any

import pjsua2 as pj

RATE_HZ, FRAME_BYTES = 16_000, 320
SILENCE = bytes(FRAME_BYTES)
QUICK = hasattr(pj.ByteVector, "assign_from_bytes")
FACES: list["Face"] = []
LEGS: dict[int, "Leg"] = {}
SAID = os.fdopen(os.dup(1), "w", buffering=1)


class Ring:
    """Cut to 20 ms once it holds more than 30: the plain way, measured as the best plain one."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.lock = threading.Lock()

    def put(self, data: bytes) -> None:
        with self.lock:
            self.data += data
            if len(self.data) > 3 * FRAME_BYTES:
                del self.data[: len(self.data) - 2 * FRAME_BYTES]

    def take(self, count: int) -> bytes:
        with self.lock:
            if len(self.data) < count:
                return bytes(count)
            taken = bytes(self.data[:count])
            del self.data[:count]
            return taken


class Face(pj.AudioMediaPort):  # type: ignore[misc]
    """Microphone and speaker of the system by miniaudio, 10 ms at a time."""

    def __init__(self) -> None:
        super().__init__()
        import miniaudio

        self.said, self.heard = Ring(), Ring()
        self.block, self.copy = pj.ByteVector(SILENCE), bytearray(FRAME_BYTES)
        shape = pj.MediaFormatAudio()
        shape.init(pj.PJMEDIA_FORMAT_PCM, RATE_HZ, 1, 10_000, 16)
        self.createPort("face", shape)
        common: dict[str, Any] = {"nchannels": 1, "sample_rate": RATE_HZ, "buffersize_msec": 10}
        pulse = [miniaudio.Backend.PULSEAUDIO]
        self.capture = miniaudio.CaptureDevice(backends=pulse, **common)
        self.playback = miniaudio.PlaybackDevice(backends=pulse, **common)
        for device, work in ((self.capture, self.take()), (self.playback, self.give())):
            next(work)
            device.start(work)

    def take(self) -> Any:
        while True:
            data = yield
            self.said.put(bytes(data))

    def give(self) -> Any:
        data = b""
        while True:
            count = yield data
            data = self.heard.take(count * 2)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        if QUICK:
            self.block.assign_from_bytes(self.said.take(FRAME_BYTES))
            frame.buf = self.block
        else:
            frame.buf = pj.ByteVector(self.said.take(FRAME_BYTES))
        frame.size = FRAME_BYTES

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        if QUICK and len(frame.buf) == FRAME_BYTES:
            frame.buf.copy_to_bytearray(self.copy)
            self.heard.put(bytes(self.copy))
        else:
            self.heard.put(bytes(frame.buf) or SILENCE)


class Leg(pj.Call):  # type: ignore[misc]
    """A call; its sound goes to the face, or to and from files."""

    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802
        info = self.getInfo()
        SAID.write(f"state {info.id} {info.stateText}\n")
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            ENDED.append(LEGS.pop(info.id, self))

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        media = self.getAudioMedia(-1)
        for source in SOURCES:
            source.startTransmit(media)
        for sink in SINKS:
            media.startTransmit(sink)
        SAID.write(f"sound {self.getId()} {self.getStreamInfo(0).codecName}\n")


class Account(pj.Account):  # type: ignore[misc]
    """Takes every call."""

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802
        leg = Leg(self, prm.callId)
        LEGS[prm.callId] = leg
        for code in (180, 200):
            answer = pj.CallOpParam(True)
            answer.opt.videoCount = 0
            answer.statusCode = code
            leg.answer(answer)


SOURCES: list[pj.AudioMedia] = []
SINKS: list[pj.AudioMedia] = []
ENDED: deque[Leg] = deque()


def start(codec: str) -> tuple[pj.Endpoint, Account, int]:
    """Library, one UDP transport on loopback, one account."""
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt, config.uaConfig.mainThreadOnly = 0, True
    config.uaConfig.maxCalls = 12
    config.logConfig.level = config.logConfig.consoleLevel = 0
    media = config.medConfig
    media.clockRate = media.sndClockRate = RATE_HZ
    media.audioFramePtime, media.noVad, media.ecTailLen = 10, True, 0
    media.sndAutoCloseTime = -1
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    udp = endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()
    for known in endpoint.codecEnum2():
        keep = str(known.codecId).lower().startswith(codec.lower())
        endpoint.codecSetPriority(known.codecId, 200 if keep else 0)
    port = int(endpoint.transportGetInfo(udp).localAddress.rpartition(":")[2])
    account_config = pj.AccountConfig()
    account_config.idUri = f"sip:thin@127.0.0.1:{port}"
    account_config.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
    account_config.mediaConfig.transportConfig.port = 20_000 + 4 * (os.getpid() % 8_000)
    account_config.mediaConfig.transportConfig.portRange = 400
    account = Account()
    account.create(account_config)
    return endpoint, account, port


def open_sound(choice: str) -> None:
    """Fill ``SOURCES`` and ``SINKS``."""
    if choice == "system":
        FACES.append(Face())
        SOURCES.append(FACES[0])
        SINKS.append(FACES[0])
    elif choice != "null":
        source, _, sink = choice.partition(",")
        if source:
            player = pj.AudioMediaPlayer()
            player.createPlayer(source)
            SOURCES.append(player)
        if sink:
            recorder = pj.AudioMediaRecorder()
            recorder.createRecorder(sink)
            SINKS.append(recorder)


def obey(account: Account, line: str) -> bool:
    """One line of stdin; false when it is the last."""
    word, _, rest = line.strip().partition(" ")
    if word == "call":
        leg = Leg(account, pj.PJSUA_INVALID_ID)
        setting = pj.CallOpParam(True)
        setting.opt.videoCount = 0
        leg.makeCall(rest, setting)
        LEGS[leg.getId()] = leg
    elif word == "mix":
        medias = [leg.getAudioMedia(-1) for leg in LEGS.values()]
        for one in medias:
            for other in medias:
                if one is not other:
                    one.startTransmit(other)
        SAID.write("mixed\n")
    elif word == "hangup":
        for leg in list(LEGS.values()):
            leg.hangup(pj.CallOpParam())
    elif word == "trim":
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        SAID.write("trimmed\n")
    return word != "quit"


def main() -> int:
    """Work until ``quit`` or the end of stdin."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sound", default="null")
    parser.add_argument("--codec", default="PCM")
    parser.add_argument("--window", action="store_true")
    options = parser.parse_args()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    gc.disable()
    endpoint, account, port = start(options.codec)
    open_sound(options.sound)
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in iter(sys.stdin.readline, ""):
            lines.put(line)
        lines.put("quit")

    threading.Thread(target=read, daemon=True).start()
    turn = _window(endpoint) if options.window else lambda: endpoint.libHandleEvents(10)
    SAID.write(f"ready {port}\n")
    going = True
    while going:
        turn()
        ENDED.clear()
        while going and not lines.empty():
            going = obey(account, lines.get())
    os._exit(0)


def _window(endpoint: pj.Endpoint) -> Any:
    """The same in a Qt window: the floor for any phone of this design."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("thin phone"))
    window.resize(800, 600)
    window.show()
    application.processEvents()

    def turn() -> None:
        endpoint.libHandleEvents(10)
        application.processEvents()
        window.isVisible()

    return turn


if __name__ == "__main__":
    sys.exit(main())
