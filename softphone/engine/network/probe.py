"""Asks a server whether it is there: one OPTIONS (RFC 3261 section 11), any answer will do.

Not through the stack: its account points at another server while this one is asked.
"""

import contextlib
import secrets
import socket
import ssl

from softphone.domain.account import Transport

LIMIT_S = 2.0


def answers(host: str, port: int, transport: Transport, limit_s: float = LIMIT_S) -> bool:
    """Whether anything SIP comes back within that time. Blocks; for a thread of its own."""
    try:
        with _connected(host.strip("[]"), port, transport, limit_s) as connection:
            connection.settimeout(limit_s)
            connection.sendall(_options(host, port, transport, connection))
            return connection.recv(2048).startswith(b"SIP/2.0 ")
    except (OSError, ValueError):
        return False


def _connected(host: str, port: int, transport: Transport, limit_s: float) -> socket.socket:
    if transport is Transport.UDP:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        datagrams = socket.socket(family, kind)
        with contextlib.ExitStack() as undo:
            undo.callback(datagrams.close)
            datagrams.connect(address)
            undo.pop_all()
        return datagrams
    stream = socket.create_connection((host, port), limit_s)
    if transport is Transport.TCP:
        return stream
    # Nothing secret is sent, and the certificate is checked when the phone registers.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with contextlib.ExitStack() as undo:
        undo.callback(stream.close)
        encrypted = context.wrap_socket(stream)
        undo.pop_all()
    return encrypted


def _options(host: str, port: int, transport: Transport, connection: socket.socket) -> bytes:
    ours, our_port = connection.getsockname()[:2]
    me = f"[{ours}]:{our_port}" if ":" in ours else f"{ours}:{our_port}"
    there = f"[{host.strip('[]')}]" if ":" in host else host
    mark = secrets.token_hex(8)
    return (
        f"OPTIONS sip:{there}:{port} SIP/2.0\r\n"
        f"Via: SIP/2.0/{transport.name} {me};branch=z9hG4bK{mark};rport\r\n"
        f"From: <sip:probe@{me}>;tag={mark}\r\n"
        f"To: <sip:{there}:{port}>\r\n"
        f"Call-ID: {mark}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n"
    ).encode("ascii")
