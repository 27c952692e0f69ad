"""Reads a file that is to be kept in the journal, as it is."""

from pathlib import Path

from trustjournal.domain.attached_files import FILE_LIMIT, check_size
from trustjournal.errors import UnreadableFile
from trustjournal.i18n import _


def read_file(path: Path) -> bytes:
    """Return what a file holds; of one that is too large no more is read than tells so.

    Raises:
        InvalidEntry: it is too large.
        UnreadableFile: it is a folder or a device, has gone, or the disk refuses.
    """
    try:
        if not path.is_file():
            raise UnreadableFile(_("“{name}” is not a file.").format(name=path.name))
        check_size(path.name, path.stat().st_size)
        with path.open("rb") as stream:
            content = stream.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadableFile(
            _("“{name}” could not be read: {why}.").format(name=path.name, why=error.strerror)
        ) from error
    check_size(path.name, len(content))
    return content
