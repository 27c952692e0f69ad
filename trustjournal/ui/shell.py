"""The frame of the window: sidebar with the ways through the program, pages beside it.

It knows pages only as widgets with a key, and people only as a name with an id.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import SIDEBAR_WIDTH, Tone, TypeRole
from trustjournal.ui.widgets.avatar import paint_avatar
from trustjournal.ui.widgets.buttons import Button, Weight
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import PlainLabel, leading, trailing
from trustjournal.ui.widgets.notices import Banner, Toast
from trustjournal.ui.widgets.rows import IconMark


class SideEntry(QAbstractButton):
    """A way to a page (icon, words, a count) or to a person (avatar, name) in the sidebar."""

    def __init__(self, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self._icon = icon
        self._count = ""
        self.setCheckable(bool(icon))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text)

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = self.locale().toString(count) if count else ""
        self.setAccessibleName(f"{self._words}, {self._count}" if count else self._words)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(TypeRole.STRONG)).horizontalAdvance(self._words)
        return QSize(words + theme.px(84), theme.px(40 if self._icon else 36))

    def minimumSizeHint(self) -> QSize:
        wide = self.sizeHint()
        return wide if self._icon else QSize(theme.px(96), wide.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_back(painter)
        chosen = self.isChecked()
        side = theme.px(18 if self._icon else 24)
        box = QRect(16 if self._icon else 10, (self.height() - side) // 2, side, side)
        seen = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        if self._icon:
            colours = theme.tokens()
            icons.paint_icon(painter, seen, self._icon, colours.accent if chosen else colours.muted)
        else:
            paint_avatar(painter, seen, self._words)
        self._paint_words(painter, box.right() + 1 + (9 if self._icon else 10))

    def _paint_back(self, painter: QPainter) -> None:
        focused = self.hasFocus()
        if not (self.isChecked() or focused or self.underMouse()):
            return
        edge = "accent" if focused else "line" if self.isChecked() else ""
        painter.setPen(QPen(theme.colour(edge), 2 if focused else 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if self.isChecked() else "hover"))
        inset = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        chosen = self.isChecked()
        middle = Qt.AlignmentFlag.AlignVCenter
        box = self.rect().adjusted(left, 0, -11, 0)
        if self._count:
            painter.setFont(theme.font(TypeRole.STRONG))
            painter.setPen(theme.colour("clay"))
            seen = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
            painter.drawText(seen, trailing(self.layoutDirection()) | middle, self._count)
            box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(self._count) - 8)
        painter.setFont(theme.font(TypeRole.STRONG if chosen else TypeRole.BODY))
        painter.setPen(theme.colour("ink" if chosen or not self._icon else "muted"))
        shown = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, box.width()
        )
        seen = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        painter.drawText(seen, leading(self.layoutDirection()) | middle, shown)


class Sidebar(QFrame):
    """The logo, the button to log, the pages, the people close to heart, and Settings."""

    log_requested = Signal()
    page_chosen = Signal(str)
    person_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", "true")
        self.entries: dict[str, SideEntry] = {}
        self._group = QButtonGroup(self)
        self.log_button = Button(_("Log a touchpoint"), Weight.PRIMARY, "plus")
        self.log_button.clicked.connect(self.log_requested)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(4)
        self._heart = PlainLabel(_("Close to heart"), TypeRole.LABEL, Tone.MUTED)
        self._heart.setContentsMargins(10, 20, 10, 6)
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self._last = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 18, 16, 16)
        column.setSpacing(0)
        self._logo = self._make_logo()
        column.addWidget(self._logo)
        column.addSpacing(14)
        column.addWidget(self.log_button)
        column.addSpacing(17)
        column.addWidget(self._scroller(), 1)
        column.addLayout(self._last)
        self.set_people(())
        self._fit()
        theme.look.changed.connect(self._fit)

    def add_entry(self, key: str, text: str, icon: str, *, last: bool = False) -> None:
        """Add the way to the page `key`; with `last` at the bottom, apart from the others."""
        entry = SideEntry(text, icon)
        entry.clicked.connect(lambda: self.page_chosen.emit(key))
        self.entries[key] = entry
        self._group.addButton(entry)
        (self._last if last else self._pages).addWidget(entry)
        self._fit()

    def set_people(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Show the people close to heart, as id and name."""
        clear_layout(self._people)
        for person, name in people:
            entry = SideEntry(name)
            entry.setToolTip("")
            entry.clicked.connect(lambda _checked=False, one=person: self.person_chosen.emit(one))
            self._people.addWidget(entry)
        self._heart.setVisible(self._people.count() > 0)

    def mark_page(self, key: str) -> None:
        """Show the page `key` as the one that is open; an unknown key marks none."""
        self._group.setExclusive(False)
        for name, entry in self.entries.items():
            entry.setChecked(name == key)
        self._group.setExclusive(True)

    def _make_logo(self) -> QWidget:
        logo = QWidget()
        row = QHBoxLayout(logo)
        row.setContentsMargins(10, 4, 10, 6)
        row.setSpacing(9)
        row.addWidget(IconMark("sprout", Tone.ACCENT, 22))
        row.addWidget(PlainLabel(_("Trust Journal"), TypeRole.CARD), 1)
        return logo

    def _scroller(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._pages)
        column.addWidget(self._heart)
        column.addLayout(self._people)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setWidget(inside)
        scroller.setWidgetResizable(True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroller

    def _fit(self) -> None:
        """Be as wide as the words need, no wider: grown with the text it would crowd the page."""
        needed = [entry.sizeHint().width() for entry in self.entries.values()]
        needed += [one.sizeHint().width() for one in (self.log_button, self._logo)]
        self.setFixedWidth(max(SIDEBAR_WIDTH, max(needed) + 32))


class Shell(QWidget):
    """Sidebar and pages; asks by signal, is told by methods, and decides nothing."""

    log_requested = Signal()
    page_chosen = Signal(str)
    person_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sidebar = Sidebar()
        self.stack = QStackedWidget()
        self._keys: dict[str, QWidget] = {}
        self._banners = QVBoxLayout()
        self._banners.setContentsMargins(0, 0, 0, 0)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addLayout(self._banners)
        side.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(side, 1)
        self.toast = Toast(self)
        self.sidebar.log_requested.connect(self.log_requested)
        self.sidebar.page_chosen.connect(self.page_chosen)
        self.sidebar.person_chosen.connect(self.person_chosen)

    def add_page(
        self, key: str, page: QWidget, text: str = "", icon: str = "", *, last: bool = False
    ) -> None:
        """Add `page`; with words and icon it gets an entry in the sidebar."""
        self._keys[key] = page
        self.stack.addWidget(page)
        if text:
            self.sidebar.add_entry(key, text, icon, last=last)

    def show_page(self, key: str, *, under: str = "") -> None:
        """Bring the page `key` to the front, its entry marked, or that of the page `under`."""
        self.stack.setCurrentWidget(self._keys[key])
        self.sidebar.mark_page(under or key)

    def page_key(self) -> str:
        """Return the key of the page in front, or "" while there is none."""
        shown = self.stack.currentWidget()
        return next((key for key, page in self._keys.items() if page is shown), "")

    def set_count(self, key: str, count: int) -> None:
        """Show beside the entry `key` how many things wait there; 0 shows nothing."""
        self.sidebar.entries[key].set_count(count)

    def set_people(self, people: Iterable[tuple[UUID, str]]) -> None:
        """Show the people close to heart, as id and name."""
        self.sidebar.set_people(people)

    def show_banner(self, banner: Banner) -> None:
        """Put `banner` above the pages, where it stays until its owner deletes it."""
        room = QWidget()
        inside = QVBoxLayout(room)
        inside.setContentsMargins(36, 16, 36, 0)
        inside.addWidget(banner)
        banner.destroyed.connect(room.deleteLater)
        self._banners.addWidget(room)

    def notify(
        self, message: str, action: str = "", deed: Callable[[], object] | None = None
    ) -> None:
        """Show a toast; `action` is the word on its button, `deed` what the button does."""
        self.toast.show_message(message, action, deed)
