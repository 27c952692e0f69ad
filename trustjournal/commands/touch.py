"""The command that logs a touchpoint from one line."""

import argparse
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine

from trustjournal.clock import local_now, zone_name
from trustjournal.commands import common
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    find_person,
    instant,
    opened,
    zone,
)
from trustjournal.domain import words
from trustjournal.domain.capture import Draft, Names, parse
from trustjournal.domain.changes import Changeset
from trustjournal.domain.depth_stage import shown
from trustjournal.domain.records import (
    Customer,
    Promise,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.customers import new_customer
from trustjournal.services.touchpoints import log_touchpoint
from trustjournal.store import queries, writer
from trustjournal.store.people import depths_as_set
from trustjournal.store.recoveries import open_recoveries_of


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in the touchpoint, and how deep their trust was and is."""

    id: UUID
    name: str
    depth_before: float
    depth_after: float


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written."""

    touchpoint: Touchpoint
    people: list[Named]
    promises: list[Promise]


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    log = commands.add_parser("log", help=_("log a touchpoint from one line"))
    log.add_argument(
        "line", type=common.words, help=_("such as: ana call + loved the sample !send quote by fri")
    )
    log.add_argument("--create", action="store_true", help=_("add people the journal lacks"))
    log.add_argument("--now", type=instant, help=_("the instant to take for now (ISO 8601)"))
    add_json(log)
    log.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Log the line; what is printed is on the disk.

    Raises:
        InvalidEntry: the line names nobody, somebody ambiguous, or somebody unknown.
    """
    now: datetime = args.now or local_now()
    with opened(args) as engine:
        changeset = _decide(engine, args.line, now, create=args.create)
        after = [change.after for change in changeset.changes]
        (touchpoint,) = (found for found in after if isinstance(found, Touchpoint))
        before = _scores(engine, touchpoint, now)
        writer.commit(engine, changeset)
        scores = _scores(engine, touchpoint, now)
        people = _people(engine, touchpoint)
    named = [Named(who.id, who.name, before[who.id], scores[who.id]) for who in people]
    promises = [found for found in after if isinstance(found, Promise)]
    answer(args, Logged(touchpoint, named, promises), [_told(named)])


def _decide(engine: Engine, line: str, now: datetime, *, create: bool) -> Changeset:
    with engine.connect() as connection:
        draft = parse(line, Names(queries.people(connection)), now)
        for doubt in draft.ambiguous:
            find_person(connection, doubt.text)  # it says who may be meant
        if draft.unknown and not create:
            raise InvalidEntry(
                _("Nobody is called “{name}”. Repeat with --create to add them.").format(
                    name="”, “".join(draft.unknown)
                )
            )
        return log_touchpoint(
            draft,
            customers=queries.customers_by_id(connection, draft.customer_ids),
            check_ins=queries.check_ins_of(connection, draft.customer_ids),
            now=now,
            zone=zone_name(),
            new_people=_new_people(draft),
            recoveries=open_recoveries_of(connection, draft.customer_ids),
        )


def _new_people(draft: Draft) -> list[Customer]:
    return [new_customer(name) for name in draft.unknown]


def _people(engine: Engine, touchpoint: Touchpoint) -> list[Customer]:
    with engine.connect() as connection:
        known = queries.customers_by_id(connection, touchpoint.customer_ids)
    return [known[which] for which in touchpoint.customer_ids]


def _scores(engine: Engine, touchpoint: Touchpoint, now: datetime) -> dict[UUID, float]:
    ids = touchpoint.customer_ids
    with engine.connect() as connection:
        found = depths_as_set(connection, now, zone(), ids)
    return {which: found.of(which) for which in ids}


def _told(people: list[Named]) -> str:
    said = _("Logged with {people}.").format(people=words.people([who.name for who in people]))
    if len(people) > 1:
        return said
    before, after = shown(people[0].depth_before), shown(people[0].depth_after)
    if before == after:
        return said + " " + _("Depth {score}.").format(score=after)
    return said + " " + _("Depth {before} to {after}.").format(before=before, after=after)
