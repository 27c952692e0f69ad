from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from tests.samples import make_customer, make_gesture, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import GestureStatus, Kind, Side
from trustjournal.domain.records import Gesture, Record
from trustjournal.store import writer
from trustjournal.store.on_this_day import Memory, on_this_day

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=MADRID)
ROSA = make_customer()


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in records)))


def recalled(engine: Engine, now: datetime = NOW, most: int = 5) -> list[Memory]:
    with engine.connect() as connection:
        return on_this_day(connection, now, most=most)


def said(engine: Engine, now: datetime = NOW, most: int = 5) -> list[tuple[int, str]]:
    return [
        (one.on.year, one.what.title if isinstance(one.what, Gesture) else one.what.note)
        for one in recalled(engine, now, most)
    ]


def touch(year: int, note: str, hour: int = 12, **fields: object) -> Record:
    at = datetime(year, 11, 22, hour, tzinfo=MADRID)
    return make_touchpoint(ROSA.id, happened_at=at, note=note, **fields)


def test_an_empty_journal_recalls_nothing(engine: Engine) -> None:
    assert recalled(engine) == []


def test_this_day_of_earlier_years_comes_back_the_latest_first(engine: Engine) -> None:
    add(engine, ROSA, touch(2023, "three"), touch(2025, "one"), touch(2026, "today"))
    found = recalled(engine)
    assert [one.on for one in found] == [date(2025, 11, 22), date(2023, 11, 22)]
    assert [one.people for one in found] == [(ROSA,), (ROSA,)]


def test_a_day_is_the_owners_own(engine: Engine) -> None:
    late = datetime(2025, 11, 22, 23, 30, tzinfo=MADRID)
    before = datetime(2025, 11, 21, 23, 30, tzinfo=UTC)
    after = late.astimezone(UTC) + timedelta(minutes=45)
    moments = {"late": late, "just begun": before, "the day after": after}
    touches = (make_touchpoint(ROSA.id, happened_at=at, note=n) for n, at in moments.items())
    add(engine, ROSA, *touches)
    assert said(engine) == [(2025, "late"), (2025, "just begun")]


def test_what_hurt_and_what_says_nothing_rests(engine: Engine) -> None:
    add(
        engine,
        ROSA,
        touch(2025, "", feeling=2),
        touch(2025, "They were upset", feeling=-1),
        touch(2025, "A broken jug", kind=Kind.COMPLAINT),
        touch(2025, "No answer", kind=Kind.MISSED_CALL),
        touch(2025, "Hm", kind=Kind.FOOT_DRAGGING),
    )
    assert recalled(engine) == []


def test_the_best_two_of_a_day_are_enough(engine: Engine) -> None:
    add(
        engine,
        ROSA,
        touch(2025, "plain", 18),
        touch(2025, "good", 9, feeling=1),
        touch(2025, "great", 8, feeling=2),
        touch(2024, "older"),
    )
    assert said(engine) == [(2025, "great"), (2025, "good"), (2024, "older")]
    assert said(engine, most=1) == [(2025, "great")]


def test_what_was_given_comes_before_what_was_said(engine: Engine) -> None:
    day = date(2022, 11, 22)
    given = {"status": GestureStatus.GIVEN, "given_on": day}
    add(
        engine,
        ROSA,
        touch(2022, "Came by"),
        make_gesture(ROSA.id, **given),
        make_gesture(ROSA.id, title="Theirs", **given, by=Side.THEM),
        make_gesture(ROSA.id, title="Not for them", **given, received=-1),
        make_gesture(ROSA.id, title="Planned", given_on=None),
    )
    assert said(engine) == [(2022, "Mug"), (2022, "Came by")]


def test_gestures_alone_are_recalled_too(engine: Engine) -> None:
    one = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=date(2021, 11, 22))
    add(engine, ROSA, one)
    assert said(engine) == [(2021, "Mug")]
