"""When a customer should next hear from the owner: how a check-in moves and when it shows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trustjournal.domain.changes import new_revision
from trustjournal.domain.records import CheckIn

LONGEST = 3650
"""The longest cadence in days; beyond ten years a rhythm is none."""


def local_day(instant: datetime, zone: str) -> date:
    """Return the calendar day of an aware instant in the zone where it happened."""
    return instant.astimezone(ZoneInfo(zone)).date()


def after_touch(check_in: CheckIn, touched_on: date) -> CheckIn | None:
    """Return what a touch makes of a check-in: moved, the same one, or None for finished.

    A touch moves the due day to one cadence after it, and never backwards. What the check-in was
    about is done with if the touch came when it was due; an earlier touch leaves it for the next.
    """
    due_on, every_days = check_in.due_on, check_in.every_days
    was_due = due_on is None or touched_on >= due_on
    if every_days is None:
        return None if was_due else check_in
    next_on = touched_on + timedelta(days=every_days)
    if due_on is not None and next_on <= due_on:
        return check_in
    return replace(
        check_in,
        revision=new_revision(),
        due_on=next_on,
        snoozed_until=None,
        about="" if was_due else check_in.about,
    )


def after_done(check_in: CheckIn, done_on: date) -> CheckIn | None:
    """Return what is left once the owner says it is done: the next one, or None for a single one.

    It is due one cadence from `done_on`, or where it already was if that is later.
    """
    if check_in.every_days is None:
        return None
    next_on = done_on + timedelta(days=check_in.every_days)
    return replace(
        check_in,
        revision=new_revision(),
        due_on=max(next_on, check_in.due_on or next_on),
        snoozed_until=None,
        about="",
    )


def shows_on(check_in: CheckIn) -> date | None:
    """Return the first day on which a check-in asks for attention: when due, or after its snooze.

    None means that no day is set.
    """
    if check_in.due_on is None:
        return None
    return max(check_in.due_on, check_in.snoozed_until or check_in.due_on)


def is_due(check_in: CheckIn, today: date) -> bool:
    """Return whether a check-in asks for attention: its day has come and no snooze covers it."""
    day = shows_on(check_in)
    return day is not None and day <= today
