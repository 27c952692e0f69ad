"""Cadence by stage, promises and gestures of both sides, feedback, recovery, reviews, evenings."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from trustjournal.store.types import Id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _word(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String, nullable=False, server_default=default)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=default)


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
    """Add what planning and tending need to know."""
    for table, columns in _columns().items():
        for column in columns:
            op.add_column(table, column)
    _index_what_waits()
    _add_rules()
    _add_feedback()
    _add_looking_back()


def _columns() -> dict[str, tuple[sa.Column[Any], ...]]:
    money = sa.BigInteger
    return {
        "customer": (
            _text("gift_policy"),
            sa.Column("gift_limit", money),
            sa.Column("gift_budget", money),
        ),
        "touchpoint": (sa.Column("amount", money), sa.Column("answer_due_on", sa.Date)),
        "check_in": (
            _text("snooze_words"),
            sa.Column("is_ask", sa.Boolean, nullable=False, server_default=sa.false()),
        ),
        "gesture": (_word("by", "us"), sa.Column("worth", money), _text("text")),
        "promise": (
            _word("by", "us"),
            sa.Column("told_first", sa.Boolean),
            _text("delivered"),
            sa.Column("gap", sa.String),
            _text("fix"),
            sa.Column("fixed_on", sa.Date),
        ),
        "tag_rule": (sa.Column("every_days", sa.Integer),),
        "preferences": (
            _number("check_ins_a_day", "5"),
            sa.Column("value_exponent", sa.Float, nullable=False, server_default="0.5"),
            _number("answer_hours", "0"),
            sa.Column("opens_at", sa.Time, nullable=False, server_default="09:00:00.000000"),
            sa.Column("closes_at", sa.Time, nullable=False, server_default="18:00:00.000000"),
            sa.Column("workdays", sa.Text, nullable=False, server_default="[0,1,2,3,4]"),
            _text("country"),
            _text("region"),
            sa.Column("gift_budget", money),
            sa.Column("gift_tax_cap", money),
            sa.Column("loss_reasons", sa.Text, nullable=False, server_default="[]"),
        ),
    }


def _index_what_waits() -> None:
    for name, column, where in (
        ("touchpoint_waiting", "began", "kind = 'enquiry' AND answered_at IS NULL"),
        ("touchpoint_open", "happened_at", "kind = 'complaint' AND resolved_at IS NULL"),
        ("touchpoint_paid", "amount", "amount IS NOT NULL"),
    ):
        condition = sa.text(where)
        op.create_index(
            name, "touchpoint", [column], sqlite_where=condition, postgresql_where=condition
        )


def _add_rules() -> None:
    _record(
        "stage_rule",
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("longest_gap_days", sa.Integer),
        sa.Column("every_days", sa.Integer),
    )
    op.create_index("stage_rule_stage", "stage_rule", ["stage"], unique=True)


def _add_feedback() -> None:
    _record(
        "wish",
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("done", sa.Text, nullable=False),
        sa.Column("moved_on", sa.Date),
    )
    _record(
        "feedback",
        _key("customer_id", "customer", nullable=True),
        sa.Column("heard_on", sa.Date, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("rating", sa.Float),
        sa.Column("best", sa.Integer),
        _key("wish_id", "wish", nullable=True),
        sa.Column("told_on", sa.Date),
    )
    op.create_index("feedback_customer", "feedback", ["customer_id"])
    op.create_index("feedback_wish", "feedback", ["wish_id"])
    _record(
        "recovery",
        _key("customer_id", "customer"),
        sa.Column("noticed_at", sa.BigInteger, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        _key("touchpoint_id", "touchpoint", nullable=True),
        *(
            sa.Column(name, sa.Date)
            for name in (
                *("next_on", "heard_on", "owned_on", "fix_by"),
                *("fixed_on", "checked_on", "ended_on"),
            )
        ),
    )
    op.create_index("recovery_customer", "recovery", ["customer_id"])
    op.create_index("recovery_touchpoint", "recovery", ["touchpoint_id"])


def _add_looking_back() -> None:
    _record(
        "review",
        _key("customer_id", "customer"),
        sa.Column("lost_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("turned_on", sa.Date),
        sa.Column("turned_id", Id),
        sa.Column("lesson", sa.Text, nullable=False),
        sa.Column("win_back_on", sa.Date),
        sa.Column("won_back_on", sa.Date),
    )
    op.create_index("review_customer", "review", ["customer_id"])
    _record(
        "evening",
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("finished_at", sa.BigInteger),
    )
    op.create_index("evening_on", "evening", ["on"], unique=True)
    _record(
        "template",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "subject", "text")),
    )
