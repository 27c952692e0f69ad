"""What a depth chart shows, gathered from one customer's records, and the same in words.

Knows no matplotlib: it is made away from the window, and read aloud where no chart can be seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
)
from trustjournal.domain.depth import LedgerLine, Sample
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.needs_words import told_about
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.domain.signs import LACKING, SIGNS
from trustjournal.domain.words import month_name
from trustjournal.i18n import _, ngettext

_SHORTEST = timedelta(days=30)
_SHORTEST_ASKED = timedelta(days=1)
_LONGEST = timedelta(days=365)
_MOST_MARKS = 1000
_TREND = timedelta(days=60)


class MarkKind(StrEnum):
    """What a mark tells apart by its shape and colour."""

    CONVERSATION = "conversation"
    VISIT = "visit"
    WORK = "work"
    GESTURE = "gesture"
    PROMISE = "promise"
    SIGN = "sign"
    DOUBT = "doubt"
    HARM = "harm"

    @property
    def word(self) -> str:
        """The word in the legend."""
        return {
            MarkKind.CONVERSATION: _("Conversation"),
            MarkKind.VISIT: _("Visit"),
            MarkKind.WORK: _("Order or delivery"),
            MarkKind.GESTURE: _("Gift or thank-you"),
            MarkKind.PROMISE: _("Promise kept"),
            MarkKind.SIGN: _("Sign of trust"),
            MarkKind.DOUBT: _("Sign of doubt"),
            MarkKind.HARM: _("Let down"),
        }[self]


_MARK_OF = {
    Kind.VISIT: MarkKind.VISIT,
    Kind.MEETING: MarkKind.VISIT,
    Kind.ORDER: MarkKind.WORK,
    Kind.DELIVERY: MarkKind.WORK,
    Kind.THANKS: MarkKind.SIGN,
    Kind.COMPLAINT: MarkKind.HARM,
    **{sign: MarkKind.DOUBT if sign in LACKING else MarkKind.SIGN for sign in SIGNS},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the curve: its record, its words and the points by which it moved the depth.

    Marks too close to tell apart are one, with the kind and words of what moved the depth most
    and every record in `sources`.
    """

    at: datetime
    sources: tuple[UUID, ...]
    kind: MarkKind
    text: str
    jump: float

    @property
    def label(self) -> str:
        """The words, and how many other events the mark stands for."""
        others = len(set(self.sources)) - 1
        if not others:
            return self.text
        return ngettext(
            "{event}, and {count} more close by", "{event}, and {count} more close by", others
        ).format(event=self.text, count=others)


@dataclass(frozen=True, slots=True)
class DepthPicture:
    """Everything a depth chart shows; instants are aware, `since` and `now` in the owner's zone.

    `samples` run from `since` to `now` and are never empty.
    """

    samples: Sequence[Sample]
    marks: Sequence[Mark]
    since: datetime
    now: datetime
    name: str = ""


def picture(
    touchpoints: Sequence[Touchpoint],
    promises: Sequence[Promise],
    gestures: Sequence[Gesture],
    answers: Sequence[Answer] = (),
    *,
    now: datetime,
    settings: depth.Settings = depth.DEFAULT,
    since: datetime | None = None,
    name: str = "",
) -> DepthPicture:
    """Gather the chart of one customer from `since` until `now`, which is in the owner's zone.

    Without `since` it begins with the first event, but shows at least 30 days and at most a year.
    """
    zone = now.tzinfo or UTC
    known = evidence.of_customer_records(touchpoints, promises, gestures, zone, answers)
    lines = depth.ledger(known, now, settings)
    events = _Events(touchpoints, promises, gestures, answers)
    marks = sorted(events.marks(lines, now), key=lambda mark: mark.at)
    if since is None:
        first = marks[0].at if marks else now
        since = max(min(first, now - _SHORTEST), now - _LONGEST)
    start = min(since, now - _SHORTEST_ASKED).astimezone(zone)
    visible = merge([mark for mark in marks if mark.at >= start], (now - start) / _MOST_MARKS)
    samples = depth.series(known, start, now, settings)
    return DepthPicture(samples, visible, start, now, name)


def merge(marks: Iterable[Mark], gap: timedelta) -> list[Mark]:
    """Return marks in order of time at least `gap` apart, nearer ones being one.

    The one that moved the depth most gives it place, kind and words.
    """
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.at):
        last = merged[-1] if merged else None
        if last is None or mark.at - last.at >= gap:
            merged.append(mark)
            continue
        stronger = mark if abs(mark.jump) > abs(last.jump) else last
        merged[-1] = replace(stronger, sources=last.sources + mark.sources)
    return merged


def headline(chart: DepthPicture) -> str:
    """Return the stage and where it is heading: "Trusted, and growing"."""
    last = chart.samples[-1]
    before = _score_at(chart.samples, last.at - _TREND)
    word = stage_of(last.score).word
    if last.score >= before + 1:
        return _("{stage}, and growing").format(stage=word)
    if last.score <= before - 1:
        return _("{stage}, and fading").format(stage=word)
    return _("{stage}, and steady").format(stage=word)


def describe(chart: DepthPicture) -> str:
    """Return the chart in words, for those who do not see it."""
    first, last = chart.samples[0], chart.samples[-1]
    change = shown(last.score) - shown(first.score)
    since = _month_and_year(chart.since, chart.now)
    if change > 0:
        moved = _("up {points} since {month}").format(points=change, month=since)
    elif change < 0:
        moved = _("down {points} since {month}").format(points=-change, month=since)
    else:
        moved = _("the same as in {month}").format(month=since)
    parts = [
        _("Depth {depth}, {stage}; {moved}; likely between {low} and {high}.").format(
            depth=shown(last.score),
            stage=stage_of(last.score).word,
            moved=moved,
            low=round(last.low),
            high=round(last.high),
        )
    ]
    events = {source for mark in chart.marks for source in mark.sources}
    if events:
        latest = chart.marks[-1]
        parts.append(
            ngettext(
                "{count} event, the latest in {month}: {event}.",
                "{count} events, the latest in {month}: {event}.",
                len(events),
            ).format(
                count=len(events),
                month=_month_and_year(latest.at, chart.now),
                event=latest.text,
            )
        )
    else:
        parts.append(_("Nothing has been logged in this time."))
    return " ".join(parts)


def _score_at(samples: Sequence[Sample], at: datetime) -> float:
    return next((sample.score for sample in reversed(samples) if sample.at <= at), samples[0].score)


def _month_and_year(at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    month = month_name(local.month)
    if now - at < timedelta(days=330):
        return month
    return _("{month} {year}").format(month=month, year=local.year)


class _Events:
    """One customer's records as marks."""

    def __init__(
        self,
        touchpoints: Iterable[Touchpoint],
        promises: Iterable[Promise],
        gestures: Iterable[Gesture],
        answers: Iterable[Answer],
    ) -> None:
        self._touchpoints = {touchpoint.id: touchpoint for touchpoint in touchpoints}
        self._promises = {promise.id: promise for promise in promises}
        self._gestures = {gesture.id: gesture for gesture in gestures}
        self._answers = {answer.id: answer for answer in answers}

    def marks(self, lines: Iterable[LedgerLine], now: datetime) -> Iterable[Mark]:
        """Yield a mark for each line of the ledger, and for what happened without moving it."""
        moved: defaultdict[UUID, set[datetime]] = defaultdict(set)
        for line in lines:
            if line.source_id is not None:
                moved[line.source_id].add(line.at)
                kind, text = self._words(line.source_id, line.at)
                yield Mark(line.at, (line.source_id,), kind, text, line.jump)
        for touchpoint in self._touchpoints.values():
            at = touchpoint.happened_at
            if at <= now and at not in moved[touchpoint.id]:
                yield Mark(at, (touchpoint.id,), *self._words(touchpoint.id, at), 0.0)
        for gesture in self._gestures.values():
            if (
                gesture.status is GestureStatus.GIVEN
                and gesture.given_on is not None
                and gesture.id not in moved
            ):
                at = evidence.day_began(gesture.given_on, now.tzinfo or UTC)
                if at <= now:
                    yield Mark(at, (gesture.id,), *self._words(gesture.id, at), 0.0)

    def _words(self, source_id: UUID, at: datetime) -> tuple[MarkKind, str]:
        if gesture := self._gestures.get(source_id):
            theirs = _("They gave you: {title}").format(title=gesture.title)
            return MarkKind.GESTURE, gesture.title if gesture.by is Side.US else theirs
        if promise := self._promises.get(source_id):
            return _promise_words(promise)
        if answer := self._answers.get(source_id):
            kind = MarkKind.DOUBT if answer.fair is False else MarkKind.CONVERSATION
            return kind, told_about(answer.topic)
        touchpoint = self._touchpoints[source_id]
        kind = _MARK_OF.get(touchpoint.kind, MarkKind.CONVERSATION)
        if at == touchpoint.happened_at:
            bad = touchpoint.feeling is not None and touchpoint.feeling < 0
            return MarkKind.HARM if bad else kind, kind_word(touchpoint.kind)
        if touchpoint.kind is Kind.COMPLAINT:
            return MarkKind.SIGN, _("Complaint put right")
        if at == touchpoint.answered_at:
            return kind, _("Enquiry answered")
        return MarkKind.HARM, _("Enquiry left waiting")


def _promise_words(promise: Promise) -> tuple[MarkKind, str]:
    if promise.outcome is PromiseOutcome.KEPT:
        return MarkKind.PROMISE, _("Promise kept: {text}").format(text=promise.text)
    if promise.outcome is PromiseOutcome.LATE:
        return MarkKind.HARM, _("Promise kept late: {text}").format(text=promise.text)
    return MarkKind.HARM, _("Promise broken: {text}").format(text=promise.text)
