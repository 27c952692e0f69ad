"""The tables of a journal: one per record type with the same fields, and others beside them.

`presence` and `touchpoint_search` are indexes over touchpoints that the writer keeps and
that can be rebuilt from them; `closing`, `balance` and `open_entry` carry forward what records
say about trust, and can be made anew as well; `history` holds what each changeset replaced.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    and_,
)

from trustjournal.domain import choices, records
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.store.types import Id, Instant, Money, Packed, Word

VERSIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = VERSIONS[-1]
APPLICATION_ID = 0x54724A6C

metadata = MetaData()
_COUNTER = BigInteger().with_variant(Integer, "sqlite")


def _record(name: str, *columns: Column[Any] | Index, numbered: bool = False) -> Table:
    keys: list[Column[Any]] = [
        Column("id", Id, primary_key=not numbered, unique=numbered or None, nullable=False)
    ]
    if numbered:
        keys.insert(0, Column("number", _COUNTER, primary_key=True))
    return Table(
        name,
        metadata,
        *keys,
        Column("revision", Id, nullable=False),
        *columns,
    )


def _id(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Id, key, nullable=nullable)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, default="")


def _packed(name: str, shape: object) -> Column[Any]:
    return Column(name, Packed(shape), nullable=False)


customer = _record(
    "customer",
    _text("name"),
    Column("kind", Word(choices.CustomerKind), nullable=False),
    Column("stage", Word(choices.Stage), nullable=False),
    _text("company"),
    _text("role"),
    _packed("phones", tuple[records.Labelled, ...]),
    _packed("emails", tuple[records.Labelled, ...]),
    _packed("addresses", tuple[records.Address, ...]),
    _packed("links", tuple[records.Labelled, ...]),
    _packed("dates", tuple[records.ImportantDate, ...]),
    _text("prefers"),
    _text("loves"),
    _text("avoids"),
    _text("family"),
    _packed("tags", tuple[str, ...]),
    _text("note"),
    Column("yearly_value", Money),
    _id("referred_by", "customer", nullable=True),
    Column("since", Date),
    Column("close_to_heart", Boolean, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("lost_on", Date),
    Column("longest_gap_days", Integer),
    _text("gift_policy"),
    Column("gift_limit", Money),
    Column("gift_budget", Money),
    Index("customer_referred_by", "referred_by"),
)

# The search index points at `number`: a rowid without a name may change when the file is packed.
touchpoint = _record(
    "touchpoint",
    Column("happened_at", Instant, nullable=False),
    Column("zone", String, nullable=False),
    Column("customer_ids", Packed(tuple[records.UUID, ...]), nullable=False),
    Column("channel", Word(choices.Channel), nullable=False),
    Column("began", Word(choices.Began), nullable=False),
    Column("kind", Word(choices.Kind), nullable=False),
    Column("feeling", Integer),
    Column("question", Word(choices.Question)),
    Column("duration_minutes", Integer),
    _text("note"),
    Column("answered_at", Instant),
    Column("resolved_at", Instant),
    Column("amount", Money),
    Column("answer_due_on", Date),
    Index("touchpoint_happened_at", "happened_at", "id"),
    numbered=True,
)
# What waits is asked for at every look at Today, and is a few rows among a million. SQLite alone
# has it partial: a word for another database loads its dialect at every start.
_waits = and_(touchpoint.c.kind == choices.Kind.ENQUIRY, touchpoint.c.answered_at.is_(None))
Index("touchpoint_waiting", touchpoint.c.began, sqlite_where=_waits)
_open = and_(touchpoint.c.kind == choices.Kind.COMPLAINT, touchpoint.c.resolved_at.is_(None))
Index("touchpoint_open", touchpoint.c.happened_at, sqlite_where=_open)
_paid = touchpoint.c.amount.is_not(None)
Index("touchpoint_paid", touchpoint.c.amount, sqlite_where=_paid)

check_in = _record(
    "check_in",
    _id("customer_id", "customer"),
    Column("every_days", Integer),
    Column("due_on", Date),
    Column("snoozed_until", Date),
    _text("about"),
    _text("snooze_words"),
    Column("is_ask", Boolean, nullable=False),
    Index("check_in_customer", "customer_id", unique=True),
)

gesture = _record(
    "gesture",
    _id("customer_id", "customer"),
    _text("title"),
    Column("kind", Word(choices.GestureKind), nullable=False),
    Column("status", Word(choices.GestureStatus), nullable=False),
    _text("occasion"),
    Column("due_on", Date),
    Column("lead_days", Integer, nullable=False),
    Column("cost", Money),
    Column("given_on", Date),
    Column("received", Integer),
    _text("note"),
    Column("by", Word(choices.Side), nullable=False),
    Column("worth", Money),
    _text("text"),
    Index("gesture_customer", "customer_id"),
)

promise = _record(
    "promise",
    _id("customer_id", "customer"),
    _text("text"),
    Column("made_on", Date, nullable=False),
    Column("due_on", Date),
    Column("outcome", Word(choices.PromiseOutcome)),
    Column("settled_on", Date),
    _id("touchpoint_id", "touchpoint", nullable=True),
    Column("by", Word(choices.Side), nullable=False),
    Column("told_first", Boolean),
    _text("delivered"),
    Column("gap", Word(choices.Cause)),
    _text("fix"),
    Column("fixed_on", Date),
    Index("promise_customer", "customer_id"),
    Index("promise_touchpoint", "touchpoint_id"),
)

answer = _record(
    "answer",
    _id("customer_id", "customer"),
    Column("topic", Word(choices.Topic), nullable=False),
    _text("text"),
    Column("answered_at", Instant, nullable=False),
    Column("fair", Boolean),
    _text("done"),
    Index("answer_customer", "customer_id"),
)

tag_rule = _record(
    "tag_rule",
    _text("tag"),
    Column("longest_gap_days", Integer),
    Column("every_days", Integer),
    Index("tag_rule_tag", "tag", unique=True),
)

stage_rule = _record(
    "stage_rule",
    Column("stage", Word(DepthStage), nullable=False),
    Column("longest_gap_days", Integer),
    Column("every_days", Integer),
    Index("stage_rule_stage", "stage", unique=True),
)

wish = _record(
    "wish",
    _text("title"),
    Column("status", Word(choices.WishStatus), nullable=False),
    _text("done"),
    Column("moved_on", Date),
)

feedback = _record(
    "feedback",
    _id("customer_id", "customer", nullable=True),
    Column("heard_on", Date, nullable=False),
    Column("source", Word(choices.FeedbackSource), nullable=False),
    _text("text"),
    _text("author"),
    _text("link"),
    Column("rating", Float),
    Column("best", Integer),
    _id("wish_id", "wish", nullable=True),
    Column("told_on", Date),
    Index("feedback_customer", "customer_id"),
    Index("feedback_wish", "wish_id"),
)

recovery = _record(
    "recovery",
    _id("customer_id", "customer"),
    Column("noticed_at", Instant, nullable=False),
    _text("about"),
    _id("touchpoint_id", "touchpoint", nullable=True),
    Column("next_on", Date),
    Column("heard_on", Date),
    Column("owned_on", Date),
    Column("fix_by", Date),
    Column("fixed_on", Date),
    Column("checked_on", Date),
    Column("ended_on", Date),
    Index("recovery_customer", "customer_id"),
    Index("recovery_touchpoint", "touchpoint_id"),
)

# What it turned on may have been deleted since, so no key refers to it.
review = _record(
    "review",
    _id("customer_id", "customer"),
    Column("lost_on", Date, nullable=False),
    _text("reason"),
    Column("turned_on", Date),
    Column("turned_id", Id),
    _text("lesson"),
    Column("win_back_on", Date),
    Column("won_back_on", Date),
    Index("review_customer", "customer_id"),
)

evening = _record(
    "evening",
    Column("on", Date, nullable=False),
    _text("text"),
    Column("finished_at", Instant),
    Index("evening_on", "on", unique=True),
)

template = _record("template", _text("title"), _text("subject"), _text("text"))

preferences = _record(
    "preferences",
    _text("owner"),
    _text("business"),
    _text("currency"),
    Column("half_life_days", Integer, nullable=False),
    Column("bad_weight", Float, nullable=False),
    Column("default_cadence_days", Integer, nullable=False),
    Column("no_ask_days", Integer, nullable=False),
    Column("check_ins_a_day", Integer, nullable=False),
    Column("value_exponent", Float, nullable=False),
    Column("answer_hours", Integer, nullable=False),
    Column("opens_at", Time, nullable=False),
    Column("closes_at", Time, nullable=False),
    _packed("workdays", tuple[int, ...]),
    _text("country"),
    _text("region"),
    Column("gift_budget", Money),
    Column("gift_tax_cap", Money),
    _packed("loss_reasons", tuple[str, ...]),
)

RECORD_TABLES: dict[type[records.Record], Table] = {
    records.Customer: customer,
    records.Touchpoint: touchpoint,
    records.CheckIn: check_in,
    records.Gesture: gesture,
    records.Promise: promise,
    records.Answer: answer,
    records.TagRule: tag_rule,
    records.StageRule: stage_rule,
    records.Wish: wish,
    records.Feedback: feedback,
    records.Recovery: recovery,
    records.Review: review,
    records.Evening: evening,
    records.Template: template,
    records.Preferences: preferences,
}

# Who was there, in the order that every question about one customer asks for; it covers last
# contact and depth without a look at the touchpoint itself.
presence = Table(
    "presence",
    metadata,
    Column(
        "customer_id",
        Id,
        ForeignKey("customer.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    Column("happened_at", Instant, primary_key=True),
    Column(
        "touchpoint_id",
        Id,
        ForeignKey("touchpoint.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    Column("began", Word(choices.Began), nullable=False),
    Column("kind", Word(choices.Kind), nullable=False),
    Column("feeling", Integer),
    Column("question", Word(choices.Question)),
    Column("answered_at", Instant),
    Column("resolved_at", Instant),
    Index("presence_touchpoint", "touchpoint_id"),
    sqlite_with_rowid=False,
)

# What these three hold is said in `store.balances`. No key refers to a record: they are derived,
# and may be emptied or be behind without a fault in the journal.
closing = Table(
    "closing",
    metadata,
    Column("at", Instant, primary_key=True, autoincrement=False),
    Column("half_life_days", Float, nullable=False),
    Column("zone", String, nullable=False),
    Column("rules", BigInteger, nullable=False),
)
balance = Table(
    "balance",
    metadata,
    Column("customer_id", Id, primary_key=True),
    Column("pieces", Integer, nullable=False),
    Column("sums", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
open_entry = Table(
    "open_entry",
    metadata,
    Column("customer_id", Id, primary_key=True),
    Column("source_id", Id, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("weight", Float, nullable=False),
    Column("at", Instant, nullable=False),
    Column("fades_from", Instant, nullable=False),
    sqlite_with_rowid=False,
)

# `action` is do, undo or redo; `target` is the row that an undo or redo took back.
history = Table(
    "history",
    metadata,
    Column("sequence", _COUNTER, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("who", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("target", _COUNTER),
    Column("traces", Text, nullable=False),
    Index("history_target", "target"),
    sqlite_autoincrement=True,
)
