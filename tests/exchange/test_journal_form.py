"""The form of a whole journal, and that what is written about it is so."""

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
import pytest

from trustjournal.exchange.journal_form import SHAPES, VERSION
from trustjournal.paths import resource
from trustjournal.store.copying import TABLES

WORDS: dict[object, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    UUID: "id",
    date: "day",
    datetime: "instant",
    time: "time of day",
    Decimal: "amount",
    bytes: "bytes in base64",
    msgspec.Raw: "list of changes",
}


def in_words(hint: Any) -> str:
    """A type as the document calls it."""
    if hasattr(hint, "__metadata__"):
        return in_words(hint.__origin__)
    if get_origin(hint) in (types.UnionType, Union):
        inner = [one for one in get_args(hint) if one is not type(None)]
        return f"{in_words(inner[0])} or null"
    if get_origin(hint) is tuple:
        return f"list of {in_words(get_args(hint)[0])}"
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        inside = ", ".join(f"`{one.name}` {in_words(hints[one.name])}" for one in fields(hint))
        return f"objects ({inside})"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "one of " + ", ".join(f"`{word.value}`" for word in hint)
    return WORDS[hint]


def table_of(name: str) -> str:
    """The table of a kind's fields; what has to be there is marked."""
    shape = SHAPES[name]
    hints = get_type_hints(shape, include_extras=True)
    lines = ["| field | value |", "|---|---|"]
    for field in msgspec.structs.fields(shape):
        mark = ", always there" if field.required else ""
        lines.append(f"| `{field.name}` | {in_words(hints[field.name])}{mark} |")
    return "\n".join(lines)


def document() -> str:
    return resource("help", "journal_lines.md").read_text("utf-8")


def test_every_table_travels_under_its_own_name() -> None:
    assert [*SHAPES] == [*TABLES]


@pytest.mark.parametrize("name", SHAPES)
def test_a_line_has_the_columns_of_its_table(name: str) -> None:
    assert [*SHAPES[name].__struct_fields__] == TABLES[name].columns.keys()


@pytest.mark.parametrize("name", SHAPES)
def test_the_document_tells_every_field_of_every_kind(name: str) -> None:
    assert table_of(name) in document().partition(f"\n### {name}\n")[2].partition("\n### ")[0]


def test_the_document_is_about_this_version() -> None:
    assert f'{{"journal": {{"version": {VERSION}, ' in document()
