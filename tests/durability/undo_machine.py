"""An owner who does anything in any order, on a real file, and can take all of it back.

Hypothesis chooses: acts, undo and redo, closing and opening, files brought in, and people of whom
two become one.
"""

import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, Engine

from tests.durability.journals import rows, tell
from tests.durability.outcome import Outcome
from tests.samples import make_customer
from tests.store.tending_acts import ACTS, MADRID, NOW, Pick
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer, Record
from trustjournal.domain.twins import differences
from trustjournal.errors import InvalidEntry
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.services.merging import merge
from trustjournal.store import balances, writer
from trustjournal.store.duplicates import twins
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.transfer.import_plan import Choices, Duplicates, Stranger
from trustjournal.transfer.importing import bring_in

_CONTACTS = "First Name,Last Name,E-mail,Notes\n"
_LOG = "Date,Person,E-mail,Channel,Note\n"
_NAMES = ("Ana", "Ben", "Rosa", "Tom", "Zoe", "Ölmühle $_<b>")

Book = tuple[frozenset[Record], tuple[tuple[Any, ...], ...]]
"""All records, and who was there when."""


class Owner(RuleBasedStateMachine):
    """Does what an owner may do; the journal is checked after each of it."""

    steps = 0
    """After how many the journal was checked, of all owners."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.db"
        self.journal = create_journal(self.path)
        made = [make_customer(name, tags=("vip",)) for name in ("Rosa", "Tom", "Rosa Almeida")]
        writer.commit(self.journal, Changeset("Add", tuple(map(Change.create, made))))
        balances.ensure(self.journal, NOW, MADRID)
        self.books = [book(self.journal)]
        self.at = 0

    @rule(seeds=st.lists(st.integers(0, 2**20), min_size=1, max_size=4))
    def act(self, seeds: list[int]) -> None:
        for seed in seeds:
            with self.journal.connect() as connection:
                changeset = _chosen_act(connection, random.Random(seed))
            writer.commit(self.journal, changeset)
            self.did()

    @rule(seed=st.integers(0, 2**20))
    def make_one_of_two(self, seed: int) -> None:
        with self.journal.connect() as connection:
            changeset = _merged(connection, random.Random(seed))
        if changeset is not None:
            writer.commit(self.journal, changeset)
            self.did()

    @rule(
        people=st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4),
        duplicates=st.sampled_from(Duplicates),
        is_log=st.booleans(),
    )
    def bring_in(self, people: list[str], duplicates: Duplicates, is_log: bool) -> None:
        file = self.path.with_name("contacts.csv")
        file.write_text(_log(people) if is_log else _contacts(people), "utf-8")
        form = find_form(file)
        source = form.open(file, Reading(zone=MADRID.key, now=NOW))
        choices = Choices(duplicates=duplicates, strangers=Stranger.NEW)
        bring_in(self.journal, source, choices, file.name, now=NOW)
        self.did()

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _time in range(min(times, self.at)):
            assert writer.undo(self.journal) is not None
            self.at -= 1
            self.look()

    @rule()
    def redo(self) -> None:
        if self.at + 1 < len(self.books):
            assert writer.redo(self.journal) is not None
            self.at += 1
            self.look()

    @rule()
    def restart(self) -> None:
        close_journal(self.journal)
        self.journal = open_journal(self.path)
        self.look()

    def look(self) -> None:
        """Check the journal, and hold it against what it was when it stood here before."""
        assert book(self.journal) == self.books[self.at]
        tell(self.path, "check")
        Owner.steps += 1

    def did(self) -> None:
        """Remember what there is now; what was undone before can be redone no more."""
        self.at += 1
        self.books[self.at :] = [book(self.journal)]
        self.look()

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            while self.at:
                assert writer.undo(self.journal) is not None
                self.at -= 1
            self.look()
            self.journal.dispose()
            self.folder.cleanup()


def book(journal: Engine) -> Book:
    """Return what stands in a journal, the past of it aside."""
    with journal.connect() as connection:
        records = (one for kind in RECORD_TABLES for one in fetch(connection, kind, chosen(kind)))
        return frozenset(records), tuple(rows(journal)["presence"])


def _chosen_act(connection: Connection, chance: random.Random) -> Changeset:
    """Return one of the acts that are possible now."""
    while True:
        try:
            return chance.choice(ACTS)(Pick(connection, chance))
        except InvalidEntry:
            continue


def _merged(connection: Connection, chance: random.Random) -> Changeset | None:
    known = fetch(connection, Customer, chosen(Customer))
    if len(known) < 2:
        return None
    keep, gone = chance.sample(sorted(one.id for one in known), 2)
    both = twins(connection, keep, gone)
    keys = [one.key for one in differences(both)]
    return merge(both, chance.sample(keys, chance.randint(0, len(keys))))


def _contacts(people: list[str]) -> str:
    lines = (f"{name},Delgado,{name[:3].lower()}@example.org,From a file\n" for name in people)
    return _CONTACTS + "".join(lines)


def _log(people: list[str]) -> str:
    lines = (
        f"2026-10-{day:02} 10:00,{name},,phone,Asked for a lid\n"
        for day, name in enumerate(people, start=1)
    )
    return _LOG + "".join(lines)


def run(examples: int, steps: int) -> Outcome:
    """Let so many owners do so many steps each; made are the steps after which all was checked.

    Raises:
        AssertionError: the journal does not agree with itself, or something cannot be taken back.
    """
    before = Owner.steps
    run_state_machine_as_test(
        Owner,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    return Outcome(Owner.steps - before, 0)
