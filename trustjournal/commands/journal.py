"""Commands about the journal as a whole: make, undo, history."""

import argparse
from datetime import datetime

from trustjournal.clock import local_now, zone_name
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    opened,
    place,
    say,
    shown,
)
from trustjournal.commands.passphrase_line import new_passphrase
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _
from trustjournal.store import history, writer
from trustjournal.store.engine import Place, close_journal, create_journal, discard
from trustjournal.store.postgres import is_address
from trustjournal.transfer.sample import add_sample


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    new = commands.add_parser("new", help=_("make a new journal"))
    new.add_argument("file", type=place)
    new.add_argument("--sample", action="store_true", help=_("fill it with the sample book"))
    new.add_argument("--encrypt", action="store_true", help=_("lock it with a passphrase"))
    new.set_defaults(run=make)
    for name, run, words in (
        ("undo", undo, _("take back what was done last")),
        ("redo", redo, _("do again what was undone last")),
    ):
        commands.add_parser(name, help=words).set_defaults(run=run)
    past = commands.add_parser("history", help=_("list what was done"))
    add_json(past)
    past.set_defaults(run=list_history)


def make(args: argparse.Namespace) -> None:
    """Make a journal, empty or with the sample book, and with a passphrase if one is given.

    Raises:
        InvalidEntry: the passphrase is too short, or the journal is to be on a server.
    """
    path: Place = args.file
    is_encrypted = args.encrypt or args.passphrase_fd is not None
    if is_encrypted and is_address(path):
        raise InvalidEntry(_("A journal on a server has no passphrase of its own."))
    engine = create_journal(path, new_passphrase(args.passphrase_fd) if is_encrypted else None)
    try:
        if args.sample:
            add_sample(engine, local_now().date(), zone_name())
    except NotSaved:
        engine.dispose()
        discard(path)
        raise
    close_journal(engine)
    say(_("Made {path}.").format(path=shown(path)))


def undo(args: argparse.Namespace) -> None:
    """Take back the newest changeset."""
    with opened(args) as engine:
        done = writer.undo(engine)
    say(_("Undone: {label}").format(label=done.label) if done else _("Nothing to undo."))


def redo(args: argparse.Namespace) -> None:
    """Do again what was undone last."""
    with opened(args) as engine:
        done = writer.redo(engine)
    say(_("Redone: {label}").format(label=done.label) if done else _("Nothing to redo."))


def list_history(args: argparse.Namespace) -> None:
    """Print what was done, newest first."""
    with opened(args) as engine, engine.connect() as connection:
        entries = history.entries(connection)
    words = {"do": "", "erased": "", "undo": _("undone: "), "redo": _("redone: ")}
    answer(
        args,
        entries,
        (f"{_stamp(entry.at)}  {words[entry.action]}{entry.label}" for entry in entries),
    )


def _stamp(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
