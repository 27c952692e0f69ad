"""What a file tells before it is opened as a journal."""

from pathlib import Path

from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _
from trustjournal.store.keys import SALT_BYTES
from trustjournal.store.targets import beside


def salt_of(path: Path) -> bytes:
    """Return how a file begins, its salt where it is encrypted.

    Raises:
        JournalUnavailable: it cannot be a journal, or cannot be read.
    """
    if path.is_fifo():
        raise not_a_journal(path)  # opening it would wait for somebody to write into it
    try:
        with path.open("rb") as stream:
            salt = stream.read(SALT_BYTES)
    except FileNotFoundError as error:
        raise JournalUnavailable(_missing_words(path)) from error
    except IsADirectoryError as error:
        raise JournalUnavailable(
            _("{path} is a folder, not a journal.").format(path=path)
        ) from error
    except OSError as error:
        raise JournalUnavailable(
            _("The journal at {path} cannot be read: {why}.").format(path=path, why=error.strerror)
        ) from error
    if not salt:
        raise JournalUnavailable(
            _("{path} is empty (0 bytes). Restore a backup of it.").format(path=path)
        )
    return salt


def not_a_journal(path: Path | str) -> JournalUnavailable:
    """Say that a file, or a database on a server, is none of ours."""
    return JournalUnavailable(no_journal_words(path))


def no_journal_words(path: Path | str) -> str:
    """Return the sentence for a file that is none of ours, or not without its passphrase."""
    return _("{path} isn’t a Trust Journal file, or the passphrase is wrong.").format(path=path)


def _missing_words(path: Path) -> str:
    if beside(path, "-wal").exists():
        return _(
            "There is no journal at {path}, though what belongs to one is still beside it. If it "
            "was just being restored or salvaged, it is there under another name."
        ).format(path=path)
    return _("There is no journal at {path}.").format(path=path)
