"""The commands that list promises of both sides, and say that one was kept or will not be."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from trustjournal.clock import local_now
from trustjournal.commands.common import Subcommands, add_json, answer, day, opened
from trustjournal.commands.naming import add_person, add_which, meant, person_of
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Side
from trustjournal.domain.promise_words import days_late, ended
from trustjournal.domain.records import Promise
from trustjournal.i18n import _
from trustjournal.services.promises import break_promise, keep_promise
from trustjournal.store import writer
from trustjournal.store.plans import Who
from trustjournal.store.promises import list_promises, named_so


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    promise = commands.add_parser("promise", help=_("list, keep or break promises"))
    deeds = promise.add_subparsers(required=True, metavar="list|keep|break")
    listing = deeds.add_parser("list", help=_("list promises of both sides"))
    add_person(listing, _only())
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
        customer_id = person_of(connection, args)
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
    nothing = _("No open promise says “{words}”. List them with: trustjournal promise list")
    return meant(connection, args, Promise, named_so, _told, nothing)


def _add_deed(
    deeds: Subcommands, name: str, words: str, run: Callable[[argparse.Namespace], None]
) -> argparse.ArgumentParser:
    made = deeds.add_parser(name, help=words)
    add_which(made, _only())
    made.add_argument("--on", type=day, metavar="DATE", help=_("the day; without it today"))
    add_json(made)
    made.set_defaults(run=run)
    return made


def _only() -> str:
    return _("only promises between you and this person")


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
