"""A search as conditions of SQL: what each of its terms means for each kind of record.

A filter that says nothing about a kind fits none of it: `channel:phone` finds no promise. What is
said of people is said of what was written about them as well: `tag:vip` finds their promises.
"""

import json
import operator
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cached_property, reduce
from math import inf
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    column,
    false,
    func,
    or_,
    select,
    table,
    true,
    type_coerce,
)

from trustjournal.domain import search_query as asked
from trustjournal.domain.choices import Stage
from trustjournal.domain.depth_stage import DepthStage, stage_of
from trustjournal.domain.evidence import day_began
from trustjournal.domain.finding import fold
from trustjournal.domain.records import Customer, Gesture, Touchpoint
from trustjournal.domain.search_query import Choose, Named, Own, Range, Span, Term, Words
from trustjournal.domain.search_words import Field
from trustjournal.store import search
from trustjournal.store.organising_tables import custom_field, membership
from trustjournal.store.people import depths_as_set
from trustjournal.store.schema import customer, gesture, presence, touchpoint
from trustjournal.store.search_sources import Source
from trustjournal.store.search_traits import has, is_so
from trustjournal.store.types import Instant

_SEARCH = table("touchpoint_search", column("rowid"), column("touchpoint_search"))
_LONG_AGO = 365_000  # days; more would lead before all calendars
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_TOUCH_COLUMNS = {
    Field.CHANNEL: touchpoint.c.channel,
    Field.KIND: touchpoint.c.kind,
    Field.BEGAN: touchpoint.c.began,
    Field.FEELING: touchpoint.c.feeling,
    Field.QUESTION: touchpoint.c.question,
}
_DAYS = {Field.FROM, Field.UNTIL, Field.ON}
_NO: ColumnElement[bool] = false()


class Terms:
    """What the terms of a search mean in the journal of `connection`, at the aware `now`."""

    def __init__(self, connection: Connection, now: datetime, zone: tzinfo) -> None:
        self.connection = connection
        self.now = now
        self.zone = zone

    def all_of(self, terms: Iterable[Term], source: Source) -> ColumnElement[bool]:
        """Return whether a record of the source fits every one of the terms."""
        terms = list(terms)
        indexed = [
            term for term in terms if isinstance(term, Words) and self.is_indexed(term, source)
        ]
        conditions = [self.of(term, source) for term in terms if term not in indexed]
        if indexed:
            conditions.insert(0, matching(indexed))
        return and_(true(), *conditions)

    def of(self, term: Term, source: Source) -> ColumnElement[bool]:
        """Return whether a record of the source fits a term."""
        match term:
            case Words():
                return self._words(term, source)
            case asked.Not(term=other):
                return self.of(other, source).is_not(true())
            case asked.Any(terms=terms):
                return or_(*(self.of(one, source) for one in terms))
            case Choose():
                return self._choose(term, source)
            case Span(field=field) if field in _DAYS:
                return self._day(term, source)
            case Range(field=Field.AMOUNT):
                return self._amount(term, source)
            case _:
                return self._whose(self._person(term), source)

    def is_indexed(self, word: Words, source: Source) -> bool:
        """Tell whether the index over notes answers where a word stands."""
        noted = source.kind is Touchpoint and self.connection.dialect.name == "sqlite"
        return noted and search.is_indexed(word)

    def looked_through(self, word: Words, source: Source) -> ColumnElement[bool]:
        """Return whether the word stands anywhere in the record, inside of words as well."""
        connection = self.connection
        texts = list(source.texts)
        if source.packed:
            packed = [type_coerce(column, Text) for column in source.packed]
            texts.append(search.said(connection, reduce(_joined, packed)))
        if source.numbers is not None:
            number = search.said(connection, type_coerce(source.numbers, Text))
            texts.append(reduce(_without, " -./()", number))
        text = search.folded(connection, reduce(_joined, texts))
        return search.holds(connection, text, word.folded)

    def named(self, word: Words) -> ColumnElement[bool]:
        """Return whether the word stands in the name of a person."""
        return self._holds(customer.c.name, word.folded)

    def _words(self, word: Words, source: Source) -> ColumnElement[bool]:
        if self.is_indexed(word, source):
            return matching([word])
        return self.looked_through(word, source)

    def _choose(self, term: Choose, source: Source) -> ColumnElement[bool]:
        among: Sequence[Any] = term.among
        if term.field in _TOUCH_COLUMNS:
            if term.field is Field.FEELING and source.kind is Gesture:
                return gesture.c.received.in_(among)
            noted = source.kind is Touchpoint
            return _TOUCH_COLUMNS[term.field].in_(among) if noted else _NO
        match term.field:
            case Field.TYPE:
                return true() if source.kind in among else _NO
            case Field.STAGE:
                return self._whose(self._stage(among), source)
            case Field.HAS:
                return or_(*(has(part, source) for part in among))
            case _:
                today = self.now.astimezone(self.zone).date()
                return or_(*(is_so(state, source, today) for state in among))

    def _day(self, span: Span, source: Source) -> ColumnElement[bool]:
        if source.day is None:
            return _NO
        instants = isinstance(source.day.type, Instant)
        ends: list[ColumnElement[bool]] = []
        if span.first:
            first = day_began(span.first, self.zone) if instants else span.first
            ends.append(source.day >= first)
        if span.last:
            after = span.last + timedelta(days=1)
            ends.append(source.day < (day_began(after, self.zone) if instants else after))
        return and_(*ends)

    def _amount(self, term: Range, source: Source) -> ColumnElement[bool]:
        if source.kind is Touchpoint:
            return _within(touchpoint.c.amount, term)
        return _within(gesture.c.cost, term) if source.kind is Gesture else _NO

    def _whose(self, person: ColumnElement[bool], source: Source) -> ColumnElement[bool]:
        """Return whether a record is of, or with, a person for whom the condition holds."""
        if source.kind is Customer:
            return person
        theirs = source.of(select(customer.c.id).where(person))
        return _NO if theirs is None else theirs

    def _person(self, term: Term) -> ColumnElement[bool]:
        match term:
            case Span(first=first, last=last):
                since = customer.c.since
                return and_(
                    since.is_not(None),
                    *([since >= first] if first else []),
                    *([since <= last] if last else []),
                )
            case Range(field=Field.VALUE):
                return _within(customer.c.yearly_value, term)
            case Range(field=Field.DEPTH):
                return self._deep(term.holds)
            case Range():
                return self._quiet(term)
            case Named():
                return or_(*(self._called(term.field, text) for text in term.texts))
            case Own():
                return self._among(own_field(self.connection, term))
            case _:
                return _NO

    def _called(self, field: Field, text: str) -> ColumnElement[bool]:
        match field:
            case Field.TAG:
                text = json.dumps(text, ensure_ascii=False)
                return self._holds(type_coerce(customer.c.tags, Text), text)
            case Field.COMPANY:
                return self._holds(customer.c.company, text)
            case Field.CITY:
                return self._holds(
                    search.said(self.connection, type_coerce(customer.c.addresses, Text)), text
                )
            case Field.GROUP:
                group = customer.alias("grouped")
                named = select(group.c.id).where(self._holds(group.c.name, text))
                theirs = select(membership.c.customer_id).where(membership.c.of_id.in_(named))
                return customer.c.id.in_(theirs)
            case _:
                return self._holds(customer.c.name, text)

    def _holds(self, text: ColumnElement[str], part: str) -> ColumnElement[bool]:
        return search.holds(self.connection, search.folded(self.connection, text), part)

    def _stage(self, among: Sequence[Any]) -> ColumnElement[bool]:
        bought = [one for one in among if isinstance(one, Stage)]
        deep = [one for one in among if isinstance(one, DepthStage)]
        found = [customer.c.stage.in_(bought)] if bought else []
        return or_(*found, *([self._deep(lambda score: stage_of(score) in deep)] if deep else []))

    def _deep(self, fits: Callable[[float], bool]) -> ColumnElement[bool]:
        return self._among([one for one, score in self._scores.items() if fits(score)])

    @cached_property
    def _scores(self) -> dict[UUID, float]:
        depths = depths_as_set(self.connection, self.now, self.zone)
        everyone = self.connection.execute(select(customer.c.id)).scalars()
        return {one: depths.of(one) for one in everyone}

    def _quiet(self, term: Range) -> ColumnElement[bool]:
        """Return whether the days since the last touch lie in the range."""
        mine = presence.c.customer_id == customer.c.id
        at = presence.c.happened_at
        touched = select(mine).where(mine, at <= self.now)
        since = _ago(self.now, term.low + 1 if term.above else term.low)
        found = [touched.exists(), ~touched.where(at > since).exists()]
        if term.high != inf:
            found.append(touched.where(at > _ago(self.now, term.high + (not term.below))).exists())
        return and_(*found)

    def _among(self, ids: Collection[UUID]) -> ColumnElement[bool]:
        return search.among(self.connection, customer.c.id, ids)


def _ago(now: datetime, days: float) -> datetime:
    return now - timedelta(days=min(max(days, 0), _LONG_AGO))


def _joined(one: ColumnElement[str], other: ColumnElement[str]) -> ColumnElement[str]:
    return one + "\n" + other


def _without(text: ColumnElement[str], sign: str) -> ColumnElement[str]:
    return func.replace(text, sign, "")


def matching(words: Sequence[Words]) -> ColumnElement[bool]:
    """Return whether the index over notes finds all of the words in a touchpoint."""
    match = _SEARCH.c.touchpoint_search.op("MATCH")(search.match_expression(words))
    return touchpoint.c.number.in_(select(_SEARCH.c.rowid).where(match))


def is_of_people(term: Term) -> bool:
    """Tell whether a term says something of people, whatever else it is asked about."""
    match term:
        case asked.Any(terms=terms):
            return all(map(is_of_people, terms))
        case Choose(field=field):
            return field is Field.STAGE
        case Span(field=field):
            return field is Field.SINCE
        case Range(field=field):
            return field is not Field.AMOUNT
        case Named() | Own():
            return True
        case _:
            return False


def own_field(connection: Connection, wanted: Own) -> list[UUID]:
    """Return the customers in whose own fields of that title stands what is wanted."""
    titled = {
        which
        for which, title in connection.execute(select(custom_field.c.id, custom_field.c.title))
        if wanted.title in " ".join(fold(title).split())
    }
    if not titled:
        return []
    filled = type_coerce(customer.c.custom, Text) != "[]"
    return [
        which
        for which, values in connection.execute(
            select(customer.c.id, customer.c.custom).where(filled)
        )
        if any(one.field_id in titled and _fits(fold(one.value), wanted) for one in values)
    ]


def _fits(value: str, wanted: Own) -> bool:
    """Compare as numbers what both are numbers, otherwise as text, which suits ISO days too."""
    if wanted.sign in ("", ":"):
        return wanted.text in value
    try:
        one, other = float(value), float(wanted.text)
    except ValueError:
        one, other = value, wanted.text
    return _COMPARED[wanted.sign](one, other)


def _within(number: ColumnElement[Any], term: Range) -> ColumnElement[bool]:
    low, high = Decimal(str(term.low)), Decimal(str(term.high))
    ends: list[ColumnElement[bool]] = [number.is_not(None)]
    if term.low != -inf:
        ends.append(number > low if term.above else number >= low)
    if term.high != inf:
        ends.append(number < high if term.below else number <= high)
    return and_(*ends)
