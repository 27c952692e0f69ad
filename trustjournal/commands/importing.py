"""The command that brings files in, of whatever form: people, touchpoints, a journal whole."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from sqlalchemy import Engine

from trustjournal.clock import local_now, zone_name
from trustjournal.commands import feedback
from trustjournal.commands.common import Subcommands, add_json, answer, opened
from trustjournal.commands.large_files import add_yes, agree_to_size
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Preferences
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.forms import find_form, form_called
from trustjournal.exchange.journal_lines import looks_whole, read_head
from trustjournal.exchange.sources import Form, Reading, Source
from trustjournal.exchange.text_files import Problem, open_bytes
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.transfer.import_plan import (
    Choices,
    Count,
    Duplicates,
    Plan,
    Stranger,
    report_lines,
)
from trustjournal.transfer.importing import bring_in, look
from trustjournal.transfer.whole_journal import import_journal

JOURNAL, REVIEWS = "journal", "reviews"


class Mapped(msgspec.Struct, forbid_unknown_fields=True):
    """What a file for --map may say: the target of columns, and how the rest is to be read.

    `mine` are the owner's own names, addresses and numbers.
    """

    columns: dict[str, str] | None = None
    delimiter: str | None = None
    day_first: bool | None = None
    zone: str = ""
    region: str = ""
    stage: Stage = Stage.CUSTOMER
    mine: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody whom the file speaks of and nobody knows."""

    name: str
    email: str
    phone: str
    count: int
    rows: tuple[int, ...]
    likely: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do; `records` are the counts of each kind by its name."""

    form: str
    total: Count
    records: dict[str, Count]
    unmatched: tuple[Spoken, ...]
    unmatched_count: int
    problems: tuple[Problem, ...]
    problem_count: int
    dry_run: bool


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    bring = commands.add_parser("import", help=_("bring in people, touchpoints or a whole journal"))
    bring.add_argument("file", type=Path)
    bring.add_argument("--as", dest="kind", metavar="KIND", help=_("do not guess what it is"))
    columns = _("what the columns of a table are")
    bring.add_argument("--map", type=Path, metavar="FILE.json", help=columns)
    bring.add_argument("--encoding", help=_("how a text file is encoded"))
    duplicates = [choice.value for choice in Duplicates]
    bring.add_argument("--duplicates", choices=duplicates, default=Duplicates.SKIP.value)
    strangers = [choice.value for choice in Stranger]
    spoken_of = _("people whom the file only speaks of")
    bring.add_argument("--unknown", choices=strangers, help=spoken_of)
    whole = _("not if a row has a problem")
    bring.add_argument("--all-or-nothing", action="store_true", help=whole)
    bring.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    add_yes(bring)
    add_json(bring)
    bring.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Bring a file in whole, or tell what that would do.

    Reviews are known again by what they say, as `feedback import` knows them.

    Raises:
        UnreadableFile: it is in no form that is understood.
        InvalidEntry: it is large, and is not to be read.
    """
    path = args.file.expanduser()
    agree_to_size(args, path)
    with opened(args) as engine:
        if args.kind == JOURNAL or (not args.kind and path.is_file() and looks_whole(path)):
            _bring_journal(args, path, engine)
            return
        form = form_called(args.kind) if args.kind else find_form(path, args.encoding)
        if form.key != REVIEWS:
            _bring(args, engine, form, path)
            return
    feedback.bring_in(args)


def _bring(args: argparse.Namespace, engine: Engine, form: Form, path: Path) -> None:
    mapped = _mapped(args.map.expanduser()) if args.map else Mapped()
    with engine.connect() as connection:
        source = form.open(path, _reading(mapped, args.encoding, queries.preferences(connection)))
    choices = Choices(
        duplicates=Duplicates(args.duplicates),
        strangers=Stranger(args.unknown) if args.unknown else None,
        stage=mapped.stage,
        all_or_nothing=args.all_or_nothing,
    )
    plan = _work(engine, source, choices, dry=args.dry_run)
    lines = [_("Nothing was written: this is what would happen."), ""] if args.dry_run else []
    outcome = _outcome(form, plan, dry=args.dry_run)
    answer(args, outcome, [*lines, *report_lines(plan, path.name)])


def _work(engine: Engine, source: Source, choices: Choices, *, dry: bool) -> Plan:
    now = local_now()
    if dry:
        with engine.connect() as connection:
            return look(connection, source, choices, now=now)
    plans: list[Plan] = []
    bring_in(engine, source, choices, source.path.name, now=now, done=plans.append)
    return plans[0]


def _bring_journal(args: argparse.Namespace, path: Path, engine: Engine) -> None:
    counts = read_head(path).counts if args.dry_run else import_journal(path, engine)
    lines = (f"{name}: {count}" for name, count in counts.items() if count)
    answer(args, counts, lines)


def _mapped(path: Path) -> Mapped:
    """Read a file for --map.

    Raises:
        UnreadableFile: it is none.
    """
    with open_bytes(path) as stream:
        text = stream.read()
    try:
        mapped = msgspec.json.decode(text, type=Mapped)
        ZoneInfo(mapped.zone or "UTC")
    except (msgspec.DecodeError, ValueError, ZoneInfoNotFoundError) as error:
        example = json.dumps({"columns": {"When": "date"}, "day_first": True})
        told = _("“{path}” is no map of columns ({why}). Write one like: {example}")
        raise UnreadableFile(told.format(path=path, why=error, example=example)) from error
    return mapped


def _reading(mapped: Mapped, encoding: str | None, owner: Preferences) -> Reading:
    return Reading(
        encoding=encoding,
        delimiter=mapped.delimiter,
        columns=mapped.columns,
        day_first=mapped.day_first,
        zone=mapped.zone or zone_name(),
        region=mapped.region or owner.country,
        stage=mapped.stage,
        mine=frozenset((*mapped.mine, owner.owner, owner.business)) - {""},
        now=local_now(),
    )


def _outcome(form: Form, plan: Plan, *, dry: bool) -> Outcome:
    return Outcome(
        form=form.key,
        total=plan.total,
        records={kind.__name__.lower(): count for kind, count in plan.counts.items()},
        unmatched=tuple(
            Spoken(
                name=one.who.name,
                email=one.who.email,
                phone=one.who.phone,
                count=one.count,
                rows=one.rows,
                likely=tuple(who.name for who in one.likely),
            )
            for one in plan.unmatched
        ),
        unmatched_count=plan.unmatched_count,
        problems=plan.problems,
        problem_count=plan.problem_count,
        dry_run=dry,
    )
