"""Which promise or gesture a command is about: its id, or words that only it has."""

import argparse
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.commands import common
from trustjournal.commands.common import find_person
from trustjournal.domain.records import Gesture, Promise
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.plans import Who, still_here

_R = TypeVar("_R", Promise, Gesture)

_MOST_NAMED = 8


def add_which(parser: argparse.ArgumentParser, only: str) -> None:
    """Let a command be told which one it is about, and by --person among whose to look."""
    parser.add_argument("which", type=common.words, help=_("its id, or words that only it has"))
    add_person(parser, only)


def add_person(parser: argparse.ArgumentParser, only: str) -> None:
    """Give a command --person; `only` is what its help says of that."""
    parser.add_argument("--person", type=common.words, metavar="NAME", help=only)


def person_of(connection: Connection, args: argparse.Namespace) -> UUID | None:
    """Return whom --person means, None without it.

    Raises:
        NotFound, InvalidEntry: nobody is called so, or several are.
    """
    return find_person(connection, args.person).id if args.person else None


def meant(
    connection: Connection,
    args: argparse.Namespace,
    kind: type[_R],
    named_so: Callable[[Connection, str, UUID | None], Sequence[tuple[_R, Who]]],
    told: Callable[[_R, Who], str],
    nothing: str,
) -> tuple[_R, Who]:
    """Return the record that the command line means, with whom it is about.

    `named_so` finds those that words may mean, `told` says one of them in a line, and `nothing` is
    the sentence, with {words} in it, where there is none.

    Raises:
        NotFound: there is none.
        InvalidEntry: the words are of several.
    """
    customer_id = person_of(connection, args)
    try:
        (found,) = still_here(connection, kind, [UUID(args.which)])
    except ValueError:
        several = named_so(connection, args.which, customer_id)
    else:
        known = queries.customer_by_id(connection, found.customer_id)
        return found, Who(known.id, known.name, known.company, known.stage)
    if not several:
        raise NotFound(nothing.format(words=args.which))
    first, *more = several
    if more:
        listed = "; ".join(f"{one.id}  {told(one, who)}" for one, who in several[:_MOST_NAMED])
        sentence = _("“{words}” may be one of these; say which by its id: {several}.")
        raise InvalidEntry(sentence.format(words=args.which, several=listed))
    return first
