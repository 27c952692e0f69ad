"""Cells that this program wrote, as the values of the record's fields they came from."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID
from zoneinfo import ZoneInfo

from trustjournal.domain.records import Address, ImportantDate, Labelled, Record

_BETWEEN = "; "
_ESCAPED = re.compile(r"\\([\\;])|(; )", re.DOTALL)
_DAY = re.compile(r"(.*) (\d{1,4}|-)-(\d\d)-(\d\d)", re.DOTALL)
_TRUTHS = {"yes": True, "no": False}

Parse = Callable[[str], object]


@cache
def parsers_of(record: type[Record]) -> Mapping[str, Parse]:
    """Return how a cell that is not blank becomes the value of each plain field.

    Each raises ValueError for what the field cannot hold.
    """
    found = {name: _parser(kind) for name, kind in get_type_hints(record).items()}
    return {name: parse for name, parse in found.items() if parse is not None}


def _parser(kind: Any) -> Parse | None:
    plain = next(iter(get_args(kind)), kind) if isinstance(kind, UnionType) else kind
    if plain in _PARSERS:
        return _PARSERS[plain]
    return plain if isinstance(plain, type) and issubclass(plain, StrEnum) else None


def _decimal(text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite():
        raise ValueError(text)
    return found


def _truth(text: str) -> bool:
    if text not in _TRUTHS:
        raise ValueError(text)
    return _TRUTHS[text]


_PARSERS: Mapping[Any, Parse] = {
    str: str,
    int: int,
    float: lambda text: float(_decimal(text)),
    Decimal: _decimal,
    bool: _truth,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    UUID: UUID,
}


def several(text: str) -> list[str]:
    r"""Return the values in one cell, parted by `; `; a `;` in one of them is written `\;`.

    >>> several(r"oak\; ash; elm")
    ['oak; ash', 'elm']
    """
    if "\\" not in text:
        return text.split(_BETWEEN) if text else []
    found, start = [""], 0
    for mark in _ESCAPED.finditer(text):
        found[-1] += text[start : mark.start()] + (mark[1] or "")
        start = mark.end()
        if mark[2]:
            found.append("")
    found[-1] += text[start:]
    return found


def labelled(text: str) -> tuple[Labelled, ...]:
    """Return phone numbers, addresses or links; a table does not tell their labels."""
    return tuple(Labelled(value=one) for one in several(text))


def addresses(text: str) -> tuple[Address, ...]:
    """Return postal addresses, each whole in its street, since a table has them in one line."""
    return tuple(Address(street=one) for one in several(text))


@lru_cache(maxsize=256)
def zone(text: str) -> str:
    """Return the name of a time zone.

    Raises:
        ValueError: there is none of that name.
    """
    try:
        return ZoneInfo(text).key
    except (KeyError, OSError) as error:  # a folder of zones has a name, too
        raise ValueError(text) from error


def days(text: str) -> tuple[ImportantDate, ...]:
    """Return birthdays and the like: "Birthday 1980-05-03", "Name day --06-24".

    Raises:
        ValueError: one is no such day.
    """
    return tuple(map(_important_date, several(text)))


def _important_date(text: str) -> ImportantDate:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    label, year, month, day = found.groups()
    known = None if year == "-" else int(year)
    date(known or 2000, int(month), int(day))
    return ImportantDate(label=label, month=int(month), day=int(day), year=known)
