"""The owner's words for the fixed choices of a record: channels, feelings, stages and the like."""

from trustjournal.domain.choices import (
    CustomerKind,
    GestureKind,
    GestureStatus,
    Kind,
    Stage,
)
from trustjournal.domain.signs import SIGNS
from trustjournal.i18n import _

KIND_GROUPS: tuple[tuple[Kind, ...], ...] = (
    (Kind.CONVERSATION, Kind.VISIT, Kind.MEETING, Kind.ADVICE, Kind.ENQUIRY, Kind.PRICE),
    (Kind.ORDER, Kind.DELIVERY, Kind.THANKS, Kind.COMPLAINT, Kind.ASK, Kind.MISSED_CALL),
    SIGNS,
)
"""The kinds as a list offers them: talk, work and what follows from it, signs of trust."""

_SIGN_ICONS = {
    Kind.RENEWAL: "rotate-ccw",
    Kind.RENEWAL_LATE: "clock",
    Kind.EXPANSION: "trending-up",
    Kind.LEAP_OF_FAITH: "sparkles",
    Kind.PRAISE: "thumbs-up",
    Kind.REFERENCE: "heart-handshake",
    Kind.LUKEWARM_REFERENCE: "quote",
    Kind.FOOT_DRAGGING: "alarm-clock",
    Kind.PROOF_AGAIN: "circle-help",
}


def sign_icon(sign: Kind) -> str:
    """Return the name of the icon of a sign of trust."""
    return _SIGN_ICONS[sign]


def feeling_word(feeling: int) -> str:
    """Return a feeling from -2 to +2 as a word."""
    return {
        -2: _("Upset"),
        -1: _("Uneasy"),
        0: _("Neutral"),
        1: _("Good"),
        2: _("Great"),
    }[feeling]


def feeling_sign(feeling: int) -> str:
    """Return a feeling as the capture line writes it."""
    return {-2: "−−", -1: "−", 0: "·", 1: "+", 2: "++"}[feeling]


def customer_kind_word(kind: CustomerKind) -> str:
    """Return "Person" or "Business"."""
    return {CustomerKind.PERSON: _("Person"), CustomerKind.BUSINESS: _("Business")}[kind]


def customer_stage_word(stage: Stage) -> str:
    """Return how far the business with a customer has come."""
    return {
        Stage.PROSPECT: _("Prospect"),
        Stage.CUSTOMER: _("Customer"),
        Stage.LOST: _("Lost"),
    }[stage]


def gesture_kind_word(kind: GestureKind) -> str:
    """Return what is given."""
    return {
        GestureKind.GIFT: _("Gift"),
        GestureKind.NOTE: _("Thank-you note"),
        GestureKind.FAVOUR: _("Favour"),
        GestureKind.EXTRA_MILE: _("Extra mile"),
    }[kind]


def gesture_ready_word(kind: GestureKind) -> str:
    """Return what it is called when a gesture only waits to be given."""
    return {
        GestureKind.GIFT: _("Bought"),
        GestureKind.NOTE: _("Written"),
        GestureKind.FAVOUR: _("Prepared"),
        GestureKind.EXTRA_MILE: _("Prepared"),
    }[kind]


def received_word(received: int) -> str:
    """Return how a gesture was received, from -2 to +2."""
    return {
        2: _("They loved it"),
        1: _("They liked it"),
        0: _("It was fine"),
        -1: _("Not for them"),
        -2: _("It hurt more than it helped"),
    }[received]


def gesture_status_word(status: GestureStatus) -> str:
    """Return how far a gesture has come."""
    return {
        GestureStatus.IDEA: _("Idea"),
        GestureStatus.PLANNED: _("Planned"),
        GestureStatus.BOUGHT: _("Ready"),
        GestureStatus.GIVEN: _("Given"),
    }[status]
