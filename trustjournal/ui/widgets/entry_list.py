"""A list of entries as high as its rows, whose words can be changed where they stand."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListView,
    QMenu,
    QScrollArea,
    QStyle,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.ui import icons, theme
from trustjournal.ui.models.entries import ENTRY, Deed, Entry, EntryModel, own_words
from trustjournal.ui.widgets.buttons import Button, icon_button, quiet, secondary
from trustjournal.ui.widgets.entry_row import EntryDelegate, places
from trustjournal.ui.widgets.note_editor import NoteEditor
from trustjournal.ui.widgets.painted_list import PaintedList

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_WORDY = (Deed.KEEP, Deed.GIVE)


class EntryList(PaintedList):
    """`asked` fires with a `Deed` and a record, `words_saved` with a record and its new words.

    `edit_began` fires with the editor of such words and the record.

    Enter, F2 or a double click edit the words in place, Del deletes. Single letters are left to
    the page. What is set while words are being edited waits until that has ended.
    """

    asked = Signal(Deed, object)
    words_saved = Signal(object, str)
    edit_began = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor: NoteEditor | None = None
        self._waiting: Sequence[Entry] | None = None
        self._delegate = EntryDelegate(self)
        self._entries = EntryModel(self)
        self._buttons = _RowButtons(self.viewport())
        self._buttons.asked.connect(self._ask)
        self.setAccessibleName(name)
        self.setItemDelegate(self._delegate)
        self.setModel(self._entries)
        self.setMouseTracking(True)
        self.setProperty("plain", "true")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        theme.look.changed.connect(self._fit)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, and stay on the row that was current, or on the one after it."""
        if self.editor is not None:
            self._waiting = entries
            return
        entry, row = self.current_entry(), self.currentIndex().row()
        self._entries.set_entries(entries)
        self._fit()
        if entry is None or not entries:
            return
        again = self._entries.row_of(entry.record.id)
        row = again if again >= 0 else min(row, len(entries) - 1)
        if again >= 0 or self.hasFocus():
            self.setCurrentIndex(self._entries.index(row, 0))

    def current_entry(self) -> Entry | None:
        """Return the entry of the current row, or None."""
        entry = self.currentIndex().data(ENTRY)
        return entry if isinstance(entry, Entry) else None

    def lead_to(self, record_id: UUID) -> None:
        """Make the entry of a record the current one, with the focus on it."""
        row = self._entries.row_of(record_id)
        if row >= 0:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(self._entries.index(row, 0))

    def reveal(self) -> None:
        """Scroll the page to the current row: the list itself never scrolls."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None and (inside := page.widget()) is not None:
            row = self.visualRect(self.currentIndex())
            middle = self.viewport().mapTo(inside, row.center())
            page.ensureVisible(middle.x(), middle.y(), 0, row.height() // 2 + 12)

    def edit_words(self) -> None:
        """Open the words of the current entry for editing."""
        entry = self.current_entry()
        if entry is None or self.editor is not None:
            return
        editor = NoteEditor(own_words(entry.record), entry.head, parent=self.viewport())
        editor.saved.connect(partial(self._save, entry))
        editor.cancelled.connect(self.end_editing)
        editor.resized.connect(self._fit)
        self.editor = editor
        self._delegate.editing = entry.record.id
        editor.show()
        self._fit()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit_began.emit(editor, entry.record)

    def end_editing(self) -> None:
        """Close the editor: the words are saved, or given up."""
        if self.editor is None:
            return
        had_focus = self.editor.box.hasFocus()
        self.editor.end()
        self.editor = None
        self._delegate.editing = None
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.set_entries(waiting)
        self._fit()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.current_entry()
        if event.key() in _EDIT_KEYS and not event.modifiers():
            self.edit_words()
        elif event.key() == Qt.Key.Key_Delete and entry is not None:
            self.asked.emit(Deed.DELETE, entry.record)
        elif event.matches(QKeySequence.StandardKey.Copy) and entry is not None:
            QApplication.clipboard().setText(own_words(entry.record) or entry.head)
        elif event.text().strip() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_words()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry = self.current_entry()
        if entry is None or self.editor is not None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Edit the words here\tF2"), self.edit_words)
        for deed in entry.deeds:
            if deed is Deed.DELETE:
                menu.addSeparator()
            picture = icons.icon(deed.icon) if deed.icon else icons.icon("check")
            keys = "\tDel" if deed is Deed.DELETE else ""
            menu.addAction(picture, deed.word + keys, partial(self._ask, deed))
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.visualRect(self.currentIndex())
        menu.popup(self.viewport().mapToGlobal(row.center()) if keyboard else event.globalPos())

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        entry = current.data(ENTRY)
        self._buttons.show_deeds(entry.deeds if isinstance(entry, Entry) else ())
        self._follow()
        if self.hasFocus():
            self.reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._follow()

    def _ask(self, deed: Deed) -> None:
        if (entry := self.current_entry()) is not None:
            self.asked.emit(deed, entry.record)

    def _save(self, entry: Entry, text: str) -> None:
        self.words_saved.emit(entry.record, text)

    def _fit(self) -> None:
        """Take the height that the rows need at this width."""
        self._delegate.width = self.viewport().width()
        if self.editor is not None:
            self.editor.resize(places(QRect(0, 0, self._delegate.width, 0)).below.width(), 10)
            self._delegate.editor_height = self.editor.sizeHint().height() + 4
        rows = range(self._entries.rowCount())
        entries = [self._entries.index(row, 0).data(ENTRY) for row in rows]
        self.setFixedHeight(max(sum(map(self._delegate.height, entries)), 1))
        self.doItemsLayout()
        self._follow()

    def _follow(self) -> None:
        """Put the buttons, and the editor, where the current row is."""
        row = self.visualRect(self.currentIndex())
        where, size = places(row), self._buttons.sizeHint()
        shown = row.isValid() and self._buttons.any() and self.editor is None
        selected = self.selectionModel().isSelected(self.currentIndex())
        self._delegate.reserved = size.width() + 8 if shown and selected else 0
        self._buttons.setVisible(shown and selected)
        box = QRect(where.line.right() - size.width() + 1, 0, size.width(), size.height())
        box.moveTop(where.line.center().y() - size.height() // 2 + 1)
        self._buttons.setGeometry(QStyle.visualRect(self.layoutDirection(), row, box))
        if self.editor is not None:
            place = QRect(where.below.topLeft(), self.editor.sizeHint())
            place.setWidth(where.below.width())
            self.editor.setGeometry(QStyle.visualRect(self.layoutDirection(), row, place))


class _RowButtons(QWidget):
    """What can be done with the current row; a button is made when a row first has its deed."""

    asked = Signal(Deed)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._made: dict[Deed, Button] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def show_deeds(self, deeds: Sequence[Deed]) -> None:
        """Offer these."""
        for deed in deeds:
            if deed not in self._made:
                self._make(deed)
        for deed, button in self._made.items():
            button.setVisible(deed in deeds)

    def any(self) -> bool:
        """Tell whether there is a button to show."""
        return any(not button.isHidden() for button in self._made.values())

    def _make(self, deed: Deed) -> None:
        self._made[deed] = button = _button(deed)
        # A click leaves the focus on the list, so that its keys go on working.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._ask, deed))
        self._row.insertWidget([one for one in Deed if one in self._made].index(deed), button)

    def _ask(self, deed: Deed) -> None:
        self.asked.emit(deed)


def _button(deed: Deed) -> Button:
    if deed.icon:
        return icon_button(deed.icon, deed.word, small=True)
    return secondary(deed.word, small=True) if deed in _WORDY else quiet(deed.word, small=True)
