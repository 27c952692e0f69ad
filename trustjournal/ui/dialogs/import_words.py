"""What a file brings in words, a row of a table for each entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from PySide6.QtCore import QLocale

from trustjournal.domain.choice_words import customer_kind_word
from trustjournal.domain.choices import Kind
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.letter_words import full_date
from trustjournal.domain.records import Customer, Record, Touchpoint
from trustjournal.i18n import _, ngettext
from trustjournal.transfer.import_plan import Plan, count_words, kind_words, who_words

_HEADS = (_("Row"), _("What"), _("Who"), _("When"), _("Words"))
_WHEN, _WORDS = 3, 4

# Without it a number such as +34 600 reads 600 34+ where the page runs right to left.
_LEFT_TO_RIGHT = "\u200e"
_LETTERS = 240
_DAYS = ("heard_on", "given_on", "due_on", "made_on")
_TEXTS = ("title", "text", "about", "note")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some things of a file as a table; `filling` is the column that needs the room."""

    heads: Cells
    cells: list[Cells]
    filling: int


def entry_rows(entries: Iterable[Entry], zone: tzinfo) -> Rows:
    """Return entries, with whom each is about by name where one was told before."""
    names: dict[str, str] = {}
    cells = [_cells(entry, names, zone) for entry in entries]
    if any(row[_WHEN] for row in cells):
        return Rows(_HEADS, cells, _WORDS)
    bare = [(*row[:_WHEN], row[_WORDS]) for row in cells]
    return Rows((*_HEADS[:_WHEN], _HEADS[_WORDS]), bare, _WHEN)


def counts_lines(plan: Plan) -> Iterator[str]:
    """Yield how many of each kind there are, and what becomes of them."""
    for kind, count in plan.counts.items():
        if said := count_words(count):
            yield _("{kind}: {counts}").format(kind=kind_words(kind), counts=said)


def import_words(plan: Plan) -> str:
    """Return what the button says that brings it all in."""
    brings, kinds = plan.brings, _brought(plan)
    texts: dict[frozenset[type[Record]], str] = {
        frozenset({Customer}): ngettext("Import {count} person", "Import {count} people", brings),
        frozenset({Touchpoint}): ngettext(
            "Import {count} touchpoint", "Import {count} touchpoints", brings
        ),
    }
    text = ngettext("Import {count} entry", "Import {count} entries", brings)
    return texts.get(kinds, text).format(count=QLocale().toString(brings))


def done_words(plan: Plan) -> str:
    """Return what is said of an import that was just done."""
    brings, kinds = plan.brings, _brought(plan)
    texts: dict[frozenset[type[Record]], str] = {
        frozenset({Customer}): ngettext(
            "Imported {count} person.", "Imported {count} people.", brings
        ),
        frozenset({Touchpoint}): ngettext(
            "Imported {count} touchpoint.", "Imported {count} touchpoints.", brings
        ),
    }
    text = ngettext("Imported {count} entry.", "Imported {count} entries.", brings)
    return texts.get(kinds, text).format(count=QLocale().toString(brings))


def _brought(plan: Plan) -> frozenset[type[Record]]:
    return frozenset(kind for kind, count in plan.counts.items() if count.new + count.merged)


def _cells(entry: Entry, names: dict[str, str], zone: tzinfo) -> Cells:
    record = entry.record
    if isinstance(record, Customer):
        if entry.key:
            names[entry.key] = record.name
        what, who, said = customer_kind_word(record.kind), record.name, _contact(record)
    else:
        who = ", ".join(filter(None, (_name(one, names) for one in entry.who)))
        who = who or getattr(record, "author", "")
        what, said = _what(record), _first(record, _TEXTS)
    cells = (str(entry.row), what, who, _when(record, zone), said)
    return tuple(" ".join(text[:_LETTERS].split()) for text in cells)


def _what(record: Record) -> str:
    if not isinstance(record, Touchpoint):
        return kind_words(type(record))
    channel = channel_word(record.channel)
    is_talk = record.kind is Kind.CONVERSATION
    return channel if is_talk else f"{kind_word(record.kind)} · {channel}"


def _name(who: Who, names: dict[str, str]) -> str:
    return names.get(who.key) or who.name or who_words(who)


def _when(record: Record, zone: tzinfo) -> str:
    if isinstance(record, Touchpoint):
        at = record.happened_at.astimezone(zone)
        return f"{full_date(at.date())}, {at:%H:%M}"
    days = (getattr(record, name, None) for name in _DAYS)
    return next((full_date(day) for day in days if isinstance(day, date)), "")


def _first(record: Record, names: tuple[str, ...]) -> str:
    texts = (getattr(record, name, "") for name in names)
    return next((text for text in texts if text), "")


def _contact(record: Customer) -> str:
    found = (
        record.company,
        *(_LEFT_TO_RIGHT + one.value for one in record.phones),
        *(one.value for one in record.emails),
        *(f"#{tag}" for tag in record.tags),
    )
    return " · ".join(filter(None, found))
