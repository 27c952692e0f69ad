"""The files kept with a touchpoint, in its form: what is attached or removed is so once saved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import Attachment
from trustjournal.i18n import _
from trustjournal.services.attachments import with_files
from trustjournal.store import attachments
from trustjournal.ui.dialogs.choose_file import ask_file
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.file_deeds import FileDeeds, read_files
from trustjournal.ui.models.file_lines import FileDeed, line_of, line_to_come
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.attachment_card import dropped_files
from trustjournal.ui.widgets.attachment_rows import AttachmentRows
from trustjournal.ui.widgets.buttons import secondary

_HERE = (FileDeed.OPEN, FileDeed.SAVE, FileDeed.REMOVE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What saving does to the files: `new` ones are read then, `removed` ones go."""

    new: tuple[Path, ...] = ()
    removed: tuple[Attachment, ...] = ()


class FilesField(Field):
    """Files of a touchpoint, of none where it is still to be logged; files may be dropped here."""

    shape = Chosen

    def __init__(
        self,
        touchpoint_id: UUID | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._deeds = FileDeeds(session, navigator, self)
        self._known: tuple[Attachment, ...] = ()
        self._chosen = Chosen()
        self.setAcceptDrops(True)
        self.files = AttachmentRows()
        self.files.asked.connect(self._do)
        self.attach_button = secondary(_("Attach a file"), "paperclip", small=True)
        self.attach_button.setAutoDefault(False)
        self.attach_button.clicked.connect(self._ask)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.files)
        column.addWidget(self.attach_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.row.addLayout(column, 1)
        self._show()
        if touchpoint_id is not None:
            session.read(partial(_files_with, touchpoint_id), self._take_known)

    def value(self) -> Chosen:
        """Return what saving is to do."""
        return self._chosen

    def set_value(self, value: Chosen) -> None:
        """Show what saving is to do."""
        self._chosen = value
        self._show()
        self.edited.emit()

    def add(self, paths: Sequence[Path]) -> None:
        """Have files kept once the form is saved."""
        new = dict.fromkeys((*self._chosen.new, *paths))
        self.set_value(replace(self._chosen, new=tuple(new)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.add(paths)

    def _take_known(self, known: list[Attachment]) -> None:
        self._known = tuple(known)
        self._show()

    def _show(self) -> None:
        today = self._session.today()
        kept = [line_of(one, today) for one in self._known if one not in self._chosen.removed]
        lines = [
            *(
                replace(one, deeds=tuple(deed for deed in one.deeds if deed in _HERE))
                for one in kept
            ),
            *(line_to_come(path) for path in self._chosen.new),
        ]
        self.files.show_lines(lines)
        self.files.setVisible(bool(lines))
        self.updateGeometry()

    def _ask(self) -> None:
        ask_file(self, _("Attach a file"), _("All files (*)"), self._add_one)

    def _add_one(self, path: Path) -> None:
        self.add([path])

    def _do(self, deed: FileDeed, file: Attachment | Path) -> None:
        if isinstance(file, Path):
            new = tuple(path for path in self._chosen.new if path != file)
            self.set_value(replace(self._chosen, new=new))
        elif deed is FileDeed.OPEN:
            self._deeds.open(file)
        elif deed is FileDeed.SAVE:
            self._deeds.save_as(file)
        else:
            self.set_value(replace(self._chosen, removed=(*self._chosen.removed, file)))
        if not self.files.rows:
            self.attach_button.setFocus(Qt.FocusReason.OtherFocusReason)


def with_chosen(
    chosen: Chosen, today: date, logged: Changeset, connection: Connection
) -> Changeset:
    """Return what logs or edits a touchpoint with what is chosen for its files, on the worker.

    Raises:
        InvalidEntry, UnreadableFile: a file cannot be kept.
    """
    if chosen == Chosen():
        return logged
    used = attachments.bytes_kept(connection)
    return with_files(logged, read_files(chosen.new, used), chosen.removed, used=used, today=today)


def _files_with(touchpoint_id: UUID, connection: Connection) -> list[Attachment]:
    return attachments.files_with(connection, touchpoint_id)
