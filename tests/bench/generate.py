"""Makes the big journal that the benchmarks use: `python -m tests.bench.generate FILE`.

Seeded: the same numbers make the same journal. Ten years; how often somebody is in touch follows
Zipf's law; notes have 10 to 60 words. Six in ten were sent by somebody who came before them.
"""

import argparse
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, Identity
from trustjournal.domain.choices import (
    Began,
    Channel,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Labelled,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

END = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
YEARS = 10
"""The journal's last day, and how far it goes back."""
_BATCH = 20_000
_FIRST = [
    "Ana",
    "Ben",
    "Cho",
    "Dee",
    "Eli",
    "Fay",
    "Gus",
    "Hana",
    "Ivo",
    "Jun",
    "Kai",
    "Lea",
    "Mio",
    "Noa",
    "Oda",
    "Pia",
    "Quin",
    "Rui",
    "Sia",
    "Tom",
]
_LAST = [
    "Abel",
    "Brandt",
    "Costa",
    "Duarte",
    "Evans",
    "Ferri",
    "Grau",
    "Haas",
    "Ito",
    "Jansen",
    "Kaya",
    "Lund",
    "Moreau",
    "Novak",
]
_WORDS = [
    "asked",
    "about",
    "the",
    "oak",
    "sample",
    "delivery",
    "glaze",
    "terrace",
    "spring",
    "order",
    "price",
    "cup",
    "bowl",
    "plate",
    "shelf",
    "window",
    "garden",
    "mother",
    "daughter",
    "holiday",
    "market",
    "invoice",
    "colour",
    "blue",
    "green",
    "warm",
    "cold",
    "late",
    "early",
    "happy",
    "tired",
    "proud",
    "quiet",
    "busy",
    "rain",
    "sun",
    "coffee",
    "lunch",
    "friend",
    "street",
    "corner",
    "wood",
    "clay",
    "kiln",
    "fire",
    "wanted",
    "brought",
    "promised",
    "showed",
    "liked",
    "worried",
    "laughed",
    "waited",
    "called",
    "returned",
    "thanked",
    "small",
    "large",
    "second",
    "third",
    "morning",
    "evening",
    "summer",
    "winter",
    "plan",
    "idea",
    "letter",
    "parcel",
    "card",
    "photo",
]
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


class Maker:
    """Records from a seeded source of chance, with ids that are the same every time."""

    def __init__(self, people: int, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.people: list[Customer] = []
        for number in range(people):
            self.people.append(self.customer(number, people))
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(people)))
        self._kinds = list(accumulate(_KINDS.values()))

    def ids(self) -> Identity:
        bits = self.chance.getrandbits
        return {"id": UUID(int=bits(128)), "revision": UUID(int=bits(128))}

    def customer(self, number: int, people: int) -> Customer:
        chance, pick = self.chance, self.chance.choice
        (stage,) = chance.choices(tuple(_STAGES), tuple(_STAGES.values()))
        # Who came early has sent more: a tree as deep and as uneven as a real one.
        sent = chance.random() < _SENT and self.people
        since = END.date() - timedelta(days=round(365 * YEARS * (1 - number / people)))
        lost_on = since + (END.date() - since) * chance.random() if stage is Stage.LOST else None
        name = f"{pick(_FIRST)} {pick(_LAST)}{pick('abcdefghij')}{number}"
        return Customer(
            id=UUID(int=number << 64 | self.chance.getrandbits(64)),
            revision=UUID(int=self.chance.getrandbits(128)),
            name=name,
            company=f"{pick(_LAST)} {pick(_WORDS)}" if number % 3 == 0 else "",
            phones=(Labelled(value=f"+1555{number:07}"),),
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
            answered = at + timedelta(hours=chance.randrange(1, 72))
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
                note=" ".join(chance.choices(_WORDS, k=chance.randrange(10, 61))),
                answered_at=answered if kind is Kind.ENQUIRY and answered <= END else None,
                resolved_at=answered if kind is Kind.COMPLAINT and answered <= END else None,
            )

    def plans(self) -> Iterator[Record]:
        """Yield a check-in for everyone, and promises and gestures for some."""
        chance, today = self.chance, END.date()
        for number, who in enumerate(self.people):
            every = chance.choice((14, 21, 30, 60, 90))
            due = today + timedelta(days=chance.randrange(-2, every))
            yield CheckIn(**self.ids(), customer_id=who.id, every_days=every, due_on=due)
            if number % 4 == 0:
                yield self._promise(who, today)
            if number % 10 == 0:
                given = today - timedelta(days=chance.randrange(1, 900))
                yield Gesture(
                    **self.ids(),
                    customer_id=who.id,
                    title="Mug",
                    status=GestureStatus.GIVEN,
                    given_on=given,
                    received=1,
                )

    def _promise(self, who: Customer, today: date) -> Promise:
        made = today - timedelta(days=self.chance.randrange(30, 1500))
        outcome = self.chance.choice((*PromiseOutcome, PromiseOutcome.KEPT))
        return Promise(
            **self.ids(),
            customer_id=who.id,
            text="send the photos",
            made_on=made,
            due_on=made + timedelta(days=7),
            outcome=outcome,
            settled_on=made + timedelta(days=6),
        )


def generate(path: Path, people: int, touchpoints: int) -> None:
    """Make the journal at `path`, through the program's own writer."""
    maker = Maker(people)
    engine = create_journal(path)
    for records in (maker.people, maker.plans(), maker.touchpoints(touchpoints)):
        stream = iter(records)
        while batch := [Change.create(record) for record in islice(stream, _BATCH)]:
            writer.commit(engine, Changeset("Generate", tuple(batch)))
    close_journal(engine)


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
