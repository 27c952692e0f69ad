"""The command that draws charts to files, of one person or of everyone.

Matplotlib takes most of a second to import; it is imported only where something is drawn.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from trustjournal.charts import cycle_picture
from trustjournal.charts.depth_picture import picture
from trustjournal.charts.map_picture import MapPicture
from trustjournal.clock import local_now
from trustjournal.commands import common, insights, questions, quiet
from trustjournal.commands.common import Subcommands, find_person, opened, say, zone
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.store.cycles import CycleBook, cycle_book
from trustjournal.store.maps import landscape
from trustjournal.store.people import depth_settings, story

Run = Callable[[argparse.Namespace], None]


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    chart = commands.add_parser("chart", help=_("draw a chart to a file"))
    chart.add_argument("what", choices=list(dict.fromkeys((*_OF_PERSON, *_OF_EVERYONE))))
    chart.add_argument("person", nargs="?", type=common.words)
    chart.add_argument("--to", type=Path, required=True, metavar="FILE.png|.svg|.pdf")
    insights.add_span(chart)
    chart.set_defaults(run=draw)


def draw(args: argparse.Namespace) -> None:
    """Draw the chart `args.what`, of `args.person` where one is named, to `args.to`.

    Raises:
        InvalidEntry: it is one person's and nobody is named, or everyone's and somebody is.
        NotSaved: the file cannot be written.
    """
    run = (_OF_PERSON if args.person else _OF_EVERYONE).get(args.what)
    if run is not None:
        run(args)
    elif args.person:
        raise InvalidEntry(_("This chart is of everyone. Leave the name out."))
    else:
        raise InvalidEntry(_("This chart is of one person. Write their name before --to."))


def _draw_depth(args: argparse.Namespace) -> None:
    with opened(args) as engine, engine.connect() as connection:
        found = story(connection, find_person(connection, args.person).id)
    drawn = picture(
        found.touchpoints,
        found.promises,
        found.gestures,
        found.answers,
        now=local_now(),
        settings=depth_settings(found.preferences),
        name=found.customer.name,
    )
    from trustjournal.charts import depth_file

    depth_file.save(drawn, args.to.expanduser())
    say(_("Drawn to {path}.").format(path=args.to))


def _draw_map(args: argparse.Namespace) -> None:
    with opened(args) as engine, engine.connect() as connection:
        found = landscape(connection, local_now(), zone())
    from trustjournal.charts import map_chart

    map_chart.save(MapPicture(found.places, found.today), args.to.expanduser())
    say(_("Drawn to {path}.").format(path=args.to))


def _draw_cycle(args: argparse.Namespace) -> None:
    book = _cycle(args)
    from trustjournal.charts import cycle_chart

    cycle_chart.save(cycle_picture.picture(book.members), args.to.expanduser())
    say(_("Drawn to {path}.").format(path=args.to))


def _draw_cohorts(args: argparse.Namespace) -> None:
    book = _cycle(args)
    from trustjournal.charts import cohort_chart

    cohort_chart.save(book.cohorts, args.to.expanduser())
    say(_("Drawn to {path}.").format(path=args.to))


def _draw_light(args: argparse.Namespace) -> None:
    book = _cycle(args)
    from trustjournal.charts import light_chart

    light_chart.save(book.light, args.to.expanduser())
    say(_("Drawn to {path}.").format(path=args.to))


def _cycle(args: argparse.Namespace) -> CycleBook:
    with opened(args) as engine, engine.connect() as connection:
        return cycle_book(connection, local_now(), zone())


_OF_PERSON: Mapping[str, Run] = {
    "depth": _draw_depth,
    "rhythm": quiet.draw_rhythm,
    "questions": questions.draw_questions,
}
_OF_EVERYONE: Mapping[str, Run] = {
    "map": _draw_map,
    "cycle": _draw_cycle,
    "cohorts": _draw_cohorts,
    "light": _draw_light,
    "questions": questions.draw_questions,
    **dict.fromkeys(insights.CHARTS, insights.draw_insight),
}
