"""The table of people: it finds a name as one types, edits in place, and keeps its place."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from trustjournal.i18n import _
from trustjournal.ui.models.people_lines import EDITABLE, PeopleColumn, PersonLine
from trustjournal.ui.models.people_model import PeopleModel
from trustjournal.ui.widgets.data_table import DataTable
from trustjournal.ui.widgets.people_cells import ROW_HEIGHT, PeopleDelegate

_SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class PeopleTable(DataTable):
    """Shows a `PeopleModel`; whoever was selected and current stays so when lines move."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), ROW_HEIGHT, parent)
        self.people = model
        self._delegate = PeopleDelegate(self)
        self._held: list[Callable[[], None]] = []
        self._selected: set[UUID] = set()
        self._current: UUID | None = None
        self._column, self._scrolled = 0, 0
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._return_to_place)
        # An editor still stands while it says that it closes.
        self._delegate.closeEditor.connect(self._take_held, Qt.ConnectionType.QueuedConnection)
        self.typed.connect(self._find_name)

    def take(self, news: Callable[[], None]) -> None:
        """Let `news` change the model, but not under an editor: Qt would drop what is typed."""
        self._held.append(news)
        self._take_held()

    def chosen(self) -> list[PersonLine]:
        """Return the lines selected, from the top."""
        return [self.people.line(row) for row in self.chosen_rows()]

    def edit_here(self) -> None:
        """Edit the current cell, or the name where that one cannot be edited."""
        index = self.currentIndex()
        if index.isValid():
            column = index.column() if index.column() in EDITABLE else int(PeopleColumn.NAME)
            self.setCurrentIndex(self.people.index(index.row(), column))
            self.edit(self.currentIndex())

    def edit_again(self, customer_id: UUID, column: int, value: Any) -> None:
        """Open the editor of a cell with what could not be kept."""
        for row in self.people.rows_of({customer_id}):
            self._delegate.kept = customer_id, column, value
            self.setCurrentIndex(self.people.index(row, column))
            self.edit(self.currentIndex())

    def _take_held(self) -> None:
        while self._held and self.state() is not QAbstractItemView.State.EditingState:
            self._held.pop(0)()

    def _find_name(self, text: str) -> None:
        here = self.currentIndex().row()
        row = self.people.find(text, max(here + (len(text) == 1), 0))
        if row >= 0:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.people.index(row, column))

    def _remember_place(self) -> None:
        self._selected = {line.customer.id for line in self.chosen()}
        current = self.currentIndex()
        self._column = max(current.column(), 0)
        self._current = self.people.line(current.row()).customer.id if current.isValid() else None
        self._scrolled = self.verticalScrollBar().value()

    def _return_to_place(self) -> None:
        if not self.people.rowCount():
            return
        last = self.people.columnCount() - 1
        selection = QItemSelection()
        for row in self.people.rows_of(self._selected):
            selection.select(self.people.index(row, 0), self.people.index(row, last))
        rows = self.people.rows_of({self._current} if self._current else ())
        current = self.people.index(rows[0] if rows else 0, self._column)
        chooser = self.selectionModel()
        chooser.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        if selection.isEmpty():
            chooser.select(current, _SELECT)
        else:
            chooser.select(selection, _SELECT)
        self.verticalScrollBar().setValue(self._scrolled)
        self.scrollTo(current)
