"""Withheld and masked numbers are nobody's.

Earlier versions kept what the PBX sends instead of a number (``anonymous``) as the number of
a customer, so that every withheld caller was taken for that customer.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WORDS = (
    "anonymous",
    "anonym",
    "unavailable",
    "unknown",
    "withheld",
    "restricted",
    "private",
    "匿名",
    "未知",
    "号码保密",
    "號碼保密",
)
_IN = ", ".join(f"'{word}'" for word in _WORDS)


def upgrade() -> None:
    """Forget them; the customers themselves stay."""
    run = op.execute
    run(
        sa.text(
            f"DELETE FROM customer_numbers WHERE lower(e164) IN ({_IN})"  # noqa: S608
            " OR (e164 GLOB '*[0-9]*' AND (e164 GLOB '*[xX][xX]*' OR e164 GLOB '*[*][*][*]*'))"
        )
    )
    for table in ("contacts", "tickets"):
        run(sa.text(f"UPDATE {table} SET number = '' WHERE lower(number) IN ({_IN})"))  # noqa: S608
    run(sa.text(f"UPDATE contacts SET name = '' WHERE lower(name) IN ({_IN})"))  # noqa: S608
    for table, column, path in (
        ("drafts", "draft", "$.number"),
        ("calls", "call", "$.caller.number"),
        ("calls", "call", "$.caller.name"),
    ):
        run(
            sa.text(
                f"UPDATE {table} SET {column} = json_set({column}, '{path}', '')"  # noqa: S608
                f" WHERE json_valid({column})"
                f" AND lower(json_extract({column}, '{path}')) IN ({_IN})"
            )
        )
