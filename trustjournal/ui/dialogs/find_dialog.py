"""Ctrl+K: find anything in the journal or any command by a few letters, and go there."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from trustjournal.domain.capture_words import name_words
from trustjournal.domain.finding import asked, fold, holds
from trustjournal.domain.search_help import unread_said
from trustjournal.domain.search_marks import Marked, excerpt, marked
from trustjournal.domain.search_query import Query, parse
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.commands import Command, Commands
from trustjournal.ui.models.find_rows import FindRow, Rows
from trustjournal.ui.models.find_search import FindSearch
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.find_row import FindRole, FindRowDelegate
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.label import PlainLabel

_MOST_PEOPLE = 6
_MOST_RECENT = 5
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class Recent(QObject):
    """What was opened from the palette since the journal was: ids of people, keys of commands."""

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self.keys: list[object] = []

    def remember(self, key: object) -> None:
        """Put what was opened before all else."""
        self.keys = [key, *(one for one in self.keys if one != key)][:_MOST_RECENT]


class FindDialog(QDialog):
    """A line to type in and what it may mean; arrows choose, Return goes there."""

    def __init__(
        self, session: JournalSession, navigator: Navigator, commands: Commands, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._navigator = navigator
        self._commands = commands
        self._known = known_names(session)
        self._recent = session.findChild(Recent) or Recent(session)
        self.search = FindSearch(session, self)
        self._rows: list[FindRow] = []
        self._chose = False
        self.setWindowTitle(_("Find"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find people, notes, promises … or a command"))
        self.line.setAccessibleName(_("Find people, notes, promises or a command"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(FindRowDelegate(self.list))
        self.list.setProperty("plain", "true")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._hint = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self._lay_out()
        self._connect()
        self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self._chose = True
                self.list.setCurrentRow(row)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._go()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        for widget in (self.line, self.list, self._hint):
            column.addWidget(widget)
        self.resize(theme.px(640), theme.px(520))

    def _connect(self) -> None:
        self.line.textChanged.connect(self._ask)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.search.found.connect(self._renew)
        self._known.changed.connect(self._renew)

    def _ask(self, text: str) -> None:
        self._chose = False
        self.search.ask(text)
        self._renew()

    def _renew(self) -> None:
        """Show what is known by now; a row that was chosen stays so."""
        current = self._rows[self.list.currentRow()].key if self._chose and self._rows else None
        self._rows = list(self._found())
        self.list.clear()
        section = ""
        for row in self._rows:
            self.list.addItem(_item(row, row.section if row.section != section else ""))
            section = row.section
        keys = [row.key for row in self._rows]
        chosen = keys.index(current) if current in keys else 0
        self.list.setCurrentRow(chosen if self._rows else -1)
        self._hint.setText(self._said())

    def _said(self) -> str:
        if not self.line.text().strip():
            return _("Filters in words: tag:vip, from:2026-01, channel:phone, feeling:-, is:open")
        if self.search.busy:
            return _("Looking further …")
        if unread := unread_said(self.line.text(), self._session.today()):
            return unread
        if not self._rows:
            return _("Nothing was found. Try fewer letters.")
        return _("Arrows choose, Enter goes there.")

    def _found(self) -> Iterator[FindRow]:
        query = parse(self.line.text(), self._session.today())
        if not query:
            yield from self._opened_lately()
        rows = Rows(self._navigator, query.words, self._session.today(), self._session.zone())
        found = [rows.of(hit) for hit in self.search.hits] if query else []
        called = {row.key: row for row in self._called(query)}
        people = list((called | {row.key: row for row in found if row.face} | called).values())
        # Whoever is called so comes before what can be done; whom something is known of, behind.
        deeds = list(self._deeds())
        yield from [*people[:_MOST_PEOPLE], *deeds] if called else [*deeds, *people[:_MOST_PEOPLE]]
        others = [row for row in found if not row.face]
        for section in dict.fromkeys(row.section for row in others):
            yield from (row for row in others if row.section == section)

    def _called(self, query: Query) -> Iterator[FindRow]:
        """Yield the people whose names begin so; they are known without a look at the journal."""
        if query.is_plain:
            for person in self._known.names.suggest(name_words(self.line.text()), _MOST_PEOPLE):
                go = partial(self._navigator.open_person, person.id)
                name, company = marked(person.name, query.words), " ".join(person.extra)
                yield FindRow(person.id, _("People"), name, go, aside=company, face=person.name)

    def _deeds(self) -> Iterator[FindRow]:
        wanted = asked(self.line.text())
        for command in self._commands.known:
            enabled = self._commands.actions[command.key].isEnabled()
            if enabled and _is_meant(command, wanted):
                yield self._deed(command, _("Commands") if command.menu else _("Settings"))

    def _deed(self, command: Command, section: str) -> FindRow:
        words = parse(self.line.text(), self._session.today()).words
        others = excerpt(command.words, words)
        return FindRow(
            command.key,
            section,
            marked(command.text, words),
            self._commands.actions[command.key].trigger,
            others if others.marks else None,
            aside=self._commands.keys_of(command.key),
            icon=command.icon,
        )

    def _opened_lately(self) -> Iterator[FindRow]:
        deeds = {command.key: command for command in self._commands.known}
        for key in self._recent.keys:
            if isinstance(key, str):
                yield self._deed(deeds[key], _("Recent"))
            elif isinstance(key, UUID) and (name := self._known.name_of(key)):
                go = partial(self._navigator.open_person, key)
                yield FindRow(key, _("Recent"), Marked(name), go, face=name)

    def _go(self) -> None:
        number = self.list.currentRow()
        if 0 <= number < len(self._rows):
            row = self._rows[number]
            if row.face or isinstance(row.key, str):
                self._recent.remember(row.key)
            self.accept()
            row.open()


def _is_meant(command: Command, wanted: Sequence[str]) -> bool:
    """Tell whether a command is called so, or is found by other words that begin so."""
    others = fold(f"{command.text} {command.words}").split()
    return holds(fold(command.text), wanted) or all(
        any(other.startswith(word) for other in others) for word in wanted
    )


def _item(row: FindRow, heading: str) -> QListWidgetItem:
    item = QListWidgetItem(row.title.text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
    for role, value in (
        (FindRole.TITLE, row.title),
        (FindRole.TEXT, row.text),
        (FindRole.ASIDE, row.aside),
        (FindRole.ICON, row.icon),
        (FindRole.FACE, row.face),
        (FindRole.FACE_ID, row.key if row.face else None),
        (FindRole.SECTION, heading),
    ):
        item.setData(role, value)
    return item
