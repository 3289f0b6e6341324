"""Options of the engine process, and the reading of ``direct``."""

import ipaddress
from pathlib import Path

import msgspec

from softphone.engine.network.route import FindLocal, local_towards


class OptionError(ValueError):
    """An option cannot be used; the text says why."""


class EngineOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``direct`` and ``audio`` as in ``softphone.options.RunOptions``.

    ``log_dir`` None: no log file. ``rtp_port_base`` 0: a random range of 200 ports. ``find_local``
    tells which address of ours leads to a server's, or nothing.
    """

    direct: str = ""
    audio: str = ""
    log_dir: Path | None = None
    rtp_port_base: int = 0
    user_agent: str = "softphone/0.1"
    find_local: FindLocal = local_towards


def read_direct(text: str) -> tuple[str, int]:
    """``HOST:PORT`` with a loopback address. Raises ``OptionError``."""
    host, colon, port = text.rpartition(":")
    host = host.strip("[]")
    if not colon or not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise OptionError(f"direct mode needs HOST:PORT, for example 127.0.0.1:5070, not {text!r}")
    if host == "localhost":
        host = "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise OptionError(f"direct mode needs an address such as 127.0.0.1, not {host!r}") from None
    if not address.is_loopback:
        raise OptionError(
            f"direct mode takes calls from anybody: loopback addresses only, not {host}"
        )
    return host, int(port)


def is_loopback(address: str) -> bool:
    """Whether a packet's source is this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
