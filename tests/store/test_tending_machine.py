"""Whatever the owner plans and tends: it can be taken back, and the journal agrees with itself."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import Connection

from tests.samples import make_customer
from tests.store.tending_acts import ACTS, MADRID, NOW, TODAY, Pick
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Kind,
)
from trustjournal.domain.records import (
    Record,
    Touchpoint,
    Wish,
)
from trustjournal.errors import InvalidEntry
from trustjournal.free_days import free_days
from trustjournal.store import backup, balances, calendar_entries, people, queries, writer
from trustjournal.store.agenda import deck
from trustjournal.store.engine import create_journal
from trustjournal.store.evenings import read_evening
from trustjournal.store.feedback import read_heard, read_told
from trustjournal.store.gestures import read_gestures
from trustjournal.store.promises import read_gaps, read_promises
from trustjournal.store.reviews import lessons_for, read_losses
from trustjournal.store.schema import RECORD_TABLES


class Owner(RuleBasedStateMachine):
    """Does what an owner may do, in any order, on a real file."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.engine = create_journal(Path(self.folder.name) / "journal.db")
        made = [make_customer(name, tags=("vip",)) for name in ("Rosa", "Tom")]
        writer.commit(self.engine, Changeset("Add", tuple(map(Change.create, made))))
        balances.ensure(self.engine, NOW, MADRID)
        self.states = [self.dump()]
        self.at = 0

    @rule(act=st.sampled_from(ACTS), seed=st.integers(0, 2**20))
    def act(self, act: Callable[[Pick], Changeset], seed: int) -> None:
        with self.engine.connect() as connection:
            try:
                changeset = act(Pick(connection, random.Random(seed)))
            except InvalidEntry:
                return
        assert changeset.label.strip()
        ids = [change.record.id for change in changeset.changes]
        assert len(ids) == len(set(ids))
        writer.commit(self.engine, changeset)
        self.states[self.at + 1 :] = [self.dump()]
        self.at += 1
        self.look()

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _time in range(min(times, self.at)):
            assert writer.undo(self.engine) is not None
            self.at -= 1
            assert self.dump() == self.states[self.at]
        self.look()

    @rule()
    def redo(self) -> None:
        if self.at + 1 < len(self.states):
            assert writer.redo(self.engine) is not None
            self.at += 1
            assert self.dump() == self.states[self.at]
            self.look()

    def look(self) -> None:
        """Hold the journal against itself."""
        assert backup.check(self.engine) == []
        with self.engine.connect() as connection:
            assert balances.verify(connection, NOW) == []
            complaints_and_recoveries_agree(connection)

    def dump(self) -> dict[UUID, Record]:
        with self.engine.connect() as connection:
            return {
                one.id: one for kind in RECORD_TABLES for one in queries.all_of(connection, kind)
            }

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            with self.engine.connect() as connection:
                read_pages(connection)
            self.engine.dispose()
            self.folder.cleanup()


def complaints_and_recoveries_agree(connection: Connection) -> None:
    for complaint in queries.all_of(connection, Touchpoint):
        its_own = queries.recoveries_from(connection, [complaint.id])
        assert {one.customer_id for one in its_own} <= set(complaint.customer_ids)
        if its_own:
            assert complaint.kind is Kind.COMPLAINT
            is_fixed = all(one.fixed_on is not None for one in its_own)
            assert is_fixed is (complaint.resolved_at is not None)


def read_pages(connection: Connection) -> None:
    dealt = deck(connection, NOW, MADRID, free_days=free_days)
    ids = [one.record_id for one in dealt.cards if one.record_id is not None]
    assert len(ids) == len(set(ids))
    read_promises(connection)
    read_gaps(connection, TODAY)
    read_gestures(connection, TODAY)
    heard = read_heard(connection, NOW, MADRID)
    assert {one.id for one in heard.wishes} == {one.id for one in queries.all_of(connection, Wish)}
    read_told(connection)
    read_losses(connection)
    read_evening(connection, NOW, MADRID, free_days=free_days)
    calendar_entries.entries(connection, NOW, MADRID)
    for who in queries.customers(connection):
        lessons_for(connection, people.story(connection, who.id), NOW, MADRID)


TestWhateverTheOwnerTends = Owner.TestCase
TestWhateverTheOwnerTends.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
