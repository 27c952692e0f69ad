"""The calendar file, read back as a calendar program would."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from trustjournal.domain.calendar_entries import Entry
from trustjournal.exchange import ical

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DUE = Entry(
    key=UUID(int=7),
    on=date(2026, 11, 23),
    title="Promised to Rosa",
    person="Rosa",
    words="send the photos; all, of them\nby post",
    days_before=1,
)


def events(file: bytes) -> list[Any]:
    return walk(Calendar.from_ical(file), "VEVENT")


def walk(component: Any, name: str) -> list[Any]:
    return list(component.walk(name))


def test_an_entry_is_a_whole_day_without_any_zone() -> None:
    (event,) = events(ical.calendar([DUE], NOW))
    assert event.decoded("dtstart") == date(2026, 11, 23)
    assert event.decoded("dtend") == date(2026, 11, 24)
    assert type(event.decoded("dtstart")) is date
    assert event["uid"] == f"{DUE.key}@trustjournal"


def test_the_last_day_of_the_calendar_has_no_day_after_it() -> None:
    (event,) = events(ical.calendar([replace(DUE, on=date.max)], NOW))
    assert event.decoded("dtstart") == date.max
    assert "dtend" not in event


def test_it_reminds_at_nine_so_many_days_before() -> None:
    (event,) = events(ical.calendar([DUE], NOW))
    (alarm,) = walk(event, "VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9) - timedelta(days=1)
    assert alarm["action"] == "DISPLAY"


def test_the_owners_words_are_in_it_only_if_the_owner_says_so() -> None:
    plain, worded = ical.calendar([DUE], NOW), ical.calendar([DUE], NOW, with_words=True)
    assert b"photos" not in plain
    (event,) = events(worded)
    assert event["summary"] == f"Promised to Rosa: {DUE.words}"


def test_writing_it_twice_changes_nothing_but_the_stamp() -> None:
    def without_stamp(file: bytes) -> list[bytes]:
        return [line for line in file.splitlines() if not line.startswith(b"DTSTAMP")]

    first = ical.calendar([DUE], NOW)
    later = ical.calendar([DUE], NOW + timedelta(days=3))
    assert first != later
    assert without_stamp(first) == without_stamp(later)


def test_the_order_of_the_journal_does_not_matter() -> None:
    other = Entry(key=UUID(int=3), on=DUE.on, title="Check in with Ben", person="Ben")
    assert ical.calendar([DUE, other], NOW) == ical.calendar([other, DUE], NOW)


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        (date(2000, 2, 29), {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}),
        (date(1990, 5, 4), {"FREQ": ["YEARLY"]}),
    ],
)
def test_a_date_comes_back_every_year_and_29_february_on_the_28th(
    on: date, rule: dict[str, list[Any]]
) -> None:
    yearly = Entry(key=UUID(int=1), on=on, title="Birthday of Ana", person="Ana", yearly=True)
    (event,) = events(ical.calendar([yearly], NOW))
    assert dict(event["rrule"]) == rule


def test_an_empty_calendar_is_a_calendar() -> None:
    whole = Calendar.from_ical(ical.calendar([], NOW))
    assert whole["x-wr-calname"] == "Trust Journal"
    assert walk(whole, "VEVENT") == []


@given(st.text(), st.text())
def test_any_text_comes_back_but_for_control_signs(title: str, words: str) -> None:
    entry = Entry(key=UUID(int=1), on=DUE.on, title=title, person="Ana", words=words)
    file = ical.calendar([entry], NOW, with_words=True)
    (event,) = events(file)
    assert "\n" not in file.decode().replace("\r\n", "")
    expected = f"{title}{words}".replace("\r", "")
    kept = [sign for sign in expected if sign.isprintable() and not sign.isspace() and sign != ":"]
    found = str(event["summary"])
    assert [sign for sign in found if sign in set(kept)] == kept
