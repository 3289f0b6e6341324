"""Engines and user agents of the tests; each test has its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.domain.registration import LineState
from tests.engine.harness import (
    EngineProcess,
    direct_configure,
    free_port,
    write_tone,
)
from tests.engine.sip_ua import Dialog, Ua, dialog

MICROPHONE_HZ = 700.0


class Direct:
    """An engine in direct mode whose microphone says 700 Hz, and a user agent beside it."""

    def __init__(self, engine: EngineProcess, ua: Ua, port: int, heard: Path) -> None:
        self.engine, self.ua, self.address, self.heard = engine, ua, ("127.0.0.1", port), heard


@pytest.fixture
def ua() -> Iterator[Ua]:
    made = Ua()
    yield made
    made.close()


@pytest.fixture
def direct(tmp_path: Path, ua: Ua) -> Iterator[Direct]:
    port = free_port()
    said, heard = tmp_path / "said.wav", tmp_path / "heard.wav"
    write_tone(said, MICROPHONE_HZ)
    engine = EngineProcess(f"127.0.0.1:{port}", f"file:{said},{heard}", tmp_path / "log")
    try:
        engine.send(direct_configure(f"127.0.0.1:{ua.port}"))
        engine.wait_line(LineState.DIRECT)
        yield Direct(engine, ua, port, heard)
    finally:
        code = engine.close()
    assert code == 0, engine.log()
    assert " ERROR " not in engine.log()


@pytest.fixture
def caller(direct: Direct) -> Iterator[Dialog]:
    with dialog(direct.ua, direct.address) as made:
        yield made
