"""Rows of files: to open, to save elsewhere, to call something else and to take away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from trustjournal.domain.organising import Attachment
from trustjournal.i18n import _, ngettext
from trustjournal.ui import icons
from trustjournal.ui.models.file_lines import FileDeed, FileLine
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import icon_button, quiet
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.pressable import SIDE, Pressable
from trustjournal.ui.widgets.rows import IconTile

_SHOWN = 6
_KEYS = {
    Qt.Key.Key_Delete: FileDeed.REMOVE,
    Qt.Key.Key_F2: FileDeed.RENAME,
}


class AttachmentRow(QWidget):
    """One file. Enter opens or saves it, Delete removes it, F2 changes its name.

    `asked` fires with a deed, `renamed` with another name.
    """

    asked = Signal(FileDeed)
    renamed = Signal(str)

    def __init__(self, line: FileLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.button = Pressable(_content(line))
        self.button.setAccessibleName(f"{line.name}, {line.about}")
        self.button.clicked.connect(self._press)
        self.more_button = icon_button("ellipsis", _("More for {name}").format(name=line.name))
        self.more_button.setAutoDefault(False)
        self.more_button.clicked.connect(self._open_menu)
        self.name_edit: QLineEdit | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self.button, 1)
        self._row.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def edit_name(self) -> None:
        """Let the owner write another name in place of the row: Enter saves it, Esc does not."""
        if self.name_edit is not None:
            return
        editor = self.name_edit = QLineEdit(self.line.name)
        editor.setAccessibleName(_("Name of the file"))
        editor.installEventFilter(self)
        self._row.insertWidget(0, editor, 1)
        editor.show()  # what is not shown yet takes no focus
        self.button.hide()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        before, dot, _last = self.line.name.rpartition(".")
        editor.setSelection(0, len(before) if dot else len(self.line.name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = _KEYS.get(Qt.Key(event.key()))
        if deed is not None and deed in self.line.deeds and not event.modifiers():
            self._do(deed)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.name_edit is None:
            self._menu().popup(event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._end_editing(save=True)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._end_editing(save=False)
                return True
        elif event.type() is QEvent.Type.FocusOut:
            self._end_editing(save=True)
        return False

    def _end_editing(self, *, save: bool) -> None:
        editor, self.name_edit = self.name_edit, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.removeEventFilter(self)
        self.button.show()
        if had_focus:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        if save and editor.text() != self.line.name:
            self.renamed.emit(editor.text())

    def _press(self) -> None:
        if (first := self.line.deeds[0]) is not FileDeed.REMOVE:
            self._do(first)

    def _do(self, deed: FileDeed) -> None:
        if deed is FileDeed.RENAME:
            self.edit_name()
        else:
            self.asked.emit(deed)

    def _open_menu(self) -> None:
        self._menu().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for deed in self.line.deeds:
            if deed is FileDeed.REMOVE:
                menu.addSeparator()
            icon, said = _words(deed)
            menu.addAction(icons.icon(icon), said, partial(self._do, deed))
        return menu


class AttachmentRows(QWidget):
    """Files below each other, the first few until the owner asks for all.

    `asked` fires with a deed and a file, `renamed` with a file and another name.
    """

    asked = Signal(FileDeed, object)
    renamed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[AttachmentRow] = []
        self._lines: tuple[FileLine, ...] = ()
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.all_button = quiet("", "chevron-down", small=True, flush=True)
        self.all_button.setAutoDefault(False)
        self.all_button.clicked.connect(self._show_all)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE, 4, SIDE, 0)
        foot.addWidget(self.all_button)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.all_button.hide()

    def show_lines(self, lines: Sequence[FileLine]) -> None:
        """Show files; the focus stays on the file that has it, or goes to the one after it."""
        held = next((place for place, row in enumerate(self.rows) if _has_focus(row)), None)
        file = None if held is None else self.rows[held].line.file
        self._lines = tuple(lines)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown = self._lines if self._all else self._lines[:_SHOWN]
        self.rows = [self._row(line) for line in shown]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
        rest = len(lines) - len(shown)
        said = ngettext("Show {count} more", "Show {count} more", rest).format(count=rest)
        self.all_button.setText(said)
        self.all_button.setVisible(bool(rest))
        if held is not None and self.rows:
            ids = [_identity(row.line) for row in self.rows]
            same = next((n for n, one in enumerate(ids) if one == _identity_of(file)), held)
            row = self.rows[min(same, len(self.rows) - 1)]
            row.show()  # what is not shown yet takes no focus
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_to(self, file: Attachment) -> None:
        """Put the focus on the row of a file, if it is here."""
        places = [_identity(line) for line in self._lines]
        if file.id not in places:
            return
        if (place := places.index(file.id)) >= len(self.rows):
            self._all = True
            self.show_lines(self._lines)
        row = self.rows[place]
        row.show()  # what is not shown yet takes no focus
        row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Show no more than the first few again: these are the files of somebody else."""
        self._all = False

    def _row(self, line: FileLine) -> AttachmentRow:
        row = AttachmentRow(line)
        row.asked.connect(partial(self._ask, line))
        row.renamed.connect(partial(self._rename, line))
        return row

    def _show_all(self) -> None:
        self._all = True
        first = len(self.rows)
        self.show_lines(self._lines)
        self.rows[first].show()
        self.rows[first].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, line: FileLine, deed: FileDeed) -> None:
        self.asked.emit(deed, line.file)

    def _rename(self, line: FileLine, name: str) -> None:
        self.renamed.emit(line.file, name)


def _content(line: FileLine) -> QWidget:
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(PlainLabel(line.name, elide=True))
    said.addWidget(PlainLabel(line.about, TypeRole.SMALL, Tone.MUTED, elide=True))
    content = QWidget()
    row = QHBoxLayout(content)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(12)
    row.addWidget(IconTile(line.icon, Tone.MUTED, 32), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(said, 1)
    return content


def _words(deed: FileDeed) -> tuple[str, str]:
    return {
        FileDeed.OPEN: ("file-text", _("Open\tEnter")),
        FileDeed.SAVE: ("download", _("Save as…")),
        FileDeed.RENAME: ("pen-line", _("Rename\tF2")),
        FileDeed.PHOTO: ("picture", _("Set the photo…")),
        FileDeed.REMOVE: ("trash-2", _("Remove\tDel")),
    }[deed]


def _identity(line: FileLine) -> object:
    return _identity_of(line.file)


def _identity_of(file: object) -> object:
    return getattr(file, "id", file)


def _has_focus(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and row.isAncestorOf(focused)
