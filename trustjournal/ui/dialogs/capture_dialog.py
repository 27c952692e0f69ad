"""The capture line over whatever is on the screen, opened by Ctrl+Space or Ctrl+N.

What was typed and not saved is kept in this computer's settings and is there the next time, after
a crash too.
"""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_bar import CaptureBar
from trustjournal.ui.widgets.label import PlainLabel

_WIDTH = 760
_KEPT_AFTER_MS = 800


class CaptureDialog(QDialog):
    """One for the life of a window: `open_with` shows it, saving or Escape hides it."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._settings = settings
        self._window = parent
        self._offered: str | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(_("Log a touchpoint"))
        self.setAccessibleName(self.windowTitle())
        self.bar = CaptureBar(session, navigator, clears_on_escape=False)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEPT_AFTER_MS)
        self._keeping.timeout.connect(settings.save)
        self._lay_out()
        self.bar.edited.connect(self._keep)
        self.bar.saved.connect(self.accept)
        self.bar.handed_over.connect(self.reject)
        self.bar.escaped.connect(self.reject)

    def open_with(self, text: str = "") -> None:
        """Show the line with what was left unsaved, or with `text`.

        Ctrl+Z brings back the unsaved words that a `text` has taken the place of.
        """
        kept = self._settings.draft
        if self.bar.text() != kept:
            self.bar.set_text(kept)
        self._offered = None if kept.startswith(text) else text
        if self._offered is not None:
            self.bar.line.replace(0, len(self.bar.text()), text)
        self.bar.line.end(False)
        self.open()
        self.bar.line.setFocus()

    def done(self, result: int) -> None:
        if self._keeping.isActive():
            self._keeping.stop()
            self._settings.save()
        super().done(result)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        window = self._window.window()
        left = (window.width() - self.width()) // 2
        self.move(window.mapToGlobal(QPoint(left, max(24, window.height() // 5))))

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
        """Be as wide as the window allows, and as high as what is inside needs."""
        width = min(theme.px(_WIDTH), self._window.window().width() - 48)
        self.setFixedSize(width, self._column.totalHeightForWidth(width))

    def _keep(self, text: str) -> None:
        """Remember what was typed, but not words that were only offered."""
        if text != self._offered:
            self._offered = None
            self._settings.draft = text
            self._keeping.start()
