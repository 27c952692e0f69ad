"""How a passphrase reaches the command line: a line of an open descriptor, or typed unseen.

Never an argument or the environment, which other programs of the computer can read.
"""

import os
import sys
from getpass import getpass
from typing import Final

from trustjournal.domain.passphrase import check_new
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

_LONGEST: Final = 10_000  # bytes


def read_line(descriptor: int) -> str:
    """Return the next line of an open file descriptor, and leave what follows to be read.

    Raises:
        InvalidEntry: there is none, or it is no text.
    """
    line = bytearray()
    try:
        while (byte := os.read(descriptor, 1)) not in {b"", b"\n"} and len(line) < _LONGEST:
            line += byte
    except OSError as error:
        raise InvalidEntry(
            _("No passphrase can be read from descriptor {number}: {why}.").format(
                number=descriptor, why=error.strerror
            )
        ) from error
    try:
        found = line.removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        found = ""
    if not found:
        raise InvalidEntry(
            _("Descriptor {number} has no line of text to be the passphrase.").format(
                number=descriptor
            )
        )
    return found


def can_ask() -> bool:
    """Return whether somebody sits at a terminal and can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask() -> str:
    """Return a passphrase typed at the terminal, unseen.

    Raises:
        InvalidEntry: the terminal was closed instead.
    """
    return _typed(_("Passphrase: "))


def new_passphrase(descriptor: int | None) -> str:
    """Return a passphrase for a journal, from a descriptor or typed twice.

    Raises:
        InvalidEntry: it is too short, the two differ, or nobody can be asked.
    """
    if descriptor is not None:
        given = read_line(descriptor)
        return check_new(given, given)
    if not can_ask():
        raise InvalidEntry(
            _(
                "Run this in a terminal to be asked for a passphrase, or hand one over with "
                "--passphrase-fd."
            )
        )
    print(
        _("Nobody can recover a passphrase: without it the journal stays closed for good."),
        file=sys.stderr,
    )
    return check_new(_typed(_("New passphrase: ")), _typed(_("Once more: ")))


def _typed(prompt: str) -> str:
    try:
        return getpass(prompt)
    except EOFError as error:
        raise InvalidEntry(_("No passphrase was typed.")) from error
