"""What moved the depth of a trust, as a person would say it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QLocale

from trustjournal.charts.depth_picture import DepthPicture, Mark, MarkKind
from trustjournal.domain.choices import (
    GestureKind,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.needs_words import told_about
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.domain.words import month_name
from trustjournal.i18n import _, ngettext

_LEAST = 0.5  # points; a smaller move is not worth a sentence


def points(jump: float) -> str:
    """Write by how many points something moved the depth: "+2.4", "−1.0", "0"."""
    number = QLocale().toString(abs(jump), "f", 1)
    if abs(jump) < 0.05:
        return QLocale().toString(0)
    return f"+{number}" if jump > 0 else f"−{number}"


def moved_by(jump: float) -> str:
    """Say what something did to the depth."""
    if abs(jump) < 0.05:
        return _("did not move the depth")
    count = 1 if f"{abs(jump):.1f}" == "1.0" else 2
    return ngettext("{points} point", "{points} points", count).format(points=points(jump))


def moved_most(
    picture: DepthPicture, events: Mapping[UUID, Touchpoint | Promise | Gesture | Answer]
) -> str:
    """Say which two kinds of event moved the depth most, in the direction in which it went.

    Empty where nothing moved it.
    """
    rose = picture.samples[-1].score >= picture.samples[0].score
    moves = [mark for mark in picture.marks if (mark.jump if rose else -mark.jump) >= _LEAST]
    strongest: dict[str, Mark] = {}
    for mark in sorted(moves, key=lambda mark: -abs(mark.jump)):
        strongest.setdefault(_event(mark, [events[source] for source in mark.sources]), mark)
    named = sorted(list(strongest.items())[:2], key=lambda one: one[1].at)
    said = _in_their_months([(event, mark.at) for event, mark in named], picture.now)
    if not said:
        return ""
    if len(said) == 1:
        once = _("It rose most after {event}.") if rose else _("It fell most after {event}.")
        return once.format(event=said[0])
    twice = (
        _("It rose most after {first} and {second}.")
        if rose
        else _("It fell most after {first} and {second}.")
    )
    return twice.format(first=said[0], second=said[1])


def _in_their_months(named: Sequence[tuple[str, datetime]], now: datetime) -> list[str]:
    local = [at.astimezone(now.tzinfo) for _said, at in named]
    if len({(at.year, at.month) for at in local}) < len(named):
        both = _("{first} and {second}").format(first=named[0][0], second=named[1][0])
        return [_in_its_month(both, named[0][1], now)]
    return [_in_its_month(event, at, now) for event, at in named]


def _in_its_month(event: str, at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    month = month_name(local.month)
    if (now.year - local.year) * 12 + now.month - local.month < 12:
        return _("{event} in {month}").format(event=event, month=month)
    return _("{event} in {month} {year}").format(event=event, month=month, year=local.year)


def _event(mark: Mark, records: Sequence[Touchpoint | Promise | Gesture | Answer]) -> str:
    """Name the event that gave the mark its words."""
    for record in records:
        if isinstance(record, Answer) and told_about(record.topic) == mark.text:
            return _("what they told you")
        if isinstance(record, Gesture) and mark.kind is MarkKind.GESTURE:
            return _gesture(record.kind)
        if isinstance(record, Promise) and mark.kind in (MarkKind.PROMISE, MarkKind.HARM):
            return _promise(record.outcome)
        if isinstance(record, Touchpoint) and mark.kind is not MarkKind.PROMISE:
            if record.kind is Kind.COMPLAINT and mark.kind is MarkKind.SIGN:
                return _("the complaint you put right")
            return _touchpoint(record.kind)
    return _("what happened")


def _gesture(kind: GestureKind) -> str:
    return {
        GestureKind.GIFT: _("the gift"),
        GestureKind.NOTE: _("the thank-you note"),
        GestureKind.FAVOUR: _("the favour"),
        GestureKind.EXTRA_MILE: _("the extra mile"),
    }[kind]


def _promise(outcome: PromiseOutcome | None) -> str:
    if outcome is PromiseOutcome.LATE:
        return _("the late promise")
    return _("the broken promise") if outcome is PromiseOutcome.BROKEN else _("the kept promise")


def _touchpoint(kind: Kind) -> str:
    return {
        Kind.CONVERSATION: _("the conversation"),
        Kind.VISIT: _("the visit"),
        Kind.ENQUIRY: _("the enquiry"),
        Kind.MEETING: _("the meeting"),
        Kind.ORDER: _("the order"),
        Kind.DELIVERY: _("the delivery"),
        Kind.ADVICE: _("your advice"),
        Kind.PRICE: _("the talk about price"),
        Kind.THANKS: _("their thanks"),
        Kind.PRAISE: _("their praise"),
        Kind.REFERENCE: _("the warm reference"),
        Kind.LUKEWARM_REFERENCE: _("the lukewarm reference"),
        Kind.RENEWAL: _("the renewal"),
        Kind.RENEWAL_LATE: _("the late renewal"),
        Kind.EXPANSION: _("the larger order"),
        Kind.LEAP_OF_FAITH: _("their leap of faith"),
        Kind.FOOT_DRAGGING: _("their foot-dragging"),
        Kind.PROOF_AGAIN: _("their asking for proof"),
        Kind.COMPLAINT: _("the complaint"),
        Kind.MISSED_CALL: _("the missed call"),
    }[kind]
