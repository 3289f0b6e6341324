"""The one Endpoint of the process: start, transports, poll, orderly end."""

import contextlib
import gc
import logging
import os
import re
import socket
import ssl
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

import pjsua2 as pj

from softphone.domain.account import Transport
from softphone.domain.codecs import CodecProfile
from softphone.domain.text import clean
from softphone.engine.audio.native import NativeRings
from softphone.engine.pj.codecs import apply_profile
from softphone.engine.pj.face import Additions, NativePort
from softphone.engine.pj.logwriter import MESSAGE_LEVEL, LogWriter
from softphone.engine.pj.port import Frames, SoundPort
from softphone.engine.pj.tls import TlsWatch

log = logging.getLogger(__name__)
stack_log = logging.getLogger("softphone.engine.stack")

CLOCK_RATE_HZ = 16_000
FRAME_MS = 10
MOST_CALLS = 32 if hasattr(pj, "SOFTPHONE_BUILD") else 12
"""More INVITEs than that get 486 from the stack itself, before it opens sockets for them.

Calls that ended without an ACK keep their place up to 64 s, so our own build has all it can take
(``PJSUA_MAX_CALLS``; no measurable memory). The index's has room for 64 sockets in all.
"""
LONGEST_LINE = 400
UNACKNOWLEDGED_MS = 10_000
_LONG_NUMBER = re.compile(r"\d{7,}")


_CIPHERS = (
    "AEAD_AES_256_GCM",
    "AEAD_AES_128_GCM",
    "AES_CM_128_HMAC_SHA1_80",
)
"""Of SRTP (RFC 7714, RFC 4568), best first, as far as the stack has them. No more than these: each
adds 80 bytes to an INVITE that should stay one datagram."""


class StackError(Exception):
    """The stack could not do it; ``status`` is its own number, 0 where it was not asked."""

    def __init__(self, error: pj.Error | str) -> None:
        super().__init__(error if isinstance(error, str) else str(error.reason))
        self.status = 0 if isinstance(error, str) else int(error.status)


class Stack:
    """Owns the Endpoint. Every method is called from the thread that made it."""

    def __init__(self, user_agent: str) -> None:
        self.endpoint = TlsWatch()
        with _quiet_stdout():
            self.endpoint.libCreate()
        self._writer = LogWriter()
        # libDestroy deletes the writer: Python must not do it a second time.
        self._writer.__disown__()
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.uaConfig.maxCalls = MOST_CALLS
        config.uaConfig.userAgent = user_agent
        config.uaConfig.mwiUnsolicitedEnabled = True
        config.medConfig.clockRate = CLOCK_RATE_HZ
        config.medConfig.sndClockRate = CLOCK_RATE_HZ
        config.medConfig.channelCount = 1
        config.medConfig.audioFramePtime = FRAME_MS
        config.medConfig.sndAutoCloseTime = -1
        config.medConfig.noVad = True
        config.medConfig.ecTailLen = 0
        # The writer hears only what the console would; it keeps messages for the trace in memory
        # and lets none into a log, because they hold credentials and numbers.
        config.logConfig.level = MESSAGE_LEVEL
        config.logConfig.consoleLevel = MESSAGE_LEVEL
        config.logConfig.msgLogging = 1
        config.logConfig.writer = self._writer
        config.logConfig.decor = pj.PJ_LOG_HAS_SENDER
        self.endpoint.libInit(config)
        if hasattr(self.endpoint, "listenTcp"):
            # A phone connects to its server; nobody connects to a phone.
            self.endpoint.listenTcp(False)
        if hasattr(self.endpoint, "onlyKnownNames"):
            self.endpoint.onlyKnownNames()
            self.endpoint.showSessions()
        # Without this the stack opens a device of its own at the first connection.
        self.endpoint.audDevManager().setNoDev()
        self._clock_runs = False
        self._config = config
        self.codecs: CodecProfile | None = None
        self.sound: SoundPort | NativePort | None = None
        """The bridge's port; nobody else may keep it beyond ``close``."""

    @property
    def srtp_ciphers(self) -> tuple[str, ...]:
        """What is offered, best first."""
        known = {str(name) for name in self.endpoint.srtpCryptoEnum()}
        return tuple(name for name in _CIPHERS if name in known)

    @property
    def tls_failure(self) -> str:
        """Why the newest TLS connection failed, in words; empty after ``forget_failure``."""
        return self.endpoint.failure

    @property
    def streams_lost(self) -> int:
        """How many TCP and TLS connections have ended so far."""
        return self.endpoint.streams_lost

    def forget_failure(self) -> None:
        """Another connection is about to be tried."""
        self.endpoint.failure = ""

    @property
    def version(self) -> str:
        """Name, version and origin of the stack: "PJSIP 2.17, own build 2"."""
        build = getattr(pj, "SOFTPHONE_BUILD", "")
        origin = f"own build {build}" if build else "package index"
        return f"PJSIP {self.endpoint.libVersion().full}, {origin}"

    def start(self) -> None:
        """Ready for calls; transports may be added before and after."""
        self.endpoint.libStart()
        self.use_codecs(CodecProfile.OFFICE)

    def use_codecs(self, profile: CodecProfile) -> None:
        """Offer these from now on; running calls keep theirs until their next re-INVITE."""
        if profile is not self.codecs:
            self.codecs = profile
            apply_profile(self.endpoint, profile)

    def open_udp(self, address: str = "", port: int = 0) -> int:
        """Listen on UDP; port 0 takes a random free one. Raises ``StackError``."""
        config = pj.TransportConfig()
        config.boundAddress = address
        config.port = port
        return self._open(pj.PJSIP_TRANSPORT_UDP, config)

    def open_stream(self, transport: Transport, address: str, ca_file: str) -> int:
        """A TCP or TLS transport on a random port. Raises ``StackError``.

        TLS: version 1.2 or newer, and the server's certificate must be good for its name.
        """
        config = pj.TransportConfig()
        config.boundAddress = address
        if transport is Transport.TCP:
            _give_up_soon(config.sockOptParams)
            return self._open(pj.PJSIP_TRANSPORT_TCP, config)
        tls = config.tlsConfig
        _give_up_soon(tls.sockOptParams)
        tls.method = pj.PJSIP_TLSV1_2_METHOD
        tls.proto = pj.PJ_SSL_SOCK_PROTO_TLS1_2 | pj.PJ_SSL_SOCK_PROTO_TLS1_3
        tls.verifyServer = True
        tls.CaListFile = ca_file or system_ca_file()
        return self._open(pj.PJSIP_TRANSPORT_TLS, config)

    def allow_only(self, addresses: Iterable[str]) -> None:
        """Requests from elsewhere end before anything is made for them; none: everybody may.

        Our own build can do it; with the package index's the front's rules still hold for INVITEs.
        """
        if hasattr(self.endpoint, "allowOnly"):
            text = " ".join(sorted(addresses))
            try:
                self.endpoint.allowOnly(text)
            except pj.Error as error:
                log.warning("the stack's front stays open: %s", error.reason)
                self.endpoint.allowOnly("")

    def credentials_to(self, addresses: Iterable[str]) -> None:
        """Answers to challenges go there and to where REGISTERs have gone, nowhere else.

        None: all that is forgotten. Our own build can do it.
        """
        if hasattr(self.endpoint, "credentialsTo"):
            self.endpoint.credentialsTo(" ".join(sorted(addresses)))

    def host_is(self, name: str, addresses: Iterable[str]) -> None:
        """A name's addresses; none: it has none. Our own build looks nothing up by itself."""
        if hasattr(self.endpoint, "hostIs"):
            self.endpoint.hostIs(name, " ".join(addresses))

    def take_wanted(self) -> Iterator[str]:
        """Names that something waits for, each once."""
        while self.endpoint.wanted:
            yield self.endpoint.wanted.popleft()

    def sound_from(self, address: str) -> None:
        """Sound goes out from that address of ours; empty: from any."""
        self.endpoint.family = "IP6" if ":" in address else "IP4"

    def _open(self, kind: int, config: pj.TransportConfig) -> int:
        try:
            return int(self.endpoint.transportCreate(kind, config))
        except pj.Error as error:
            raise StackError(error) from None

    def close_transport(self, transport_id: int) -> None:
        """Close a listener; a failure is logged."""
        try:
            self.endpoint.transportClose(transport_id)
        except pj.Error as error:
            log.warning("transport %d not closed: %s", transport_id, error.reason)

    def local_port(self, transport_id: int) -> int:
        """The port a transport is bound to."""
        address = str(self.endpoint.transportGetInfo(transport_id).localAddress)
        return int(address.rpartition(":")[2])

    def open_sound(self, frames: Frames) -> None:
        """A port on the conference bridge with ``frames`` behind it."""
        self.sound = SoundPort(frames, CLOCK_RATE_HZ, FRAME_MS)

    def open_native_sound(self, additions: Additions, rings: NativeRings) -> NativePort:
        """The same with a face of the stack's own between those rings."""
        self.sound = NativePort(additions, rings)
        return self.sound

    @property
    def sound_failure(self) -> str:
        """The newest exception of a frame callback, in words."""
        return self.sound.failure if self.sound is not None else ""

    def run_clock(self, on: bool) -> None:
        """Start or stop the bridge's clock. Stopped, an idle phone costs nothing.

        The bridge's operations wait for its clock: stop it only seconds after the last call.
        """
        if on is not self._clock_runs:
            self._clock_runs = on
            manager = self.endpoint.audDevManager()
            if on:
                manager.setNullDev()
            else:
                manager.setNoDev()

    def poll(self, timeout_ms: int) -> None:
        """Sleep until something comes, and handle it."""
        self.endpoint.libHandleEvents(timeout_ms)

    def write_log(self) -> None:
        """Pass the stack's own warnings on to logging, without whole numbers.

        One line of each: with a packet it cannot read it writes the whole packet below it.
        """
        refused = self.endpoint.refused
        while refused:
            log.info("%s", refused.popleft())
        lines = self._writer.lines
        while lines:
            level, text = lines.popleft()
            line = clean(text.strip().partition("\n")[0], LONGEST_LINE)
            stack_log.info("level %d: %s", level, _LONG_NUMBER.sub("***", line))

    def take_messages(self) -> Iterator[tuple[datetime, str]]:
        """The SIP messages since the last time, each once."""
        messages = self._writer.messages
        while messages:
            yield messages.popleft()

    def close(self) -> None:
        """Destroy the library. Every call and account must be gone already."""
        # The clock's thread may be inside the port just now: it ends before the port does.
        self.run_clock(False)
        self.sound = None
        gc.collect()
        self.endpoint.libDestroy()
        self.write_log()
        del self.endpoint


def _give_up_soon(options: pj.SockOptParams) -> None:
    """End a connection whose packets nobody acknowledges (RFC 5482), where the system can.

    After a sleep, or where a router has forgotten it, TCP would try for a quarter of an hour.
    """
    if sys.platform == "linux":
        option = pj.SockOpt()
        option.level, option.optName = socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT
        option.setOptValInt(UNACKNOWLEDGED_MS)
        options.sockOpts.append(option)


@contextlib.contextmanager
def _quiet_stdout() -> Iterator[None]:
    """The library prints a few lines before its log can be set up."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def system_ca_file() -> str:
    """The system's file of certificate authorities, or empty when it has none.

    On Windows there is none to name: Schannel believes the system's store, and refuses files.
    """
    if sys.platform == "win32":
        return ""
    known = ssl.get_default_verify_paths().cafile
    candidates = (
        known,
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
    )
    return next((path for path in candidates if path and os.path.isfile(path)), "")  # noqa: PTH113
