from datetime import timedelta
from uuid import UUID

import pytest

from tests.charts.stories import (
    NOW,
    ROSA,
    Story,
    drawn_from,
    falling,
    gesture,
    growing,
    nothing,
    touch,
)
from tests.samples import make_answer
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import (
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.ui.widgets.depth_words import moved_by, moved_most, points


def said(story: Story) -> str:
    touchpoints, promises, gestures = story
    events: dict[UUID, Touchpoint | Promise | Gesture] = {
        one.id: one for one in (*touchpoints, *promises, *gestures)
    }
    return moved_most(drawn_from(story, since=NOW - timedelta(365)), events)


def test_it_says_the_two_kinds_of_event_that_moved_it_most_in_their_order() -> None:
    story: Story = [touch(200, Kind.PRAISE), touch(20, feeling=1)], [], [gesture(100)]
    sentence = said(story)
    assert sentence.startswith("It rose most after ")
    assert sentence.index("their praise in May") < sentence.index("the gift in August")


def test_one_kind_of_event_is_named_once() -> None:
    assert said(([touch(40, Kind.PRAISE), touch(9, Kind.PRAISE)], [], [])) == (
        "It rose most after their praise in October."
    )


def test_two_events_of_one_month_name_it_once() -> None:
    assert said(([touch(10, Kind.PRAISE)], [], [gesture(6)])) == (
        "It rose most after their praise and the gift in November."
    )


def test_a_fall_is_told_as_one() -> None:
    story: Story = [touch(60, Kind.COMPLAINT), touch(300, feeling=1)], [], []
    assert said(story) == "It fell most after the complaint in September."


def test_the_same_month_of_last_year_is_named_with_its_year() -> None:
    assert "in November 2025" in said(([touch(360, Kind.PRAISE)], [], []))


def test_where_nothing_moved_it_nothing_is_said() -> None:
    assert said(nothing()) == ""


def test_every_story_makes_a_sentence() -> None:
    for story in (growing(), falling()):
        assert said(story).endswith(".")


def test_points_carry_their_sign() -> None:
    assert (points(2.44), points(-1.0), points(0.01)) == ("+2.4", "−1.0", "0")
    assert moved_by(2.4) == "+2.4 points"
    assert moved_by(0.0) == "did not move the depth"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_that_moved_it_has_its_words(kind: Kind) -> None:
    feeling = 2 if kind is not Kind.COMPLAINT else None
    assert "what happened" not in said(([touch(40, kind, feeling=feeling)], [], []))


def test_what_they_told_is_named() -> None:
    answer = make_answer(ROSA, answered_at=NOW - timedelta(9))
    picture = drawn_from(nothing(), answers=[answer], since=NOW - timedelta(100))
    assert picture.marks[0].jump > 0
    expected = "It rose most after what they told you in November."
    assert moved_most(picture, {answer.id: answer}) == expected
