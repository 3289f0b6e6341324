"""How calls sounded."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "call_quality",
        sa.Column("call_id", sa.Text, primary_key=True, nullable=False),
        sa.Column("contact_id", sa.Text, nullable=False),
        sa.Column("codec", sa.Text, nullable=False),
        sa.Column("mos_min", sa.Float, nullable=False),
        sa.Column("mos_avg", sa.Float, nullable=False),
        sa.Column("loss_in", sa.Float, nullable=False),
        sa.Column("loss_out", sa.Float),
        sa.Column("jitter_p95_ms", sa.Float, nullable=False),
        sa.Column("round_trip_ms", sa.Float),
        sa.Column("samples", sa.Text, nullable=False),
    )
    op.create_index("ix_call_quality_contact_id", "call_quality", ["contact_id"])
