"""What holds for every test: unexpected log lines fail it, and the real PBX is at hand."""

import logging
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.fonts import fetch as fonts
from tests.pbx.fetch import FetchError

# A test judges no speed: three at once on two cores make any step slow now and then.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("untimed")

# Widths and heights are judged with one set of fonts on every machine, and Qt reads it only once.
try:
    fonts.use()
except FetchError as error:
    raise pytest.UsageError(f"no fonts for the tests: {error}") from error

pytest_plugins = ["tests.pbx.fixtures", "tests.secret_service.fixtures"]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or error of ours in the log fails the test, unless it is marked as expected."""
    listener = _Listener()
    ours = logging.getLogger("softphone")
    ours.addHandler(listener)
    yield
    ours.removeHandler(listener)
    patterns = [m.args[0] for m in request.node.iter_markers("expects_log")]
    unexpected = [x for x in listener.lines if not any(re.search(p, x) for p in patterns)]
    assert not unexpected, "unexpected in the log:\n" + "\n".join(unexpected)
    unseen = [p for p in patterns if not any(re.search(p, x) for x in listener.lines)]
    assert not unseen, f"expected in the log but not seen: {unseen}"
