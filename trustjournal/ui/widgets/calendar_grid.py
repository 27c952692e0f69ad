"""Walking over the days of a calendar, and carrying things from one day to another."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from trustjournal.i18n import _
from trustjournal.store.calendar import DayItem
from trustjournal.ui.models.calendar_model import CalendarModel
from trustjournal.ui.models.calendar_words import day_title
from trustjournal.ui.widgets.calendar_cells import Carried
from trustjournal.ui.widgets.calendar_sheet import CalendarSheet
from trustjournal.ui.widgets.notices import announce

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CalendarGrid(CalendarSheet):
    """Arrows go from day to day, Tab from one thing to the next of the day.

    With Shift held, arrows carry the thing to another day until Shift is let go; the mouse drags
    it. `carried` fires when something was put down on another day, `fixed` when something is to
    be carried that cannot be, `list_wanted` for a day whose things have no room.
    """

    opened = Signal(object)  # DayItem
    list_wanted = Signal(object)  # Day
    menu_wanted = Signal(object, object)  # DayItem, QPoint on the screen
    carried = Signal(object, object)  # DayItem, date
    fixed = Signal(object)  # DayItem

    def __init__(self, model: CalendarModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._pressed: tuple[DayItem, QPoint] | None = None
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        others = held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if others:
            event.ignore()
        elif key in _STEPS:
            self._step(self._direction(key, carry=shift), carry=shift)
        elif key == Qt.Key.Key_Escape and self.cells.carried is not None:
            self._put_back()
        elif key in _ENTER and (item := self.current_item()) is not None:
            self.opened.emit(item)
        elif key == Qt.Key.Key_Space and (day := self.current_day()) is not None:
            self.list_wanted.emit(day)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift and self._pressed is None:
            self._put_down()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        number = self.cells.picked + (1 if forward else -1)
        day = self.current_day()
        if self.hasFocus() and day is not None and 0 <= number < len(day.items):
            self.pick(number)
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._put_back()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        day, number = self.item_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and day is not None and number >= 0:
            self.pick(number, aloud=False)
            self._pressed = day.items[number], event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            _day, number = self.item_at(place)
            shape = Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        item, start = self._pressed
        if self.cells.carried is None:
            far = (place - start).manhattanLength() >= QApplication.startDragDistance()
            if not far:
                return
            if item.is_fixed:
                self._pressed = None
                self.fixed.emit(item)
                return
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        over = self.days.day(self.indexAt(place))
        self._carry(item, over.day if over else item.on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        self.viewport().unsetCursor()
        day, number = self.item_at(event.position().toPoint())
        if self.cells.carried is not None:
            self._put_down()
        elif event.button() is not Qt.MouseButton.LeftButton or day is None:
            return
        elif pressed is not None and number >= 0 and day.items[number] == pressed[0]:
            self.opened.emit(pressed[0])
        elif self.is_more_at(event.position().toPoint()):
            self.list_wanted.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item, place = self.current_item(), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            day, number = self.item_at(event.pos())
            item = day.items[number] if day is not None and number >= 0 else None
        else:
            cell = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(cell.center())
        if item is not None:
            self.menu_wanted.emit(item, place)

    def _direction(self, key: Qt.Key, *, carry: bool) -> int:
        """Return how many days further a key leads."""
        step = _STEPS[key]
        if self.cells.rows and not carry and abs(step) == 7:
            return step // 7
        sideways = abs(step) == 1
        return -step if sideways and self.isRightToLeft() else step

    def _step(self, by: int, *, carry: bool) -> None:
        carried, here = self.cells.carried, self.standing_on()
        if not carry:
            self._put_back()
            if here is not None:
                self.go_to(here + timedelta(days=by))
            return
        item = carried.item if carried else self.current_item()
        if item is None:
            return
        if item.is_fixed:
            self.fixed.emit(item)
            return
        self._carry(item, (carried.to if carried else item.on) + timedelta(days=by))

    def _carry(self, item: DayItem, to: date) -> None:
        before = self.cells.carried
        self.cells.carried = Carried(item, to)
        if before is None or before.to != to:
            said = _("{who} to {day}").format(who=item.who.name, day=day_title(to))
            announce(self, said)
        self.viewport().update()
        index = self.days.index_of(to)
        if index.isValid():
            self.scrollTo(index)
        else:
            self.day_wanted.emit(to)

    def _put_down(self) -> None:
        carried = self.cells.carried
        if carried is None:
            return
        if carried.to == carried.item.on:
            self._put_back()
            return
        self.cells.carried = None
        self.viewport().update()
        self.carried.emit(carried.item, carried.to)

    def _put_back(self) -> None:
        carried = self.cells.carried
        if carried is not None:
            self.cells.carried = None
            self._pressed = None
            self.viewport().update()
            self.go_to(carried.item.on, carried.item.key)
