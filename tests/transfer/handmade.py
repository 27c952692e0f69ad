"""A file made by hand, for tests of what becomes of what files bring."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.samples import NOON
from trustjournal.domain.changes import identity
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Labelled,
    Promise,
    Touchpoint,
)
from trustjournal.exchange.sources import Sheet, Strangers
from trustjournal.exchange.text_files import Problem, Progress, no_progress

TELL_EVERY = 500


@dataclass
class HandMade:
    """A source that yields what it is given."""

    lines: Sequence[Entry | Problem]
    strangers: Strangers = Strangers.LISTED
    path: Path = Path("handmade.csv")
    encoding: str = ""
    delimiter: str = ""
    sheet: Sheet | None = None
    asks_day_order: bool = False
    read: int = field(default=0, init=False)

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield the lines, as often as asked."""
        self.read += 1
        return self._told(progress)

    def _told(self, progress: Progress) -> Generator[Entry | Problem]:
        for place, line in enumerate(self.lines):
            if place % TELL_EVERY == 0:
                progress(place)
            yield line


def card(
    row: int,
    name: str = "Rosa Delgado",
    *,
    email: str = "",
    phone: str = "",
    key: str = "",
    who: tuple[Who, ...] = (),
    custom: tuple[tuple[str, str], ...] = (),
    photo: bytes = b"",
    **fields: Any,
) -> Entry:
    """An entry that brings a customer."""
    customer = Customer(
        **identity(),
        name=name,
        emails=(Labelled(value=email),) if email else (),
        phones=(Labelled(value=phone),) if phone else (),
        **fields,
    )
    return Entry(row=row, record=customer, who=who, key=key, custom=custom, photo=photo)


def touch(row: int, *who: Who, **fields: Any) -> Entry:
    """An entry that brings a touchpoint with somebody."""
    values: dict[str, Any] = {"happened_at": NOON, "zone": "Europe/Madrid", "customer_ids": ()}
    values |= fields
    if "id" not in values:
        values |= identity()
    return Entry(row=row, record=Touchpoint(**values), who=who)


def check_in(row: int, who: Who, **fields: Any) -> Entry:
    """An entry that brings a check-in."""
    return about(row, CheckIn(**identity(), customer_id=NOBODY, **fields), who)


def about(row: int, record: CheckIn | Promise | Gesture | Feedback, *who: Who) -> Entry:
    """An entry that brings a record about somebody."""
    return Entry(row=row, record=record, who=who)
