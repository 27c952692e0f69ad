"""What is written of check-ins that are planned, by the owner or by a rule: read anew each time."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.services.check_ins import (
    RULED,
    drop_check_in,
    finish_check_in,
    finish_ruled,
    leave_in_peace,
)
from trustjournal.store.cadences import Planned, planned
from trustjournal.ui.pages.plan_page import together


def for_each(
    customer_ids: Iterable[UUID],
    now: datetime,
    zone: ZoneInfo,
    decide: Callable[[Planned], Changeset],
    connection: Connection,
) -> Changeset:
    """Do the same with what is planned for each customer, as it is by then, under one Undo.

    Raises:
        NotFound: nothing is planned for any of them.
    """
    decided = [decide(one) for one in planned(connection, now, zone, customer_ids=customer_ids)]
    if not decided:
        raise NotFound(_("This is no longer in the journal."))
    return together(decided)


def finished(today: date, one: Planned) -> Changeset:
    """Say that it is done: the next one follows, or it ends."""
    if one.check_in is not None and one.cadence.source not in RULED:
        return finish_check_in(one.check_in, today)
    return finish_ruled(one.who.id, one.check_in, one.cadence.every_days or 0, today)


def snoozed(day: date, today: date, why: str, one: Planned) -> Changeset:
    """Let it rest until a day; `why` are the owner's words for it.

    Raises:
        InvalidEntry: the day is not after today.
    """
    return leave_in_peace(one.who.id, one.check_in, day, today, why)


def dropped(one: Planned) -> Changeset:
    """Take away what was set for a customer alone.

    Raises:
        NotFound: only a rule asks for it.
    """
    if one.check_in is None:
        raise NotFound(_("This is no longer in the journal."))
    return drop_check_in(one.check_in)
