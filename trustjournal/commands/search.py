"""The command that finds what the whole journal holds about some words."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from trustjournal.clock import local_now
from trustjournal.commands.common import Subcommands, add_json, answer, opened, words, zone
from trustjournal.domain.records import Customer, Record, Touchpoint
from trustjournal.domain.search_help import unread_said
from trustjournal.domain.search_query import Query, parse
from trustjournal.domain.words import people
from trustjournal.i18n import _
from trustjournal.store import finding
from trustjournal.store.finding import Hit
from trustjournal.store.search_sources import texts_of
from trustjournal.store.touchpoint_list import as_wanted

_MOST = 50
_STEP = 50_000


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    search = commands.add_parser("search", help=_("find people and whatever was written"))
    search.add_argument("query", type=words, help=_("such as: “blue jug” tag:vip from:2026-01"))
    search.add_argument(
        "--most", type=int, default=_MOST, metavar="N", help=_("of each kind, the newest")
    )
    add_json(search)
    search.set_defaults(run=search_journal)


def search_journal(args: argparse.Namespace) -> None:
    """Print what was found: people by name, the rest newest first."""
    now, most = local_now().astimezone(zone()), max(args.most, 0)
    query = parse(args.query, now.date())
    with opened(args) as engine, engine.connect() as connection:
        hits = list(_found(connection, query, now, zone(), most)) if query else []
    if unread := unread_said(args.query, now.date()):
        print(unread, file=sys.stderr)
    lines = [_line(hit) for hit in hits] or [_("Nothing was found.")]
    answer(args, [_plain(hit) for hit in hits], lines)


def _found(
    connection: Connection, query: Query, now: datetime, here: tzinfo, most: int
) -> Iterator[Hit]:
    yield from finding.people(connection, query, now, here, most)
    notes = {
        hit.record.id: hit
        for hit in chain(
            _notes(connection, query, now, most),
            finding.notes_with(connection, query, now, here, most),
        )
    }
    yield from list(notes.values())[:most]
    yield from finding.others(connection, query, now, here, most)


def _notes(connection: Connection, query: Query, now: datetime, most: int) -> Iterator[Hit]:
    wanted, after, left = as_wanted(query, now), None, most
    while left > 0:
        step = finding.next_notes(connection, wanted, after, _STEP, left)
        yield from step.hits
        wanted, after, left = step.wanted, step.after, left - len(step.hits)
        if after is None:
            return


def _line(hit: Hit) -> str:
    said = " / ".join(" ".join(text.split()) for text in texts_of(hit.record))
    whom = people(hit.names) if hit.names else ""
    return ": ".join(filter(None, (_kind(hit.record), whom, said)))


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _plain(hit: Hit) -> dict[str, Any]:
    record = hit.record
    at = record.happened_at if isinstance(record, Touchpoint) else None
    return {
        "type": _kind(record),
        "id": record.id,
        "people": [record.name] if isinstance(record, Customer) else list(hit.names),
        "at": at,
        "texts": texts_of(record),
    }
