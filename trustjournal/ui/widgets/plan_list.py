"""Lists of things to do with a key for each act, and one with buttons on the current row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from trustjournal.domain import words
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.models.plan_model import Entry, PlanModel
from trustjournal.ui.widgets.buttons import Weight, icon_button, primary, secondary
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.painted_list import PaintedList
from trustjournal.ui.widgets.plan_row import (
    ROW_GAP,
    PlanRowDelegate,
    row_height,
    words_start,
)

_Index = QModelIndex | QPersistentModelIndex
_END, _BETWEEN, _WORDS = 12, 8, 150
_NAMED = {"Enter": [Qt.Key.Key_Return, Qt.Key.Key_Enter], "Del": [Qt.Key.Key_Delete]}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_TYPED = (*_PLAIN, Qt.KeyboardModifier.ShiftModifier)


def _always(_entry: Entry) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something to do with the rows selected: its key, its words beside the key, and the doing.

    `fits` tells which rows it is for, `many` whether it takes several at once, `alone` whether it
    needs none at all. With `button` it also stands on the current row, as an icon where `icon`.
    """

    key: str
    words: str
    do: Callable[[list[Entry]], None]
    fits: Callable[[Entry], bool] = _always
    many: bool = False
    alone: bool = False
    more_keys: tuple[str, ...] = ()
    button: Weight | None = None
    icon: str = ""

    def takes(self, entries: Sequence[Entry]) -> bool:
        """Return whether it can be done with these rows."""
        if self.alone:
            return True
        enough = len(entries) == 1 or (self.many and len(entries) > 1)
        return enough and all(self.fits(entry) for entry in entries)

    def keys(self) -> set[int]:
        """Return the keys that ask for it."""
        named = (self.key, *self.more_keys)
        return {key.value for name in named for key in _NAMED.get(name) or [Qt.Key[f"Key_{name}"]]}


def hint_of(acts: Sequence[Act]) -> str:
    """Say which keys do what; a line of it never ends between a key and its words."""
    return "  ·  ".join(f"{act.key}\N{NO-BREAK SPACE}{act.words}" for act in acts)


class ActList(PaintedList):
    """Rows of a `PlanModel` that are acted on by key and by menu.

    `typed` fires with a letter that asks for no act: it looks for a name. A capital letter always
    does, so that any name can be looked for.
    """

    typed = Signal(str)

    def __init__(self, model: PlanModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plans = model
        self.acts: Sequence[Act] = ()
        self._keys: dict[int, Act] = {}
        self.setAccessibleName(name)

    def begin(self, delegate: QStyledItemDelegate) -> None:
        """Show the rows, painted by `delegate`; a subclass does this once it is made."""
        self.setItemDelegate(delegate)
        self.setModel(self.plans)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty("plain", "true")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)
        theme.look.changed.connect(self.scheduleDelayedItemsLayout)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these acts by key and in the context menu; the first is for a double click too."""
        self.acts = acts
        self._keys = {}
        for act in acts:
            self._keys.update(dict.fromkeys(act.keys(), act))

    def entries(self) -> list[Entry]:
        """Return the rows that an act is for, from the top: those selected."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [entry for row in rows if (entry := self.plans.entry(row)) is not None]

    def ask(self, act: Act) -> None:
        """Do an act with the rows selected, if it is for them."""
        entries = self.entries()
        if act.takes(entries):
            act.do(entries)

    def select_row(self, row: int) -> None:
        """Make one row current and selected, and bring it into sight with its heading."""
        index = self.plans.index(row, 0)
        self.setCurrentIndex(index)
        if row > 0 and self.plans.entry(row - 1) is None:
            self.scrollTo(self.plans.index(row - 1, 0))

    def below_row(self) -> QPoint:
        """Return where on the screen a menu about the current row opens."""
        row = self.visualRect(self.currentIndex())
        start = QRect(row.left() + theme.px(60), row.bottom() - ROW_GAP, 1, 1)
        seen = QStyle.visualRect(self.layoutDirection(), row, start)
        return self.viewport().mapToGlobal(seen.topLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        act = self._keys.get(event.key()) if modifiers in _PLAIN else None
        letter = event.text()
        if act is not None:
            if not event.isAutoRepeat():
                self.ask(act)
        elif modifiers in _TYPED and letter.isprintable() and letter.strip():
            self.typed.emit(letter)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are acts here, or go to the filter."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        moved = super().moveCursor(action, modifiers)
        if self.plans.entry(moved.row()) is None:
            return self.plans.index(self.plans.nearest(moved.row()), 0)
        return moved

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        menu = self.menu()
        menu.popup(event.globalPos() if by_mouse else self.below_row())

    def menu(self) -> QMenu:
        """Return a menu of the acts that the rows selected can take, each with its key."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = self.entries()
        for act in self.acts:
            action = menu.addAction(f"{words.sentence(act.words)}\t{act.key}")
            action.setEnabled(act.takes(entries))
            action.triggered.connect(partial(self._ask, act))
        return menu

    def _ask(self, act: Act, _checked: bool = False) -> None:
        self.ask(act)

    def _open(self) -> None:
        if self.acts:
            self.ask(self.acts[0])


class PlanList(ActList):
    """A list down the page, with buttons on the row that is current."""

    def __init__(self, model: PlanModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._buttons: list[tuple[Act, QWidget]] = []
        self._delegate = PlanRowDelegate(self)
        self._strip = QWidget(self.viewport())
        self._strip.hide()
        self._buttons_row = QHBoxLayout(self._strip)
        self._buttons_row.setContentsMargins(0, 0, 0, 0)
        self._buttons_row.setSpacing(_BETWEEN)
        self.begin(self._delegate)
        self.selectionModel().selectionChanged.connect(self._follow)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these acts by key and in the context menu, and as buttons where they say so."""
        super().set_acts(acts)
        clear_layout(self._buttons_row)
        self._buttons.clear()
        for act in acts:
            if act.button is not None:
                self._add_button(act, act.button)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._follow()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._follow()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _add_button(self, act: Act, weight: Weight) -> None:
        said = words.sentence(act.words)
        if act.icon:
            button = icon_button(act.icon, said, weight, small=True)
        else:
            make = primary if weight is Weight.PRIMARY else secondary
            button = make(said, small=True)
        button.setToolTip(tooltip(_("{words} ({key})").format(words=said, key=act.key)))
        # A click leaves the focus on the list, so that the keys go on working.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._ask, act))
        self._buttons.append((act, button))
        self._buttons_row.addWidget(button)

    def _follow(self) -> None:
        """Keep the buttons on the current row, where it alone is selected."""
        row = self.visualRect(self.currentIndex())
        width = self._choose_buttons(row.width() - words_start() - theme.px(_WORDS) - _END)
        self._delegate.current = self.currentIndex().row() if width else -1
        self._delegate.reserved = width + theme.px(_END)
        self._strip.setVisible(width > 0)
        if width:
            self._buttons_row.activate()  # or the buttons just hidden would still take their room
            box = QRect(row.right() - _END - width, 0, width, self._strip.sizeHint().height())
            box.moveTop(row.top() + (row_height() - ROW_GAP - box.height()) // 2)
            self._strip.setGeometry(QStyle.visualRect(self.layoutDirection(), row, box))

    def _choose_buttons(self, most: int) -> int:
        """Show the buttons that the current row can take, the last first, in up to `most` px.

        Returns how wide they are together.
        """
        entries = self.entries()
        alone = len(entries) == 1 and self.plans.entry(self.currentIndex().row()) is entries[0]
        width = 0
        for act, button in reversed(self._buttons):
            button.ensurePolished()
            wanted = button.sizeHint().width() + (_BETWEEN if width else 0)
            fits = alone and act.takes(entries) and width + wanted <= most
            button.setVisible(fits)
            width += wanted if fits else 0
        return width
