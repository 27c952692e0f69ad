"""What customers told is noted, told anew, corrected and deleted."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.samples import NOON, make_answer, make_customer
from tests.services.applying import the, there_and_back
from trustjournal.domain.choices import Topic
from trustjournal.domain.records import Answer
from trustjournal.errors import InvalidEntry
from trustjournal.services.needs import (
    answer_topic,
    confirm_answer,
    correct_answer,
    delete_answer,
    note_done,
)

ROSA = make_customer()
NOW = NOON.astimezone(ZoneInfo("Europe/Madrid"))
LAST_MONTH = make_answer(ROSA.id, text="Cups", answered_at=NOON - timedelta(days=30))


def test_a_first_answer_is_kept_with_its_instant() -> None:
    changeset = answer_topic(ROSA, Topic.OUTCOMES, " No queue at eight \n", [], NOW)
    found = the(Answer, there_and_back(changeset))
    assert (found.customer_id, found.topic, found.text, found.answered_at) == (
        ROSA.id,
        Topic.OUTCOMES,
        "No queue at eight",
        NOW,
    )
    assert changeset.label == "Success for them: Rosa Delgado"


def test_what_they_tell_on_a_later_day_is_an_answer_of_its_own() -> None:
    changeset = answer_topic(ROSA, Topic.NEED, "Bowls", [LAST_MONTH], NOW)
    journal = there_and_back(changeset, LAST_MONTH)
    assert journal[LAST_MONTH.id] is LAST_MONTH
    assert len(journal) == 2


def test_what_they_tell_again_on_one_day_replaces_the_words_of_that_day() -> None:
    this_morning = make_answer(ROSA.id, text="Cups", answered_at=NOON - timedelta(hours=3))
    known = [LAST_MONTH, this_morning]
    changeset = answer_topic(ROSA, Topic.NEED, "Bowls", known, NOW)
    journal = there_and_back(changeset, *known)
    after = journal[this_morning.id]
    assert after == replace(this_morning, text="Bowls", revision=after.revision)
    assert len(journal) == 2


def test_the_day_is_that_of_the_owners_zone() -> None:
    late = NOON.replace(hour=23, minute=30)  # half past midnight in Madrid
    yesterday_there = make_answer(ROSA.id, answered_at=late - timedelta(hours=1))
    changeset = answer_topic(
        ROSA, Topic.NEED, "Bowls", [yesterday_there], late.astimezone(NOW.tzinfo)
    )
    assert len(there_and_back(changeset, yesterday_there)) == 2


def test_what_is_known_already_is_no_news() -> None:
    with pytest.raises(InvalidEntry, match="know already"):
        answer_topic(ROSA, Topic.NEED, " Cups ", [LAST_MONTH], NOW)


def test_an_answer_without_words_is_refused_unless_it_says_whether_the_price_is_fair() -> None:
    with pytest.raises(InvalidEntry, match="Write what they told you"):
        answer_topic(ROSA, Topic.PRICE, "  ", [], NOW)
    fair = the(Answer, there_and_back(answer_topic(ROSA, Topic.PRICE, "", [], NOW, fair=False)))
    assert (fair.text, fair.fair) == ("", False)


def test_another_mind_about_the_price_is_news_even_in_the_same_words() -> None:
    before = make_answer(ROSA.id, topic=Topic.PRICE, text="It is what it is", fair=True)
    before = replace(before, answered_at=NOON - timedelta(days=9))
    changeset = answer_topic(ROSA, Topic.PRICE, "It is what it is", [before], NOW, fair=False)
    assert len(there_and_back(changeset, before)) == 2


def test_risks_stand_side_by_side_and_none_is_listed_twice() -> None:
    breakage = make_answer(ROSA.id, topic=Topic.RISK, text="Breakage", answered_at=NOON)
    changeset = answer_topic(ROSA, Topic.RISK, "Late for the feast", [breakage], NOW)
    assert len(there_and_back(changeset, breakage)) == 2
    with pytest.raises(InvalidEntry, match="on the list already"):
        answer_topic(ROSA, Topic.RISK, "breakage", [breakage], NOW)


def test_what_was_done_about_a_risk_is_noted_and_may_be_taken_back() -> None:
    risk = make_answer(ROSA.id, topic=Topic.RISK, text="Breakage")
    done = the(Answer, there_and_back(note_done(risk, " spares at cost "), risk))
    assert done == replace(risk, done="spares at cost", revision=done.revision)
    assert the(Answer, there_and_back(note_done(done, " "), done)).done == ""
    with pytest.raises(InvalidEntry, match="Only for a risk"):
        note_done(LAST_MONTH, "spares")


def test_a_correction_keeps_when_it_was_told() -> None:
    after = the(Answer, there_and_back(correct_answer(LAST_MONTH, "Small cups"), LAST_MONTH))
    assert after == replace(LAST_MONTH, text="Small cups", revision=after.revision)
    with pytest.raises(InvalidEntry):
        correct_answer(LAST_MONTH, " ")


def test_an_old_answer_may_be_confirmed_and_a_new_one_may_not() -> None:
    old = replace(LAST_MONTH, answered_at=NOON - timedelta(days=400))
    changeset = confirm_answer(old, NOW)
    journal = there_and_back(changeset, old)
    (again,) = (one for one in journal.values() if one.id != old.id)
    assert isinstance(again, Answer)
    assert (again.text, again.answered_at) == ("Cups", NOW)
    with pytest.raises(InvalidEntry, match="lately"):
        confirm_answer(LAST_MONTH, NOW)


def test_a_deleted_answer_is_gone() -> None:
    assert there_and_back(delete_answer(LAST_MONTH), LAST_MONTH) == {}
