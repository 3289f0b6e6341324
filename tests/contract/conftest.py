"""Which stack is under the suite, and what holds on our own build only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.contract import certificates
from tests.contract.certificates import Certificates
from tests.contract.driver import build_in_use


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the package index's wheel the tests of what only our build can do are left out."""
    if build_in_use():
        return
    own = [item for item in items if item.get_closest_marker("own_stack")]
    if own:
        config.hook.pytest_deselected(items=own)
        items[:] = [item for item in items if item not in own]


@pytest.fixture(scope="session")
def expected_stack() -> str:
    """ "own" or "index" where the caller said which it is to be, else what is there."""
    return os.environ.get("SOFTPHONE_STACK") or ("own" if build_in_use() else "index")


@pytest.fixture(scope="session")
def made_certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates.make(Path(tmp_path_factory.mktemp("certificates")))
