"""The fixed choices that records are made with: kinds, channels, outcomes and the like."""

from enum import StrEnum


class CustomerKind(StrEnum):
    """Whether a customer is one human being, or several: who belongs to them is a `Membership`."""

    PERSON = "person"
    BUSINESS = "business"
    HOUSEHOLD = "household"
    GROUP = "group"


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
    ASK = "ask"
    MISSED_CALL = "missed_call"


class Side(StrEnum):
    """Whose a promise or a gesture is: the owner's own, or the customer's."""

    US = "us"
    THEM = "them"


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
    BOUGHT = "bought"
    GIVEN = "given"


class PromiseOutcome(StrEnum):
    """How a promise ended; an open one has no outcome yet."""

    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"


class Cause(StrEnum):
    """Where a gap between promised and delivered is to be mended."""

    PRODUCT = "product"
    PROCESS = "process"
    PEOPLE = "people"


class WishStatus(StrEnum):
    """The path of what customers wish for, from heard to told."""

    HEARD = "heard"
    DECIDING = "deciding"
    DOING = "doing"
    TOLD = "told"


class FeedbackSource(StrEnum):
    """Where feedback was heard."""

    CONVERSATION = "conversation"
    FORUM = "forum"
    QUESTION = "question"
    RATING = "rating"
    REVIEW = "review"
    SURVEY = "survey"
    COMPLAINT = "complaint"


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


class FieldKind(StrEnum):
    """What a field of the owner's own holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
