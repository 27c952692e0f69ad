"""What a journal is made of: immutable records and the words they use.

A record knows no database, no window and no clock. Two records with the same
fields are equal; a changed record carries a new `revision`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class CustomerKind(StrEnum):
    """Whether a customer is one human being or a business."""

    PERSON = "person"
    BUSINESS = "business"


class Stage(StrEnum):
    """How far the business with a customer has come; a prospect has bought nothing yet."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    LOST = "lost"


class Channel(StrEnum):
    """How a touchpoint reached the other side."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    EMAIL = "email"
    MESSAGE = "message"
    SOCIAL = "social"
    POST = "post"
    OTHER = "other"


class Began(StrEnum):
    """Who began a touchpoint."""

    US = "us"
    THEM = "them"


class Question(StrEnum):
    """The four questions that trust answers (models.md, section 1)."""

    UNDERSTANDS = "U"
    DELIVERS = "D"
    ABLE = "H"
    FAIR = "F"


class Kind(StrEnum):
    """What a touchpoint was; `domain.evidence` says what each speaks to."""

    CONVERSATION = "conversation"
    VISIT = "visit"
    ENQUIRY = "enquiry"
    MEETING = "meeting"
    ORDER = "order"
    DELIVERY = "delivery"
    ADVICE = "advice"
    PRICE = "price"
    THANKS = "thanks"
    PRAISE = "praise"
    REFERENCE = "reference"
    LUKEWARM_REFERENCE = "lukewarm_reference"
    RENEWAL = "renewal"
    RENEWAL_LATE = "renewal_late"
    EXPANSION = "expansion"
    LEAP_OF_FAITH = "leap_of_faith"
    FOOT_DRAGGING = "foot_dragging"
    PROOF_AGAIN = "proof_again"
    COMPLAINT = "complaint"
    MISSED_CALL = "missed_call"


class GestureKind(StrEnum):
    """What is given."""

    GIFT = "gift"
    NOTE = "note"
    FAVOUR = "favour"
    EXTRA_MILE = "extra_mile"


class GestureStatus(StrEnum):
    """How far a gesture has come."""

    IDEA = "idea"
    PLANNED = "planned"
    GIVEN = "given"


class PromiseOutcome(StrEnum):
    """How a promise ended; an open one has no outcome yet."""

    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"


class Topic(StrEnum):
    """What the card of needs and fairness asks about a customer (product.md, idea 2)."""

    NEED = "need"
    OUTCOMES = "outcomes"
    GREAT = "great"
    GOOD = "good"
    BAD = "bad"
    WHY_NOW = "why_now"
    RISK = "risk"
    PRICE = "price"
    SKIN = "skin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A phone number, e-mail or link with the owner's word for it."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; every part may be empty."""

    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportantDate:
    """A day that comes every year; the year it began may be unknown."""

    label: str
    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an id for life and a token that changes with every edit."""

    id: UUID
    revision: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Record):
    """A person or business the owner knows, from before the first sale until after the last.

    `longest_gap_days` is how long they may be silent before the owner wants to know.
    """

    name: str
    kind: CustomerKind = CustomerKind.PERSON
    stage: Stage = Stage.CUSTOMER
    company: str = ""
    role: str = ""
    phones: tuple[Labelled, ...] = ()
    emails: tuple[Labelled, ...] = ()
    addresses: tuple[Address, ...] = ()
    links: tuple[Labelled, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    prefers: str = ""
    loves: str = ""
    avoids: str = ""
    family: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    yearly_value: Decimal | None = None
    referred_by: UUID | None = None
    since: date | None = None
    close_to_heart: bool = False
    is_sample: bool = False
    lost_on: date | None = None
    longest_gap_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Record):
    """One contact with one or several customers, at an instant in the zone where it happened.

    `answered_at` is when the owner answered what the customer began; `resolved_at` is when a
    complaint was put right. `question` is None where the kind's own question applies.
    """

    happened_at: datetime
    zone: str
    customer_ids: tuple[UUID, ...]
    channel: Channel = Channel.OTHER
    began: Began = Began.US
    kind: Kind = Kind.CONVERSATION
    feeling: int | None = None
    question: Question | None = None
    duration_minutes: int | None = None
    note: str = ""
    answered_at: datetime | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """When a customer should next hear from the owner; one per customer.

    With `every_days` it comes back after each touch, without it happens once.
    """

    customer_id: UUID
    every_days: int | None = None
    due_on: date | None = None
    snoozed_until: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture(Record):
    """A gift, thank-you note, favour or extra mile, from idea to how it was received.

    `due_on` is the day to give it, `lead_days` how long before that preparing begins;
    `received` is a feeling from -2 to +2.
    """

    customer_id: UUID
    title: str
    kind: GestureKind = GestureKind.GIFT
    status: GestureStatus = GestureStatus.IDEA
    occasion: str = ""
    due_on: date | None = None
    lead_days: int = 0
    cost: Decimal | None = None
    given_on: date | None = None
    received: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """Something the owner said they would do; `touchpoint_id` is where they said it."""

    customer_id: UUID
    text: str
    made_on: date
    due_on: date | None = None
    outcome: PromiseOutcome | None = None
    settled_on: date | None = None
    touchpoint_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """What a customer told about one topic of needs and fairness, and when.

    The newest answer of a topic is the one that holds, the older ones stay as what was known
    then; of risks each is one of several. `fair` says whether they find the price fair, `done`
    what the owner did about a risk.
    """

    customer_id: UUID
    topic: Topic
    text: str
    answered_at: datetime
    fair: bool | None = None
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule(Record):
    """What the owner expects of everyone with a tag: how long they may be silent."""

    tag: str
    longest_gap_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(Record):
    """The owner, the business, and the parameters of its models; one per journal.

    `half_life_days` and `bad_weight` are H and kappa of models.md, section 1; after a gift
    nothing is asked for `no_ask_days`.
    """

    owner: str = ""
    business: str = ""
    currency: str = ""
    half_life_days: int = 180
    bad_weight: float = 2.0
    default_cadence_days: int = 30
    no_ask_days: int = 30
