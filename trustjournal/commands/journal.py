"""Commands about the journal as a whole: make, undo, copy, put back, check."""

import argparse
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from trustjournal import transfer
from trustjournal.clock import local_now, zone_name
from trustjournal.commands.common import Subcommands, add_json, answer, journal_path, opened, say
from trustjournal.errors import JournalUnavailable, NotSaved
from trustjournal.i18n import _
from trustjournal.store import backup, balances, history, writer
from trustjournal.store.engine import close_journal, create_journal, discard
from trustjournal.store.restore import restore as put_back
from trustjournal.store.transaction import is_read_only


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    new = commands.add_parser("new", help=_("make a new journal"))
    new.add_argument("file", type=Path)
    new.add_argument("--sample", action="store_true", help=_("fill it with the sample book"))
    new.set_defaults(run=make)
    for name, run, words in (
        ("undo", undo, _("take back what was done last")),
        ("redo", redo, _("do again what was undone last")),
    ):
        commands.add_parser(name, help=words).set_defaults(run=run)
    past = commands.add_parser("history", help=_("list what was done"))
    add_json(past)
    past.set_defaults(run=list_history)
    copy = commands.add_parser("backup", help=_("write a verified copy"))
    copy.add_argument("--to", type=Path)
    copy.set_defaults(run=back_up)
    back = commands.add_parser("restore", help=_("put a copy in the journal's place"))
    back.add_argument("file", type=Path)
    back.set_defaults(run=restore)
    test = commands.add_parser("check", help=_("check integrity, schema and counts"))
    add_json(test)
    test.set_defaults(run=check)


def make(args: argparse.Namespace) -> None:
    """Make a journal, empty or with the sample book."""
    path = args.file.expanduser()
    engine = create_journal(path)
    try:
        if args.sample:
            transfer.add_sample(engine, local_now().date(), zone_name())
    except NotSaved:
        engine.dispose()
        discard(path)
        raise
    close_journal(engine)
    say(_("Made {path}.").format(path=path))


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
    words = {"do": "", "undo": _("undone: "), "redo": _("redone: ")}
    answer(
        args,
        entries,
        (f"{_stamp(entry.at)}  {words[entry.action]}{entry.label}" for entry in entries),
    )


def back_up(args: argparse.Namespace) -> None:
    """Write a verified copy, beside the journal unless another place is named."""
    path = journal_path(args)
    target = args.to or path.parent / "backups" / f"{path.stem}-{local_now():%Y%m%d-%H%M%S}.db"
    with opened(args) as engine:
        backup.back_up(engine, target.expanduser())
    say(_("Copied to {path}, and verified.").format(path=target))


def restore(args: argparse.Namespace) -> None:
    """Put a copy in the place of the journal; the journal moves aside."""
    path = journal_path(args)
    aside = put_back(path, args.file.expanduser(), now=local_now())
    if aside.exists():
        say(_("Restored {path}. The old one is now {aside}.").format(path=path, aside=aside))
    else:
        say(_("Restored {path}.").format(path=path))


def check(args: argparse.Namespace) -> None:
    """Check the journal and count its records.

    Raises:
        JournalUnavailable: something is wrong with it.
    """
    with opened(args) as engine:
        read_only = is_read_only(engine)
        faults = backup.check(engine)
        # Counting fails where pages are lost, and what is wrong has to be told all the same.
        counts = {} if faults else backup.counts(engine)
        version = backup.schema_version(engine)
        amiss = [] if faults else _check_balances(engine)
    found = faults + amiss
    result = {"ok": not found, "schema": version, "faults": found, "counts": counts}
    lines = [f"{name}: {count}" for name, count in counts.items()]
    answer(args, result, [*lines, *found, *([] if found else [_("All is well.")])])
    if faults:
        raise JournalUnavailable(
            _("The journal is damaged. Restore a backup with: trustjournal restore FILE")
        )
    if amiss:
        raise JournalUnavailable(
            _("None of your entries is touched. Check again where the journal can be written.")
            if read_only
            else _("None of your entries is touched, and depth is weighed from them again.")
        )


def _check_balances(engine: Engine) -> list[str]:
    """Hold what is carried forward against the records; where it is wrong, use it no longer."""
    with engine.connect() as connection:
        amiss = balances.verify(connection, local_now())
    if amiss and not is_read_only(engine):
        balances.reopen(engine)
    return amiss


def _stamp(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
