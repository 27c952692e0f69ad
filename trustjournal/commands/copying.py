"""The command that copies the journal into another database."""

import argparse

from trustjournal.commands.common import Subcommands, add_json, answer, opened, place, shown
from trustjournal.commands.unlocking import unlock
from trustjournal.i18n import _
from trustjournal.store.engine import (
    close_journal,
    create_journal,
    discard,
    is_journal_at,
)
from trustjournal.store.keys import key_of
from trustjournal.transfer.copying import copy_journal


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    copy = commands.add_parser("copy", help=_("copy the journal into another file or database"))
    where = _("a new file, or an address: postgresql+psycopg://NAME@SERVER/DATABASE")
    copy.add_argument("--to", type=place, required=True, metavar="URL_OR_FILE", help=where)
    add_json(copy)
    copy.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Copy everything, and compare what was copied with what is there.

    Raises:
        InvalidEntry: something is in the other journal already.
        JournalUnavailable: one of the two cannot be opened.
        NotSaved: it could not be copied; nothing was kept.
    """
    with opened(args) as source:
        is_new = not is_journal_at(args.to)
        # A copy is as private as the journal.
        target = create_journal(args.to, key_of(source)) if is_new else unlock(args, args.to)
        try:
            counts = copy_journal(source, target)
        except BaseException:
            target.dispose()
            if is_new:
                discard(args.to)
            raise
        close_journal(target)
    done = _("Copied to {path}, and compared.").format(path=shown(args.to))
    told = [f"{name}: {count}" for name, count in counts.items() if count]
    answer(args, {"to": shown(args.to), "counts": counts}, [*told, done])
