"""Check-ins as rows to show: by when they come up, and everyone who has none yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.cadence import Cadence, Source
from trustjournal.domain.choices import Stage
from trustjournal.i18n import _, ngettext
from trustjournal.store.cadences import Planned
from trustjournal.store.check_ins import Rhythm, read_rhythms, rests_until
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone

WAITING, AHEAD, UNREACHED, UNPLANNED = "waiting", "ahead", "unreached", "unplanned"
"""Kinds of row: due today or earlier, later or without a date, called in vain, and no check-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInEntry(Entry):
    """A row of check-ins, and what is planned behind it: None where nothing is."""

    planned: Planned | None = None


def check_ins_content(connection: Connection, now: datetime) -> Content:
    """Return the page of check-ins; it runs on the worker. `now` is aware and local."""
    today = now.date()
    found = read_rhythms(connection, now)
    tended = sorted((one for one in found if one.planned is not None), key=_by_day)
    sections = [
        Section(title, [_entry(one, today) for one in tended if belongs(one)])
        for title, belongs in _groups(today)
    ]
    without = [_entry(one, today) for one in found if one.planned is None]
    sections.append(Section(_("No plan yet"), without))
    return Content(_lead(sections) if found else "", sections)


def planned_of(entry: Entry) -> Planned | None:
    """Return what is planned behind a row."""
    return entry.planned if isinstance(entry, CheckInEntry) else None


def has_plan(entry: Entry) -> bool:
    """Return whether the customer has a check-in, their own or by a rule."""
    return planned_of(entry) is not None


def has_own(entry: Entry) -> bool:
    """Return whether something is set for the customer alone."""
    return entry.record is not None


def lacks_plan(entry: Entry) -> bool:
    """Return whether the customer has no check-in."""
    return not has_plan(entry)


def cadence_words(cadence: Cadence, because: str) -> str:
    """Say how often somebody hears from the owner, and which tag or stage says so.

    "" where nobody said how often.
    """
    if cadence.every_days is None:
        return ""
    every = words.every(cadence.every_days)
    if cadence.source is Source.TAG:
        return _("{every}, because of “{tag}”").format(every=every, tag=because)
    if cadence.source is Source.STAGE:
        return _("{every}, as for all at “{stage}”").format(every=every, stage=because)
    return every


def longest_words(cadence: Cadence) -> str:
    """Say after how long somebody hears from the owner at the latest, "" where nobody said."""
    if cadence.longest_gap_days is None:
        return ""
    count = cadence.longest_gap_days
    said = ngettext("at the latest after {count} day", "at the latest after {count} days", count)
    return said.format(count=QLocale().toString(count))


def _groups(today: date) -> list[tuple[str, Callable[[Rhythm], bool]]]:
    day, week = timedelta(days=1), today + timedelta(days=7)
    return [
        (_("When you get to it"), partial(_shows_between, last=today - day)),
        (_("Today"), partial(_shows_between, first=today, last=today)),
        (_("This week"), partial(_shows_between, first=today + day, last=week - day)),
        (_("Later"), partial(_shows_between, first=week)),
        (_("Without a date"), partial(_has_no_day, today=today)),
        (_("Not reached"), _is_unreached),
        (_("Left in peace"), partial(_is_left, today=today)),
    ]


def _shows_between(one: Rhythm, first: date = date.min, last: date = date.max) -> bool:
    day = _day(one)
    return day is not None and first <= day <= last and not _stands_apart(one)


def _has_no_day(one: Rhythm, today: date) -> bool:
    return _day(one) is None and not _stands_apart(one) and not _rests_until(one, today)


def _stands_apart(one: Rhythm) -> bool:
    return _is_lost(one) or _is_unreached(one)


def _is_left(one: Rhythm, today: date) -> bool:
    return _is_lost(one) or (not _is_unreached(one) and _rests_until(one, today) is not None)


def _is_lost(one: Rhythm) -> bool:
    return one.who.stage is Stage.LOST


def _is_unreached(one: Rhythm) -> bool:
    return one.is_unreached and not _is_lost(one)


def _rests_until(one: Rhythm, today: date) -> date | None:
    return one.planned and rests_until(one.planned, today)


def _day(one: Rhythm) -> date | None:
    return one.planned and one.planned.shows_on


def _by_day(one: Rhythm) -> date:
    return _day(one) or date.max


def _lead(sections: list[Section]) -> str:
    kinds = [entry.kind for section in sections for entry in section.entries]
    waiting, unplanned = kinds.count(WAITING), kinds.count(UNPLANNED)
    said: list[str] = []
    if waiting:
        people = ngettext("One person is", "{count} people are", waiting)
        who = people.format(count=QLocale().toString(waiting))
        said.append(_("{who} looking forward to hearing from you.").format(who=who))
    else:
        said.append(_("Nobody is waiting to hear from you."))
    if unplanned:
        people = ngettext("One has no plan yet.", "{count} have no plan yet.", unplanned)
        said.append(people.format(count=QLocale().toString(unplanned)))
    return " ".join(said)


def _entry(one: Rhythm, today: date) -> CheckInEntry:
    planned, day = one.planned, _day(one)
    own = planned.check_in if planned else None
    waits = day is not None and day <= today
    late = day is not None and day < today
    state, icon = _state(one, today)
    return CheckInEntry(
        key=one.who.id,
        customer_id=one.who.id,
        person=one.who.name,
        record=own,
        planned=planned,
        kind=_kind(one, waits=waits),
        title=one.who.name,
        aside=one.who.company,
        state=state,
        state_icon=icon,
        state_tone=Tone.CLAY if late else Tone.MUTED,
        text=_text(one),
        when=_when(one, day, today),
        when_tone=Tone.CLAY if late else Tone.INK,
        under=_rhythm(planned, one.because),
    )


def _kind(one: Rhythm, *, waits: bool) -> str:
    if one.planned is None:
        return UNPLANNED
    if _is_unreached(one):
        return UNREACHED
    return WAITING if waits else AHEAD


def _state(one: Rhythm, today: date) -> tuple[str, str]:
    """Say when they last spoke, how often they were called since, and whether it rests now."""
    planned = one.planned
    if one.last_touch_at is None:
        state = _("Not spoken yet")
    else:
        ago = words.ago((today - one.last_touch_at.date()).days)
        state = _("Last spoke {ago}").format(ago=ago)
    if planned is not None and planned.misses:
        state = _("{state}, {called}").format(state=state, called=_in_vain(planned.misses))
    own = planned.check_in if planned else None
    if own is None or own.snoozed_until is None or own.snoozed_until <= today:
        return state, "clock"
    why = own.snooze_words
    said = _("Snoozed, {why}. {state}") if why else _("Snoozed. {state}")
    return said.format(why=why, state=state), "alarm-clock"


def _when(one: Rhythm, day: date | None, today: date) -> str:
    if day is not None:
        return words.sentence(words.when(day, today))
    until = _rests_until(one, today)
    return _("Until {day}").format(day=words.when(until, today)) if until else ""


def _in_vain(calls: int) -> str:
    if calls == 1:
        return _("called once in vain")
    return ngettext("called {count} time in vain", "called {count} times in vain", calls).format(
        count=QLocale().toString(calls)
    )


def _text(one: Rhythm) -> str:
    """Say what it is about, and after how long at the latest."""
    planned = one.planned
    own = planned.check_in if planned else None
    about = words.sentence(own.about) if own else ""
    if own is not None and own.is_ask:
        about = _("To ask: {about}").format(about=own.about) if about else _("To ask for something")
    longest = longest_words(planned.cadence) if planned else ""
    latest = words.sentence(longest)
    return f"{about.rstrip('.')}. {latest}" if about and latest else about or latest


def _rhythm(planned: Planned | None, because: str) -> str:
    if planned is None:
        return ""
    said = cadence_words(planned.cadence, because)
    return said or (_("just once") if planned.due_on is not None else "")
