"""Everyone as lines of a table: what is read of them on the worker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import IntEnum
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.belonging import last_of_all, reached
from trustjournal.domain.choices import Stage
from trustjournal.domain.custom_fields import order_of, values_of
from trustjournal.domain.finding import fold, searched, tags_worn
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import (
    CheckIn,
    Customer,
)
from trustjournal.i18n import _
from trustjournal.store import organising, queries
from trustjournal.store.people import depths_as_set
from trustjournal.ui.widgets.custom_words import custom_text
from trustjournal.ui.widgets.money_words import priced
from trustjournal.ui.widgets.record_words import customer_stage_word

_STAGES = list(Stage)


class PeopleColumn(IntEnum):
    """The columns of the list of people, in order; those of the owner's own fields follow."""

    NAME = 0
    LAST_TOUCH = 1
    CHECK_IN = 2
    DEPTH = 3
    TAGS = 4
    STAGE = 5
    VALUE = 6


EDITABLE = frozenset(PeopleColumn) - {PeopleColumn.LAST_TOUCH, PeopleColumn.DEPTH}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words of every line depend on; `fields` are the owner's own."""

    today: date
    zone: tzinfo
    currency: str = ""
    fields: tuple[CustomField, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as the table shows them: a text and a key to sort by for each column.

    A key of None sorts last in either order; that of the depth is the model's to know. `number` is
    that of the customer's id, ten times as quick to compare and to look up.
    """

    customer: Customer
    number: int
    check_in: CheckIn | None
    last_on: date | None
    cells: tuple[str, ...]
    keys: tuple[Any, ...]
    searched: str

    @property
    def due_on(self) -> date | None:
        """The day of the next check-in, a snooze counted in."""
        if self.check_in is None or self.check_in.due_on is None:
            return None
        return max(self.check_in.due_on, self.check_in.snoozed_until or date.min)


@dataclass(frozen=True, slots=True)
class People:
    """Everyone by name, with what their lines depend on; `tags` is every tag somebody has.

    `orders` has them in the order of a column, upwards or down, as far as that was prepared.
    `groups` are the names of what somebody belongs to, and `members` who does, through any number
    of steps, both by the number of the group.
    """

    lines: list[PersonLine]
    setting: Setting
    tags: list[str]
    orders: Mapping[tuple[int, bool], list[PersonLine]]
    groups: Mapping[int, str]
    members: Mapping[int, frozenset[int]]

    def ordered(self, column: int, depths: "Depths | None", *, down: bool) -> list[PersonLine]:
        """Return them in the order of a column, those without a key last."""
        if (column, down) in self.orders:
            return self.orders[column, down]
        if column != PeopleColumn.DEPTH:
            return _sorted(((line.keys[column], line) for line in self.lines), down)
        of = depths.of if depths else _unknown
        return _sorted(((of(line), line) for line in self.lines), down)


@dataclass(frozen=True, slots=True)
class Depths:
    """The depth of everyone with evidence, 0 to 100, by number, and that of whoever has none."""

    known: Mapping[int, float]
    stranger: float

    def of(self, line: PersonLine) -> float:
        """Return the depth of one person."""
        return self.known.get(line.number, self.stranger)


def read_people(connection: Connection, now: datetime, zone: tzinfo) -> People:
    """Return everyone but for their depth, which takes longer to read."""
    fields = tuple(organising.custom_fields(connection))
    currency = queries.preferences(connection).currency
    setting = Setting(now.date(), zone, currency, fields)
    members = organising.members(connection)
    last = queries.last_touches(connection, now)
    last |= last_of_all(members, last)
    planned = {found.customer_id: found for found in queries.check_ins(connection)}
    everyone = (
        line_of(who, planned.get(who.id), _day(last.get(who.id), zone), setting)
        for who in queries.customers(connection)
    )
    lines = sorted(everyone, key=_by_name)
    tags = tags_worn(line.customer.tags for line in lines)
    orders = {
        (int(column), down): _sorted(((line.keys[column], line) for line in lines), down)
        for column in PeopleColumn
        for down in (False, True)
        if column is not PeopleColumn.DEPTH
    }
    inside = {of.int: frozenset(one.int for one in reached(members, of)) for of in members}
    groups = {line.number: line.customer.name for line in lines if line.number in inside}
    return People(lines, setting, tags, orders, groups, inside)


def read_depths(connection: Connection, now: datetime, zone: tzinfo) -> Depths:
    """Return the depth of everyone."""
    found = depths_as_set(connection, now, zone)
    return Depths({who.int: depth for who, depth in found.known.items()}, found.stranger)


def line_of(
    who: Customer, check_in: CheckIn | None, last_on: date | None, setting: Setting
) -> PersonLine:
    """Return the line of one person."""
    value = who.yearly_value
    bare = PersonLine(who, who.id.int, check_in, last_on, (), (), "")
    due_on, today = bare.due_on, setting.today
    cells = (
        who.name,
        words.sentence(words.ago((today - last_on).days)) if last_on else _("Not yet"),
        _due(due_on, today) if due_on else "",
        "",
        ", ".join(who.tags),
        customer_stage_word(who.stage),
        "" if value is None else priced(value, setting.currency),
    )
    folded = searched(who.name, who.company, who.tags)
    keys = (folded, last_on, due_on, None, fold(cells[4]) or None, _STAGES.index(who.stage), value)
    if setting.fields:
        said = values_of(who.custom)
        own = [(field, said.get(field.id, "")) for field in setting.fields]
        cells += tuple(custom_text(field, text) for field, text in own)
        keys += tuple(order_of(field, text) for field, text in own)
    return replace(bare, cells=cells, keys=keys, searched=folded)


@cache
def column_words(column: PeopleColumn) -> str:
    """Return the words above a column."""
    return {
        PeopleColumn.NAME: _("Name"),
        PeopleColumn.LAST_TOUCH: _("Last touch"),
        PeopleColumn.CHECK_IN: _("Next check-in"),
        PeopleColumn.DEPTH: _("Depth"),
        PeopleColumn.TAGS: _("Tags"),
        PeopleColumn.STAGE: _("Stage"),
        PeopleColumn.VALUE: _("Yearly value"),
    }[column]


def _sorted(keyed: Iterable[tuple[Any, PersonLine]], down: bool) -> list[PersonLine]:
    pairs = list(keyed)
    known = [pair for pair in pairs if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=down)
    return [*(line for _key, line in known), *(line for key, line in pairs if key is None)]


def _unknown(_line: PersonLine) -> None:
    return None


def _by_name(line: PersonLine) -> str:
    return line.searched


def _day(instant: datetime | None, zone: tzinfo) -> date | None:
    return None if instant is None else instant.astimezone(zone).date()


def _due(day: date, today: date) -> str:
    said = words.when(day, today)
    return _("Since {day}").format(day=said) if day < today else words.sentence(said)
