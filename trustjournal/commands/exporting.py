"""The command that hands out tables, people, a person's whole story and the calendar."""

import argparse
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from trustjournal.clock import local_now
from trustjournal.commands.common import (
    Subcommands,
    day,
    find_person,
    opened,
    say,
    words,
    zone,
)
from trustjournal.domain.story_words import Told
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.csv_files import Form
from trustjournal.exchange.story_markdown import markdown
from trustjournal.exchange.vcard_writer import Version
from trustjournal.i18n import _, ngettext
from trustjournal.store.tables import BOARDS, COLUMNS, Choice
from trustjournal.transfer.exporting import (
    export_calendar,
    export_people,
    export_table,
    export_workbook,
    save,
    tell_story,
)
from trustjournal.transfer.whole_journal import export_journal

CALENDAR, STORY, JOURNAL = "calendar", "story", "journal"
_CARDS, _BOOK = ".vcf", ".xlsx"


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    give = commands.add_parser(
        "export",
        help=_("write a table, people, a person's story, the calendar or all of it to a file"),
    )
    give.add_argument("what", choices=[*COLUMNS, CALENDAR, STORY, JOURNAL])
    whose = _("of whom the story is")
    give.add_argument("who", nargs="?", type=words, metavar="PERSON", help=whose)
    give.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE",
        help=_("its ending says the form: .csv, .xlsx, .vcf for people, .pdf or .md for a story"),
    )
    give.add_argument("--words", action="store_true", help=_("with your own words, in a calendar"))
    give.add_argument("--exact", action="store_true", help=_("for programs, not spreadsheets"))
    give.add_argument("--since", type=day, metavar="DATE")
    give.add_argument("--until", type=day, metavar="DATE")
    give.add_argument("--person", type=words)
    give.add_argument("--columns", type=words, default="", metavar="A,B")
    give.add_argument(
        "--card",
        type=Version,
        choices=tuple(Version),
        help=_("the version of vCards; most phones read 3.0 best"),
    )
    give.set_defaults(run=hand_out)


def hand_out(args: argparse.Namespace) -> None:
    """Write what is asked for to a file.

    Raises:
        InvalidEntry: what was said does not go together, or a column is not known.
        NotSaved: the file cannot be written.
    """
    if args.since and args.until and args.until < args.since:
        raise InvalidEntry(_("The last day lies before the first; nothing was written."))
    path: Path = args.to.expanduser()
    if args.who and args.what != STORY:
        raise InvalidEntry(_("Say --person {name} for what is only theirs.").format(name=args.who))
    if args.words and args.what != CALENDAR:
        raise InvalidEntry(_("--words is for the calendar; a table has all your words already."))
    if args.card and not _is_cards(args, path):
        raise InvalidEntry(_("--card is for people in a file that ends in .vcf."))
    _writer(args, path)(args, path)


def _writer(args: argparse.Namespace, path: Path) -> Callable[[argparse.Namespace, Path], None]:
    if args.what == CALENDAR:
        return _hand_out_calendar
    if args.what == STORY:
        return _hand_out_story
    if args.what == JOURNAL:
        return _hand_out_journal
    return _hand_out_cards if _is_cards(args, path) else _hand_out_table


def _is_cards(args: argparse.Namespace, path: Path) -> bool:
    return args.what == "people" and path.suffix.lower() == _CARDS


def _hand_out_journal(args: argparse.Namespace, path: Path) -> None:
    if args.since or args.until or args.person or args.columns or args.exact:
        raise InvalidEntry(_("A journal is written whole: leave out days, person and columns."))
    with opened(args) as engine:
        count = sum(export_journal(engine, path).values())
    told = ngettext("Wrote {count} entry to {path}.", "Wrote {count} entries to {path}.", count)
    say(told.format(count=count, path=path))


def _hand_out_table(args: argparse.Namespace, path: Path) -> None:
    is_book = path.suffix.lower() == _BOOK
    if is_book and args.exact:
        raise InvalidEntry(_("A workbook is exact by itself; --exact is for a table in text."))
    with opened(args) as engine:
        choice = Choice(
            columns=tuple(name.strip() for name in args.columns.split(",") if name.strip()),
            since=args.since,
            until=args.until,
            customer_id=_person(engine, args.person) if args.person else None,
            zone=zone(),
            now=local_now() if args.what in BOARDS else None,
        )
        if is_book:
            count = export_workbook(engine, args.what, path, choice=choice)
        else:
            form = Form.EXACT if args.exact else Form.SPREADSHEET
            count = export_table(engine, args.what, path, form=form, choice=choice)
    told = ngettext("Wrote {count} row to {path}.", "Wrote {count} rows to {path}.", count)
    say(told.format(count=count, path=path))


def _hand_out_cards(args: argparse.Namespace, path: Path) -> None:
    if args.since or args.until or args.columns or args.exact:
        raise InvalidEntry(_("Cards are written whole: leave out days and columns."))
    with opened(args) as engine:
        who = _person(engine, args.person) if args.person else None
        count = export_people(engine, path, args.card or Version.THREE, customer_id=who)
    told = ngettext("Wrote {count} card to {path}.", "Wrote {count} cards to {path}.", count)
    say(told.format(count=count, path=path))


def _hand_out_story(args: argparse.Namespace, path: Path) -> None:
    name = args.who or args.person
    if not name:
        raise InvalidEntry(_("Say whose story: export story rosa --to rosa.pdf"))
    if args.since or args.until or args.columns or args.exact:
        raise InvalidEntry(_("A story is told whole: leave out days and columns."))
    if path.suffix.lower() not in {".pdf", ".md"}:
        said = _("A story is written as .pdf or .md; {path} is neither.")
        raise InvalidEntry(said.format(path=path))
    with opened(args) as engine:
        told = tell_story(engine, _person(engine, name), local_now(), zone())
        save(engine, path, _written(told, path))
    done = _("Wrote the story of {name} to {path}. Read it before you hand it on.")
    say(done.format(name=told.title, path=path))


def _person(engine: Engine, name: str) -> UUID:
    with engine.connect() as connection:
        return find_person(connection, name).id


def _written(told: Told, path: Path) -> bytes:
    if path.suffix.lower() == ".md":
        return markdown(told).encode("utf-8", "replace")
    # Only this draws; Qt takes a second to import.
    from trustjournal.domain.letters import Form as Printed
    from trustjournal.printing.sheet import usual_paper
    from trustjournal.printing.story import pdf

    return pdf(told, usual_paper(Printed.LETTER))


def _hand_out_calendar(args: argparse.Namespace, path: Path) -> None:
    if args.since or args.until or args.person or args.columns or args.exact:
        raise InvalidEntry(_("A calendar is written whole: leave out days, person and columns."))
    with opened(args) as engine:
        count = export_calendar(engine, path, local_now(), zone(), with_words=args.words)
    told = ngettext("Wrote {count} entry to {path}.", "Wrote {count} entries to {path}.", count)
    say(told.format(count=count, path=path))
