"""The command that tells who is quiet: how long, how normal that is for them, and back or not."""

import argparse
from datetime import date, datetime, timedelta
from typing import Any

from trustjournal.clock import local_now
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    day,
    end_of,
    find_person,
    opened,
    say,
    zone,
)
from trustjournal.domain.rhythm import Flag, Silence
from trustjournal.domain.rhythm_words import flagged, told
from trustjournal.i18n import _, ngettext
from trustjournal.store.quiet import Standing, everyone, standing


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    quiet = commands.add_parser("quiet", help=_("list who has gone quiet"))
    quiet.add_argument("--on", type=day, metavar="DATE", help=_("as it was known that day"))
    add_json(quiet)
    quiet.set_defaults(run=list_quiet)


def list_quiet(args: argparse.Namespace) -> None:
    """Print who is quiet, the most worth calling first; as JSON everyone ever in touch."""
    with opened(args) as engine, engine.connect() as connection:
        standings = everyone(connection, _moment(args.on), zone())
    quiet = [one for one in standings if one.flag is not Flag.NONE]
    lines = [f"{flagged(one.flag)}: {_sentence(one)}" for one in quiet]
    others = len(standings) - len(quiet)
    if not quiet:
        lines = [_("Nobody has gone quiet.")]
    elif others:
        text = ngettext("{count} other is in touch.", "{count} others are in touch.", others)
        lines.append(text.format(count=others))
    answer(args, [_plain(one, one.silence) for one in standings if one.silence], lines)


def draw_rhythm(args: argparse.Namespace) -> None:
    """Draw the rhythm of one person (`args.person`) to a file (`args.to`)."""
    now = local_now()
    with opened(args) as engine, engine.connect() as connection:
        who = find_person(connection, args.person)
        found, whole = standing(connection, who.id, now, zone())
    # matplotlib takes most of a second to import; only this command needs it.
    from trustjournal.charts.rhythm_chart import save
    from trustjournal.charts.rhythm_picture import picture

    drawn = picture(
        who.name,
        found.known,
        found.silence,
        whole,
        now.date(),
        longest_gap=found.longest_gap,
        flag=found.flag,
    )
    save(drawn, args.to.expanduser())
    say(_("Drawn to {path}.").format(path=args.to))


def _moment(on: date | None) -> datetime:
    """Return now, or the last moment of a day: silence is counted in whole days."""
    moment = end_of(on)
    return moment if on is None or moment.date() == on else moment - timedelta(microseconds=1)


def _sentence(one: Standing) -> str:
    return told(one.customer.name, one.known, one.silence, one.chance, longest_gap=one.longest_gap)


def _plain(one: Standing, silence: Silence) -> dict[str, Any]:
    return {
        "id": one.customer.id,
        "name": one.customer.name,
        "flag": one.flag,
        "days": silence.days,
        "usual_gap": silence.usual_gap,
        "normal": silence.normal,
        "chance": one.chance,
        "with_us": silence.with_us,
        "back_within": silence.back_within,
        "flag_on": silence.flag_on,
        "longest_gap": one.longest_gap,
        "sentence": _sentence(one),
    }
