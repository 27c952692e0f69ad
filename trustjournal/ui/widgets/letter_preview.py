"""Shows how a letter will be printed: the page itself as a picture, and the way to the others."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.printing.press import Printed, Stack
from trustjournal.ui import theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import icon_button
from trustjournal.ui.widgets.label import PlainLabel

_WIDTH, _LEAST, _HIGHEST = 440, 220, 560  # px at 100 % text
_STEPS = {
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Down: 1,
}


class PagePicture(QWidget):
    """One printed page, as large as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printed: Printed | None = None
        self.page = 0
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("How it will be printed"))
        theme.look.changed.connect(self.updateGeometry)

    def show_page(self, printed: Printed | None, page: int = 0) -> None:
        """Show one page, or none."""
        self.printed, self.page = printed, page
        self._image = QImage()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(round(width * self._ratio()), theme.px(_HIGHEST)) + 2

    def sizeHint(self) -> QSize:
        width = theme.px(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_LEAST // 2))

    def paper(self) -> QRect:
        """Return where the page lies."""
        size = QSize(self.width(), round(self.width() * self._ratio()))
        if size.height() > self.height() - 2:
            size = QSize(round((self.height() - 2) / self._ratio()), self.height() - 2)
        left = (self.width() - size.width()) // 2
        return QRect(left, 1, size.width(), size.height()).adjusted(1, 0, -1, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, paper = QPainter(self), self.paper()
        if self.printed is None or paper.isEmpty():
            return
        painter.drawImage(paper, self._drawn(paper.size()))
        colours = theme.tokens()
        pen = QPen(QColor(colours.line_strong if colours.dark else colours.line), 1)
        if self.hasFocus():
            pen = QPen(QColor(colours.accent), 2)
        painter.setPen(pen)
        painter.drawRect(paper.adjusted(0, 0, -1, -1))

    def _drawn(self, size: QSize) -> QImage:
        sharp = (size.toSizeF() * self.devicePixelRatio()).toSize()
        if self.printed is not None and self._image.size() != sharp:
            self._image = self.printed.picture(self.page, sharp)
        return self._image

    def _ratio(self) -> float:
        if self.printed is None:
            return 105 / 148
        whole = self.printed.stack.sheet
        return whole.height / whole.width


class LetterPreview(QWidget):
    """The pages of one person, with Page Up and Page Down between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PagePicture()
        self.picture.installEventFilter(self)
        self.before = icon_button("chevron-left", _("Page before"), small=True)
        self.after = icon_button("chevron-right", _("Next page"), small=True)
        self.count = PlainLabel("", TypeRole.SMALL, Tone.MUTED)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for part in (self.before, self.count, self.after):
            row.addWidget(part)
        row.addStretch(1)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        for button in (self.before, self.after):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture)
        column.addWidget(self._bar)
        column.addStretch(1)
        self.show_stack(None)

    def show_stack(self, stack: Stack | None, number: int = 0) -> None:
        """Show what is printed for one person of a stack, on the page that was looked at."""
        printed = stack.printed(number) if stack is not None else None
        last = printed.page_count() - 1 if printed is not None else 0
        words = stack.posts[number].text if stack is not None else ""
        self.picture.setAccessibleDescription(words)
        self.picture.show_page(printed, min(self.picture.page, last))
        self._tell(last)

    def turn(self, by: int) -> None:
        """Go so many pages on."""
        printed = self.picture.printed
        if printed is not None:
            last = printed.page_count() - 1
            self.picture.show_page(printed, min(max(self.picture.page + by, 0), last))
            self._tell(last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.turn(step)
                return True
        return super().eventFilter(watched, event)

    def _go_back(self) -> None:
        self.turn(-1)

    def _go_on(self) -> None:
        self.turn(1)

    def _tell(self, last: int) -> None:
        page = self.picture.page
        self.count.setText(_("Page {page} of {count}").format(page=page + 1, count=last + 1))
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < last)
        self._bar.setVisible(last > 0)
