"""The key of an encrypted journal: how it comes from a passphrase, and where it must not show.

An encrypted file cannot be told from noise; what looks like noise is taken for one.
"""

import os
from dataclasses import dataclass, field
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

from sqlalchemy import Engine

from trustjournal.errors import InvalidEntry, JournalUnavailable, PassphraseWanted
from trustjournal.i18n import _
from trustjournal.store.page_looks import has_plain_pages

SALT_BYTES: Final = 16
PLAIN_HEADER: Final = b"SQLite format 3\0"
ROUNDS: Final = 256_000
_PAGE: Final = 4096
_LEAST_BYTES_SEEN: Final = 250
"""Of the 256 values a byte can have, so many at least stand in 4,096 random ones: all but once in
10^17. Text, pictures' headers and databases of other programs have far fewer."""
_MARKS: Final = (
    *(b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb", b"\x89PNG", b"PK\x03\x04"),
    *(b"%PDF", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\x08", b"7z\xbc\xaf", b"Rar!", b"\xfd7zX"),
)
"""How files begin that look like noise as well, since they are packed."""


@dataclass(frozen=True, slots=True)
class Key:
    """The raw key of one file with the salt it was made with; printing it tells neither."""

    salt: bytes = field(repr=False)
    _secret: bytes = field(repr=False)

    @staticmethod
    def new(passphrase: str) -> "Key":
        """Return a key for a file that is to be made.

        Raises:
            InvalidEntry: the passphrase is none that could be typed again.
        """
        refuse_weak(passphrase)
        return Key.derive(passphrase, os.urandom(SALT_BYTES))

    @staticmethod
    def derive(passphrase: str, salt: bytes) -> "Key":
        """Return the key that SQLCipher 4 makes of a plain passphrase.

        PBKDF2 with SHA-512 and 256,000 rounds over the passphrase in Unicode's form NFC, so that
        any SQLCipher tool opens the file with the same words.
        """
        words = normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
        return Key(salt, pbkdf2_hmac("sha512", words, salt, ROUNDS, 32))

    def literal(self) -> str:
        """Return the key as SQLCipher reads it in `PRAGMA key` and `ATTACH ... KEY`."""
        return f"\"x'{self._secret.hex()}{self.salt.hex()}'\""


Secret = str | Key
"""What opens an encrypted journal: its passphrase, or the key of it or of a copy that is open."""


def key_of(engine: Engine) -> Key | None:
    """Return the key of a journal that is open, None where it has none."""
    return engine.get_execution_options().get("key")


def key_for(path: Path, secret: Secret | None, salt: bytes) -> Key | None:
    """Return the key that the file with this salt is to be opened with, None for a plain one.

    Raises:
        PassphraseWanted: it may be encrypted, and nothing is given or the key of another file.
        JournalUnavailable: it has no passphrase though one is given.
    """
    if not secret:
        if looks_encrypted(path):
            raise PassphraseWanted(
                _("{path} is locked with a passphrase, or isn’t a Trust Journal file.").format(
                    path=path
                )
            )
        return None
    if salt == PLAIN_HEADER:
        raise JournalUnavailable(
            _("{path} has no passphrase. Open it without one.").format(path=path)
        )
    if isinstance(secret, str):
        return Key.derive(secret, salt)
    if secret.salt != salt:
        raise PassphraseWanted(
            _("{path} is locked with a passphrase of its own.").format(path=path)
        )
    return secret


def refuse_weak(passphrase: str) -> None:
    """Refuse what could not be typed again, here or in another program.

    Raises:
        InvalidEntry: it is empty, or has signs that no keyboard types.
    """
    if not passphrase.strip():
        raise InvalidEntry(_("Type a passphrase. Several words that only you would join are best."))
    if any(category(letter) in {"Cc", "Cs"} for letter in passphrase):
        raise InvalidEntry(_("A passphrase is one line of letters, digits, signs and spaces."))


def looks_encrypted(path: Path) -> bool:
    """Return whether a file may be an encrypted journal, whole or cut short.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        page = stream.read(_PAGE)
    return (
        not page.startswith((PLAIN_HEADER, *_MARKS))
        and len(page) == _PAGE
        and len(set(page)) >= _LEAST_BYTES_SEEN
        and not has_plain_pages(path)
    )
