"""What the card of files and the avatar on a person's page ask for, of whoever is shown."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent
from sqlalchemy import Connection

from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Record
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store import attachments
from trustjournal.ui.face_reading import show_faces
from trustjournal.ui.file_deeds import FileDeeds
from trustjournal.ui.models.file_lines import FileDeed, line_of
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.attachment_card import AttachmentCard, dropped_files
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.person_sheet import PersonSheet


class PersonFiles(QObject):
    """Puts its card on the sheet, lets a photo be dropped on the avatar, and fulfils it."""

    def __init__(self, session: JournalSession, navigator: Navigator, sheet: PersonSheet) -> None:
        super().__init__(sheet)
        self._session = session
        self._sheet = sheet
        self._customer_id: UUID | None = None
        self.deeds = FileDeeds(session, navigator, sheet)
        self.card = AttachmentCard()
        sheet.add_part(self.card, self._show_person, rail=True)
        sheet.avatar.setAcceptDrops(True)
        sheet.avatar.setCursor(Qt.CursorShape.PointingHandCursor)
        sheet.avatar.setToolTip(tooltip(_("Click to choose a photo, or drop one here.")))
        sheet.avatar.installEventFilter(self)
        self.card.attach_wanted.connect(self._ask_attach)
        self.card.photo_wanted.connect(self._ask_photo)
        self.card.dropped.connect(self._attach)
        self.card.files.asked.connect(self._do)
        self.card.files.renamed.connect(self._rename)
        session.changed.connect(self._follow)
        show_faces(session)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped on the avatar, and a click on it."""
        if isinstance(event, QDropEvent) and event.type() is not QEvent.Type.DragMove:
            paths = dropped_files(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._set_photo(paths[0])
                return True
        elif event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            self._ask_photo()
        return False

    def _show_person(self, view: PersonView) -> None:
        who = view.story.customer.id
        if who != self._customer_id:
            self._customer_id = who
            self.card.say("")
            self.card.files.fold()
        self._read()

    def _follow(self, touched: frozenset[type[Record]]) -> None:
        if Attachment in touched:
            self._read()

    def _read(self) -> None:
        if (who := self._customer_id) is not None:
            self._session.read(partial(_files_of, who), partial(self._show, who))

    def _show(self, who: UUID, files: Sequence[Attachment]) -> None:
        if who == self._customer_id:
            lines = [line_of(file, self._session.today()) for file in files]
            self.card.show_files(lines, has_photo=any(file.is_photo for file in files))

    def _ask_attach(self) -> None:
        if self._customer_id is not None:
            self.card.say("")
            self.deeds.ask_attach(self._customer_id, self._refused)

    def _ask_photo(self) -> None:
        if self._customer_id is not None:
            self.card.say("")
            self.deeds.ask_photo(self._customer_id, self._refused)

    def _attach(self, paths: list[Path]) -> None:
        if self._customer_id is not None:
            self.card.say("")
            self.deeds.attach(self._customer_id, paths, self._refused)

    def _set_photo(self, path: Path) -> None:
        if self._customer_id is not None:
            self.card.say("")
            self.deeds.set_photo(self._customer_id, path, self._refused)

    def _do(self, deed: FileDeed, file: Attachment) -> None:
        self.card.say("")
        if deed is FileDeed.PHOTO:
            self._make_photo(file)
        else:
            {
                FileDeed.OPEN: self.deeds.open,
                FileDeed.SAVE: self.deeds.save_as,
                FileDeed.REMOVE: self.deeds.remove,
            }[deed](file)

    def _make_photo(self, file: Attachment) -> None:
        if file.is_photo:
            self._ask_photo()
        elif self._customer_id is not None:
            self.deeds.make_photo(self._customer_id, file, self._refused)

    def _rename(self, file: Attachment, name: str) -> None:
        self.card.say("")
        self.deeds.rename(file, name, self._refused)

    def _refused(self, error: TrustJournalError) -> None:
        self.card.say(str(error))


def _files_of(who: UUID, connection: Connection) -> list[Attachment]:
    """Return the photo of somebody, then their files."""
    photos = attachments.photos_of(connection, [who])
    return [*photos, *attachments.files_of(connection, who)]
