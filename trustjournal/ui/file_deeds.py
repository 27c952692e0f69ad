"""What can be done with files kept in the journal: each deed is decided on the worker."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.attached_files import check_room, may_open, safe_name
from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import Attachment
from trustjournal.exchange.attached_files import read_file
from trustjournal.i18n import _, ngettext
from trustjournal.services.attachments import (
    NewFile,
    attach,
    remove_attachment,
    rename_attachment,
    set_photo,
)
from trustjournal.store import attachments, contents
from trustjournal.ui.dialogs.choose_file import ask_file, ask_place
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.opened_files import opened_files
from trustjournal.ui.outside import open_copy
from trustjournal.ui.photos import small_copy
from trustjournal.ui.session import JournalSession, Refused


class FileDeeds(QObject):
    """Does it, and says so in a toast, with Undo where something was changed."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self._parent = parent

    def open(self, file: Attachment) -> None:
        """Open a private copy in the program for its kind; what could run is saved instead."""
        if may_open(file.name):
            self._session.read(partial(_copied, file), self._show_copy)
        else:
            self.save_as(file)

    def save_as(self, file: Attachment) -> None:
        """Ask where to put a copy that stays."""
        suggested = Path.home() / safe_name(file.name)
        chosen = partial(self._save, file)
        ask_place(self._parent, _("Save as"), _("All files (*)"), chosen, suggested)

    def ask_attach(self, customer_id: UUID, refused: Refused) -> None:
        """Ask for a file to keep with a customer."""
        chosen = partial(self._attach_one, customer_id, refused)
        ask_file(self._parent, _("Attach a file"), _("All files (*)"), chosen)

    def attach(self, customer_id: UUID, paths: Sequence[Path], refused: Refused) -> None:
        """Keep files with a customer."""
        decide = partial(_attached, customer_id, tuple(paths), self._session.today())
        count = len(paths)
        said = ngettext("The file is kept.", "{count} files are kept.", count).format(count=count)
        self._session.act(decide, partial(self._tell, said), refused)

    def rename(self, file: Attachment, name: str, refused: Refused) -> None:
        """Call a file something else."""
        decide = partial(_renamed, file, name)
        self._session.act(decide, partial(self._tell, _("The file has another name.")), refused)

    def remove(self, file: Attachment) -> None:
        """Take a file away."""
        said = _("The photo is removed.") if file.is_photo else _("The file is removed.")
        self._session.commit(remove_attachment(file), partial(self._tell, said))

    def ask_photo(self, customer_id: UUID, refused: Refused) -> None:
        """Ask for a picture to show beside a customer's name."""
        kinds = _("Pictures (*.jpg *.jpeg *.png *.webp *.gif *.bmp)") + ";;" + _("All files (*)")
        chosen = partial(self._photo_chosen, customer_id, refused)
        ask_file(self._parent, _("Set a photo"), kinds, chosen)

    def set_photo(self, customer_id: UUID, path: Path, refused: Refused) -> None:
        """Show a picture beside a customer's name from now on."""
        decide = partial(_photographed, customer_id, path, self._session.today())
        self._session.act(decide, partial(self._tell, _("The photo is set.")), refused)

    def make_photo(self, customer_id: UUID, file: Attachment, refused: Refused) -> None:
        """Show a picture that is kept already beside a customer's name."""
        decide = partial(_made_photo, customer_id, file, self._session.today())
        self._session.act(decide, partial(self._tell, _("The photo is set.")), refused)

    def _attach_one(self, customer_id: UUID, refused: Refused, path: Path) -> None:
        self.attach(customer_id, [path], refused)

    def _photo_chosen(self, customer_id: UUID, refused: Refused, path: Path) -> None:
        self.set_photo(customer_id, path, refused)

    def _save(self, file: Attachment, path: Path) -> None:
        self._session.read(partial(_saved, file, path), self._tell_saved)

    def _tell_saved(self, path: Path) -> None:
        self._navigator.say(_("Saved as {path}.").format(path=path))

    def _show_copy(self, path: Path) -> None:
        if not open_copy(path):
            self._navigator.say(_("No program here opens such a file. Save it to use it."))

    def _tell(self, said: str, _changeset: Changeset) -> None:
        self._navigator.tell(said)


def sweep_copies(session: JournalSession) -> None:
    """Remove, on the worker, the private copies of a program that ended without doing so."""
    session.read(_sweep, _ignore)


def read_files(paths: Sequence[Path], used: int) -> list[NewFile]:
    """Return files of this computer, to be kept beside `used` bytes that the journal keeps.

    Raises:
        InvalidEntry: one is too large, or together they do not fit.
        UnreadableFile: one cannot be read.
    """
    files: list[NewFile] = []
    for path in paths:
        files.append(NewFile(path.name, read_file(path)))
        used += len(files[-1].content)
        check_room(used, 0)
    return files


def _sweep(_connection: Connection) -> None:
    opened_files().sweep()


def _ignore(_answer: object) -> None:
    """Nobody waits for it."""


def _copied(file: Attachment, connection: Connection) -> Path:
    return opened_files().copy(file, contents.read(connection, file.digest))


def _saved(file: Attachment, path: Path, connection: Connection) -> Path:
    content = contents.read(connection, file.digest)
    # Only here: files are saved seldom, and this is imported at the start.
    from trustjournal.transfer.exporting import whole_file

    with whole_file(path) as stream:
        stream.write(content)
    return path


def _attached(
    customer_id: UUID, paths: Sequence[Path], today: date, connection: Connection
) -> Changeset:
    used = attachments.bytes_kept(connection)
    return attach(customer_id, read_files(paths, used), used=used, today=today)


def _renamed(file: Attachment, name: str, _connection: Connection) -> Changeset:
    return rename_attachment(file, name)


def _photographed(customer_id: UUID, path: Path, today: date, connection: Connection) -> Changeset:
    return _photo_of(customer_id, path.stem, read_file(path), today, connection)


def _made_photo(
    customer_id: UUID, file: Attachment, today: date, connection: Connection
) -> Changeset:
    content = contents.read(connection, file.digest)
    return _photo_of(customer_id, file.name.rpartition(".")[0], content, today, connection)


def _photo_of(
    customer_id: UUID, name: str, content: bytes, today: date, connection: Connection
) -> Changeset:
    return set_photo(
        customer_id,
        NewFile(f"{name}.jpg", small_copy(content)),
        attachments.photos_of(connection, [customer_id]),
        used=attachments.bytes_kept(connection),
        today=today,
    )
