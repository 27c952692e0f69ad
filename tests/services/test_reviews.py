"""How a loss is looked back at."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.samples import TODAY, full_preferences, make_customer, make_review
from tests.services.applying import there_and_back
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer, Preferences, Review
from trustjournal.errors import InvalidEntry
from trustjournal.services.reviews import (
    change_stage,
    come_back,
    delete_review,
    review_loss,
    set_reasons,
)

LOST_ON = date(2026, 10, 1)
VICTOR = make_customer("Victor", stage=Stage.LOST, lost_on=LOST_ON)


def looked_back(existing: Review | None = None, **fields: Any) -> Review:
    values: dict[str, Any] = {"reason": "We do not know"} | fields
    changeset = review_loss(VICTOR, existing, None, today=TODAY, **values)
    known = (VICTOR, existing) if existing else (VICTOR,)
    found = there_and_back(changeset, *known).values()
    return next(one for one in found if isinstance(one, Review))


def test_a_loss_keeps_its_day_reason_turn_and_lesson() -> None:
    review = looked_back(reason="  Too   slow ", turned_on=LOST_ON, lesson=" Call sooner\n")
    assert (review.lost_on, review.reason, review.lesson) == (LOST_ON, "Too slow", "Call sooner")


def test_a_customer_not_marked_yet_is_lost_from_today() -> None:
    ana = make_customer("Ana")
    changeset = review_loss(ana, None, None, today=TODAY, reason="We do not know")
    found = there_and_back(changeset, ana)
    after = found[ana.id]
    assert isinstance(after, Customer)
    assert (after.stage, after.lost_on) == (Stage.LOST, TODAY)


def test_a_new_reason_joins_the_owners_list_once() -> None:
    preferences = full_preferences()
    changeset = review_loss(VICTOR, None, preferences, today=TODAY, reason="The kiln broke")
    found = there_and_back(changeset, VICTOR, preferences)[preferences.id]
    assert isinstance(found, Preferences)
    assert found.loss_reasons == (*preferences.loss_reasons, "The kiln broke")
    again = review_loss(VICTOR, None, preferences, today=TODAY, reason="too SLOW")
    assert len(again.changes) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": "  "}, "Say why"),
        ({"turned_on": TODAY}, "cannot have turned after"),
        ({"win_back_on": TODAY}, "a later day"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidEntry, match=said):
        looked_back(**fields)


def test_a_day_to_try_again_that_has_passed_stays_as_it_was() -> None:
    before = make_review(VICTOR.id, lost_on=LOST_ON, win_back_on=date(2026, 11, 1))
    after = looked_back(before, lesson="Wait", win_back_on=date(2026, 11, 1))
    assert after.win_back_on == date(2026, 11, 1)


def test_who_comes_back_was_won_back_from_the_latest_loss() -> None:
    old = make_review(VICTOR.id, lost_on=date(2024, 1, 1), won_back_on=date(2024, 6, 1))
    new = make_review(VICTOR.id, lost_on=LOST_ON)
    (change,) = come_back([new, old], TODAY)
    assert change.before == new
    assert change.after == replace(new, won_back_on=TODAY, revision=change.record.revision)
    assert come_back([old], TODAY) == []


def test_leaving_the_lost_wins_back_and_becoming_lost_does_not() -> None:
    review, ana = make_review(VICTOR.id, lost_on=LOST_ON), make_customer("Ana")
    changeset = change_stage([VICTOR, ana], Stage.PROSPECT, TODAY, [review])
    found = there_and_back(changeset, VICTOR, ana, review)
    after = found[review.id]
    assert isinstance(after, Review)
    assert after.won_back_on == TODAY
    lost = change_stage([ana], Stage.LOST, TODAY, [make_review(ana.id)])
    assert len(lost.changes) == 1


def test_a_review_can_be_taken_away() -> None:
    review = make_review(VICTOR.id)
    assert there_and_back(delete_review(review), review) == {}


def test_the_list_of_reasons_is_kept_tidy() -> None:
    changeset = set_reasons(None, ["  Too  slow", "too slow", "", "Moved"])
    (found,) = there_and_back(changeset).values()
    assert isinstance(found, Preferences)
    assert found.loss_reasons == ("Too slow", "Moved")
