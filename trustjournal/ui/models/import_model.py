"""The tables of an import: the people to come, and what is wrong in the file."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from trustjournal.domain.records import Customer
from trustjournal.exchange.contacts import Contact
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _
from trustjournal.transfer import Found
from trustjournal.ui.widgets.label import tooltip

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_SHOWN = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)

# Without it a number such as +34 600 reads 600 34+ where the page runs right to left.
_LEFT_TO_RIGHT = "\u200e"

FAMILIAR = 5
"""The column that says whom somebody looks like."""


class _TextTable(QAbstractTableModel):
    """A table of words, made when a cell is looked at."""

    heads: tuple[str, ...] = ()

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _SHOWN:
            return None
        words = self.cell(index.row(), index.column())
        return tooltip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def cell(self, row: int, column: int) -> str:
        """Return the words of one cell."""
        raise NotImplementedError


class ContactsModel(_TextTable):
    """The people of a file, and whom of the journal each looks like."""

    heads = (
        _("Name"),
        _("Company"),
        _("Phone"),
        _("E-mail"),
        _("Tags"),
        _("Looks like"),
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contacts: Sequence[Contact] = ()
        self._found: Mapping[int, Found] = {}

    def show(self, contacts: Sequence[Contact], found: Mapping[int, Found]) -> None:
        """Show contacts; `found` are those that look like somebody, by row of the file."""
        self.beginResetModel()
        self._contacts, self._found = contacts, found
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._contacts)

    def cell(self, row: int, column: int) -> str:
        """Return the words of one cell."""
        contact = self._contacts[row]
        if column == FAMILIAR:
            found = self._found.get(contact.row)
            return _likeness(found) if found else ""
        return _words(contact.customer, column)


class ProblemsModel(_TextTable):
    """What is wrong in a file, by row."""

    heads = (_("Row"), _("What is wrong"))

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()

    def show(self, problems: Sequence[Problem]) -> None:
        """Show problems, in their order."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._problems)

    def cell(self, row: int, column: int) -> str:
        """Return the words of one cell."""
        problem = self._problems[row]
        return problem.text if column else QLocale().toString(problem.row)


def _words(customer: Customer, column: int) -> str:
    if column == 0:
        return customer.name
    if column == 1:
        return customer.company
    if column == 2:
        return ", ".join(_LEFT_TO_RIGHT + one.value for one in customer.phones)
    if column == 3:
        return ", ".join(one.value for one in customer.emails)
    return ", ".join(customer.tags)


def _likeness(found: Found) -> str:
    return _("{name} ({reason})").format(name=found.existing.name, reason=found.reason.word)
