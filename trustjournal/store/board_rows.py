"""The rows of boards that leave the journal: how things stand at one moment."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.depth_stage import shown
from trustjournal.domain.records import CheckIn, Promise
from trustjournal.store.cadences import Planned, planned
from trustjournal.store.check_ins import Untended, read_untended
from trustjournal.store.choosing import Choice, Row, Value
from trustjournal.store.plans import Who
from trustjournal.store.promises import every_gap
from trustjournal.store.quiet import Standing, quiet
from trustjournal.store.thanks import Unthanked, unthanked
from trustjournal.store.values import Period, read_values
from trustjournal.store.values import Value as Given

_NO_CHECK_IN = CheckIn(id=UUID(int=0), revision=UUID(int=0), customer_id=UUID(int=0))


@dataclass(frozen=True, slots=True)
class Board:
    """How a board is made: its lines as the page reads them, and each cell of a line."""

    lines: Callable[[Connection, Choice], Iterable[Any]]
    cells: Mapping[str, Value]


def rows(
    connection: Connection, what: str, choice: Choice, columns: Sequence[str]
) -> Iterator[Row]:
    """Yield the lines of a board in the order of its page, with the values of `columns`."""
    board = _BOARDS[what]
    cells = [board.cells[name] for name in columns]
    person_id = board.cells["person_id"]
    wanted = {None, str(choice.customer_id)} if choice.customer_id else None
    for line in board.lines(connection, choice):
        if wanted is None or person_id(line) in wanted:
            yield [cell(line) for cell in cells]


def _planned(connection: Connection, choice: Choice) -> list[Planned]:
    return planned(connection, choice.moment, choice.zone)


def _untended(connection: Connection, choice: Choice) -> list[Untended]:
    return read_untended(connection, choice.moment)


def _unthanked(connection: Connection, choice: Choice) -> list[Unthanked]:
    return unthanked(connection, choice.moment, choice.zone)


def _quiet(connection: Connection, choice: Choice) -> list[tuple[Standing, date | None]]:
    today = choice.moment.date()
    return [
        (one, today - timedelta(days=one.silence.days) if one.silence else None)
        for one in quiet(connection, choice.moment, choice.zone).standings
    ]


def _values(connection: Connection, choice: Choice) -> Iterator[tuple[int, Given]]:
    """Yield what was given and paid in each year, the newest first."""
    first = choice.since.year if choice.since else date.min.year
    last = choice.until.year if choice.until else date.max.year
    for year in read_values(connection, Period(None, choice.zone)).years:
        if first <= year <= last:
            found = read_values(connection, Period(year, choice.zone)).values
            yield from ((year, one) for one in sorted(found, key=attrgetter("name", "id")))


def _gaps(connection: Connection, choice: Choice) -> list[tuple[Promise, Who]]:
    return [
        (one, who)
        for one, who in every_gap(connection)
        if choice.holds(one.settled_on, one.customer_id)
    ]


def _own(name: str) -> Value:
    return lambda line: getattr(line.check_in or _NO_CHECK_IN, name)


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.date()


def _of(place: int, name: str) -> Value:
    """Return how to read a path of attributes of one part of a line."""
    read = attrgetter(name)
    return lambda line: read(line[place])


def _silence(name: str) -> Value:
    return lambda line: getattr(line[0].silence, name) if line[0].silence else None


def _plain(*names: str) -> dict[str, Value]:
    return {name: attrgetter(name) for name in names}


_BOARDS: Mapping[str, Board] = {
    "check-ins": Board(
        _planned,
        {
            "person": attrgetter("who.name"),
            "company": attrgetter("who.company"),
            "next_on": attrgetter("shows_on"),
            "last_touch_on": lambda line: _day(line.last_touch_at),
            "often_days": attrgetter("cadence.every_days"),
            "asked_by": attrgetter("cadence.source"),
            **{
                name: _own(name)
                for name in ("every_days", "due_on", "snoozed_until", "about", "snooze_words")
            },
            "is_ask": lambda line: "yes" if line.check_in and line.check_in.is_ask else "no",
            "id": lambda line: str(line.check_in.id) if line.check_in else "",
            "person_id": lambda line: str(line.who.id),
        },
    ),
    "losing-touch": Board(
        _untended,
        {
            "person": attrgetter("who.name"),
            "company": attrgetter("who.company"),
            "stage": attrgetter("who.stage"),
            "depth": lambda line: shown(line.depth),
            "yearly_value": attrgetter("yearly_value"),
            "last_touch_on": lambda line: _day(line.last_touch_at),
            "person_id": lambda line: str(line.who.id),
        },
    ),
    "quiet": Board(
        _quiet,
        {
            "person": _of(0, "customer.name"),
            "company": _of(0, "customer.company"),
            "flag": _of(0, "flag"),
            "last_touch_on": lambda line: line[1],
            "silent_days": _silence("days"),
            "usual_days": _silence("usual_gap"),
            "chance": _of(0, "chance"),
            "back_within_a_month": _silence("back_within"),
            "longest_gap_days": _of(0, "longest_gap"),
            "yearly_value": _of(0, "customer.yearly_value"),
            "person_id": lambda line: str(line[0].customer.id),
        },
    ),
    "thank-yous": Board(
        _unthanked,
        {
            "person": attrgetter("name"),
            "company": attrgetter("company"),
            "depth": lambda line: shown(line.depth),
            **_plain("yearly_value", "thanked_on", "known_since"),
            "person_id": lambda line: str(line.id),
        },
    ),
    "value": Board(
        _values,
        {
            "year": lambda line: line[0],
            "person": _of(1, "name"),
            "company": _of(1, "company"),
            **{
                name: _of(1, name)
                for name in ("gestures", "unvalued", "worth", "cost", "received", "paid")
            },
            "days_to_first_ask": _of(1, "soonest"),
            "person_id": lambda line: str(line[1].id),
        },
    ),
    "gaps": Board(
        _gaps,
        {
            "person": _of(1, "name"),
            "company": _of(1, "company"),
            **{
                name: _of(0, name)
                for name in (
                    *("text", "made_on", "due_on", "outcome", "settled_on"),
                    *("delivered", "gap", "fix", "fixed_on"),
                )
            },
            "person_id": lambda line: str(line[1].id),
            "promise_id": lambda line: str(line[0].id),
        },
    ),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    what: tuple(board.cells) for what, board in _BOARDS.items()
}
