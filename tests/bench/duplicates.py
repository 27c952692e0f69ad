"""How long it takes to know who is there twice: `python -m tests.bench.duplicates`.

The journal is made for it: 10,000 people with the names of a large town, every twentieth of them
twice, mistyped or with the same number. The floor is reading the same columns in the same run.
"""

import argparse
import random
import tempfile
import tracemalloc
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from tests.bench.ratio import compare, milliseconds, show
from tests.samples import make_customer
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.duplicates import Known, Pair, find_pairs
from trustjournal.domain.records import Customer, Labelled
from trustjournal.domain.twins import ids_of
from trustjournal.store import writer
from trustjournal.store.duplicates import duplicates
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.store.schema import customer

PEOPLE = 10_000
EVERY = 20
RUNS = 5
FIRST = [
    *("anna", "ben", "carla", "david", "elena", "farid", "greta", "hugo"),
    *("ines", "jonas", "katja", "liam", "maria", "nadia", "oskar", "paula"),
    *("rosa", "samir", "tomasz", "ursula", "viktor", "wanda", "yusuf", "zoe"),
    *("amelie", "boris", "clara", "dorian", "emil", "franka"),
]
STARTS = [
    *("al", "bar", "cor", "del", "es", "fer", "gar", "hol"),
    *("iva", "jan", "kor", "lin", "mor", "nov", "ort", "pet"),
    *("rom", "sch", "tor", "vel"),
]
MIDDLES = [
    *("an", "ber", "dan", "er", "gel", "in", "ko", "lan"),
    *("mar", "nik", "or", "ri", "sen", "ta", "vin"),
]
ENDS = [
    *("a", "berg", "dez", "er", "ez", "ini", "ko", "mann"),
    *("ova", "sen", "ski", "son", "stein", "ti"),
]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    count: int = parser.parse_args().people
    people, twins = town(count)
    with tempfile.TemporaryDirectory() as folder:
        engine = create_journal(Path(folder) / "journal.db")
        changes = tuple(Change.create(one) for one in people)
        writer.commit(engine, Changeset("Fill", changes))
        with engine.connect() as connection:
            measure(connection, twins)
        close_journal(engine)


def measure(connection: Connection, twins: set[frozenset[str]]) -> None:
    """Measure on one open journal and tell how many of the twins were found."""
    found = duplicates(connection)
    names = {frozenset(map(str, pair.ids)) for pair in found}
    timed = partial(milliseconds, partial(read, connection))
    line = compare(
        "find the pairs",
        partial(milliseconds, partial(duplicates, connection)),
        "reading what people are told by",
        timed,
        runs=RUNS,
        goal=None,
    )
    show(
        f"duplicates: {len(read(connection)):,} people, {len(found):,} pairs",
        [line],
        f"twins found: {len(twins & names):,} of {len(twins):,}",
        f"pairs for which two things speak: {sum(pair.is_likely for pair in found):,}",
        f"memory at its highest while comparing: {peak(connection) / 1e6:.0f} MB",
    )


def town(count: int) -> tuple[list[Customer], set[frozenset[str]]]:
    """Return people, and the ids of those of them who are one and the same."""
    chance = random.Random(1)
    people: list[Customer] = []
    twins: set[frozenset[str]] = set()
    while len(people) < count:
        number = chance.randrange(10**8, 10**9)
        last = "".join(map(chance.choice, (STARTS, MIDDLES, ENDS)))
        name = f"{chance.choice(FIRST)} {last}".title()
        phone = (Labelled(value=f"+34 {number}"),)
        one = make_customer(name, phones=phone)
        people.append(one)
        if len(people) % EVERY == 0:
            same = (Labelled(value=str(number)),) if chance.random() < 0.5 else ()
            other = make_customer(mistyped(name, chance), phones=same)
            people.append(other)
            twins.add(frozenset(map(str, ids_of(one.id, other.id))))
    return people, twins


def mistyped(name: str, chance: random.Random) -> str:
    """Return a name with its words turned round, a letter doubled, or as it is."""
    first, last = name.split()
    place = chance.randrange(1, len(last))
    return chance.choice((name, f"{last}, {first}", f"{first} {last[:place]}{last[place - 1 :]}"))


def read(connection: Connection) -> Sequence[object]:
    """Read the columns that people are told by."""
    told_by = (customer.c.id, customer.c.name, customer.c.phones, customer.c.emails)
    return connection.execute(select(*told_by)).all()


def peak(connection: Connection) -> int:
    """Return the bytes that comparing takes at its highest."""
    everyone = [
        Known(id=which, name=name, phones=tuple(one.value for one in phones))
        for which, name, phones in connection.execute(
            select(customer.c.id, customer.c.name, customer.c.phones)
        )
    ]
    tracemalloc.start()
    found: list[Pair] = find_pairs(everyone)
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest if found else 0


if __name__ == "__main__":
    main()
