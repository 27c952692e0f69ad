"""The capture line over whatever is on the screen, opened by Ctrl+Space or Ctrl+N.

What was typed and not saved is kept in the journal and is there the next time, after a crash too.
"""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.label import PlainLabel

_WIDTH = 760


class CaptureDialog(QDialog):
    """One for the life of a window: `open_with` shows it, saving or Escape hides it."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(_("Log a touchpoint"))
        self.setAccessibleName(self.windowTitle())
        self.bar = CaptureBar(session, navigator, clears_on_escape=False)
        self._lay_out()
        self.bar.saved.connect(self.accept)
        self.bar.handed_over.connect(self.reject)
        self.bar.escaped.connect(self.reject)

    def open_with(self, text: str = "") -> None:
        """Show the line with what was left unsaved, or with `text`.

        Ctrl+Z brings back the unsaved words that a `text` has taken the place of.
        """
        kept = self.bar.kept.text()
        if self.bar.text() != kept:
            self.bar.set_text(kept)
        offered = not kept.startswith(text)
        self.bar.kept.offer(text if offered else None)
        if offered:
            self.bar.line.replace(0, len(self.bar.text()), text)
        self.bar.line.end(False)
        self.open()
        self.bar.line.setFocus()

    def done(self, result: int) -> None:
        self.bar.waiting.take_back()
        self.bar.kept.put_aside()
        super().done(result)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("toast", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(PlainLabel(self.windowTitle(), TypeRole.CARD))
        inside.addWidget(self.bar)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(frame)

    def _fit(self) -> None:
        """Be as wide as the window allows, as high as what is inside needs, and over the window."""
        window = self._window.window()
        width = min(theme.px(_WIDTH), window.width() - 48)
        self.setFixedSize(width, self._column.totalHeightForWidth(width))
        # Said with every size: one that changes while the window manager still takes the dialog
        # over is set together with the place that it has for that moment, the screen's corner.
        left = (window.width() - width) // 2
        self.move(window.mapToGlobal(QPoint(left, max(24, window.height() // 5))))
