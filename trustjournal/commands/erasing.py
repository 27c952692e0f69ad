"""The command that erases a person for good, be they in the journal or deleted earlier."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.clock import local_now
from trustjournal.commands import common
from trustjournal.commands.common import Subcommands, add_json, answer, find_person, opened, zone
from trustjournal.domain import erasing as words
from trustjournal.domain.capture import Names, Person
from trustjournal.domain.erasing import Going, Gone
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.forgetting import erase_person
from trustjournal.i18n import _
from trustjournal.store.erasing import Erased, going
from trustjournal.store.gone import people_gone

_MOST_NAMES = 8


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    erase = commands.add_parser(
        "erase",
        help=_("erase a person for good, also one deleted earlier; says first what goes"),
    )
    erase.add_argument("person", type=common.words)
    erase.add_argument("--yes", action="store_true", help=_("do it; without it nothing is erased"))
    erase.add_argument(
        "--shared-notes",
        action="store_true",
        help=_("erase what was noted of them together with others as well"),
    )
    add_json(erase)
    erase.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Say what would go; with --yes, erase it.

    Raises:
        InvalidEntry: it was not confirmed, nothing is erased.
    """
    with opened(args) as engine:
        with engine.connect() as connection:
            who = _find(connection, args.person)
            found = going(connection, who, local_now(), zone())
        if args.yes:
            done = erase_person(engine, who, keep_shared=not args.shared_notes)
            answer(args, {**asdict(found), "erased": True, "unpacked": done.unpacked}, _told(done))
            return
    answer(args, {**asdict(found), "erased": False}, _asked(found))
    raise InvalidEntry(_("Nothing was erased. To erase it for good, add --yes."))


def _find(connection: Connection, text: str) -> UUID:
    """Return whom a name or an id means in the journal, else among those who were deleted.

    Raises:
        NotFound: nobody is or was called so.
        InvalidEntry: several are, or were.
    """
    try:
        return find_person(connection, text).id
    except NotFound:
        known = {one.id: one for one in people_gone(connection)}
        names = Names(Person(one.id, one.name, one.former) for one in known.values())
        meant = [one for one in known if str(one) == text.lower()] or [*names.meant(text)]
        if not meant:
            raise
    if len(meant) > 1:
        who = ", ".join(_several([known[one] for one in meant[:_MOST_NAMES]]))
        raise InvalidEntry(_("“{name}” may be {people}.").format(name=text, people=who))
    return meant[0]


def _several(people: Sequence[Gone]) -> Iterator[str]:
    """Yield what tells them apart: the day they were deleted, of namesakes also the id."""
    named = Counter(one.name for one in people)
    for one in people:
        told = words.deleted(one.deleted_at, local_now().date(), zone())
        yield f"{one.name} ({told}; {one.id})" if named[one.name] > 1 else f"{one.name} ({told})"


def _asked(found: Going) -> Iterator[str]:
    if said := words.was_deleted(found, local_now().date(), zone()):
        yield said
    yield _("Of {name} this would go for good:").format(name=found.customer.name)
    yield from (f"  {line}" for line in words.goes(found))
    yield _("This would stay:")
    yield from (f"  {line}" for line in words.stays(found))


def _told(done: Erased) -> Iterator[str]:
    yield words.erased(done.name)
    if done.unpacked:
        yield words.unpacked(done.unpacked)
    yield _("Backups made until now keep it, until newer ones have taken their place.")
