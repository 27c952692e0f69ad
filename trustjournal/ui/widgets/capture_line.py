"""The text field of the capture line: its keys, and names completed where they are typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from trustjournal.domain.capture import Completion, complete
from trustjournal.i18n import _
from trustjournal.ui.widgets.known_names import KnownNames
from trustjournal.ui.widgets.name_popup import NamePopup

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaptureLine(QLineEdit):
    """One line of free text with the keys of capture.

    Tab completes a name, from a popup where several fit. What is replaced can be undone like
    anything typed; with nothing to undo here, Ctrl+Z goes to the window.
    """

    entered = Signal()
    form_wanted = Signal()
    escaped = Signal()
    choices_wanted = Signal()
    numbered = Signal(int)

    def __init__(self, known: KnownNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self.popup = NamePopup(self)
        self.popup.chosen.connect(self._complete_with)
        self.setPlaceholderText(_("ana call + loved the oak sample !send quote by fri"))
        self.setAccessibleName(_("Log a touchpoint in one line"))
        self.textEdited.connect(self._narrow)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of a span, as if it had been typed."""
        after = self.cursorPosition() + len(text) - (end - start)
        was_behind = self.cursorPosition() >= end
        self.setSelection(start, end - start)
        self.insert(text)
        if was_behind:
            self.setCursorPosition(after)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and self._claims(event) is not None:
                event.setAccepted(self._claims(event) is True)
                return True
            tab = event.key() == Qt.Key.Key_Tab and not event.modifiers()
            if event.type() is QEvent.Type.KeyPress and tab and self._complete():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        held = Qt.KeyboardModifier
        if key in _ENTER:
            (self.form_wanted if modifiers & held.ControlModifier else self.entered).emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Down:
            self.choices_wanted.emit()
        elif modifiers & held.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.numbered.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def _claims(self, event: QKeyEvent) -> bool | None:
        """Say whether a shortcut of the window is this field's; None leaves it to the field."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.isRedoAvailable()
        if event.key() == Qt.Key.Key_Escape or event.key() in _ENTER:
            return True
        return None

    def _complete(self) -> bool:
        found = self._completions()
        if len(found) == 1:
            self._complete_with(found[0])
        else:
            self.popup.offer([(one.text.strip(), one) for one in found])
        return bool(found)

    def _completions(self) -> list[Completion]:
        return complete(self.text(), self.cursorPosition(), self._known.names)

    def _complete_with(self, completion: Completion) -> None:
        self.replace(completion.start, completion.end, completion.text)

    def _narrow(self) -> None:
        if self.popup.isVisible():
            self.popup.offer([(one.text.strip(), one) for one in self._completions()])
