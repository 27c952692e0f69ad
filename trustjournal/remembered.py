"""Passphrases that the owner lets this computer remember: in the system's keychain, or nowhere.

A passphrase is kept under the salt that stands at the start of the file, so that it is found
for the journal wherever it is moved and for its backups, and is no longer once it was changed.

A journal that this program has open is named by its salt. It must not be read past SQLite: on POSIX
systems the locks on a file end with the first handle of it that the program closes
(sqlite.org/howtocorrupt.html, 2.2).
"""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from trustjournal.errors import NotSaved
from trustjournal.i18n import _

_SERVICE = "Trust Journal"
_SALT_BYTES = 16
KEYCHAINS = frozenset(
    f"keyring.backends.{name}"
    for name in ("Windows", "macOS", "SecretService", "libsecret", "kwallet")
)
"""Those that lock what they keep with the owner's login. Others may write it down in plain text,
and are not used even where the owner's settings for all programs name them."""


def is_possible() -> bool:
    """Return whether this computer has a keychain that can be used; it is looked for, slowly."""
    with suppress(NotSaved):
        return _keychain() is not None
    return False


def recall(file: Path | bytes) -> str | None:
    """Return what is remembered for a file or a salt, None where nothing is or can be asked."""
    with suppress(NotSaved), _refusals():
        keychain = _keychain()
        return keychain and keychain.get_password(_SERVICE, _mark(file))
    return None


def remember(file: Path | bytes, passphrase: str) -> None:
    """Let this computer remember the passphrase of a file, or of the one with this salt.

    Raises:
        NotSaved: it has no keychain, or the keychain refused. The passphrase has to be typed.
    """
    keychain = _keychain()
    if keychain is None:
        raise NotSaved(
            _(
                "This computer has no keychain that could remember the passphrase, so you will "
                "be asked for it each time."
            )
        )
    with _refusals():
        keychain.set_password(_SERVICE, _mark(file), passphrase)


def forget(file: Path | bytes) -> None:
    """Let nothing be remembered for a file or a salt; where nothing is, nothing happens."""
    with suppress(OSError):
        _forget(_mark(file))


@contextmanager
def carried_over(path: Path, passphrase: str | None) -> Generator[None]:
    """Remember the new passphrase where the old one was, once the block has changed it.

    `passphrase` is the new one, None where it is taken off.
    """
    known, mark = recall(path), _mark(path)
    yield
    if known is not None:
        _forget(mark)
        if passphrase is not None:
            with suppress(NotSaved):
                remember(path, passphrase)


def _forget(mark: str) -> None:
    with suppress(NotSaved), _refusals():
        keychain = _keychain()
        if keychain and keychain.get_password(_SERVICE, mark) is not None:
            keychain.delete_password(_SERVICE, mark)


def _mark(file: Path | bytes) -> str:
    """Return what a file is known by.

    Raises:
        OSError: it cannot be read.
    """
    if isinstance(file, bytes):
        return file.hex()
    with file.open("rb") as stream:
        return stream.read(_SALT_BYTES).hex()


def _keychain() -> Any:
    """Return the system's keychain, of several the first; None where there is none to be used.

    Raises:
        NotSaved: looking for it failed.
    """
    with _refusals():
        # Imported here: it looks for every keychain it knows, which takes a tenth of a second.
        import keyring

        chosen = keyring.get_keyring()
        several: list[Any] = list(getattr(chosen, "backends", [chosen]))
    return next((one for one in several if type(one).__module__ in KEYCHAINS), None)


@contextmanager
def _refusals() -> Generator[None]:
    """Turn whatever a keychain says into a sentence: each has errors of a library of its own.

    Raises:
        NotSaved: it refused.
    """
    try:
        yield
    except Exception as error:
        raise NotSaved(
            _(
                "The keychain of this computer does not answer as it should, so you will be "
                "asked for the passphrase each time."
            )
        ) from error
