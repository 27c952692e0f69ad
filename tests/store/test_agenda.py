"""The deck of a journal: duties in order, then the check-ins worth most, within the day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import (
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_recovery,
    make_review,
    make_tag_rule,
    make_touchpoint,
)
from trustjournal.domain.agenda import Card, CardKind, Deck, Resting
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import Began, GestureStatus, Kind, Side, Stage
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    ImportantDate,
    Preferences,
    Record,
    Touchpoint,
)
from trustjournal.store import calls, rhythms, writer
from trustjournal.store.agenda import deck

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZONE)  # a Friday
TODAY = NOW.date()
YESTERDAY_EVENING = NOW - timedelta(hours=14)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def no_holidays(_country: str, _region: str, _years: Iterable[int]) -> frozenset[date]:
    raise AssertionError("nobody asked for holidays")


def read(engine: Engine, now: datetime = NOW) -> Deck:
    with engine.connect() as connection:
        return deck(connection, now, ZONE, free_days=no_holidays)


def touch(days: float, *who: UUID, **fields: Any) -> Touchpoint:
    return make_touchpoint(*who, happened_at=NOW - timedelta(days=days), **fields)


def missed(days: float, *who: UUID) -> Touchpoint:
    return touch(days, *who, kind=Kind.MISSED_CALL)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def due(who: Customer, days: int = 0, **fields: Any) -> CheckIn:
    return make_check_in(who.id, **({"every_days": 21, "due_on": in_days(-days)} | fields))


def names(cards: Iterable[Card], *people: Customer) -> list[str]:
    known = {who.id: who.name for who in people}
    return [known[card.customer_id] for card in cards]


def test_an_empty_journal_has_an_empty_deck(engine: Engine) -> None:
    assert read(engine) == Deck(())


def test_duties_come_first_and_check_ins_last(engine: Engine) -> None:
    birthday = ImportantDate(label="Birthday", month=11, day=24)
    rosa = make_customer(dates=(birthday,))
    complaint = touch(1, rosa.id, kind=Kind.COMPLAINT, began=Began.THEM)
    taken_up = touch(2, rosa.id, kind=Kind.COMPLAINT, began=Began.THEM)
    recovery = make_recovery(rosa.id, touchpoint_id=taken_up.id, next_on=TODAY)
    enquiry = touch(1, rosa.id, kind=Kind.ENQUIRY, began=Began.THEM)
    ours = make_promise(rosa.id, made_on=in_days(-9), due_on=TODAY)
    theirs = make_promise(rosa.id, made_on=in_days(-9), due_on=in_days(-1), by=Side.THEM)
    gift = make_gesture(rosa.id, status=GestureStatus.BOUGHT, due_on=TODAY)
    check_in = due(rosa)
    fill(engine, rosa, complaint, taken_up, recovery, enquiry, ours, theirs, gift, check_in)
    assert [(card.kind, card.record_id) for card in read(engine).cards] == [
        (CardKind.UNEASE, complaint.id),
        (CardKind.UNEASE, recovery.id),
        (CardKind.WAITING, enquiry.id),
        (CardKind.PROMISE, theirs.id),
        (CardKind.PROMISE, ours.id),
        (CardKind.GESTURE, gift.id),
        (CardKind.DATE, None),
        (CardKind.CHECK_IN, check_in.id),
    ]


def test_what_takes_long_to_prepare_comes_up_in_time_and_the_rest_does_not(engine: Engine) -> None:
    rosa = make_customer()
    bowl = make_gesture(rosa.id, due_on=in_days(60), lead_days=60)
    fill(
        engine,
        rosa,
        bowl,
        make_gesture(rosa.id, due_on=in_days(61), lead_days=60),
        make_gesture(rosa.id, due_on=in_days(8), lead_days=7),
    )
    assert [card.record_id for card in read(engine).cards] == [bowl.id]


def test_what_is_put_right_answered_settled_or_ahead_is_no_duty(engine: Engine) -> None:
    rosa = make_customer(dates=(ImportantDate(label="Birthday", month=12, day=24),))
    fill(
        engine,
        rosa,
        touch(1, rosa.id, kind=Kind.COMPLAINT, resolved_at=NOW),
        touch(-1, rosa.id, kind=Kind.COMPLAINT),
        touch(1, rosa.id, kind=Kind.ENQUIRY, began=Began.THEM, answered_at=NOW),
        touch(1, rosa.id, kind=Kind.ENQUIRY),
        touch(1, rosa.id, kind=Kind.ENQUIRY, began=Began.THEM, answer_due_on=in_days(1)),
        make_recovery(rosa.id, next_on=in_days(1)),
        make_promise(rosa.id, due_on=in_days(1)),
        make_promise(rosa.id, due_on=TODAY, by=Side.THEM),
        make_gesture(rosa.id, status=GestureStatus.IDEA),
        due(rosa, -1),
    )
    assert read(engine) == Deck(())


def test_an_enquiry_waits_in_the_owners_business_hours_and_days(engine: Engine) -> None:
    rosa = make_customer()
    asked = touch(2, rosa.id, kind=Kind.ENQUIRY, began=Began.THEM)
    wishes = Preferences(**identity(), country="ES", region="AN", answer_hours=4)
    fill(engine, rosa, asked, wishes)
    wanted: list[tuple[str, str]] = []

    def holidays(country: str, region: str, years: Iterable[int]) -> frozenset[date]:
        wanted.append((country, region))
        assert set(years) >= {2026, 2027}
        return frozenset({TODAY, in_days(-1)})

    with engine.connect() as connection:
        (card,) = deck(connection, NOW, ZONE, free_days=holidays).cards
    assert wanted == [("ES", "AN")]
    assert card.why == "Waits since Wednesday, four business hours over your own time."


def test_a_check_in_says_what_it_is_ranked_by(engine: Engine) -> None:
    rosa = make_customer(yearly_value=Decimal(400))
    visits = [touch(days, rosa.id, began=Began.THEM) for days in (170, 149, 129, 107, 86, 63)]
    fill(engine, rosa, *visits, touch(30, rosa.id), due(rosa, 9))
    (card,) = read(engine).cards
    assert card.guard is not None
    assert card.win_back is not None
    assert card.priority == pytest.approx(20 * (card.guard + card.win_back))
    # Maria of models.md, but for her depth: nobody said how it felt.
    assert card.guard == pytest.approx(0.03945 * (1.6 - 1.2 * 0.2) / (1.6 - 1.2 * 0.4), rel=1e-3)
    assert card.win_back == pytest.approx(0.05381, rel=1e-3)
    assert card.why == "Usually every 3 weeks, last spoke 4 weeks ago."


def test_the_owner_says_how_much_value_counts(engine: Engine) -> None:
    small = make_customer("Small")
    big = make_customer("Big", yearly_value=Decimal(100))
    everyone = Preferences(**identity(), value_exponent=0)
    fill(engine, small, big, due(small), due(big), touch(60, small.id), touch(50, big.id), everyone)
    assert names(read(engine).cards, small, big) == ["Small", "Big"]
    by_size = Change.update(everyone, value_exponent=1.0)
    writer.commit(engine, Changeset("Biggest first", (by_size,)))
    assert names(read(engine).cards, small, big) == ["Big", "Small"]


def test_what_does_not_fit_the_day_waits_behind(engine: Engine) -> None:
    people = [make_customer(f"Person {number}") for number in range(8)]
    for number, who in enumerate(people):
        fill(engine, who, due(who), touch(25 + number, who.id))
    found = read(engine)
    assert names(found.cards, *people) == [f"Person {number}" for number in (7, 6, 5, 4, 3)]
    assert found.waiting_behind == (people[2].id, people[1].id, people[0].id)


def test_who_was_called_today_takes_a_place_of_the_day(engine: Engine) -> None:
    people = [make_customer(f"Person {number}") for number in range(4)]
    called, tried, came, early = people
    others = [make_customer(f"Other {number}") for number in range(3)]
    moved = due(called, -21), due(tried), due(came), due(early, -21)
    fill(
        engine,
        *people,
        *others,
        *moved,
        *(due(who) for who in others),
        *(touch(30, who.id) for who in (called, tried, came, *others)),
        touch(3, early.id),
        touch(0.1, called.id),
        missed(0.1, tried.id),
        touch(0.1, came.id, began=Began.THEM),
        touch(0.1, early.id),
        Preferences(**identity(), check_ins_a_day=4),
    )
    found = read(engine)
    # Two of four places are taken: who came by themselves or was not due was no call of the day.
    assert len(found.cards) == 2
    assert len(found.waiting_behind) == 2
    assert found.resting == (Resting(tried.id, in_days(7)),)


def test_a_day_the_owner_chose_is_kept_though_others_are_worth_more(engine: Engine) -> None:
    worthy = [make_customer(f"Worthy {n}", yearly_value=Decimal(900)) for n in range(2)]
    once, woken, rested = (make_customer(name) for name in ("Once", "Woken", "Rested"))
    fill(
        engine,
        *(*worthy, once, woken, rested),
        *(due(who, 30) for who in worthy),
        *(touch(60, who.id) for who in worthy),
        *(touch(2, who.id) for who in (once, woken, rested)),
        due(once, every_days=None),
        due(woken, 30, snoozed_until=TODAY),
        due(rested, 30, snoozed_until=in_days(1)),
        Preferences(**identity(), check_ins_a_day=3),
    )
    found = read(engine)
    assert names(found.cards, *worthy, once, woken)[0].startswith("Worthy")
    assert set(names(found.cards, *worthy, once, woken)[1:]) == {"Once", "Woken"}
    assert len(found.waiting_behind) == 1


def test_after_a_call_in_vain_they_rest_a_week_and_after_three_they_leave(engine: Engine) -> None:
    rosa = make_customer()
    fill(engine, rosa, due(rosa, 40), touch(60, rosa.id), missed(20, rosa.id), missed(2, rosa.id))
    assert read(engine).resting == (Resting(rosa.id, in_days(5)),)
    (card,) = read(engine, NOW + timedelta(days=5)).cards
    assert card.why.endswith("no answer to your last 2 calls.")
    fill(engine, missed(-5, rosa.id))
    assert read(engine, NOW + timedelta(days=30)) == Deck((), unreached=(rosa.id,))
    fill(engine, touch(-31, rosa.id, began=Began.THEM))
    back = read(engine, NOW + timedelta(days=32))
    assert (len(back.cards), back.unreached) == (1, ())


def test_a_day_chosen_after_the_last_call_brings_them_back(engine: Engine) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    fill(
        engine,
        rosa,
        tomasz,
        due(rosa, 40, snoozed_until=in_days(-1)),
        due(tomasz, 0, every_days=None),
        *(missed(days, rosa.id) for days in (30, 20, 3)),
        missed(3, tomasz.id),
    )
    found = read(engine)
    assert set(names(found.cards, rosa, tomasz)) == {"Rosa Delgado", "Tomasz Wilk"}
    assert (found.resting, found.unreached) == ((), ())


def test_a_rule_brings_up_who_has_no_check_in_of_their_own(engine: Engine) -> None:
    rosa, never = (make_customer(name, tags=("vip",)) for name in ("Rosa", "Never"))
    lost = make_customer("Lost", tags=("vip",), stage=Stage.LOST)
    rule = make_tag_rule("vip", every_days=14)
    fill(engine, rosa, never, lost, rule, touch(20, rosa.id), touch(90, lost.id))
    cards = read(engine).cards
    assert [(card.record_id, card.why) for card in cards] == [
        (None, "Usually every 2 weeks, last spoke 2 weeks ago."),
        (None, "Usually every 2 weeks, not spoken yet."),
    ]


def test_the_lost_come_up_on_the_day_to_win_them_back_until_they_are_called(engine: Engine) -> None:
    lost, later, won = (
        make_customer(name, stage=stage)
        for name, stage in (("A", Stage.LOST), ("B", Stage.LOST), ("C", Stage.CUSTOMER))
    )
    review = make_review(lost.id, lost_on=in_days(-63), win_back_on=in_days(-2))
    fill(
        engine,
        *(lost, later, won, review),
        make_review(later.id, win_back_on=in_days(1)),
        make_review(won.id, win_back_on=in_days(-2)),
        due(lost),
        *(missed(days, lost.id) for days in (80, 75, 70)),
    )
    (card,) = read(engine).cards
    assert (card.kind, card.record_id, card.guard) == (CardKind.CHECK_IN, review.id, 0)
    assert card.win_back == pytest.approx(0.3 / 2.718281828 ** (63 / 60))
    assert card.why == "Lost 2 months ago: “We were too slow”. You wanted to try again now."
    fill(engine, missed(1, lost.id))
    assert read(engine).resting == (Resting(lost.id, in_days(6)),)
    fill(engine, touch(0, lost.id))
    assert read(engine) == Deck(())


def test_an_ask_too_soon_after_a_gift_says_so(engine: Engine) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    gift = make_gesture(rosa.id, status=GestureStatus.GIVEN, given_on=in_days(-10))
    asks = [due(who, is_ask=True) for who in (rosa, tomasz)]
    fill(engine, rosa, tomasz, gift, *asks, touch(40, rosa.id), touch(30, tomasz.id))
    first, second = read(engine).cards
    assert first.why.endswith("You gave them something lately. Ask for nothing for 20 more days.")
    assert "Ask for nothing" not in second.why


def test_a_birthday_rests_once_they_were_in_touch_today(engine: Engine) -> None:
    who = make_customer(dates=(ImportantDate(label="Birthday", month=11, day=24),))
    fill(engine, who, missed(0.1, who.id))
    assert [card.kind for card in read(engine).cards] == [CardKind.DATE]
    fill(engine, touch(0.1, who.id))
    assert read(engine).cards == ()


@pytest.mark.parametrize("limit", ["WEIGHED", "REMEMBERED"])
def test_limits_of_what_is_read_leave_nobody_out(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(calls, limit, 3)
    people = [make_customer(f"Person {number}") for number in range(6)]
    for number, who in enumerate(people):
        visits = [touch(days, who.id, began=Began.THEM) for days in range(200, 30, -10)]
        fill(engine, who, due(who), *visits, touch(25 + number, who.id))
    found = read(engine)
    shown = 3 if limit == "WEIGHED" else 5
    assert names(found.cards, *people) == [f"Person {5 - at}" for at in range(shown)]
    everyone = {card.customer_id for card in found.cards} | set(found.waiting_behind)
    assert everyone == {who.id for who in people}


def test_the_chance_that_they_are_with_us_follows_the_last_fit(engine: Engine) -> None:
    people = [make_customer(f"Person {number}") for number in range(6)]
    for number, who in enumerate(people):
        days = range(120, 20 + 5 * number, -3)
        fill(engine, who, due(who), *(touch(day, who.id, began=Began.THEM) for day in days))
    before = read(engine)
    with engine.connect() as connection:
        fitted = rhythms.book(connection, NOW, ZONE).rhythm
        assert rhythms.last_fitted(connection) is fitted
    after = read(engine)
    assert {card.customer_id for card in before.cards} == {card.customer_id for card in after.cards}
    assert [card.win_back for card in before.cards] != [card.win_back for card in after.cards]


@pytest.mark.parametrize("name", ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Madrid"])
@pytest.mark.parametrize("monday", [date(2026, 3, 30), date(2026, 10, 26), date(2026, 3, 9)])
def test_due_on_a_monday_means_all_of_that_monday_where_the_owner_is(
    engine: Engine, name: str, monday: date
) -> None:
    zone = ZoneInfo(name)
    rosa = make_customer()
    fill(engine, rosa, make_check_in(rosa.id, every_days=7, due_on=monday))
    midnight = datetime(monday.year, monday.month, monday.day, tzinfo=zone)
    moments = {
        midnight - timedelta(microseconds=1): 0,
        midnight: 1,
        midnight.replace(hour=23, minute=59): 1,
    }
    with engine.connect() as connection:
        for moment, count in moments.items():
            for said_in in (zone, ZoneInfo("UTC")):
                found = deck(connection, moment.astimezone(said_in), zone, free_days=no_holidays)
                assert len(found.cards) == count


def test_of_the_lost_only_what_is_owed_to_them_stays(engine: Engine) -> None:
    soon = ImportantDate(label="Birthday", month=11, day=24)
    victor = make_customer("Victor", stage=Stage.LOST, lost_on=TODAY, dates=(soon,))
    complaint = touch(3, victor.id, kind=Kind.COMPLAINT, began=Began.THEM)
    owed = make_promise(victor.id, due_on=TODAY, made_on=TODAY)
    fill(engine, victor, complaint, make_recovery(victor.id, next_on=TODAY), owed)
    assert [card.record_id for card in read(engine).cards] == [owed.id]
