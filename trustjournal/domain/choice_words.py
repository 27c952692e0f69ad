"""The owner's words for the fixed choices of a record: feelings, stages and the like."""

from trustjournal.domain.choices import (
    CustomerKind,
    GestureKind,
    GestureStatus,
    Stage,
)
from trustjournal.i18n import _


def feeling_word(feeling: int) -> str:
    """Return a feeling from -2 to +2 as a word."""
    return {
        -2: _("Upset"),
        -1: _("Uneasy"),
        0: _("Neutral"),
        1: _("Good"),
        2: _("Great"),
    }[feeling]


def customer_kind_word(kind: CustomerKind) -> str:
    """Return "Person" or "Business"."""
    return {
        CustomerKind.PERSON: _("Person"),
        CustomerKind.BUSINESS: _("Business"),
        CustomerKind.HOUSEHOLD: _("Household"),
        CustomerKind.GROUP: _("Group"),
    }[kind]


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
