"""The one window: its frame, its commands, and what it does when a page asks for something."""

from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui import icons
from trustjournal.ui.commands import Commands
from trustjournal.ui.palette import Tone
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.page import FillPage, ScrollPage
from trustjournal.ui.widgets.view_switch import ViewSwitch
from trustjournal.ui.window_commands import PAGES, SETTINGS, VIEWS, entry_of, window_commands

if TYPE_CHECKING:
    from trustjournal.ui.desk import Desk

_SMALLEST = QSize(640, 480)
_USUAL = QSize(1280, 860)
_LONGEST_LABEL = 60
_KEPT = {*(page[0] for page in PAGES), *chain.from_iterable(map(dict, VIEWS.values()))}
"""The pages that come back with the next start."""


class Slot(QWidget):
    """The place of a page that is made when it is first shown."""

    def __init__(self) -> None:
        super().__init__()
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.page: QWidget | None = None

    def fill(self, page: QWidget, switch: ViewSwitch | None = None) -> None:
        """Put the page into its place, below the way to its other views."""
        self.page = page
        if switch is not None:
            self._room.addWidget(switch)
            for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
                turn = QShortcut(QKeySequence(keys), self)
                turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                turn.activated.connect(partial(switch.turn, by))
            if isinstance(page, ScrollPage | FillPage):
                page.stand_below_tabs()
        page.hide()  # or it would be dressed and laid out at once where the place is in front
        self._room.addWidget(page, 1)
        self.setFocusProxy(page)


class MainWindow(QMainWindow):
    """Frame and commands; the desk behind it, once a journal is open, does the work."""

    closed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.desk: Desk | None = None
        self.shell = Shell()
        self.slots: dict[str, Slot] = {}
        for key, words, icon in PAGES:
            self._add_slot(key, words, icon)
        self._add_slot(*SETTINGS, last=True)
        self.setCentralWidget(self.shell)
        self.setWindowTitle(_("Trust Journal"))
        self.setWindowIcon(icons.icon("sprout", Tone.ACCENT))
        self.setMinimumSize(_SMALLEST)
        self.setAcceptDrops(True)
        self.commands = Commands(self, window_commands(self._ask, self.show_page))
        self._menus()
        self.shell.log_requested.connect(partial(self._ask, "capture"))
        self.shell.page_chosen.connect(self.show_page)
        self.shell.person_chosen.connect(self._open_person)
        self._restore_place()

    def settle(self, desk: "Desk", here: tuple[str, UUID | None] | None = None) -> None:
        """Take the open journal: from now on pages can be shown, first the one of `here`."""
        self.desk = desk
        usual = self.settings.page if self.settings.page in _KEPT else "today"
        desk.show(*(here or (usual, None)))

    def show_page(self, key: str, part: str | None = None) -> None:
        """Show a page, making it where it is shown for the first time, and lead to a part of it."""
        if self.desk is not None:
            self.desk.show(key, sought=part)

    def lead_to(self, key: str) -> None:
        """Bring the place of the page `key` to the front, whether or not the page is there yet."""
        if key not in self.slots:
            self._add_slot(key)
        self.shell.show_page(key, under=entry_of(key))
        if key in _KEPT:
            self.settings.page = key

    def place(self, key: str, page: QWidget) -> None:
        """Put a page into its place, still hidden."""
        (self.slots.get(key) or self._add_slot(key)).fill(page, self._switch(key))

    def reveal(self, key: str, make: Callable[[], QWidget]) -> QWidget:
        """Bring the page `key` to the front, made by `make` the first time, and return it."""
        page = self.slots[key].page if key in self.slots else None
        if page is None:
            page = make()
            self.place(key, page)
            page.show()
        self.lead_to(key)
        return page

    def set_undo(self, undo: str, redo: str) -> None:
        """Show what Undo and Redo would do."""
        for key, text, label in (("undo", _("Undo"), undo), ("redo", _("Redo"), redo)):
            action = self.commands.actions[key]
            action.setText(f"{text}: {_in_menu(label)}" if label else text)
            action.setToolTip(tooltip(f"{text}: {label}" if label else text))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.window = bytes(self.saveGeometry().data()).hex()
        self.settings.save()
        self.closed.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.desk is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event)
        if self.desk is not None and paths:
            event.acceptProposedAction()
            self.desk.navigator.import_files(*paths)

    def _add_slot(self, key: str, words: str = "", icon: str = "", *, last: bool = False) -> Slot:
        slot = Slot()
        self.slots[key] = slot
        self.shell.add_page(key, slot, words, icon, last=last)
        return slot

    def _switch(self, key: str) -> ViewSwitch | None:
        """Return the tabs of a page that is one of several views."""
        entry = entry_of(key)
        views = VIEWS.get(entry, ())
        if key not in dict(views):
            return None
        switch = ViewSwitch(self.shell.sidebar.entries[entry].accessibleName(), views, key)
        switch.view_chosen.connect(self.show_page)
        return switch

    def _ask(self, wish: str) -> None:
        if wish == "quit":
            self.close()
        elif wish == "menu":
            self._show_menu()
        elif wish == "report":
            self._report_problem()
        elif self.desk is not None:
            self.desk.fulfil(wish)

    def _report_problem(self) -> None:
        from trustjournal.ui.dialogs.report_dialog import ReportDialog

        ReportDialog(self).open()

    def _menus(self) -> None:
        for name in self.commands.menus():
            self.commands.fill(self.menuBar().addMenu(name), name)
        # One row of menus above a page this quiet would be the loudest thing in it; only macOS,
        # where they stand outside the window, shows them always.
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.commands.menus():
            self.commands.fill(menu.addMenu(name), name)
        menu.popup(self.shell.sidebar.mapToGlobal(self.shell.sidebar.log_button.pos()))

    def _open_person(self, customer_id: UUID) -> None:
        if self.desk is not None:
            self.desk.navigator.open_person(customer_id)

    def _restore_place(self) -> None:
        self.resize(_USUAL)
        try:
            stored = bytes.fromhex(self.settings.window)
        except ValueError:
            stored = b""
        if stored:
            self.restoreGeometry(QByteArray(stored))
        screen = QGuiApplication.screenAt(self.frameGeometry().center())
        if screen is None:
            self.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())


def _in_menu(label: str) -> str:
    """Return a label as an entry of a menu shows it: on one line, not too long, "&" as it is."""
    line = " ".join(label.split())
    shown = line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL]}…"
    return shown.replace("&", "&&")


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the files and folders of this computer that are dropped, whatever they are called."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
