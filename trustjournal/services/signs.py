"""Decides what noting a sign of trust brings with it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from trustjournal.domain.changes import Changeset, identity
from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Touchpoint,
)
from trustjournal.domain.signs import LACKING
from trustjournal.domain.signs_words import sign_word
from trustjournal.i18n import _
from trustjournal.services.touchpoints import add_touchpoint


def log_sign(
    customer: Customer, sign: Kind, now: datetime, zone: str, check_ins: Mapping[UUID, CheckIn]
) -> Changeset:
    """Log that a customer showed a sign of trust just now.

    What shows trust is a contact like any other that they began, and moves their check-in
    forward. What shows a lack moves none: whoever hesitates should not hear from the owner later
    for it. They began all of it but the dragging of feet, which the owner waits for; nobody waits
    for an answer to a sign. `check_ins` are theirs, `zone` is the owner's.
    """
    began = Began.US if sign is Kind.FOOT_DRAGGING else Began.THEM
    touchpoint = Touchpoint(
        **identity(),
        happened_at=now,
        zone=zone,
        customer_ids=(customer.id,),
        channel=Channel.OTHER,
        began=began,
        kind=sign,
        answered_at=now if began is Began.THEM else None,
    )
    logged = add_touchpoint(touchpoint, {} if sign in LACKING else check_ins, now=now)
    label = _("{sign}: {name}").format(sign=sign_word(sign), name=customer.name)
    return Changeset(label, logged.changes)
