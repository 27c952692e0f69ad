"""A silence in words, for everyone from the first contact on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.rhythm import Flag, Rhythm, history_of_gaps, silence
from trustjournal.domain.rhythm_words import every, flagged, told

LAST = date(2026, 9, 1)
ORACLE = Rhythm(r=0.6, alpha=19.5, a=0.3, b=1.3)
MARIA = (21, 20, 22, 21, 23)


def say(
    gaps: tuple[int, ...], days: int, *, chance: float | None = None, longest_gap: int | None = None
) -> str:
    known = history_of_gaps(gaps, LAST)
    found = silence(known, LAST + timedelta(days=days), ORACLE)
    shown = found.normal if chance is None else chance
    return told("Maria", known, found, shown, longest_gap=longest_gap)


def test_maria_is_told_as_in_the_model() -> None:
    assert say(MARIA, 63) == (
        "Maria usually hears from you every 3 weeks; it has been 9. "
        "That is longer than any of their 5 earlier gaps; "
        "about 14 % of silences like theirs go this far. "
        "35 % chance they are back within a month."
    )


def test_a_silence_they_had_before_is_not_called_longer() -> None:
    assert say((*MARIA, 90), 63).split(". ")[1].startswith("About ")


@pytest.mark.parametrize(
    ("gaps", "days", "begins"),
    [
        ((), 0, "Maria came to you for the first time today."),
        ((), 40, "Maria came to you once, 5 weeks ago. About 51 % of silences like theirs go"),
        ((21,), 0, "Maria usually hears from you every 3 weeks, and came to you today."),
        ((21,), 22, "Maria usually hears from you every 3 weeks; it has been 3. That is longer th"),
        ((21,), 9, "Maria usually hears from you every 3 weeks; it has been 9 days. About"),
        ((3, 3), 400, "Maria usually hears from you every 3 days; it has been 13 months. That is"),
        ((7,), 8, "Maria usually hears from you every week; it has been 8 days."),
        ((90,), 200, "Maria usually hears from you every 3 months; it has been 6."),
        ((1500,), 3000, "Maria usually hears from you every 4 years; it has been 8."),
    ],
)
def test_a_silence_is_counted_in_the_unit_of_the_usual_gap(
    gaps: tuple[int, ...], days: int, begins: str
) -> None:
    assert say(gaps, days).startswith(begins)


@pytest.mark.parametrize(
    ("gaps", "days", "begins"),
    [
        ((), 0, "New today."),
        ((), 40, "Came to you once, 5 weeks ago."),
        ((21,), 0, "Usually every 3 weeks, and came to you today."),
        ((21,), 63, "Usually every 3 weeks; it has been 9."),
    ],
)
def test_beside_a_name_the_sentence_does_not_repeat_it(
    gaps: tuple[int, ...], days: int, begins: str
) -> None:
    known = history_of_gaps(gaps, LAST)
    found = silence(known, LAST + timedelta(days=days), ORACLE)
    assert told("", known, found, found.normal).startswith(begins)


def test_one_earlier_gap_is_called_one() -> None:
    assert "longer than their one earlier gap; about" in say((21,), 30)


def test_whoever_never_came_has_no_rhythm() -> None:
    said = told("Maria", None, None, 1.0)
    assert said == "Maria has not come to you yet, so there is no rhythm to tell."


def test_the_owners_own_limit_is_named_once_it_is_past() -> None:
    assert say(MARIA, 31, longest_gap=30).endswith(" You wanted to know after 4 weeks.")
    assert "You wanted" not in say(MARIA, 30, longest_gap=30)


def test_chances_near_the_ends_are_not_rounded_to_nothing_or_all() -> None:
    assert "; fewer than 1 % of silences" in say(MARIA, 2000, chance=0.004)
    assert say(MARIA, 2000).endswith("Less than 1 % chance they are back within a month.")
    assert "; nearly all silences" in say(MARIA, 40, chance=0.999)


def test_a_silence_that_is_none_yet_is_not_compared() -> None:
    assert "silences like theirs" not in say(MARIA, 1, chance=0.999)
    assert "silences like theirs" in say(MARIA, 15, chance=0.6)


def test_every_flag_but_none_has_its_word() -> None:
    assert [flagged(flag) for flag in Flag] == ["", "Quiet", "Gone quiet", "Longer than you wish"]


@given(days=st.floats(0.5, 5000))
def test_a_usual_gap_is_said_within_a_third(days: float) -> None:
    said = every(days).replace("every ", "", 1).split()
    units = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
    count = int(said[0]) if len(said) == 2 else 1
    assert count * units[said[-1].rstrip("s")] == pytest.approx(days, rel=0.34, abs=0.51)


@given(gaps=st.lists(st.integers(1, 900), max_size=6).map(tuple), days=st.integers(0, 4000))
def test_everyone_is_told_something_whole(gaps: tuple[int, ...], days: int) -> None:
    said = say(gaps, days, longest_gap=30)
    assert said.startswith("Maria ")
    assert said.endswith(".")
    assert "{" not in said
