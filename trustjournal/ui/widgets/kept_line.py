"""What is typed in a capture line, kept until it is logged and brought back after a crash."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import Connection

from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.ui.drafts import TOUCHPOINT_FORM, drafts_of, line_typed
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.restored_line import RestoredLine

Decision = Callable[[Connection], Changeset]


class KeptLine(QObject):
    """The draft of one line, at `place`; `shown` is the line that says that the words are back."""

    def __init__(self, line: QLineEdit, session: JournalSession, place: str) -> None:
        super().__init__(line)
        self.shown = RestoredLine()
        self._line, self._session, self._place = line, session, place
        self._offered: str | None = None
        self._drafts = drafts_of(session)
        self.shown.start_over.connect(self._start_over)
        self._drafts.found.connect(self.bring_back)

    def text(self) -> str:
        """Return what was typed and not logged."""
        typed = self._drafts.at(self._place)
        return typed.text() if typed else ""

    def offer(self, text: str | None) -> None:
        """Know that `text` is only offered: it takes no place of what the owner typed."""
        self._offered = text

    def keep(self, text: str, draft: Draft) -> None:
        """Keep what is typed, and whom it is about; nothing once nothing is there."""
        if text == self._offered:
            return
        self._offered = None
        if text.strip():
            typed = line_typed(self._session.now(), text, draft.customer_ids, self._place)
            self._drafts.keep(self._place, typed)
        else:
            self._drafts.drop(self._place)
            self.shown.hide()

    def put_aside(self) -> None:
        """Let the words wait until the line is opened again."""
        if typed := self._drafts.at(self._place):
            self._drafts.keep(self._place, msgspec.structs.replace(typed, put_aside=True))

    def hand_over(self) -> None:
        """Know that a full form goes on with the words, which wait here until that is saved."""
        if typed := self._drafts.at(self._place):
            self._drafts.keep(self._place, msgspec.structs.replace(typed, handed=True))

    def bring_back(self) -> None:
        """Show what was typed before and not logged, unless something is typed already."""
        typed = self._drafts.at(self._place)
        if typed is None or self._line.text():
            return
        left = (other.form for _place, other in self._drafts.left())
        if typed.handed and TOUCHPOINT_FORM in left:
            self._drafts.drop(self._place)  # the form has all of it
        else:
            self._line.setText(typed.text())
            self.shown.show()

    def settled(self, decide: Decision) -> Decision:
        """Return a decision that logs the line, and with it takes the draft away."""
        self._drafts.begin_saving(self._place)
        place = self._place

        def decided(connection: Connection) -> Changeset:
            return replace(decide(connection), settles=(place,))

        return decided

    def end_saving(self, *, saved: bool) -> None:
        """Go on after the write that the line was logged with."""
        self._drafts.end_saving(self._place, saved=saved)

    def _start_over(self) -> None:
        self._line.clear()
        self._line.setFocus()
