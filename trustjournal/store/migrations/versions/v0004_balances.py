"""What is left of everyone's evidence, carried forward."""

import sqlalchemy as sa
from alembic import op

from trustjournal.store.types import Id

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables empty: the books are closed once the owner's zone is known."""
    op.create_table(
        "closing",
        sa.Column("at", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("half_life_days", sa.Float, nullable=False),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("rules", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "balance",
        sa.Column("customer_id", Id, primary_key=True),
        sa.Column("pieces", sa.Integer, nullable=False),
        sa.Column("sums", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "open_entry",
        sa.Column("customer_id", Id, primary_key=True),
        sa.Column("source_id", Id, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("fades_from", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
