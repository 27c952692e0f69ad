"""What the trust cycle says: ranges, worst cases, and nothing where nothing is known."""

from datetime import date

import pytest

from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import Cohort, Reproduction, Signal, Window


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "Nobody has come through them yet."),
        (1, "1 person came through them."),
        (5, "5 people came through them."),
    ],
)
def test_reach_is_a_number_of_people(people: int, words: str) -> None:
    assert cycle_words.reach(people) == words


def test_a_stake_is_called_a_worst_case() -> None:
    assert cycle_words.stake("€230") == "at worst €230 a year"


def test_r_is_told_as_what_ten_of_them_bring() -> None:
    found = Reproduction(0.5, 0.8519)
    assert cycle_words.reproduction(found) == (
        "Every ten of them bring 5 to 9 others in their first year, about 7. "
        "If it goes on so, one becomes about 3.1 in the end, themselves included."
    )
    assert cycle_words.short_reproduction(found) == "0.50 to 0.85 (0.68)"
    close = cycle_words.reproduction(Reproduction(0.08, 0.12))
    assert close.startswith("Every ten of them bring about 1 other person in")


def test_r_is_one_number_once_all_had_their_year() -> None:
    whole = Reproduction(1.5, 1.5)
    assert cycle_words.reproduction(whole) == (
        "Every ten of them brought 15 others in their first year."
    )
    assert cycle_words.short_reproduction(whole) == "1.50"


def test_no_end_is_told_where_r_may_be_one_or_more_or_is_nothing() -> None:
    assert "in the end" not in cycle_words.reproduction(Reproduction(0.5, 1.0))
    assert "in the end" not in cycle_words.reproduction(Reproduction(0, 0))


def test_too_early_is_said_so() -> None:
    assert cycle_words.reproduction(None) == "Too early to tell."
    assert cycle_words.short_reproduction(None) == "too early to tell"


def test_a_cohort_is_its_year() -> None:
    assert cycle_words.cohort(Cohort(2025, 1, 3, None)) == (
        "1 new customer in 2025; 3 people came through them in their first year"
    )


def test_every_light_has_its_own_words() -> None:
    assert len({cycle_words.signal(one) for one in Signal}) == len(Signal)
    assert cycle_words.signal(Signal.RED) == "Grow slowly"


def test_the_latest_cohort_with_a_figure_speaks_for_them() -> None:
    known, young = Cohort(2025, 4, 2, Reproduction(0.5, 0.5)), Cohort(2026, 1, 0, None)
    assert cycle_words.cohorts([known, young]).startswith("4 new customers in 2025; 2 people")
    assert "too early" in cycle_words.cohorts([young])


def test_a_point_of_the_light_says_its_counts() -> None:
    one = Window(date(2026, 10, 23), 1, 5, 4)
    assert cycle_words.window(one, date(2026, 11, 22)) == (
        "1 new customer, 4 of 5 promises kept",
        "in the 90 days until 23 Oct",
    )
