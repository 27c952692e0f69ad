"""Everyone as a table: what is read on the worker, and how it is narrowed, sorted and shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import IntEnum
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.changes import Changeset
from trustjournal.domain.depth import from_sums, stage_of
from trustjournal.domain.matching import fold
from trustjournal.domain.records import CheckIn, Customer, Stage
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.depths import depths
from trustjournal.store.people import depth_settings
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import customer_stage_word

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_STAGES = list(Stage)

LINE_ROLE = Qt.ItemDataRole.UserRole
"""Answers the whole `PersonLine` of a row."""

DEPTH_ROLE = Qt.ItemDataRole.UserRole + 1
"""Answers the depth of a row from 0 to 100, None while it is not known."""


class PeopleColumn(IntEnum):
    """The columns of the list of people, in order."""

    NAME = 0
    LAST_TOUCH = 1
    CHECK_IN = 2
    DEPTH = 3
    TAGS = 4
    STAGE = 5
    VALUE = 6


EDITABLE = frozenset(PeopleColumn) - {PeopleColumn.LAST_TOUCH, PeopleColumn.DEPTH}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words of every line depend on."""

    today: date
    zone: tzinfo
    currency: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as the table shows them: a text and a key to sort by for each column.

    A key of None sorts last in either order; that of the depth is the model's to know.
    """

    customer: Customer
    check_in: CheckIn | None
    last_on: date | None
    cells: tuple[str, ...]
    keys: tuple[Any, ...]
    searched: str

    @property
    def due_on(self) -> date | None:
        """The day of the next check-in, a snooze counted in."""
        if self.check_in is None or self.check_in.due_on is None:
            return None
        return max(self.check_in.due_on, self.check_in.snoozed_until or date.min)


@dataclass(frozen=True, slots=True)
class People:
    """Everyone by name, with what their lines depend on."""

    lines: list[PersonLine]
    setting: Setting

    def tags(self) -> list[str]:
        """Return every tag that somebody has, by name."""
        return sorted({tag for line in self.lines for tag in line.customer.tags}, key=fold)


@dataclass(frozen=True, slots=True)
class Depths:
    """The depth of everyone with evidence, 0 to 100, and that of whoever has none."""

    known: Mapping[UUID, float]
    stranger: float

    def of(self, customer_id: UUID) -> float:
        """Return the depth of one person."""
        return self.known.get(customer_id, self.stranger)


def read_people(connection: Connection, now: datetime, zone: tzinfo) -> People:
    """Return everyone but for their depth, which takes longer to read."""
    setting = Setting(now.date(), zone, queries.preferences(connection).currency)
    last = queries.last_touches(connection, now)
    planned = {found.customer_id: found for found in queries.check_ins(connection)}
    lines = [
        line_of(who, planned.get(who.id), _day(last.get(who.id), zone), setting)
        for who in queries.customers(connection)
    ]
    return People(sorted(lines, key=_by_name), setting)


def read_depths(connection: Connection, now: datetime, zone: tzinfo) -> Depths:
    """Return the depth of everyone."""
    settings = depth_settings(queries.preferences(connection))
    return Depths(depths(connection, now, settings, zone=zone), from_sums({}, settings))


def line_of(
    who: Customer, check_in: CheckIn | None, last_on: date | None, setting: Setting
) -> PersonLine:
    """Return the line of one person."""
    value = who.yearly_value
    bare = PersonLine(who, check_in, last_on, (), (), "")
    due_on, today = bare.due_on, setting.today
    cells = (
        who.name,
        words.sentence(words.ago((today - last_on).days)) if last_on else _("Not yet"),
        _due(due_on, today) if due_on else "",
        "",
        ", ".join(who.tags),
        customer_stage_word(who.stage),
        "" if value is None else priced(value, setting.currency),
    )
    folded = fold("\n".join((who.name, who.company, *who.tags)))
    keys = (folded, last_on, due_on, None, fold(cells[4]) or None, _STAGES.index(who.stage), value)
    return PersonLine(who, check_in, last_on, cells, keys, folded)


class PeopleModel(QAbstractTableModel):
    """The lines that are wanted, in the order chosen.

    `edited` carries the line, the column and the new value of a cell that the owner edited; the
    model changes nothing by itself.
    """

    edited = Signal(object, int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: People | None = None
        self._shown: list[PersonLine] = []
        self._depths: Depths | None = None
        self._words: list[str] = []
        self._stage: Stage | None = None
        self._tag = ""
        self._sorted_by, self._order = 0, Qt.SortOrder.AscendingOrder

    def set_people(self, people: People) -> None:
        """Show other lines; where the same rows stay in the same order nothing else moves."""
        self.people = people
        self._arrange()

    def set_depths(self, depths: Depths) -> None:
        """Show how deep each relationship is."""
        self._depths = depths
        self._arrange()

    def learn(self, changeset: Changeset) -> None:
        """Show at once what was written of customers and check-ins, before all is read again."""
        people = self.people
        if people is None:
            return
        written = [change.after for change in changeset.changes]
        whos = {one.id: one for one in written if isinstance(one, Customer)}
        planned = {one.customer_id: one for one in written if isinstance(one, CheckIn)}
        for place, line in enumerate(people.lines):
            which = line.customer.id
            if which in whos or which in planned:
                who, check_in = whos.get(which), planned.get(which)
                people.lines[place] = line_of(
                    who or line.customer, check_in or line.check_in, line.last_on, people.setting
                )
        self._arrange()

    def narrow(self, text: str, stage: Stage | None, tag: str) -> None:
        """Show only who has all words of `text` in name, company or tags, that stage and tag."""
        self._words, self._stage, self._tag = fold(text).split(), stage, tag
        self._arrange()

    def line(self, row: int) -> PersonLine:
        """Return the line of a row."""
        return self._shown[row]

    def rows_of(self, customer_ids: Collection[UUID]) -> list[int]:
        """Return the rows of those of the people that are shown."""
        rows = enumerate(self._shown)
        return [row for row, line in rows if line.customer.id in customer_ids]

    def find(self, beginning: str, start: int) -> int:
        """Return the next row from `start` on whose name begins so, else a word of it; -1: none."""
        wanted = fold(beginning)
        for test in (_begins, _has_word):
            for step in range(len(self._shown)):
                row = (start + step) % len(self._shown)
                if test(self._shown[row].searched, wanted):
                    return row
        return -1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._order = column, order
        self._arrange()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(PeopleColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return column_words(PeopleColumn(section))
        trails = section == PeopleColumn.VALUE and role == Qt.ItemDataRole.TextAlignmentRole
        return _TRAILING if trails else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole if column == PeopleColumn.DEPTH:
                depth = self._depth(line)
                return "…" if depth is None else stage_of(depth).word
            case Qt.ItemDataRole.DisplayRole:
                return line.cells[column]
            case Qt.ItemDataRole.ForegroundRole if column == PeopleColumn.CHECK_IN:
                late = line.due_on and self.people and line.due_on < self.people.setting.today
                return theme.colour(Tone.CLAY if late else Tone.INK)
            case Qt.ItemDataRole.TextAlignmentRole if column == PeopleColumn.VALUE:
                return _TRAILING
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_hint(line, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(line, column, self._depth(line))
            case _:
                return {LINE_ROLE: line, DEPTH_ROLE: self._depth(line)}.get(role)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.edited.emit(self._shown[index.row()], index.column(), value)
        return True

    def _depth(self, line: PersonLine) -> float | None:
        return self._depths.of(line.customer.id) if self._depths else None

    def _arrange(self) -> None:
        lines = self.people.lines if self.people else []
        shown = self._sorted([line for line in lines if self._fits(line)])
        same = [line.customer.id for line in shown] == [one.customer.id for one in self._shown]
        if same and shown:
            self._shown = shown
            last = self.index(len(shown) - 1, len(PeopleColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _fits(self, line: PersonLine) -> bool:
        return (
            (self._stage is None or line.customer.stage is self._stage)
            and (not self._tag or self._tag in line.customer.tags)
            and all(word in line.searched for word in self._words)
        )

    def _sorted(self, lines: list[PersonLine]) -> list[PersonLine]:
        down = self._order is Qt.SortOrder.DescendingOrder
        keyed = [(self._key(line), line) for line in lines]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=itemgetter(0), reverse=down)
        return [*(line for _key, line in known), *(line for key, line in keyed if key is None)]

    def _key(self, line: PersonLine) -> Any:
        by_depth = self._sorted_by == PeopleColumn.DEPTH
        return self._depth(line) if by_depth else line.keys[self._sorted_by]


@cache
def column_words(column: PeopleColumn) -> str:
    """Return the words above a column."""
    return {
        PeopleColumn.NAME: _("Name"),
        PeopleColumn.LAST_TOUCH: _("Last touch"),
        PeopleColumn.CHECK_IN: _("Next check-in"),
        PeopleColumn.DEPTH: _("Depth"),
        PeopleColumn.TAGS: _("Tags"),
        PeopleColumn.STAGE: _("Stage"),
        PeopleColumn.VALUE: _("Yearly value"),
    }[column]


def _by_name(line: PersonLine) -> str:
    return line.searched


def _begins(searched: str, wanted: str) -> bool:
    return searched.startswith(wanted)


def _has_word(searched: str, wanted: str) -> bool:
    return f" {wanted}" in searched.partition("\n")[0]


def _day(instant: datetime | None, zone: tzinfo) -> date | None:
    return None if instant is None else instant.astimezone(zone).date()


def _due(day: date, today: date) -> str:
    said = words.when(day, today)
    return _("Since {day}").format(day=said) if day < today else words.sentence(said)


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


def _spoken(line: PersonLine, column: int, depth: float | None) -> str:
    if column == PeopleColumn.NAME:
        return ", ".join(filter(None, (line.customer.name, line.customer.company)))
    if column == PeopleColumn.DEPTH:
        return "" if depth is None else stage_of(depth).word
    return line.cells[column]


def _long_day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
