"""Whoever was deleted and is still in the history, as rows that typing narrows."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.domain import erasing, words
from trustjournal.domain.erasing import Gone
from trustjournal.domain.finding import asked, holds, searched
from trustjournal.domain.search_marks import Marked
from trustjournal.i18n import _
from trustjournal.ui.models.long_list import LongList
from trustjournal.ui.widgets.find_row import FindRole


class GoneModel(LongList):
    """Answers to `FindRole`; a search also finds names that somebody had before."""

    def __init__(self, today: date, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._zone = zone
        self._everyone: list[tuple[str, Gone]] = []
        self.rows: list[Gone] = []

    def set_people(self, people: Sequence[Gone]) -> None:
        """Show these, in their order."""
        self._everyone = [(searched(one.name, "", one.former), one) for one in people]
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show those of them in whose names every word of a text stands."""
        wanted = asked(text)
        self.rows = [one for names, one in self._everyone if holds(names, wanted)]
        self.set_count(len(self.rows))

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        gone = self.rows[index.row()]
        if role == FindRole.TITLE:
            return Marked(gone.name)
        if role == FindRole.TEXT:
            return Marked(self._told(gone))
        if role in (FindRole.FACE, Qt.ItemDataRole.DisplayRole):
            return gone.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{gone.name}, {self._told(gone)}"
        return None

    def _told(self, gone: Gone) -> str:
        when = words.sentence(erasing.deleted(gone.deleted_at, self._today, self._zone))
        if not gone.former:
            return when
        return _("{when}; before: {names}").format(when=when, names=", ".join(gone.former))
