"""What was acknowledged is there, however the process ends."""

import random
import subprocess
import sys
from pathlib import Path

from softphone.store.sql_store import SqlStore
from tests.store.values import now, rows

KILLS = 20
ROOT = Path(__file__).resolve().parents[2]


def run_and_kill(path: Path, prefix: str, after: int) -> list[str]:
    """Let it acknowledge some tickets, kill it in the middle of the next ones."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.crash_writer", str(path), prefix],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        saved = [process.stdout.readline().strip() for _ in range(after)]
        # The writer does not wait for us: the kill falls anywhere in its next transactions.
        process.kill()
        rest = process.stdout.read().split("\n")
    # The last piece may be a line cut off in the middle; it was not acknowledged in full.
    return saved + rest[:-1]


def test_acknowledged_tickets_survive_kills(path: Path) -> None:
    dice = random.Random(random.randrange(1 << 30))
    SqlStore.open(path, now=now).store.close()
    acknowledged: list[str] = []
    for run in range(KILLS):
        acknowledged += run_and_kill(path, f"run{run}", dice.randrange(1, 12))
    again = SqlStore.open(path, now=now)
    assert again.set_aside is None
    again.store.close()

    tickets = {key for (key,) in rows(path, "SELECT id FROM tickets")}
    outbox = {key for (key,) in rows(path, "SELECT ticket_id FROM outbox")}
    customers = {key for (key,) in rows(path, "SELECT id FROM customers")}
    drafts = {key for (key,) in rows(path, "SELECT contact_id FROM drafts")}
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= tickets
    assert tickets == outbox == customers, "each transaction is whole or not there"
    assert not drafts & tickets
