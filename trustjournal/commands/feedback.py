"""The commands of feedback: what somebody said, how far a wish has come, reviews from a file."""

import argparse
from pathlib import Path
from typing import Any

from trustjournal.clock import local_now
from trustjournal.commands import common
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    find_person,
    opened,
    zone,
)
from trustjournal.commands.large_files import add_yes, agree_to_size
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.feedback import Asked, weigh
from trustjournal.domain.feedback_words import names, short_title, status_word, weight_words
from trustjournal.domain.records import Feedback
from trustjournal.errors import NotFound, UnreadableFile
from trustjournal.exchange.review_columns import Part
from trustjournal.exchange.review_csv import Layout, look_into, read_reviews
from trustjournal.i18n import _, ngettext
from trustjournal.services.feedback import Group, add_feedback, move
from trustjournal.services.feedback_import import plan_import
from trustjournal.store import queries, writer
from trustjournal.store.feedback import find_wish, heard_between, read_heard


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    feedback = commands.add_parser("feedback", help=_("keep what customers say, and tell of it"))
    acts = feedback.add_subparsers(metavar="WHAT", required=True)
    add = acts.add_parser("add", help=_("note what somebody said"))
    add.add_argument("person", type=common.words)
    add.add_argument("text", type=common.words)
    add.add_argument("--source", choices=[str(one) for one in FeedbackSource])
    add.add_argument("--wish", type=common.words, help=_("the wish it belongs to, or a new one"))
    add.add_argument("--rating", type=_rating, metavar="N/5", help=_("such as 4/5 or 9/10"))
    add.add_argument("--link", type=common.words, default="")
    go = acts.add_parser("move", help=_("say how far a wish has come"))
    go.add_argument("wish", type=common.words)
    go.add_argument("status", choices=[str(one) for one in WishStatus])
    go.add_argument("--done", type=common.words, help=_("what you did or decided"))
    everything = acts.add_parser("list", help=_("list wishes with their weight"))
    bring = acts.add_parser("import", help=_("import reviews from a table"))
    bring.add_argument("file", type=Path)
    bring.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    add_yes(bring)
    runs = ((add, note), (go, move_wish), (everything, list_wishes), (bring, import_reviews))
    for parser, run in runs:
        add_json(parser)
        parser.set_defaults(run=run)


def note(args: argparse.Namespace) -> None:
    """Keep what somebody said, with a wish of that name where one is given.

    Raises:
        NotFound: nobody is called so.
        InvalidEntry: several people or wishes are, or it says nothing.
    """
    now = local_now()
    rating, best = args.rating or (None, None)
    with opened(args) as engine:
        with engine.connect() as connection:
            person = find_person(connection, args.person)
            group = None
            if args.wish:
                try:
                    group = Group.of(find_wish(connection, args.wish))
                except NotFound:
                    group = Group.called(args.wish)
        said = Feedback(
            **identity(),
            customer_id=person.id,
            heard_on=now.date(),
            source=FeedbackSource(args.source or FeedbackSource.CONVERSATION),
            text=args.text,
            link=args.link,
            rating=rating,
            best=best,
        )
        changeset = add_feedback(said, group, today=now.date())
        writer.commit(engine, changeset)
    kept = changeset.changes[-1].after
    line = _("Noted what {name} said.").format(name=person.name)
    if group is not None:
        line += " " + _("It belongs to: {wish}").format(wish=group.wish.title)
    answer(args, kept, [line])


def move_wish(args: argparse.Namespace) -> None:
    """Say how far a wish has come; nobody gets a touchpoint by this.

    Raises:
        NotFound: there is no such wish.
        InvalidEntry: it could be several, or it is there already.
    """
    status = WishStatus(args.status)
    with opened(args) as engine:
        with engine.connect() as connection:
            group = Group.of(find_wish(connection, args.wish))
        changeset = move(group, status, local_now().date(), args.done)
        writer.commit(engine, changeset)
    wish = changeset.changes[0].after
    line = _("{status}: {wish}").format(status=status_word(status), wish=group.wish.title)
    answer(args, wish, [line])


def list_wishes(args: argparse.Namespace) -> None:
    """Print the wishes, the heaviest first, then what stands by itself."""
    with opened(args) as engine, engine.connect() as connection:
        found = read_heard(connection, local_now(), zone())
    everything = (*found.wishes, *found.alone)
    lines = [_line(one) for one in everything]
    answer(args, [_plain(one) for one in everything], lines or [_("Nobody asked for anything.")])


def import_reviews(args: argparse.Namespace) -> None:
    """Import reviews, of a large file only when the owner says so.

    Raises:
        InvalidEntry: it is large, and is not to be read.
        UnreadableFile: as `bring_in`.
    """
    agree_to_size(args, args.file.expanduser())
    bring_in(args)


def bring_in(args: argparse.Namespace) -> None:
    """Import reviews whole, or tell what an import would do.

    Raises:
        UnreadableFile: the file cannot be read, or has no column that could be reviews.
    """
    path, today = args.file.expanduser(), local_now().date()
    sample = look_into(path)
    if sample.values and not {Part.TEXT, Part.RATING} & sample.columns.keys():
        said = _("No column of “{name}” is about what somebody said, or about a rating.")
        raise UnreadableFile(said.format(name=path.name))
    file = read_reviews(path, Layout(sample.columns), encoding=sample.encoding)
    with opened(args) as engine:
        with engine.connect() as connection:
            days = [one.heard_on for one in file.reviews if one.heard_on is not None]
            kept = heard_between(connection, days)
            plan = plan_import(file.reviews, queries.customers(connection), kept, today)
        if plan.added and not args.dry_run:
            writer.commit(engine, plan.changeset)
    problems = sorted([*((one.row, one.text) for one in file.problems), *plan.notes])
    value = {
        "added": plan.added,
        "from_people": plan.matched,
        "known": plan.known,
        "columns": {str(part): column for part, column in sample.columns.items()},
        "problems": [{"row": row, "text": text} for row, text in problems],
        "dry_run": args.dry_run,
    }
    text = ngettext("{count} review added", "{count} reviews added", plan.added)
    known = _("{added}, {known} here already.").format(
        added=text.format(count=plan.added), known=plan.known
    )
    answer(
        args, value, [known, *(_("Row {row}: {text}").format(row=r, text=t) for r, t in problems)]
    )


def _rating(text: str) -> tuple[float, int]:
    """Read a rating such as 4/5 for argparse.

    Raises:
        ArgumentTypeError: it is none.
    """
    given, _slash, best = text.partition("/")
    try:
        return float(given.replace(",", ".")), int(best or 5)
    except ValueError as error:
        said = _("“{text}” is not a rating; write it like 4/5").format(text=text)
        raise argparse.ArgumentTypeError(said) from error


def _line(one: Asked) -> str:
    return _("{status}: {wish} ({weight}; {people})").format(
        status=status_word(one.status),
        wish=short_title(one.title),
        weight=weight_words(weigh(one.voices)),
        people=names(one.voices),
    )


def _plain(one: Asked) -> dict[str, Any]:
    weight = weigh(one.voices)
    return {
        "id": one.id,
        "is_wish": one.wish is not None,
        "title": one.title,
        "status": one.status,
        "done": one.wish.done if one.wish else "",
        "people": weight.people,
        "trusted": weight.deep,
        "depth": weight.depth,
        "yearly_value": weight.value,
        "voices": [
            {
                "id": voice.feedback.id,
                "name": voice.name,
                "person": voice.feedback.customer_id,
                "heard_on": voice.feedback.heard_on,
                "source": voice.feedback.source,
                "text": voice.feedback.text,
                "rating": voice.feedback.rating,
                "best": voice.feedback.best,
                "told_on": voice.feedback.told_on,
            }
            for voice in one.voices
        ],
    }
