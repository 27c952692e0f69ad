"""The sample book while it is there: a line above the pages that offers to remove it."""

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.notices import Banner


def remove_sample(connection: Connection) -> Changeset:
    """Return what takes the whole sample book out of the journal.

    Raises:
        NotFound: nothing of it is there any more.
    """
    # Imported here: together they know every format, and the window starts without any.
    from trustjournal.forgetting import delete_people
    from trustjournal.transfer.sample import rest_of_sample

    people = queries.samples(connection)
    if not people:
        raise NotFound(_("The sample book is gone already."))
    leaving = {one.id for one in people}
    others = rest_of_sample(connection, lambda said: said.customer_id not in leaving)
    changes = delete_people(connection, people).changes
    gone = tuple(Change.delete(one) for one in others)
    return Changeset(_("Remove the sample book"), (*changes, *gone))


def has_sample(connection: Connection) -> bool:
    """Return whether anybody of the sample book is in the journal."""
    return bool(queries.samples(connection))


def sample_gone() -> str:
    """Return what is said once the sample book is removed."""
    return _("The sample book is gone. The journal is all yours.")


class SampleNotice(QObject):
    """Shows the line while there is a sample book, and takes it away with it."""

    def __init__(self, shell: Shell, session: JournalSession, navigator: Navigator) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = session
        self._navigator = navigator
        self.banner: Banner | None = None
        shows = frozenset[type[Record]]({Customer})
        self.freshness = Freshness(shell, session, shows, self.refresh)
        self.freshness.spoil()
        session.writing.turned_read_only.connect(self._take_away)

    def refresh(self) -> None:
        """Look whether the sample book is there."""
        self._session.read(has_sample, self._show)

    def _show(self, there: bool) -> None:
        if there and self.banner is None and not self._session.read_only:
            text = _("This is a sample book. Remove it when you are ready.")
            self.banner = Banner(text, Tone.MUTED, _("Remove it"))
            if self.banner.button is not None:
                self.banner.button.clicked.connect(self._remove)
            self._shell.show_banner(self.banner)
        elif not there:
            self._take_away()

    def _take_away(self, _why: str = "") -> None:
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    def _remove(self) -> None:
        self._session.act(remove_sample, self._removed)

    def _removed(self, _changeset: Changeset) -> None:
        self._navigator.tell(sample_gone())
