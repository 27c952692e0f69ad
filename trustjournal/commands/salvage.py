"""The command that brings what can be read of a damaged journal into a new one."""

import argparse
from pathlib import Path

from trustjournal.clock import local_now
from trustjournal.commands.common import Subcommands, add_json, answer, journal_path
from trustjournal.commands.unlocking import with_passphrase
from trustjournal.i18n import _
from trustjournal.store.salvage import salvage, salvage_in_place
from trustjournal.store.salvaged import Salvaged


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    rescue = commands.add_parser(
        "salvage", help=_("bring what can be read of a damaged journal into a new one")
    )
    rescue.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help=_("a new file; without it the new journal takes the place of the damaged one"),
    )
    add_json(rescue)
    rescue.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Salvage the journal, and tell how much of it was found.

    Raises:
        PassphraseWanted: it is encrypted, and its passphrase was not given, or is another.
        JournalUnavailable: nothing of it can be read.
        NotSaved: the disk refused; the damaged file is where it was.
    """
    path = journal_path(args)
    now = local_now()

    def rescue(passphrase: str | None) -> Salvaged:
        if args.to is None:
            return salvage_in_place(path, now=now, passphrase=passphrase)
        return salvage(path, args.to.expanduser(), now=now, passphrase=passphrase)

    found = with_passphrase(args, path, rescue)
    answer(args, found.as_json(), [*found.in_words(), found.in_short()])
