"""Promises as rows to show: the open ones by when they are due, and how the last ones ended."""

from datetime import date, datetime

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.records import Promise
from trustjournal.i18n import _
from trustjournal.store.plans import Promises, Who, read_promises
from trustjournal.ui.models.plan_model import Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.today_words import kept_sentence, missed_sentence
from trustjournal.ui.widgets.touch_words import past_day

LATE, AHEAD, SETTLED = "late", "ahead", "settled"
"""Kinds of row: its day has passed, still to keep, and ended."""


def promises_content(connection: Connection, now: datetime) -> Content:
    """Return the page of promises; it runs on the worker."""
    today = now.date()
    found = read_promises(connection)
    sections = (
        Section(_("Open"), [_open_entry(one, who, today) for one, who in found.ahead]),
        Section(
            _("Settled lately"), [_settled_entry(one, who, today) for one, who in found.settled]
        ),
    )
    return Content(_lead(found), sections)


def is_open(entry: Entry) -> bool:
    """Return whether the promise has not ended yet."""
    return isinstance(entry.record, Promise) and entry.record.outcome is None


def outcome_state(outcome: PromiseOutcome) -> tuple[str, str, Tone]:
    """Return words, icon and tone for how a promise ended."""
    return {
        PromiseOutcome.KEPT: (_("Kept"), "check", Tone.ACCENT),
        PromiseOutcome.LATE: (_("Kept, a little late"), "clock", Tone.GOLD),
        PromiseOutcome.BROKEN: (_("Not kept"), "x", Tone.CLAY),
        PromiseOutcome.RENEGOTIATED: (_("Another day agreed"), "calendar-clock", Tone.MUTED),
    }[outcome]


def _lead(found: Promises) -> str:
    if found.counted:
        kept = _("Kept {share}.").format(share=kept_sentence(found.counted))
        return f"{kept} {missed_sentence(found.counted)}".strip()
    if found.ahead:
        return _("None has ended yet.")
    return ""


def _open_entry(one: Promise, who: Who, today: date) -> Entry:
    late = one.due_on is not None and one.due_on < today
    made = _("Made {ago}").format(ago=words.ago((today - one.made_on).days))
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=LATE if late else AHEAD,
        title=words.sentence(one.text),
        aside=_("to {name}").format(name=who.name),
        state=made,
        state_icon="clock" if late else "handshake",
        state_tone=Tone.CLAY if late else Tone.MUTED,
        text=who.company,
        when=words.sentence(words.when(one.due_on, today)) if one.due_on else _("No day"),
        when_tone=Tone.CLAY if late else Tone.INK if one.due_on else Tone.MUTED,
    )


def _settled_entry(one: Promise, who: Who, today: date) -> Entry:
    state, icon, tone = outcome_state(one.outcome or PromiseOutcome.KEPT)
    ended_on = one.settled_on or one.made_on
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=SETTLED,
        title=words.sentence(one.text),
        aside=_("to {name}").format(name=who.name),
        state=state,
        state_icon=icon,
        state_tone=tone,
        text=_due(one, today),
        when=words.sentence(past_day(ended_on, today)),
    )


def _due(one: Promise, today: date) -> str:
    if one.due_on is None:
        return ""
    return _("Due {day}").format(day=words.on(one.due_on, today))
