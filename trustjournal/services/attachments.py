"""Decides what happens to files kept with people and their touchpoints, and to photos."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import UUID

from trustjournal.domain.attached_files import check_room, check_size, media_type
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Touchpoint
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file about to be kept: what it is called, and what it holds."""

    name: str
    content: bytes


def attach(
    customer_id: UUID,
    files: Sequence[NewFile],
    *,
    used: int,
    today: date,
    touchpoint_id: UUID | None = None,
) -> Changeset:
    """Keep files with a customer, or with a touchpoint of theirs.

    `used` is how many bytes of files the journal keeps already.

    Raises:
        InvalidEntry: there is none, or one or all together are too large.
    """
    if not files:
        raise InvalidEntry(_("Choose a file to attach."))
    for file in files:
        check_size(file.name, len(file.content))
    check_room(used, sum(len(file.content) for file in files))
    made = [_attachment(customer_id, file, today, touchpoint_id) for file in files]
    count = len(files)
    label = ngettext("Attach {name}", "Attach {count} files", count)
    return Changeset(
        label.format(name=made[0].name, count=count),
        tuple(Change.create(one) for one in made),
        {one.digest: file.content for one, file in zip(made, files, strict=True)},
    )


def with_files(
    logged: Changeset,
    files: Sequence[NewFile],
    removed: Iterable[Attachment] = (),
    *,
    used: int,
    today: date,
) -> Changeset:
    """Return what logs or edits a touchpoint, with files kept with it or removed, as one act.

    Raises:
        InvalidEntry: as `attach`; or the touchpoint is not among what is logged.
    """
    gone = tuple(Change.delete(one) for one in removed)
    if not files:
        return replace(logged, changes=(*logged.changes, *gone))
    images = (change.after for change in logged.changes)
    touch = next((one for one in images if isinstance(one, Touchpoint)), None)
    if touch is None:
        raise InvalidEntry(_("Files can only be kept with a touchpoint that stays."))
    kept = attach(touch.customer_ids[0], files, used=used, today=today, touchpoint_id=touch.id)
    changes = (*logged.changes, *gone, *kept.changes)
    return Changeset(logged.label, changes, {**logged.contents, **kept.contents})


def rename_attachment(attachment: Attachment, name: str) -> Changeset:
    """Call a file something else; what it holds stays as it is.

    Raises:
        InvalidEntry: the name is blank.
    """
    name = name.strip()
    if not name:
        raise InvalidEntry(_("A file needs a name."))
    label = _("Rename {name}").format(name=attachment.name)
    changed = Change.update(attachment, name=name, media_type=media_type(name))
    return Changeset(label, (changed,))


def remove_attachment(attachment: Attachment) -> Changeset:
    """Take a file out of the journal; its bytes stay while the history can bring it back."""
    if attachment.is_photo:
        return Changeset(_("Remove a photo"), (Change.delete(attachment),))
    label = _("Remove {name}").format(name=attachment.name)
    return Changeset(label, (Change.delete(attachment),))


def set_photo(
    customer_id: UUID,
    photo: NewFile,
    before: Iterable[Attachment],
    *,
    used: int,
    today: date,
) -> Changeset:
    """Give a customer a photo, in place of what they had `before`.

    Raises:
        InvalidEntry: as `attach`.
    """
    check_size(photo.name, len(photo.content))
    check_room(used, len(photo.content))
    made = _attachment(customer_id, photo, today, is_photo=True)
    changes = (*(Change.delete(one) for one in before), Change.create(made))
    return Changeset(_("Set a photo"), changes, {made.digest: photo.content})


def _attachment(
    customer_id: UUID,
    file: NewFile,
    today: date,
    touchpoint_id: UUID | None = None,
    *,
    is_photo: bool = False,
) -> Attachment:
    name = file.name.strip() or _("Unnamed file")
    return Attachment(
        **identity(),
        customer_id=customer_id,
        name=name,
        media_type=media_type(name),
        size=len(file.content),
        digest=sha256(file.content).hexdigest(),
        added_on=today,
        touchpoint_id=touchpoint_id,
        is_photo=is_photo,
    )
