"""What no journal can keep, taken out of what a file brings: broken signs and endless numbers."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args
from uuid import UUID

from trustjournal.domain.records import Record
from trustjournal.exchange.text_files import REPLACEMENT
from trustjournal.services.amounts import MOST

R = TypeVar("R", bound=Record)

_BROKEN = re.compile("[\0\ud800-\udfff]")  # no UTF-8 has them, and no database takes them
_LARGEST = 2**53
_SOUND = (UUID, date, time, Enum, bool, type(None))


def mended(record: R) -> R:
    """Return a record that can be kept: the same one where nothing is wrong with it.

    A NUL and half of a surrogate pair become U+FFFD; numbers too large for any column become as
    large as may be.
    """
    changes: dict[str, Any] = {}
    for name in _doubtful(type(record)):
        value = getattr(record, name)
        whole = mended_value(value)
        if whole is not value:
            changes[name] = whole
    return replace(record, **changes) if changes else record


def mended_value(value: Any) -> Any:
    """Return a text, a number, a tuple or a part of a record that can be kept."""
    kind = value.__class__
    if kind is str:
        return _BROKEN.sub(REPLACEMENT, value) if _BROKEN.search(value) else value
    if kind is tuple:
        whole = tuple(map(mended_value, value))
        return value if all(map(_same, whole, value)) else whole
    if kind is int:
        return max(-_LARGEST, min(value, _LARGEST)) if abs(value) > _LARGEST else value
    if kind is Decimal:
        return _amount(value)
    if is_dataclass(kind):
        parts = {part.name: mended_value(getattr(value, part.name)) for part in fields(kind)}
        if all(part is getattr(value, name) for name, part in parts.items()):
            return value
        return replace(value, **parts)
    return value


@cache
def _doubtful(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields that can hold anything else than ids, days, choices, and yes or no."""
    return tuple(one.name for one in fields(kind) if not all(map(_is_sound, _parts(one.type))))


def _parts(hint: Any) -> tuple[Any, ...]:
    inner = [part for part in get_args(hint) if part is not ...]
    return tuple(leaf for part in inner for leaf in _parts(part)) if inner else (hint,)


def _is_sound(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, _SOUND)


def _same(one: object, other: object) -> bool:
    return one is other


def _amount(value: Decimal) -> Decimal:
    if not value.is_finite():
        return Decimal(0)
    return value if abs(value) <= MOST else MOST.copy_sign(value)
