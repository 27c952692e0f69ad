"""What was given to each customer beside what they paid, to the cent."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.samples import make_customer, make_gesture, make_touchpoint
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import Began, GestureKind, GestureStatus, Kind, Side
from trustjournal.domain.records import Gesture, Preferences, Record, Touchpoint
from trustjournal.store import writer
from trustjournal.store.engine import create_journal
from trustjournal.store.values import Behind, Period, Value, Values, read_behind, read_values

ZONE = ZoneInfo("Europe/Madrid")
ROSA, BEN = make_customer(), make_customer("Ben")


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def read(engine: Engine, year: int | None = 2026) -> Values:
    with engine.connect() as connection:
        return read_values(connection, Period(year, ZONE))


def line(engine: Engine, who: UUID, year: int | None = 2026) -> Value:
    return next(one for one in read(engine, year).values if one.id == who)


def behind(engine: Engine, who: UUID, year: int | None = 2026) -> Behind:
    with engine.connect() as connection:
        return read_behind(connection, who, Period(year, ZONE))


def gave(on: date, **fields: Any) -> Gesture:
    values: dict[str, Any] = {"status": GestureStatus.GIVEN, "given_on": on}
    return make_gesture(ROSA.id, **(values | fields))


def paid(amount: str, *who: UUID, at: datetime, **fields: Any) -> Touchpoint:
    return make_touchpoint(*who, happened_at=at, kind=Kind.ORDER, amount=Decimal(amount), **fields)


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_a_gesture_counts_by_its_worth_or_else_its_cost(engine: Engine) -> None:
    fill(
        engine,
        ROSA,
        gave(date(2026, 1, 1), cost=Decimal(12)),
        gave(date(2026, 12, 31), kind=GestureKind.EXTRA_MILE, worth=Decimal(40), cost=Decimal(3)),
        gave(date(2026, 5, 5), kind=GestureKind.FAVOUR),
        gave(date(2025, 12, 31), cost=Decimal(500)),
        make_gesture(ROSA.id, status=GestureStatus.BOUGHT, cost=Decimal(70)),
    )
    rosa = line(engine, ROSA.id)
    assert (rosa.gestures, rosa.unvalued, rosa.worth, rosa.cost) == (3, 1, 52, 15)
    assert line(engine, ROSA.id, None).worth == 552
    assert len(behind(engine, ROSA.id).gestures) == 3


def test_their_gifts_stand_apart(engine: Engine) -> None:
    fill(engine, ROSA, gave(date(2026, 5, 5), by=Side.THEM, worth=Decimal(9)))
    rosa = line(engine, ROSA.id)
    assert (rosa.gestures, rosa.worth, rosa.received) == (0, 0, 9)


def test_a_year_begins_at_midnight_of_the_owner(engine: Engine) -> None:
    last_minute = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
    first_minute = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    fill(engine, ROSA, paid("1", ROSA.id, at=last_minute), paid("20", ROSA.id, at=first_minute))
    assert (line(engine, ROSA.id).paid, line(engine, ROSA.id, 2025).paid) == (20, 1)
    assert [share for _touch, share in behind(engine, ROSA.id).paid] == [20]


def test_what_several_paid_together_is_shared_out_and_counted_once(engine: Engine) -> None:
    fill(engine, ROSA, BEN, paid("100.01", ROSA.id, BEN.id, at=on(3, 1)))
    found = read(engine)
    assert found.paid == Decimal("100.01")
    assert abs(sum(one.paid for one in found.values) - found.paid) <= Decimal("0.01")
    ((_touch, share),) = behind(engine, BEN.id).paid
    assert share == Decimal("50.005")


def test_only_who_gave_was_given_or_paid_is_listed(engine: Engine) -> None:
    fill(engine, ROSA, BEN, paid("5", BEN.id, at=on(3, 1)), make_touchpoint(ROSA.id))
    assert [one.name for one in read(engine).values] == ["Ben"]
    assert read(engine, 2025).values == ()


def test_what_was_asked_soonest_after_a_gift_is_told_with_the_year_it_was_asked_in(
    engine: Engine,
) -> None:
    gift = gave(date(2026, 12, 20), title="Mug")
    asks = [
        make_touchpoint(ROSA.id, happened_at=on(1, 4, 2027), kind=Kind.ASK),
        make_touchpoint(ROSA.id, happened_at=on(1, 2, 2027), kind=Kind.ASK, began=Began.THEM),
    ]
    fill(engine, ROSA, gift, *asks, Preferences(**identity(), no_ask_days=20))
    assert line(engine, ROSA.id).soonest is None
    assert (line(engine, ROSA.id, 2027).soonest, read(engine, 2027).too_soon) == (15, 1)
    ((asked, touch),) = behind(engine, ROSA.id, 2027).asked
    assert (asked.gift, asked.days_after, touch) == (gift, 15, asks[0])
    assert behind(engine, ROSA.id).asked == ()


def test_an_ask_outside_the_window_is_told_but_not_counted_as_too_soon(engine: Engine) -> None:
    ask = make_touchpoint(ROSA.id, happened_at=on(11, 1), kind=Kind.ASK)
    fill(engine, ROSA, gave(date(2026, 5, 5)), ask)
    found = read(engine)
    assert (found.values[0].soonest, found.too_soon) == (180, 0)


def test_the_years_go_from_the_first_event_to_the_last(engine: Engine) -> None:
    assert read(engine).years == ()
    fill(engine, ROSA, gave(date(2023, 5, 5)), paid("5", ROSA.id, at=on(3, 1)))
    assert read(engine).years == (2026, 2025, 2024, 2023)


def test_the_currency_is_that_of_the_journal(engine: Engine) -> None:
    fill(engine, Preferences(**identity(), currency="EUR"))
    assert read(engine).currency == "EUR"


@given(
    amounts=st.lists(
        st.tuples(st.integers(0, 10**9), st.integers(1, 2), st.integers(1, 12)), max_size=6
    )
)
@settings(max_examples=10, deadline=None)
def test_the_lines_together_come_to_what_all_paid(
    amounts: list[tuple[int, int, int]],
    tmp_path_factory: Any,
) -> None:
    engine = create_journal(tmp_path_factory.mktemp("values") / "journal.db")
    payments = [
        paid(f"{cents / 100:.2f}", *(ROSA.id, BEN.id)[:people], at=on(month, 1))
        for cents, people, month in amounts
    ]
    fill(engine, ROSA, BEN, *payments)
    found = read(engine)
    lines = sum((one.paid for one in found.values), Decimal())
    assert found.paid == sum((one.amount or Decimal() for one in payments), Decimal())
    assert abs(lines - found.paid) <= Decimal("0.02")
    engine.dispose()
