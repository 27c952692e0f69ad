"""Noting one sign of trust, and the sentence that says what it did."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Kind
from trustjournal.services.signs import log_sign
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_saving import depth_moved, depth_of


class SignLog(QObject):
    """Notes signs, each with a toast that says what it did and offers Undo."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator

    def note(self, customer_id: UUID, sign: Kind) -> None:
        """Note that a customer has just shown a sign."""
        logged = _Sign(customer_id, sign, self._session.now(), self._session.zone())
        self._session.act(logged.decide, partial(self._noted, logged))

    def _noted(self, logged: "_Sign", _changeset: Changeset) -> None:
        self._session.read(logged.sentence, self._navigator.tell)


@dataclass(slots=True)
class _Sign:
    """A sign on its way into the journal; both methods run on the worker, `decide` first."""

    customer_id: UUID
    sign: Kind
    now: datetime
    zone: ZoneInfo
    _label: str = ""
    _before: int = 0

    def decide(self, connection: Connection) -> Changeset:
        """Return what is to be written.

        Raises:
            NotFound: the customer has left the journal.
        """
        customer = queries.customer_by_id(connection, self.customer_id)
        check_ins = queries.check_ins_of(connection, [self.customer_id])
        self._before = self._depth(connection)
        changeset = log_sign(customer, self.sign, self.now, self.zone.key, check_ins)
        self._label = changeset.label
        return changeset

    def sentence(self, connection: Connection) -> str:
        """Say what was noted, and what it did to the depth."""
        return f"{self._label}. {depth_moved(self._before, self._depth(connection))}"

    def _depth(self, connection: Connection) -> int:
        return depth_of(connection, self.customer_id, self.now, self.zone)
