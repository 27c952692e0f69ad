"""The saved filters in the sidebar: opened, renamed, put in order and deleted there."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.card import clear_layout
from trustjournal.ui.widgets.label import PlainLabel, tooltip
from trustjournal.ui.widgets.side_entry import SideEntry

_HEIGHT = 36  # less than a page has, as much as the people below
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FilterEntry(SideEntry):
    """The way to one filter; F2 edits it, Alt with an arrow moves it, Delete deletes it."""

    edited = Signal()
    moved = Signal(int)
    deleted = Signal()

    def __init__(self, filter_id: UUID, title: str) -> None:
        super().__init__(title, "list-filter")
        self.filter_id = filter_id
        self.title = title
        self.setToolTip(tooltip(title))
        self.setAccessibleDescription(_("F2 edits, Alt with an arrow moves, Delete deletes"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEIGHT))

    def nextCheckState(self) -> None:
        """Stay as it is: what is open is marked by the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_F2:
            self.edited.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.open_menu(event.globalPos() if by_mouse else self.mapToGlobal(self.rect().center()))

    def open_menu(self, place: QPoint) -> None:
        """Offer what the keys do."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("pen-line"), _("Edit\tF2"), self.edited.emit)
        menu.addAction(_("Move up\tAlt+Up"), partial(self.moved.emit, -1))
        menu.addAction(_("Move down\tAlt+Down"), partial(self.moved.emit, 1))
        menu.addSeparator()
        menu.addAction(icons.icon("trash-2"), _("Delete\tDel"), self.deleted.emit)
        menu.popup(place)


class SideFilters(QWidget):
    """The filters under their heading, nothing where there are none.

    `chosen`, `edit_wanted` and `delete_wanted` fire with the id of a filter, `move_wanted` with a
    step too. The one that is open is marked.
    """

    chosen = Signal(object)
    edit_wanted = Signal(object)
    delete_wanted = Signal(object)
    move_wanted = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[FilterEntry] = []
        self._open: UUID | None = None
        self._marked = False
        heading = PlainLabel(_("Filters"), TypeRole.LABEL, Tone.MUTED)
        heading.setContentsMargins(10, 20, 10, 6)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addLayout(self._rows)
        self.hide()

    def set_filters(self, filters: Sequence[tuple[UUID, str]]) -> None:
        """Show these, as id and title; whoever has the focus keeps it."""
        if list(filters) == [(one.filter_id, one.title) for one in self.entries]:
            return
        focused = self.window().focusWidget()  # the window's own: a form may be open over it
        held = [(at, one) for at, one in enumerate(self.entries) if one is focused]
        clear_layout(self._rows)
        self.entries = [self._entry(which, title) for which, title in filters]
        self.setVisible(bool(self.entries))
        self.mark(self._marked)
        if held and self.entries:
            at, before = held[0]
            same = [one for one in self.entries if one.filter_id == before.filter_id]
            entry = (same or self.entries[min(at, len(self.entries) - 1) :])[0]
            entry.show()  # what is not shown yet takes no focus
            entry.setFocus()

    def open(self, filter_id: UUID | None) -> None:
        """Know which filter the page of filters shows."""
        self._open = filter_id
        self.mark(self._marked)

    def mark(self, shown: bool) -> None:
        """Mark the one that is open while the page of filters is in front."""
        self._marked = shown
        for one in self.entries:
            one.setChecked(shown and one.filter_id == self._open)

    def _entry(self, which: UUID, title: str) -> FilterEntry:
        entry = FilterEntry(which, title)
        entry.clicked.connect(partial(self._choose, which))
        entry.edited.connect(partial(self.edit_wanted.emit, which))
        entry.moved.connect(partial(self.move_wanted.emit, which))
        entry.deleted.connect(partial(self.delete_wanted.emit, which))
        self._rows.addWidget(entry)
        return entry

    def _choose(self, which: UUID) -> None:
        self.chosen.emit(which)
