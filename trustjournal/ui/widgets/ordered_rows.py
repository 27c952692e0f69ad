"""A short list that the owner puts in order: each row is edited, moved and deleted by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import icons
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import icon_button
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.rows import IconMark

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its icon, its title, and a quiet word at its end."""

    id: UUID
    icon: str
    title: str
    aside: str = ""


class OrderedRow(Pressable):
    """A row to press for editing; `moved` fires with -1 for up and 1 for down."""

    moved = Signal(int)
    deleted = Signal()

    def __init__(self, line: Line) -> None:
        self.line = line
        super().__init__(_content(line))
        self.setAccessibleDescription(_("Enter edits, Alt with an arrow moves, Delete deletes"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        key = Qt.Key(event.key())
        if key in _STEPS and alt:
            self.moved.emit(_STEPS[key])
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif key == Qt.Key.Key_F2:
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, place: QPoint) -> None:
        """Offer what the keys do."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("pen-line"), _("Edit\tF2"), self.click)
        menu.addAction(_("Move up\tAlt+Up"), partial(self.moved.emit, -1))
        menu.addAction(_("Move down\tAlt+Down"), partial(self.moved.emit, 1))
        menu.addSeparator()
        menu.addAction(icons.icon("trash-2"), _("Delete\tDel"), self.deleted.emit)
        menu.popup(place)


class OrderedRows(QWidget):
    """`edit_wanted` and `delete_wanted` fire with the id of a row, `move_wanted` with a step too.

    Whoever has the focus keeps it when the rows come in another order.
    """

    edit_wanted = Signal(object)
    delete_wanted = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OrderedRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows, in order."""
        if lines == [row.line for row in self.rows]:
            return
        place = next((at for at, row in enumerate(self.rows) if _holds_focus(row)), None)
        focused = None if place is None else self.rows[place].line.id
        clear_layout(self._column)
        self.rows = [self._row(line) for line in lines]
        if place is not None and self.rows:
            same = [row for row in self.rows if row.line.id == focused]
            (same or self.rows[min(place, len(self.rows) - 1) :])[0].setFocus()

    def _row(self, line: Line) -> OrderedRow:
        row = OrderedRow(line)
        row.clicked.connect(partial(self._edit, line.id))
        row.moved.connect(partial(self.move_wanted.emit, line.id))
        row.deleted.connect(partial(self.delete_wanted.emit, line.id))
        more = icon_button("ellipsis", _("More for {name}").format(name=line.title), small=True)
        more.clicked.connect(partial(_open_menu, row, more))
        held = QWidget()
        beside = QHBoxLayout(held)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(4)
        beside.addWidget(row, 1)
        beside.addWidget(more)
        self._column.addWidget(held)
        return row

    def _edit(self, which: UUID) -> None:
        self.edit_wanted.emit(which)


def _holds_focus(row: OrderedRow) -> bool:
    around = row.parentWidget()
    return around is not None and any(one.hasFocus() for one in around.findChildren(QWidget))


def _open_menu(row: OrderedRow, more: QWidget, _checked: bool = False) -> None:
    row.open_menu(more.mapToGlobal(QPoint(0, more.height() + 4)))


def _content(line: Line) -> QWidget:
    held = QWidget()
    held.setAccessibleName(", ".join(filter(None, (line.title, line.aside))))
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 7, 4, 7)
    row.setSpacing(12)
    row.addWidget(IconMark(line.icon, Tone.MUTED))
    row.addWidget(PlainLabel(line.title, TypeRole.STRONG, elide=True), 1)
    row.addWidget(PlainLabel(line.aside, TypeRole.SMALL, Tone.MUTED))
    return held
