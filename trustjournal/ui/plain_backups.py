"""Copies from before a journal had its passphrase: what there is, removed or kept on demand."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Engine

from trustjournal.errors import TrustJournalError, UnreadableFile
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.plain_copies import plain_copies, remove_plain_copies
from trustjournal.ui.backup_keeper import backup_keeper
from trustjournal.ui.palette import Tone
from trustjournal.ui.session import Job, JournalSession
from trustjournal.ui.shell import Shell
from trustjournal.ui.widgets.notices import Banner


class PlainCopies(QObject):
    """What anyone can read of the open, encrypted journal, looked for wherever backups change.

    `found` is None until it was looked, and where a folder cannot be. `changed` fires with other
    copies or another answer of the owner, who may keep exactly these; `told` with what a removal
    came to.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, session: JournalSession, settings: Settings) -> None:
        super().__init__(session)
        self._session = session
        self._settings = settings
        self._keeper = backup_keeper(session, settings)
        self.found: Sequence[Path] | None = None
        self.is_removing = False
        self._keeper.changed.connect(self.look)
        self.look()

    @property
    def is_all(self) -> bool:
        """Whether no copies are out of reach, such as on a stick that is pulled out."""
        return self.found is not None and not self._keeper.folders.is_away

    @property
    def are_kept(self) -> bool:
        """Whether the owner wants to keep each of them."""
        kept = self._settings.kept_copies.get(str(self._session.path))
        return isinstance(kept, list) and {str(path) for path in self.found or ()} <= {*kept}

    def look(self) -> None:
        """Look for them, behind the window."""
        work = partial(_find, self._keeper.folders)
        self._keeper.run(work, self._know, _ignore)

    def keep(self) -> None:
        """Ask no more about these, on this computer."""
        self._settings.kept_copies[str(self._session.path)] = [*map(str, self.found or ())]
        self._settings.save()
        self.changed.emit()

    def remove(self) -> None:
        """Remove them all, once there is a backup with the passphrase."""
        folders, now = self._keeper.folders, self._session.now()

        def remove(engine: Engine, _job: Job) -> int:
            return remove_plain_copies(engine, folders, now)

        self._set_removing(True)
        self._keeper.run(remove, self._removed, self._refused)

    def _know(self, found: Sequence[Path]) -> None:
        self.found = found
        self.changed.emit()

    def _removed(self, _count: int) -> None:
        self.told.emit(_("Removed. There is a new backup, and it has the passphrase."))
        self._end()

    def _refused(self, error: TrustJournalError) -> None:
        self.told.emit(str(error))
        self._end()

    def _end(self) -> None:
        self.found = None
        self._set_removing(False)
        self._keeper.changed.emit()

    def _set_removing(self, removing: bool) -> None:
        self.is_removing = removing
        self.changed.emit()


class PlainBackups(QObject):
    """Says above the pages that there are such copies, until their owner decides."""

    def __init__(self, shell: Shell, session: JournalSession, settings: Settings) -> None:
        super().__init__(shell)
        self._shell = shell
        self._copies = copies_of(session, settings)
        self._said = 0
        self.banner: Banner | None = None
        self._copies.changed.connect(self._show)
        self._copies.told.connect(shell.notify)
        self._show()

    def _show(self) -> None:
        copies = self._copies
        count = 0 if copies.are_kept or copies.is_removing else len(copies.found or ())
        if count == self._said:
            return
        self._said = count
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if count:
            self.banner = Banner(without_passphrase(count), Tone.GOLD, remove_words(count))
            if self.banner.button is not None:
                self.banner.button.clicked.connect(copies.remove)
            self.banner.add_button(keep_words(count)).clicked.connect(copies.keep)
            self._shell.show_banner(self.banner)


def copies_of(session: JournalSession, settings: Settings) -> PlainCopies:
    """Return the ones that everything over an open journal shares."""
    return session.findChild(PlainCopies) or PlainCopies(session, settings)


def without_passphrase(count: int) -> str:
    """Say what so many copies mean."""
    return ngettext(
        "{count} copy from before has no passphrase: whoever finds it can read it.",
        "{count} copies from before have no passphrase: whoever finds them can read them.",
        count,
    ).format(count=count)


def remove_words(count: int) -> str:
    """Return what removing so many is called."""
    return ngettext("Remove it", "Remove them", count)


def keep_words(count: int) -> str:
    """Return what keeping so many is called."""
    return ngettext("Keep it", "Keep them", count)


def _find(folders: BackupFolders, engine: Engine, _job: Job) -> Sequence[Path]:
    try:
        return plain_copies(engine, folders, None)
    except OSError as error:
        raise UnreadableFile(
            _("{path} cannot be read: {why}.").format(
                path=folders.journal.parent, why=error.strerror
            )
        ) from error


def _ignore(_refusal: object) -> None:
    """What is not known is not claimed."""
