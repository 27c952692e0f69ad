"""What a form of file is, and how a file that owners bring is read: as a stream of entries.

All forms that are understood stand in `exchange.forms`, which finds out the one of a file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from trustjournal.domain.choices import Stage
from trustjournal.domain.incoming import Entry
from trustjournal.exchange.text_files import Problem, Progress, no_progress


class Strangers(StrEnum):
    """What becomes of those whom a file names and the journal does not know, unless it is said."""

    ADDED = "added"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the owner wants a file read; what is None is found out.

    `columns` has the target of each column of a table: a key of `Sheet.targets`, `field:Title`
    for an own field, `note` for a line of the note, blank for nothing. `zone` is where times
    without one were written; `region` is the country (ISO 3166) of numbers without one; `mine`
    are the owner's own names, addresses and numbers; what a calendar has after the aware instant
    `now` has not happened.
    """

    encoding: str | None = None
    delimiter: str | None = None
    columns: Mapping[str, str] | None = None
    day_first: bool | None = None
    zone: str = "UTC"
    region: str = ""
    stage: Stage = Stage.CUSTOMER
    mine: frozenset[str] = frozenset()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be: its key, and its words for the owner."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, some of its first values, and what it is taken for."""

    name: str
    samples: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a table and all that they can be; `row` is where its header stands."""

    columns: tuple[Column, ...]
    targets: tuple[Target, ...]
    row: int = 1


class Source(Protocol):
    """A file opened in its form, which can be read more than once.

    `encoding` and `delimiter` are how it is read, blank where that is no question; `sheet` is
    None where there is nothing to map; `asks_day_order` is whether some of its dates read two
    ways and nothing in it tells which.
    """

    path: Path
    encoding: str
    delimiter: str
    sheet: Sheet | None
    strangers: Strangers
    asks_day_order: bool

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield what the file brings, customers before what is about them, and what is amiss.

        `progress` hears rows (cards, messages) at least every 500.

        Raises:
            UnreadableFile: the disk failed.
            Cancelled: `progress` said so.
        """
        ...


@dataclass(slots=True)
class Plain:
    """What a source has that is no table: nothing to map, and nobody comes in unasked."""

    path: Path
    reading: Reading
    encoding: str = ""
    delimiter: str = ""
    sheet: Sheet | None = None
    strangers: Strangers = Strangers.LISTED
    asks_day_order: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, for finding out its form: a folder and a zip have `names` instead.

    `text` is blank for what is no text.
    """

    path: Path
    text: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its key for `--as`, its name for the owner, and how it is known and opened.

    `score` says how sure it is that a file has this form, 0 for not at all. A content that only
    one program writes scores above 100, a table whose columns can be guessed below 10.
    """

    key: str
    name: str
    score: Callable[[Head], int]
    open: Callable[[Path, Reading], Source]
