"""Who belongs together, own fields, saved filters, attachments, twins, and long changesets."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from trustjournal.store import search
from trustjournal.store.types import Id

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _key(name: str, target: str, *, nullable: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return sa.Column(name, Id, key, nullable=nullable)


def _record(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("id", Id, primary_key=True),
        sa.Column("revision", Id, nullable=False),
        *columns,
    )


def upgrade() -> None:
    """Add tables and a column, and let the search index know short beginnings."""
    search.renew(op.get_bind())
    op.add_column("customer", sa.Column("custom", sa.Text, nullable=False, server_default="[]"))
    _add_groups()
    _record(
        "custom_field",
        _text("title"),
        sa.Column("kind", sa.String, nullable=False),
        _text("choices"),
        sa.Column("place", sa.Integer, nullable=False),
    )
    _record(
        "saved_filter",
        _text("title"),
        _text("query"),
        sa.Column("place", sa.Integer, nullable=False),
    )
    _add_attachments()
    counter = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "history_piece",
        sa.Column("sequence", counter, sa.ForeignKey("history.sequence"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        _text("traces"),
        sqlite_with_rowid=False,
    )


def _add_groups() -> None:
    _record("membership", _key("customer_id", "customer"), _key("of_id", "customer"), _text("role"))
    op.create_index("membership_customer", "membership", ["customer_id", "of_id"], unique=True)
    op.create_index("membership_of", "membership", ["of_id"])
    _record("apart", _key("one_id", "customer"), _key("other_id", "customer"))
    op.create_index("apart_pair", "apart", ["one_id", "other_id"], unique=True)
    op.create_index("apart_other", "apart", ["other_id"])


def _add_attachments() -> None:
    _record(
        "attachment",
        _key("customer_id", "customer"),
        _text("name"),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("added_on", sa.Date, nullable=False),
        _key("touchpoint_id", "touchpoint", nullable=True),
        sa.Column("is_photo", sa.Boolean, nullable=False),
    )
    op.create_index("attachment_customer", "attachment", ["customer_id"])
    op.create_index("attachment_touchpoint", "attachment", ["touchpoint_id"])
    op.create_index("attachment_digest", "attachment", ["digest"])
    op.create_table(
        "content",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
