"""Everybody's names as the capture line and the people pickers ask for them, kept fresh."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from trustjournal.domain.capture import Names, Person
from trustjournal.domain.capture_words import name_words
from trustjournal.domain.records import (
    Customer,
    Record,
)
from trustjournal.errors import TrustJournalError
from trustjournal.store import queries
from trustjournal.ui.session import JournalSession


@dataclass(frozen=True, slots=True)
class NameList:
    """One reading of the names: the people by id, and the index over them."""

    people: dict[UUID, Person]
    names: Names


_NOBODY = NameList({}, Names(()))
"""What is known before the names are read."""


class KnownNames(QObject):
    """The index of names of one session; `changed` fires when somebody came, went or was renamed.

    It is read and built on the worker, so that no number of people delays a key. `read` fires after
    each reading, one that was refused too. Ask for it with `known_names`: all who need it share
    one.
    """

    changed = Signal()
    read = Signal()

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._session = session
        self._list = _NOBODY
        self._asked = 0
        self._refused = False
        session.changed.connect(self._announced)
        self._refresh()

    @property
    def is_known(self) -> bool:
        """Whether the names were read at all."""
        return self._list is not _NOBODY

    @property
    def is_fresh(self) -> bool:
        """Whether these are the names of the journal as it is now."""
        return not self._asked and not self._refused

    @property
    def names(self) -> Names:
        """The index to parse and complete with."""
        return self._list.names

    def name_of(self, customer_id: UUID) -> str:
        """Return the plain name of somebody, "" while it is not known."""
        person = self._list.people.get(customer_id)
        return person.name if person else ""

    def full_name(self, customer_id: UUID) -> str:
        """Return the name that means this person alone, "" while it is not known."""
        person = self._list.people.get(customer_id)
        return self.names.full_name(person) if person else ""

    def suggest(self, beginning: str) -> list[tuple[UUID, str]]:
        """Return whom `beginning` may mean, at most eight, as ids and full names."""
        found = self.names.suggest(name_words(beginning))
        return [(person.id, self.names.full_name(person)) for person in found]

    def try_again(self) -> None:
        """Read the names once more where that was refused."""
        if self._refused:
            self._refresh()

    def _announced(self, types: frozenset[type[Record]]) -> None:
        if Customer in types:
            self._refresh()

    def _refresh(self) -> None:
        self._asked += 1
        self._refused = False
        self._session.read(self._read_names, self._take, self._forgo)

    def _read_names(self, connection: Connection) -> NameList:
        people = {person.id: person for person in queries.people(connection)}
        same = self.is_known and people == self._list.people
        return self._list if same else NameList(people, Names(people.values()))

    def _take(self, names: NameList) -> None:
        self._asked -= 1
        if names is not self._list:
            self._list = names
            self.changed.emit()
        self.read.emit()

    def _forgo(self, error: TrustJournalError) -> None:
        self._asked -= 1
        self._refused = True
        self._session.refused.emit(str(error))
        self.read.emit()


def known_names(session: JournalSession) -> KnownNames:
    """Return the one index of names of this session."""
    return session.findChild(KnownNames) or KnownNames(session)
