"""What is open with one person: what they wait for, and what is to be put right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from trustjournal.domain import recovery, waiting
from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import Recovery, Touchpoint
from trustjournal.free_days import free_days
from trustjournal.store.people import Story


@dataclass(frozen=True, slots=True)
class Waits:
    """An enquiry that nobody answered yet, and how that stands against the owner's own time."""

    enquiry: Touchpoint
    sentence: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Everything open with one person, what came first at the top.

    `untaken` are complaints that nobody has begun to put right.
    """

    waiting: tuple[Waits, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    untaken: tuple[Touchpoint, ...] = ()


NOTHING = Open()


def read_open(story: Story, now: datetime, zone: tzinfo) -> Open:
    """Return what is open at `now`, aware and local; `zone` is where the owner's days begin."""
    taken_up = {one.touchpoint_id for one in story.recoveries}
    complaints = (
        one
        for one in reversed(story.touchpoints)
        if one.kind is Kind.COMPLAINT and one.resolved_at is None and one.id not in taken_up
    )
    return Open(
        waiting=tuple(_waiting(story, now, zone)),
        recoveries=tuple(one for one in reversed(story.recoveries) if recovery.is_open(one)),
        untaken=tuple(complaints),
    )


def closed(recoveries: Iterable[Recovery]) -> list[tuple[date, Recovery]]:
    """Return what was flagged and is over, with the day on which that was so.

    What came of a complaint is told with the complaint.
    """
    flagged = (one for one in recoveries if one.touchpoint_id is None)
    return [(day, one) for one in flagged if (day := recovery.closed_on(one)) is not None]


def _waiting(story: Story, now: datetime, zone: tzinfo) -> list[Waits]:
    enquiries = [
        one
        for one in reversed(story.touchpoints)
        if one.kind is Kind.ENQUIRY
        and one.began is Began.THEM
        and one.answered_at is None
        and one.happened_at <= now
    ]
    if not enquiries:
        return []
    known = story.preferences
    years = range(enquiries[0].happened_at.year, now.year + 2)
    free = free_days(known.country, known.region, years) if known.country else frozenset[date]()
    hours = waiting.hours_of(known, free)
    local, wanted = now.astimezone(zone), known.answer_hours
    due = [waiting.deadline(one, wanted, hours, zone) for one in enquiries]
    return [
        Waits(one, waiting.sentence(one, local, by, hours), now > by)
        for one, by in zip(enquiries, due, strict=True)
    ]
