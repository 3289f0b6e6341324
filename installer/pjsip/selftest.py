"""What a build of the stack must carry; run by the Python that it is for, in a process of its own.

    python -m installer.pjsip.selftest FOLDER     FOLDER holds the package pjsua2

Prints one JSON object: what the stack can do. Exit code 1, and a line on stderr for each thing that
is missing, when it is less than ours has to carry.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

CODECS = ("opus/48000", "G722/16000", "PCMA/8000", "PCMU/8000", "G729/8000", "speex/16000")
SRTP = ("AES_CM_128_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_80")
SRTP_GCM = ("AEAD_AES_128_GCM", "AEAD_AES_256_GCM")
BRIDGE_HZ = 16_000
OTHER_HZ = (8_000, 48_000)


def examine(pj: Any) -> dict[str, Any]:
    """Start the stack, ask what it can do, end it."""
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.medConfig.clockRate = BRIDGE_HZ
    config.medConfig.audioFramePtime = 10
    endpoint.libInit(config)
    endpoint.audDevManager().setNullDev()
    endpoint.libStart()
    found = {
        "version": str(endpoint.libVersion().full),
        "build": str(getattr(pj, "SOFTPHONE_BUILD", "")),
        "face": hasattr(pj, "SoundFace") and hasattr(pj, "SoundPulse"),
        "front": hasattr(pj.Endpoint, "credentialsTo"),
        "codecs": sorted(str(codec.codecId) for codec in endpoint.codecEnum2()),
        "srtp": sorted(str(name) for name in endpoint.srtpCryptoEnum()),
        "transports": [
            name for name in ("udp", "udp6", "tcp", "tls") if _opens(pj, endpoint, name)
        ],
        "resamples": [rate for rate in OTHER_HZ if _resamples(pj, rate)],
    }
    endpoint.libDestroy()
    return found


def _opens(pj: Any, endpoint: Any, name: str) -> bool:
    kinds = {
        "udp": (pj.PJSIP_TRANSPORT_UDP, "127.0.0.1"),
        "udp6": (pj.PJSIP_TRANSPORT_UDP6, "::1"),
        "tcp": (pj.PJSIP_TRANSPORT_TCP, "127.0.0.1"),
        "tls": (pj.PJSIP_TRANSPORT_TLS, "127.0.0.1"),
    }
    config = pj.TransportConfig()
    kind, config.boundAddress = kinds[name]
    try:
        endpoint.transportCreate(kind, config)
    except pj.Error:
        return False
    return True


def _resamples(pj: Any, rate_hz: int) -> bool:
    """Whether a port of another rate may be put on the bridge."""
    shape = pj.MediaFormatAudio()
    shape.type = pj.PJMEDIA_TYPE_AUDIO
    shape.clockRate, shape.channelCount, shape.bitsPerSample = rate_hz, 1, 16
    shape.frameTimeUsec = 10_000
    port = pj.AudioMediaPort()
    try:
        port.createPort("trial", shape)
    except pj.Error:
        return False
    return True


def lacking(found: dict[str, Any], *, gcm: bool, ipv6: bool) -> list[str]:
    """What a build of ours must have and this one has not, in words.

    ``gcm``: AES-GCM for SRTP is asked for. ``ipv6``: so is IPv6 (the machine has it).
    """
    names = {codec.rpartition("/")[0].lower() for codec in found["codecs"]}
    missing = [f"codec {name}" for name in CODECS if name.lower() not in names]
    wanted = (*SRTP, *SRTP_GCM) if gcm else SRTP
    missing += [f"SRTP with {name}" for name in wanted if name not in found["srtp"]]
    transports = ("udp", "udp6", "tcp", "tls") if ipv6 else ("udp", "tcp", "tls")
    missing += [f"transport {name}" for name in transports if name not in found["transports"]]
    missing += [f"resampling to {rate} Hz" for rate in OTHER_HZ if rate not in found["resamples"]]
    if not found["face"]:
        missing.append("sound without Python")
    if not found["front"]:
        missing.append("credentials to the registrar only")
    if not found["build"]:
        missing.append("the name of the build")
    return missing


def _machine_has_ipv6() -> bool:
    import socket

    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def main(folder: str) -> int:
    """Examine the package in ``folder``; the exit code."""
    sys.path.insert(0, folder)
    import pjsua2

    found_at = str(Path(pjsua2.__file__).resolve())
    if not found_at.startswith(str(Path(folder).resolve())):
        print(f"another pjsua2 is in the way: {pjsua2.__file__}", file=sys.stderr)
        return 1
    found = examine(pjsua2)
    print(json.dumps(found))
    missing = lacking(found, gcm=sys.platform != "win32", ipv6=_machine_has_ipv6())
    for name in missing:
        print(f"the built stack lacks {name}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
