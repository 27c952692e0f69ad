"""The tables of a journal: one per record type with the same fields, and others beside them.

`presence` and `touchpoint_search` are indexes over touchpoints that the writer keeps and
that can be rebuilt from them; `closing`, `balance` and `open_entry` carry forward what records
say about trust, and can be made anew as well; `history` holds what each changeset replaced; `draft`
holds what is being typed and not saved yet.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
)

from trustjournal.domain import choices, organising, records
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.store import organising_tables as organised
from trustjournal.store.columns import COUNTER, id_of, metadata, packed, record, text
from trustjournal.store.types import Day, Hour, Id, Instant, Money, Packed, Word

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
HEAD = VERSIONS[-1]
APPLICATION_ID = 0x54724A6C

customer = record(
    "customer",
    text("name"),
    Column("kind", Word(choices.CustomerKind), nullable=False),
    Column("stage", Word(choices.Stage), nullable=False),
    text("company"),
    text("role"),
    packed("phones", tuple[records.Labelled, ...]),
    packed("emails", tuple[records.Labelled, ...]),
    packed("addresses", tuple[records.Address, ...]),
    packed("links", tuple[records.Labelled, ...]),
    packed("dates", tuple[records.ImportantDate, ...]),
    text("prefers"),
    text("loves"),
    text("avoids"),
    text("family"),
    packed("tags", tuple[str, ...]),
    text("note"),
    Column("yearly_value", Money),
    id_of("referred_by", "customer", nullable=True),
    Column("since", Day),
    Column("close_to_heart", Boolean, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("lost_on", Day),
    Column("longest_gap_days", Integer),
    text("gift_policy"),
    Column("gift_limit", Money),
    Column("gift_budget", Money),
    packed("custom", tuple[records.CustomValue, ...]),
    Index("customer_referred_by", "referred_by"),
)

# The search index points at `number`: a rowid without a name may change when the file is packed.
touchpoint = record(
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
    text("note"),
    Column("answered_at", Instant),
    Column("resolved_at", Instant),
    Column("amount", Money),
    Column("answer_due_on", Day),
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

check_in = record(
    "check_in",
    id_of("customer_id", "customer"),
    Column("every_days", Integer),
    Column("due_on", Day),
    Column("snoozed_until", Day),
    text("about"),
    text("snooze_words"),
    Column("is_ask", Boolean, nullable=False),
    Index("check_in_customer", "customer_id", unique=True),
)

gesture = record(
    "gesture",
    id_of("customer_id", "customer"),
    text("title"),
    Column("kind", Word(choices.GestureKind), nullable=False),
    Column("status", Word(choices.GestureStatus), nullable=False),
    text("occasion"),
    Column("due_on", Day),
    Column("lead_days", Integer, nullable=False),
    Column("cost", Money),
    Column("given_on", Day),
    Column("received", Integer),
    text("note"),
    Column("by", Word(choices.Side), nullable=False),
    Column("worth", Money),
    text("text"),
    Index("gesture_customer", "customer_id"),
)

promise = record(
    "promise",
    id_of("customer_id", "customer"),
    text("text"),
    Column("made_on", Day, nullable=False),
    Column("due_on", Day),
    Column("outcome", Word(choices.PromiseOutcome)),
    Column("settled_on", Day),
    id_of("touchpoint_id", "touchpoint", nullable=True),
    Column("by", Word(choices.Side), nullable=False),
    Column("told_first", Boolean),
    text("delivered"),
    Column("gap", Word(choices.Cause)),
    text("fix"),
    Column("fixed_on", Day),
    Index("promise_customer", "customer_id"),
    Index("promise_touchpoint", "touchpoint_id"),
)

answer = record(
    "answer",
    id_of("customer_id", "customer"),
    Column("topic", Word(choices.Topic), nullable=False),
    text("text"),
    Column("answered_at", Instant, nullable=False),
    Column("fair", Boolean),
    text("done"),
    Index("answer_customer", "customer_id"),
)

tag_rule = record(
    "tag_rule",
    text("tag"),
    Column("longest_gap_days", Integer),
    Column("every_days", Integer),
    Index("tag_rule_tag", "tag", unique=True),
)

stage_rule = record(
    "stage_rule",
    Column("stage", Word(DepthStage), nullable=False),
    Column("longest_gap_days", Integer),
    Column("every_days", Integer),
    Index("stage_rule_stage", "stage", unique=True),
)

wish = record(
    "wish",
    text("title"),
    Column("status", Word(choices.WishStatus), nullable=False),
    text("done"),
    Column("moved_on", Day),
)

feedback = record(
    "feedback",
    id_of("customer_id", "customer", nullable=True),
    Column("heard_on", Day, nullable=False),
    Column("source", Word(choices.FeedbackSource), nullable=False),
    text("text"),
    text("author"),
    text("link"),
    Column("rating", Float),
    Column("best", Integer),
    id_of("wish_id", "wish", nullable=True),
    Column("told_on", Day),
    Index("feedback_customer", "customer_id"),
    Index("feedback_wish", "wish_id"),
)

recovery = record(
    "recovery",
    id_of("customer_id", "customer"),
    Column("noticed_at", Instant, nullable=False),
    text("about"),
    id_of("touchpoint_id", "touchpoint", nullable=True),
    Column("next_on", Day),
    Column("heard_on", Day),
    Column("owned_on", Day),
    Column("fix_by", Day),
    Column("fixed_on", Day),
    Column("checked_on", Day),
    Column("ended_on", Day),
    Index("recovery_customer", "customer_id"),
    Index("recovery_touchpoint", "touchpoint_id"),
)

# What it turned on may have been deleted since, so no key refers to it.
review = record(
    "review",
    id_of("customer_id", "customer"),
    Column("lost_on", Day, nullable=False),
    text("reason"),
    Column("turned_on", Day),
    Column("turned_id", Id),
    text("lesson"),
    Column("win_back_on", Day),
    Column("won_back_on", Day),
    Index("review_customer", "customer_id"),
)

evening = record(
    "evening",
    Column("on", Day, nullable=False),
    text("text"),
    Column("finished_at", Instant),
    Index("evening_on", "on", unique=True),
)

template = record("template", text("title"), text("subject"), text("text"))

preferences = record(
    "preferences",
    text("owner"),
    text("business"),
    text("currency"),
    Column("half_life_days", Integer, nullable=False),
    Column("bad_weight", Float, nullable=False),
    Column("default_cadence_days", Integer, nullable=False),
    Column("no_ask_days", Integer, nullable=False),
    Column("check_ins_a_day", Integer, nullable=False),
    Column("value_exponent", Float, nullable=False),
    Column("answer_hours", Integer, nullable=False),
    Column("opens_at", Hour, nullable=False),
    Column("closes_at", Hour, nullable=False),
    packed("workdays", tuple[int, ...]),
    text("country"),
    text("region"),
    Column("gift_budget", Money),
    Column("gift_tax_cap", Money),
    packed("loss_reasons", tuple[str, ...]),
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
    organising.Membership: organised.membership,
    organising.CustomField: organised.custom_field,
    organising.SavedFilter: organised.saved_filter,
    organising.Attachment: organised.attachment,
    organising.Apart: organised.apart,
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
    Column("sequence", COUNTER, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("who", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("target", COUNTER),
    Column("traces", Text, nullable=False),
    Index("history_target", "target"),
    sqlite_autoincrement=True,
)

# What follows the first piece of a long changeset, such as an import of a million touchpoints.
history_piece = Table(
    "history_piece",
    metadata,
    Column("sequence", COUNTER, ForeignKey("history.sequence"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("traces", Text, nullable=False),
    sqlite_with_rowid=False,
)

# One row for each place where something is typed. No key refers to a person: one who is added by
# the very form that is open is not there yet.
draft = Table(
    "draft",
    metadata,
    Column("place", Text, primary_key=True),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),
    packed("customer_ids", tuple[records.UUID, ...]),
    sqlite_with_rowid=False,
)
