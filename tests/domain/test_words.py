"""Sentences of time read as a person would say them."""

import doctest
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import words

SUNDAY = date(2026, 11, 22)


def test_the_examples_in_the_docstrings_hold() -> None:
    outcome = doctest.testmod(words)
    assert outcome.attempted
    assert not outcome.failed


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "every day"),
        (2, "every 2 days"),
        (7, "every week"),
        (10, "every 10 days"),
        (14, "every 2 weeks"),
        (21, "every 3 weeks"),
        (30, "every month"),
        (31, "every 31 days"),
        (90, "every 3 months"),
        (210, "every 7 months"),
        (365, "every year"),
        (730, "every 2 years"),
    ],
)
def test_a_cadence_is_said_in_its_largest_unit(days: int, said: str) -> None:
    assert words.every(days) == said


@given(st.integers(1, 3650))
def test_a_cadence_is_exact_and_never_one_of_many(days: int) -> None:
    lengths = {"day": 1, "week": 7, "month": 30, "year": 365}
    match = re.fullmatch(r"every (?:(\d+) )?(day|week|month|year)(s?)", words.every(days))
    assert match is not None
    count = int(match[1] or 1)
    assert count * lengths[match[2]] == days
    assert (match[1] is None) == (match[3] == "") == (count == 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (7, "a week ago"),
        (9, "9 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (35, "5 weeks ago"),
        (41, "5 weeks ago"),
        (60, "8 weeks ago"),
        (61, "2 months ago"),
        (400, "13 months ago"),
        (730, "23 months ago"),
        (731, "2 years ago"),
    ],
)
def test_the_past_is_said_by_its_distance(days: int, said: str) -> None:
    assert words.ago(days) == said


@given(st.integers(1, 40_000))
def test_a_span_is_right_to_one_unit_and_never_claims_too_much(days: int) -> None:
    lengths = {"day": 1, "week": 7, "month": 30, "year": 365}
    match = re.fullmatch(r"(a|\d+) (day|week|month|year)(s?)", words.span(days))
    assert match is not None
    count = 1 if match[1] == "a" else int(match[1])
    unit = lengths[match[2]]
    assert 0 <= days - count * unit < unit + 0.02 * days  # a month is a little more than 30 days
    assert (match[3] == "") == (count == 1) == (match[1] == "a")


@pytest.mark.parametrize(
    ("days", "short", "long"),
    [
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (-1, "yesterday", "yesterday"),
        (2, "Tue", "on Tuesday"),
        (4, "Thu", "on Thursday"),
        (6, "Sat", "on Saturday"),
        (7, "29 Nov", "on 29 November"),
        (9, "1 Dec", "on 1 December"),
        (-2, "20 Nov", "on 20 November"),
        (45, "6 Jan", "on 6 January"),
        (-300, "26 Jan", "on 26 January"),
        (300, "18 Sep 2027", "on 18 September 2027"),
        (-365, "22 Nov 2025", "on 22 November 2025"),
    ],
)
def test_a_day_is_named_by_its_weekday_only_in_the_week_ahead(
    days: int, short: str, long: str
) -> None:
    day = SUNDAY + timedelta(days=days)
    assert words.when(day, SUNDAY) == short
    assert words.on(day, SUNDAY) == long


def test_people_are_listed_by_name_until_there_are_too_many() -> None:
    assert words.people(["Rosa"]) == "Rosa"
    assert words.people(["Rosa", "Tomasz"]) == "Rosa and Tomasz"
    assert words.people(["Rosa", "Tomasz", "Ines"]) == "Rosa and 2 others"
    assert words.people(["{count}", "{0}"]) == "{count} and {0}"


def test_a_promise_is_said_to_the_owner() -> None:
    said = "You promised to send the photos of the oak counter."
    assert words.promised("send the photos of the oak counter") == said
    assert words.promised(" send the photos of the oak counter. ") == said


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert words.sentence("every 3 weeks with Rosa") == "Every 3 weeks with Rosa"
    assert words.sentence("") == ""


def test_months_have_their_names() -> None:
    assert (words.month_name(1), words.month_name(12)) == ("January", "December")
    assert len({words.short_month(month) for month in range(1, 13)}) == 12


def test_a_day_behind_since_has_no_preposition() -> None:
    assert [words.since(SUNDAY - timedelta(days=days), SUNDAY) for days in (0, 1, 3, 10)] == [
        "today",
        "yesterday",
        "Thursday",
        "12 November",
    ]


def test_small_numbers_are_spelled() -> None:
    assert [words.spelled(count) for count in (1, 2, 10, 11)] == ["1", "two", "ten", "11"]
