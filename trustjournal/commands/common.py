"""What every command needs: the journal, the person meant, and how answers are printed."""

import argparse
import json
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, Engine

from trustjournal.clock import local_now, zone_name
from trustjournal.domain.capture import Names
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry, JournalUnavailable, NotFound
from trustjournal.i18n import _
from trustjournal.paths import default_journal
from trustjournal.store import queries
from trustjournal.store.engine import close_journal, open_journal

_MOST_NAMES = 8


class Subcommands(Protocol):
    """What argparse gives to add commands to; its own name for it is private."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002
        """Add a command."""
        ...


def journal_path(args: argparse.Namespace) -> Path:
    """Return the journal that the command is about."""
    return Path(args.journal).expanduser() if args.journal else default_journal()


@contextmanager
def opened(args: argparse.Namespace) -> Generator[Engine]:
    """Hold the journal open.

    Raises:
        JournalUnavailable: it is not there or cannot be opened.
    """
    path = journal_path(args)
    if not path.exists():
        raise JournalUnavailable(
            _("There is no journal at {path}. Make one with: trustjournal new “{path}”").format(
                path=path
            )
        )
    engine = open_journal(path)
    try:
        yield engine
    finally:
        close_journal(engine)


def zone() -> ZoneInfo:
    """Return the zone in which the owner's days begin."""
    return ZoneInfo(zone_name())


def instant(text: str) -> datetime:
    """Read an ISO 8601 instant for argparse; without an offset it is this computer's time."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=zone())


def end_of(day: date | None) -> datetime:
    """Return the instant at which to look at the journal: now, or when `day` ended."""
    now = local_now()
    if day is None or day == now.date():
        return now
    return datetime.combine(day + timedelta(days=1), time.min, zone())


def find_person(connection: Connection, text: str) -> Customer:
    """Return the person that an id or any unambiguous part of a name means.

    Raises:
        NotFound: nobody is called so.
        InvalidEntry: several are.
    """
    if which := _as_id(text):
        return queries.customer_by_id(connection, which)
    names = Names(queries.people(connection))
    ids = names.meant(text)
    if not ids:
        raise NotFound(_("Nobody in the journal is called “{name}”.").format(name=text))
    some = list(ids[:_MOST_NAMES])
    found = queries.customers_by_id(connection, some)
    if len(ids) > 1:
        who = ", ".join(found[which].name for which in some)
        raise InvalidEntry(_("“{name}” may be {people}.").format(name=text, people=who))
    return found[some[0]]


def answer(args: argparse.Namespace, value: object, lines: Iterable[str]) -> None:
    """Print `value` as JSON where the command line asks for it, the lines otherwise."""
    if args.json:
        plain: Any = msgspec.to_builtins(value)
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            print(line)
    sys.stdout.flush()


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a command its --json."""
    parser.add_argument("--json", action="store_true", help=_("print machine-readable results"))


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
