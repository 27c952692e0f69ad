"""The rhythm of everyone, kept up to date from the history."""

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_stage_rule, make_touchpoint
from trustjournal.domain import rhythm
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    Began,
    Kind,
    Stage,
)
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import (
    Customer,
    Record,
    TagRule,
    Touchpoint,
)
from trustjournal.domain.rhythm import Flag, Rhythm, Silence
from trustjournal.services.customers import Attached, delete_customers
from trustjournal.store import rhythms, writer
from trustjournal.store.engine import open_journal
from trustjournal.store.rhythms import RhythmBook, book

MADRID = ZoneInfo("Europe/Madrid")
MARIA = (21, 20, 22, 21, 23)


def fill(engine: Engine, *records: Record) -> None:
    change(engine, *(Change.create(record) for record in records))


def change(engine: Engine, *changes: Change) -> None:
    writer.commit(engine, Changeset("Change", changes))


def look(engine: Engine, now: datetime = NOON, zone: ZoneInfo = MADRID) -> RhythmBook:
    with engine.connect() as connection:
        return book(connection, now, zone)


def came(who: Customer, *days_ago: float, **fields: object) -> list[Touchpoint]:
    return [
        make_touchpoint(who.id, happened_at=NOON - timedelta(ago), began=Began.THEM, **fields)
        for ago in days_ago
    ]


def with_gaps(who: Customer, gaps: Iterable[int], silent: int) -> list[Touchpoint]:
    ago, days = silent, [silent]
    for gap in reversed(tuple(gaps)):
        ago += gap
        days.append(ago)
    return came(who, *days)


def afresh(engine: Engine, now: datetime) -> RhythmBook:
    """What a program that opens the journal now would say."""
    other = open_journal(engine.get_execution_options()["path"])
    try:
        return look(other, now)
    finally:
        other.dispose()


@pytest.fixture
def maria(engine: Engine) -> Customer:
    who = make_customer("Maria")
    fill(engine, who, *with_gaps(who, MARIA, silent=63))
    return who


def test_a_history_has_the_gaps_between_the_days_of_contact(
    engine: Engine, maria: Customer
) -> None:
    found = look(engine)
    history, silence = found.history(maria.id), found.silences[maria.id]
    assert history is not None
    assert history.gaps == MARIA
    assert history.last == NOON.date() - timedelta(63)
    assert (silence.days, silence.usual_gap) == (63, 21)
    alone = rhythm.silence(history, NOON.date(), found.rhythm)
    assert (silence.normal, silence.flag_on) == (pytest.approx(alone.normal), alone.flag_on)
    assert found.rhythm == rhythm.fit([history], NOON.date())


@pytest.mark.parametrize(
    ("kind", "began", "counts"),
    [
        (Kind.CONVERSATION, Began.THEM, True),
        (Kind.CONVERSATION, Began.US, False),
        (Kind.COMPLAINT, Began.THEM, True),
        (Kind.MISSED_CALL, Began.THEM, False),
        (Kind.MISSED_CALL, Began.US, False),
        *((kind, Began.US, True) for kind in sorted(rhythms.PURCHASES)),
    ],
)
def test_what_the_customer_began_counts_and_what_they_bought(
    engine: Engine, kind: Kind, began: Began, counts: bool
) -> None:
    who = make_customer()
    fill(engine, who, make_touchpoint(who.id, kind=kind, began=began))
    assert (look(engine).history(who.id) is not None) is counts


def test_a_day_counts_once_and_is_the_owners_day(engine: Engine) -> None:
    who = make_customer()
    evening = datetime(2026, 11, 9, 22, 30, tzinfo=UTC)  # 23:30 in Madrid
    after_midnight = evening + timedelta(hours=1)
    touches = [
        make_touchpoint(who.id, happened_at=at, began=Began.THEM)
        for at in (evening - timedelta(hours=9), evening, after_midnight)
    ]
    fill(engine, who, *touches)
    here = look(engine).history(who.id)
    assert here == rhythm.history([date(2026, 11, 9), date(2026, 11, 10)])
    there = look(engine, zone=ZoneInfo("America/New_York")).history(who.id)
    assert there == rhythm.history([date(2026, 11, 9)])


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Santiago", "Asia/Kathmandu", "UTC"])
def test_days_are_those_of_the_zone_through_every_change_of_the_clock(
    engine: Engine, zone: str
) -> None:
    where, chance = ZoneInfo(zone), random.Random(zone)
    began = datetime(2025, 1, 1, tzinfo=UTC)
    who = make_customer()
    instants = [began + timedelta(hours=chance.uniform(0, 24 * 680)) for _ in range(2000)]
    fill(
        engine, who, *(make_touchpoint(who.id, happened_at=at, began=Began.THEM) for at in instants)
    )
    found = look(engine, zone=where).history(who.id)
    assert found == rhythm.history(at.astimezone(where).date() for at in instants)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Pacific/Kiritimati"])
def test_the_ends_of_the_calendar_are_days_like_any_other(engine: Engine, zone: str) -> None:
    maria = make_customer("Maria")
    first, last = (datetime(*day, 12, tzinfo=UTC) for day in ((1, 1, 1), (9999, 12, 31)))
    moments = [first - timedelta(hours=12), first, NOON, last, last + timedelta(hours=11)]
    fill(
        engine,
        maria,
        *(make_touchpoint(maria.id, happened_at=at, began=Began.THEM) for at in moments),
    )
    found = look(engine, zone=ZoneInfo(zone)).history(maria.id)
    assert found is not None
    assert found.last == NOON.astimezone(ZoneInfo(zone)).date()
    assert sum(found.gaps) == (found.last - date.min).days


def test_a_new_contact_ends_the_silence_at_once(engine: Engine, maria: Customer) -> None:
    assert look(engine).silences[maria.id].days == 63
    fill(engine, *came(maria, 1))
    found = look(engine)
    history = found.history(maria.id)
    assert history is not None
    assert (history.gaps, found.silences[maria.id].days) == ((*MARIA, 62), 1)


def test_a_contact_edited_moved_or_deleted_counts_as_it_is_now(
    engine: Engine, maria: Customer
) -> None:
    other = make_customer("Other")
    (touch,) = came(maria, 3)
    fill(engine, other, touch)
    assert look(engine).silences[maria.id].days == 3
    moved = Change.update(touch, customer_ids=(other.id,))
    change(engine, moved)
    assert days(look(engine)) == {maria.id: 63, other.id: 3}
    writer.undo(engine)
    assert days(look(engine)) == {maria.id: 3}
    change(engine, Change.delete(touch))
    assert days(look(engine)) == {maria.id: 63}


def test_whoever_leaves_the_journal_leaves_the_book(engine: Engine, maria: Customer) -> None:
    assert look(engine).silences
    with engine.connect() as connection:
        from trustjournal.store import queries

        touches = queries.touchpoints_of(connection, maria.id)
    writer.commit(engine, delete_customers([maria], Attached(touchpoints=touches)))
    found = look(engine)
    assert (found.silences, found.histories, found.rhythm) == ({}, {}, Rhythm())


def test_a_contact_that_lies_ahead_counts_once_its_hour_has_come(
    engine: Engine, maria: Customer
) -> None:
    fill(engine, *came(maria, -0.1))
    assert look(engine).silences[maria.id].days == 63
    assert look(engine, NOON + timedelta(hours=1)).silences[maria.id].days == 63
    assert look(engine, NOON + timedelta(hours=3)).silences[maria.id].days == 0


def test_the_next_day_is_a_day_more(engine: Engine, maria: Customer) -> None:
    assert look(engine).silences[maria.id].days == 63
    assert look(engine, NOON + timedelta(days=1)).silences[maria.id].days == 64


def test_the_past_is_told_with_what_was_known_then(engine: Engine, maria: Customer) -> None:
    fill(engine, *came(maria, 1))
    now = look(engine)
    then = look(engine, NOON - timedelta(days=10))
    history = then.history(maria.id)
    assert history is not None
    assert (history.gaps, then.silences[maria.id].days) == (MARIA, 53)
    assert then.rhythm == rhythm.fit([history], NOON.date() - timedelta(days=10))
    assert look(engine) == now


def test_a_page_gathered_a_little_earlier_costs_no_other_reading(
    engine: Engine, maria: Customer
) -> None:
    found = look(engine)
    assert look(engine, NOON - timedelta(hours=2)) is found
    assert look(engine) is found


def test_a_clock_set_back_costs_one_reading(engine: Engine, maria: Customer) -> None:
    look(engine)
    back = look(engine, NOON - timedelta(days=365))
    assert back.silences == {}
    assert look(engine, NOON - timedelta(days=365)) is back
    assert look(engine).histories == afresh(engine, NOON).histories


def test_nothing_new_is_the_same_book(engine: Engine, maria: Customer) -> None:
    found = look(engine)
    fill(engine, make_customer("Somebody who never came"))
    assert look(engine, NOON + timedelta(minutes=1)) is found


def test_the_whole_rhythm_moves_with_a_small_journal_and_rests_with_a_large_one(
    engine: Engine,
) -> None:
    people = [make_customer(f"Person {number}") for number in range(60)]
    for who in people:
        fill(engine, who, *with_gaps(who, MARIA, silent=30))
    found = look(engine)
    fill(engine, *came(people[0], 2))
    after = look(engine)
    assert after.rhythm is found.rhythm
    assert after.silences[people[0].id].days == 2
    fill(engine, *(touch for who in people[:20] for touch in came(who, 1)))
    assert look(engine).rhythm != found.rhythm
    month_later = NOON + timedelta(days=30)
    ours, other = look(engine, month_later).rhythm, afresh(engine, month_later).rhythm
    assert (ours.r, ours.alpha, ours.a, ours.b) == pytest.approx(
        (other.r, other.alpha, other.a, other.b)
    )


def test_lost_customers_are_not_flagged_from_the_day_they_were_lost(engine: Engine) -> None:
    lost = make_customer("Lost", stage=Stage.LOST, lost_on=NOON.date() - timedelta(days=5))
    long_ago = make_customer("Lost before that was noted", stage=Stage.LOST)
    here = make_customer("Here")
    for who in (lost, long_ago, here):
        fill(engine, who, *with_gaps(who, (7,) * 8, silent=120))
    found = look(engine)
    assert [found.flag(who.id) for who in (lost, long_ago, here)] == [
        *(Flag.NONE, Flag.NONE, Flag.GONE_QUIET),
    ]
    assert look(engine, NOON - timedelta(days=6)).flag(lost.id) is Flag.GONE_QUIET


def test_the_limit_of_a_person_comes_before_tags_and_those_before_the_stage(
    engine: Engine,
) -> None:
    who = make_customer("Tagged", tags=("VIP", "wholesale"), longest_gap_days=40)
    plain = make_customer("Plain", tags=("other",))
    rules = [
        TagRule(**identity(), tag="vip", longest_gap_days=35),
        TagRule(**identity(), tag="wholesale", longest_gap_days=25),
    ]
    fill(engine, who, plain, *came(who, 300, 30), *came(plain, 300, 30), *rules)
    found = look(engine)
    assert found.limits == {who.id: 40}
    assert (found.flag(who.id), found.flag(plain.id)) == (Flag.NONE, Flag.NONE)
    change(engine, Change.update(who, longest_gap_days=None))
    assert look(engine).limits == {who.id: 25}
    assert look(engine).flag(who.id) is Flag.OVERDUE
    change(engine, Change.delete(rules[1]))
    assert look(engine).limits == {who.id: 35}
    assert look(engine).flag(who.id) is Flag.NONE
    fill(engine, make_stage_rule(DepthStage.NEW, every_days=None, longest_gap_days=29))
    assert look(engine).limits == {who.id: 35, plain.id: 29}
    assert look(engine).flag(plain.id) is Flag.OVERDUE


def test_who_was_never_in_touch_has_no_flag(engine: Engine) -> None:
    who = make_customer(longest_gap_days=1)
    fill(engine, who)
    found = look(engine)
    assert (found.flag(who.id), found.silences) == (Flag.NONE, {})


def test_an_empty_journal_has_an_empty_book(engine: Engine) -> None:
    found = look(engine)
    assert (found.silences, found.rhythm) == ({}, Rhythm())


def test_everyone_on_one_day_has_no_rhythm_yet(engine: Engine) -> None:
    people = [make_customer(f"Person {number}") for number in range(5)]
    touches = [came(who, 2, 2.01, 2.02) for who in people]
    fill(engine, *people, *(touch for some in touches for touch in some))
    found = look(engine)
    assert {silence.usual_gap for silence in found.silences.values()} == {None}
    assert list(found.rhythm.finished) == []


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("at_once", [1, 10_000])
def test_brought_up_to_date_is_the_same_as_read_afresh(
    engine: Engine, seed: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rhythms, "_READ_ANEW", at_once)
    chance = random.Random(seed)
    people = [make_customer(f"Person {number}") for number in range(8)]
    fill(engine, *people)
    touches: list[Touchpoint] = []
    now = NOON
    for _round in range(12):
        changes: list[Change] = []
        for _ in range(chance.randrange(6)):
            touch = any_touch(chance, people, now)
            touches.append(touch)
            changes.append(Change.create(touch))
        if len(touches) > 6 and chance.random() < 0.7:
            old = touches.pop(chance.randrange(len(touches) - 6))
            new = any_touch(chance, people, now)
            fields = {"happened_at": new.happened_at, "customer_ids": new.customer_ids}
            changes.append(chance.choice([Change.delete(old), Change.update(old, **fields)]))
        change(engine, *changes)
        if chance.random() < 0.2:
            writer.undo(engine)
            touches = touches[:0]
        now += timedelta(hours=chance.uniform(0, 60))
        kept = look(engine, now)
        other = afresh(engine, now)
        assert kept.histories == other.histories
        assert days(kept) == days(other)
        alone = {
            who: rhythm.silence(known, now.astimezone(MADRID).date(), kept.rhythm)
            for who, known in kept.histories.items()
        }
        assert chances(kept.silences) == pytest.approx(chances(alone))


def any_touch(chance: random.Random, people: list[Customer], now: datetime) -> Touchpoint:
    who = chance.sample(people, chance.choice([1, 1, 2]))
    return make_touchpoint(
        *(person.id for person in who),
        happened_at=now - timedelta(days=chance.uniform(-3, 200)),
        kind=chance.choice(list(Kind)),
        began=chance.choice(list(Began)),
    )


def days(found: RhythmBook) -> dict[UUID, int]:
    return {who: silence.days for who, silence in found.silences.items()}


def chances(silences: Mapping[UUID, Silence]) -> dict[UUID, float]:
    return {who: silence.with_us for who, silence in silences.items()}
