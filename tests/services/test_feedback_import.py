"""Reviews from a file find their people, and those that are here already are known."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import TODAY, make_customer
from tests.services.applying import there_and_back
from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.incoming_feedback import Incoming
from trustjournal.domain.records import Customer, Feedback, Labelled
from trustjournal.services.feedback_import import ImportPlan, plan_import

ANA = make_customer("Ana Ruiz", emails=(Labelled(value="Ana@Example.org"),))
BEN = make_customer("Ben")
PEOPLE = [ANA, BEN]


def review(row: int = 2, **fields: Any) -> Incoming:
    values: dict[str, Any] = {"heard_on": TODAY, "text": "Good", "rating": 4.0, "best": 5}
    return Incoming(row=row, **(values | fields))


def kept(plan: ImportPlan) -> list[Feedback]:
    found = there_and_back(plan.changeset).values()
    return [one for one in found if isinstance(one, Feedback)]


def plan(
    *reviews: Incoming, people: list[Customer] | None = None, known: list[Feedback] | None = None
) -> ImportPlan:
    return plan_import(reviews, PEOPLE if people is None else people, known or [], TODAY)


def test_a_review_is_kept_with_all_it_says() -> None:
    one = review(author="Kim", link="https://x.example", source=FeedbackSource.SURVEY)
    found = plan(one)
    (said,) = kept(found)
    assert (said.author, said.customer_id, said.heard_on) == ("Kim", None, TODAY)
    assert (said.text, said.rating, said.best) == ("Good", 4.0, 5)
    assert (said.link, said.source) == ("https://x.example", FeedbackSource.SURVEY)
    assert (found.added, found.matched, found.known) == (1, 0, 0)
    assert found.changeset.label == "Import 1 review"


@pytest.mark.parametrize(
    ("fields", "person"),
    [
        ({"email": "ana@example.org", "author": "A. R."}, ANA),
        ({"author": "ANA  ruíz"}, ANA),
        ({"author": "Ben"}, BEN),
        ({"author": "Ana"}, None),
        ({"email": "other@example.org"}, None),
        ({}, None),
    ],
)
def test_people_are_known_by_address_or_whole_name(
    fields: dict[str, Any], person: Customer | None
) -> None:
    found = plan(review(**fields))
    (said,) = kept(found)
    assert said.customer_id == (person.id if person else None)
    assert said.author == ("" if person else fields.get("author", fields.get("email", "")))
    assert found.matched == (person is not None)


def test_of_two_with_one_name_the_address_decides_or_nobody() -> None:
    namesake = make_customer("Ana Ruiz")
    people = [ANA, namesake]
    found = plan(review(author="Ana Ruiz"), people=people)
    assert kept(found)[0].customer_id is None
    assert found.notes == ((2, "Several people are called “Ana Ruiz”; it stays without a person."),)
    found = plan(review(author="Ana Ruiz", email="ana@example.org"), people=people)
    assert kept(found)[0].customer_id == ANA.id


def test_a_day_that_is_still_ahead_is_left_out_and_told() -> None:
    found = plan(review(row=7, heard_on=TODAY + timedelta(days=1)))
    assert (found.added, found.notes) == (0, ((7, "Its day is still ahead; it was left out."),))


def test_without_days_they_are_heard_today() -> None:
    assert kept(plan(review(heard_on=None)))[0].heard_on == TODAY


several = st.lists(
    st.builds(
        review,
        heard_on=st.sampled_from([TODAY, TODAY - timedelta(days=1), None]),
        text=st.sampled_from(["Good", "good", "Bad", ""]),
        author=st.sampled_from(["", "Ana Ruiz", "Kim"]),
        email=st.sampled_from(["", "ana@example.org", "kim@example.org"]),
        rating=st.just(4.0),
    ),
    max_size=8,
)


@given(several)
def test_the_same_file_again_adds_nothing(reviews: list[Incoming]) -> None:
    first = plan(*reviews)
    again = plan(*reviews, known=kept(first))
    assert (again.added, again.known) == (0, len(reviews))
    assert first.added == len(reviews)


def test_an_author_who_became_a_customer_since_is_still_known() -> None:
    one = review(author="Kim", email="kim@example.org")
    before = kept(plan(one))
    kim = make_customer("Kim", emails=(Labelled(value="kim@example.org"),))
    assert plan(one, people=[kim], known=before).added == 0


def test_the_same_words_by_somebody_else_are_new() -> None:
    before = kept(plan(review(author="Kim")))
    assert plan(review(author="Lee"), known=before).added == 1
    assert plan(review(author="Kim", rating=5.0), known=before).added == 1
    assert plan(review(author="Kim", heard_on=TODAY - timedelta(days=1)), known=before).added == 1


def test_a_second_review_alike_is_new_where_one_is_here() -> None:
    before = kept(plan(review(author="Kim")))
    found = plan(review(author="Kim"), review(row=3, author="Kim"), known=before)
    assert [arrival.is_new for arrival in found.arrivals] == [False, True]


def test_what_was_edited_since_is_brought_in_again() -> None:
    (said,) = kept(plan(review(author="Kim")))
    assert plan(review(author="Kim"), known=[replace(said, text="Very good")]).added == 1
