"""Check-ins as rows to show: by when they come up, and everyone who has none yet."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import cadence, words
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import CheckIn
from trustjournal.i18n import _, ngettext
from trustjournal.store.plans import Rhythm, read_rhythms
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone

WAITING, AHEAD, UNPLANNED = "waiting", "ahead", "unplanned"
"""Kinds of row: due today or earlier, later or without a date, and no check-in at all."""


def check_ins_content(connection: Connection, now: datetime) -> Content:
    """Return the page of check-ins; it runs on the worker. `now` is aware and local."""
    today = now.date()
    found = read_rhythms(connection, now)
    planned = sorted((one for one in found if one.check_in is not None), key=_by_day)
    sections = [
        Section(title, [_entry(one, today) for one in planned if belongs(one)])
        for title, belongs in _groups(today)
    ]
    without = [_entry(one, today) for one in found if one.check_in is None]
    sections.append(Section(_("No plan yet"), without))
    return Content(_lead(sections) if found else "", sections)


def has_plan(entry: Entry) -> bool:
    """Return whether the customer has a check-in."""
    return entry.record is not None


def lacks_plan(entry: Entry) -> bool:
    """Return whether the customer has no check-in."""
    return entry.record is None


def _groups(today: date) -> list[tuple[str, Callable[[Rhythm], bool]]]:
    day, week = timedelta(days=1), today + timedelta(days=7)
    return [
        (_("When you get to it"), partial(_shows_between, last=today - day)),
        (_("Today"), partial(_shows_between, first=today, last=today)),
        (_("This week"), partial(_shows_between, first=today + day, last=week - day)),
        (_("Later"), partial(_shows_between, first=week)),
        (_("Without a date"), _has_no_day),
        (_("Left in peace"), _is_lost),
    ]


def _shows_between(one: Rhythm, first: date = date.min, last: date = date.max) -> bool:
    day = _day(one)
    return day is not None and first <= day <= last and not _is_lost(one)


def _has_no_day(one: Rhythm) -> bool:
    return _day(one) is None and not _is_lost(one)


def _is_lost(one: Rhythm) -> bool:
    return one.who.stage is Stage.LOST


def _day(one: Rhythm) -> date | None:
    return None if one.check_in is None else cadence.shows_on(one.check_in)


def _by_day(one: Rhythm) -> date:
    return _day(one) or date.max


def _lead(sections: list[Section]) -> str:
    kinds = [entry.kind for section in sections for entry in section.entries]
    waiting, unplanned = kinds.count(WAITING), kinds.count(UNPLANNED)
    said: list[str] = []
    if waiting:
        people = ngettext("{count} person is", "{count} people are", waiting)
        who = people.format(count=QLocale().toString(waiting))
        said.append(_("{who} looking forward to hearing from you.").format(who=who))
    else:
        said.append(_("Nobody is waiting to hear from you."))
    if unplanned:
        people = ngettext("{count} has no plan yet.", "{count} have no plan yet.", unplanned)
        said.append(people.format(count=QLocale().toString(unplanned)))
    return " ".join(said)


def _entry(one: Rhythm, today: date) -> Entry:
    touched_at = one.last_touch_at
    if touched_at is None:
        state = _("Not spoken yet")
    else:
        ago = words.ago((today - touched_at.date()).days)
        state = _("Last spoke {ago}").format(ago=ago)
    planned, day = one.check_in, _day(one)
    waits = day is not None and day <= today
    late = day is not None and day < today
    snoozed = planned is not None and day is not None and day != planned.due_on
    if snoozed and not waits:
        state = _("Snoozed. {state}").format(state=state)
    return Entry(
        key=planned.id if planned else one.who.id,
        customer_id=one.who.id,
        person=one.who.name,
        record=planned,
        kind=UNPLANNED if planned is None else WAITING if waits else AHEAD,
        title=one.who.name,
        aside=one.who.company,
        state=state,
        state_icon="alarm-clock" if snoozed and not waits else "clock",
        state_tone=Tone.CLAY if late else Tone.MUTED,
        text=words.sentence(planned.about) if planned else "",
        when=words.sentence(words.when(day, today)) if day else "",
        when_tone=Tone.CLAY if late else Tone.INK,
        under=_rhythm(planned),
    )


def _rhythm(planned: CheckIn | None) -> str:
    if planned is None:
        return ""
    return _("just once") if planned.every_days is None else words.every(planned.every_days)
