"""Rows of a table that are people: the customer that each makes, as its columns are mapped."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import Address
from trustjournal.exchange.contact_columns import (
    DAYS,
    KINDS,
    SINGLE,
    guess_contacts,
    kind_of,
    score_contacts,
    stage_of,
)
from trustjournal.exchange.contact_draft import ContactDraft, label_word
from trustjournal.exchange.table_columns import FIELD, NOTE, label_of, targets
from trustjournal.exchange.table_source import Cells, Layout, Setting, table_form
from trustjournal.exchange.table_times import read_moment, settle
from trustjournal.exchange.table_values import amount
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _, ngettext

_SEVERAL = re.compile(r";|\n|\s:::\s")
_SEVERAL_WITH_COMMA = re.compile(r"[;,\n]|\s:::\s")
_TEXTS = {
    **{key: key for key in ("given", "middle", "family_name", "prefix", "suffix", "nickname")},
    "name": "full_name",
    "company": "company",
    "role": "role",
}
_LISTS = {"family": "family", "loves": "loves", "notes": "notes"}
_PLACE = frozenset({"address", "street", "city", "region", "postal_code", "country"})
_OTHER_FIELDS = frozenset({"avoids", "prefers"})

Step = Callable[[ContactDraft, str], None]


@dataclass(frozen=True, slots=True)
class Habits:
    """How one program writes its people.

    With `quotes` a `'` stands before what looks like a number; `silent` are values, in lower
    case, that say nothing in a line of the note, and a row in which only `ghosts` are filled is
    nobody any more.
    """

    quotes: bool = False
    silent: frozenset[str] = frozenset()
    ghosts: frozenset[str] = frozenset()


NO_HABITS = Habits()


class ContactRows:
    """Makes customers of rows."""

    def __init__(self, setting: Setting, habits: Habits = NO_HABITS) -> None:
        """Sort the columns once, so that each row is read without looking again."""
        self._setting, self._habits = setting, habits
        self._steps = [
            (column, step)
            for column, key in setting.columns.items()
            if (step := _step(column, key, habits)) is not None
        ]
        self._places = [(each, setting.columns[each]) for each in setting.of(*_PLACE)]
        self._custom = [
            (column, key.removeprefix(FIELD).strip())
            for column, key in setting.columns.items()
            if key.startswith(FIELD)
        ]
        self._id = next(iter(setting.of("id")), "")
        self._referrer = next(iter(setting.of("referred_by")), "")
        self._since = next(iter(setting.of("since")), "")
        self._tells_order = True
        self._ghosts = self._first_ghost = 0

    def read(self, row: int, cells: Cells) -> Iterator[Entry | Problem]:
        """Yield the customer of a row, and what is amiss with it."""
        if self._habits.quotes:
            cells = {name: cell.removeprefix("'") for name, cell in cells.items()}
        if self._is_ghost(cells):
            self._ghosts += 1
            self._first_ghost = self._first_ghost or row
            return
        draft = self._draft(cells)
        yield from self._settle(row, draft, cells)
        key = cells[self._id].strip() if self._id else ""
        setting = self._setting
        made = setting.ids.identity(key) if key else setting.identity_of_row(cells)
        customer = draft.customer(self._setting.reading.stage, made)
        for fault in draft.faults:
            yield Problem(row, fault)
        if customer is None:
            yield Problem(row, _("Nothing here could serve as a name; it was left out."))
            return
        custom = tuple((title, text) for name, title in self._custom if (text := cells[name]))
        who = (Who(name=cells[self._referrer].strip()),) if customer.referred_by else ()
        yield Entry(row=row, record=customer, who=who, key=key, custom=custom)

    def rest(self) -> Iterator[Problem]:
        """Say how many rows were nobody any more."""
        if self._ghosts:
            text = ngettext(
                "{count} row names nobody and was left out: that account was closed.",
                "{count} rows name nobody and were left out: those accounts were closed.",
                self._ghosts,
            )
            yield Problem(self._first_ghost, text.format(count=self._ghosts))

    def _is_ghost(self, cells: Cells) -> bool:
        ghosts = self._habits.ghosts
        return bool(ghosts) and not any(cell for name, cell in cells.items() if name not in ghosts)

    def _draft(self, cells: Cells) -> ContactDraft:
        draft = ContactDraft()
        for column, step in self._steps:
            if value := cells[column].strip():
                step(draft, value)
        if self._places:
            self._add_places(draft, cells)
        if self._referrer and cells[self._referrer].strip():
            draft.fields["referred_by"] = NOBODY
        for column in list(cells)[len(self._setting.columns) :]:
            draft.add_extra(column, cells[column])
        return draft

    def _add_places(self, draft: ContactDraft, cells: Cells) -> None:
        found: dict[str, dict[str, list[str]]] = {}
        for column, part in self._places:
            if value := cells[column].strip():
                found.setdefault(label_of(column), {}).setdefault(part, []).append(value)
        for label, parts in found.items():
            street = [*parts.pop("address", ()), *parts.pop("street", ())]
            joined = {part: ", ".join(values) for part, values in parts.items()}
            word = label_word(label) if label else ""
            draft.add_address(Address(label=word, street="\n".join(street), **joined))

    def _settle(self, row: int, draft: ContactDraft, cells: Cells) -> Iterator[Problem]:
        """Read the days that only the whole file settles; it is said of the first one alone."""
        unsure = draft.settle(self._setting.order)
        if self._since and (text := cells[self._since].strip()):
            moment = read_moment(text)
            at, certain = settle(moment, self._setting.order)
            if at is None:
                draft.add_extra(self._since, text)
                fault = _("The date “{text}” ({label}) cannot be read; it is in the note.")
                draft.faults.append(fault.format(text=text, label=self._since))
            else:
                draft.fields["since"] = at.date()
                unsure = unsure if certain else text
        if unsure and self._tells_order:
            self._tells_order = False
            yield two_ways(row, unsure)


def several(value: str, parted: re.Pattern[str] = _SEVERAL) -> list[str]:
    """Return the values of one cell, parted by semicolons, lines or ` ::: `."""
    # Blanks are taken off afterwards: sought with the sign, a long run of them takes minutes.
    return [one for part in parted.split(value) if (one := part.strip())]


def two_ways(row: int, text: str) -> Problem:
    """Return what is to say of the first day that can be read two ways, for all of a file."""
    fault = _("Dates like “{text}” can be read two ways here; the month was taken first.")
    return Problem(row, fault.format(text=text))


def _step(column: str, key: str, habits: Habits) -> Step | None:
    """Return how a column is read; None where it is left out, or read with others."""
    label = label_of(column)
    if name := _TEXTS.get(key):
        return lambda draft, value: setattr(draft, name, value)
    if name := _LISTS.get(key):
        return lambda draft, value: getattr(draft, name).append(value)
    if key in _OTHER_FIELDS:
        return lambda draft, value: draft.fields.update({key: value})
    if key in {"birthday", "anniversary"}:
        return lambda draft, value: draft.add_date(key, value)
    if key == NOTE:
        return _noting(column, habits)
    several = _READERS.get(key)
    return None if several is None else lambda draft, value: several(draft, column, label, value)


def _noting(column: str, habits: Habits) -> Step:
    def note(draft: ContactDraft, value: str) -> None:
        if value.casefold() not in habits.silent:
            draft.add_extra(column, value)

    return note


def _add_emails(draft: ContactDraft, _column: str, label: str, value: str) -> None:
    for one in several(value, _SEVERAL_WITH_COMMA):
        draft.add_email(one, label)


def _add_phones(draft: ContactDraft, _column: str, label: str, value: str) -> None:
    for one in several(value):
        draft.add_phone(one, label)


def _add_links(draft: ContactDraft, _column: str, label: str, value: str) -> None:
    for one in several(value):
        draft.add_link(one, label)


def _add_tags(draft: ContactDraft, _column: str, _label: str, value: str) -> None:
    draft.add_tags([one.strip("\"'") for one in several(value, _SEVERAL_WITH_COMMA)])


def _set_kind(draft: ContactDraft, column: str, _label: str, value: str) -> None:
    _set(draft, column, "kind", value, kind_of(value))


def _set_stage(draft: ContactDraft, column: str, _label: str, value: str) -> None:
    _set(draft, column, "stage", value, stage_of(value))


def _set_value(draft: ContactDraft, column: str, _label: str, value: str) -> None:
    _set(draft, column, "yearly_value", value, amount(value))


def _set(draft: ContactDraft, column: str, name: str, value: str, found: object) -> None:
    if found is None:
        draft.add_extra(column, value)
    else:
        draft.fields[name] = found


_READERS: dict[str, Callable[[ContactDraft, str, str, str], None]] = {
    "email": _add_emails,
    "phone": _add_phones,
    "link": _add_links,
    "tags": _add_tags,
    "kind": _set_kind,
    "stage": _set_stage,
    "yearly_value": _set_value,
}


LAYOUT = Layout(
    key="contacts",
    targets=targets(KINDS),
    guess=guess_contacts,
    reader=ContactRows,
    days=DAYS,
    single=SINGLE,
)

FORM = table_form("contacts", _("People in a table"), LAYOUT, score_contacts)
