"""How fast the store is with many customers.

    python -m tests.bench.bench_store [--customers 1000000] [--folder DIR]

Prints one line per measurement. Without ``--folder`` the database is made anew and thrown away;
with it, a database that is there already is used again.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from softphone.domain.customer import Customer, Order, PopQuery, Tier
from softphone.domain.ticket import Priority, Ticket
from softphone.store import customers as customer_rows
from softphone.store.sql_store import SqlStore

BATCH = 5000
LOOK_UPS = 2000
SEARCHES = 30
SAVES = 200
START = datetime(2025, 1, 1, tzinfo=UTC)
SYLLABLES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def number_of(row: int) -> str:
    """The number of that customer."""
    return f"+86139{row:08}"


def fill(store: SqlStore, count: int) -> None:
    """Customers with one number and two orders each."""
    dice = random.Random(1)
    for start in range(0, count, BATCH):
        rows = range(start, min(count, start + BATCH))
        people = [
            Customer(
                id=f"C{row}",
                name="样例" + "".join(dice.choices(SYLLABLES, k=3)),
                tier=Tier.NORMAL,
                numbers=(number_of(row),),
                city="天津",
            )
            for row in rows
        ]
        orders = [
            Order(
                id=f"C{row}-{n}",
                customer_id=f"C{row}",
                placed_at=START + timedelta(minutes=row % 500_000, days=n),
                status="paid",
                summary="Sample goods",
                amount_minor=100 * row,
            )
            for row in rows
            for n in range(2)
        ]
        with store._writing() as connection:
            customer_rows.save_customers(connection, people)
            customer_rows.save_orders(connection, orders)


def measure(name: str, count: int, work: Callable[[int], object]) -> float:
    """Print median, 95th percentile and worst; the 95th percentile in milliseconds."""
    times = []
    for turn in range(count):
        start = time.perf_counter()
        work(turn)
        times.append((time.perf_counter() - start) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name}: median {statistics.median(times):.2f} ms, p95 {p95:.2f} ms, "
        f"worst {max(times):.2f} ms, {count} times"
    )
    return p95


def run(folder: Path, count: int) -> float:
    """All measurements; the 95th percentile of a look-up in milliseconds."""
    path = folder / "bench.db"
    store = SqlStore.open(path, now=now).store
    with store._reading() as connection:
        there = customer_rows.count(connection)
    if there < count:
        start = time.perf_counter()
        fill(store, count)
        print(f"filled with {count:,} customers in {time.perf_counter() - start:.1f} s")
    store.close()

    start = time.perf_counter()
    store = SqlStore.open(path, now=now).store
    size = path.stat().st_size / 2**20
    print(f"open, checked: {time.perf_counter() - start:.3f} s, {size:.0f} MB")

    dice = random.Random(2)

    def look_up(_: int) -> None:
        assert store.look_up(PopQuery(e164=number_of(dice.randrange(count)))).card is not None

    p95 = measure("look up by number", LOOK_UPS, look_up)
    measure("look up a stranger", LOOK_UPS, lambda n: store.look_up(PopQuery(e164=f"+1{n:010}")))
    measure(
        "search three syllables",
        SEARCHES,
        lambda _: store.search("".join(dice.choices(SYLLABLES, k=3))),
    )
    measure("search one syllable", SEARCHES, lambda _: store.search(dice.choice(SYLLABLES)))
    measure("search digits", SEARCHES, lambda _: store.search(str(dice.randrange(10**6, 10**7))))
    measure("search what is nowhere", 5, lambda _: store.search("嗯"))
    measure("save a ticket", SAVES, lambda n: store.save_ticket(_ticket(f"bench-{n}"), None))
    store.close()
    return p95


def _ticket(key: str) -> Ticket:
    return Ticket(
        id=key,
        contact_id=key,
        customer_id="C1",
        number=number_of(1),
        category_id="other",
        priority=Priority.ROUTINE,
        disposition_id="solved",
        notes="样例：客户询问退款进度，已说明。" * 4,
        promise="",
        promise_due=None,
        created_at=START,
        agent="bench",
    )


def main(argv: list[str]) -> int:
    """Exit code 0."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else ""
    )
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args(argv)
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        run(options.folder, options.customers)
    else:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder), options.customers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
