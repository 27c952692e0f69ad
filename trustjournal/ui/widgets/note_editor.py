"""A box to change a few words where they stand: it saves on a key and never loses what is in it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.restored_line import not_saved_yet

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 14
_MEASURED = 3000  # characters; more than fit the most lines


class _Box(QPlainTextEdit):
    """Hands the keys that end the editing to its editor."""

    ended = Signal(bool)

    def __init__(self, *, single: bool) -> None:
        super().__init__()
        self._single = single
        self.setTabChangesFocus(True)
        self.setProperty("journal", "true")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        save = _ending(event)
        if save is None and self._single and event.key() in _ENTER:
            save = True
        if save is None:
            super().keyPressEvent(event)
        else:
            self.ended.emit(save)


class NoteEditor(QWidget):
    """Ctrl+Enter saves (Enter too where `single`), Escape leaves everything as it was.

    `saved` fires with the text; the editor stays until it is told that all went well, or shows
    with `refuse` what is wrong. `resized` fires when it needs another height, `ended` when it goes.
    """

    saved = Signal(str)
    cancelled = Signal()
    resized = Signal()
    ended = Signal()

    def __init__(
        self, text: str, name: str, *, single: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._before = text
        self._box_height = 0
        self.box = _Box(single=single)
        self.box.setPlainText(text)
        self.box.setAccessibleName(name)
        self.box.moveCursor(QTextCursor.MoveOperation.End)
        keys = _("Enter saves, Esc leaves it.") if single else _("Ctrl+Enter saves, Esc leaves it.")
        self._keys = keys
        self._hint = PlainLabel(keys, TypeRole.CAPTION, Tone.MUTED, wrap=True)
        self.box.setAccessibleDescription(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.box)
        column.addWidget(self._hint)
        self.setFocusProxy(self.box)
        self.box.ended.connect(self._end)
        self.box.textChanged.connect(self._fit)
        self._fit()

    def is_changed(self) -> bool:
        """Tell whether there is anything to save."""
        return self.box.toPlainText() != self._before

    def bring_back(self, text: str) -> None:
        """Show words that were typed here before and not saved."""
        self.box.setPlainText(text)
        self.box.moveCursor(QTextCursor.MoveOperation.End)
        self._hint.setText(f"{not_saved_yet()} {self._keys}")
        self.box.setAccessibleDescription(self._hint.text())
        self._fit()

    def end(self) -> None:
        """Go: what is in the box is saved, asked to be saved, or given up."""
        self.ended.emit()
        self.hide()
        self.deleteLater()

    def save(self) -> None:
        """Ask for the text to be saved, or leave where it is as it was."""
        if self.is_changed():
            self.saved.emit(self.box.toPlainText())
        else:
            self.cancelled.emit()

    def refuse(self, sentence: str) -> None:
        """Say why the text was not saved; it stays in the box."""
        self._hint.setText(sentence)
        self._hint.set_tone(Tone.CLAY)
        theme.mark(self.box, "fault", "true")
        announce(self.box, sentence)
        self.box.setFocus()
        self.resized.emit()

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(160))
        return QSize(width, self._box_height + 3 + max(self._hint.heightForWidth(width), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the same keys work where the focus is beside the box."""
        save = _ending(event)
        if save is None:
            super().keyPressEvent(event)
        else:
            self._end(save)

    def _end(self, save: bool) -> None:
        if save:
            self.save()
        else:
            self.cancelled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the text at this width, up to a point from which the box scrolls."""
        metrics = QFontMetrics(theme.font(TypeRole.JOURNAL))
        width = max(self.width() - theme.px(28), theme.px(60))
        wrapped = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value
        room = QRect(0, 0, width, 1_000_000)
        text = self.box.toPlainText()[:_MEASURED] + "|"
        lines = metrics.boundingRect(room, wrapped, text).height() / metrics.lineSpacing()
        height = round(min(lines, _MOST_LINES) * metrics.lineSpacing() + theme.px(22))
        if height != self._box_height:
            self._box_height = height
            self.box.setFixedHeight(height)
            self.resized.emit()


def _ending(event: QKeyEvent) -> bool | None:
    """Return whether a key saves or leaves what is being edited, None for any other key."""
    if event.key() == Qt.Key.Key_Escape:
        return False
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return True if event.key() in _ENTER and control else None
