"""The frame of the window: sidebar with the ways through the program, pages beside it.

It knows pages only as widgets with a key, and people only as a name with an id.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.palette import SIDEBAR_WIDTH, Tone, TypeRole
from trustjournal.ui.widgets.buttons import Button, Weight
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import Banner, Toast
from trustjournal.ui.widgets.rows import IconMark
from trustjournal.ui.widgets.side_entry import SideEntry
from trustjournal.ui.widgets.side_filters import SideFilters


class Sidebar(QFrame):
    """The logo, the button to log, pages, saved filters, people close to heart, and Settings."""

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
        self.filters = SideFilters()
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
        column.addSpacing(8)
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
            entry = SideEntry(name, customer_id=person)
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
        self.filters.mark(key == "filter")

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
        column.addWidget(self.filters)
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

    def show_banner(self, banner: Banner, *, first: bool = False) -> None:
        """Put `banner` above the pages until its owner deletes it, `first` above other banners."""
        room = QWidget()
        inside = QVBoxLayout(room)
        inside.setContentsMargins(36, 16, 36, 0)
        inside.addWidget(banner)
        banner.destroyed.connect(room.deleteLater)
        self._banners.insertWidget(0 if first else -1, room)

    def notify(
        self, message: str, action: str = "", deed: Callable[[], object] | None = None
    ) -> None:
        """Show a toast; `action` is the word on its button, `deed` what the button does."""
        self.toast.show_message(message, action, deed)
