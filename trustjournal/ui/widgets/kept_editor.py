"""What is typed in an editor among other things, kept until it is saved or given up."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.ui.drafts import Typed, drafts_of
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.note_editor import NoteEditor

MakeTyped = Callable[[str], Typed]
"""Returns the draft of a text."""


class KeptEditor(QObject):
    """The draft of one `editor`, at `place`; it lives until the last words asked for are saved."""

    def __init__(
        self, editor: NoteEditor, session: JournalSession, place: str, typed_of: MakeTyped
    ) -> None:
        self._drafts = drafts_of(session)
        super().__init__(self._drafts)
        self._editor, self._session = editor, session
        self._place, self._typed_of = place, typed_of
        self._asked, self._written, self._ended = False, False, False
        typed = self._drafts.at(place)
        if typed is not None:
            (text,) = typed.values.values()
            editor.bring_back(msgspec.json.decode(text, type=str))
            self._drafts.take_up(place)
        editor.box.textChanged.connect(self._keep)
        editor.saved.connect(self._ask)
        editor.ended.connect(self._end)

    def _keep(self) -> None:
        if self._editor.is_changed():
            self._drafts.keep(self._place, self._typed_of(self._editor.box.toPlainText()))
        else:
            self._drafts.drop(self._place)

    def _ask(self, _text: str) -> None:
        """Find out what becomes of the save that is being asked for."""
        self._asked, self._written = True, False
        self._session.changed.connect(self._write)
        # Answered behind the save, as everything is in the order it was asked for.
        self._session.read(_nothing, self._answer, self._answer)

    def _write(self, _touched: object) -> None:
        self._written = True

    def _answer(self, _nothing: object) -> None:
        self._session.changed.disconnect(self._write)
        self._asked = False
        if self._ended:
            self._leave(gone=self._written)

    def _end(self) -> None:
        self._ended = True
        if not self._asked:
            self._leave(gone=True)

    def _leave(self, *, gone: bool) -> None:
        """Let go of words that are saved or given up; what was refused stays a draft."""
        if gone:
            self._drafts.drop(self._place)
        self.deleteLater()


def _nothing(_connection: Connection) -> None:
    """Ask for nothing."""
