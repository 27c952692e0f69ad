"""The card of needs and fairness that a customer's answers make."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import NOON, make_answer
from trustjournal.domain.choices import Topic
from trustjournal.domain.needs import is_old, needs_of
from trustjournal.domain.needs_words import (
    fair_word,
    question,
    speaks_for,
    tells,
    told_about,
    told_when,
    topic_word,
)

ROSA = UUID(int=1)


def test_the_newest_answer_of_a_topic_holds_and_the_older_ones_stay() -> None:
    answers = [
        make_answer(ROSA, topic=Topic.NEED, text=text, answered_at=NOON - timedelta(days=days))
        for text, days in (("second", 40), ("third", 3), ("first", 200))
    ]
    needs = needs_of(answers)
    found = needs.about(Topic.NEED)
    assert found is not None
    assert found.current.text == "third"
    assert [one.text for one in found.earlier] == ["second", "first"]
    assert needs.about(Topic.PRICE) is None


def test_each_risk_is_one_of_several_and_never_replaces_another() -> None:
    risks = [
        make_answer(ROSA, topic=Topic.RISK, text=text, answered_at=NOON - timedelta(days=days))
        for text, days in (("late", 3), ("breakage", 40))
    ]
    needs = needs_of(risks)
    assert [risk.text for risk in needs.risks] == ["breakage", "late"]
    assert needs.told == ()
    assert Topic.RISK not in needs.unanswered


def test_what_nobody_has_asked_is_named_in_the_order_of_the_list() -> None:
    assert needs_of([]).unanswered == tuple(Topic)
    answers = [make_answer(ROSA, topic=topic) for topic in (Topic.PRICE, Topic.NEED)]
    needs = needs_of(answers)
    assert needs.unanswered == tuple(t for t in Topic if t not in (Topic.PRICE, Topic.NEED))
    assert [one.current.topic for one in needs.told] == [Topic.NEED, Topic.PRICE]


@given(st.lists(st.tuples(st.sampled_from(Topic), st.integers(0, 900)), max_size=12))
def test_no_answer_is_lost_and_every_topic_is_told_or_open(said: list[tuple[Topic, int]]) -> None:
    answers = [
        make_answer(ROSA, topic=topic, answered_at=NOON - timedelta(days=days))
        for topic, days in said
    ]
    needs = needs_of(answers)
    shown = [answer for one in needs.told for answer in (one.current, *one.earlier)]
    assert {one.id for one in (*shown, *needs.risks)} == {one.id for one in answers}
    known = {one.current.topic for one in needs.told} | {one.topic for one in needs.risks}
    assert known | set(needs.unanswered) == set(Topic)
    assert known.isdisjoint(needs.unanswered)


def test_an_answer_of_a_year_ago_is_worth_asking_again() -> None:
    now = NOON.astimezone(ZoneInfo("Europe/Madrid"))
    lately = make_answer(ROSA, answered_at=NOON - timedelta(days=21))
    long_ago = make_answer(ROSA, answered_at=NOON - timedelta(days=430))
    assert (is_old(lately, now), is_old(long_ago, now)) == (False, True)
    assert told_when(lately, now) == "Told 3 weeks ago"
    assert told_when(long_ago, now) == "Told 14 months ago: worth asking again"


def test_the_day_is_that_of_the_owners_zone() -> None:
    late = NOON.replace(hour=23, minute=30)
    answer = make_answer(ROSA, answered_at=late)
    now = (late + timedelta(hours=2)).astimezone(ZoneInfo("Europe/Madrid"))
    assert told_when(answer, now) == "Told today"


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_a_question_to_ask_and_says_what_it_is_good_for(topic: Topic) -> None:
    assert question(topic).endswith("?")
    assert tells(topic).endswith(".")
    assert told_about(topic) == f"Told: {topic_word(topic)}"
    understands = "Spoke for: Do they understand what I need?"
    fair = "Spoke for: Are they fair and accountable?"
    expected = fair if topic in (Topic.RISK, Topic.PRICE, Topic.SKIN) else understands
    assert speaks_for(topic) == expected


def test_a_price_is_fair_or_not_or_was_not_asked_about() -> None:
    assert (fair_word(True), fair_word(False), fair_word(None)) == ("Fair", "Not fair", "")
