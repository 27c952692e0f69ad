"""Ctrl+K: find a person or a command by a few letters, and go there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from trustjournal.domain.capture_words import name_words
from trustjournal.domain.finding import asked, fold, holds
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.commands import Commands
from trustjournal.ui.icons import icon
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.label import PlainLabel, trailing

_MOST_PEOPLE = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


@dataclass(frozen=True, slots=True)
class _Hit:
    text: str
    aside: str
    icon: QIcon
    go: Callable[[], object]


class _AsideDelegate(QStyledItemDelegate):
    """Paints what stands beside a hit, a company or the keys, at the end of its row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.setFont(theme.font(TypeRole.SMALL))
        painter.setPen(theme.colour(Tone.MUTED))
        flags = trailing(option.direction) | Qt.AlignmentFlag.AlignVCenter
        aside = index.data(Qt.ItemDataRole.UserRole) or ""
        painter.drawText(option.rect.adjusted(12, 0, -12, 0), flags, aside)


class FindDialog(QDialog):
    """A line to type in and what it may mean; arrows choose, Return goes there."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, commands: Commands, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._navigator = navigator
        self._commands = commands
        self._known = known_names(session)
        self._hits: list[_Hit] = []
        self.setWindowTitle(_("Find"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find a person or a command"))
        self.line.setAccessibleName(_("Find a person or a command"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_AsideDelegate(self.list))
        self.list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self._hint = PlainLabel("", TypeRole.SMALL, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        for widget in (self.line, self.list, self._hint):
            column.addWidget(widget)
        self.resize(theme.px(560), theme.px(420))
        self._known.changed.connect(self._renew)
        self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._go()
                return True
        return super().eventFilter(watched, event)

    def _renew(self) -> None:
        self._search(self.line.text())

    def _search(self, text: str) -> None:
        words = name_words(text)
        self._hits = [*self._people(words), *self._deeds(text)]
        self.list.clear()
        for hit in self._hits:
            item = QListWidgetItem(hit.icon, hit.text)
            item.setData(Qt.ItemDataRole.UserRole, hit.aside)
            spoken = f"{hit.text}, {hit.aside}" if hit.aside else hit.text
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._hits else -1)
        self._hint.setText(
            _("Arrows choose, Return goes there.") if self._hits else _("Nothing is called so.")
        )

    def _people(self, words: tuple[str, ...]) -> list[_Hit]:
        return [
            _Hit(
                person.name,
                " ".join(person.extra),
                icon("users"),
                lambda which=person.id: self._navigator.open_person(which),
            )
            for person in self._known.names.suggest(words, _MOST_PEOPLE)
        ]

    def _deeds(self, text: str) -> list[_Hit]:
        wanted = asked(text)
        return [
            _Hit(command.text, self._commands.keys_of(command.key), action.icon(), action.trigger)
            for command in self._commands.known
            if (action := self._action(command.key)).isEnabled()
            and holds(fold(command.text), wanted)
        ]

    def _action(self, key: str) -> QAction:
        return self._commands.actions[key]

    def _go(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._hits):
            go = self._hits[row].go
            self.accept()
            go()
