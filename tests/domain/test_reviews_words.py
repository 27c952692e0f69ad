"""How looking back reads."""

from datetime import date
from uuid import uuid4

from tests.samples import make_review
from trustjournal.domain import reviews_words as said
from trustjournal.domain.reviews import Candidate, Lesson, Trait, Turn


def test_the_owners_own_list_comes_before_what_was_said_once() -> None:
    once = [make_review(uuid4(), reason="The kiln broke"), make_review(uuid4(), reason="too slow")]
    assert said.reasons(("Too slow", "Moved"), once) == ["Too slow", "Moved", "The kiln broke"]
    assert said.reasons((), ()) == list(said.REASONS)


def test_a_moment_says_why_it_may_be_the_one() -> None:
    on, what = date(2026, 3, 1), uuid4()
    assert said.turn_words(Candidate(on, Turn.FALL, what, fall=4.2)) == "Depth fell by 4 points"
    assert said.turn_words(Candidate(on, Turn.FALL, what, fall=0.2)) == "Depth fell by 1 point"
    silent = said.turn_words(Candidate(on, Turn.SILENCE, what, days=70))
    assert silent == "After this they were silent for 2 months"
    assert "felt good" in said.turn_words(Candidate(on, Turn.LAST_GOOD, what))


def test_every_trait_has_its_words() -> None:
    assert len({said.trait_word(trait) for trait in Trait}) == len(Trait)


def test_a_lesson_says_what_two_paths_share() -> None:
    lesson = Lesson(make_review(uuid4()), "Victor", (Trait.BROKEN, Trait.SILENCE), 1)
    told = said.alike_words("Ana", lesson)
    assert told == (
        "Ana’s path looks like Victor’s before they left: a broken promise, a long silence."
    )


def test_the_summary_names_the_reason_only_where_it_came_twice() -> None:
    slow = [make_review(uuid4(), reason="Too slow") for _number in range(2)]
    other = make_review(uuid4(), reason="Moved")
    assert said.summary([]) == ""
    assert said.summary([other]) == "You looked back at one loss."
    told = "You looked back at 3 losses. Most often: Too slow (2 times)."
    assert said.summary([other, *slow]) == told
