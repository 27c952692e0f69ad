"""What a cell of the list of people answers to each role that Qt asks for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QColor

from trustjournal.domain import words
from trustjournal.domain.depth import stage_of
from trustjournal.ui import theme
from trustjournal.ui.models.people_lines import PeopleColumn, PersonLine
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.label import tooltip

Answer = Callable[[PersonLine, int, float | None, date], Any]
"""Answers for a line and a column, with the depth where it is known, and the day it is."""

TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter

LINE_ROLE = Qt.ItemDataRole.UserRole
"""Answers the whole `PersonLine` of a row."""

DEPTH_ROLE = Qt.ItemDataRole.UserRole + 1
"""Answers the depth of a row from 0 to 100, None while it is not known."""


def _text(line: PersonLine, column: int, depth: float | None, _today: date) -> str:
    if column != PeopleColumn.DEPTH:
        return line.cells[column]
    return "…" if depth is None else stage_of(depth).word


def _ink(line: PersonLine, column: int, _depth: float | None, today: date) -> QColor | None:
    if column != PeopleColumn.CHECK_IN:
        return None
    late = line.due_on is not None and line.due_on < today
    return theme.colour(Tone.CLAY if late else Tone.INK)


def _alignment(
    _line: PersonLine, column: int, _depth: float | None, _today: date
) -> Qt.AlignmentFlag | None:
    return TRAILING if column == PeopleColumn.VALUE else None


def _tooltip(line: PersonLine, column: int, _depth: float | None, _today: date) -> str:
    return tooltip(_hint(line, column))


def _spoken(line: PersonLine, column: int, depth: float | None, today: date) -> str:
    if column == PeopleColumn.NAME:
        return ", ".join(filter(None, (line.customer.name, line.customer.company)))
    if column == PeopleColumn.DEPTH and depth is None:
        return ""
    return _text(line, column, depth, today)


def _whole(line: PersonLine, _column: int, _depth: float | None, _today: date) -> PersonLine:
    return line


def _deep(_line: PersonLine, _column: int, depth: float | None, _today: date) -> float | None:
    return depth


ANSWERS: dict[int, Answer] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ForegroundRole: _ink,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
    Qt.ItemDataRole.ToolTipRole: _tooltip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    LINE_ROLE: _whole,
    DEPTH_ROLE: _deep,
}
"""By role; what is not in it has no answer."""


def _hint(line: PersonLine, column: int) -> str:
    """Say what a cell has no room for."""
    if column == PeopleColumn.LAST_TOUCH and line.last_on:
        return _long_day(line.last_on)
    if column == PeopleColumn.CHECK_IN and line.check_in:
        said = [_long_day(line.due_on)] if line.due_on else []
        if line.check_in.every_days:
            said.append(words.sentence(words.every(line.check_in.every_days)))
        return "\n".join((*said, *([line.check_in.about] if line.check_in.about else [])))
    if column == PeopleColumn.NAME:
        return "\n".join(filter(None, (line.customer.name, line.customer.company)))
    return line.cells[column]


def _long_day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
