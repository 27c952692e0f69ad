"""What a journal is made of: immutable records.

A record knows no database, no window and no clock. Two records with the same
fields are equal; a changed record carries a new `revision`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from trustjournal.domain.choices import (
    Began,
    Cause,
    Channel,
    CustomerKind,
    FeedbackSource,
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Side,
    Stage,
    Topic,
    WishStatus,
)
from trustjournal.domain.depth_stage import DepthStage


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
class CustomValue:
    """What stands in one of the owner's own fields; numbers and days as ISO writes them."""

    field_id: UUID
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an id for life and a token that changes with every edit."""

    id: UUID
    revision: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Record):
    """Somebody the owner knows, from before the first sale until after the last.

    `longest_gap_days` is how long they may be silent before the owner wants to know;
    `gift_policy` what may be given to them in their own words, `gift_limit` up to which worth,
    and `gift_budget` what the owner spends on them in a year, where it is not as for everyone.
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
    gift_policy: str = ""
    gift_limit: Decimal | None = None
    gift_budget: Decimal | None = None
    custom: tuple[CustomValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Record):
    """One contact with one or several customers, at an instant in the zone where it happened.

    `answered_at` is when the owner answered what the customer began; `resolved_at` is when a
    complaint was put right. `question` is None where the kind's own question applies. `amount` is
    what they paid, in the journal's currency. `answer_due_on` is the day by which they were told
    to expect the answer that they wait for.
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
    amount: Decimal | None = None
    answer_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """When a customer should next hear from the owner; one per customer.

    With `every_days` it comes back after each touch, without it happens once. One that has
    neither a cadence nor a day holds only a snooze of the check-in that a rule for their tag or
    stage asks for. `snooze_words` say why it rests ("after her holiday"); with `is_ask` the owner
    wants to ask them for something.
    """

    customer_id: UUID
    every_days: int | None = None
    due_on: date | None = None
    snoozed_until: date | None = None
    about: str = ""
    snooze_words: str = ""
    is_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture(Record):
    """A gift, thank-you note, favour or extra mile, from idea to how it was received.

    `due_on` is the day to give it, `lead_days` how long before that preparing begins;
    `received` is a feeling from -2 to +2. What a customer gave (`by` them) is given from the
    start. `worth` is what it is worth to whom it is for, where that is not what it cost; `text`
    the words of a note or letter.
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
    by: Side = Side.US
    worth: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """Something the owner, or with `by` the customer, said they would do.

    `touchpoint_id` is where it was said. Of one that was not kept, `told_first` says whether they
    heard it from the owner before they noticed. `delivered` is what came of it where that differs
    from what was promised, `gap` where the difference is to be mended, `fix` how, and `fixed_on`
    when that was done.
    """

    customer_id: UUID
    text: str
    made_on: date
    due_on: date | None = None
    outcome: PromiseOutcome | None = None
    settled_on: date | None = None
    touchpoint_id: UUID | None = None
    by: Side = Side.US
    told_first: bool | None = None
    delivered: str = ""
    gap: Cause | None = None
    fix: str = ""
    fixed_on: date | None = None


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
    """How often the owner wants to be in touch with everyone who has a tag, and at the latest."""

    tag: str
    longest_gap_days: int | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRule(Record):
    """The same for everyone whose trust is at a stage."""

    stage: DepthStage
    longest_gap_days: int | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Record):
    """What customers wish for, and how far it has come; each who asked is a `Feedback` of its own.

    `done` is what the owner did or decided, as it is told to them; `moved_on` the day of its last
    step.
    """

    title: str
    status: WishStatus = WishStatus.HEARD
    done: str = ""
    moved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Record):
    """What one customer, or an `author` who is none, said about the business.

    `text` is in their words. `rating` is out of `best`: 5 for stars, 10 for how likely they would
    recommend the business. Several that ask for the same belong to one wish; `told_on` is when
    they heard what came of it.
    """

    customer_id: UUID | None
    heard_on: date
    source: FeedbackSource = FeedbackSource.CONVERSATION
    text: str = ""
    author: str = ""
    link: str = ""
    rating: float | None = None
    best: int | None = None
    wish_id: UUID | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Record):
    """An unease or a complaint and the four steps that put it right (product.md, ideas 4 and 8).

    A step that is done has its day: the customer was heard, the owner owned up, it was fixed, and
    asked about a week later. `next_on` is the day of the next step, `fix_by` the one promised for
    the repair. `touchpoint_id` is the complaint, None for an unease that nobody spoke of;
    `ended_on` says that it came to nothing.
    """

    customer_id: UUID
    noticed_at: datetime
    about: str = ""
    touchpoint_id: UUID | None = None
    next_on: date | None = None
    heard_on: date | None = None
    owned_on: date | None = None
    fix_by: date | None = None
    fixed_on: date | None = None
    checked_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A look back at a customer who was lost: when it turned, why, and what to learn from it.

    `turned_id` is the touchpoint, promise or gesture at which it turned, where it was one;
    `win_back_on` the day to try again, None for never.
    """

    customer_id: UUID
    lost_on: date
    reason: str
    turned_on: date | None = None
    turned_id: UUID | None = None
    lesson: str = ""
    win_back_on: date | None = None
    won_back_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening(Record):
    """A page of the owner's own journal, written at the end of a business day; one per day."""

    on: date
    text: str = ""
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template(Record):
    """A letter or card with fields in braces, such as {name}, that are filled for each person."""

    title: str
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(Record):
    """The owner, the business, and the parameters of its models; one per journal.

    `half_life_days` and `bad_weight` are H and kappa of models.md, section 1, and
    `value_exponent` is e of section 3; after a gift nothing is asked for `no_ask_days`. A day
    holds at most `check_ins_a_day`. An enquiry is to be answered within `answer_hours` of business,
    0 for the same business day; `workdays` count from Monday as 0, `country` and `region` are
    ISO 3166 codes whose holidays are free. `gift_budget` is for a person and a year, `gift_tax_cap`
    what of it the tax office accepts; `loss_reasons` are the owner's own list.
    """

    owner: str = ""
    business: str = ""
    currency: str = ""
    half_life_days: int = 180
    bad_weight: float = 2.0
    default_cadence_days: int = 30
    no_ask_days: int = 30
    check_ins_a_day: int = 5
    value_exponent: float = 0.5
    answer_hours: int = 0
    opens_at: time = time(9)
    closes_at: time = time(18)
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    country: str = ""
    region: str = ""
    gift_budget: Decimal | None = None
    gift_tax_cap: Decimal | None = None
    loss_reasons: tuple[str, ...] = ()
