"""Files as the rows that a card or a form shows of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLocale

from trustjournal.domain import words
from trustjournal.domain.attached_files import ending, may_open, media_type
from trustjournal.domain.organising import Attachment
from trustjournal.i18n import _
from trustjournal.ui.widgets.touch_words import past_day


class FileDeed(StrEnum):
    """What can be done with a file."""

    OPEN = "open"
    SAVE = "save"
    RENAME = "rename"
    PHOTO = "photo"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One row: the `file` it stands for, what it says, what can be done; Enter opens or saves."""

    file: Attachment | Path
    name: str
    about: str
    icon: str
    deeds: tuple[FileDeed, ...]


def line_of(file: Attachment, today: date) -> FileLine:
    """Return the row of a file that is kept."""
    day = past_day(file.added_on, today)
    places, decimal = 0 if file.size < 1_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat
    size = QLocale().formattedDataSize(file.size, places, decimal)
    kind = ending(file.name).upper()
    first = (FileDeed.OPEN, FileDeed.SAVE) if may_open(file.name) else (FileDeed.SAVE,)
    if file.is_photo:
        said = _("Shown beside the name, {size}").format(size=size)
        deeds = (*first, FileDeed.PHOTO, FileDeed.REMOVE)
        return FileLine(file, _("Photo"), said, "picture", deeds)
    said = words.sentence(_(", ").join(filter(None, (kind, size, day))))
    pictured = file.media_type.startswith("image/")
    photo = (FileDeed.PHOTO,) if pictured else ()
    deeds = (*first, FileDeed.RENAME, *photo, FileDeed.REMOVE)
    return FileLine(file, file.name, said, icon_of(file.media_type), deeds)


def line_to_come(path: Path) -> FileLine:
    """Return the row of a file that is kept once the form is saved."""
    icon = icon_of(media_type(path.name))
    return FileLine(path, path.name, _("Kept when you save"), icon, (FileDeed.REMOVE,))


def icon_of(kind: str) -> str:
    """Return the name of the icon of a media type."""
    group = kind.partition("/")[0]
    if group == "application" and kind != "application/octet-stream":
        group = "text"
    return {"image": "picture", "video": "video", "text": "file-text"}.get(group, "paperclip")
