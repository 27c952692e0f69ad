"""Needs and fairness, how long someone may be silent, when they were lost."""

import sqlalchemy as sa
from alembic import op

from trustjournal.store.types import Id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is known about needs, and the rules about silence and asking."""
    op.add_column("customer", sa.Column("lost_on", sa.Date))
    op.add_column("customer", sa.Column("longest_gap_days", sa.Integer))
    no_ask = sa.Column("no_ask_days", sa.Integer, nullable=False, server_default="30")
    op.add_column("preferences", no_ask)
    op.create_table(
        "answer",
        sa.Column("id", Id, primary_key=True),
        sa.Column("revision", Id, nullable=False),
        sa.Column(
            "customer_id",
            Id,
            sa.ForeignKey("customer.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column("topic", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("answered_at", sa.BigInteger, nullable=False),
        sa.Column("fair", sa.Boolean),
        sa.Column("done", sa.Text, nullable=False),
    )
    op.create_index("answer_customer", "answer", ["customer_id"])
    op.create_table(
        "tag_rule",
        sa.Column("id", Id, primary_key=True),
        sa.Column("revision", Id, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("longest_gap_days", sa.Integer),
    )
    op.create_index("tag_rule_tag", "tag_rule", ["tag"], unique=True)
