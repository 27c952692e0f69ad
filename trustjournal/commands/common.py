"""What every command needs: the journal, the person meant, and how answers are printed."""

import argparse
import io
import json
import os
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
from trustjournal.commands.unlocking import unlock
from trustjournal.domain.capture import Names
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry, JournalUnavailable, NotFound, NotSaved
from trustjournal.i18n import _
from trustjournal.paths import default_journal
from trustjournal.services.touchpoints import EARLIEST_YEAR
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.store.backup_files import BackupFolders
from trustjournal.store.backups import guard
from trustjournal.store.engine import Place, close_journal, damage_said
from trustjournal.store.postgres import is_address
from trustjournal.store.postgres import shown as without_password

_MOST_NAMES = 8
_LATEST_YEAR = 9000
# So that no name in an address book from elsewhere can steer the terminal it is listed on.
_VISIBLE = {
    **{code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"},
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    0x7F: 0x2421,
}
_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}  # json leaves these as they are


class Subcommands(Protocol):
    """What argparse gives to add commands to; its own name for it is private."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002
        """Add a command."""
        ...


def place(text: str) -> Place:
    """Read a journal's file or address for argparse."""
    return text if is_address(text) else Path(text).expanduser()


def journal_place(args: argparse.Namespace) -> Place:
    """Return the journal that the command is about."""
    return place(args.journal) if args.journal else default_journal()


def journal_path(args: argparse.Namespace) -> Path:
    """Return the file of the journal that the command is about.

    Raises:
        JournalUnavailable: it is on a server.
    """
    found = journal_place(args)
    if isinstance(found, Path):
        return found
    raise JournalUnavailable(
        _("The journal is on a server, which keeps its own backups. This is for one in a file.")
    )


def backup_folders(path: Path) -> BackupFolders:
    """Return where the backups of a journal go, as this computer's settings say."""
    return BackupFolders(path, Settings.load().backup_folder)


def shown(found: Place) -> str:
    """Return a journal's place as it may be printed, without a password."""
    return str(found) if isinstance(found, Path) else without_password(found)


@contextmanager
def opened(args: argparse.Namespace) -> Generator[Engine]:
    """Hold the journal open.

    Raises:
        PassphraseWanted: it is encrypted, and its passphrase was not given, or is another.
        JournalUnavailable: it is not there or cannot be opened.
    """
    path = journal_place(args)
    if isinstance(path, Path) and not path.exists():
        raise JournalUnavailable(
            _("There is no journal at {path}. Make one with: trustjournal new “{path}”").format(
                path=path
            )
        )
    engine = unlock(args, path)
    if isinstance(path, Path):
        guard(engine, backup_folders(path), local_now)
    with damage_said(path):
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
    if found.year > _LATEST_YEAR:
        raise ValueError(text)
    return found if found.tzinfo else found.replace(tzinfo=zone())


def day(text: str) -> date:
    """Read a day for argparse.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a day; write it like 2026-03-01").format(text=text)
        ) from error


def words(text: str) -> str:
    """Return text from the command line for argparse, bytes that are no text as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def end_of(day: date | None) -> datetime:
    """Return the instant at which to look at the journal: now, or when `day` ended.

    Raises:
        InvalidEntry: the day lies at the beginning or the end of all calendars.
    """
    now = local_now()
    if day is None or day == now.date():
        return now
    if day.year > _LATEST_YEAR:
        raise InvalidEntry(_("Check the year: that is too far ahead."))
    if day.year < EARLIEST_YEAR:
        raise InvalidEntry(_("Check the year: that is too long ago."))
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
        out: Any = sys.stdout
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(encoding="utf-8")
        _print([json.dumps(plain, ensure_ascii=False, indent=2).translate(_ESCAPED)])
    else:
        _print(line.translate(_VISIBLE) for line in lines)


def say(line: str) -> None:
    """Print what was done.

    Raises:
        NotSaved: it could not be printed.
    """
    _print([line.translate(_VISIBLE)])


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a command its --json."""
    parser.add_argument("--json", action="store_true", help=_("print machine-readable results"))


def _print(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What could not be printed is still in the buffer; Python must not fail on it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NotSaved(
            _("The answer could not be printed: {why}.").format(why=error.strerror)
        ) from error


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
