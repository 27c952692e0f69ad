"""Brings the photos of people from the journal to what shows them, decoded on the worker."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from sqlalchemy import Connection

from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Record
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.store import attachments, contents
from trustjournal.ui.faces import FACE_SIDE, faces
from trustjournal.ui.photos import face
from trustjournal.ui.session import JournalSession
from trustjournal.ui.turns import in_next_turn


class FaceReading(QObject):
    """Reads whom the journal has a photo of, and each photo when it is first to be painted."""

    def __init__(self, session: JournalSession) -> None:
        super().__init__(session)
        self._session = session
        self._digests: dict[UUID, str] = {}
        self._wanted: set[UUID] = set()
        self._asked: set[UUID] = set()
        faces.know(())  # those of another journal
        faces.wanted.connect(self._want)
        session.changed.connect(self._follow)
        session.read(attachments.photo_digests, self._know)

    def _follow(self, touched: frozenset[type[Record]]) -> None:
        if Attachment in touched:
            self._session.read(attachments.photo_digests, self._know)

    def _know(self, digests: dict[UUID, str]) -> None:
        outdated = {who for who, was in self._digests.items() if digests.get(who) != was}
        self._asked -= outdated
        self._digests = digests
        faces.know(digests, outdated=outdated)

    def _want(self, customer_id: UUID) -> None:
        """Read in one go what is asked for while a page is painted."""
        if customer_id in self._asked or customer_id not in self._digests:
            return
        if not self._wanted:
            in_next_turn(self, self._read)
        self._asked.add(customer_id)
        self._wanted.add(customer_id)

    def _read(self) -> None:
        digests = {who: self._digests[who] for who in self._wanted if who in self._digests}
        self._wanted.clear()
        self._session.read(partial(_read_faces, digests), partial(self._keep, digests))

    def _keep(self, digests: Mapping[UUID, str], found: Mapping[UUID, QImage]) -> None:
        # Somebody may have got another photo while this one was read.
        current = {
            who: image for who, image in found.items() if self._digests.get(who) == digests[who]
        }
        # What cannot be decoded stays asked for: once is enough.
        self._asked -= current.keys()
        faces.keep(current)


def show_faces(session: JournalSession) -> None:
    """Let avatars show the photos of this journal, from now until it closes."""
    if session.findChild(FaceReading) is None:
        FaceReading(session)


def _read_faces(digests: Mapping[UUID, str], connection: Connection) -> dict[UUID, QImage]:
    found: dict[UUID, QImage] = {}
    for who, digest in digests.items():
        image = _face(connection, digest)
        if image is not None:
            found[who] = image
    return found


def _face(connection: Connection, digest: str) -> QImage | None:
    """Return a photo, None where it came from outside and is none that can be shown."""
    try:
        return face(contents.read(connection, digest), FACE_SIDE)
    except (InvalidEntry, NotFound):
        return None
