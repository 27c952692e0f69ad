"""The sample book with every text of every record hostile, as a file from elsewhere brings it."""

import dataclasses
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import Engine

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Labelled,
    Preferences,
    Promise,
    Record,
    Recovery,
    Review,
    TagRule,
    Template,
    Touchpoint,
    Wish,
)
from trustjournal.store import queries, writer

MARK = "hostile‽"
KINDS: tuple[type[Record], ...] = (
    *(Customer, Touchpoint, CheckIn, Gesture, Promise, Answer, Feedback, Recovery, Review),
    *(Evening, Template, Wish, TagRule, CustomField, Preferences),
)
LONG = 10_000
# Not words: what a program reads and no owner writes.
_CODED = frozenset({"zone", "query", "digest", "currency", "media_type", "country", "choices"})


def hostile(path: str) -> str:
    """Return a line of everything that any part of a program might take for more than text."""
    return (
        f'{MARK} <img src="file://{path}"> <b>bold</b> &amp; &A <script>alert(1)</script> '
        f'<a href="file://{path}">x</a> ![x](file://{path}) [x](javascript:alert(1)) '
        "\u202egpj.exe\u202c \u2066 \a\x1b[31m %s %1 {name} {0} $x^2$ https://bank@evil.example"
    )


def make_hostile(engine: Engine, path: str) -> None:
    """Put the line behind every text of a journal; `path` is what its markup refers to."""
    line = hostile(path)
    for kind in KINDS:
        with engine.connect() as connection:
            everything = queries.all_of(connection, kind)
        changes = [_changed(one, line) for one in everything]
        longest = [one for one in changes if "note" in _names(one)][:1]
        for change in longest:
            changes[changes.index(change)] = _with_long_note(change)
        if changes:
            writer.commit(engine, Changeset(f"Import {line}", tuple(changes)))


def _names(change: Change) -> set[str]:
    return {one.name for one in fields(change.after)} if change.after is not None else set()


def _with_long_note(change: Change) -> Change:
    after: Any = change.after
    note = (after.note + " ") * (LONG // len(after.note) + 1)
    return Change(change.before, dataclasses.replace(after, note=note[:LONG]))


def _changed(record: Record, line: str) -> Change:
    texts = {
        one.name: _worse(getattr(record, one.name), line)
        for one in fields(record)
        if one.name not in _CODED
    }
    known = {name: value for name, value in texts.items() if value != getattr(record, name)}
    if isinstance(record, Customer):
        known["links"] = (*texts["links"], Labelled(value="javascript:alert(1)", label=line))
    return Change.update(record, **known)


def _all_worse(values: Iterable[Any], line: str) -> tuple[Any, ...]:
    return tuple(_worse(one, line) for one in values)


def _are_several(value: object) -> bool:
    return isinstance(value, tuple)


def _worse(value: Any, line: str) -> Any:
    if isinstance(value, str) and type(value) is str:
        return f"{value} {line}".strip()
    if _are_several(value):
        return _all_worse(value, line)
    if is_dataclass(value) and not isinstance(value, type):
        texts = {one.name: _worse(getattr(value, one.name), line) for one in fields(value)}
        return dataclasses.replace(value, **{k: v for k, v in texts.items() if k not in _CODED})
    return value
