"""Words are read as the day they mean, their reason is kept, and nothing is guessed in silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.snoozing import PROPOSED_DAYS, Snooze, read, sentence

FRIDAY = date(2026, 11, 20)
PIECES = (
    *("after", "in", "until", "next", "2", "weeks", "fri", "may", "12", "aug"),
    *("2027-03-01", "a", "the", ",", ".", "back", "1.2."),
)


@pytest.mark.parametrize(
    ("text", "until", "reason"),
    [
        ("in 2 weeks", date(2026, 12, 4), ""),
        ("2 weeks", date(2026, 12, 4), ""),
        ("for two weeks", date(2026, 12, 4), ""),
        ("after 2 weeks", date(2026, 12, 4), ""),
        ("A month", date(2026, 12, 20), ""),
        ("tomorrow", date(2026, 11, 21), ""),
        ("next week", date(2026, 11, 27), ""),
        ("until next month", date(2026, 12, 20), ""),
        ("monday", date(2026, 11, 23), ""),
        ("after Monday", date(2026, 11, 24), ""),
        ("friday", date(2026, 11, 27), ""),
        ("12 Aug", date(2027, 8, 12), ""),
        ("until 12 aug", date(2027, 8, 12), ""),
        ("not before 12 aug", date(2027, 8, 12), ""),
        ("after 12 aug", date(2027, 8, 13), ""),
        ("after 31 dec", date(2027, 1, 1), ""),
        ("after 2027-02-28", date(2027, 3, 1), ""),
        ("in march", date(2027, 3, 1), ""),
        ("after march", date(2027, 4, 1), ""),
        ("in november", date(2027, 11, 1), ""),
        ("after november", date(2026, 12, 1), ""),
        ("after december", date(2027, 1, 1), ""),
        ("in 2 weeks, after her holiday", date(2026, 12, 4), "after her holiday"),
        ("after her holiday in march", date(2027, 4, 1), "after her holiday"),
        ("after her holiday on 3 dec.", date(2026, 12, 3), "after her holiday"),
        ("on the road until friday", date(2026, 11, 27), "on the road"),
        ("after 3 dec  when the kids are back", date(2026, 12, 4), "when the kids are back"),
    ],
)
def test_a_day_in_the_words_is_found_and_the_rest_is_the_reason(
    text: str, until: date, reason: str
) -> None:
    assert read(text, FRIDAY) == Snooze(until, reason)


@pytest.mark.parametrize(
    "text",
    [
        "after her holiday",
        "when she may call",
        "next fri",  # this week's or the one after: nobody knows
        "today",
        "3 nov 2026",
        "the 5 day fair",
        "休暇の後",
    ],
)
def test_without_a_day_ahead_two_weeks_are_proposed_and_the_words_kept(text: str) -> None:
    assert read(text, FRIDAY) == Snooze(date(2026, 12, 4), text, is_guess=True)


def test_no_words_say_nothing() -> None:
    assert read("  ", FRIDAY) is None


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        (date(2026, 12, 12), "after her holiday", "Back on 12 December, after her holiday"),
        (date(2026, 11, 21), "", "Back tomorrow"),
        (date(2026, 11, 23), "", "Back on Monday"),
    ],
)
def test_it_is_said_until_when_and_why(until: date, reason: str, said: str) -> None:
    assert sentence(until, reason, FRIDAY) == said


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=8,
    ).map(" ".join)
    | st.text(max_size=20),
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_whatever_is_typed_it_comes_back_on_a_later_day(text: str, today: date) -> None:
    found = read(text, today)
    if found is None:
        assert not text.strip()
        return
    assert found.until > today
    if found.is_guess:
        assert (found.until - today).days == PROPOSED_DAYS
        assert found.words == " ".join(text.split())
