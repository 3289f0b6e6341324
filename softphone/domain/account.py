"""The SIP account and which INVITEs may ring: values that configuration and engine share."""

from enum import StrEnum
from typing import Annotated

import msgspec


class Transport(StrEnum):
    """SIP transport of the account."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Srtp(StrEnum):
    """Encryption of the sound (RFC 3711, keys by RFC 4568)."""

    OFF = "off"
    OPTIONAL = "optional"
    """Offered and taken; a far end without it is still talked to."""
    MANDATORY = "mandatory"
    """A call that cannot be encrypted does not come about."""


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agent's SIP account; the password travels in ``Configure`` alone.

    ``server`` is a host or address, ``port`` 0 means the transport's default. ``expires_s`` is the
    asked registration interval in seconds. ``ca_file`` (PEM) is what TLS believes instead of the
    system's store of authorities; empty: the system's. ``backup_servers`` (``host[:port]``) are
    tried in their order when ``server`` does not answer.
    """

    server: str
    user: str
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    auth_user: str = ""
    display_name: str = ""
    transport: Transport = Transport.UDP
    expires_s: Annotated[int, msgspec.Meta(ge=1, le=86400)] = 120
    ca_file: str = ""
    backup_servers: tuple[str, ...] = ()
    srtp: Srtp = Srtp.OPTIONAL


class FrontRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which INVITEs may ring at all (docs/sip.md, "The front").

    ``only_registrar``: those of the registrar, of its route set (RFC 3608) and of ``also_from``
    (names or addresses). ``most_ringing`` calls ring at a time and at most ``invites_in_5_s``
    within five seconds; the rest gets 486. ``largest_invite`` in bytes, at most 65535 (a
    datagram's limit); a larger one gets 513.
    """

    only_registrar: bool = True
    also_from: tuple[str, ...] = ()
    most_ringing: Annotated[int, msgspec.Meta(ge=0, le=100)] = 3
    invites_in_5_s: Annotated[int, msgspec.Meta(ge=0, le=1000000)] = 10
    largest_invite: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 32000
