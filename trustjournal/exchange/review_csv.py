"""Reviews and answers to surveys from a delimited file, by the columns that the owner confirmed.

What cannot be read is told with its row, and of a row as much is kept as can be.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.finding import fold
from trustjournal.domain.incoming_feedback import Incoming
from trustjournal.domain.records import ImportantDate
from trustjournal.exchange.contact_dates import DateOrder, Reading, read_date
from trustjournal.exchange.csv_files import open_table
from trustjournal.exchange.review_columns import Part, asks_to_recommend, counts_stars, guess
from trustjournal.exchange.text_files import (
    Problem,
    Progress,
    no_progress,
)
from trustjournal.i18n import _

STARS, RECOMMEND = 5, 10

_SAMPLE_ROWS, _SHOWN = 200, 3
_STEP = 500
_LONGEST = 100  # characters of a rating or a date; what finds them takes ever longer in more
_CENTURY = 2000
_TIME = re.compile(r"[,T ]+\d{1,2}:\d{2}.*$", re.DOTALL)
_WEEKDAY = re.compile(r"^\w{2,10}, (?=\w)")
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)(.*)", re.DOTALL)
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_OUT_OF = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von|de|sur|su|van)\s*(\d+)\b", re.IGNORECASE
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_SOURCES = {
    "survey": FeedbackSource.SURVEY,
    "forum": FeedbackSource.FORUM,
    "question": FeedbackSource.QUESTION,
    "complaint": FeedbackSource.COMPLAINT,
    "conversation": FeedbackSource.CONVERSATION,
    "rating": FeedbackSource.RATING,
    "review": FeedbackSource.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """The columns of a file with their first values, and what they seem to hold."""

    path: Path
    encoding: str
    values: Mapping[str, tuple[str, ...]]
    columns: Mapping[Part, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be read.

    `columns` are the names by part. `best` is what ratings are out of and `day_first` how dates
    are written; None finds out. `source` is where they were heard, if the file does not say.
    """

    columns: Mapping[Part, str]
    best: int | None = None
    day_first: bool | None = None
    source: FeedbackSource = FeedbackSource.REVIEW


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """All that a file holds, and what is wrong in it, in the order of its rows."""

    reviews: list[Incoming]
    problems: list[Problem]


def look_into(path: Path, encoding: str | None = None) -> Sample:
    """Return the columns of a file and what they seem to hold.

    Raises:
        UnreadableFile: it cannot be read, or has no rows.
    """
    table = open_table(path, encoding=encoding)
    values: dict[str, list[str]] = {name: [] for name in table.header}
    for _row, cells in islice(table.rows(), _SAMPLE_ROWS):
        for name, seen in values.items():
            value = " ".join(cells[name].split())
            if value and value not in seen and len(seen) < _SHOWN:
                seen.append(value)
    shown = {name: tuple(seen) for name, seen in values.items()}
    return Sample(path, table.encoding, shown, guess(shown))


def read_reviews(
    path: Path,
    layout: Layout,
    *,
    encoding: str | None = None,
    progress: Progress = no_progress,
) -> ReviewFile:
    """Read every row of a file as `layout` says; `progress` hears how many were read.

    Raises:
        UnreadableFile: it cannot be read, or has no rows.
        Cancelled: `progress` said so.
    """
    table = open_table(path, encoding=encoding)
    gathered = _Gathered(layout)
    for count, (row, cells) in enumerate(table.rows(), start=1):
        gathered.add(row, {part: cells.get(name, "") for part, name in layout.columns.items()})
        if count % _STEP == 0:
            progress(count)
    return gathered.file(table.problems)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as far as it can be understood by itself."""

    row: int
    cells: Mapping[Part, str]
    day: Reading | None


@dataclass(slots=True)
class _Gathered:
    """Rows so far, and what only the whole file can settle: the order of dates, the scale."""

    layout: Layout
    problems: list[Problem] = field(default_factory=list[Problem])
    _rows: list[_Row] = field(default_factory=list[_Row])
    _order: DateOrder = field(default_factory=DateOrder)
    _highest: float = 0
    _guessed: bool = False

    def add(self, row: int, cells: Mapping[Part, str]) -> None:
        """Take note of a row."""
        cells = {part: value.strip() for part, value in cells.items()}
        day = None
        if Part.HEARD_ON in cells:
            text = _without_time(cells[Part.HEARD_ON])
            day = read_date("", text)
            self._order.learn(text, day)
        number, best = _number(cells.get(Part.RATING, ""))
        if number is not None and best is None:
            self._highest = max(self._highest, number)
        self._rows.append(_Row(row, cells, day))

    def file(self, problems: list[Problem]) -> ReviewFile:
        """Settle what was open, and return everything."""
        best = self.layout.best or self._scale()
        reviews = [found for one in self._rows if (found := self._review(one, best)) is not None]
        everything = sorted([*problems, *self.problems], key=lambda problem: problem.row)
        return ReviewFile(reviews, everything)

    def _scale(self) -> int:
        column = self.layout.columns.get(Part.RATING, "")
        if asks_to_recommend(column):
            return RECOMMEND
        if counts_stars(column):
            return STARS
        return next((best for best in (STARS, RECOMMEND) if self._highest <= best), 100)

    def _review(self, one: _Row, best: int) -> Incoming | None:
        cells = one.cells
        text = "\n".join(filter(None, (cells.get(Part.TITLE), cells.get(Part.TEXT))))
        rating, out_of = self._rating(one, best)
        if not text and rating is None:
            self._tell(one, _("Nothing was said here; it was left out."))
            return None
        heard_on = self._day(one)
        if heard_on is None and one.day is not None:
            return None
        source, where = _source(cells.get(Part.SOURCE, ""), self.layout.source)
        return Incoming(
            row=one.row,
            heard_on=heard_on,
            source=source,
            text=text.replace("\r\n", "\n"),
            author=" ".join(cells.get(Part.NAME, "").split()),
            email=cells.get(Part.EMAIL, "").casefold(),
            link=cells.get(Part.LINK, "") or where,
            rating=rating,
            best=out_of,
        )

    def _rating(self, one: _Row, best: int) -> tuple[float | None, int | None]:
        text = one.cells.get(Part.RATING, "")
        if not text:
            return None, None
        number, own = _number(text)
        best = own or best
        if number is None:
            fault = _("The rating “{text}” is no number; it was left out.")
            self._tell(one, fault.format(text=_short(text)))
            return None, None
        if number > best:
            fault = _("The rating “{text}” is more than {best}; it was left out.")
            self._tell(one, fault.format(text=_short(text), best=best))
            return None, None
        if best in {STARS, RECOMMEND}:
            return number, best
        return round(number / best * STARS, 2), STARS

    def _day(self, one: _Row) -> date | None:
        if one.day is None:
            return None
        text = one.cells[Part.HEARD_ON]
        if not text:
            self._tell(one, _("There is no date here; it was left out."))
            return None
        found = self._chosen(one, text) if one.day.days else None
        day = None if found is None else _calendar_day(found)
        if day is None:
            fault = _("The date “{text}” cannot be read; this row was left out.")
            self._tell(one, fault.format(text=_short(text)))
        return day

    def _chosen(self, one: _Row, text: str) -> ImportantDate:
        reading = one.day or Reading()
        if len(reading.days) == 1:
            return reading.days[0]
        if self.layout.day_first is not None:
            return reading.days[1 if self.layout.day_first else 0]
        day, certain = self._order.choose(reading)
        if not certain and not self._guessed:
            self._tell_guess(one, text)
        return day

    def _tell_guess(self, one: _Row, text: str) -> None:
        self._guessed = True
        fault = _(
            "The date “{text}” can be read two ways, like others here; the month was taken first. "
            "Choose how dates are written if that is wrong."
        )
        self._tell(one, fault.format(text=_short(text)))

    def _tell(self, one: _Row, text: str) -> None:
        self.problems.append(Problem(one.row, text))


def _without_time(text: str) -> str:
    """Return a date as `read_date` takes it: no weekday, no hour, a year of four digits."""
    text = text.strip()[:_LONGEST]
    if found := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC).date().isoformat()
    text = _TIME.sub("", _WEEKDAY.sub("", text))
    if found := _SHORT_YEAR.fullmatch(text):
        first, mark, second, year, _rest = found.groups()
        return f"{first}{mark}{second}{mark}{_CENTURY + int(year)}"
    return text


def _calendar_day(found: ImportantDate) -> date | None:
    return None if found.year is None else date(found.year, found.month, found.day)


def _number(text: str) -> tuple[float | None, int | None]:
    """Return a rating as written and, where it says so, what it is out of."""
    text = text[:_LONGEST]
    if "★" in text or "⭐" in text:
        return float(text.count("★") + text.count("⭐")), STARS
    if found := _OUT_OF.search(text):
        best = int(found[2])
        return (float(found[1].replace(",", ".")), best) if best else (None, None)
    if text.casefold() in _WORDS:
        return float(_WORDS[text.casefold()]), STARS
    if (found := _NUMBER.search(text)) and not text.startswith("-"):
        return float(found[0].replace(",", ".")), 100 if text.endswith("%") else None
    return None, None


def _source(text: str, otherwise: FeedbackSource) -> tuple[FeedbackSource, str]:
    """Return where it was heard, and the name of the place where the word is none of ours."""
    plain = fold(text)
    for word, source in _SOURCES.items():
        if plain.rstrip("s") == word:
            return source, ""
    return otherwise, text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:40] + "…"
