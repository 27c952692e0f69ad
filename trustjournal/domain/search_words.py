"""The words that a search knows: its filters, and what each of them may be set to.

Each list of words is one translatable text. Translators add the words of their language to the
English ones: saved filters and scripts rely on those.
"""

from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from trustjournal.domain.capture_words import CHANNELS, KINDS
from trustjournal.domain.choices import (
    Began,
    Channel,
    CustomerKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Stage,
)
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.finding import fold
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Promise,
    Record,
    Recovery,
    Review,
    Template,
    Touchpoint,
    Wish,
)
from trustjournal.i18n import _

_Meaning = TypeVar("_Meaning", bound=Hashable)


class Field(StrEnum):
    """What a filter looks at; `FROM`, `UNTIL` and `ON` look at the day of whatever was written."""

    FROM = "from"
    UNTIL = "until"
    ON = "on"
    SINCE = "since"
    CHANNEL = "channel"
    KIND = "kind"
    BEGAN = "began"
    FEELING = "feeling"
    QUESTION = "question"
    AMOUNT = "amount"
    TAG = "tag"
    STAGE = "stage"
    DEPTH = "depth"
    VALUE = "value"
    QUIET = "quiet"
    PERSON = "person"
    COMPANY = "company"
    GROUP = "group"
    CITY = "city"
    OWN = "field"
    HAS = "has"
    IS = "is"
    TYPE = "type"


class Part(StrEnum):
    """What somebody, or something that was written, may have."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LINK = "link"
    DATE = "date"
    TAG = "tag"
    NOTE = "note"
    PROMISE = "promise"
    GESTURE = "gesture"
    CADENCE = "cadence"
    FEEDBACK = "feedback"
    ATTACHMENT = "attachment"
    PHOTO = "photo"
    REFERRAL = "referral"
    AMOUNT = "amount"


class State(StrEnum):
    """What something may be, besides the choices that records are made with."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"
    WAITING = "waiting"
    HEART = "heart"
    SAMPLE = "sample"


Choice = StrEnum | int | type[Record]


def _lookup(lists: Mapping[_Meaning, str]) -> dict[str, _Meaning]:
    return {fold(word): meaning for meaning, words in lists.items() for word in words.split()}


def _named(choices: Iterable[StrEnum]) -> dict[str, StrEnum]:
    return {choice.value.replace("_", "-"): choice for choice in choices}


FIELDS = _lookup(
    {
        Field.FROM: _("from after"),
        Field.UNTIL: _("until to before"),
        Field.ON: _("on in when"),
        Field.SINCE: _("since known"),
        Field.CHANNEL: _("channel by how"),
        Field.KIND: _("kind what"),
        Field.BEGAN: _("began"),
        Field.FEELING: _("feeling felt"),
        Field.QUESTION: _("question"),
        Field.AMOUNT: _("amount paid"),
        Field.TAG: _("tag tags"),
        Field.STAGE: _("stage"),
        Field.DEPTH: _("depth trust"),
        Field.VALUE: _("value"),
        Field.QUIET: _("quiet silent"),
        Field.PERSON: _("person with who"),
        Field.COMPANY: _("company"),
        Field.GROUP: _("group household business"),
        Field.CITY: _("city place address"),
        Field.OWN: _("field"),
        Field.HAS: _("has"),
        Field.IS: _("is"),
        Field.TYPE: _("type"),
    }
)

_FEELINGS = _lookup(
    {
        2: _("++ great"),
        -2: _("-- −− –– upset"),
    }
)
GOOD, NEUTRAL, BAD = (1, 2), (0,), (-1, -2)
_FEELING_SIGNS = _lookup(
    {
        GOOD: _("+ good happy"),
        NEUTRAL: _("0 · neutral"),
        BAD: _("- − – bad uneasy unhappy"),
    }
)
_CHANNELS = _lookup(
    {
        Channel.PHONE: _("phone"),
        Channel.IN_PERSON: _("in-person person"),
        Channel.VIDEO: _("video"),
        Channel.EMAIL: _("e-mail"),
        Channel.MESSAGE: _("message"),
        Channel.SOCIAL: _("social"),
        Channel.POST: _("post"),
        Channel.OTHER: _("other"),
    }
)
_BEGAN = _lookup({Began.US: _("us me we i you"), Began.THEM: _("them they customer")})
_KINDS = _lookup(
    {
        Kind.CONVERSATION: _("conversation talk"),
        Kind.ENQUIRY: _("enquiry inquiry"),
        Kind.COMPLAINT: _("complaint"),
        Kind.THANKS: _("thanks thank-you"),
        Kind.MISSED_CALL: _("missed missed-call"),
    }
)
_QUESTIONS = _lookup(
    {
        Question.UNDERSTANDS: _("u understands need"),
        Question.DELIVERS: _("d delivers promise"),
        Question.ABLE: _("h able"),
        Question.FAIR: _("f fair"),
    }
)
DEPTHS = _lookup(
    {
        DepthStage.NEW: _("new"),
        DepthStage.ACQUAINTED: _("acquainted"),
        DepthStage.FAMILIAR: _("familiar"),
        DepthStage.TRUSTED: _("trusted"),
        DepthStage.INNER_CIRCLE: _("inner-circle inner"),
    }
)
_STAGES = _lookup(
    {
        Stage.PROSPECT: _("prospect prospects"),
        Stage.CUSTOMER: _("customer customers"),
        Stage.LOST: _("lost"),
    }
)
_PARTS = _lookup(
    {
        Part.PHONE: _("phone number"),
        Part.EMAIL: _("email e-mail mail"),
        Part.ADDRESS: _("address"),
        Part.LINK: _("link"),
        Part.DATE: _("date birthday"),
        Part.TAG: _("tag tags"),
        Part.NOTE: _("note"),
        Part.PROMISE: _("promise promises"),
        Part.GESTURE: _("gesture gestures gift"),
        Part.CADENCE: _("cadence check-in"),
        Part.FEEDBACK: _("feedback"),
        Part.ATTACHMENT: _("attachment attachments file"),
        Part.PHOTO: _("photo picture"),
        Part.REFERRAL: _("referral referrals"),
        Part.AMOUNT: _("amount"),
    }
)
_STATES = _lookup(
    {
        State.OPEN: _("open"),
        State.DONE: _("done settled"),
        State.OVERDUE: _("overdue due"),
        State.WAITING: _("waiting unanswered"),
        State.HEART: _("heart close favourite favorite"),
        State.SAMPLE: _("sample"),
        CustomerKind.PERSON: _("person"),
        CustomerKind.BUSINESS: _("business company"),
        CustomerKind.HOUSEHOLD: _("household family"),
        CustomerKind.GROUP: _("group"),
        GestureStatus.IDEA: _("idea"),
        GestureStatus.PLANNED: _("planned"),
        GestureStatus.BOUGHT: _("bought ready"),
        GestureStatus.GIVEN: _("given"),
        PromiseOutcome.KEPT: _("kept"),
        PromiseOutcome.LATE: _("late"),
        PromiseOutcome.BROKEN: _("broken"),
        PromiseOutcome.RENEGOTIATED: _("renegotiated"),
    }
)
_TYPES = _lookup(
    {
        Customer: _("person people customer customers"),
        Touchpoint: _("touchpoint touchpoints note notes journal"),
        Promise: _("promise promises"),
        Gesture: _("gesture gestures gift gifts"),
        Feedback: _("feedback"),
        Wish: _("wish wishes"),
        Recovery: _("recovery recoveries unease"),
        Review: _("review reviews loss"),
        Answer: _("answer answers need needs"),
        Evening: _("evening evenings page"),
        Template: _("template templates letter letters"),
        CheckIn: _("check-in check-ins"),
        Attachment: _("attachment attachments file files"),
    }
)

OR = frozenset(_("OR").split()) | {"|"}
"""What stands between two terms of which one is enough; in capitals, for "or" is a word."""


def _tuples(words: Mapping[str, _Meaning]) -> dict[str, tuple[_Meaning, ...]]:
    return {word: (meaning,) for word, meaning in words.items()}


CHOICES: dict[Field, Mapping[str, tuple[Choice, ...]]] = {
    Field.CHANNEL: _tuples(_named(Channel) | CHANNELS | _CHANNELS),
    Field.KIND: _tuples(_named(Kind) | KINDS | _KINDS),
    Field.BEGAN: _tuples(_named(Began) | _BEGAN),
    Field.FEELING: _tuples(_FEELINGS) | _FEELING_SIGNS,
    Field.QUESTION: _tuples(_QUESTIONS),
    Field.STAGE: _tuples(_named(Stage) | _STAGES | _named(DepthStage) | DEPTHS),
    Field.HAS: _tuples(_named(Part) | _PARTS),
    Field.IS: _tuples(_STATES | _STAGES),
    Field.TYPE: _tuples(_TYPES),
}
"""Per filter the folded words it may be set to, a hyphen for a space, and what they mean."""
