"""A verified copy of the open journal, wherever the owner wants one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from sqlalchemy import Engine

from trustjournal.i18n import _
from trustjournal.store.backup import back_up
from trustjournal.ui.dialogs.choose_file import ask_place, journal_files
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.shell import Shell


class CopySaving(QObject):
    """Asks where to, copies on the worker, and offers to open the copy."""

    def __init__(self, shell: Shell, session: JournalSession, navigator: Navigator) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = session
        self._navigator = navigator

    def ask(self) -> None:
        """Ask where the copy is to go."""
        suggested = Path.home() / _("{name}-copy.db").format(name=self._session.path.stem)
        title = _("Save a copy elsewhere")
        ask_place(self._shell.window(), title, journal_files(), self._save, suggested)

    def _save(self, target: Path) -> None:
        self._shell.notify(_("Copying your journal …"))
        self._session.run(partial(_copied, target), self._saved)

    def _saved(self, target: Path) -> None:
        said = _("Copied to {path}, and verified.").format(path=target)
        self._shell.notify(said, _("Open the copy"), partial(self._navigator.door.open, target))


def _copied(target: Path, engine: Engine, _job: Job) -> Path:
    return back_up(engine, target)
