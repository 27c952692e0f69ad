"""The ledger of one person, gathered away from the window, and each of its lines in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QDateTime, QLocale
from sqlalchemy import Connection

from trustjournal.domain import depth, words
from trustjournal.domain.choices import Question
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.ledger_words import (
    Source,
    event_name,
    happened_later,
    own_words,
)
from trustjournal.domain.questions_words import short_word
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.statement import Line, LineKind, Points, Statement, statement
from trustjournal.i18n import _
from trustjournal.store.people import depth_settings
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.widgets.touch_words import beginning

_LONGEST = 300  # characters of a note that a row shows or speaks


class LedgerColumn(IntEnum):
    """The columns of the ledger, in order."""

    DAY = 0
    WHAT = 1
    QUESTION = 2
    CHANGE = 3
    DEPTH = 4


FIGURES = frozenset({LedgerColumn.CHANGE, LedgerColumn.DEPTH})


@dataclass(frozen=True, slots=True)
class Ledger:
    """The statement of one person, the records behind it, and how it was counted."""

    view: PersonView
    statement: Statement
    records: Mapping[UUID, Source]
    settings: depth.Settings

    def head(self, column: LedgerColumn) -> str:
        """Return the head of a column."""
        return {
            LedgerColumn.DAY: _("Day"),
            LedgerColumn.WHAT: _("What moved it"),
            LedgerColumn.QUESTION: _("Speaks to"),
            LedgerColumn.CHANGE: _("Change"),
            LedgerColumn.DEPTH: _("Its share") if self.statement.question else _("Depth"),
        }[column]

    def record(self, line: Line) -> Source | None:
        """Return what a line came from, None for fading and the opening."""
        return self.records.get(line.source_id) if line.source_id else None

    def words(self, line: Line) -> tuple[str, str]:
        """Return what happened, and the beginning of the owner's own words about it."""
        record = self.record(line)
        if record is not None:
            return self._event(line, record), beginning(own_words(record), _LONGEST)
        if line.since is None:
            return _("Where a stranger begins"), ""
        return _("Fading since {day}").format(
            day=words.when(self._day(line.since), self._today)
        ), ""

    def cell(self, line: Line, column: LedgerColumn) -> str:
        """Return the text of a cell."""
        match column:
            case LedgerColumn.DAY:
                if line.source_id is None and line is not self._closing:
                    return ""  # the line below says from when it faded
                return words.sentence(words.when(self._day(line.at), self._today))
            case LedgerColumn.WHAT:
                return ": ".join(part for part in self.words(line) if part)
            case LedgerColumn.QUESTION:
                return ", ".join(short_word(one) for one in line.questions)
            case LedgerColumn.CHANGE:
                if line.kind is LineKind.TO_COME:
                    return _("to come")
                return signed(line.change.tenths / 10) if line.change else ""
            case LedgerColumn.DEPTH:
                return tenths(line.depth) if line.depth else ""

    def whole(self, line: Line, column: LedgerColumn) -> str:
        """Return what a cell has no room for: all words, the hour, a figure in full."""
        match column:
            case LedgerColumn.DAY:
                at = line.at.astimezone(self.view.zone)
                shown = QDateTime(at.year, at.month, at.day, at.hour, at.minute, 0)
                return QLocale().toString(shown, QLocale.FormatType.LongFormat)
            case LedgerColumn.WHAT:
                record = self.record(line)
                head, _beginning = self.words(line)
                return f"{head}\n{own_words(record)}".strip() if record else head
            case LedgerColumn.QUESTION:
                return "\n".join(question_word(one) for one in line.questions)
            case _ if line.kind is LineKind.TO_COME:
                return _("It does not count yet.")
            case LedgerColumn.CHANGE:
                return (
                    _("Exactly {points}").format(points=signed(line.change.exact, 6))
                    if line.change
                    else ""
                )
            case LedgerColumn.DEPTH:
                return (
                    _("Exactly {points}").format(points=_number(line.depth.exact, 6))
                    if line.depth
                    else ""
                )

    def spoken(self, line: Line) -> str:
        """Return the whole line as it is read aloud."""
        change, after = (self.cell(line, one) for one in (LedgerColumn.CHANGE, LedgerColumn.DEPTH))
        said = [
            self.cell(line, LedgerColumn.DAY),
            self.cell(line, LedgerColumn.WHAT).rstrip("."),
            " ".join(question_word(one) for one in line.questions),
            _("{head}: {points}").format(head=self.head(LedgerColumn.CHANGE), points=change)
            if change
            else "",
            _("{head}: {points}").format(head=self.head(LedgerColumn.DEPTH), points=after)
            if after
            else "",
        ]
        return ". ".join(part for part in said if part)

    @property
    def _closing(self) -> Line:
        """The newest line that counts: the fading until now."""
        return next(line for line in self.statement.lines if line.kind is LineKind.FADING)

    @property
    def _today(self) -> date:
        return self.view.today

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.view.zone).date()

    def _event(self, line: Line, record: Source) -> str:
        if not isinstance(record, Touchpoint) or not happened_later(record, line.at):
            return event_name(record, line.at)
        began = words.when(self._day(record.happened_at), self._today)
        if line.kind is LineKind.TO_COME and record.answered_at is None:
            return _("Enquiry of {day}, if left waiting").format(day=began)
        return _("{event}, of {day}").format(event=event_name(record, line.at), day=began)


def read_ledger(view: PersonView, question: Question | None, _connection: Connection) -> Ledger:
    """Return `ledger_of` on the worker: thousands of events take their time."""
    return ledger_of(view, question)


def ledger_of(view: PersonView, question: Question | None = None) -> Ledger:
    """Return the ledger of a person, or what it says about one question."""
    story = view.story
    settings = depth_settings(story.preferences)
    events = (*story.touchpoints, *story.promises, *story.gestures, *story.answers)
    said = statement(story.evidence(view.zone), view.now, settings, question)
    return Ledger(view, said, {event.id: event for event in events}, settings)


def tenths(points: Points) -> str:
    """Write an amount of depth as it is shown: "61.7"."""
    return _number(points.tenths / 10, 1)


def signed(amount: float, decimals: int = 1) -> str:
    """Write a change with its sign: "+2.4", "−1.0", "0.0"."""
    if amount == 0:
        return _number(0.0, decimals)
    return f"{'+' if amount > 0 else '−'}{_number(abs(amount), decimals)}"


def _number(amount: float, decimals: int) -> str:
    return QLocale().toString(amount, "f", decimals)
