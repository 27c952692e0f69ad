"""What the owner decides about an import, and what they are told that it does."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from trustjournal.domain.choices import Stage
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.matching import Reason
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.exchange.text_files import Problem
from trustjournal.i18n import _, ngettext

MOST_TOLD = 1000
"""How many problems, matches and strangers are kept to be told; the rest is counted."""

MOST_SAMPLES = 20


class Duplicates(StrEnum):
    """What to do with customers that the journal, or the file before them, has already."""

    SKIP = "skip"
    MERGE = "merge"
    NEW = "new"


class Stranger(StrEnum):
    """What to do with somebody whom the file only speaks of, and nobody knows."""

    NEW = "new"
    IGNORE = "ignore"


Fate = UUID | Stranger
"""Whose the records of a stranger are: those of a customer with this id, a new one's, nobody's."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the owner decided; by itself nothing is merged, and strangers are the source's matter.

    `decided` goes before `duplicates` for customers in a row, and `assigned` before `strangers`
    for somebody whom the file names (as in `Unmatched.who`). A new stranger comes to `stage`.
    With `all_or_nothing` a single problem keeps the whole file out.
    """

    duplicates: Duplicates = Duplicates.SKIP
    decided: Mapping[int, Duplicates] = field(default_factory=lambda: MappingProxyType({}))
    assigned: Mapping[Who, Fate] = field(default_factory=lambda: MappingProxyType({}))
    strangers: Stranger | None = None
    stage: Stage = Stage.CUSTOMER
    all_or_nothing: bool = False


@dataclass(slots=True)
class Count:
    """How many records of a kind are new, known to the journal, merged with one, or left out."""

    new: int = 0
    known: int = 0
    merged: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A customer of the file who looks like one of the journal, or like one before them.

    `adds` are lines that say what merging adds, none where it adds nothing.
    """

    row: int
    incoming: Customer
    existing: Customer
    reason: Reason
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the journal who may be meant."""

    id: UUID
    name: str
    company: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Somebody whom the file speaks of and the journal does not know.

    `count` is in how many entries and `rows` are the first of these; `likely` may be meant, the
    likeliest first. They stay listed when they are assigned.
    """

    who: Who
    count: int
    rows: tuple[int, ...]
    likely: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, or what it did.

    Of problems, matches and unmatched the first `MOST_TOLD` are here, and how many there are.
    """

    counts: Mapping[type[Record], Count]
    found: tuple[Found, ...]
    found_count: int
    unmatched: tuple[Unmatched, ...]
    unmatched_count: int
    problems: tuple[Problem, ...]
    problem_count: int
    samples: tuple[Entry, ...]

    @property
    def brings(self) -> int:
        """How many records would be added or changed."""
        return sum(count.new + count.merged for count in self.counts.values())

    @property
    def total(self) -> Count:
        """The counts of every kind together."""
        added = Counter[str]()
        for count in self.counts.values():
            added.update({name: getattr(count, name) for name in Count.__dataclass_fields__})
        return Count(**added)


def report_lines(plan: Plan, name: str) -> Iterator[str]:
    """Yield the lines of a report on the import of a file called `name`, to be saved."""
    yield _("Import of {name}").format(name=name)
    yield ""
    for kind, count in plan.counts.items():
        yield f"{kind_words(kind)}: {count_words(count)}"
    if plan.found:
        yield from ("", _("Taken for somebody known:"))
    for one in plan.found:
        line = _("Row {row}: {incoming} is like {existing} ({reason}).")
        yield line.format(
            row=one.row,
            incoming=one.incoming.name,
            existing=one.existing.name,
            reason=one.reason.word,
        )
    yield from _more(plan.found_count - len(plan.found))
    if plan.unmatched:
        yield from ("", _("Spoken of, and not known:"))
    for who in plan.unmatched:
        times = ngettext("{count} time", "{count} times", who.count).format(count=who.count)
        rows = ", ".join(map(str, who.rows))
        yield _("{who}: {times}, first in row {rows}").format(
            who=who_words(who.who), times=times, rows=rows
        )
    yield from _more(plan.unmatched_count - len(plan.unmatched))
    if plan.problems:
        yield from ("", _("To know of:"))
    for problem in plan.problems:
        yield _("Row {row}: {text}").format(row=problem.row, text=problem.text)
    yield from _more(plan.problem_count - len(plan.problems))


def count_words(count: Count) -> str:
    """Return counts in words: "3 new, 1 merged", and that there is nothing new where it is so."""
    told = (
        (count.new, ngettext("{count} new", "{count} new", count.new)),
        (count.merged, ngettext("{count} merged", "{count} merged", count.merged)),
        (count.known, ngettext("{count} known already", "{count} known already", count.known)),
        (count.left_out, ngettext("{count} left out", "{count} left out", count.left_out)),
    )
    return ", ".join(words.format(count=number) for number, words in told if number)


def kind_words(kind: type[Record]) -> str:
    """Return the owner's word for many of a kind."""
    words: dict[type[Record], str] = {
        Customer: _("People"),
        Touchpoint: _("Touchpoints"),
        CheckIn: _("Check-ins"),
        Gesture: _("Gestures"),
        Promise: _("Promises"),
        Answer: _("Needs and fairness"),
        Feedback: _("Feedback"),
    }
    return words.get(kind, _("Other records"))


def who_words(who: Who) -> str:
    """Return how a file names somebody, on one line."""
    return " · ".join(filter(None, (who.name, who.email, who.phone))) or who.key


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield ngettext("And {count} more.", "And {count} more.", count).format(count=count)
