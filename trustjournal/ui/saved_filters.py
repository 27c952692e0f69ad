"""Keeps the saved filters in the sidebar as the journal has them, and does what is asked there."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import SavedFilter
from trustjournal.domain.records import Record
from trustjournal.services.saved_filters import delete_filter, move_filter
from trustjournal.store import organising
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.side_filters import SideFilters


class SavedFilters(QObject):
    """Fills the part of the sidebar that has them; `window` is what their form opens over."""

    shows = frozenset[type[Record]]({SavedFilter})

    def __init__(
        self,
        side: SideFilters,
        session: JournalSession,
        navigator: Navigator,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._side = side
        self._session = session
        self._navigator = navigator
        self._window = window
        self._filters: dict[UUID, SavedFilter] = {}
        side.chosen.connect(navigator.open_filter)
        side.edit_wanted.connect(self._edit)
        side.move_wanted.connect(self._move)
        side.delete_wanted.connect(self._delete)
        # Not on the part itself: without filters it is hidden, and would never hear of the first.
        around = side.parentWidget() or window
        self.freshness = Freshness(around, session, self.shows, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read them anew."""
        self._session.read(organising.saved_filters, self._show)

    def _show(self, filters: Sequence[SavedFilter]) -> None:
        self._filters = {one.id: one for one in filters}
        self._side.set_filters([(one.id, one.title) for one in filters])

    def _edit(self, filter_id: UUID) -> None:
        # Only here: a form and all that it is made of would make the start longer.
        from trustjournal.ui.dialogs.filter_dialog import FilterDialog

        kept = self._filters[filter_id]
        FilterDialog(kept, kept.query, self._session, self._navigator, self._window).open()

    def _move(self, filter_id: UUID, by: int) -> None:
        self._act(partial(_moved, filter_id, by))

    def _delete(self, filter_id: UUID) -> None:
        self._act(partial(_deleted, filter_id))

    def _act(self, decide: Callable[[Connection], Changeset]) -> None:
        self._session.act(decide, self._tell)

    def _tell(self, changeset: Changeset) -> None:
        self._navigator.tell(changeset.label)


def _moved(filter_id: UUID, by: int, connection: Connection) -> Changeset:
    return move_filter(organising.saved_filters(connection), filter_id, by)


def _deleted(filter_id: UUID, connection: Connection) -> Changeset:
    return delete_filter(organising.filter_by_id(connection, filter_id))
