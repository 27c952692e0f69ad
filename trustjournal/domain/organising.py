"""Records that put people in order: who belongs together, own fields, filters, files, twins."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trustjournal.domain.choices import FieldKind
from trustjournal.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A customer belongs to another, who is a business, a household or a group.

    `role` is what they are there, in the owner's words: "buyer", "daughter".
    """

    customer_id: UUID
    of_id: UUID
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField(Record):
    """A field of the owner's own, which every customer may have; `place` is its order.

    `choices` are what may stand in a field of that kind.
    """

    title: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter(Record):
    """A search for people that has a name and an entry in the sidebar; `place` is its order.

    `query` is written as `domain.search_query` reads it.
    """

    title: str
    query: str
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file kept with a customer, or with one of their touchpoints.

    `name` is what it was called, as it was; `digest` is the SHA-256 of its content in
    hexadecimal, under which `store.contents` keeps it, and `size` its bytes. A customer has at
    most one photo.
    """

    customer_id: UUID
    name: str
    media_type: str
    size: int
    digest: str
    added_on: date
    touchpoint_id: UUID | None = None
    is_photo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart(Record):
    """Two customers who look like one and are two, as the owner said; `one_id` < `other_id`."""

    one_id: UUID
    other_id: UUID
