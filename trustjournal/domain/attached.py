"""What hangs on customers, for those who leave or become one with somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from trustjournal.domain.organising import Apart, Attachment, Membership
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Promise,
    Recovery,
    Review,
    Touchpoint,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What hangs on some customers.

    Their touchpoints, shared ones too; the promises, recoveries and files that are theirs or come
    from those touchpoints; the `own` records that are about nobody else; whom they referred; who
    belongs to them and to whom they belong; and from whom they are told apart.
    """

    touchpoints: Sequence[Touchpoint] = ()
    promises: Sequence[Promise] = ()
    recoveries: Sequence[Recovery] = ()
    own: Sequence[CheckIn | Gesture | Answer | Feedback | Review] = ()
    referred: Sequence[Customer] = ()
    memberships: Sequence[Membership] = ()
    attachments: Sequence[Attachment] = ()
    aparts: Sequence[Apart] = ()
