"""Promises of both sides as rows and cards: the open ones by due day, how the last ones ended."""

from datetime import date, datetime

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.choices import PromiseOutcome, Side
from trustjournal.domain.promise_words import ended
from trustjournal.domain.records import Promise
from trustjournal.i18n import _, ngettext
from trustjournal.store.plans import Who
from trustjournal.store.promises import Promises, read_promises
from trustjournal.ui.models.plan_model import Column, Content, Entry, Section
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.today_words import kept_sentence, missed_sentence
from trustjournal.ui.widgets.touch_words import past_day

OWED, WAITING = "owed", "waiting"
"""Kinds of row and columns: open ones of the owner and of customers; else the outcome is."""


def promises_content(connection: Connection, now: datetime) -> Content:
    """Return the page of promises; it runs on the worker."""
    today = now.date()
    found = read_promises(connection)
    sections = (
        Section(_("Owed"), [_owed(one, who, today) for one, who in found.ahead]),
        Section(_("Waiting for them"), [_awaited(one, who, today) for one, who in found.theirs]),
        Section(_("Settled lately"), [_settled(one, who, today) for one, who in found.settled]),
    )
    return Content(_lead(found, today), sections)


def columns() -> tuple[Column, ...]:
    """Return the columns of the board; their keys are the kinds of the rows."""
    return (
        Column(OWED, _("Owed"), _("You owe nobody anything.")),
        Column(WAITING, _("Waiting for them"), _("Nobody has promised you anything.")),
        Column(PromiseOutcome.KEPT, _("Kept"), _("None was kept yet.")),
        Column(PromiseOutcome.LATE, _("Late"), _("None came late.")),
        Column(PromiseOutcome.BROKEN, _("Not kept"), _("You kept your word every time.")),
        Column(PromiseOutcome.RENEGOTIATED, _("Another day"), _("No other day was agreed.")),
    )


def column_of(entry: Entry) -> str:
    """Return the key of the column that a promise stands in."""
    return entry.kind


def is_open(entry: Entry) -> bool:
    """Return whether the promise has not ended yet."""
    return isinstance(entry.record, Promise) and entry.record.outcome is None


def is_ended(entry: Entry) -> bool:
    """Return whether the promise has ended and can be opened again.

    One whose day was agreed anew lives on in another.
    """
    outcome = entry.record.outcome if isinstance(entry.record, Promise) else None
    return outcome not in {None, PromiseOutcome.RENEGOTIATED}


def is_ours(entry: Entry) -> bool:
    """Return whether the owner made the promise."""
    return isinstance(entry.record, Promise) and entry.record.by is Side.US


def can_go(entry: Entry, column: str, today: date) -> bool:
    """Tell whether a promise can be moved to a column: whether it is kept late, its day says."""
    one = entry.record
    if not isinstance(one, Promise) or one.outcome is PromiseOutcome.RENEGOTIATED:
        return False
    if column == entry.kind:
        return False
    late = one.due_on is not None and (one.settled_on or today) > one.due_on
    match column:
        case "owed" | "waiting":
            return is_ended(entry) and is_ours(entry) is (column == OWED)
        case PromiseOutcome.KEPT:
            return one.outcome is None or (one.outcome is PromiseOutcome.BROKEN and not late)
        case PromiseOutcome.LATE:
            return late
        case PromiseOutcome.RENEGOTIATED:
            return one.outcome is None
        case _:
            return True


def outcome_sign(outcome: PromiseOutcome) -> tuple[str, Tone]:
    """Return icon and tone for how a promise ended."""
    return {
        PromiseOutcome.KEPT: ("check", Tone.ACCENT),
        PromiseOutcome.LATE: ("clock", Tone.GOLD),
        PromiseOutcome.BROKEN: ("x", Tone.CLAY),
        PromiseOutcome.RENEGOTIATED: ("calendar-clock", Tone.MUTED),
    }[outcome]


def _lead(found: Promises, today: date) -> str:
    said: list[str] = []
    if found.counted:
        said.append(_("Kept {share}.").format(share=kept_sentence(found.counted)))
        said.append(missed_sentence(found.counted))
    elif found.ahead:
        said.append(_("None has ended yet."))
    said.append(_soon(found, today))
    return " ".join(part for part in said if part)


def _soon(found: Promises, today: date) -> str:
    """Remind of what is due today and tomorrow."""
    days = [(one.due_on - today).days for one, _who in found.ahead if one.due_on is not None]
    soon = sum(0 <= ahead <= 1 for ahead in days)
    if not soon:
        return ""
    said = ngettext("One is due by tomorrow.", "{count} are due by tomorrow.", soon)
    return said.format(count=words.sentence(words.spelled(soon)))


def _owed(one: Promise, who: Who, today: date) -> Entry:
    late = one.due_on is not None and one.due_on < today
    made = _("Made {ago}").format(ago=words.ago((today - one.made_on).days))
    state, icon, tone = made, "handshake", Tone.MUTED
    if one.due_on is not None and (one.due_on - today).days <= 1:
        state, icon, tone = _due_soon(one.due_on, today), "clock", Tone.CLAY if late else Tone.GOLD
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=OWED,
        title=words.sentence(one.text),
        aside=_("to {name}").format(name=who.name),
        state=state,
        state_icon=icon,
        state_tone=tone,
        text=who.company,
        when=_due_day(one, today),
        when_tone=Tone.CLAY if late else Tone.INK if one.due_on else Tone.MUTED,
    )


def _due_soon(due_on: date, today: date) -> str:
    """Say it of a promise that is due by tomorrow or was due before."""
    late = (today - due_on).days
    if late > 0:
        return ngettext("A day past due", "{count} days past due", late).format(count=late)
    return _("Due tomorrow") if late else _("Due today")


def _awaited(one: Promise, who: Who, today: date) -> Entry:
    said = _("Promised {ago}").format(ago=words.ago((today - one.made_on).days))
    late = one.due_on is not None and one.due_on < today
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=WAITING,
        title=words.sentence(one.text),
        aside=_("from {name}").format(name=who.name),
        state=_("Not here yet") if late else said,
        state_icon="clock" if late else "handshake",
        state_tone=Tone.GOLD if late else Tone.MUTED,
        text=who.company,
        when=_due_day(one, today),
        when_tone=Tone.INK if one.due_on else Tone.MUTED,
    )


def _settled(one: Promise, who: Who, today: date) -> Entry:
    outcome = one.outcome or PromiseOutcome.KEPT
    icon, tone = outcome_sign(outcome)
    ours = one.by is Side.US
    return Entry(
        key=one.id,
        customer_id=who.id,
        person=who.name,
        record=one,
        kind=outcome,
        title=words.sentence(one.text),
        aside=(_("to {name}") if ours else _("from {name}")).format(name=who.name),
        state=ended(one),
        state_icon=icon,
        state_tone=tone if ours else Tone.MUTED,
        text=_due(one, today),
        when=words.sentence(past_day(one.settled_on or one.made_on, today)),
    )


def _due_day(one: Promise, today: date) -> str:
    return words.sentence(words.when(one.due_on, today)) if one.due_on else _("No day")


def _due(one: Promise, today: date) -> str:
    if one.due_on is None:
        return ""
    return _("Was due {day}").format(day=words.when(one.due_on, today))
