"""Gestures as rows to show: planned ones with when to begin, ideas, and how the last landed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QLocale
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Side,
)
from trustjournal.domain.giving import Asked, planned_ask
from trustjournal.domain.giving_words import ask_inside
from trustjournal.domain.records import Gesture
from trustjournal.i18n import _, ngettext
from trustjournal.store.gestures import Gestures, read_gestures
from trustjournal.store.plans import Who
from trustjournal.ui.models.plan_model import Column, Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import gesture_ready_word, received_word
from trustjournal.ui.widgets.touch_words import past_day

FROM_THEM = "from_them"
"""The kind of rows that a customer gave."""

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
    asks = _asks(found, today)
    rows = [(one, _entry(one, who, found, asks, today)) for one, who in found.ahead]
    planned = [row for one, row in rows if one.status is not GestureStatus.IDEA]
    ideas = [row for one, row in rows if one.status is GestureStatus.IDEA]
    given = [_entry(one, who, found, asks, today) for one, who in found.given]
    theirs = [_their_entry(one, who, found, today) for one, who in found.theirs]
    sections = (
        Section(_("Planned"), planned),
        Section(_("Ideas"), ideas),
        Section(_("Given lately"), given),
        Section(_("From them"), theirs),
    )
    return Content(_lead(found) if rows or given or theirs else "", sections)


def board_columns() -> tuple[Column, ...]:
    """Return the columns from an idea to how it was received."""
    return (
        Column("idea", _("Idea"), _("Whom would you like to surprise?")),
        Column("planned", _("Planned")),
        Column("bought", _("Ready"), _("What is bought, written or prepared waits here.")),
        Column("given", _("Given"), _("You know how all of it was received.")),
        Column("received", _("Received")),
    )


def column_of(entry: Entry) -> str:
    """Return the column of a row; what was given stays in its own until a feeling is noted."""
    gesture = entry.record
    if not isinstance(gesture, Gesture) or gesture.by is Side.THEM or gesture.received is not None:
        return "received"
    return str(gesture.status)


def can_move(entry: Entry, column: str) -> bool:
    """Return whether a row can go to a column: what they gave stays where it is."""
    return is_ours(entry) or column == column_of(entry)


def is_ours(entry: Entry) -> bool:
    """Return whether it is the owner's own."""
    return isinstance(entry.record, Gesture) and entry.record.by is Side.US


def is_ahead(entry: Entry) -> bool:
    """Return whether the gesture is still to be given."""
    return isinstance(entry.record, Gesture) and entry.record.status is not GestureStatus.GIVEN


def is_given(entry: Entry) -> bool:
    """Return whether the owner gave it, so that there is something to hear about it."""
    return is_ours(entry) and not is_ahead(entry)


def is_note(entry: Entry) -> bool:
    """Return whether it is a note of the owner's that has words to write."""
    gesture = entry.record
    return isinstance(gesture, Gesture) and gesture.kind is GestureKind.NOTE and is_ahead(entry)


def received_state(received: int | None) -> tuple[str, str, Tone]:
    """Return words, icon and tone for how a gesture was received."""
    if received is None:
        return _("How was it received?"), "circle-help", Tone.GOLD
    icon, tone = {
        2: ("heart", Tone.ACCENT),
        1: ("thumbs-up", Tone.ACCENT),
        0: ("check", Tone.MUTED),
        -1: ("info", Tone.CLAY),
        -2: ("info", Tone.CLAY),
    }[received]
    return received_word(received), icon, tone


def _asks(found: Gestures, today: date) -> dict[UUID, Asked]:
    """Return the asks planned too soon after a gift, by the gift."""
    theirs: dict[UUID, list[Gesture]] = {}
    for one, who in (*found.ahead, *found.given):
        if who.id in found.asks:
            theirs.setdefault(who.id, []).append(one)
    days = found.preferences.no_ask_days
    asks = (
        planned_ask(gestures, found.asks[which], today, days) for which, gestures in theirs.items()
    )
    return {asked.gift.id: asked for asked in asks if asked is not None}


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


def _entry(
    one: Gesture, who: Who, found: Gestures, asks: Mapping[UUID, Asked], today: date
) -> Entry:
    icon, tone = _SIGNS[one.kind]
    given = one.status is GestureStatus.GIVEN
    asked = asks.get(one.id)
    pointed = "" if asked is None else ask_inside(asked, today)
    about = (words.sentence(part) for part in (pointed, one.occasion, one.note) if part)
    planned = one.status in (GestureStatus.PLANNED, GestureStatus.BOUGHT)
    shown: dict[str, Any] = _given(one, today) if given else _ahead(one, today)
    if pointed:
        shown |= {"state_icon": "circle-alert", "state_tone": Tone.GOLD}
        shown["state"] = shown.get("state") or _("An ask is planned")
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
        text=_joined(about),
        under=_amount(one, found.preferences.currency),
        **shown,
    )


def _their_entry(one: Gesture, who: Who, found: Gestures, today: date) -> Entry:
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=FROM_THEM,
        icon="hand-heart",
        icon_tone=Tone.CLAY,
        title=words.sentence(one.title),
        aside=_("from {name}").format(name=who.name),
        state=_("They gave it to you"),
        state_icon="heart",
        state_tone=Tone.ACCENT,
        text=_joined(words.sentence(part) for part in (one.occasion, one.note) if part),
        under=_amount(one, found.preferences.currency),
        when=words.sentence(past_day(one.given_on, today)) if one.given_on is not None else "",
    )


def _joined(parts: Iterable[str]) -> str:
    return ". ".join(part.rstrip(".") for part in parts)


def _amount(one: Gesture, currency: str) -> str:
    """Say what a gesture costs, or what it is worth where that is all that is known."""
    if one.cost is not None:
        return _("cost {price}").format(price=priced(one.cost, currency))
    if one.worth is not None:
        return _("worth {price}").format(price=priced(one.worth, currency))
    return ""


def _given(one: Gesture, today: date) -> dict[str, Any]:
    state, icon, tone = received_state(one.received)
    day = words.sentence(past_day(one.given_on, today)) if one.given_on is not None else ""
    return {"state": state, "state_icon": icon, "state_tone": tone, "when": day}


def _ahead(one: Gesture, today: date) -> dict[str, Any]:
    ready = one.status is GestureStatus.BOUGHT
    is_ready = gesture_ready_word(one.kind), "check", Tone.ACCENT
    if one.due_on is None:
        if not ready:
            return {}
        state, icon, tone = is_ready
        return {"state": state, "state_icon": icon, "state_tone": tone}
    due = _due(one.due_on, today)
    state, icon, tone = due or (is_ready if ready else _preparing(one.due_on, one.lead_days, today))
    late = one.due_on < today
    return {
        "state": state,
        "state_icon": icon,
        "state_tone": tone,
        "when": words.sentence(words.when(one.due_on, today)),
        "when_tone": Tone.CLAY if late else Tone.INK,
    }


def _due(due_on: date, today: date) -> tuple[str, str, Tone] | None:
    """Say that its day has come, or has passed."""
    if due_on < today:
        return _("Was due {day}").format(day=words.on(due_on, today)), "clock", Tone.CLAY
    if due_on == today:
        return _("Today is the day"), "sun", Tone.ACCENT
    return None


def _preparing(due_on: date, lead_days: int, today: date) -> tuple[str, str, Tone]:
    """Say when to begin on a gesture."""
    if not lead_days:
        return "", "", Tone.MUTED
    begin_on = due_on - timedelta(days=lead_days)
    if begin_on <= today:
        return _("Time to prepare"), "clock", Tone.GOLD
    said = _("Prepare from {day}").format(day=words.when(begin_on, today))
    return said, "clock", Tone.MUTED
