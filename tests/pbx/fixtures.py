"""pytest fixtures for the real PBX. The root conftest loads them as a plugin."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.pbx.ami import Ami
from tests.pbx.config import PbxError
from tests.pbx.server import Pbx


@pytest.fixture(scope="session")
def running_pbx() -> Iterator[Pbx]:
    """The one Asterisk of this test run.

    A missing Asterisk is a failure, never a skip, except on systems it is not packaged for.
    """
    if not sys.platform.startswith("linux") and not os.environ.get("CI"):
        pytest.skip("the real PBX comes from Debian packages: Linux only")
    try:
        with Pbx() as server:
            yield server
    except PbxError as error:
        pytest.fail(f"no real PBX: {error}", pytrace=False)


@pytest.fixture
def pbx(running_pbx: Pbx) -> Pbx:
    """The real PBX, up again if the last test took it down."""
    running_pbx.start()
    return running_pbx


@pytest.fixture
def ami(pbx: Pbx) -> Iterator[Ami]:
    """A fresh connection to the manager interface; calls and queues are cleared afterwards."""
    with Ami(pbx.info) as connection:
        yield connection
    # The test may have restarted the PBX, so the old connection cannot be relied on.
    pbx.start()
    with Ami(pbx.info) as connection:
        connection.reset()
