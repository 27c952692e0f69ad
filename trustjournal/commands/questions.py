"""Draws the four questions to a file: of one person, or across the book."""

import argparse

from sqlalchemy import Connection

from trustjournal.charts.questions_picture import (
    PanelsPicture,
    PersonPicture,
    SpreadPicture,
    person_picture,
)
from trustjournal.clock import local_now
from trustjournal.commands.common import find_person, opened, say, zone
from trustjournal.domain.question_profiles import Wish, chosen, spread
from trustjournal.domain.question_reasons import Records, find
from trustjournal.domain.questions_words import advise
from trustjournal.i18n import _
from trustjournal.store.people import depth_settings, story
from trustjournal.store.questions import profiles


def draw_questions(args: argparse.Namespace) -> None:
    """Draw one person's four questions (`args.person`), or everyone's, to a file (`args.to`).

    Of everyone it shows how they spread, and the panels of the sixty who are weakest.
    """
    path = args.to.expanduser()
    with opened(args) as engine, engine.connect() as connection:
        one = _of_person(connection, args.person) if args.person else None
        book = None if args.person else _of_everyone(connection)
    # matplotlib takes most of a second to import; only this command needs it.
    from trustjournal.charts import questions_file

    if one is not None:
        questions_file.save_person(one, path)
    elif book is not None:
        questions_file.save_panels(book[0], path, spread=book[1])
    say(_("Drawn to {path}.").format(path=args.to))


def _of_person(connection: Connection, person: str) -> PersonPicture:
    known = story(connection, find_person(connection, person).id)
    now, settings = local_now().astimezone(zone()), depth_settings(known.preferences)
    records = Records(known.touchpoints, known.promises, known.gestures, known.answers)
    finding = find(records, now, settings)
    return person_picture(known.customer.name, finding, advise(finding, now.date()), settings)


def _of_everyone(connection: Connection) -> tuple[PanelsPicture, SpreadPicture]:
    everyone, settings = profiles(connection, local_now(), zone())
    panels = PanelsPicture(chosen(everyone, Wish()), settings)
    return panels, SpreadPicture(spread(everyone), len(everyone))
