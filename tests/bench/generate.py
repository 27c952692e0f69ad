"""Makes the big journal that the benchmarks use: `python -m tests.bench.generate FILE`.

Seeded: the same numbers make the same journal. Ten years; how often somebody is in touch follows
Zipf's law; notes have 10 to 60 words. Six in ten were sent by somebody who came before them. What
is planned with them and was heard from them is in `tests.bench.generate_tending`.
"""

import argparse
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.bench.generate_tending import Tending
from tests.bench.words import FIRST, LAST, WORDS
from trustjournal.clock import zone_name
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began, Channel, Kind, Stage
from trustjournal.domain.records import Customer, ImportantDate, Labelled, Record, Touchpoint
from trustjournal.store import writer
from trustjournal.store.balances import ensure
from trustjournal.store.engine import close_journal, create_journal

END = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
YEARS = 10
"""The journal's last day, and how far it goes back."""
_BATCH = 20_000
_KINDS = {
    Kind.CONVERSATION: 60,
    Kind.VISIT: 10,
    Kind.ENQUIRY: 8,
    Kind.ORDER: 8,
    Kind.DELIVERY: 7,
    Kind.MISSED_CALL: 3,
    Kind.THANKS: 2,
    Kind.PRAISE: 1,
    Kind.COMPLAINT: 1,
    Kind.RENEWAL: 0.5,
    Kind.EXPANSION: 0.3,
    Kind.FOOT_DRAGGING: 0.2,
}
_STAGES = {Stage.CUSTOMER: 80, Stage.PROSPECT: 12, Stage.LOST: 8}
_SENT = 0.6
_PAID = (Kind.ORDER, Kind.RENEWAL, Kind.EXPANSION)
_LATELY, _LEFT = timedelta(days=60), 0.1


class Maker:
    """Records from a seeded source of chance, with ids that are the same every time."""

    def __init__(self, people: int, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.people: list[Customer] = []
        for number in range(people):
            self.people.append(self.customer(number, people))
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(people)))
        self._kinds = list(accumulate(_KINDS.values()))

    def customer(self, number: int, people: int) -> Customer:
        chance, pick = self.chance, self.chance.choice
        (stage,) = chance.choices(tuple(_STAGES), tuple(_STAGES.values()))
        # Who came early has sent more: a tree as deep and as uneven as a real one.
        sent = chance.random() < _SENT and self.people
        since = END.date() - timedelta(days=round(365 * YEARS * (1 - number / people)))
        lost_on = since + (END.date() - since) * chance.random() if stage is Stage.LOST else None
        name = f"{pick(FIRST)} {pick(LAST)}{pick('abcdefghij')}{number}"
        return Customer(
            id=UUID(int=number << 64 | self.chance.getrandbits(64)),
            revision=UUID(int=self.chance.getrandbits(128)),
            name=name,
            company=f"{pick(LAST)} {pick(WORDS)}" if number % 3 == 0 else "",
            phones=(Labelled(value=f"+1555{number:07}"),),
            dates=(_birthday(number),) if number % 6 == 0 else (),
            tags=(pick(("wholesale", "walk-in", "market", "online")),),
            yearly_value=Decimal(round(chance.lognormvariate(6, 1))) if number % 5 else None,
            referred_by=self.people[int(number * chance.random() ** 2)].id if sent else None,
            since=since,
            stage=stage,
            lost_on=lost_on,
        )

    def touchpoints(self, count: int) -> Iterator[Touchpoint]:
        """Yield touchpoints oldest first, as an owner would have logged them."""
        chance = self.chance
        step = timedelta(days=365 * YEARS) / count
        kinds = list(_KINDS)
        for number in range(count):
            at = END - step * (count - number)
            (who,) = chance.choices(self.people, cum_weights=self._weights)
            (kind,) = chance.choices(kinds, cum_weights=self._kinds)
            settled = self._settled(at)
            yield Touchpoint(
                id=UUID(int=number << 64 | chance.getrandbits(64)),
                revision=UUID(int=chance.getrandbits(128)),
                happened_at=at,
                zone="Europe/Madrid",
                customer_ids=(who.id,),
                channel=chance.choice(tuple(Channel)),
                began=chance.choice(tuple(Began)),
                kind=kind,
                feeling=chance.choice((None, -1, 0, 1, 1, 1, 2)),
                note=" ".join(chance.choices(WORDS, k=chance.randrange(10, 61))),
                answered_at=settled if kind is Kind.ENQUIRY else None,
                resolved_at=settled if kind is Kind.COMPLAINT else None,
                amount=Decimal(chance.randrange(5, 400)) if kind in _PAID else None,
            )

    def _settled(self, at: datetime) -> datetime | None:
        """Return when an enquiry was answered or a complaint put right; a few of late are open."""
        settled = at + timedelta(hours=self.chance.randrange(1, 72))
        is_left = END - at < _LATELY and self.chance.random() < _LEFT
        return None if is_left or settled > END else settled


def _birthday(number: int) -> ImportantDate:
    return ImportantDate(label="Birthday", month=number % 12 + 1, day=number % 28 + 1)


def generate(path: Path, people: int, touchpoints: int) -> None:
    """Make the journal at `path` through the program's own writer, and close its books."""
    maker = Maker(people)
    tending = Tending(maker.people, END)
    engine = create_journal(path)
    complaints: list[Touchpoint] = []
    logged = _noting(maker.touchpoints(touchpoints), complaints)
    for records in (maker.people, tending.plans(), logged, tending.recoveries(complaints)):
        stream = iter(records)
        while batch := [Change.create(record) for record in islice(stream, _BATCH)]:
            writer.commit(engine, Changeset("Generate", tuple(batch)))
    ensure(engine, END, ZoneInfo(zone_name()))
    close_journal(engine)


def _noting(touches: Iterator[Touchpoint], complaints: list[Touchpoint]) -> Iterator[Record]:
    """Yield all of `touches` and keep the complaints among them."""
    for touch in touches:
        if touch.kind is Kind.COMPLAINT:
            complaints.append(touch)
        yield touch


def main() -> None:
    """Make a journal of the size of performance.md, or the size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--touchpoints", type=int, default=1_000_000)
    args = parser.parse_args()
    began = time.perf_counter()
    generate(args.file, args.people, args.touchpoints)
    size = args.file.stat().st_size / 1e6
    print(f"{args.file}: {size:.0f} MB in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
