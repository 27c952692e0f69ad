"""What customers of a file bring along: values of own fields, and photos."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.attached_files import check_room, check_size, media_type
from trustjournal.domain.changes import Change, identity, new_revision
from trustjournal.domain.custom_fields import kept
from trustjournal.domain.finding import fold
from trustjournal.domain.incoming import imported_id
from trustjournal.domain.organising import Attachment, CustomField
from trustjournal.domain.records import CustomValue
from trustjournal.errors import InvalidEntry
from trustjournal.services.custom_fields import LONGEST_TITLE
from trustjournal.services.places import next_place
from trustjournal.store import importing, queries
from trustjournal.store.contents import digest_of

_SIGNS = ((b"\x89PNG", "png"), (b"GIF8", "gif"), (b"RIFF", "webp"), (b"BM", "bmp"))


class OwnFields:
    """The owner's own fields, and those that a file needs besides, made once they are used."""

    def __init__(self, connection: Connection) -> None:
        fields = queries.all_of(connection, CustomField)
        self._by_title = {_title_key(one.title): one for one in fields}
        self._unused: dict[UUID, CustomField] = {}
        self._used: list[CustomField] = []
        self.titles: dict[UUID, str] = {one.id: one.title for one in fields}

    def values(
        self, custom: Iterable[tuple[str, str]]
    ) -> tuple[tuple[CustomValue, ...], list[str]]:
        """Return what fits into fields, and lines for the note with what does not."""
        values: dict[UUID, CustomValue] = {}
        rest: list[str] = []
        for written, text in custom:
            title = " ".join(written.split())
            field = self._field(title)
            value = _fitting(field, text) if field and field.id not in values else ""
            if field and value:
                values[field.id] = CustomValue(field_id=field.id, value=value)
            elif text.strip():
                rest.append(f"{title}: {text}" if title else text)
        return tuple(values.values()), rest

    def use(self, values: Iterable[CustomValue]) -> None:
        """Know that a customer has these values."""
        for value in values:
            if value.field_id in self._unused:
                self._used.append(self._unused.pop(value.field_id))

    def changes(self) -> list[Change]:
        """Return the fields to be made since this was asked for last."""
        changes = [Change.create(one) for one in self._used]
        self._used.clear()
        return changes

    def _field(self, title: str) -> CustomField | None:
        if not title or len(title) > LONGEST_TITLE:
            return None
        key = _title_key(title)
        if key not in self._by_title:
            place = next_place(tuple(self._by_title.values()))
            made = CustomField(**identity(), title=title, place=place)
            self._by_title[key] = self._unused[made.id] = made
            self.titles[made.id] = title
        return self._by_title[key]


class Photos:
    """The photos that customers bring; of one who has a photo it becomes another file."""

    def __init__(self, connection: Connection, today: date) -> None:
        self._connection = connection
        self._today = today
        self._bytes = importing.bytes_kept(connection)
        self._pictured: set[UUID] = set()
        self._ids: set[UUID] = set()
        self._made: list[Change] = []
        self._contents: dict[str, bytes] = {}

    def add(self, photo: bytes, whose: UUID, *, is_new: bool) -> bool:
        """Keep a photo of a customer; return whether it was not there yet.

        Raises:
            InvalidEntry: it is too large, or the journal holds too many files.
        """
        digest = digest_of(photo)
        which = imported_id("photo", str(whose), digest)
        if which in self._ids:
            return False
        if not is_new:
            if importing.existing(self._connection, Attachment, [which]):
                return False
            self._pictured |= importing.photographed(self._connection, [whose])
        name = f"photo.{_ending(photo)}"
        check_size(name, len(photo))
        check_room(self._bytes, len(photo))
        made = Attachment(
            id=which,
            revision=new_revision(),
            customer_id=whose,
            name=name,
            media_type=media_type(name),
            size=len(photo),
            digest=digest,
            added_on=self._today,
            is_photo=whose not in self._pictured,
        )
        self._made.append(Change.create(made))
        self._contents[digest] = photo
        self._bytes += len(photo)
        self._pictured.add(whose)
        self._ids.add(which)
        return True

    def taken(self) -> tuple[list[Change], Mapping[str, bytes]]:
        """Return what is to be written since this was asked for last, and what it holds."""
        made, contents = self._made, self._contents
        self._made, self._contents = [], {}
        return made, contents


def _title_key(title: str) -> str:
    return fold(" ".join(title.split()))


def _fitting(field: CustomField, text: str) -> str:
    """Return what a field keeps of a text, "" where it does not fit."""
    try:
        return kept(field, text)
    except InvalidEntry:
        return ""


def _ending(photo: bytes) -> str:
    return next((name for sign, name in _SIGNS if photo.startswith(sign)), "jpg")
