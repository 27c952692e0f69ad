"""The commands about people who are in the journal twice: who may be, and making two one."""

import argparse

from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    find_person,
    opened,
    say,
    words,
)
from trustjournal.domain.duplicates import Pair, why
from trustjournal.exchange.phone_numbers import PhoneNumbers
from trustjournal.i18n import _
from trustjournal.services.merging import merge
from trustjournal.store import queries, writer
from trustjournal.store.duplicates import duplicates, twins


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    listing = commands.add_parser("duplicates", help=_("list who may be in the journal twice"))
    add_json(listing)
    listing.set_defaults(run=list_duplicates)
    merging = commands.add_parser("merge", help=_("make two people one; the first one stays"))
    merging.add_argument("keep", type=words, metavar="A", help=_("who stays, by name or id"))
    merging.add_argument("gone", type=words, metavar="B", help=_("who becomes part of A"))
    merging.set_defaults(run=merge_two)


def list_duplicates(args: argparse.Namespace) -> None:
    """Print who may be one and the same, the most likely first."""
    with opened(args) as engine, engine.connect() as connection:
        country = queries.preferences(connection).country
        pairs = duplicates(connection, PhoneNumbers(country).same)
    lines = [_line(pair) for pair in pairs] or [_("Nobody seems to be in your journal twice.")]
    answer(args, [_plain(pair) for pair in pairs], lines)


def merge_two(args: argparse.Namespace) -> None:
    """Make two people one; where they differ the first holds, the rest goes to the note.

    Raises:
        NotFound: one of them is not in the journal.
        InvalidEntry: a name may be several people's, or both are the same.
    """
    with opened(args) as engine:
        with engine.connect() as connection:
            keep, gone = (find_person(connection, name) for name in (args.keep, args.gone))
            same_number = PhoneNumbers(queries.preferences(connection).country).same
            changeset = merge(twins(connection, keep.id, gone.id), same_number=same_number)
        writer.commit(engine, changeset)
    say(_("{one} and {other} are one now.").format(one=keep.name, other=gone.name))


def _line(pair: Pair) -> str:
    said = _("{one} and {other}: {why}").format(
        one=_named(pair.one.name, str(pair.one.id)),
        other=_named(pair.other.name, str(pair.other.id)),
        why=why(pair),
    )
    return " ".join((said, *(f"({one})" for one in pair.shared)))


def _named(name: str, which: str) -> str:
    """Return a name with its id, by which `merge` tells two of one name apart."""
    return f"{name} [{which}]"


def _plain(pair: Pair) -> dict[str, object]:
    return {
        "people": [{"id": one.id, "name": one.name} for one in (pair.one, pair.other)],
        "clues": pair.clues,
        "likeness": pair.likeness,
        "shared": pair.shared,
        "why": why(pair),
    }
