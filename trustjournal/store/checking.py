"""Holding a journal against itself: its file, and what it derives against what it derives it from.

All is read as of one moment, and nothing is changed.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from trustjournal.errors import Cancelled
from trustjournal.i18n import _, ngettext
from trustjournal.store import balances, damage, past
from trustjournal.store.backup import counts, schema_version
from trustjournal.store.organising_tables import attachment, content
from trustjournal.store.presences import count_presences_amiss, count_strangers
from trustjournal.store.search_checking import search_amiss
from trustjournal.store.value_checking import count_unreadable

Report = Callable[[int, int], object]
"""Hears how much is done and of how much; may raise Cancelled."""

_STEPS_BETWEEN_REPORTS: Final = 20_000
_FOREIGN_KEYS = text("PRAGMA foreign_key_check")


class Part(StrEnum):
    """What of a journal can be amiss, in the order in which it is looked at."""

    FILE = "file"
    INDEXES = "indexes"
    LINKS = "links"
    SEARCH = "search"
    PRESENCE = "presence"
    HISTORY = "history"
    CONTENTS = "contents"
    DEPTH = "depth"


MENDABLE: Final = frozenset(Part) - {Part.FILE, Part.LINKS, Part.CONTENTS}
"""What can be made anew from the records."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is amiss, in a sentence."""

    part: Part
    sentence: str

    @property
    def is_mendable(self) -> bool:
        """Whether a repair makes it anew from the records."""
        return self.part in MENDABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: `spare` names the files that nothing refers to, which is no fault."""

    schema: str = ""
    findings: tuple[Finding, ...] = ()
    counts: dict[str, int] = field(default_factory=dict[str, int])
    spare: frozenset[str] = frozenset()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is amiss."""
        return not self.findings

    @property
    def is_damaged(self) -> bool:
        """Whether the file itself is damaged, so that only a backup or salvaging helps."""
        return any(finding.part is Part.FILE for finding in self.findings)


def check_journal(
    engine: Engine, now: datetime, report: Report = lambda _done, _total: None
) -> Checked:
    """Return all that is amiss in the open journal.

    Where it can be written, the search index is compared word by word, for which SQLite takes the
    turn to write: some seconds at a million notes.

    Raises:
        NotSaved: another program kept the turn to write for too long.
        JournalUnavailable: the file could not be looked at now, whatever it holds.
        Cancelled: `report` said so.
    """
    steps = _Steps(report)
    findings = _in_file(engine, steps)
    if any(finding.part is Part.FILE for finding in findings):
        return Checked(findings=tuple(findings))
    with engine.connect() as connection, steps.watching(connection):
        findings += _links(connection)
        steps.next()
        findings += _presence(connection)
        steps.next()
        looked = past.look_back(connection, lambda _count: steps.tell())
        findings += _history(connection, looked)
        steps.next()
        spare, told = _contents(connection, looked.digests, steps.tell)
        findings += told
        steps.next()
        findings += [Finding(Part.DEPTH, words) for words in balances.verify(connection, now)]
        steps.next()
    findings += [Finding(Part.SEARCH, words) for words in search_amiss(engine)]
    steps.next()
    order = list(Part)
    return Checked(
        schema=schema_version(engine),
        findings=tuple(sorted(findings, key=lambda finding: order.index(finding.part))),
        counts=counts(engine),
        spare=frozenset(spare),
    )


class _Steps:
    """How far a check is; asks whether to stop between steps and while SQLite works."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._done = 0
        self._stopped: list[Cancelled] = []

    def next(self) -> None:
        """Go on to the next part."""
        self._done += 1
        self.tell()

    def tell(self) -> None:
        """Report how far it is.

        Raises:
            Cancelled: the owner asked to stop.
        """
        self._report(self._done, len(Part) - 1)

    def stoppable(self, engine: Engine, read: Callable[[Engine, damage.Heard], list[str]]) -> Any:
        """Do a reading that asks by itself."""
        found = read(engine, self.tell)
        self.next()
        return found

    @contextmanager
    def watching(self, connection: Connection) -> Generator[None]:
        """Have SQLite ask as well while the block goes on."""
        driver: Any = connection.connection.driver_connection
        if connection.dialect.name != "sqlite":
            yield
            return
        driver.set_progress_handler(self._ask, _STEPS_BETWEEN_REPORTS)
        try:
            yield
        except DBAPIError:
            if self._stopped:
                raise self._stopped[0] from None
            raise
        finally:
            driver.set_progress_handler(None, 0)

    def _ask(self) -> bool:
        try:
            self.tell()
        except Cancelled as error:
            self._stopped.append(error)
        return bool(self._stopped)


def _links(connection: Connection) -> Iterator[Finding]:
    """Find records that name others which are not there."""
    missing: dict[tuple[str, str], int] = {}
    if connection.dialect.name == "sqlite":  # a server never lets such a one in
        for table, _row, parent, _key in connection.execute(_FOREIGN_KEYS):
            missing[table, parent] = missing.get((table, parent), 0) + 1
    if strangers := count_strangers(connection):
        missing["touchpoint", "customer"] = strangers
    for (table, parent), count in missing.items():
        if table == "presence":
            continue  # said where who was there is held against the touchpoints
        words = _("{count} of {table} name a {parent} that is not there.")
        yield Finding(Part.LINKS, words.format(count=count, table=table, parent=parent))


def _presence(connection: Connection) -> Iterator[Finding]:
    if count := count_presences_amiss(connection):
        words = ngettext(
            "Who was there is not what the touchpoints say, in {count} place.",
            "Who was there is not what the touchpoints say, in {count} places.",
            count,
        )
        yield Finding(Part.PRESENCE, words.format(count=count))


def _history(connection: Connection, looked: past.Past) -> Iterator[Finding]:
    if looked.missing:
        words = ngettext(
            "The history speaks of {count} entry that is not there.",
            "The history speaks of {count} entries that are not there.",
            len(looked.missing),
        )
        yield Finding(Part.HISTORY, words.format(count=len(looked.missing)))
    if looked.changed:
        words = ngettext(
            "{count} entry is not as the history left it.",
            "{count} entries are not as the history left them.",
            len(looked.changed),
        )
        yield Finding(Part.HISTORY, words.format(count=len(looked.changed)))
    if gaps := past.gaps(connection):
        words = ngettext(
            "A part of {count} long act is missing in the history.",
            "A part of {count} long acts is missing in the history.",
            len(gaps),
        )
        yield Finding(Part.HISTORY, words.format(count=len(gaps)))


def _in_file(engine: Engine, steps: _Steps) -> list[Finding]:
    """Return what is wrong with the file itself, and of a whole one with values in it."""
    faults: list[str] = steps.stoppable(engine, damage.faults)
    if not all(map(damage.is_of_index, faults)):
        return [Finding(Part.FILE, fault) for fault in faults]
    with engine.connect() as connection, steps.watching(connection):
        unreadable = [*_values(connection)]
    return unreadable or [Finding(Part.INDEXES, fault) for fault in faults]


def _values(connection: Connection) -> Iterator[Finding]:
    for name, count in count_unreadable(connection).items():
        words = ngettext(
            "{count} row of the table {name} holds what was never written there",
            "{count} rows of the table {name} hold what was never written there",
            count,
        )
        yield Finding(Part.FILE, words.format(count=count, name=name))


def _contents(
    connection: Connection, remembered: set[str], tell: Callable[[], None]
) -> tuple[set[str], list[Finding]]:
    """Return the files that nothing refers to, and what is amiss with the others."""
    kept = set(connection.execute(select(content.c.digest)).scalars())
    named = set(connection.execute(select(attachment.c.digest)).scalars())
    changed = 0
    for digest in kept:
        held = connection.execute(select(content.c.bytes).where(content.c.digest == digest))
        changed += sha256(held.scalar_one()).hexdigest() != digest
        tell()
    findings: list[Finding] = []
    if lost := len(named - kept):
        words = ngettext(
            "What {count} attached file holds is missing.",
            "What {count} attached files hold is missing.",
            lost,
        )
        findings.append(Finding(Part.CONTENTS, words.format(count=lost)))
    if changed:
        words = ngettext(
            "{count} attached file is not what it was when it was added.",
            "{count} attached files are not what they were when they were added.",
            changed,
        )
        findings.append(Finding(Part.CONTENTS, words.format(count=changed)))
    return kept - named - remembered, findings
