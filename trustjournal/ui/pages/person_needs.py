"""What the tab of needs and fairness asks for, of whoever is shown in it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Topic
from trustjournal.domain.records import (
    Answer,
    Customer,
)
from trustjournal.errors import NotFound, TrustJournalError
from trustjournal.i18n import _
from trustjournal.services import needs
from trustjournal.store import queries
from trustjournal.store.rows import by_ids
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.needs_pane import NeedsPane
from trustjournal.ui.widgets.note_editor import NoteEditor


class PersonNeeds(QObject):
    """Writes what the owner notes, and says so in a toast with Undo."""

    def __init__(self, session: JournalSession, navigator: Navigator, pane: NeedsPane) -> None:
        super().__init__(pane)
        self._session = session
        self._navigator = navigator
        self._pane = pane
        pane.told.connect(self._tell)
        pane.corrected.connect(self._correct)
        pane.handled.connect(self._handle)
        pane.confirmed.connect(self._confirm)
        pane.removed.connect(self._remove)

    def _tell(self, topic: Topic, text: str, fair: bool | None) -> None:
        if self._pane.customer is not None:
            now = self._session.now()
            self._save(partial(_told, self._pane.customer, topic, text, fair, now))

    def _correct(self, answer: Answer, text: str, fair: bool | None) -> None:
        self._save(_with_fresh(answer, partial(needs.correct_answer, text=text, fair=fair)))

    def _handle(self, risk: Answer, done: str) -> None:
        self._save(_with_fresh(risk, partial(needs.note_done, done=done)))

    def _confirm(self, answer: Answer) -> None:
        now = self._session.now()
        decide = _with_fresh(answer, partial(needs.confirm_answer, now=now))
        self._session.act(decide, partial(self._say, _("Noted: still so.")))

    def _remove(self, answer: Answer) -> None:
        decide = _with_fresh(answer, needs.delete_answer)
        self._session.act(decide, partial(self._say, _("Answer deleted.")))

    def _save(self, decide: Callable[[Connection], Changeset]) -> None:
        """Write what is in the open editor; it stays open with a sentence where that cannot be."""
        editor = self._pane.editor()
        if editor is not None:
            self._session.act(decide, partial(self._saved, editor), partial(self._refused, editor))

    def _saved(self, editor: NoteEditor, _changeset: Changeset) -> None:
        if self._pane.editor() is editor:
            self._pane.end_editing()
        self._navigator.tell(_("Noted."))

    def _refused(self, editor: NoteEditor, error: TrustJournalError) -> None:
        if self._pane.editor() is editor:
            editor.refuse(str(error))
        else:  # the owner has left it behind
            self._navigator.say(str(error))

    def _say(self, said: str, _changeset: Changeset) -> None:
        self._navigator.tell(said)


def _told(
    customer: Customer,
    topic: Topic,
    text: str,
    fair: bool | None,
    now: datetime,
    connection: Connection,
) -> Changeset:
    known = queries.answers_of(connection, [customer.id])
    return needs.answer_topic(customer, topic, text, known, now, fair=fair)


def _with_fresh(
    answer: Answer, service: Callable[[Answer], Changeset]
) -> Callable[[Connection], Changeset]:
    """Let a service decide on an answer as it is now."""

    def decide(connection: Connection) -> Changeset:
        found = by_ids(connection, Answer, [answer.id])
        if answer.id not in found:
            raise NotFound(_("This is no longer in the journal."))
        return service(found[answer.id])

    return decide
