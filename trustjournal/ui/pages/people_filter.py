"""The people whom a saved filter selects: the list of everyone, narrowed by its search."""

from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import SavedFilter
from trustjournal.domain.records import Record
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.services.saved_filters import delete_filter
from trustjournal.settings import Settings
from trustjournal.store import organising
from trustjournal.ui.dialogs.filter_dialog import FilterDialog
from trustjournal.ui.models.people_model import Wanted
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.people import PeoplePage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.entrance import put_in_order


class FilterPage(PeoplePage):
    """The page of whichever filter `show_filter` names; nobody at first."""

    shows = frozenset[type[Record]]({*PeoplePage.shows, SavedFilter})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(session, navigator, settings)
        self._filter_id: UUID | None = None
        self._kept: SavedFilter | None = None
        self.edit_button = secondary(_("Edit this filter"), "pen-line")
        self.delete_button = quiet(_("Delete this filter"), "trash-2")
        self.add_bar(self.edit_button, self.delete_button)
        self.edit_button.clicked.connect(self._edit)
        self.delete_button.clicked.connect(self._delete)
        for button in self.usual:
            button.hide()
        self.usual = self.edit_button, self.delete_button
        put_in_order([self.keep_button, self.edit_button, self.delete_button])
        self.keep_button.setText(_("Keep as another filter"))
        self._stack.hide()

    def show_filter(self, filter_id: UUID) -> None:
        """Show whom this filter selects."""
        if filter_id != self._filter_id:
            self._filter_id, self._kept = filter_id, None
            self._stack.hide()
            self.head.set_lead("")
            self.narrowing.clear()
        self.freshness.spoil()

    def refresh(self) -> None:
        """Read the filter anew, then everyone."""
        if self._filter_id is not None:
            query = partial(organising.filter_by_id, filter_id=self._filter_id)
            self._session.read(query, self._show, self._gone)

    def _show(self, kept: SavedFilter) -> None:
        if kept.id != self._filter_id:
            return
        self._kept = kept
        self.head.set_title(kept.title)
        self.narrowing.set_base(kept.query)
        super().refresh()

    def _narrow(self, wanted: Wanted) -> None:
        super()._narrow(wanted)
        # Before the filter has found anybody, those of the one before would show.
        self._stack.setVisible(self._kept is not None)

    def _gone(self, _error: TrustJournalError) -> None:
        self._filter_id = None
        self._navigator.open_page("people")

    def _show_everyone(self) -> None:
        if self.narrowing.is_narrowed():
            super()._show_everyone()
        else:
            self._edit()

    def _edit(self) -> None:
        if self._kept is not None:
            kept = self._kept
            FilterDialog(kept, kept.query, self._session, self._navigator, self).open()

    def _delete(self) -> None:
        if self._kept is not None:
            self._session.act(partial(_deleted, self._kept.id), self._deleted)

    def _deleted(self, changeset: Changeset) -> None:
        self._navigator.tell(changeset.label)


def _deleted(filter_id: UUID, connection: Connection) -> Changeset:
    return delete_filter(organising.filter_by_id(connection, filter_id))
