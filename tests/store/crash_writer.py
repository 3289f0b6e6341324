"""Saves tickets for ever and says each one once it is saved; to be killed at any moment."""

import sys
from pathlib import Path

from softphone.store.sql_store import SqlStore
from tests.store.values import customer, draft, now, ticket


def main() -> None:
    """``crash_writer DATABASE PREFIX``."""
    opened = SqlStore.open(Path(sys.argv[1]), now=now)
    print("aside" if opened.set_aside else "open", flush=True)
    number = 0
    while True:
        number += 1
        key = f"{sys.argv[2]}-{number}"
        opened.store.save_draft(draft(key))
        opened.store.save_ticket(
            ticket(key, contact_id=key, customer_id=key, notes="样例 " * 50),
            # Somebody of the same name and number would be taken for the same customer.
            customer(key, name=f"样例客户 {key}"),
        )
        print(key, flush=True)


if __name__ == "__main__":
    main()
