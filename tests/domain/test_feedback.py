"""How much is behind a wish, which wishes are the same, and what ratings come to."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import TODAY, make_feedback, make_wish
from trustjournal.domain.choices import WishStatus
from trustjournal.domain.feedback import (
    Asked,
    Likeness,
    Voice,
    contact_of,
    recommend,
    stars,
    weigh,
    words_of,
)
from trustjournal.domain.records import Feedback, Labelled

ROSA, TOMASZ = UUID(int=1), UUID(int=2)


def voice(customer_id: UUID | None = None, name: str = "", **fields: Any) -> Voice:
    said = make_feedback(customer_id, author="" if customer_id else name)
    return Voice(said, name, **fields)


def rated(rating: float, best: int = 10) -> Feedback:
    return make_feedback(None, rating=rating, best=best)


def test_a_wish_weighs_what_those_who_asked_are_worth() -> None:
    weight = weigh(
        [
            voice(ROSA, "Rosa", depth=60.0, yearly_value=Decimal(2000)),
            voice(TOMASZ, "Tomasz", depth=54.9, yearly_value=Decimal("400.50")),
            voice(None, "Kim"),
        ]
    )
    assert (weight.people, weight.known, weight.deep) == (3, 2, 1)
    assert weight.depth == pytest.approx(57.45)
    assert weight.value == Decimal("2400.50")


def test_whoever_asks_twice_counts_once() -> None:
    twice = [voice(ROSA, "Rosa", depth=60.0, yearly_value=Decimal(10))] * 2
    assert (weigh(twice).people, weigh(twice).value) == (1, Decimal(10))
    assert weigh([voice(None, "Kim B."), voice(None, "KIM B.")]).people == 1


def test_two_without_a_name_are_two() -> None:
    assert weigh([voice(), voice()]).people == 2


def test_a_wish_nobody_is_left_for_weighs_nothing() -> None:
    weight = weigh([])
    assert (weight.people, weight.depth, weight.value) == (0, None, Decimal())


def test_more_people_weigh_more_than_deeper_ones() -> None:
    two = weigh([voice(ROSA, depth=10.0), voice(TOMASZ, depth=10.0)])
    one = weigh([voice(ROSA, depth=90.0, yearly_value=Decimal(9999))])
    deeper = weigh([voice(ROSA, depth=10.0), voice(TOMASZ, depth=11.0)])
    assert one.order() < two.order() < deeper.order()


def test_a_single_voice_is_a_wish_of_one_until_it_was_told() -> None:
    said = make_feedback(ROSA, text="A bigger jar")
    alone = Asked(None, (Voice(said, "Rosa"),))
    assert (alone.id, alone.title, alone.status) == (said.id, "A bigger jar", WishStatus.HEARD)
    told = make_feedback(ROSA, told_on=TODAY)
    assert Asked(None, (Voice(told, "Rosa"),)).status is WishStatus.TOLD


def test_those_who_have_not_heard_are_known() -> None:
    heard, waits = voice(ROSA), voice(TOMASZ)
    heard = Voice(make_feedback(ROSA, told_on=TODAY), "Rosa")
    asked = Asked(make_wish(status=WishStatus.TOLD), (heard, waits))
    assert (asked.untold(), asked.status) == ([waits], WishStatus.TOLD)
    assert asked.words().startswith("A lid for the jar\n")


def test_a_phone_number_is_the_first_way_to_reach_somebody() -> None:
    mail = (Labelled(value="rosa@example.org"),)
    assert contact_of((Labelled(value="12"),), mail) == "12"
    assert contact_of((), mail) == "rosa@example.org"
    assert contact_of((), ()) == ""


def test_the_net_promoter_score_is_nines_and_tens_less_nought_to_six() -> None:
    found = recommend([rated(answer) for answer in (10, 9, 8, 7, 6, 0)] + [rated(5, best=5)])
    assert found is not None
    assert (found.promoters, found.passives, found.detractors) == (2, 2, 2)
    assert (found.count, found.score) == (6, 0)
    assert recommend([rated(5, best=5)]) is None


@given(st.lists(st.integers(0, 10), min_size=1))
def test_the_score_lies_between_everybody_against_and_everybody_for(answers: list[int]) -> None:
    found = recommend(map(rated, answers))
    assert found is not None
    assert found.count == len(answers)
    assert -100 <= found.score <= 100
    assert (found.score == 100) is all(answer >= 9 for answer in answers)
    assert (found.score == -100) is all(answer <= 6 for answer in answers)


def test_stars_have_a_mean_and_how_many_they_are() -> None:
    found = stars([rated(5, best=5), rated(4, best=5), rated(9)])
    assert found is not None
    assert (found.count, found.mean) == (2, 4.5)
    assert stars([rated(9)]) is None


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("would be great if jars had lids", 1),
        ("Could you please deliver Saturday mornings", 2),
        ("TEA cups that are bigger", 3),
        ("¿Se puede regalar envuelto?", 4),
        ("茶杯能不能大一点", 5),
    ],
)
def test_what_asks_for_the_same_is_found_by_its_words(said: str, wish: int) -> None:
    among = Likeness[int].among(
        {
            1: "A lid for the jar\nA lid would keep the moths out",
            2: "Deliver on Saturdays",
            3: "Larger cups, for tea. Bigger ones",
            4: "Envuelto para regalo: regalar",
            5: "大一点的茶杯",
        }
    )
    assert among.of(said)[0] == wish


def test_what_has_nothing_in_common_is_not_suggested() -> None:
    among = Likeness[int].among({1: "A lid for the jar", 2: "Deliver on Saturdays"})
    assert among.of("Your coffee tastes wonderful") == []
    assert among.of("") == []
    assert Likeness[int].among({}).of("A lid") == []


def test_a_word_that_all_hold_says_less_than_a_rare_one() -> None:
    texts = {number: f"please make something {word}" for number, word in enumerate(("red", "blue"))}
    assert Likeness[int].among(texts).of("please, blue", most=1) == [1]


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_text_can_be_looked_for(text: str, others: list[str]) -> None:
    texts = dict(enumerate([text, *others]))
    found = Likeness[int].among(texts).of(text, most=10)
    assert set(found) <= set(texts)
    if words_of(text):
        assert 0 in found
