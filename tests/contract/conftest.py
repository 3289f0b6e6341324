"""Which stack is under the suite, and what holds on our own build only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.contract import certificates
from tests.contract.certificates import Certificates
from tests.contract.driver import build_in_use


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the package index's wheel the tests of what only our build can do are left out.

    On Windows itself those are too that need a server of TLS with a certificate in a file, which
    Schannel's cannot be; under Wine this system's own phone is that server.
    """
    out = [] if build_in_use() else [i for i in items if i.get_closest_marker("own_stack")]
    if sys.platform == "win32":
        out += [item for item in items if item.name.startswith("test_tls_")]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def expected_stack() -> str:
    """ "own" or "index" where the caller said which it is to be, else what is there."""
    return os.environ.get("SOFTPHONE_STACK") or ("own" if build_in_use() else "index")


@pytest.fixture(scope="session")
def made_certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates.make(Path(tmp_path_factory.mktemp("certificates")))
