"""The fields of an export: its columns in order, its form, and choices kept under a name."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QWidget,
)

from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.export_choices import FileForm, form_names, forms_of
from trustjournal.ui.dialogs.fields import Field, KeysField
from trustjournal.ui.widgets.buttons import icon_button, secondary

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnList(QListWidget):
    """Rows to tick with Space, and to move by dragging them or with Alt and an arrow."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count():
            self.insertItem(row + step, self.takeItem(row))
            self.setCurrentRow(row + step)


class ColumnsField(Field):
    """The columns of a table, to tick and to bring into another order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ColumnList()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setProperty("framed", "true")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setWordWrap(True)  # the title of an own field may be longer than the list
        self.list.setFixedHeight(theme.px(168))
        self.list.itemChanged.connect(self.edited)
        self.row.addWidget(self.list)
        self.setFocusProxy(self.list)

    def offer(self, names: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        """Show the columns of another table, those `chosen` ticked and first; none means all."""
        wanted = [name for name in chosen if name in names] or list(names)
        self.list.clear()
        for name in (*wanted, *(name for name in names if name not in wanted)):
            item = QListWidgetItem(_shown(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = name in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def value(self) -> tuple[str, ...]:
        """Return the columns that are ticked, in their order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )


class FormsField(KeysField):
    """The forms of files, of which only those show that fit what is handed out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(form_names(), parent=parent)

    def offer(self, what: str) -> None:
        """Show the forms that something has; another one is chosen where this has it not."""
        fitting = forms_of(what)
        for form, key in self.keys.items():
            key.setVisible(form in fitting)
        self.setFocusProxy(self.keys[fitting[0]])
        if self.value() not in fitting:
            self.set_value(fitting[0])

    def value(self) -> FileForm:
        """Return the form chosen."""
        return FileForm(super().value())


class ProfilesField(Field):
    """Names under which choices are kept: one is chosen from the list, or typed to keep another."""

    chosen = Signal(str)
    kept = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if (line := self.box.lineEdit()) is not None:
            line.setPlaceholderText(_("Name these choices to find them again"))
            line.returnPressed.connect(self._keep)
        self.box.activated.connect(self._choose)
        self.box.editTextChanged.connect(self._judge)
        self.still(self.box)
        self.keep_button = secondary(_("Remember"))
        self.keep_button.setAutoDefault(False)
        self.keep_button.clicked.connect(self._keep)
        self.drop_button = icon_button("trash-2", _("Forget these choices"), small=True)
        self.drop_button.setAutoDefault(False)
        self.drop_button.clicked.connect(self._drop)
        self.row.addWidget(self.box, 1)
        self.row.addWidget(self.keep_button)
        self.row.addWidget(self.drop_button)
        self.setFocusProxy(self.box)

    def offer(self, names: list[str], current: str = "") -> None:
        """Show the names there are, one of them as the current one."""
        self.box.clear()
        self.box.addItems(names)
        self.box.setCurrentIndex(names.index(current) if current in names else -1)
        self.box.setEditText(current)
        self._judge()

    def value(self) -> str:
        """Return the name that is chosen or typed."""
        return " ".join(self.box.currentText().split())

    def set_value(self, value: Any) -> None:
        """Show a name."""
        self.box.setEditText(value)

    def _choose(self, place: int) -> None:
        self.chosen.emit(self.box.itemText(place))

    def _keep(self) -> None:
        if name := self.value():
            self.kept.emit(name)

    def _drop(self) -> None:
        self.dropped.emit(self.value())

    def _judge(self) -> None:
        self.keep_button.setEnabled(bool(self.value()))
        self.drop_button.setVisible(self.box.findText(self.value()) >= 0 and bool(self.value()))


def _shown(name: str) -> str:
    own, _colon, title = name.partition(":")
    return title if own == "field" and title else name.replace("_", " ")
