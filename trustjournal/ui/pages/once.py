"""Lets a key that is pressed twice before the first press is answered do its deed once."""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.errors import TrustJournalError
from trustjournal.ui.session import JournalSession


class Once(QObject):
    """Hands deeds to the session, each only while the same one is not on its way already."""

    def __init__(self, session: JournalSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._under_way: set[Hashable] = set()

    def act(
        self,
        deed: Hashable,
        decide: Callable[[Connection], Changeset],
        done: Callable[[Changeset], None],
    ) -> None:
        """Do a deed; `done` is called once it is on the disk."""
        if deed not in self._under_way:
            self._under_way.add(deed)
            refused = partial(self._refused, deed)
            self._session.act(decide, partial(self._done, deed, done), refused)

    def _done(
        self, deed: Hashable, done: Callable[[Changeset], None], changeset: Changeset
    ) -> None:
        self._under_way.discard(deed)
        done(changeset)

    def _refused(self, deed: Hashable, error: TrustJournalError) -> None:
        self._under_way.discard(deed)
        self._session.refused.emit(str(error))
