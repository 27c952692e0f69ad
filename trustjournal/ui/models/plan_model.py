"""Things to do for people as rows under headings, narrowed by words and by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.domain.finding import asked, fold
from trustjournal.domain.records import Record
from trustjournal.i18n import _
from trustjournal.ui.models.long_list import LongList
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.label import tooltip

Line = tuple[str, Iterator[int]]
"""A section, and numbers of the keys of entries in it, which are quicker to find than the keys."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row: what is shown, and the record behind it (None where nothing is planned yet).

    `key` is the record's id, or the customer's without one. Without `icon` the row begins with
    the person's avatar. `state` is toned and has an icon, `text` follows it; `when` stands at the
    end of the row and `under` below it. `kind` is what a page narrows its rows by.
    """

    key: UUID
    customer_id: UUID
    person: str
    title: str
    record: Record | None = None
    kind: str = ""
    icon: str = ""
    icon_tone: Tone = Tone.MUTED
    aside: str = ""
    state: str = ""
    state_icon: str = ""
    state_tone: Tone = Tone.MUTED
    text: str = ""
    when: str = ""
    when_tone: Tone = Tone.MUTED
    under: str = ""
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        shown = (self.person, self.title, self.aside, self.text, self.state)
        object.__setattr__(self, "folded", fold(" ".join(shown)))

    def parts(self) -> list[str]:
        """Return all it says, in the order of reading."""
        all_parts = (self.title, self.aside, self.state, self.text, self.when, self.under)
        return [part for part in all_parts if part]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, or under none where it has no title; without rows it is not shown."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Column:
    """One of the columns of a board, and what it says where it holds no card."""

    key: str
    title: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a page of things to do shows: the sentence below its title, and its rows."""

    lead: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Heading:
    """The row above a section, with how many of its rows are shown."""

    title: str
    count: int


class PlanRole(IntEnum):
    """What the model answers to beside the usual roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The `Entry` or `Heading` of a row."""


class PlanModel(LongList):
    """Headings and entries in one list; headings can be neither selected nor focused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: Sequence[Section] = ()
        self._words: Sequence[str] = ()
        self._kind = ""
        self._rows: list[Entry | Heading] = []
        self._titles: list[str] = []

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show other rows, as narrowed as before."""
        self._sections = sections
        self._show()

    def narrow(self, text: str, kind: str = "") -> None:
        """Show only entries that hold every word of `text`, accents aside, and are of `kind`."""
        words = asked(text)
        if (words, kind) != (self._words, self._kind):
            self._words, self._kind = words, kind
            self._show()

    def total(self) -> int:
        """Return how many entries there are, shown or not."""
        return sum(len(section.entries) for section in self._sections)

    def entry(self, row: int) -> Entry | None:
        """Return the entry in a row, None for a heading or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Entry) else None

    def line_from(self, row: int) -> Line:
        """Return an entry, then those after it in its section, then those before it.

        By them it, or its neighbour, is found again after the next reading.
        """
        rows, titles, title = self._rows, self._titles, self._title(row)
        near = (*range(row, len(rows)), *range(min(row, len(rows)) - 1, -1, -1))
        return title, (
            entry.key.int
            for number in near
            if titles[number] == title and isinstance(entry := rows[number], Entry)
        )

    def first_of(self, line: Line) -> int:
        """Return the row of the first entry of a line that is still there, -1 for none."""
        title, keys = line
        rows = {
            row.key.int: number
            for number, row in enumerate(self._rows)
            if self._titles[number] == title and isinstance(row, Entry)
        }
        return next((rows[key] for key in keys if key in rows), -1)

    def row_of(self, key: UUID) -> int:
        """Return the row of an entry, -1 where it is not shown."""
        rows = (
            number
            for number, row in enumerate(self._rows)
            if isinstance(row, Entry) and row.key == key
        )
        return next(rows, -1)

    def nearest(self, row: int) -> int:
        """Return the entry in or next after a row, else the last before it; -1 where none is."""
        after = range(max(row, 0), len(self._rows))
        before = range(min(row, len(self._rows)) - 1, -1, -1)
        return next((near for near in (*after, *before) if self.entry(near) is not None), -1)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not (index.isValid() and index.row() < len(self._rows)):
            return None
        row = self._rows[index.row()]
        if role == PlanRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Entry):
            return tooltip("\n".join(row.parts()))
        return None

    def _title(self, row: int) -> str:
        return self._titles[row] if self.entry(row) is not None else ""

    def _show(self) -> None:
        self._rows, self._titles = [], []
        for section in self._sections:
            shown = section.entries
            if self._kind:
                shown = [entry for entry in shown if entry.kind == self._kind]
            for word in self._words:
                shown = [entry for entry in shown if word in entry.folded]
            if shown:
                heading = [Heading(section.title, len(shown))] if section.title else []
                self._rows += [*heading, *shown]
                self._titles += [section.title] * (len(heading) + len(shown))
        self.set_count(len(self._rows))


def people_of(entries: Iterable[Entry]) -> list[str]:
    """Return the names of the people that entries are for, each once."""
    return list({entry.customer_id: entry.person for entry in entries}.values())


def _spoken(row: Entry | Heading) -> str:
    if isinstance(row, Heading):
        return _("{title}, {count}").format(title=row.title, count=row.count)
    parts = row.parts()
    if row.person not in (row.title, *parts) and row.person not in row.aside:
        parts.insert(0, row.person)
    return ". ".join(part.rstrip(".") for part in parts)
