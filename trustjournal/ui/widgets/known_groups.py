"""The names of businesses, households and groups, for a field that asks where people belong."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from trustjournal.domain.capture import Names, Person
from trustjournal.domain.capture_words import name_words
from trustjournal.store import organising
from trustjournal.store.organising import Group
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.name_popup import MOST


class KnownGroups(QObject):
    """Reads them once; `changed` fires when they are there."""

    changed = Signal()

    def __init__(self, session: JournalSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._named: dict[UUID, str] = {}
        self._names = Names(())
        session.read(organising.groups, self._take)

    def suggest(self, beginning: str) -> list[tuple[UUID, str]]:
        """Return what `beginning` may mean, at most eight; of a blank one the first of all."""
        words = name_words(beginning)
        if not words:
            return list(self._named.items())[:MOST]
        return [(one.id, one.name) for one in self._names.suggest(words)]

    def name_of(self, customer_id: UUID) -> str:
        """Return the name of a group, "" while it is not known."""
        return self._named.get(customer_id, "")

    def _take(self, groups: Sequence[Group]) -> None:
        self._named = {one.id: one.name for one in groups}
        self._names = Names([Person(one.id, one.name, ()) for one in groups])
        self.changed.emit()
