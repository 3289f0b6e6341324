"""Starting and ending PJSIP for a peer: one thread, no sound device, on one address."""

import socket
import sys

import pjsua2 as pj

from softphone.practice import sound
from softphone.practice.peer_words import Register

POLL_MS = 10

_KEPT_CODECS = ("PCMA", "PCMU")


class _Log(pj.LogWriter):  # type: ignore[misc]
    """PJSIP's own words go to stderr; stdout belongs to the events."""

    def write(self, entry: pj.LogEntry) -> None:
        sys.stderr.write(entry.msg)


class Stack:
    """The one Endpoint of this process, polled by the thread that made it."""

    def __init__(self, bind: str, port: int, log_level: int) -> None:
        self.bind = bind
        self.endpoint = pj.Endpoint()
        self.endpoint.libCreate()
        self._log = _Log()
        self.endpoint.libInit(self._config(log_level))
        self.udp = self._transport(pj.PJSIP_TRANSPORT_UDP, port)
        self._tcp: int | None = None
        self.endpoint.libStart()
        self.endpoint.audDevManager().setNullDev()
        self._choose_codecs()
        self._rtp_port = _free_even_port(bind)
        self.port = int(self.endpoint.transportGetInfo(self.udp).localName.rpartition(":")[2])

    def poll(self, wait_ms: int) -> None:
        """Handle what has come in; waits at most that long."""
        self.endpoint.libHandleEvents(wait_ms)

    def local(self) -> pj.AccountConfig:
        """The account that takes every call to this peer's own address."""
        config = pj.AccountConfig()
        config.idUri = f"sip:peer@{self.bind}:{self.port}"
        config.sipConfig.transportId = self.udp
        self._bind_media(config)
        return config

    def registered(self, wanted: Register) -> pj.AccountConfig:
        """An account at a server."""
        tcp = wanted.transport == "tcp"
        suffix = ";transport=tcp" if tcp else ""
        config = pj.AccountConfig()
        config.idUri = f"sip:{wanted.user}@{wanted.server.partition(':')[0]}"
        config.regConfig.registrarUri = f"sip:{wanted.server}{suffix}"
        config.regConfig.timeoutSec = wanted.expires_s
        config.regConfig.retryIntervalSec = 0
        config.sipConfig.proxies.append(f"sip:{wanted.server};lr{suffix}")
        credentials = pj.AuthCredInfo("digest", "*", wanted.user, 0, wanted.password)
        config.sipConfig.authCreds.append(credentials)
        config.sipConfig.transportId = self._tcp_transport() if tcp else self.udp
        self._bind_media(config)
        return config

    def close(self) -> None:
        """End the stack. Every call, account and port object must be gone by now."""
        # The flag spares a second of waiting for late datagrams.
        self.endpoint.libDestroy(pj.PJSUA_DESTROY_NO_RX_MSG)

    def _tcp_transport(self) -> int:
        """The TCP transport, made when first asked for."""
        if self._tcp is None:
            self._tcp = self._transport(pj.PJSIP_TRANSPORT_TCP, 0)
        return self._tcp

    def _bind_media(self, config: pj.AccountConfig) -> None:
        """RTP on this peer's own address and range, not on whatever the host offers."""
        transport = config.mediaConfig.transportConfig
        transport.boundAddress = self.bind
        transport.port = self._rtp_port
        transport.portRange = 400

    def _transport(self, kind: int, port: int) -> int:
        config = pj.TransportConfig()
        config.port = port
        config.boundAddress = self.bind
        return int(self.endpoint.transportCreate(kind, config))

    def _config(self, log_level: int) -> pj.EpConfig:
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.uaConfig.maxCalls = 32
        config.uaConfig.userAgent = "practice"
        config.logConfig.level = log_level
        config.logConfig.consoleLevel = log_level
        config.logConfig.writer = self._log
        media = config.medConfig
        media.clockRate = media.sndClockRate = sound.RATE_HZ
        media.audioFramePtime = sound.FRAME_MS
        media.noVad = True
        media.ecTailLen = 0
        # The bridge keeps running between calls: no start-up hole in the first frames.
        media.sndAutoCloseTime = -1
        return config

    def _choose_codecs(self) -> None:
        for codec in self.endpoint.codecEnum2():
            name = codec.codecId.split("/")[0]
            kept = name in _KEPT_CODECS
            self.endpoint.codecSetPriority(
                codec.codecId, 200 - _KEPT_CODECS.index(name) if kept else 0
            )
            if kept:
                # Concealment would hide up to 240 ms of lost sound from the measurement.
                parameters = self.endpoint.codecGetParam(codec.codecId)
                parameters.setting.plc = False
                parameters.setting.vad = False
                self.endpoint.codecSetParam(codec.codecId, parameters)


def _free_even_port(bind: str) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((bind, 0))
        return min(int(probe.getsockname()[1]), 65000) & ~1
