"""The full-text index over the notes of touchpoints."""

from alembic import op

from trustjournal.store import search

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index and fill it from the touchpoints that are there."""
    search.create(op.get_bind())
