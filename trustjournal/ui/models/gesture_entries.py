"""Gestures as rows to show: planned ones with when to begin, ideas, and how the last landed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
)
from trustjournal.domain.records import Gesture
from trustjournal.i18n import _, ngettext
from trustjournal.store.gestures import Gestures, read_gestures
from trustjournal.store.plans import Who
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.touch_words import past_day

_SIGNS = {
    GestureKind.GIFT: ("gift", Tone.CLAY),
    GestureKind.NOTE: ("stamp", Tone.GOLD),
    GestureKind.FAVOUR: ("hand-heart", Tone.ACCENT),
    GestureKind.EXTRA_MILE: ("sparkles", Tone.ACCENT),
}


def gestures_content(connection: Connection, now: datetime) -> Content:
    """Return the page of gestures; it runs on the worker."""
    today = now.date()
    found = read_gestures(connection, today)
    rows = [(one, _entry(one, who, today, found.preferences.currency)) for one, who in found.ahead]
    planned = [row for one, row in rows if one.status is GestureStatus.PLANNED]
    ideas = [row for one, row in rows if one.status is GestureStatus.IDEA]
    given = [_entry(one, who, today, found.preferences.currency) for one, who in found.given]
    sections = (
        Section(_("Planned"), planned),
        Section(_("Ideas"), ideas),
        Section(_("Given lately"), given),
    )
    return Content(_lead(found) if rows or given else "", sections)


def is_ahead(entry: Entry) -> bool:
    """Return whether the gesture is still to be given."""
    return isinstance(entry.record, Gesture) and entry.record.status is not GestureStatus.GIVEN


def is_unheard(entry: Entry) -> bool:
    """Return whether it was given, but nobody has said how it was received."""
    gesture = entry.record
    return isinstance(gesture, Gesture) and not is_ahead(entry) and gesture.received is None


def received_state(received: int | None) -> tuple[str, str, Tone]:
    """Return words, icon and tone for how a gesture was received."""
    return {
        None: (_("How was it received?"), "circle-help", Tone.GOLD),
        2: (_("They loved it"), "heart", Tone.ACCENT),
        1: (_("They liked it"), "thumbs-up", Tone.ACCENT),
        0: (_("It was fine"), "check", Tone.MUTED),
        -1: (_("Not for them"), "info", Tone.CLAY),
        -2: (_("It hurt more than it helped"), "info", Tone.CLAY),
    }[received]


def _lead(found: Gestures) -> str:
    if not found.this_year:
        return _("Nothing was given yet this year.")
    said = ngettext(
        "One gesture was given this year", "{count} gestures were given this year", found.this_year
    ).format(count=QLocale().toString(found.this_year))
    if not found.spent:
        return _("{given}.").format(given=said)
    return _("{given}, for {cost} in all.").format(
        given=said, cost=priced(found.spent, found.preferences.currency)
    )


def _entry(one: Gesture, who: Who, today: date, currency: str) -> Entry:
    icon, tone = _SIGNS[one.kind]
    given = one.status is GestureStatus.GIVEN
    planned = one.status is GestureStatus.PLANNED
    about = (one.occasion, one.note)
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=str(one.kind),
        icon=icon,
        icon_tone=tone if planned else Tone.MUTED,
        title=words.sentence(one.title),
        aside=_("for {name}").format(name=who.name),
        text=_joined(words.sentence(part) for part in about if part),
        under="" if one.cost is None else priced(one.cost, currency),
        **(_given(one, today) if given else _ahead(one, today)),
    )


def _joined(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(".") for part in parts)


def _given(one: Gesture, today: date) -> dict[str, Any]:
    state, icon, tone = received_state(one.received)
    day = words.sentence(past_day(one.given_on, today)) if one.given_on is not None else ""
    return {"state": state, "state_icon": icon, "state_tone": tone, "when": day}


def _ahead(one: Gesture, today: date) -> dict[str, Any]:
    if one.due_on is None:
        return {}
    state, icon, tone = _preparing(one.due_on, one.lead_days, today)
    late = one.due_on < today
    return {
        "state": state,
        "state_icon": icon,
        "state_tone": tone,
        "when": words.sentence(words.when(one.due_on, today)),
        "when_tone": Tone.CLAY if late else Tone.INK,
    }


def _preparing(due_on: date, lead_days: int, today: date) -> tuple[str, str, Tone]:
    """Say when to begin on a gesture, or that its day has come."""
    if due_on < today:
        return _("Was due {day}").format(day=words.on(due_on, today)), "clock", Tone.CLAY
    if due_on == today:
        return _("Today is the day"), "sun", Tone.ACCENT
    if not lead_days:
        return "", "", Tone.MUTED
    begin_on = due_on - timedelta(days=lead_days)
    if begin_on <= today:
        return _("Time to prepare"), "clock", Tone.GOLD
    said = _("Start preparing {day}").format(day=words.on(begin_on, today))
    return said, "clock", Tone.MUTED
