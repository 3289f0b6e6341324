"""The second registrar of the tests: it comes up, is heard on loopback only, and leaves nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.processes import is_alive
from tests.pbx.kamailio import Kamailio
from tests.pbx.test_pbx import sockets_of

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Kamailio: Linux only"),
]


def test_it_starts_stops_and_starts_again_on_its_port() -> None:
    with Kamailio() as server:
        port = server.port
        assert server.answers()
        for hard in (False, True):
            server.stop(hard=hard)
            assert not server.answers()
            server.start()
            assert server.answers()
            assert server.port == port


def test_it_listens_on_loopback_only_and_leaves_nothing() -> None:
    with Kamailio() as server:
        assert server.pid is not None
        pids = [server.pid]
        pids += map(int, Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())
        found = {address for pid in pids for _, address, _, _ in sockets_of(pid)}
        assert found == {"0100007F"}
        folder = server.run
    assert not folder.exists()
    assert not [pid for pid in pids if is_alive(pid)]
