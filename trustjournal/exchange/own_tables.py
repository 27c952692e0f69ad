"""The tables that this program exports, exactly back: ids and all that a table tells.

Columns stand under their stable names, in any order and choice. What a table only says again
(the names of people beside their ids, how many asked for a wish) is passed over, as is whom
people belong to, which has a table of its own.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from trustjournal.domain.changes import Identity, new_revision
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import (
    Answer,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Promise,
    Record,
    Recovery,
    Review,
    Template,
    Touchpoint,
    Wish,
)
from trustjournal.exchange.own_values import (
    Parse,
    addresses,
    days,
    labelled,
    parsers_of,
    several,
    zone,
)
from trustjournal.exchange.sources import Form
from trustjournal.exchange.table_columns import FIELD, NOTE, Samples
from trustjournal.exchange.table_source import Cells, Layout, Setting, table_form
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _

_SURE, _ALL = 100, 100
_FEWEST = 3
_SHOWN_CHARACTERS = 40

_PERSON = ("person", "person_id")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table by the record of its rows.

    `fields` are the fields that stand under other names, or are made otherwise than by their
    type; `needs` must be there; `aside` only says again what others say; each pair of `who` is
    the names and the ids of customers, in the order of the record's fields.
    """

    key: str
    name: str
    record: type[Record]
    needs: tuple[str, ...]
    who: tuple[tuple[str, str], ...] = (_PERSON,)
    aside: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    parse: Mapping[str, Parse] = field(default_factory=dict[str, Parse])

    @property
    def fields(self) -> dict[str, tuple[str, Parse]]:
        """Each column with its field and how its cells become a value."""
        plain = {name: (name, parse) for name, parse in parsers_of(self.record).items()}
        for name in ("id", "revision", "customer_id", "of_id", "referred_by", "is_sample"):
            plain.pop(name, None)
        for column, name in self.names.items():
            plain[column] = plain.pop(name)
        return {**plain, **{column: (column, parse) for column, parse in self.parse.items()}}

    @property
    def columns(self) -> frozenset[str]:
        """All that it may have."""
        people = {column for pair in self.who for column in pair}
        return frozenset({"id", *self.fields, *self.aside, *people})

    def score(self, header: Collection[str]) -> int:
        """Return how sure it is that this program wrote a header as one of this table."""
        names = {name for name in header if self.key != "people" or not name.startswith(FIELD)}
        known = self.columns
        if not names <= known or not names.issuperset(self.needs) or len(names) < _FEWEST:
            return 0
        share = _ALL * len(names) // len(known)
        return _SURE + share if "id" in names or share > _ALL // 2 else 0


class OwnRows:
    """Makes records of the rows of one of these tables."""

    def __init__(self, setting: Setting, table: OwnTable) -> None:
        """Sort the columns once."""
        self._setting, self._table = setting, table
        fields = table.fields
        self._fields = [(name, *fields[name]) for name in setting.columns if name in fields]
        self._custom = [
            (name, name.removeprefix(FIELD)) for name in setting.columns if name.startswith(FIELD)
        ]
        self._zone = ZoneInfo(setting.reading.zone)

    def rest(self) -> Iterator[Problem]:
        """Say nothing more."""
        return iter(())

    def read(self, row: int, cells: Cells) -> Iterator[Entry | Problem]:
        """Yield the record of a row, and the cells that its fields cannot hold."""
        values: dict[str, Any] = {}
        wrong: list[Problem] = []
        for column, name, parse in self._fields:
            if text := cells[column]:
                try:
                    values[name] = parse(text)
                except ValueError:
                    wrong.append(_wrong(row, column, text))
        who = tuple(one for pair in self._table.who for one in self._named(cells, *pair))
        values.update(_CUSTOMERS[self._table.record](who))
        for name, value in values.items():
            if isinstance(value, datetime) and value.tzinfo is None:
                values[name] = value.replace(tzinfo=self._zone)
        self._add_moment(values, cells)
        yield from wrong
        try:
            record = self._table.record(**self._made(cells, values), **values)
        except TypeError:
            yield Problem(row, _("Too little stands in this row; it was left out."))
            return
        custom = tuple((title, text) for name, title in self._custom if (text := cells[name]))
        key = str(record.id) if isinstance(record, Customer) else ""
        yield Entry(row=row, record=record, who=who, key=key, custom=custom)

    def _made(self, cells: Cells, values: Mapping[str, Any]) -> Any:
        which = _id(cells.get("id", ""))
        if which is None:
            return self._setting.identity_of_row(cells, values.get("happened_at"))
        return Identity(id=which, revision=new_revision())

    def _add_moment(self, values: dict[str, Any], cells: Cells) -> None:
        """Tell when a touchpoint was by its day and time where its instant was not exported."""
        if self._table.record is not Touchpoint:
            return
        values.setdefault("zone", self._setting.reading.zone)
        if "happened_at" not in values and cells.get("date"):
            text = f"{cells['date']}T{cells.get('time') or '12:00'}"
            try:
                values["happened_at"] = datetime.fromisoformat(text).replace(tzinfo=self._zone)
            except ValueError:
                return

    def _named(self, cells: Cells, name_column: str, id_column: str) -> list[Who]:
        text = cells.get(name_column, "")
        ids = [found for one in several(cells.get(id_column, "")) if (found := _id(one))]
        names = several(text) if self._table.record is Touchpoint else [text] if text else []
        if not ids:
            return [Who(name=name) for name in names]
        if len(names) != len(ids):
            names = [""] * len(ids)
        return [Who(name=name, id=which) for name, which in zip(names, ids, strict=True)]


def _wrong(row: int, column: str, text: str) -> Problem:
    shown = " ".join(text.split())[:_SHOWN_CHARACTERS]
    fault = _("“{text}” cannot stand under “{column}”; it was left out.")
    return Problem(row, fault.format(text=shown, column=column))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _one(who: tuple[Who, ...]) -> dict[str, Any]:
    return {"customer_id": NOBODY} if who else {}


def _anyone(who: tuple[Who, ...]) -> dict[str, Any]:
    return {"customer_id": NOBODY if who else None}


def _all(who: tuple[Who, ...]) -> dict[str, Any]:
    return {"customer_ids": ()} if who else {}


def _both(who: tuple[Who, ...]) -> dict[str, Any]:
    return {"customer_id": NOBODY, "of_id": NOBODY} if len(who) > 1 else {}


def _referrer(who: tuple[Who, ...]) -> dict[str, Any]:
    return {"referred_by": NOBODY} if who else {}


def _nobody(_who: tuple[Who, ...]) -> dict[str, Any]:
    return {}


_CUSTOMERS: Mapping[type[Record], Callable[[tuple[Who, ...]], dict[str, Any]]] = {
    Customer: _referrer,
    Touchpoint: _all,
    Promise: _one,
    Gesture: _one,
    Feedback: _anyone,
    Wish: _nobody,
    Answer: _one,
    Recovery: _one,
    Review: _one,
    Evening: _nobody,
    Template: _nobody,
    Membership: _both,
}

TABLES = (
    OwnTable(
        "people",
        _("People from Trust Journal"),
        Customer,
        ("name",),
        who=(("referred_by", "referred_by_id"),),
        aside=frozenset({"belongs_to"}),
        parse={
            **dict.fromkeys(("phones", "emails", "links"), labelled),
            "addresses": addresses,
            "dates": days,
            "tags": lambda text: tuple(several(text)),
        },
    ),
    OwnTable(
        "touchpoints",
        _("Touchpoints from Trust Journal"),
        Touchpoint,
        ("channel",),
        who=(("people", "people_ids"),),
        aside=frozenset({"date", "time"}),
        names={"minutes": "duration_minutes"},
        parse={"zone": zone},
    ),
    OwnTable("promises", _("Promises from Trust Journal"), Promise, ("text", "made_on", "person")),
    OwnTable("gestures", _("Gestures from Trust Journal"), Gesture, ("title", "person")),
    OwnTable(
        "feedback",
        _("Feedback from Trust Journal"),
        Feedback,
        ("heard_on",),
        aside=frozenset({"wish"}),
    ),
    OwnTable(
        "wishes",
        _("Wishes from Trust Journal"),
        Wish,
        ("title", "status"),
        who=(),
        aside=frozenset({"voices", "people"}),
    ),
    OwnTable("answers", _("Answers from Trust Journal"), Answer, ("topic", "text", "answered_at")),
    OwnTable("recoveries", _("Recoveries from Trust Journal"), Recovery, ("noticed_at",)),
    OwnTable(
        "lost-reviews",
        _("Reviews of lost customers from Trust Journal"),
        Review,
        ("lost_on", "reason"),
    ),
    OwnTable("evenings", _("Evenings from Trust Journal"), Evening, ("on",), who=()),
    OwnTable("letters", _("Letters from Trust Journal"), Template, ("title", "text"), who=()),
    OwnTable(
        "memberships",
        _("Who belongs together, from Trust Journal"),
        Membership,
        ("person", "belongs_to"),
        who=(_PERSON, ("belongs_to", "belongs_to_id")),
    ),
)
"""The tables that come back."""


def _unmapped(samples: Samples) -> dict[str, str]:
    return dict.fromkeys(samples, NOTE)


def _form(table: OwnTable) -> Form:
    reader = partial(OwnRows, table=table)
    layout = Layout(table.key, (), _unmapped, reader, fixed=True, ours=True)
    return table_form(table.key, table.name, layout, table.score)


FORMS = tuple(map(_form, TABLES))
