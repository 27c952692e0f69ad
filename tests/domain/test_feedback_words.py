"""What is said of wishes and ratings."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.samples import TODAY, make_feedback, make_wish
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.feedback import Asked, Recommend, Stars, Voice, Weight
from trustjournal.domain.feedback_words import (
    heard_words,
    names,
    rating_words,
    recommend_words,
    short_title,
    signed,
    source_word,
    standing_words,
    stars_words,
    status_word,
    to_tell,
    told_words,
    weight_words,
)


def weight(people: int, deep: int = 0, value: int = 0) -> Weight:
    return Weight(people, people, deep, 60.0, Decimal(value))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (weight(4, 3, 2400), "4 people, 3 of them Trusted or deeper, 2400 a year"),
        (weight(1, 1), "1 person, Trusted or deeper"),
        (weight(2, 2), "2 people, all Trusted or deeper"),
        (weight(1), "1 person"),
        (weight(0), "Nobody who asked is left"),
    ],
)
def test_a_weight_is_a_sentence_of_plain_figures(found: Weight, said: str) -> None:
    assert weight_words(found) == said


def test_of_one_alone_only_their_standing_is_told() -> None:
    assert standing_words(weight(1, 1, 2900)) == "Trusted or deeper, 2900 a year"
    assert standing_words(weight(1)) == ""


def test_where_it_was_heard_comes_with_its_rating() -> None:
    said = make_feedback(None, source=FeedbackSource.SURVEY, rating=9.0, best=10)
    assert heard_words(said) == "Survey, 9 of 10"
    assert heard_words(make_feedback(None)) == "Conversation"


def test_who_asked_is_named_once_and_the_nameless_last() -> None:
    rosa = make_feedback(None, author="Rosa")
    kim, nobody = make_feedback(None, author="Kim"), make_feedback(None)
    assert names([Voice(nobody, ""), Voice(rosa, "Rosa")]) == "Rosa and Somebody"
    assert names([Voice(rosa, "Rosa"), Voice(rosa, "Rosa")]) == "Rosa"
    assert names([Voice(rosa, "Rosa"), Voice(kim, "Kim"), Voice(nobody, "")]) == "Rosa and 2 others"
    assert names([]) == ""


@pytest.mark.parametrize(
    ("rating", "best", "said"),
    [(4.0, 5, "4 of 5 stars"), (4.5, 5, "4.5 of 5 stars"), (9.0, 10, "9 of 10"), (None, None, "")],
)
def test_a_rating_is_told_with_what_it_is_out_of(
    rating: float | None, best: int | None, said: str
) -> None:
    assert rating_words(rating, best) == said


def test_a_long_wish_is_called_by_its_beginning() -> None:
    assert short_title("A  lid\nfor the jar") == "A lid for the jar"
    assert short_title("word " * 40) == "word " * 15 + "word…"
    assert short_title("w" * 200) == "w" * 80 + "…"


def test_what_is_logged_says_what_was_asked_and_what_was_done() -> None:
    asked = Asked(make_wish("A lid\nfor the jar"), ())
    assert (
        to_tell(asked, " Lids are here ")
        == "You asked for: A lid for the jar\nWe did: Lids are here"
    )


def test_ratings_are_told_with_what_they_are_made_of() -> None:
    said = recommend_words(Recommend(6, 1, 3))
    assert said.startswith("Net promoter score +30 from 10 answers: 6 would recommend you")
    assert "from 1 answer:" in recommend_words(Recommend(1, 0, 0))
    assert stars_words(Stars(2, 4.25)) == "4.2 of 5 from 2 ratings"
    assert [signed(number) for number in (12.4, -7.6, 0.2)] == ["+12", "−8", "0"]


def test_whether_somebody_heard_of_it_is_told() -> None:
    assert told_words(None, TODAY) == "Not told yet"
    assert told_words(TODAY - timedelta(days=1), TODAY) == "Told yesterday"


def test_every_choice_has_its_word() -> None:
    assert len({status_word(status) for status in WishStatus}) == len(WishStatus)
    assert len({source_word(source) for source in FeedbackSource}) == len(FeedbackSource)
