"""The referral tree in words, and what folding and searching change."""

from uuid import UUID

from tests.charts.trees import people
from trustjournal.charts.cycle_picture import (
    describe,
    member_words,
    picture,
    rows,
)

FAMILY = people([None, 0, 1, 1, None], depth=60)
ONE, TWO, FIVE = UUID(int=1), UUID(int=2), UUID(int=5)


def test_the_tree_is_told_by_those_through_whom_most_came() -> None:
    assert describe(picture(FAMILY)) == (
        "3 people were sent by others. Through Person 1 came 3. Through Person 2 came 2. "
        "1 person stands alone: sent by nobody, and nobody came through them."
    )
    assert describe(picture({})) == "Nobody was sent by somebody else yet."


def test_the_table_has_everyone() -> None:
    assert rows(picture(FAMILY)) == [
        ("Person 1", "", "3", "60, Trusted"),
        ("Person 2", "Person 1", "2", "60, Trusted"),
        ("Person 3", "Person 2", "0", "60, Trusted"),
        ("Person 4", "Person 2", "0", "60, Trusted"),
        ("Person 5", "", "0", "60, Trusted"),
    ]


def test_a_mark_says_who_it_is() -> None:
    assert member_words(FAMILY[TWO], FAMILY) == (
        "Trusted, 60. Sent by Person 1. 2 people came through them."
    )
    assert member_words(FAMILY[FIVE], FAMILY) == "Trusted, 60. Nobody has come through them yet."


def test_a_search_moves_nobody() -> None:
    drawn = picture(FAMILY)
    found = drawn.ring([TWO], fade_others=True)
    assert found.shape is drawn.shape
    assert found.ringed == {TWO}


def test_a_branch_folds_and_unfolds() -> None:
    folded = picture(FAMILY).turn(TWO)
    assert folded.shape.collapsed == {TWO}
    assert folded.turn(TWO).shape.collapsed == frozenset()
    assert not folded.show_alone(False).shape.with_alone
    assert folded.show_alone(False).shape.collapsed == {TWO}


def test_who_stands_alone_neither_sent_nor_was_sent() -> None:
    shape = picture(FAMILY).shape
    assert [one.int for one in FAMILY if shape.is_alone(FAMILY[one])] == [5]
