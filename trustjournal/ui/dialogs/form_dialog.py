"""What every full form is made of: a title, rows, one sentence for what is wrong, Save and Cancel.

A form that is closed unsaved asks nothing: what it held is kept as a draft, and the next form of
the same thing begins with it.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.ui.dialogs.form_draft import Decision, FormDraft
from trustjournal.ui.dialogs.form_page import MARGIN, FormPage
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.restored_line import RestoredLine
from trustjournal.ui.widgets.screen_room import screen_room


class FormDialog(QDialog):
    """Subclasses add fields to `page`, then call `begin`; `decide` says what saving does.

    `about` names the thing the form is for, such as a record's id and revision.
    """

    def __init__(
        self,
        title: str,
        about: Hashable,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigator = navigator
        self.page = FormPage()
        self.fields, self.rows = self.page.fields, self.page.rows
        self.draft = FormDraft(self, self.page, about, session)
        self._saving = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.fault = PlainLabel("", TypeRole.BODY, Tone.CLAY, wrap=True)
        self.fault.hide()
        self._restored = RestoredLine()
        self._restored.start_over.connect(self.draft.start_over)
        self.draft.restored.connect(self._restored.setVisible)
        self.save_button = primary(_("Save"))
        self.cancel_button = quiet(_("Cancel"))
        self._lay_out(title)

    def begin(self, values: Mapping[str, Any]) -> None:
        """Show `values`, or what an unsaved form of the same thing held."""
        self.page.set_values(values)
        self.draft.begin()

    def is_clean(self) -> bool:
        """Return whether nothing was written since `begin`."""
        return self.draft.is_clean()

    def values(self) -> dict[str, Any]:
        """Return what every field holds, by name."""
        return self.page.values()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what is to be done with the values, to be called on the worker.

        Raises:
            InvalidEntry: a value cannot be read.
        """
        raise NotImplementedError

    def done_sentence(self) -> str:
        """Return what the toast says once it is saved."""
        return _("Saved.")

    def save(self) -> None:
        """Write what the form says, or show what is wrong and keep every word."""
        if self._saving:
            return
        try:
            self.page.check()
            decision = self.decide(self.values())
        except InvalidEntry as error:
            self.say(str(error))
            return
        self._saving = True
        self.say("")
        self.session.act(self.draft.settled(decision), self._saved, self._refused)

    def say(self, sentence: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            self.resize(self.size().expandedTo(self._wanted()))
            announce(self, sentence)

    def reject(self) -> None:
        self.draft.put_aside()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.page.arrange(event.size().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        # First, because a dialog takes its place on the screen by the size it has at that moment.
        self.resize(self._wanted())
        super().showEvent(event)
        self.page.focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.size().expandedTo(self._wanted()))
        return super().eventFilter(watched, event)

    def _saved(self, _changeset: Changeset) -> None:
        self.draft.end_saving(saved=True)
        self.navigator.tell(self.done_sentence())
        self.accept()

    def _refused(self, error: TrustJournalError) -> None:
        self._saving = False
        self.draft.end_saving(saved=False)
        self.say(str(error))

    def _wanted(self) -> QSize:
        """Return the size at which nothing needs to scroll, if the screen allows it."""
        room = screen_room(self).size() - QSize(32, 64)
        width = min(self.page.wanted_width(), room.width())
        self.page.arrange(width)
        empty = self._scroller.sizeHint().expandedTo(self._scroller.minimumSizeHint())
        rest = self._column.totalHeightForWidth(width) - empty.height()
        return QSize(width, min(self.page.wanted_height(width) + rest, room.height()))

    def _lay_out(self, title: str) -> None:
        self.page.installEventFilter(self)
        self._scroller = QScrollArea()
        self._scroller.setWidget(self.page)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        head.addWidget(self._restored)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 22, 0, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._scroller, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self.save_button.setAccessibleDescription(_("Ctrl+Enter"))
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        hint = PlainLabel(_("Ctrl+Enter saves."), TypeRole.SMALL, Tone.MUTED)
        buttons.addWidget(hint)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.save_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.setSpacing(10)
        foot.addWidget(self.fault)
        foot.addLayout(buttons)
        return foot


def currency(connection: Connection) -> str:
    """Return the currency in which this journal counts, "" where none was set."""
    return queries.preferences(connection).currency
