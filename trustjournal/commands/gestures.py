"""The commands that plan gestures, say that one was given, and list those of both sides."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection

from trustjournal.clock import local_now
from trustjournal.commands import common
from trustjournal.commands.common import Subcommands, add_json, answer, day, find_person, opened
from trustjournal.commands.naming import add_person, add_which, meant, person_of
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.giving_words import to_mind
from trustjournal.domain.records import Gesture
from trustjournal.i18n import _
from trustjournal.services.gestures import give_gesture, plan_gesture
from trustjournal.store import writer
from trustjournal.store.gestures import choosing, list_gestures, named_so
from trustjournal.store.plans import Who


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    gesture = commands.add_parser("gesture", help=_("plan, give or list gestures"))
    deeds = gesture.add_subparsers(required=True, metavar="plan|give|list")
    _add_planning(deeds)
    giving = deeds.add_parser("give", help=_("say that a gesture was given"))
    only = _("only gestures between you and this person")
    add_which(giving, only)
    giving.add_argument("--on", type=day, metavar="DATE", help=_("the day; without it today"))
    felt = _("how it was received, from -2 to 2")
    giving.add_argument("--received", type=int, choices=range(-2, 3), metavar="N", help=felt)
    giving.set_defaults(run=give)
    listing = deeds.add_parser("list", help=_("list gestures of both sides"))
    add_person(listing, only)
    listing.set_defaults(run=print_gestures)
    for parser in (giving, listing):
        add_json(parser)


def plan(args: argparse.Namespace) -> None:
    """Plan a gesture, and say what there is to mind about it."""
    today = local_now().date()
    with opened(args) as engine:
        with engine.connect() as connection:
            found = choosing(connection, find_person(connection, args.person).id)
        changeset = plan_gesture(
            found.who,
            args.title,
            kind=GestureKind(args.kind),
            occasion=args.occasion,
            due_on=args.on,
            lead_days=args.lead,
            cost=args.cost,
        )
        writer.commit(engine, changeset)
    planned = _gesture_of(changeset)
    who = Who(found.who.id, found.who.name, found.who.company, found.who.stage)

    def money(amount: Decimal) -> str:
        return f"{amount} {found.preferences.currency}".strip()

    minded = to_mind(found, planned, today, money)
    lines = [_("Planned: {gesture}").format(gesture=_told(planned, who)), *minded]
    answer(args, _plain(planned, who) | {"to_mind": minded}, lines)


def give(args: argparse.Namespace) -> None:
    """Say that a gesture was given, and how it was received."""
    today = local_now().date()
    with opened(args) as engine:
        with engine.connect() as connection:
            gesture, who = _find(connection, args)
        changeset = give_gesture(gesture, args.on or today, args.received, today=today)
        writer.commit(engine, changeset)
    after = _gesture_of(changeset)
    answer(args, _plain(after, who), [_("Given: {gesture}").format(gesture=_told(after, who))])


def print_gestures(args: argparse.Namespace) -> None:
    """Print gestures, those still to be given by day, then those given last."""
    with opened(args) as engine, engine.connect() as connection:
        found = list_gestures(connection, person_of(connection, args))
    lines = [f"{_told(one, who)}  {_state(one)}" for one, who in found]
    answer(args, [_plain(one, who) for one, who in found], lines or [_("No gesture to list.")])


def _gesture_of(changeset: Changeset) -> Gesture:
    (change,) = changeset.changes
    if not isinstance(change.after, Gesture):
        raise TypeError(change.after)
    return change.after


def _find(connection: Connection, args: argparse.Namespace) -> tuple[Gesture, Who]:
    nothing = _(
        "No gesture still to be given is called “{words}”. "
        "List them with: trustjournal gesture list"
    )
    return meant(connection, args, Gesture, named_so, _told, nothing)


def _add_planning(deeds: Subcommands) -> None:
    planning = deeds.add_parser("plan", help=_("plan a gesture; without a day it is an idea"))
    planning.add_argument("person", type=common.words)
    planning.add_argument("title", type=common.words)
    kinds = [str(kind) for kind in GestureKind]
    planning.add_argument("--kind", choices=kinds, default=str(GestureKind.GIFT))
    planning.add_argument("--on", type=day, metavar="DATE", help=_("the day to give it"))
    lead = _("how many days before it preparing begins")
    planning.add_argument("--lead", type=int, default=0, metavar="DAYS", help=lead)
    planning.add_argument("--cost", type=_amount, metavar="AMOUNT", help=_("what it costs"))
    planning.add_argument("--occasion", type=common.words, default="", help=_("what it is for"))
    add_json(planning)
    planning.set_defaults(run=plan)


def _amount(text: str) -> Decimal:
    """Read an amount for argparse.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return Decimal(text)
    except InvalidOperation as error:
        said = _("“{text}” is not an amount; write it like 12.50").format(text=text)
        raise argparse.ArgumentTypeError(said) from error


def _told(gesture: Gesture, who: Who) -> str:
    ours = gesture.by is Side.US
    words = _("{title} (for {name})") if ours else _("{title} (from {name})")
    return words.format(title=gesture.title, name=who.name)


def _state(gesture: Gesture) -> str:
    if gesture.status is GestureStatus.GIVEN:
        return _("given {day}").format(day=gesture.given_on)
    words = {
        GestureStatus.IDEA: _("idea"),
        GestureStatus.PLANNED: _("planned"),
        GestureStatus.BOUGHT: _("ready"),
    }[gesture.status]
    due: date | None = gesture.due_on
    return words if due is None else _("{state} for {day}").format(state=words, day=due)


def _plain(gesture: Gesture, who: Who) -> dict[str, Any]:
    return {
        "id": gesture.id,
        "person": who.name,
        "customer_id": gesture.customer_id,
        "by": gesture.by,
        "kind": gesture.kind,
        "title": gesture.title,
        "status": gesture.status,
        "occasion": gesture.occasion,
        "due_on": gesture.due_on,
        "lead_days": gesture.lead_days,
        "cost": gesture.cost,
        "worth": gesture.worth,
        "given_on": gesture.given_on,
        "received": gesture.received,
        "note": gesture.note,
    }
