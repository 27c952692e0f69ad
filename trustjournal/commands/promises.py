"""The commands that list promises of both sides, and say that one was kept or will not be."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.clock import local_now
from trustjournal.commands import common
from trustjournal.commands.common import Subcommands, add_json, answer, day, find_person, opened
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Side
from trustjournal.domain.promise_words import days_late, ended
from trustjournal.domain.records import Promise
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _
from trustjournal.services.promises import break_promise, keep_promise
from trustjournal.store import queries, writer
from trustjournal.store.plans import Who, still_here
from trustjournal.store.promises import list_promises, named_so

_MOST_NAMED = 8


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    promise = commands.add_parser("promise", help=_("list, keep or break promises"))
    deeds = promise.add_subparsers(required=True, metavar="list|keep|break")
    listing = deeds.add_parser("list", help=_("list promises of both sides"))
    _add_person(listing)
    listing.add_argument("--open", action="store_true", help=_("only those that have not ended"))
    add_json(listing)
    listing.set_defaults(run=print_promises)
    _add_deed(deeds, "keep", _("say that a promise was kept"), keep)
    broken = _add_deed(deeds, "break", _("say that a promise will not be kept"), break_off)
    told = broken.add_mutually_exclusive_group()
    first = _("they heard it from you before they noticed")
    told.add_argument("--told-first", action="store_true", default=None, help=first)
    late = _("they did not")
    told.add_argument("--not-told", action="store_false", dest="told_first", help=late)


def print_promises(args: argparse.Namespace) -> None:
    """Print promises, open ones by due day first, then those that ended last."""
    with opened(args) as engine, engine.connect() as connection:
        customer_id = _person(connection, args)
        found = list_promises(connection, customer_id, still_open=args.open)
    lines = [f"{_told(one, who)}  {_state(one)}" for one, who in found]
    answer(args, [_plain(one, who) for one, who in found], lines or [_("No promise to list.")])


def keep(args: argparse.Namespace) -> None:
    """Say that a promise was kept, in time or late as its day says."""
    _settle(args, keep_promise)


def break_off(args: argparse.Namespace) -> None:
    """Say that a promise will not be kept, and whether they were told first."""
    _settle(args, partial(break_promise, told_first=args.told_first))


def _settle(args: argparse.Namespace, settle: Callable[[Promise, date], Changeset]) -> None:
    with opened(args) as engine:
        with engine.connect() as connection:
            promise, who = _find(connection, args)
        changeset = settle(promise, args.on or local_now().date())
        writer.commit(engine, changeset)
    (change,) = changeset.changes
    after = change.after
    if isinstance(after, Promise):
        answer(args, _plain(after, who), [f"{ended(after)}: {_told(after, who)}"])


def _find(connection: Connection, args: argparse.Namespace) -> tuple[Promise, Who]:
    """Return the promise that an id or words of it mean.

    Raises:
        NotFound: there is none that is open.
        InvalidEntry: the words are of several.
    """
    customer_id = _person(connection, args)
    try:
        (promise,) = still_here(connection, Promise, [UUID(args.which)])
    except ValueError:
        found = named_so(connection, args.which, customer_id)
    else:
        known = queries.customer_by_id(connection, promise.customer_id)
        return promise, Who(known.id, known.name, known.company, known.stage)
    if not found:
        sentence = _("No open promise says “{words}”. List them with: trustjournal promise list")
        raise NotFound(sentence.format(words=args.which))
    first, *more = found
    if more:
        several = "; ".join(f"{one.id}  {_told(one, who)}" for one, who in found[:_MOST_NAMED])
        sentence = _("“{words}” may be one of these; say which by its id: {promises}.")
        raise InvalidEntry(sentence.format(words=args.which, promises=several))
    return first


def _person(connection: Connection, args: argparse.Namespace) -> UUID | None:
    return find_person(connection, args.person).id if args.person else None


def _add_deed(
    deeds: Subcommands, name: str, words: str, run: Callable[[argparse.Namespace], None]
) -> argparse.ArgumentParser:
    made = deeds.add_parser(name, help=words)
    made.add_argument("which", type=common.words, help=_("its id, or words that only it has"))
    _add_person(made)
    made.add_argument("--on", type=day, metavar="DATE", help=_("the day; without it today"))
    add_json(made)
    made.set_defaults(run=run)
    return made


def _add_person(parser: argparse.ArgumentParser) -> None:
    said = _("only promises between you and this person")
    parser.add_argument("--person", type=common.words, metavar="NAME", help=said)


def _told(promise: Promise, who: Who) -> str:
    to = _("{promise} (to {name})") if promise.by is Side.US else _("{promise} (from {name})")
    return to.format(promise=promise.text, name=who.name)


def _state(promise: Promise) -> str:
    if promise.outcome is not None:
        on = promise.settled_on or promise.made_on
        return _("{ended}, {day}").format(ended=ended(promise), day=on)
    if promise.due_on is None:
        return _("no day")
    return _("due {day}").format(day=promise.due_on)


def _plain(promise: Promise, who: Who) -> dict[str, Any]:
    return {
        "id": promise.id,
        "person": who.name,
        "customer_id": promise.customer_id,
        "by": promise.by,
        "text": promise.text,
        "made_on": promise.made_on,
        "due_on": promise.due_on,
        "outcome": promise.outcome,
        "settled_on": promise.settled_on,
        "told_first": promise.told_first,
        "days_late": days_late(promise),
        "delivered": promise.delivered,
        "gap": promise.gap,
        "fix": promise.fix,
        "fixed_on": promise.fixed_on,
    }
