"""A board: the entries of a list as cards in columns, moved between them by key or by hand.

Left and Right go from column to column, Up and Down within one, Alt+Left and Alt+Right move the
cards selected; the mouse drags them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from trustjournal.i18n import _, ngettext
from trustjournal.ui import theme
from trustjournal.ui.models.plan_model import Column, Entry, PlanModel, Section
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.plan_card import PlanCardDelegate
from trustjournal.ui.widgets.plan_list import Act, ActList

Place = Callable[[Entry], str]
"""Gives the key of the column that an entry stands in."""

Takes = Callable[[Entry, str], bool]
"""Tells whether an entry can be moved to the column of a key."""

_CARDS = "application/x-trustjournal-cards"
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LEAST, _GAP, _INSIDE = 216, 12, 8


class CardList(ActList):
    """The cards of one column.

    `entered` fires when the focus comes to it, `stepped` and `pushed` with -1 or 1 for the column
    before or after, `dropped` with the ids of the cards that were let go over it.
    """

    entered = Signal()
    stepped = Signal(int)
    pushed = Signal(int)
    dropped = Signal(object)

    def __init__(self, column: Column, model: PlanModel, takes: Callable[[list[UUID]], bool]):
        super().__init__(model, column.title)
        self._empty = column.empty or _("Nothing here.")
        self._takes = takes
        self.begin(PlanCardDelegate(self))
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setMinimumHeight(theme.px(120))

    def event(self, event: QEvent) -> bool:
        # Else Alt+Left would go back to the page before.
        override = QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and event.type() is override and _is_push(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and _is_push(event):
            self.pushed.emit(step)
        elif step and modifiers == Qt.KeyboardModifier.NoModifier:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def startDrag(self, _supported: Qt.DropAction) -> None:
        entries = self.entries()
        if not entries:
            return
        row = self.visualRect(self.currentIndex())
        drag = QDrag(self)
        drag.setMimeData(carried([entry.key for entry in entries]))
        drag.setPixmap(self.viewport().grab(row))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - row.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        self._weigh(e)

    def dragMoveEvent(self, e: QDragMoveEvent) -> None:
        self._weigh(e)

    def dragLeaveEvent(self, e: QDragLeaveEvent) -> None:
        self._mark(over=False)

    def dropEvent(self, e: QDropEvent) -> None:
        self._mark(over=False)
        keys = _keys_in(e.mimeData())
        if keys and self._takes(keys):
            e.acceptProposedAction()
            self.dropped.emit(keys)

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self.plans.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.viewport().rect().adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(box), 10, 10)
        painter.setFont(theme.font(TypeRole.SMALL))
        painter.setPen(theme.colour(Tone.MUTED))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        wrapped = middle.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(box.adjusted(8, theme.px(16), -8, 0), wrapped, self._empty)

    def describe(self) -> None:
        """Have it read aloud how many cards it holds."""
        count = self.plans.rowCount()
        said = ngettext("{count} card", "{count} cards", count).format(count=count)
        self.setAccessibleDescription(said if count else self._empty)

    def _weigh(self, event: QDragMoveEvent) -> None:
        keys = _keys_in(event.mimeData())
        fits = bool(keys) and self._takes(keys)
        self._mark(over=fits)
        if fits:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def _mark(self, *, over: bool) -> None:
        if (frame := self.parentWidget()) is not None:
            theme.mark(frame, "column", "over" if over else "plain")


class BoardColumn(QFrame):
    """A title, how many cards are below it, and the cards."""

    def __init__(self, column: Column, takes: Callable[[list[UUID]], bool]) -> None:
        super().__init__()
        self.key = column.key
        self.title = column.title
        self.model = PlanModel(self)
        self.list = CardList(column, self.model, takes)
        self._count = PlainLabel("0", TypeRole.SMALL, Tone.MUTED)
        self.setProperty("column", "plain")
        head = QHBoxLayout()
        head.setContentsMargins(4, 4, 4, 2)
        head.setSpacing(8)
        head.addWidget(PlainLabel(column.title, TypeRole.CARD, elide=True), 0)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(_INSIDE, _INSIDE, _INSIDE, _INSIDE)
        inside.setSpacing(_INSIDE)
        inside.addLayout(head)
        inside.addWidget(self.list, 1)
        self._fit()
        theme.look.changed.connect(self._fit)
        self.model.modelReset.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        self._count.setText(str(self.model.rowCount()))
        self.list.describe()

    def _fit(self) -> None:
        self.setMinimumWidth(theme.px(_LEAST))


class PlanBoard(QScrollArea):
    """Columns side by side; where they have no room, they scroll sideways.

    `moved` fires with the entries and the key of the column that they are to go to: whoever hears
    it writes that, and the cards follow when they are read anew. `typed` is that of a list.
    """

    moved = Signal(object, str)
    typed = Signal(str)

    def __init__(self, columns: Sequence[Column], name: str, takes: Takes) -> None:
        super().__init__()
        self._takes = takes
        self._places: dict[UUID, tuple[Entry, str]] = {}
        self._pushed: set[UUID] = set()
        self.columns = [BoardColumn(one, partial(self._can_take, one.key)) for one in columns]
        self._current = 0
        self._inside = QWidget()
        self._inside.setObjectName("page")
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(_GAP)
        for number, column in enumerate(self.columns):
            row.addWidget(column, 1)
            column.list.entered.connect(partial(self._enter, number))
            column.list.stepped.connect(self._step)
            column.list.pushed.connect(self._push)
            column.list.dropped.connect(partial(self._drop, number))
            column.list.typed.connect(self.typed)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._enter(0)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these acts by key and in the context menu of every column."""
        for column in self.columns:
            column.list.set_acts(acts)

    def set_cards(self, cards: Mapping[str, Sequence[Entry]]) -> None:
        """Show other cards, by the key of their column, as narrowed as before."""
        self._places = {one.key: (one, key) for key, many in cards.items() for one in many}
        self._keep_place(partial(_fill, self.columns, cards))

    def narrow(self, text: str, kind: str = "") -> None:
        """Show only cards that hold every word of `text` and are of `kind`."""
        self._keep_place(partial(_narrow, self.columns, text, kind))

    def list(self) -> CardList:
        """Return the cards of the column that the keys are for."""
        return self.columns[self._current].list

    def select(self, key: UUID) -> bool:
        """Make the card of an entry the current one; tell whether it is shown."""
        for number, column in enumerate(self.columns):
            row = column.model.row_of(key)
            if row >= 0:
                self._go(number, row)
                return True
        return False

    def shown(self) -> int:
        """Return how many cards are shown."""
        return sum(column.model.rowCount() for column in self.columns)

    def _enter(self, number: int) -> None:
        """Let the keys be for a column: Tab leads there, and only there a card is selected."""
        self._current = number
        for other, column in enumerate(self.columns):
            here = other == number
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            column.list.setFocusPolicy(policy)
            if not here:
                column.list.clearSelection()
        self._bring(self.columns[number])

    def _bring(self, column: BoardColumn) -> None:
        """Bring a column into sight."""
        # QScrollArea.ensureWidgetVisible goes the wrong way where reading goes from right to left.
        bar = self.horizontalScrollBar()
        direction, room = self.layoutDirection(), self._inside.rect()
        seen = QStyle.visualRect(direction, room, column.geometry())
        most, least = seen.left(), seen.right() + 1 - self.viewport().width()
        bar.setValue(min(max(bar.value(), least), most))

    def _go(self, number: int, row: int) -> None:
        focused = self.list().hasFocus()
        self._enter(number)
        if row >= 0:
            self.list().select_row(row)
        if focused:
            self.list().setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        number = self._current + step
        if 0 <= number < len(self.columns):
            row = max(self.list().currentIndex().row(), 0)
            self._go(number, min(row, self.columns[number].model.rowCount() - 1))

    def _push(self, step: int) -> None:
        """Move the cards selected to the next column that takes them all."""
        entries = self.list().entries()
        end = len(self.columns) if step > 0 else -1
        for number in range(self._current + step, end, step):
            column = self.columns[number]
            if entries and all(self._takes(entry, column.key) for entry in entries):
                self._move(entries, column)
                return
        announce(self, _("There is no column that way for it."))

    def _drop(self, number: int, keys: Sequence[UUID]) -> None:
        entries = [self._places[key][0] for key in keys if key in self._places]
        if entries:
            self._move(entries, self.columns[number])

    def _move(self, entries: Sequence[Entry], column: BoardColumn) -> None:
        self._pushed = {entry.key for entry in entries}
        self.moved.emit(entries, column.key)

    def _can_take(self, column: str, keys: Sequence[UUID]) -> bool:
        held = [self._places[key] for key in keys if key in self._places]
        return bool(held) and all(
            was != column and self._takes(entry, column) for entry, was in held
        )

    def _keep_place(self, change: Callable[[], None]) -> None:
        """Stay on the card selected, on the next where it left, or on one that was just moved."""
        was = self.columns[self._current]
        rows = [index.row() for index in was.list.selectedIndexes()]
        row = min(rows, default=max(was.list.currentIndex().row(), 0))
        line, keys = was.model.line_from(row), {one.key for one in was.list.entries()}
        change()
        moved = keys & self._pushed
        if moved and self._follow(was, next(iter(moved))):
            return
        if not was.model.rowCount() and not (rows and was.list.hasFocus()):
            full = (number for number, one in enumerate(self.columns) if one.model.rowCount())
            self._go(next(full, self._current), -1)
        here = self.columns[self._current]
        again = here.model.first_of(line) if here is was else -1
        row = again if again >= 0 else here.model.nearest(row)
        if row >= 0:
            here.list.select_row(row)

    def _follow(self, was: BoardColumn, key: UUID) -> bool:
        if was.model.row_of(key) >= 0 or not self.select(key):
            return False
        self._pushed = set()
        announce(self, _("Moved to {column}").format(column=self.columns[self._current].title))
        return True


def carried(keys: Sequence[UUID]) -> QMimeData:
    """Return the cards of these entries as the mouse carries them."""
    held = QMimeData()
    held.setData(_CARDS, json.dumps([str(key) for key in keys]).encode())
    return held


def _keys_in(held: QMimeData) -> list[UUID]:
    if not held.hasFormat(_CARDS):
        return []
    return [UUID(key) for key in json.loads(bytes(held.data(_CARDS).data()))]


def _is_push(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _STEPS and modifiers == Qt.KeyboardModifier.AltModifier


def _fill(columns: Sequence[BoardColumn], cards: Mapping[str, Sequence[Entry]]) -> None:
    for column in columns:
        column.model.set_sections((Section("", cards.get(column.key, ())),))


def _narrow(columns: Sequence[BoardColumn], text: str, kind: str) -> None:
    for column in columns:
        column.model.narrow(text, kind)
