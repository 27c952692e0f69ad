"""The records, who was present, and the history."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from trustjournal.store.types import Id

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the first tables of a journal."""
    _people()
    _touchpoints()
    _plans()
    op.create_table(
        "preferences",
        *_identity(),
        *_texts("owner", "business", "currency"),
        sa.Column("half_life_days", sa.Integer, nullable=False),
        sa.Column("bad_weight", sa.Float, nullable=False),
        sa.Column("default_cadence_days", sa.Integer, nullable=False),
    )
    op.create_table(
        "history",
        sa.Column("sequence", _COUNTER, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        *_texts("who", kind=sa.String),
        *_texts("label"),
        *_texts("action", kind=sa.String),
        sa.Column("target", _COUNTER),
        *_texts("traces"),
        sqlite_autoincrement=True,
    )
    op.create_index("history_target", "history", ["target"])


def _people() -> None:
    op.create_table(
        "customer",
        *_identity(),
        *_texts("name"),
        *_texts("kind", "stage", kind=sa.String),
        *_texts("company", "role", "phones", "emails", "addresses", "links", "dates"),
        *_texts("prefers", "loves", "avoids", "family", "tags", "note"),
        sa.Column("yearly_value", sa.BigInteger),
        _reference("referred_by", "customer", nullable=True),
        sa.Column("since", sa.Date),
        sa.Column("close_to_heart", sa.Boolean, nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
    )
    op.create_index("customer_referred_by", "customer", ["referred_by"])


def _touchpoints() -> None:
    op.create_table(
        "touchpoint",
        sa.Column("number", _COUNTER, primary_key=True),
        sa.Column("id", Id, unique=True, nullable=False),
        sa.Column("revision", Id, nullable=False),
        sa.Column("happened_at", sa.BigInteger, nullable=False),
        *_texts("zone", kind=sa.String),
        *_texts("customer_ids"),
        *_texts("channel", "began", "kind", kind=sa.String),
        sa.Column("feeling", sa.Integer),
        sa.Column("question", sa.String),
        sa.Column("duration_minutes", sa.Integer),
        *_texts("note"),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("resolved_at", sa.BigInteger),
    )
    op.create_index("touchpoint_happened_at", "touchpoint", ["happened_at", "id"])
    op.create_table(
        "presence",
        _reference("customer_id", "customer", primary_key=True),
        sa.Column("happened_at", sa.BigInteger, primary_key=True),
        _reference("touchpoint_id", "touchpoint", primary_key=True),
        *_texts("began", "kind", kind=sa.String),
        sa.Column("feeling", sa.Integer),
        sa.Column("question", sa.String),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("resolved_at", sa.BigInteger),
        sqlite_with_rowid=False,
    )
    op.create_index("presence_touchpoint", "presence", ["touchpoint_id"])


def _plans() -> None:
    op.create_table(
        "check_in",
        *_identity(),
        _reference("customer_id", "customer"),
        sa.Column("every_days", sa.Integer),
        sa.Column("due_on", sa.Date),
        sa.Column("snoozed_until", sa.Date),
        *_texts("about"),
    )
    op.create_index("check_in_customer", "check_in", ["customer_id"], unique=True)
    op.create_table(
        "gesture",
        *_identity(),
        _reference("customer_id", "customer"),
        *_texts("title"),
        *_texts("kind", "status", kind=sa.String),
        *_texts("occasion"),
        sa.Column("due_on", sa.Date),
        sa.Column("lead_days", sa.Integer, nullable=False),
        sa.Column("cost", sa.BigInteger),
        sa.Column("given_on", sa.Date),
        sa.Column("received", sa.Integer),
        *_texts("note"),
    )
    op.create_index("gesture_customer", "gesture", ["customer_id"])
    op.create_table(
        "promise",
        *_identity(),
        _reference("customer_id", "customer"),
        *_texts("text"),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("outcome", sa.String),
        sa.Column("settled_on", sa.Date),
        _reference("touchpoint_id", "touchpoint", nullable=True),
    )
    op.create_index("promise_customer", "promise", ["customer_id"])
    op.create_index("promise_touchpoint", "promise", ["touchpoint_id"])


def _identity() -> tuple[sa.Column[Any], sa.Column[Any]]:
    return sa.Column("id", Id, primary_key=True), sa.Column("revision", Id, nullable=False)


def _texts(*names: str, kind: Any = sa.Text) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def _reference(name: str, parent: str, **options: Any) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{parent}.id", deferrable=True, initially="DEFERRED")
    chosen: dict[str, Any] = {"nullable": False} | options
    return sa.Column(name, Id, key, **chosen)
