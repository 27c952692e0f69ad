"""Scaffolds of a page: its head, a scrolling page with a right rail, and a page that fills."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trustjournal.errors import TrustJournalError
from trustjournal.ui import theme
from trustjournal.ui.palette import (
    GUTTER,
    PAGE_MARGIN,
    RAIL_WIDTH,
    SIDEBAR_WIDTH,
    WIDE_WINDOW,
    Tone,
    TypeRole,
)
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.rows import NoteLine

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from trustjournal.ui.session import JournalSession

T = TypeVar("T")

_TOP = Qt.AlignmentFlag.AlignTop
_NARROW, _TIGHT, _BAR_GAP = 640, 420, 8
_LEAST_FILLING = 280
_ABOVE, _BELOW_TABS = 30, 16
"""Above the head, where nothing is and where the tabs of several views are."""


def _across(bar: FlowLayout, ending: QHBoxLayout) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(_BAR_GAP)
    ending.setSpacing(_BAR_GAP)
    ending.addStretch(1)
    row.addLayout(bar, 1)
    row.addLayout(ending)
    return row


class PageHead(QWidget):
    """Title, the line below it, room for more (`add`), a sign before and a tool after them."""

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, TypeRole.TITLE, wrap=True)
        self.lead = PlainLabel(lead, TypeRole.LEAD, Tone.MUTED, wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(self.title)
        self._words.addWidget(self.lead)
        self._row = QHBoxLayout()
        self._row.setSpacing(18)
        self._row.addLayout(self._words, 1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(12)
        self._across.addLayout(self._row, 1)
        self.set_lead(lead)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)

    def set_lead(self, lead: str) -> None:
        """Change the line below the title."""
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))

    def add(self, widget: QWidget) -> None:
        """Put `widget`, such as chips, below the words."""
        self._words.addSpacing(4)
        self._words.addWidget(widget)

    def set_sign(self, widget: QWidget) -> None:
        """Put `widget`, such as an avatar, before the words."""
        self._row.insertWidget(0, widget, 0, _TOP)

    def set_tool(self, widget: QWidget) -> None:
        """Put `widget`, such as the search box, at the far end, or below where it is narrow."""
        self._across.addWidget(widget, 0, _TOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(under if narrow else beside)


class Page(QScrollArea):
    """What every page shares: its head, a bar of buttons below it, and margins.

    It scrolls where the window is too small for it. The scroll bar stands in the margin: what is
    on the page ends where it does without one. `unread` says why there is nothing on it, where that
    could not be read, and is None otherwise.
    """

    def __init__(self, title: str, lead: str, below: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._above, self._below = _ABOVE, below
        self.unread: NoteLine | None = None
        self.head = PageHead(title, lead)
        self.bar = FlowLayout(gap=_BAR_GAP)
        self._bar_end = QHBoxLayout()
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(22)
        self._column.addWidget(self.head)
        self._bars = _across(self.bar, self._bar_end)
        self._column.addLayout(self._bars)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.look.changed.connect(self.arrange)

    def add_bar(self, *widgets: QWidget, ending: Sequence[QWidget] = ()) -> None:
        """Put `widgets` below the head, in as many lines as they need; `ending` at the far end."""
        for widget in widgets:
            self.bar.addWidget(widget)
        for widget in ending:
            self._bar_end.insertWidget(self._bar_end.count() - 1, widget, 0, _TOP)

    def read(
        self,
        session: "JournalSession",
        query: "Callable[[Connection], T]",
        deliver: Callable[[T], None],
    ) -> None:
        """Ask the journal what belongs on the page, which says so where that cannot be read."""
        session.read(query, partial(self._deliver, deliver), self.say_unread)

    def say_unread(self, error: TrustJournalError) -> None:
        """Say below the head that what belongs on the page could not be read."""
        self.forget_unread()
        self.unread = NoteLine("circle-alert", str(error), Tone.CLAY)
        self._column.insertWidget(2, self.unread)
        announce(self, str(error))

    def forget_unread(self) -> None:
        """Take those words away: it could be read after all."""
        if self.unread is not None:
            self.unread.hide()
            self.unread.deleteLater()
            self.unread = None

    def stand_below_tabs(self) -> None:
        """Leave less room above the head, for there are tabs."""
        self._above = _BELOW_TABS
        self.arrange()

    def _deliver(self, deliver: Callable[[T], None], found: T) -> None:
        self.forget_unread()
        deliver(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # First, because the area gives the page the width its columns need at that moment.
        self.arrange()
        super().resizeEvent(event)

    def arrange(self) -> None:
        """Give every part its place for the width there is."""
        margins = PAGE_MARGIN, PAGE_MARGIN - (self.width() - self.viewport().width())
        left, right = margins[:: -1 if self.isRightToLeft() else 1]
        self._column.setContentsMargins(left, self._above, right, self._below)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._bars.setDirection(under if self.width() < theme.px(_TIGHT) else beside)


class ScrollPage(Page):
    """A page that scrolls: head, optional bar of buttons, a main column and a right rail.

    Where the page is narrow the rail goes under the main column. Until something is put on the
    rail, the main column has the whole width.
    """

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, lead, PAGE_MARGIN, parent)
        self.main = QVBoxLayout()
        self.rail = QVBoxLayout()
        self._rail_box = QWidget()
        self._rail_box.setLayout(self.rail)
        for column in (self.main, self.rail):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(20)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GUTTER)
        self._columns.addLayout(self.main, 1)
        self._columns.addWidget(self._rail_box)
        self._rail_box.hide()
        self._column.addLayout(self._columns)
        self._column.addStretch(1)

    def add_main(self, widget: QWidget) -> None:
        """Put `widget` at the end of the main column."""
        self.main.insertWidget(self.main.count() - 1, widget)

    def add_rail(self, widget: QWidget) -> None:
        """Put `widget` at the end of the right rail."""
        self.rail.insertWidget(self.rail.count() - 1, widget)
        self._rail_box.show()

    def is_wide(self) -> bool:
        """Tell whether the rail has room beside the main column."""
        return self.width() >= theme.px(WIDE_WINDOW - SIDEBAR_WIDTH)

    def show_rail(self, shown: bool) -> None:
        """Show the rail, or give its room to the main column."""
        self._rail_box.setVisible(shown)

    def arrange(self) -> None:
        super().arrange()
        wide = self.is_wide()
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside if wide else under)
        self._rail_box.setMinimumWidth(theme.px(RAIL_WIDTH) if wide else 0)
        self._rail_box.setMaximumWidth(theme.px(RAIL_WIDTH) if wide else 16777215)


class FillPage(Page):
    """A page whose content fills it and scrolls by itself, such as a long list or a table.

    In a small window with large text the page scrolls too, so that its content has some height.
    """

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, lead, GUTTER, parent)
        filling = _Filling()
        self.body = QVBoxLayout(filling)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(filling, 1)

    def add_below(self, widget: QWidget) -> None:
        """Put `widget` below what fills the page; it is as high as its words need."""
        self._column.addWidget(widget)


class _Filling(QWidget):
    """What fills a page: content to the last pixel, as long as it can be read in it."""

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, theme.px(_LEAST_FILLING)))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
