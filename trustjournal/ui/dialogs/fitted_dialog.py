"""A dialog that is as high as what it holds, and scrolls where the screen is too small for that."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from trustjournal.ui import theme
from trustjournal.ui.palette import TypeRole
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.screen_room import screen_room

_WIDTH, _MARGIN = 540, 28


class FittedDialog(QDialog):
    """Put content into `body`, buttons by `add_buttons`; both stand under the title."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.body.setSpacing(12)
        self.body.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._buttons.setSpacing(8)
        self._scroller = QScrollArea()
        self._scroller.setWidget(self._inside)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 26, 0, 20)
        column.setSpacing(16)
        column.addWidget(self._scroller, 1)
        column.addLayout(self._buttons)
        self._inside.installEventFilter(self)

    def add_buttons(self, *buttons: Button) -> None:
        """Put buttons at the end of the line below."""
        self._buttons.addStretch(1)
        for button in buttons:
            button.setAutoDefault(False)
            self._buttons.addWidget(button)

    def showEvent(self, event: QShowEvent) -> None:
        # First, because a dialog takes its place on the screen by the size it has at that moment.
        self.resize(self._wanted())
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.size().expandedTo(self._wanted()))
        return super().eventFilter(watched, event)

    def _wanted(self) -> QSize:
        room = screen_room(self).size() - QSize(32, 64)
        width = min(theme.px(_WIDTH), room.width())
        rest = 26 + 16 + 20 + self._buttons.sizeHint().height()
        # As if the bar were there: a sentence that only fits beside none would keep it there.
        narrow = width - self._scroller.verticalScrollBar().sizeHint().width()
        return QSize(width, min(self.body.totalHeightForWidth(narrow) + rest, room.height()))
