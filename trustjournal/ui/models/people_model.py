"""The table of everyone: how it is narrowed, sorted and searched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Stage
from trustjournal.domain.finding import asked, fold, wears
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import (
    CheckIn,
    Customer,
)
from trustjournal.ui.models.people_answers import ANSWERS, TRAILING
from trustjournal.ui.models.people_lines import (
    EDITABLE,
    Depths,
    People,
    PeopleColumn,
    PersonLine,
    column_words,
    line_of,
)

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be shown: with all words of `text` in name, company or tags, and the rest.

    `group` is the number of what they belong to, 0 for any; `among` are the numbers of those that
    a search found, None without one.
    """

    text: str = ""
    stage: Stage | None = None
    tag: str = ""
    group: int = 0
    among: frozenset[int] | None = None

    def of(
        self, lines: list[PersonLine], members: Mapping[int, frozenset[int]]
    ) -> list[PersonLine]:
        """Return those of the lines that are wanted, in their order."""
        shown = lines
        for word in asked(self.text):
            shown = [line for line in shown if word in line.searched]
        if self.stage is not None:
            shown = [line for line in shown if line.customer.stage is self.stage]
        if self.tag:
            shown = [line for line in shown if wears(line.customer.tags, self.tag)]
        if self.group:
            inside = members.get(self.group, frozenset())
            shown = [line for line in shown if line.number in inside]
        if self.among is not None:
            shown = [line for line in shown if line.number in self.among]
        return shown


class PeopleModel(QAbstractTableModel):
    """The lines that are wanted, in the order chosen.

    `edited` carries the line, the column and the new value of a cell that the owner edited; the
    model changes nothing by itself.
    """

    edited = Signal(object, int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: People | None = None
        self._ordered: list[PersonLine] = []
        self._shown: list[PersonLine] = []
        self._depths: Depths | None = None
        self._wanted = Wanted()
        self._sorted_by, self._order = 0, Qt.SortOrder.AscendingOrder

    def set_people(self, people: People) -> None:
        """Show other lines; where the same rows stay in the same order nothing else moves."""
        if [one.id for one in people.setting.fields] != [one.id for one in self.fields()]:
            self.beginResetModel()  # there are other columns now
            self.people, self._shown, self._ordered = people, [], []
            self._sorted_by = min(self._sorted_by, self.columnCount() - 1)
            self.endResetModel()
        self.people = people
        self._order_lines()

    def fields(self) -> tuple[CustomField, ...]:
        """Return the owner's own fields, whose columns stand behind the others."""
        return self.people.setting.fields if self.people else ()

    def set_depths(self, depths: Depths) -> None:
        """Show how deep each relationship is."""
        self._depths = depths
        if self._sorted_by == PeopleColumn.DEPTH:
            self._order_lines()
        else:
            self._tell_changed()

    def learn(self, changeset: Changeset) -> None:
        """Show at once what was written of customers and check-ins, before all is read again."""
        people = self.people
        if people is None:
            return
        written = [change.after for change in changeset.changes]
        whos = {one.id.int: one for one in written if isinstance(one, Customer)}
        planned = {one.customer_id.int: one for one in written if isinstance(one, CheckIn)}
        lines = list(people.lines)
        for place, line in enumerate(lines):
            if line.number in whos or line.number in planned:
                who = whos.get(line.number, line.customer)
                check_in = planned.get(line.number, line.check_in)
                lines[place] = line_of(who, check_in, line.last_on, people.setting)
        self.people = replace(people, lines=lines, orders={})
        self._order_lines()

    def narrow(self, wanted: Wanted) -> None:
        """Show only some."""
        self._wanted = wanted
        self._arrange()

    def line(self, row: int) -> PersonLine:
        """Return the line of a row."""
        return self._shown[row]

    def rows_of(self, customer_ids: Collection[UUID]) -> list[int]:
        """Return the rows of those of the people that are shown."""
        wanted = {which.int for which in customer_ids}
        rows = enumerate(self._shown) if wanted else ()
        return [row for row, line in rows if line.number in wanted]

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
        self._order_lines()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(PeopleColumn) + len(self.fields())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _words_above(section, self.fields())
        trails = section == PeopleColumn.VALUE and role == Qt.ItemDataRole.TextAlignmentRole
        return TRAILING if trails else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = ANSWERS.get(role) if index.isValid() else None
        if answer is None or self.people is None:
            return None
        line = self._shown[index.row()]
        return answer(line, index.column(), self._depth(line), self.people.setting.today)

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.edited.emit(self._shown[index.row()], index.column(), value)
        return True

    def _depth(self, line: PersonLine) -> float | None:
        return self._depths.of(line) if self._depths else None

    def _order_lines(self) -> None:
        """Put the lines in the order chosen, those without a key last."""
        down = self._order is Qt.SortOrder.DescendingOrder
        if self.people is not None:
            self._ordered = self.people.ordered(self._sorted_by, self._depths, down=down)
        self._arrange()

    def _arrange(self) -> None:
        """Show whoever fits, in that order."""
        shown = self._wanted.of(self._ordered, self.people.members if self.people else {})
        same = len(shown) == len(self._shown) and all(
            one.number == other.number for one, other in zip(shown, self._shown, strict=True)
        )
        if same:
            self._shown = shown
            self._tell_changed()
        else:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _tell_changed(self) -> None:
        """Tell that cells have changed, but no rows."""
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _words_above(section: int, fields: Sequence[CustomField]) -> str:
    own = section - len(PeopleColumn)
    return column_words(PeopleColumn(section)) if own < 0 else fields[own].title


def _begins(searched: str, wanted: str) -> bool:
    return searched.startswith(wanted)


def _has_word(searched: str, wanted: str) -> bool:
    return f" {wanted}" in searched.partition("\n")[0]
