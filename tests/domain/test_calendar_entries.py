"""What of the journal stands in a calendar."""

from dataclasses import replace
from datetime import date

from tests.samples import TODAY, make_customer, make_gesture, make_promise
from trustjournal.domain import calendar_entries
from trustjournal.domain.choices import GestureStatus, PromiseOutcome, Side
from trustjournal.domain.records import ImportantDate

ROSA = make_customer("Rosa")


def test_a_check_in_has_one_key_for_life_whatever_sets_its_day() -> None:
    first = calendar_entries.of_check_in(ROSA.id, "Rosa", TODAY, "The terrace")
    later = calendar_entries.of_check_in(ROSA.id, "Rosa", date(2026, 12, 24), "")
    assert first.key == later.key
    assert (first.title, first.words) == ("Check in with Rosa", "The terrace")


def test_a_promise_reminds_the_day_before_and_theirs_on_the_day() -> None:
    ours = make_promise(ROSA.id, due_on=TODAY)
    entry = calendar_entries.of_promise(ours, "Rosa")
    theirs = calendar_entries.of_promise(replace(ours, by=Side.THEM), "Rosa")
    assert entry is not None
    assert theirs is not None
    assert (entry.title, entry.days_before) == ("Promised to Rosa", 1)
    assert (theirs.title, theirs.days_before) == ("Promised by Rosa", 0)


def test_what_is_settled_or_has_no_day_is_not_in_it() -> None:
    kept = make_promise(ROSA.id, due_on=TODAY, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    given = make_gesture(ROSA.id, due_on=TODAY, status=GestureStatus.GIVEN, given_on=TODAY)
    assert calendar_entries.of_promise(kept, "Rosa") is None
    assert calendar_entries.of_promise(make_promise(ROSA.id), "Rosa") is None
    assert calendar_entries.of_gesture(given, "Rosa") is None
    assert calendar_entries.of_gesture(make_gesture(ROSA.id), "Rosa") is None


def test_a_gesture_reminds_when_preparing_begins_unless_it_is_ready() -> None:
    mug = make_gesture(ROSA.id, due_on=TODAY, lead_days=10, note="Her green")
    entry = calendar_entries.of_gesture(mug, "Rosa")
    ready = calendar_entries.of_gesture(replace(mug, status=GestureStatus.BOUGHT), "Rosa")
    assert entry is not None
    assert ready is not None
    assert (entry.words, entry.days_before, ready.days_before) == ("Mug. Her green", 10, 0)
    assert "Mug" not in entry.title


def test_dates_come_back_every_year_from_the_year_they_began_or_from_a_leap_year() -> None:
    rosa = replace(
        ROSA,
        dates=(
            ImportantDate(label="Birthday", month=2, day=29),
            ImportantDate(label="Wedding", month=2, day=29, year=2023),
            ImportantDate(label="Opening", month=5, day=4, year=2019),
        ),
    )
    entries = list(calendar_entries.of_dates(rosa))
    assert [entry.on for entry in entries] == [
        date(2000, 2, 29),
        date(2023, 2, 28),
        date(2019, 5, 4),
    ]
    assert all(entry.yearly for entry in entries)
    assert entries[0].title == "Birthday of Rosa"


def test_two_dates_of_the_same_name_and_day_have_keys_of_their_own_that_stay() -> None:
    twice = (ImportantDate(label="Birthday", month=3, day=1),) * 2
    rosa = replace(ROSA, dates=twice)
    keys = [entry.key for entry in calendar_entries.of_dates(rosa)]
    assert len(set(keys)) == 2
    assert [entry.key for entry in calendar_entries.of_dates(rosa)] == keys
