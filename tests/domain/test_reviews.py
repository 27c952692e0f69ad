"""Where it may have turned, and whose path goes the same way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import make_answer, make_gesture, make_promise, make_review, make_touchpoint
from trustjournal.domain import reviews
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
    Topic,
)
from trustjournal.domain.reviews import Path, Trait, Turn

WHO = uuid4()
END = datetime(2026, 11, 20, 12, tzinfo=UTC)


def ago(days: float) -> datetime:
    return END - timedelta(days=days)


def touch(days: float, **fields: Any) -> Any:
    return make_touchpoint(WHO, happened_at=ago(days), **({"began": Began.THEM} | fields))


def broken(days: int, **fields: Any) -> Any:
    on = ago(days).date()
    values = {"made_on": on, "outcome": PromiseOutcome.BROKEN, "settled_on": on}
    return make_promise(WHO, **(values | fields))


def path(*records: Any, until: datetime = END) -> Path:
    from trustjournal.domain.records import Answer, Gesture, Promise, Touchpoint

    def of(kind: type[Any]) -> list[Any]:
        return [one for one in records if isinstance(one, kind)]

    return Path(of(Touchpoint), of(Promise), of(Gesture), of(Answer), until, UTC)


def gift(days: int, **fields: Any) -> Any:
    given = {"status": GestureStatus.GIVEN, "given_on": ago(days).date()}
    return make_gesture(WHO, **(given | fields))


def test_the_deepest_falls_are_candidates_with_what_they_fell_by() -> None:
    complaint = touch(60, kind=Kind.COMPLAINT, feeling=-2)
    mild = touch(90, kind=Kind.CONVERSATION, feeling=-1)
    found = reviews.candidates(path(mild, complaint))
    falls = {one.source_id: one.fall for one in found if one.turn is Turn.FALL}
    assert set(falls) == {complaint.id, mild.id}
    assert falls[complaint.id] > falls[mild.id] > 0


def test_the_last_good_touch_of_theirs_and_their_silence_are_candidates_too() -> None:
    steady = [touch(days, feeling=1) for days in (200, 180, 160, 140)]
    found = reviews.candidates(path(*steady))
    assert [(one.turn, one.on) for one in found] == [
        (Turn.LAST_GOOD, ago(140).date()),
        (Turn.SILENCE, ago(140).date()),
    ]
    assert found[1].days == 140


def test_what_we_began_ends_no_silence_and_a_usual_gap_is_none() -> None:
    steady = [touch(days) for days in (120, 80, 40)]
    assert reviews.candidates(path(*steady, touch(2, began=Began.US))) == []


def test_one_moment_stands_among_them_once() -> None:
    complaint = touch(60, kind=Kind.COMPLAINT, feeling=-2)
    (only,) = reviews.candidates(path(complaint))
    assert (only.turn, only.source_id) == (Turn.FALL, complaint.id)


def test_there_are_never_more_than_five_candidates_and_they_are_in_order() -> None:
    falls = [touch(days, feeling=-1) for days in range(100, 20, -10)]
    found = reviews.candidates(path(touch(300, feeling=2), *falls))
    assert len(found) == 5
    assert [one.on for one in found] == sorted(one.on for one in found)


def test_every_trait_is_seen_where_it_happened() -> None:
    whole = path(
        touch(300, feeling=2),
        touch(299, feeling=2),
        broken(50),
        broken(51, outcome=PromiseOutcome.LATE),
        touch(80, kind=Kind.COMPLAINT, feeling=-2),
        touch(70, kind=Kind.ENQUIRY),
        touch(69, kind=Kind.FOOT_DRAGGING),
        make_answer(WHO, topic=Topic.PRICE, fair=False, answered_at=ago(90)),
    )
    assert reviews.traits(whole) == set(Trait)
    spoken = Path([*whole.touchpoints, touch(3)], whole.promises, (), whole.answers, END, UTC)
    assert reviews.traits(spoken) == set(Trait) - {Trait.SILENCE}


def test_what_was_put_right_or_is_theirs_is_no_trait() -> None:
    whole = path(
        broken(20, by=Side.THEM),
        touch(30, kind=Kind.ENQUIRY, answered_at=ago(29)),
        make_answer(WHO, topic=Topic.PRICE, fair=False, answered_at=ago(90)),
        make_answer(WHO, topic=Topic.PRICE, fair=True, answered_at=ago(20)),
        gift(40),
    )
    assert reviews.traits(whole) == set()


def test_a_gift_of_theirs_is_not_one_of_ours() -> None:
    assert Trait.NOTHING_GIVEN in reviews.traits(path(gift(40, by=Side.THEM)))
    assert Trait.NOTHING_GIVEN not in reviews.traits(path(gift(40)))


def test_what_is_older_than_a_year_or_comes_later_does_not_count() -> None:
    assert reviews.traits(path(broken(400), gift(10))) == set()
    assert reviews.traits(path(broken(10), gift(100), until=ago(50))) == set()


def lost(*traits: Trait, **fields: Any) -> Any:
    values = {"lesson": "Call sooner", "lost_on": date(2026, 5, 1)} | fields
    return make_review(uuid4(), **values), "Victor", frozenset(traits)


def test_a_lesson_comes_back_where_most_of_what_went_wrong_is_the_same() -> None:
    going = frozenset({Trait.BROKEN, Trait.SILENCE, Trait.NOTHING_GIVEN})
    nearest = lost(Trait.BROKEN, Trait.SILENCE, Trait.NOTHING_GIVEN)
    near = lost(Trait.BROKEN, Trait.SILENCE, Trait.COMPLAINT)
    far = lost(Trait.UNFAIR, Trait.NOTHING_GIVEN)
    found = reviews.lessons(going, [far, near, nearest])
    assert [one.review for one in found] == [nearest[0], near[0]]
    assert found[0].likeness == 1
    assert found[1].shared == (Trait.BROKEN, Trait.SILENCE)


def test_one_common_trait_or_a_review_without_a_lesson_says_nothing() -> None:
    going = frozenset({Trait.BROKEN, Trait.NOTHING_GIVEN})
    both = (Trait.BROKEN, Trait.NOTHING_GIVEN)
    assert reviews.lessons(going, [lost(*both)]) == []
    alike = frozenset({Trait.BROKEN, Trait.LATE})
    assert reviews.lessons(alike, [lost(Trait.BROKEN, Trait.LATE, lesson=" ")]) == []


@given(st.frozensets(st.sampled_from(Trait)), st.lists(st.frozensets(st.sampled_from(Trait))))
def test_likeness_is_a_share_and_the_nearest_come_first(
    going: frozenset[Trait], others: list[frozenset[Trait]]
) -> None:
    found = reviews.lessons(going, [lost(*traits) for traits in others])
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    assert all(0.5 <= one.likeness <= 1 and set(one.shared) <= going for one in found)
