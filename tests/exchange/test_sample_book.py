import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import agenda, cadence, depth, evidence, needs, signs
from trustjournal.domain.agenda import CardKind
from trustjournal.domain.choices import (
    Began,
    Channel,
    FeedbackSource,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
    Stage,
    Topic,
    WishStatus,
)
from trustjournal.domain.depth import DepthStage
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Evening,
    Feedback,
    Gesture,
    Promise,
    Recovery,
    Review,
    StageRule,
    TagRule,
    Touchpoint,
    Wish,
)
from trustjournal.errors import UnreadableFile
from trustjournal.exchange import sample_book
from trustjournal.paths import resource

FOLDER = resource("sample")
TODAY = date(2026, 11, 22)
ZONE = "Europe/London"

THEM = Began.THEM
LEAP_DAYS = [date(2024, 2, 29), date(2028, 2, 29), date(2096, 2, 29)]


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)


DAYS = (
    st.dates(date(2020, 1, 1), date(2100, 12, 31))
    | st.sampled_from(LEAP_DAYS)
    | st.builds(_before, st.sampled_from(LEAP_DAYS), st.integers(0, 365))
)
ZONES = st.sampled_from([ZONE, "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "UTC"])


class Book:
    """The sample book as one day sees it."""

    def __init__(self, today: date = TODAY, zone: str = ZONE) -> None:
        self.today, self.zone = today, ZoneInfo(zone)
        self.records = sample_book.read(FOLDER, today, zone)
        self.customers = [one for one in self.records if isinstance(one, Customer)]
        self.touchpoints = [one for one in self.records if isinstance(one, Touchpoint)]
        self.promises = [one for one in self.records if isinstance(one, Promise)]
        self.gestures = [one for one in self.records if isinstance(one, Gesture)]
        self.check_ins = [one for one in self.records if isinstance(one, CheckIn)]
        self.recoveries = [one for one in self.records if isinstance(one, Recovery)]
        self.feedback = [one for one in self.records if isinstance(one, Feedback)]
        self.wishes = [one for one in self.records if isinstance(one, Wish)]
        self.reviews = [one for one in self.records if isinstance(one, Review)]
        self.evenings = [one for one in self.records if isinstance(one, Evening)]
        self.answers = [one for one in self.records if isinstance(one, Answer)]
        self.last_touch = {
            customer_id: touchpoint.happened_at.astimezone(self.zone)
            for touchpoint in self.touchpoints
            for customer_id in touchpoint.customer_ids
        }

    def named(self, name: str) -> Customer:
        return next(customer for customer in self.customers if customer.name == name)

    def touches(self, name: str) -> list[Touchpoint]:
        who = self.named(name).id
        return [one for one in self.touchpoints if who in one.customer_ids]

    def evidence(self, name: str) -> list[depth.Evidence]:
        who = self.named(name).id
        return evidence.of_customer_records(
            self.touches(name),
            [one for one in self.promises if one.customer_id == who],
            [one for one in self.gestures if one.customer_id == who],
            self.zone,
            [one for one in self.answers if one.customer_id == who],
        )

    def depth(self, name: str, days_ago: int = 0) -> depth.Depth:
        known = self.evidence(name)
        noon = datetime.combine(self.today - timedelta(days=days_ago), time(12), self.zone)
        return depth.depth_at(known, noon)

    def deck(self) -> list[agenda.Card]:
        """The cards of the morning; check-ins in no order, which needs a journal."""
        people = {customer.id: customer for customer in self.customers}
        duties = agenda.duties(
            recoveries=self.recoveries,
            complaints=[],
            enquiries=[],
            promises=self.promises,
            gestures=self.gestures,
            celebrated=self.customers,
            now=datetime.combine(self.today, time(9), self.zone),
        )
        due = (
            agenda.Expected(
                customer=people[one.customer_id],
                cadence=cadence.Cadence(one.every_days, None, cadence.Source.OWN),
                due_on=one.due_on or self.today,
                priority=agenda.Priority(0, 0, 0),
                check_in=one,
                last_on=self.last_touch[one.customer_id].date(),
            )
            for one in self.check_ins
            if (day := cadence.shows_on(one)) is not None
            and day <= self.today
            and people[one.customer_id].lost_on is None
        )
        return [*duties, *(agenda.expected_card(one, self.today) for one in due)]

    def prose(self) -> list[str]:
        return [
            *(one.note for one in self.touchpoints),
            *(one.text for one in self.promises),
            *(text for one in self.gestures for text in (one.title, one.occasion, one.note)),
            *(one.about for one in self.check_ins),
            *(text for one in self.answers for text in (one.text, one.done)),
            *(text for one in self.promises for text in (one.delivered, one.fix)),
            *(text for one in self.wishes for text in (one.title, one.done)),
            *(text for one in self.reviews for text in (one.reason, one.lesson)),
            *(one.text for one in (*self.feedback, *self.evenings)),
            *(one.about for one in self.recoveries),
            *(
                text
                for one in self.customers
                for text in (one.note, one.prefers, one.avoids, one.family)
            ),
        ]


@pytest.fixture(scope="module")
def book() -> Book:
    return Book()


def test_holds_about_25_people_over_two_years(book: Book) -> None:
    assert 23 <= len(book.customers) <= 28
    assert 280 <= len(book.touchpoints) <= 400
    assert len(book.promises) >= 40
    assert len(book.gestures) >= 45
    first = book.touchpoints[0].happened_at.date()
    assert 700 <= (TODAY - first).days <= 760


def test_everybody_in_it_is_marked_as_sample_and_reachable_only_in_the_sample(book: Book) -> None:
    assert all(customer.is_sample for customer in book.customers)
    for customer in book.customers:
        for phone in customer.phones:
            assert re.fullmatch(r"\+44 (7700 900\d{3}|1632 960\d{3})", phone.value)
        for email in customer.emails:
            assert email.value.endswith(".example")
        for link in customer.links:
            assert link.value.endswith(".example")


def test_every_record_refers_only_to_records_before_it(book: Book) -> None:
    seen: set[object] = {None}
    for record in book.records:
        match record:
            case Customer():
                assert record.referred_by in seen
            case Touchpoint():
                assert record.customer_ids
                assert seen.issuperset(record.customer_ids)
            case Promise() | Recovery():
                assert {record.customer_id, record.touchpoint_id} <= seen
            case Gesture() | CheckIn() | Answer() | Review():
                assert record.customer_id in seen
            case Feedback():
                assert {record.customer_id, record.wish_id} <= seen
            case TagRule() | StageRule() | Wish() | Evening():
                pass
            case _:
                pytest.fail(f"{type(record)} has no place in the sample book")
        assert record.id not in seen
        seen.add(record.id)


def test_a_second_reading_has_the_same_ids_and_other_revisions(book: Book) -> None:
    again = Book(TODAY + timedelta(days=40), "Asia/Tokyo")
    assert {one.id for one in again.records} == {one.id for one in book.records}
    assert {one.revision for one in again.records}.isdisjoint(one.revision for one in book.records)


def test_every_note_is_its_own_and_long_enough_to_say_something(book: Book) -> None:
    notes = Counter(touchpoint.note for touchpoint in book.touchpoints)
    assert max(notes.values()) == 1
    assert min(len(note) for note in notes) >= 30
    openings = Counter(" ".join(note.split()[:4]) for note in notes)
    assert max(openings.values()) <= 2


def test_the_prose_names_no_weekday_month_or_season_because_the_days_move(book: Book) -> None:
    named = re.compile(
        r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur)day|\bSunday(?! best)"
        r"|\b(January|February|April|June|July|August|September|October|November|December)\b"
        r"|\b(spring|summer|autumn|winter|Christmas|Easter)\b"
    )
    assert [text for text in book.prose() if named.search(text)] == []


def test_promises_are_phrases_that_follow_you_promised_to(book: Book) -> None:
    assert [one.text for one in book.promises if not one.text[0].islower()] == []
    assert [one.text for one in book.promises if one.text.endswith(".")] == []


def test_every_channel_kind_feeling_and_both_sides_occur(book: Book) -> None:
    assert {one.channel for one in book.touchpoints} == set(Channel) - {Channel.OTHER}
    assert {one.kind for one in book.touchpoints} == set(Kind)
    assert sum(one.amount is not None for one in book.touchpoints) >= 30
    assert {one.feeling for one in book.touchpoints} == {None, -2, -1, 0, 1, 2}
    began = Counter(one.began for one in book.touchpoints)
    assert min(began[side] for side in Began) >= 100


def test_most_touches_felt_good_and_few_felt_bad(book: Book) -> None:
    good = sum((one.feeling or 0) > 0 for one in book.touchpoints)
    bad = sum((one.feeling or 0) < 0 for one in book.touchpoints)
    assert good >= 0.7 * len(book.touchpoints)
    assert 5 <= bad <= 15


def test_what_a_customer_began_has_been_answered_but_for_a_letter_of_yesterday(book: Book) -> None:
    waiting = [
        one for one in book.touchpoints if one.began is Began.THEM and one.answered_at is None
    ]
    assert waiting == book.touches("Kofi Mensah")[-1:]
    assert (TODAY - waiting[0].happened_at.date()).days == 1


def test_both_sides_promised_and_gave(book: Book) -> None:
    assert {one.by for one in book.promises} == {one.by for one in book.gestures} == set(Side)
    assert all(one.outcome is not PromiseOutcome.BROKEN or one.gap for one in book.promises)


def test_wishes_are_on_every_step_but_the_first_and_asked_for_by_several(book: Book) -> None:
    assert {one.status for one in book.wishes} == set(WishStatus) - {WishStatus.HEARD}
    asked = Counter(one.wish_id for one in book.feedback if one.wish_id)
    assert set(asked) == {one.id for one in book.wishes}
    assert min(asked.values()) >= 2
    assert {one.source for one in book.feedback} >= {FeedbackSource.SURVEY, FeedbackSource.REVIEW}
    assert any(one.customer_id is None for one in book.feedback)


def test_two_repairs_go_on_and_their_next_step_lies_ahead(book: Book) -> None:
    still_open = [one for one in book.recoveries if not (one.checked_on or one.ended_on)]
    names = {one.id: one.name for one in book.customers}
    assert {names[one.customer_id] for one in still_open} == {"Giulia Conti", "Leon Fischer"}
    assert all(one.next_on is not None and one.next_on > TODAY for one in still_open)


def test_the_loss_was_looked_back_at(book: Book) -> None:
    (review,) = book.reviews
    assert review.customer_id == book.named("Victor Lange").id
    assert review.lost_on == book.named("Victor Lange").lost_on
    assert review.turned_on is not None
    assert review.turned_on < review.lost_on
    assert review.reason
    assert review.lesson


def test_nine_of_the_last_ten_promises_were_kept_and_the_oak_counter_is_open(book: Book) -> None:
    settled = [(one.settled_on, one.outcome) for one in book.promises if one.settled_on]
    last_ten = [outcome for _day, outcome in sorted(settled, key=_day_of)[-10:]]
    assert last_ten.count(PromiseOutcome.KEPT) == 9
    assert {outcome for _day, outcome in settled} >= {PromiseOutcome.LATE, PromiseOutcome.BROKEN}
    photos = next(one for one in book.promises if one.text == "send the photos of the oak counter")
    assert photos.outcome is None
    assert (TODAY - photos.made_on).days == 9


def _day_of(settled: tuple[date | None, object]) -> date:
    return settled[0] or date.min


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("Rosa Delgado", DepthStage.INNER_CIRCLE),
        ("Tomasz Wilk", DepthStage.TRUSTED),
        ("Amara Okafor", DepthStage.TRUSTED),
        ("Daniel Asante", DepthStage.FAMILIAR),
        ("Beatriz Nunes", DepthStage.FAMILIAR),
        ("Ines Moreau", DepthStage.ACQUAINTED),
        ("Olaf Nilsson", DepthStage.ACQUAINTED),
        ("Clara Fischer", DepthStage.NEW),
        ("Aksel Berg", DepthStage.NEW),
        ("Victor Lange", DepthStage.NEW),
    ],
)
def test_depth_is_what_the_story_tells(book: Book, name: str, stage: DepthStage) -> None:
    assert book.depth(name).stage is stage


def test_most_friendships_deepened_lately_and_two_fell(book: Book) -> None:
    moved = {
        customer.name: book.depth(customer.name).score - book.depth(customer.name, 120).score
        for customer in book.customers
    }
    assert sum(points > 0 for points in moved.values()) >= 15
    assert moved["Giulia Conti"] < -4
    assert moved["Hotel Linden"] < -2


def test_priya_lost_depth_when_a_promise_was_broken_and_came_back(book: Book) -> None:
    before, after, now = (book.depth("Priya Raman", ago).score for ago in (225, 215, 0))
    assert after < before - 5
    assert now > before


def test_the_lost_customer_was_lost_and_the_prospects_are_cared_for(book: Book) -> None:
    lost = [one for one in book.customers if one.stage is Stage.LOST]
    assert [one.name for one in lost] == ["Victor Lange"]
    assert {one.name for one in book.customers if one.lost_on} == {"Victor Lange"}
    last_sold = max(one.happened_at for one in book.touches("Victor Lange") if one.began is THEM)
    assert last_sold.date() <= (lost[0].lost_on or date.min) < TODAY
    assert lost[0].id not in {one.customer_id for one in book.check_ins}
    given = {one.customer_id for one in book.gestures if one.status is GestureStatus.GIVEN}
    prospects = [one for one in book.customers if one.stage is Stage.PROSPECT]
    assert {one.id for one in prospects} <= given
    orders = {who for one in book.touchpoints if one.kind is Kind.ORDER for who in one.customer_ids}
    assert orders.isdisjoint(one.id for one in prospects)


def test_several_told_what_they_need_and_whether_it_is_fair(book: Book) -> None:
    told = {
        customer.name: needs.needs_of(a for a in book.answers if a.customer_id == customer.id)
        for customer in book.customers
    }
    assert sum(bool(one.told) for one in told.values()) >= 4
    assert set(told["Rosa Delgado"].unanswered) == {Topic.GOOD, Topic.WHY_NOW}
    assert any(one.earlier for one in told["Rosa Delgado"].told)
    noon = datetime.combine(TODAY, time(12), book.zone)
    assert any(needs.is_old(one.current, noon) for one in told["Rosa Delgado"].told)
    prices = [one.fair for one in book.answers if one.topic is Topic.PRICE]
    assert set(prices) == {True, False}
    assert any(one.done for one in book.answers)
    assert any(one.topic is Topic.RISK and not one.done for one in book.answers)


def test_signs_of_trust_agree_with_some_and_disagree_with_others(book: Book) -> None:
    noon = datetime.combine(TODAY, time(12), book.zone)
    checks = (
        signs.check(book.touches(one.name), book.evidence(one.name), noon) for one in book.customers
    )
    verdicts = Counter(found.verdict for found in checks if found is not None)
    assert verdicts[signs.Verdict.UNDERRATES] >= 2
    assert verdicts[signs.Verdict.AGREES] >= 2


def test_some_are_silent_longer_than_ever_before(book: Book) -> None:
    quiet: list[str] = []
    for customer in book.customers:
        began = [one for one in book.touches(customer.name) if one.began is THEM]
        days = sorted({one.happened_at.date() for one in began})
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        if len(gaps) >= 3 and (TODAY - days[-1]).days > max(gaps):
            quiet.append(customer.name)
    assert {"Hotel Linden", "Aksel Berg"} <= set(quiet)


def test_trust_was_handed_on_over_three_generations(book: Book) -> None:
    by_id = {one.id: one for one in book.customers}
    generations = {
        one.name: len(list(_senders(one, by_id))) for one in book.customers if one.referred_by
    }
    assert len(generations) >= 13
    assert {name for name, count in generations.items() if count == 3} == {
        "Nikhil Rao",
        "Haruka Ito",
    }


def _senders(customer: Customer, by_id: dict[UUID, Customer]) -> Iterator[Customer]:
    while customer.referred_by is not None:
        customer = by_id[customer.referred_by]
        yield customer


def test_rosa_sent_four_people_and_two_of_them_sent_others(book: Book) -> None:
    sent: dict[str, set[str]] = {
        one.name: {other.name for other in book.customers if other.referred_by == one.id}
        for one in book.customers
    }
    assert sent["Rosa Delgado"] == {"Ines Moreau", "Paul Brandt", "Noor Haddad", "Beatriz Nunes"}
    assert sent["Paul Brandt"] == {"Sofia Lindqvist"}
    assert sent["Beatriz Nunes"] == {"Mariko Sato 佐藤真理子"}


def test_names_are_not_all_plain(book: Book) -> None:
    names = {one.name for one in book.customers}
    assert "Siobhán O'Hara" in names
    assert any(not name.isascii() and "佐" in name for name in names)
    assert max(map(len, names)) > 80


def test_today_asks_for_the_people_of_the_picture(book: Book) -> None:
    people = {customer.id: customer.name for customer in book.customers}
    cards = [(card.kind, people[card.customer_id]) for card in book.deck()]
    assert cards[:3] == [
        (CardKind.PROMISE, "Tomasz Wilk"),
        (CardKind.GESTURE, "Rosa Delgado"),
        (CardKind.DATE, "Amara Okafor"),
    ]
    assert sorted(cards[3:]) == [
        (CardKind.CHECK_IN, "Daniel Asante"),
        (CardKind.CHECK_IN, "Ines Moreau"),
        (CardKind.CHECK_IN, "Rosa Delgado"),
    ]
    why = {(card.kind, people[card.customer_id]): card.why for card in book.deck()}
    assert (
        why[CardKind.CHECK_IN, "Rosa Delgado"] == "Usually every 3 weeks, last spoke 5 weeks ago."
    )
    assert why[CardKind.PROMISE, "Tomasz Wilk"].startswith("Promise made 9 days ago")


def test_the_next_weeks_hold_something_every_week(book: Book) -> None:
    ahead = {
        (card.due_on - TODAY).days // 7
        for customer in book.customers
        for card in agenda.coming_up(
            customer,
            next((one for one in book.check_ins if one.customer_id == customer.id), None),
            [one for one in book.promises if one.customer_id == customer.id],
            [one for one in book.gestures if one.customer_id == customer.id],
            TODAY,
        )
    }
    assert ahead >= set(range(7))


def test_a_recurring_check_in_is_due_one_cadence_after_the_last_touch(book: Book) -> None:
    for check_in in book.check_ins:
        if check_in.every_days is not None:
            touched_on = book.last_touch[check_in.customer_id].date()
            assert check_in.due_on == touched_on + timedelta(days=check_in.every_days)


@given(DAYS, ZONES)
def test_on_any_day_the_book_is_alive_and_nothing_has_happened_in_the_future(
    today: date, zone: str
) -> None:
    book = Book(today, zone)
    assert len(book.deck()) == 6
    midnight = datetime.combine(today, time.min, book.zone)
    for touchpoint in book.touchpoints:
        for instant in (touchpoint.happened_at, touchpoint.answered_at, touchpoint.resolved_at):
            assert instant is None or touchpoint.happened_at <= instant < midnight
        assert touchpoint.happened_at.tzinfo is UTC
    for answer in book.answers:
        assert answer.answered_at < midnight
        assert answer.answered_at.tzinfo is UTC
    for promise in book.promises:
        assert promise.made_on <= (promise.settled_on or promise.made_on) < today
        assert promise.due_on is not None
        assert promise.due_on >= promise.made_on
        assert (promise.outcome is None) == (promise.settled_on is None)
    for gesture in book.gestures:
        assert gesture.given_on is None or gesture.given_on < today
        assert gesture.due_on is None or gesture.due_on > today
    assert all(cadence.shows_on(check_in) is not None for check_in in book.check_ins)
    assert all(customer.since is not None and customer.since < today for customer in book.customers)


@given(DAYS)
def test_important_dates_exist_in_the_year_they_began(today: date) -> None:
    for customer in Book(today).customers:
        for important in customer.dates:
            began = date(important.year or 2023, important.month, important.day)
            assert important.year is None or began <= today


@given(DAYS, ZONES)
def test_clock_times_are_those_of_the_owners_zone(today: date, zone: str) -> None:
    for touchpoint in Book(today, zone).touchpoints:
        assert touchpoint.zone == zone
        assert 4 <= touchpoint.happened_at.astimezone(ZoneInfo(zone)).hour <= 22


def test_a_folder_without_a_book_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="start empty"):
        sample_book.read(tmp_path, TODAY, ZONE)
