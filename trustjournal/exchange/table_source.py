"""A table of any program or making, read row by row as its columns are mapped.

Knows nothing of what rows become: that is a `Layout`'s.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from trustjournal.domain.changes import Identity
from trustjournal.domain.incoming import Entry, Ids
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.contact_dates import DateOrder
from trustjournal.exchange.csv_files import Table, columns_of, open_table
from trustjournal.exchange.sources import Column, Form, Head, Reading, Sheet, Strangers, Target
from trustjournal.exchange.table_columns import FIELD, NOTE, Samples
from trustjournal.exchange.table_times import read_moment
from trustjournal.exchange.text_files import Problem, Progress, marked_encoding, no_progress
from trustjournal.i18n import _

_SAMPLE_ROWS, _SHOWN, _SHOWN_CHARACTERS = 200, 3, 80
# A log that is in order comes past a 13th of some month long before.
_LEARN_ROWS = 20_000
_STEP = 500

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reading of rows goes by.

    `columns` is the target of each column, `order` how dates are written, and `highest` the
    largest number seen under a target, which tells what it is out of.
    """

    columns: Mapping[str, str]
    reading: Reading
    order: DateOrder
    highest: Mapping[str, float]
    ids: Ids

    def of(self, *keys: str) -> tuple[str, ...]:
        """Return the columns that have one of these targets, in their order."""
        return tuple(column for column, target in self.columns.items() if target in keys)

    def identity_of_row(self, cells: Cells, at: datetime | None = None) -> Identity:
        """Return the identity of a row without a number of its own, from all that it says."""
        # One long text is hashed in a third of the time of ten short ones; no cell has a NUL.
        return self.ids.identity_of_row("\0".join(cells.values()), at=at)


class RowReader(Protocol):
    """Makes records of the rows of one table."""

    def read(self, row: int, cells: Cells) -> Iterable[Entry | Problem]:
        """Return what a row brings, and what is amiss with it."""
        ...

    def rest(self) -> Iterable[Problem]:
        """Return what is to say of the file as a whole, after its last row."""
        ...


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of a table become.

    `key` names the source in the ids it makes. `days` are the targets that hold days or times,
    `scales` those whose numbers are out of something. Where the columns are `fixed` there is
    nothing for the owner to map. Of tables that are `ours` we know which are guarded.
    """

    key: str
    targets: tuple[Target, ...]
    guess: Callable[[Samples], dict[str, str]]
    reader: Callable[[Setting], RowReader]
    days: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    strangers: Strangers = Strangers.ADDED
    fixed: bool = False
    ours: bool = False


def table_form(key: str, name: str, layout: Layout, score: Callable[[Samples], int]) -> Form:
    """Return the form of a table; `score` is given its columns with their cells in the first rows.

    The cells of a row stand at the same place of each.
    """

    def score_of(head: Head) -> int:
        columns = columns_of(head.text)
        return score(columns) if columns else 0

    def opened(path: Path, reading: Reading) -> TableSource:
        return TableSource(path, reading, layout)

    return Form(key, name, score_of, opened)


@dataclass(slots=True)
class _Learned:
    """What only many rows can tell: the order of dates, and what numbers are out of."""

    order: DateOrder
    highest: dict[str, float] = field(default_factory=dict[str, float])

    def learn_days(self, values: Iterable[str]) -> None:
        for value in values:
            if value:
                moment = read_moment(value)
                self.order.learn(moment.day, moment.reading)

    def learn_scale(self, target: str, values: Iterable[str]) -> None:
        for value in values:
            if (number := first_number(value)) is not None:
                self.highest[target] = max(self.highest.get(target, number), number)


def first_number(text: str) -> float | None:
    """Return a value that is a number, None for anything else."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


class TableSource:
    """A table whose header was read; fulfils `Source`."""

    def __init__(self, path: Path, reading: Reading, layout: Layout) -> None:
        """Read the header and learn from the first rows.

        Raises:
            UnreadableFile: it cannot be read, or a column is mapped to what there is not.
        """
        self.path = path
        self.strangers = layout.strangers
        self._table = open_table(path, encoding=reading.encoding, delimiter=reading.delimiter)
        # The form for spreadsheets begins with a mark, and the exact one does not.
        self._table.is_guarded = not layout.ours or marked_encoding(path) is not None
        self.encoding, self.delimiter = self._table.encoding, self._table.delimiter
        self._reading, self._layout = reading, layout
        samples = _samples(self._table)
        self._columns = _mapped(layout, samples, reading.columns or {})
        self.sheet = None if layout.fixed else _sheet(self._table, layout, samples, self._columns)
        self._learned = _Learned(DateOrder(reading.day_first))
        self._learn()
        self._table.problems.clear()
        order = self._learned.order
        self.asks_day_order = order.is_open and (reading.day_first is not None or not order.is_told)

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield the records of each row and what is amiss with it, row by row."""
        table, learned = self._table, self._learned
        setting = Setting(
            self._columns, self._reading, learned.order, learned.highest, Ids(self._layout.key)
        )
        reader = self._layout.reader(setting)
        for count, (row, cells) in enumerate(table.rows(), start=1):
            if table.problems:
                yield from table.problems
                table.problems.clear()
            yield from reader.read(row, cells)
            if count % _STEP == 0:
                progress(count)
        yield from reader.rest()

    def _learn(self) -> None:
        days = [column for column, key in self._columns.items() if key in self._layout.days]
        scales = [each for each in self._columns.items() if each[1] in self._layout.scales]
        if not days and not scales:
            return
        for _row, cells in islice(self._table.rows(), _LEARN_ROWS):
            self._learned.learn_days(cells[column] for column in days)
            for column, target in scales:
                self._learned.learn_scale(target, (cells[column],))


def _samples(table: Table) -> dict[str, tuple[str, ...]]:
    values: dict[str, list[str]] = {name: [] for name in table.header}
    for _row, cells in islice(table.rows(), _SAMPLE_ROWS):
        for name, seen in values.items():
            value = " ".join(cells[name].split())[:_SHOWN_CHARACTERS]
            if value and value not in seen and len(seen) < _SHOWN:
                seen.append(value)
    return {name: tuple(seen) for name, seen in values.items()}


def _mapped(layout: Layout, samples: Samples, wanted: Mapping[str, str]) -> dict[str, str]:
    """Return the target of each column: as wanted, else as guessed where that is not taken."""
    known = {target.key for target in layout.targets}
    for column, target in wanted.items():
        if column in samples and target not in known and not target.startswith(FIELD):
            text = _("“{column}” cannot be “{target}”; it can be {known}.")
            listed = ", ".join(key for key in sorted(known) if key)
            raise UnreadableFile(text.format(column=column, target=target, known=listed))
    taken = layout.single & frozenset(wanted.values())
    guessed = layout.guess(samples)
    return {
        column: wanted.get(column, NOTE if guessed[column] in taken else guessed[column])
        for column in samples
    }


def _sheet(table: Table, layout: Layout, samples: Samples, columns: Mapping[str, str]) -> Sheet:
    return Sheet(
        tuple(Column(name, tuple(samples[name]), target) for name, target in columns.items()),
        layout.targets,
        table.header_row,
    )
