"""The columns of a table: which show, how wide, sorted by which, and that remembered by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from trustjournal.i18n import _
from trustjournal.ui import theme

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_LEAST = 48


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its stable key, its words, and its width in px at 100 % text.

    The one with `fills` always shows and takes what the others leave, at least its width. One that
    is `spare` shows only once the owner asks for it.
    """

    key: str
    words: str
    width: int
    fills: bool = False
    spare: bool = False


class TableColumns(QObject):
    """Lays out the columns of `table`, which has its model, as `memory` says and keeps it so.

    `memory` is plain data for the settings: `widths` in px at 100 % text, `hidden` and, of spare
    ones, `shown` by key, `sort` as key and "up" or "down". Whatever else stands there is passed
    over.
    """

    def __init__(
        self, table: QTableView, columns: Sequence[Column], memory: dict[str, Any]
    ) -> None:
        super().__init__(table)
        self.columns = columns
        self._table = table
        self._header = table.horizontalHeader()
        self._memory = memory
        self._fills = next(place for place, one in enumerate(columns) if one.fills)
        self._placing = False
        self._header.setHighlightSections(False)
        self._header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._ask)
        self._header.sectionResized.connect(self._keep_width)
        table.viewport().installEventFilter(self)
        theme.look.changed.connect(self.place)
        self._hide()
        self.place()

    def offer(self, columns: Sequence[Column]) -> None:
        """Lay out other columns, of which the table has come to have as many."""
        self.columns = columns
        self._hide()
        self.place()
        kept = self._kept_sort()
        if kept and self._table.isSortingEnabled():
            self._header.setSortIndicator(*kept)

    def place(self) -> None:
        """Give every column its width at the text size in force."""
        self._placing = True
        self._header.setMinimumSectionSize(theme.px(_LEAST))
        widths = _numbers(self._memory.get("widths"))
        for place, one in enumerate(self.columns):
            self._table.setColumnWidth(place, theme.px(widths.get(one.key, one.width)))
        self._placing = False
        self._fill()

    def sort_by(self, key: str, order: Qt.SortOrder = _UP) -> None:
        """Let the owner sort by any column: at first by the one remembered, or else by `key`."""
        keys = [one.key for one in self.columns]
        self._header.setSortIndicator(*(self._kept_sort() or (keys.index(key), order)))
        self._table.setSortingEnabled(True)
        self._header.sortIndicatorChanged.connect(self._keep_sort)

    def menu(self) -> QMenu:
        """Return the menu of columns, and of what to sort by where the table is sorted."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._table.isSortingEnabled():
            self._add_sorting(menu)
        for place, one in enumerate(self.columns):
            if not one.fills:
                action = menu.addAction(one.words.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(not self._table.isColumnHidden(place))
                action.triggered.connect(partial(self._turn, place))
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fill()
        return False

    def _add_sorting(self, menu: QMenu) -> None:
        by = menu.addMenu(_("Sort by"))
        sorted_by, order = self._header.sortIndicatorSection(), self._header.sortIndicatorOrder()
        for place, one in enumerate(self.columns):
            action = by.addAction(one.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place == sorted_by)
            turned = place == sorted_by and order is _UP
            new_order = _DOWN if turned else _UP
            action.triggered.connect(partial(self._sort, place, new_order))
        menu.addSeparator()

    def _ask(self, place: QPoint) -> None:
        self.menu().popup(self._header.mapToGlobal(place))

    def _turn(self, place: int, _checked: bool = False) -> None:
        self._table.setColumnHidden(place, not self._table.isColumnHidden(place))
        for name, spare in (("hidden", False), ("shown", True)):
            self._memory[name] = [
                one.key
                for other, one in enumerate(self.columns)
                if one.spare is spare and self._table.isColumnHidden(other) is not spare
            ]
        self.place()

    def _hide(self) -> None:
        hidden, shown = (_texts(self._memory.get(name)) for name in ("hidden", "shown"))
        for place, one in enumerate(self.columns):
            away = one.key not in shown if one.spare else one.key in hidden
            self._table.setColumnHidden(place, away and not one.fills)

    def _kept_sort(self) -> tuple[int, Qt.SortOrder] | None:
        keys = [one.key for one in self.columns]
        kept = _texts(self._memory.get("sort"))
        if len(kept) != 2 or kept[0] not in keys:
            return None
        return keys.index(kept[0]), _DOWN if kept[1] == "down" else _UP

    def _sort(self, place: int, order: Qt.SortOrder, _checked: bool = False) -> None:
        self._table.sortByColumn(place, order)

    def _keep_width(self, place: int, _before: int, after: int) -> None:
        if not self._placing and after and place != self._fills:
            widths = _numbers(self._memory.get("widths"))
            widths[self.columns[place].key] = round(after / theme.look.scale)
            self._memory["widths"] = widths
        self._fill()

    def _keep_sort(self, place: int, order: Qt.SortOrder) -> None:
        self._memory["sort"] = [self.columns[place].key, "down" if order is _DOWN else "up"]

    def _fill(self) -> None:
        if self._placing:
            return
        self._placing = True
        others = self._header.length() - self._header.sectionSize(self._fills)
        least = theme.px(self.columns[self._fills].width)
        room = self._table.viewport().width() - others
        self._table.setColumnWidth(self._fills, max(least, room))
        self._placing = False


def memory_of(views: dict[str, Any], page: str) -> dict[str, Any]:
    """Return what the settings keep for a page, to be changed in place."""
    if not isinstance(views.get(page), dict):
        views[page] = {}
    return views[page]


def below(button: QWidget) -> QPoint:
    """Return where on the screen a menu below `button` opens."""
    return button.mapToGlobal(QPoint(0, button.height() + 4))


def _texts(stored: Any) -> list[str]:
    return [str(one) for one in cast("list[Any]", stored)] if isinstance(stored, list) else []


def _numbers(stored: Any) -> dict[str, int]:
    found = cast("dict[Any, Any]", stored) if isinstance(stored, dict) else {}
    return {str(key): value for key, value in found.items() if isinstance(value, int)}
