from datetime import UTC, date, timedelta

import pytest

from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.choices import Kind
from trustjournal.domain.letter_words import (
    DESERVES_THANKS,
    STARTERS,
    TALKS,
    field_word,
    gaps_said,
    noted,
    past,
    unknown_said,
    what_they_did,
)
from trustjournal.domain.letters import Field, fill

TODAY = date(2026, 11, 22)
ROSA = make_customer()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 17), "last Tuesday"),
        (date(2026, 11, 15), "last Sunday"),
        (date(2026, 11, 14), "on 14 November"),
        (date(2025, 3, 2), "on 2 March 2025"),
    ],
)
def test_a_day_that_has_been_is_said_as_one_would(day: date, said: str) -> None:
    assert past(day, TODAY) == said


def test_what_they_did_follows_thank_you_for() -> None:
    praise = make_touchpoint(ROSA.id, kind=Kind.PRAISE, note="")
    order = make_touchpoint(ROSA.id, kind=Kind.ORDER, note="twenty cups. Paid late\nagain")
    assert what_they_did(praise, None) == "your kind words"
    assert what_they_did(order, None) == "your order"
    assert what_they_did(order, make_customer("Lucía Mora")) == "sending Lucía Mora to us"
    assert what_they_did(None, None) == ""


def test_the_owners_own_note_is_told_beside_it_by_its_first_sentence() -> None:
    order = make_touchpoint(ROSA.id, kind=Kind.ORDER, note="twenty cups. Paid late\nagain")
    tomorrow = TODAY + timedelta(days=1)
    at = order.happened_at.date()
    assert noted(order, tomorrow, UTC) == f"You noted {past(at, tomorrow)}: “twenty cups”"
    assert noted(make_touchpoint(ROSA.id, note=" "), TODAY, UTC) == ""
    assert noted(None, TODAY, UTC) == ""


def test_a_long_note_is_cut_between_two_words() -> None:
    long = make_touchpoint(ROSA.id, kind=Kind.ORDER, note="twelve cups " * 30)
    said = noted(long, TODAY, UTC)
    assert said.endswith(("cups…”", "twelve…”"))
    assert len(said) < 170


@pytest.mark.parametrize("kind", [*DESERVES_THANKS, *TALKS])
def test_each_kind_to_thank_for_has_its_words(kind: Kind) -> None:
    assert what_they_did(make_touchpoint(ROSA.id, kind=kind, note=""), None)


def test_the_starters_need_nothing_but_known_fields() -> None:
    titles = [one.title for one in STARTERS]
    assert len(titles) == len(set(titles)) == 5
    for one in STARTERS:
        for text in (one.subject, one.text):
            assert fill(text, dict.fromkeys(Field, "x")).unknown == ()


def test_what_is_left_open_is_said_in_words() -> None:
    assert gaps_said([]) == unknown_said([]) == ""
    assert "what they did" in gaps_said([Field.WHAT_THEY_DID])
    assert "{nmae}" in unknown_said(["{nmae}"])
    assert all(field_word(field) for field in Field)
