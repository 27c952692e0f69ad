"""Getting past the passphrase of an encrypted journal on the command line."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from trustjournal import remembered
from trustjournal.commands.passphrase_line import ask, can_ask, read_line
from trustjournal.errors import PassphraseWanted
from trustjournal.i18n import _
from trustjournal.store.engine import Place, open_journal

_TRIES = 3

Done = TypeVar("Done")


def unlock(args: argparse.Namespace, place: Place) -> Engine:
    """Open a journal, with its passphrase if it wants one.

    Raises:
        PassphraseWanted: it was not given, or is another.
        JournalUnavailable: it cannot be opened.
    """
    return with_passphrase(args, place, partial(open_journal, place))


def with_passphrase(
    args: argparse.Namespace,
    place: Place,
    act: Callable[[str | None], Done],
    *,
    recall: bool = True,
) -> Done:
    """Return what `act` returns, given nothing, or the passphrase that the file at `place` wants.

    It comes from the descriptor named, else from the keychain where `recall`, else from the
    terminal, where it is asked for again if it is wrong. What one descriptor hands over is tried
    on each file that the command opens.

    Raises:
        PassphraseWanted: `act` took none of them, or nobody can be asked.
        InvalidEntry: the descriptor has no passphrase.
    """
    try:
        return act(None)
    except PassphraseWanted:
        if not isinstance(place, Path):
            raise
    if args.passphrase_fd is not None:
        return act(_handed_over(args))
    known = remembered.recall(place) if recall else None
    if known:
        try:
            return act(known)
        except PassphraseWanted:
            pass  # changed elsewhere since it was remembered: ask, as if it were not
    return _asking(place, act)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a descriptor handed over; printing it, or what holds it, does not tell it."""

    text: str = field(repr=False)


def _handed_over(args: argparse.Namespace) -> str:
    """Return the first line of the descriptor, however often it is asked for."""
    if not hasattr(args, "handed_over"):
        args.handed_over = _Line(read_line(args.passphrase_fd))
    return args.handed_over.text


def _asking(path: Path, act: Callable[[str | None], Done]) -> Done:
    if not can_ask():
        raise PassphraseWanted(
            _(
                "{path} is locked with a passphrase, or isn’t a Trust Journal file. Run this in a "
                "terminal to be asked for it, or hand it over with --passphrase-fd."
            ).format(path=path)
        )
    for _try in range(_TRIES - 1):
        try:
            return act(ask())
        except PassphraseWanted:
            print(_("That is not its passphrase. Try again."), file=sys.stderr)
    return act(ask())
