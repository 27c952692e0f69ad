"""What the capture line was understood to say, and where in the line each part stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)


class PieceKind(StrEnum):
    """What a piece of the line means; JOIN is the comma, "and" or "@" around names."""

    PERSON = "person"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    JOIN = "join"
    CHANNEL = "channel"
    BEGAN = "began"
    KIND = "kind"
    FEELING = "feeling"
    WHEN = "when"
    DURATION = "duration"
    TAG = "tag"
    PROMISE = "promise"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the line, `line[start:end] == text`, and what it was read as.

    `customer_ids` are those that a PERSON (one) or AMBIGUOUS (several) piece may mean.
    Replacing the text of an AMBIGUOUS piece by `Names.full_name` settles it.
    """

    kind: PieceKind
    start: int
    end: int
    text: str
    customer_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name as typed, and everybody it may mean."""

    text: str
    customer_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What the owner promised, and by when if they said so."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A touchpoint as the line tells it; what the line leaves out is None or empty.

    `happened_at` is aware and local, None means now. `unknown` holds names that nobody has.
    `pieces` are in the order of the line and never overlap; all that they leave is the note.
    """

    customer_ids: tuple[UUID, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    channel: Channel | None = None
    began: Began | None = None
    kind: Kind | None = None
    feeling: int | None = None
    duration_minutes: int | None = None
    promises: tuple[PromiseDraft, ...] = ()
    happened_at: datetime | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """Replace `line[start:end]` by `text` to name this person in full."""

    start: int
    end: int
    text: str
    person_id: UUID
