"""The owner's words for the fixed choices of a record: channels, feelings, stages and the like."""

from trustjournal.domain.choice_words import (
    customer_kind_word,
    customer_stage_word,
    feeling_word,
    gesture_kind_word,
    gesture_status_word,
    received_word,
)
from trustjournal.domain.choices import GestureKind, Kind
from trustjournal.domain.signs import SIGNS
from trustjournal.i18n import _

__all__ = [
    "KIND_GROUPS",
    "customer_kind_word",
    "customer_stage_word",
    "feeling_sign",
    "feeling_word",
    "gesture_kind_word",
    "gesture_ready_word",
    "gesture_status_word",
    "received_word",
    "sign_icon",
]

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


def feeling_sign(feeling: int) -> str:
    """Return a feeling as the capture line writes it."""
    return {-2: "−−", -1: "−", 0: "·", 1: "+", 2: "++"}[feeling]


def gesture_ready_word(kind: GestureKind) -> str:
    """Return what it is called when a gesture only waits to be given."""
    return {
        GestureKind.GIFT: _("Bought"),
        GestureKind.NOTE: _("Written"),
        GestureKind.FAVOUR: _("Prepared"),
        GestureKind.EXTRA_MILE: _("Prepared"),
    }[kind]
