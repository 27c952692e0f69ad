"""The command about the trust cycle: what came through whom, and whether to grow slowly."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from trustjournal.clock import local_now
from trustjournal.commands.common import Subcommands, add_json, answer, opened, zone
from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import Cohort, Light, Member
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.i18n import _
from trustjournal.store.cycles import CycleBook, cycle_book

_MOST = 20


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    cycle = commands.add_parser("cycle", help=_("list who came through whom, and how it grows"))
    add_json(cycle)
    cycle.set_defaults(run=tell)


def tell(args: argparse.Namespace) -> None:
    """Print reach and exposure of everyone, R of each cohort, and the grow-slowly light."""
    with opened(args) as engine, engine.connect() as connection:
        book = cycle_book(connection, local_now(), zone())
    answer(args, _value(book), _lines(book))


def _value(book: CycleBook) -> dict[str, Any]:
    return {
        "currency": book.currency,
        "people": [_person(one) for one in book.members.values()],
        "cohorts": [_cohort(one) for one in book.cohorts],
        "light": _light(book.light),
    }


def _person(one: Member) -> dict[str, Any]:
    return {
        "person": one.name,
        "id": one.customer_id,
        "referred_by": one.sent_by,
        "joined_on": one.joined_on,
        "yearly_value": one.value,
        "depth": one.depth,
        "depth_stage": stage_of(one.depth),
        "reach": one.reach,
        "exposure": one.exposure,
    }


def _cohort(one: Cohort) -> dict[str, Any]:
    found = one.reproduction
    return {
        "year": one.year,
        "members": one.members,
        "referrals": one.referrals,
        "r": found
        and {
            "floor": found.floor,
            "ceiling": found.ceiling,
            "midpoint": found.midpoint,
            "further_reach": found.further_reach,
        },
    }


def _light(light: Light) -> dict[str, Any]:
    def by_month(name: str) -> list[dict[str, date | float | None]]:
        return [{"on": one.until_on, "value": getattr(one, name)} for one in light.windows]

    return {
        "signal": light.signal,
        "why": light.why,
        "new_customers": by_month("joined"),
        "promises_kept": by_month("share"),
    }


def _lines(book: CycleBook) -> Iterator[str]:
    yield f"{cycle_words.signal(book.light.signal)}. {book.light.why}"
    if book.cohorts:
        yield ""
        yield _("Others whom each customer brings in their first year, by year of joining:")
    for cohort in book.cohorts:
        found = cycle_words.short_reproduction(cohort.reproduction)
        yield f"  {cycle_words.cohort(cohort)}: {found}"
    known = [one for one in book.members.values() if one.reach]
    known.sort(key=lambda one: (-one.reach, one.name.casefold()))
    if known:
        yield ""
        yield _("Through whom most people came, and what is at stake at the worst:")
    for one in known[:_MOST]:
        money = f"{one.exposure:.0f} {book.currency}".strip()
        yield _("  {name}: reach {reach}, depth {depth} ({stage}), {stake}").format(
            name=one.name,
            reach=one.reach,
            depth=shown(one.depth),
            stage=stage_of(one.depth).word,
            stake=cycle_words.stake(money),
        )
    if not known:
        yield _("Nobody was sent by somebody else yet.")
