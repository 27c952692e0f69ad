"""The ledger of one trust as a bank statement: what moved it, what is still to come, the totals.

Every figure is exact. Beside it stands one in whole tenths of a point, to be shown, rounded so
that the column adds up as it is read: the sums of all jumps and of all fading so far are each
rounded, and a line shows by how much its sum grew. No figure is off by more than a tenth.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import Evidence, LedgerLine


class LineKind(StrEnum):
    """What a line of the statement tells."""

    OPENING = "opening"
    EVENT = "event"
    FADING = "fading"
    TO_COME = "to come"


@dataclass(frozen=True, slots=True)
class Points:
    """An amount of depth: exact, and in tenths of a point as it is shown."""

    exact: float
    tenths: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it moved the depth by, and the depth after it; both None before it counts.

    An event has a source and what it says; fading goes from `since` to `at`.
    """

    kind: LineKind
    at: datetime
    change: Points | None
    depth: Points | None
    source_id: UUID | None = None
    evidence: tuple[Evidence, ...] = ()
    since: datetime | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions it speaks to, each once, in their order."""
        said = {item.question for item in self.evidence}
        return tuple(question for question in Question if question in said)


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines, newest first, and opening + jumps + fading = depth, exactly and as shown.

    The statement of one question tells its share of the depth, at most 100 times its weight; the
    shares of all questions add up to the depth.
    """

    lines: tuple[Line, ...]
    opening: Points
    jumps: Points
    fading: Points
    depth: Points
    question: Question | None = None


def statement(
    evidence: Iterable[Evidence],
    now: datetime,
    settings: depth.Settings = depth.DEFAULT,
    question: Question | None = None,
) -> Statement:
    """Return the statement at `now` of everything, or of what speaks to one question."""
    now = now.astimezone(UTC)
    said = [item for item in evidence if question in (None, item.question)]
    by_event: defaultdict[tuple[datetime, UUID], list[Evidence]] = defaultdict(list)
    for item in said:
        by_event[item.at.astimezone(UTC), item.source_id].append(item)
    events = {key: tuple(items) for key, items in by_event.items()}
    ledger = depth.ledger(said, now, settings)
    writer = _Writer(_opening(settings, question), ledger[0].at, _others(settings, question))
    for line in ledger:
        writer.add(line, events)
    to_come = sorted((key for key in events if key[0] > now), reverse=True)
    waiting = [Line(LineKind.TO_COME, at, None, None, one, events[at, one]) for at, one in to_come]
    jumps, fading = writer.sums()
    return Statement(
        lines=(*waiting, *reversed(writer.lines)),
        opening=writer.opening,
        jumps=jumps,
        fading=fading,
        depth=Points(ledger[-1].depth - writer.others, writer.tenths),
        question=question,
    )


def _opening(settings: depth.Settings, question: Question | None) -> float:
    return 100 * settings.prior_mean * (settings.weights[question] if question else 1.0)


def _others(settings: depth.Settings, question: Question | None) -> float:
    """Return the depth that the other questions hold where nothing speaks to them."""
    return 100 * settings.prior_mean - _opening(settings, question)


class _Writer:
    """Writes the lines oldest first, and keeps the sums from which their tenths come."""

    def __init__(self, opening: float, at: datetime, others: float) -> None:
        self.opening = Points(opening, _tenths(opening))
        self.others = others
        self.lines = [Line(LineKind.OPENING, at, None, self.opening)]
        self._jumps = self._fading = 0.0
        self._shown_fading = 0.0  # of which the tenths stand in a line already
        self._faded_at = at

    @property
    def tenths(self) -> int:
        """The depth now, as it is shown."""
        return self.opening.tenths + _tenths(self._jumps) + _tenths(self._shown_fading)

    def add(
        self, line: LedgerLine, events: dict[tuple[datetime, UUID], tuple[Evidence, ...]]
    ) -> None:
        """Write an event of the ledger, and before it the fading where it has come to a tenth."""
        self._fading += line.fading
        last = line.source_id is None
        if last or _tenths(self._fading) != _tenths(self._shown_fading):
            self._fade(line.at, line.depth - line.jump - self.others)
        if line.source_id is None:
            return
        before = _tenths(self._jumps)
        self._jumps += line.jump
        self.lines.append(
            Line(
                LineKind.EVENT,
                line.at,
                Points(line.jump, _tenths(self._jumps) - before),
                Points(line.depth - self.others, self.tenths),
                line.source_id,
                events[line.at, line.source_id],
            )
        )

    def sums(self) -> tuple[Points, Points]:
        """Return all jumps and all fading."""
        return (
            Points(self._jumps, _tenths(self._jumps)),
            Points(self._fading, _tenths(self._fading)),
        )

    def _fade(self, at: datetime, after: float) -> None:
        before, self._shown_fading = self._shown_fading, self._fading
        change = Points(self._shown_fading - before, _tenths(self._shown_fading) - _tenths(before))
        self.lines.append(
            Line(LineKind.FADING, at, change, Points(after, self.tenths), since=self._faded_at)
        )
        self._faded_at = at


def _tenths(points: float) -> int:
    return round(10 * points)
