"""When a customer should next hear from the owner: how often, how a check-in moves, when it shows.

Days are whole days of the owner's calendar: no change of the clocks moves them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from trustjournal.domain.changes import new_revision
from trustjournal.domain.depth_stage import stage_of
from trustjournal.domain.records import CheckIn, StageRule, TagRule
from trustjournal.domain.zones import zone_of

LONGEST = 3650
"""The longest cadence in days; beyond ten years a rhythm is none."""


class Source(StrEnum):
    """Who says how often somebody should hear from the owner."""

    OWN = "own"
    TAG = "tag"
    STAGE = "stage"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often somebody should hear from the owner, and after how long at the latest, in days.

    `source` is where `every_days` comes from; it is NONE where nobody said how often.
    """

    every_days: int | None
    longest_gap_days: int | None
    source: Source


class Tagged(Protocol):
    """What of a customer their cadence depends on."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The customer's tags, in any spelling."""
        ...

    @property
    def longest_gap_days(self) -> int | None:
        """The most days of silence that the owner set for them."""
        ...


def cadence_of(
    customer: Tagged,
    check_in: CheckIn | None,
    tag_rules: Iterable[TagRule],
    stage_rules: Iterable[StageRule],
    depth: float,
) -> Cadence:
    """Return how often a customer should hear from the owner, and at the latest.

    Each of the two is what was set for them alone, else the shortest that a rule asks of one of
    their tags, else what the rule asks of the stage that their `depth` is at.
    """
    own = check_in.every_days if check_in else None
    worn = {tag.casefold() for tag in customer.tags}
    tags = [rule for rule in tag_rules if rule.tag.casefold() in worn]
    stages = [rule for rule in stage_rules if rule.stage is stage_of(depth)]
    if not (tags or stages):
        return Cadence(own, customer.longest_gap_days, Source.OWN if own else Source.NONE)
    every = (
        (Source.OWN, own),
        (Source.TAG, _shortest(rule.every_days for rule in tags)),
        (Source.STAGE, _shortest(rule.every_days for rule in stages)),
    )
    longest = (
        customer.longest_gap_days,
        _shortest(rule.longest_gap_days for rule in tags),
        _shortest(rule.longest_gap_days for rule in stages),
    )
    source, every_days = next((said for said in every if said[1]), (Source.NONE, None))
    return Cadence(every_days, next((days for days in longest if days), None), source)


def due_on(
    check_in: CheckIn | None, cadence: Cadence, last_on: date | None, today: date
) -> date | None:
    """Return the day of the next check-in, a snooze left aside; None where none is asked for.

    It is the day set for it, else one cadence after the last touch, which was on `last_on`; who
    has a cadence and was never in touch is due today.
    """
    if check_in is not None and check_in.due_on is not None:
        return check_in.due_on
    if cadence.every_days is None:
        return None
    return today if last_on is None else last_on + timedelta(days=cadence.every_days)


def local_day(instant: datetime, zone: str) -> date:
    """Return the calendar day of an aware instant in the zone where it happened."""
    return instant.astimezone(zone_of(zone)).date()


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
        snooze_words="",
        about="" if was_due else check_in.about,
        is_ask=check_in.is_ask and not was_due,
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
        snooze_words="",
        about="",
        is_ask=False,
    )


def shows_on(check_in: CheckIn, due_on: date | None = None) -> date | None:
    """Return the first day on which a check-in asks for attention: when due, or after its snooze.

    `due_on` is what a rule says of a check-in without a day of its own. None means that no day is
    set.
    """
    due_on = check_in.due_on or due_on
    return due_on and max(due_on, check_in.snoozed_until or due_on)


def _shortest(days: Iterable[int | None]) -> int | None:
    return min((one for one in days if one is not None), default=None)
