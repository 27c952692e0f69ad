"""Every command of the window in one place: menus, keys, palette and the sheet of shortcuts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from trustjournal.ui.icons import icon


@dataclass(frozen=True, slots=True)
class Command:
    """Something the owner can do: its name, its menu, its keys (the first is shown), its icon.

    What stands in no menu, "", is a part of the settings. `words` are others that it is found by.
    """

    key: str
    text: str
    menu: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    words: str = ""


def _run(command: Command, _checked: bool = False) -> None:
    command.run()


class Commands:
    """The commands of one window as actions, which work wherever the focus is."""

    def __init__(self, window: QWidget, commands: Iterable[Command]) -> None:
        self.known = tuple(commands)
        self.actions: dict[str, QAction] = {}
        for command in self.known:
            action = QAction(command.text, window)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if command.icon:
                action.setIcon(icon(command.icon))
            action.triggered.connect(partial(_run, command))
            window.addAction(action)
            self.actions[command.key] = action

    def keys_of(self, key: str) -> str:
        """Return the keys of a command as this computer writes them."""
        return self.actions[key].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def fill(self, menu: QMenu, name: str) -> None:
        """Put the commands of one menu into `menu`."""
        menu.addActions([self.actions[c.key] for c in self.known if c.menu == name])

    def menus(self) -> list[str]:
        """Return the names of the menus, in order."""
        return list(dict.fromkeys(command.menu for command in self.known if command.menu))
