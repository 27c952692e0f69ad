"""What is carried forward is what the records say, whatever was done to them."""

import random
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Engine, event, func, select

from tests.samples import (
    NOON,
    TODAY,
    make_answer,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Topic,
)
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Record,
    Touchpoint,
)
from trustjournal.store import balances, queries, writer
from trustjournal.store.depths import depths
from trustjournal.store.engine import create_journal
from trustjournal.store.people import depth_settings, story
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import balance, open_entry

MADRID = ZoneInfo("Europe/Madrid")
DAY = timedelta(days=1)
ZONES = [MADRID, UTC, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/Los_Angeles")]
QUARTERS = st.one_of(st.integers(-60, 80), st.integers(-60, 80), st.integers(-4000, 0))
DAYS = QUARTERS.map(lambda quarters: NOON + quarters * DAY / 4)
LATER = st.one_of(st.none(), st.integers(0, 60).map(lambda quarters: quarters * DAY / 4))
FEELINGS = st.sampled_from([None, -2, -1, 0, 1, 2])


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in records)))


def assert_right(
    engine: Engine, people: Iterable[Customer], instants: Iterable[datetime], zone: tzinfo
) -> None:
    """Hold everyone's depth against the model over each one's own evidence."""
    with engine.connect() as connection:
        wanted = depth_settings(queries.preferences(connection))
        for now in instants:
            found = depths(connection, now, wanted, zone=zone)
            for person in people:
                told = [
                    item for item in story(connection, person.id).evidence(zone) if item.at <= now
                ]
                expected = depth.depth_at(told, now, wanted).score
                assert (person.id in found) == bool(told)
                assert found.get(person.id, 20.0) == pytest.approx(expected, abs=1e-9)
                (alone,) = depths(
                    connection, now, wanted, zone=zone, customer_ids=[person.id]
                ).values() or [20.0]
                assert alone == pytest.approx(expected, abs=1e-9)
        assert balances.verify(connection) == []


def closed(engine: Engine) -> balances.Closing | None:
    with engine.connect() as connection:
        return balances.closing(connection)


def rows(engine: Engine) -> tuple[int, int]:
    """How many balances and open entries there are."""
    with engine.connect() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (balance, open_entry)
        ]
    return counts[0], counts[1]


def test_books_are_carried_forward_in_time(engine: Engine) -> None:
    ana, ben = make_customer("Ana"), make_customer("Ben")
    open_one = make_touchpoint(ana.id, happened_at=NOON - 90 * DAY, kind=Kind.COMPLAINT)
    add(engine, ana, ben, open_one)
    balances.ensure(engine, NOON, MADRID)
    lately = [
        make_touchpoint(ana.id, ben.id, happened_at=NOON - days * DAY, kind=Kind.PRAISE)
        for days in (60, 30, 3, 1, -20)
    ]
    add(engine, *lately)
    assert rows(engine) == (2, 2 + 2 * 3)
    balances.ensure(engine, NOON + balances.OLD - balances.RECENT, MADRID)
    assert rows(engine) == (2, 2 + 2 * 3)
    later = NOON + balances.OLD
    balances.ensure(engine, later, MADRID)
    assert rows(engine) == (2, 2 + 2 * 1)
    everyone = [later - balances.RECENT, later, later + 30 * DAY]
    assert_right(engine, [ana, ben], [NOON, *everyone], MADRID)
    delete = tuple(Change.delete(touch) for touch in (open_one, *lately))
    writer.commit(engine, Changeset("Delete", delete))
    assert rows(engine) == (0, 0)
    writer.undo(engine)
    assert_right(engine, [ana, ben], everyone, MADRID)


def test_what_speaks_only_after_the_closing_is_kept_apart(engine: Engine) -> None:
    ana = make_customer("Ana")
    asked = {"kind": Kind.ENQUIRY, "began": Began.THEM, "feeling": 1}
    settled = {"outcome": PromiseOutcome.KEPT, "made_on": TODAY}
    add(
        engine,
        ana,
        make_touchpoint(ana.id, happened_at=NOON - 10 * DAY, **asked),
        make_touchpoint(ana.id, happened_at=NOON - 11 * DAY, answered_at=NOON - 7.5 * DAY, **asked),
        make_touchpoint(ana.id, happened_at=NOON - 50 * DAY, kind=Kind.COMPLAINT),
        make_touchpoint(
            ana.id, happened_at=NOON - 50 * DAY, resolved_at=NOON - DAY, kind=Kind.COMPLAINT
        ),
        make_touchpoint(ana.id, happened_at=NOON + 5 * DAY, feeling=2),
        make_promise(ana.id, settled_on=TODAY + 3 * DAY, **settled),
        make_answer(ana.id, answered_at=NOON - 2 * DAY),
    )
    balances.ensure(engine, NOON, MADRID)
    assert rows(engine) == (1, 1 + 1 + 2 + 4 + 1 + 1 + 1)
    days = (-8, -7, -6, -2, -1, 0, 2.4, 3, 4, 5, 40)
    assert_right(engine, [ana], [NOON + n * DAY for n in days], MADRID)


def test_another_zone_half_life_or_rule_closes_the_books_anew(engine: Engine) -> None:
    ana = make_customer("Ana")
    kept = make_promise(
        ana.id, made_on=TODAY, outcome=PromiseOutcome.KEPT, settled_on=TODAY - 9 * DAY
    )
    preferences = Preferences(**identity())
    add(engine, ana, kept, preferences)
    balances.ensure(engine, NOON, MADRID)
    balances.ensure(engine, NOON, UTC)
    assert_right(engine, [ana], [NOON], UTC)
    change = Change.update(preferences, half_life_days=30)
    writer.commit(engine, Changeset("Settings", (change,)))
    assert closed(engine) is None
    assert_right(engine, [ana], [NOON], UTC)
    balances.ensure(engine, NOON, UTC)
    assert (found := closed(engine)) is not None
    assert found.half_life_days == 30
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE closing SET rules = 1")
        connection.exec_driver_sql("UPDATE balance SET sums = zeroblob(64)")
    assert closed(engine) is None
    assert_right(engine, [ana], [NOON], UTC)
    add(engine, make_promise(ana.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY - 20 * DAY))
    balances.ensure(engine, NOON, UTC)
    assert_right(engine, [ana], [NOON], UTC)


def test_a_weight_of_bad_evidence_needs_no_new_books(engine: Engine) -> None:
    ana = make_customer("Ana")
    preferences = Preferences(**identity())
    touch = make_touchpoint(ana.id, happened_at=NOON - 30 * DAY, feeling=-2)
    add(engine, ana, touch, preferences)
    balances.ensure(engine, NOON, UTC)
    change = Change.update(preferences, bad_weight=3.5)
    writer.commit(engine, Changeset("Settings", (change,)))
    assert closed(engine) is not None
    assert_right(engine, [ana], [NOON], UTC)


def test_an_instant_before_the_closing_is_weighed_from_the_records(engine: Engine) -> None:
    ana = make_customer("Ana")
    days = (500, 90, 20, 9, 2)
    touches = [make_touchpoint(ana.id, happened_at=NOON - n * DAY, feeling=1) for n in days]
    add(engine, ana, *touches)
    balances.ensure(engine, NOON, UTC)
    assert_right(engine, [ana], [NOON - n * DAY for n in (600, 200, 10, 9)], UTC)


def test_a_journal_that_can_only_be_read_is_left_alone(engine: Engine) -> None:
    ana = make_customer("Ana")
    add(engine, ana, make_touchpoint(ana.id, happened_at=NOON - 30 * DAY, feeling=-2))
    event.listen(engine, "checkout", refuse_to_write)
    balances.ensure(engine, NOON, UTC)
    assert closed(engine) is None
    assert_right(engine, [ana], [NOON], UTC)


def refuse_to_write(connection: Any, _record: object, _proxy: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def test_a_zone_without_a_name_is_not_closed_for(engine: Engine) -> None:
    ana = make_customer("Ana")
    add(engine, ana, make_touchpoint(ana.id, happened_at=NOON - 30 * DAY, feeling=-2))
    zone = timezone(timedelta(hours=5, minutes=45))
    balances.ensure(engine, NOON, zone)
    assert closed(engine) is None
    balances.ensure(engine, NOON, UTC)
    assert_right(engine, [ana], [NOON], zone)


def test_balances_that_went_wrong_are_said_and_made_right(engine: Engine) -> None:
    ana = make_customer("Ana")
    add(engine, ana, make_touchpoint(ana.id, happened_at=NOON - 30 * DAY, feeling=2))
    balances.ensure(engine, NOON, UTC)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE balance SET sums = zeroblob(64)")
    with engine.connect() as connection:
        (said,) = balances.verify(connection)
    assert "1 person" in said


def test_ten_years_of_saving_and_taking_back_leave_nothing_behind(engine: Engine) -> None:
    ana = make_customer("Ana")
    add(engine, ana, Preferences(**identity(), half_life_days=7))
    balances.ensure(engine, NOON - 3650 * DAY, UTC)
    chance = random.Random(3)
    kept: list[Touchpoint] = []
    for month in range(-120, 1):
        now = NOON + 30 * month * DAY
        balances.ensure(engine, now, UTC)
        touches = [
            make_touchpoint(ana.id, happened_at=now - chance.random() * 60 * DAY, feeling=feeling)
            for feeling in (1, 2, -1, -2)
        ]
        add(engine, *touches)
        kept += touches
        gone = [kept.pop(chance.randrange(len(kept))) for _touch in range(3)]
        changes = tuple(Change.delete(touch) for touch in gone)
        writer.commit(engine, Changeset("Delete", changes))
    assert_right(engine, [ana], [NOON, NOON + 40 * DAY], UTC)
    writer.commit(engine, Changeset("Delete", tuple(Change.delete(touch) for touch in kept)))
    assert rows(engine) == (0, 0)
    with engine.connect() as connection:
        assert depths(connection, NOON, depth.Settings(half_life_days=7), zone=UTC) == {}


def do_not_wait_for_the_disk(connection: Any, _record: object, _proxy: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


class Owner(RuleBasedStateMachine):
    """Somebody who does all that can be done to a journal, in any order."""

    @initialize(zone=st.sampled_from(ZONES), half_life=st.sampled_from([7, 180, 3650]))
    def begin(self, zone: ZoneInfo, half_life: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.engine = create_journal(Path(self.folder.name) / "journal.db")
        event.listen(self.engine, "checkout", do_not_wait_for_the_disk)
        self.people = [make_customer(name) for name in ("Ana", "Ben", "Cho")]
        self.zone, self.now = zone, NOON
        add(self.engine, *self.people, Preferences(**identity(), half_life_days=half_life))
        balances.ensure(self.engine, self.now, zone)

    @rule(
        who=st.lists(st.integers(0, 2), min_size=1, max_size=3),
        at=DAYS,
        kind=st.sampled_from([*Kind, Kind.ENQUIRY, Kind.COMPLAINT]),
        began=st.sampled_from(Began),
        feeling=FEELINGS,
        question=st.sampled_from([None, *Question]),
        answered=LATER,
        resolved=LATER,
    )
    def log_one(
        self,
        who: list[int],
        at: datetime,
        kind: Kind,
        began: Began,
        feeling: int | None,
        question: Question | None,
        answered: timedelta | None,
        resolved: timedelta | None,
    ) -> None:
        touch = make_touchpoint(
            *(self.people[one].id for one in who),
            happened_at=at,
            kind=kind,
            began=began,
            feeling=feeling,
            question=question,
            answered_at=None if answered is None else at + answered,
            resolved_at=None if resolved is None else at + resolved - timedelta(days=2),
        )
        add(self.engine, touch)

    @rule(
        who=st.integers(0, 2),
        at=DAYS,
        outcome=st.sampled_from([None, *PromiseOutcome]),
        received=FEELINGS,
        topic=st.sampled_from(Topic),
        fair=st.sampled_from([None, True, False]),
    )
    def do_and_hear(
        self,
        who: int,
        at: datetime,
        outcome: PromiseOutcome | None,
        received: int | None,
        topic: Topic,
        fair: bool | None,
    ) -> None:
        person, day = self.people[who].id, at.date()
        add(
            self.engine,
            make_promise(person, made_on=day, outcome=outcome, settled_on=outcome and day),
            make_gesture(person, status=GestureStatus.GIVEN, given_on=day, received=received),
            make_answer(person, topic=topic, fair=fair, answered_at=at),
        )

    @precondition(lambda self: bool(self.touchpoints()))
    @rule(which=st.integers(0, 99), at=DAYS, who=st.integers(0, 2), feeling=FEELINGS)
    def edit(self, which: int, at: datetime, who: int, feeling: int | None) -> None:
        touch = self.touchpoints()[which % len(self.touchpoints())]
        ids = (self.people[who].id,)
        change = Change.update(touch, happened_at=at, customer_ids=ids, feeling=feeling)
        writer.commit(self.engine, Changeset("Edit", (change,)))

    @precondition(lambda self: bool(self.touchpoints()))
    @rule(which=st.integers(0, 99))
    def delete(self, which: int) -> None:
        touch = self.touchpoints()[which % len(self.touchpoints())]
        writer.commit(self.engine, Changeset("Delete", (Change.delete(touch),)))

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _time in range(times):
            if self.undoable():
                writer.undo(self.engine)

    @rule()
    def redo(self) -> None:
        writer.redo(self.engine)

    @rule(
        half_life=st.sampled_from([7, 90, 180, 3650]), bad_weight=st.sampled_from([1.0, 2.0, 3.5])
    )
    def prefer(self, half_life: int, bad_weight: float) -> None:
        with self.engine.connect() as connection:
            kept = queries.preferences(connection)
        change = Change.update(kept, half_life_days=half_life, bad_weight=bad_weight)
        writer.commit(self.engine, Changeset("Settings", (change,)))

    @rule(zone=st.sampled_from([None, None, *ZONES]), days=st.sampled_from([0, 9, 40]))
    def come_back(self, zone: ZoneInfo | None, days: int) -> None:
        self.zone, self.now = zone or self.zone, self.now + timedelta(days=days)
        balances.ensure(self.engine, self.now, self.zone)
        found = closed(self.engine)
        assert found is not None
        assert self.now - found.at <= balances.OLD
        assert_right(self.engine, self.people, [found.at, self.now], self.zone)

    @rule(days=st.sampled_from([-500, -20, -7, -1, 0, 3, 900]))
    def look(self, days: int) -> None:
        found = closed(self.engine)
        instants = [self.now + timedelta(days=days), *([found.at] if found else [])]
        assert_right(self.engine, self.people, instants, self.zone)

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            assert_right(self.engine, self.people, [self.now], self.zone)
            self.engine.dispose()
            self.folder.cleanup()

    def touchpoints(self) -> list[Touchpoint]:
        with self.engine.connect() as connection:
            known = fetch(connection, Touchpoint, chosen(Touchpoint))
        return sorted(known, key=lambda one: one.happened_at)

    def undoable(self) -> bool:
        """Whether something but the people stands."""
        from trustjournal.store import history

        with self.engine.connect() as connection:
            entry = history.next_undo(connection)
        return entry is not None and entry.sequence > 1


TestWhateverTheOwnerDoes = Owner.TestCase
TestWhateverTheOwnerDoes.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
