"""What the palette looks for in the journal while its owner types, a bounded read at a time.

The index answers first. Then come people, promises and the like, and notes that only a longer look
finds. A read that was overtaken by another letter leads to nothing further.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy import Connection

from trustjournal.domain.records import Touchpoint
from trustjournal.domain.search_query import EVERYTHING, Query, parse
from trustjournal.errors import TrustJournalError
from trustjournal.store import finding
from trustjournal.store.finding import MOST, Hit, Notes
from trustjournal.store.touchpoint_list import SHORTEST_INSIDE, Place, Wanted, as_wanted
from trustjournal.ui.session import JournalSession

_FIRST_STEP, _LONGEST_STEP, _INSIDE_STEP = 2_000, 100_000, 50_000

_PAUSE = 20
"""ms between two reads, so that what was found is painted before more is looked for."""

Reading = Callable[[Connection], Any]
Plan = Generator[Reading, Any, None]
"""What is to be read, one after the other; each gets its answer before the next is asked for."""


class FindSearch(QObject):
    """Looks for one text after the other; `found` fires as more of the hits arrive.

    `hits` are those of the query, or still of the one before until the first answer; `busy` says
    that more may come.
    """

    found = Signal()

    def __init__(self, session: JournalSession, parent: QObject) -> None:
        super().__init__(parent)
        self.query = EVERYTHING
        self.hits: list[Hit] = []
        self.busy = False
        self._session = session
        self._plan: Plan | None = None
        self._next: Reading | None = None
        self._reading = False
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._read)

    def ask(self, text: str) -> None:
        """Look for something else."""
        self.query = parse(text, self._session.today())
        self.busy = bool(self.query)
        self._rest.stop()
        if self.query:
            self._plan = self._planned(self.query)
            self._next = next(self._plan)
            self._read()
        else:
            self._plan, self.hits = None, []
            self.found.emit()

    def _read(self) -> None:
        """Read what comes next, one at a time: whoever types fast must not fill the queue."""
        if self._plan is not None and self._next is not None and not self._reading:
            self._reading = True
            self._session.read(self._next, partial(self._take, self._plan), self._failed)

    def _take(self, plan: Plan, answer: object) -> None:
        self._reading = False
        if plan is not self._plan:
            self._read()
            return
        try:
            self._next = plan.send(answer)
        except StopIteration:
            self.busy, self._plan = False, None
        self.found.emit()
        if self._plan is plan:
            self._rest.start()

    def _failed(self, error: TrustJournalError) -> None:
        self._reading = self.busy = False
        self._plan = None
        self._session.refused.emit(str(error))

    def _planned(self, query: Query) -> Plan:
        now, zone = self._session.now(), self._session.zone()
        newest: finding.Newest = yield partial(finding.newest_notes, query=query)
        self.hits = list(newest.hits)
        self._add((yield partial(_around, query=query, now=now, zone=zone)))
        wanted = as_wanted(query, now)
        if not newest.complete:
            yield from self._walk(wanted, _FIRST_STEP)
        elif all(len(word.folded) >= SHORTEST_INSIDE for word in query.words):
            yield from self._walk(replace(wanted, inside=True), _INSIDE_STEP)

    def _walk(self, wanted: Wanted, scan: int) -> Plan:
        """Go back in the log until enough was found."""
        after: Place | None = None
        while sum(isinstance(hit.record, Touchpoint) for hit in self.hits) < MOST:
            step: Notes = yield partial(finding.next_notes, wanted=wanted, after=after, scan=scan)
            self._add(step.hits)
            wanted, after, scan = step.wanted, step.after, min(8 * scan, _LONGEST_STEP)
            if after is None:
                return

    def _add(self, hits: Iterable[Hit]) -> None:
        known = {hit.record.id for hit in self.hits}
        self.hits += [hit for hit in hits if hit.record.id not in known]


def _around(connection: Connection, query: Query, now: datetime, zone: ZoneInfo) -> list[Hit]:
    return [
        *finding.people(connection, query, now, zone),
        *finding.notes_with(connection, query, now, zone),
        *finding.others(connection, query, now, zone),
    ]
