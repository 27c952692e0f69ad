"""The tables of what puts people in order: groups, own fields, filters, files and twins."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from trustjournal.domain import choices
from trustjournal.store.columns import id_of, metadata, packed, record, text
from trustjournal.store.types import Day, Word

membership = record(
    "membership",
    id_of("customer_id", "customer"),
    id_of("of_id", "customer"),
    text("role"),
    Index("membership_customer", "customer_id", "of_id", unique=True),
    Index("membership_of", "of_id"),
)

custom_field = record(
    "custom_field",
    text("title"),
    Column("kind", Word(choices.FieldKind), nullable=False),
    packed("choices", tuple[str, ...]),
    Column("place", Integer, nullable=False),
)

saved_filter = record(
    "saved_filter",
    text("title"),
    text("query"),
    Column("place", Integer, nullable=False),
)

attachment = record(
    "attachment",
    id_of("customer_id", "customer"),
    text("name"),
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("added_on", Day, nullable=False),
    id_of("touchpoint_id", "touchpoint", nullable=True),
    Column("is_photo", Boolean, nullable=False),
    Index("attachment_customer", "customer_id"),
    Index("attachment_touchpoint", "touchpoint_id"),
    Index("attachment_digest", "digest"),
)

apart = record(
    "apart",
    id_of("one_id", "customer"),
    id_of("other_id", "customer"),
    Index("apart_pair", "one_id", "other_id", unique=True),
    Index("apart_other", "other_id"),
)

# The bytes of attachments by their digest. They stay while the history can bring one back.
content = Table(
    "content",
    metadata,
    Column("digest", String, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
