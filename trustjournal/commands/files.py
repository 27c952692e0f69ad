"""Commands that bring contacts in and hand tables and the calendar out."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from trustjournal import transfer
from trustjournal.clock import local_now
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    day,
    find_person,
    opened,
    say,
    words,
    zone,
)
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.contacts import read_contacts
from trustjournal.exchange.csv_files import Form
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _, ngettext
from trustjournal.store import writer
from trustjournal.store.tables import COLUMNS, Choice

CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do."""

    form: str
    added: int
    merged: int
    skipped: int
    problems: tuple[Problem, ...]
    dry_run: bool


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    bring = commands.add_parser("import", help=_("import contacts from a file"))
    bring.add_argument("file", type=Path)
    choices = [choice.value for choice in transfer.Duplicates]
    bring.add_argument("--duplicates", choices=choices, default=transfer.Duplicates.SKIP.value)
    bring.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    add_json(bring)
    bring.set_defaults(run=bring_in)
    give = commands.add_parser("export", help=_("write a table as CSV, or a calendar file"))
    give.add_argument("what", choices=[*COLUMNS, CALENDAR])
    give.add_argument("--to", type=Path, required=True, metavar="FILE")
    give.add_argument("--words", action="store_true", help=_("with your own words, in a calendar"))
    give.add_argument("--exact", action="store_true", help=_("for programs, not spreadsheets"))
    give.add_argument("--since", type=day, metavar="DATE")
    give.add_argument("--until", type=day, metavar="DATE")
    give.add_argument("--person", type=words)
    give.add_argument("--columns", type=words, default="", metavar="A,B")
    give.set_defaults(run=hand_out)


def bring_in(args: argparse.Namespace) -> None:
    """Import contacts whole, or tell what an import would do."""
    with opened(args) as engine:
        file = read_contacts(args.file.expanduser())
        with engine.connect() as connection:
            plan = transfer.plan_contacts(connection, file, transfer.Duplicates(args.duplicates))
        if plan.changeset.changes and not args.dry_run:
            writer.commit(engine, plan.changeset)
    outcome = Outcome(plan.form, plan.added, plan.merged, plan.skipped, plan.problems, args.dry_run)
    lines = [
        _("{form}: {added} added, {merged} merged, {skipped} skipped.").format(
            form=plan.form, added=plan.added, merged=plan.merged, skipped=plan.skipped
        )
    ]
    lines += [
        _("Row {row}: {text}").format(row=problem.row, text=problem.text)
        for problem in plan.problems
    ]
    answer(args, outcome, lines)


def hand_out(args: argparse.Namespace) -> None:
    """Write a table to a file.

    Raises:
        InvalidEntry: the days are the wrong way round, or a column is not known.
    """
    if args.since and args.until and args.until < args.since:
        raise InvalidEntry(_("The last day lies before the first; nothing was written."))
    path = args.to.expanduser()
    if args.what == CALENDAR:
        _hand_out_calendar(args, path)
        return
    if args.words:
        raise InvalidEntry(_("--words is for the calendar; a table has all your words already."))
    with opened(args) as engine:
        customer_id = None
        if args.person:
            with engine.connect() as connection:
                customer_id = find_person(connection, args.person).id
        choice = Choice(
            columns=tuple(name.strip() for name in args.columns.split(",") if name.strip()),
            since=args.since,
            until=args.until,
            customer_id=customer_id,
            zone=zone(),
        )
        form = Form.EXACT if args.exact else Form.SPREADSHEET
        count = transfer.export_table(engine, args.what, path, form=form, choice=choice)
    told = ngettext("Wrote {count} row to {path}.", "Wrote {count} rows to {path}.", count)
    say(told.format(count=count, path=path))


def _hand_out_calendar(args: argparse.Namespace, path: Path) -> None:
    if args.since or args.until or args.person or args.columns or args.exact:
        raise InvalidEntry(_("A calendar is written whole: leave out days, person and columns."))
    with opened(args) as engine:
        count = transfer.export_calendar(engine, path, local_now(), zone(), with_words=args.words)
    told = ngettext("Wrote {count} entry to {path}.", "Wrote {count} entries to {path}.", count)
    say(told.format(count=count, path=path))
