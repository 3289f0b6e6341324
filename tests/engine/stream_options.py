"""Connects a stack of its own over ``tcp`` or ``tls`` and prints what its sockets are set to.

``python -m tests.engine.stream_options tcp``: the TCP_USER_TIMEOUT of each, in ms.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from pathlib import Path

from softphone.domain.account import Account, Transport
from softphone.domain.messages import Configure
from softphone.engine.network.route import find_route
from softphone.engine.network.servers import Server
from softphone.engine.pj.endpoint import Stack
from softphone.engine.pj.registrar import Registrar


def main(transport: Transport) -> None:
    """Register at a listener that says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        stack = Stack("test")
        registrar = Registrar(stack, stack.open_udp("127.0.0.1"), 20_000, lambda value: None)
        stack.start()
        account = Account(server="127.0.0.1", port=port, user="1001", transport=transport)
        configure = Configure(account=account, password="secret")
        server = Server(
            host="127.0.0.1",
            port=port,
            domain="127.0.0.1",
            authority=f"127.0.0.1:{port}",
            route=find_route("127.0.0.1"),
        )
        registrar.send_register(configure, server, 60)
        found: list[int] = []
        end = time.monotonic() + 20
        while not found and time.monotonic() < end:
            stack.poll(50)
            found = options(port)
        print(*found)
        registrar.close_account()
        stack.close()


def options(port: int) -> list[int]:
    """Of every connection of ours to that port."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as one:
            if one.type == socket.SOCK_STREAM and one.getpeername()[1] == port:
                found.append(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT))
    return found


if __name__ == "__main__":
    main(Transport(sys.argv[1]))
