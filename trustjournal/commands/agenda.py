"""The command that tells who needs the owner: the deck of a day, in its order."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from uuid import UUID

from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    day,
    end_of,
    opened,
    zone,
)
from trustjournal.domain import agenda_words, words
from trustjournal.domain.agenda import Card, CardKind, Deck
from trustjournal.domain.choices import Side
from trustjournal.free_days import free_days
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.agenda import deck


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    who = commands.add_parser("agenda", help=_("list who needs you"))
    who.add_argument("--on", type=day, metavar="DATE", help=_("as it will be at the end of a day"))
    add_json(who)
    who.set_defaults(run=show_agenda)


def show_agenda(args: argparse.Namespace) -> None:
    """Print the day's deck, the most needed first, and who has a check-in due but no card."""
    now = _moment(args.on)
    with opened(args) as engine, engine.connect() as connection:
        found = deck(connection, now, zone(), free_days=free_days)
        named = [card.customer_id for card in found.cards]
        named += [one.customer_id for one in found.resting]
        known = queries.customers_by_id(connection, named)
    names = {which: who.name for which, who in known.items()}
    value = [asdict(card) | {"person": names[card.customer_id]} for card in found.cards]
    lines = [_line(card, names[card.customer_id]) for card in found.cards]
    lines = lines or [_("Nobody is waiting for you today.")]
    answer(args, value, [*lines, *_beside(found, names, now.date())])


def _moment(on: date | None) -> datetime:
    """Return now, or the last moment of a day."""
    moment = end_of(on)
    return moment if on is None or moment.date() == on else moment - timedelta(microseconds=1)


def _line(card: Card, name: str) -> str:
    return f"{name}: {_closed(_said(card))} {_closed(card.why)}"


def _said(card: Card) -> str:
    if card.kind is not CardKind.PROMISE:
        return card.title
    ours = card.by is Side.US
    return words.promised(card.title) if ours else words.they_promised(card.title)


def _closed(sentence: str) -> str:
    ends = any(mark in sentence[-2:] for mark in ".!?…")  # inside a quotation as well
    return sentence if ends else sentence + "."


def _beside(found: Deck, names: Mapping[UUID, str], today: date) -> Iterator[str]:
    if found.waiting_behind:
        yield agenda_words.rolled_forward(len(found.waiting_behind))
    for one in found.resting:
        yield f"{names[one.customer_id]}: {agenda_words.rests(one.until, today)}"
    if found.unreached:
        yield agenda_words.unreached(len(found.unreached))
