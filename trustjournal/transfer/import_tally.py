"""Counts what an import does, and keeps the first of what is to be told about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trustjournal.domain.incoming import Entry
from trustjournal.domain.matching import Reason
from trustjournal.domain.records import Address, Customer, Labelled, Record
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _
from trustjournal.transfer.import_plan import (
    MOST_SAMPLES,
    MOST_TOLD,
    Count,
    Found,
    Plan,
    Unmatched,
)


def _no_counts() -> defaultdict[type[Record], Count]:
    return defaultdict(Count)


@dataclass(slots=True)
class Tally:
    """A plan as it grows; with `all_or_nothing` a problem ends it."""

    all_or_nothing: bool = False
    counts: defaultdict[type[Record], Count] = field(default_factory=_no_counts)
    found: list[Found] = field(default_factory=list[Found])
    found_count: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    problem_count: int = 0
    samples: list[Entry] = field(default_factory=list[Entry])
    unmatched: tuple[Unmatched, ...] = ()
    unmatched_count: int = 0

    def tell(self, row: int, text: str) -> None:
        """Keep a problem.

        Raises:
            InvalidEntry: there may be none.
        """
        if self.all_or_nothing:
            told = _("Nothing was brought in. Row {row}: {text}")
            raise InvalidEntry(told.format(row=row, text=text))
        self.problem_count += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(Problem(row, text))

    def find(
        self,
        row: int,
        incoming: Customer,
        existing: Customer,
        reason: Reason,
        fields: Mapping[str, Any],
    ) -> None:
        """Keep that a customer is known; `fields` are those that merging changes."""
        self.found_count += 1
        if len(self.found) < MOST_TOLD:
            adds = tuple(_added(existing, fields))
            self.found.append(Found(row, incoming, existing, reason, adds))

    def sample(self, entry: Entry) -> None:
        """Keep one of the first entries."""
        if len(self.samples) < MOST_SAMPLES:
            self.samples.append(entry)

    def plan(self) -> Plan:
        """Return what was counted and kept."""
        return Plan(
            counts=dict(self.counts),
            found=tuple(self.found),
            found_count=self.found_count,
            unmatched=self.unmatched,
            unmatched_count=self.unmatched_count,
            problems=tuple(sorted(self.problems, key=lambda one: one.row)),
            problem_count=self.problem_count,
            samples=tuple(self.samples),
        )


def _added(existing: Customer, fields: Mapping[str, Any]) -> list[str]:
    """Return a line for each value that merging adds."""
    lines: list[str] = []
    for name, value in fields.items():
        before = getattr(existing, name)
        if name == "note":
            lines += str(value).removeprefix(before).strip().splitlines()
        elif isinstance(before, tuple):
            lines += (_written(one) for one in _new(before, value))
        elif not isinstance(value, bool):
            lines.append(str(value))
    return [line for line in lines if line]


def _new(before: Any, after: Any) -> list[Any]:
    return [one for one in after if one not in before]


def _written(value: Any) -> str:
    match value:
        case Labelled():
            return f"{value.label}: {value.value}" if value.label else value.value
        case Address():
            parts = (value.street, value.postal_code, value.city, value.region, value.country)
            return ", ".join(filter(None, parts))
        case str():
            return f"#{value}"
        case _:
            return str(getattr(value, "value", None) or getattr(value, "label", ""))
