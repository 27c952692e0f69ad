"""Commands that tell about people: who there is, all about one, and how deep."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from trustjournal.clock import local_now
from trustjournal.commands import common
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    day,
    end_of,
    find_person,
    opened,
    zone,
)
from trustjournal.domain import depth, words
from trustjournal.domain.chance_words import next_time
from trustjournal.domain.depth_stage import shown, stage_of
from trustjournal.domain.ledger_words import event_name
from trustjournal.domain.letters import address_lines
from trustjournal.domain.needs_words import fair_word, topic_word
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import ImportantDate
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.base_rates import base_rate
from trustjournal.store.people import Story, depth_settings, person_rows, story


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    everyone = commands.add_parser("people", help=_("list everyone"))
    one = commands.add_parser("show", help=_("show all that is kept about one person"))
    one.add_argument("person", type=common.words)
    deep = commands.add_parser("depth", help=_("show how deep the trust of one person is"))
    deep.add_argument("person", type=common.words)
    deep.add_argument("--on", type=day, metavar="DATE")
    deep.add_argument("--ledger", action="store_true", help=_("list every event that moved it"))
    for parser, run in ((everyone, list_people), (one, show), (deep, tell)):
        add_json(parser)
        parser.set_defaults(run=run)


def list_people(args: argparse.Namespace) -> None:
    """Print everyone, by name."""
    today = local_now().date()
    with opened(args) as engine, engine.connect() as connection:
        rows = person_rows(connection, local_now(), zone())
    value = [
        {
            "id": row.customer.id,
            "name": row.customer.name,
            "company": row.customer.company,
            "stage": row.customer.stage,
            "tags": row.customer.tags,
            "last_touch_at": row.last_touch_at,
            "next_check_in_on": row.check_in and row.check_in.due_on,
            "depth": row.depth,
            "depth_stage": stage_of(row.depth),
        }
        for row in rows
    ]
    lines = (
        f"{row.customer.name}  {shown(row.depth)} {stage_of(row.depth).word}"
        f"  {_last(row.last_touch_at, today)}"
        for row in rows
    )
    answer(args, value, lines)


def show(args: argparse.Namespace) -> None:
    """Print all that is kept about one person."""
    with opened(args) as engine, engine.connect() as connection:
        found = story(connection, find_person(connection, args.person).id)
        titles = {one.id: one.title for one in queries.all_of(connection, CustomField)}
    deep = _depth(found, local_now())
    value = {
        "customer": found.customer,
        "own_fields": {titles[one.field_id]: one.value for one in found.customer.custom},
        "depth": deep.score,
        "depth_stage": deep.stage,
        "check_in": found.check_in,
        "touchpoints": found.touchpoints,
        "promises": found.promises,
        "gestures": found.gestures,
        "answers": found.answers,
        "referred_by": found.referred_by and found.referred_by.name,
        "referred": [who.name for who in found.referred],
    }
    answer(args, value, _told(found, deep, titles))


def tell(args: argparse.Namespace) -> None:
    """Print the depth of one person, and what it is made of."""
    now = end_of(args.on)
    with opened(args) as engine, engine.connect() as connection:
        found = story(connection, find_person(connection, args.person).id)
        usual = base_rate(connection, now, zone())
    deep, settings = _depth(found, now), depth_settings(found.preferences)
    chance = depth.next_goes_well(found.evidence(zone()), now, usual, settings)
    value: dict[str, Any] = {
        "person": found.customer.name,
        "id": found.customer.id,
        "at": now,
        "score": deep.score,
        "low": deep.low,
        "high": deep.high,
        "stage": deep.stage,
        "by_question": deep.by_question,
        "next_goes_well": chance,
        "base_rate": usual,
    }
    if args.ledger:
        lines = depth.ledger(found.evidence(zone()), now, settings)
        events = _events(found, lines)
        value["ledger"] = [
            asdict(line) | {"event": event} for line, event in zip(lines, events, strict=True)
        ]
        answer(args, value, map(_ledger_line, lines, events))
        return
    value["contributions"] = [
        asdict(part.evidence) | {"points": part.points} for part in deep.contributions
    ]
    answer(args, value, [*_depth_lines(found, deep), next_time(chance)])


def _depth(found: Story, now: datetime) -> depth.Depth:
    return depth.depth_at(found.evidence(zone()), now, depth_settings(found.preferences))


def _last(at: datetime | None, today: date) -> str:
    if at is None:
        return _("not yet in touch")
    return words.ago((today - at.astimezone(zone()).date()).days)


def _depth_lines(found: Story, deep: depth.Depth) -> Iterator[str]:
    yield _("{name}: depth {score}, {stage} (likely {low} to {high})").format(
        name=found.customer.name,
        score=shown(deep.score),
        stage=deep.stage.word,
        low=round(deep.low),
        high=round(deep.high),
    )
    for question, part in deep.by_question.items():
        yield f"  {question}  {part.score:.1f}  ({part.low:.1f} – {part.high:.1f})"


def _events(found: Story, lines: Iterable[depth.LedgerLine]) -> list[str]:
    """Return what moved the depth in each line, "" for the fading until now."""
    told = (*found.touchpoints, *found.promises, *found.gestures, *found.answers)
    records = {one.id: one for one in told}
    return [
        event_name(records[line.source_id], line.at) if line.source_id else "" for line in lines
    ]


def _ledger_line(line: depth.LedgerLine, event: str) -> str:
    at = line.at.astimezone(zone())
    figures = f"{line.fading:+8.3f}  {line.jump:+8.3f}  {line.depth:8.3f}"
    return f"{at:%Y-%m-%d %H:%M}  {figures}  {event}".rstrip()


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}" if label else value


def _yearly(one: ImportantDate) -> str:
    return f"{one.day} {words.short_month(one.month)} {one.year or ''}".rstrip()


def _told(found: Story, deep: depth.Depth, titles: Mapping[UUID, str]) -> Iterator[str]:
    who = found.customer
    yield from _depth_lines(found, deep)
    for name in ("company", "role", "prefers", "loves", "avoids", "family", "since", "note"):
        if value := getattr(who, name):
            yield f"{name}: {value}"
    for value in (*who.phones, *who.emails, *who.links):
        yield _labelled(value.label, value.value)
    for address in who.addresses:
        yield _labelled(address.label, ", ".join(address_lines([address])))
    for each in who.dates:
        yield _labelled(each.label, _yearly(each))
    for own in who.custom:
        yield _labelled(titles.get(own.field_id, ""), own.value)
    for promise in found.promises:
        yield f"! {promise.text} ({promise.outcome or _('open')})"
    for gesture in found.gestures:
        yield f"* {gesture.title} ({gesture.status})"
    for told in found.answers:
        yield ": ".join(filter(None, (topic_word(told.topic), fair_word(told.fair), told.text)))
    names = {other: customer.name for other, customer in found.companions.items()}
    for touch in found.touchpoints:
        at = touch.happened_at.astimezone(zone())
        others = [names[which] for which in touch.customer_ids if which in names]
        with_them = f" ({', '.join(others)})" if others else ""
        yield f"{at:%Y-%m-%d %H:%M} {touch.channel}{with_them}: {touch.note}"
