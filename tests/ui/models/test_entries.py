"""Signs of trust, promises and gestures of both sides as lines of the story."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.samples import make_gesture, make_promise
from tests.ui.widgets.views import MORNING, ROSA, ZONE, touch, view_of
from trustjournal.domain.choices import Channel, GestureStatus, Kind, PromiseOutcome, Side
from trustjournal.domain.records import Gesture, Promise
from trustjournal.domain.signs import SIGNS
from trustjournal.ui.icons import icon
from trustjournal.ui.models.entries import gesture_entries, happened, promise_entries
from trustjournal.ui.models.person_view import PersonView, timeline
from trustjournal.ui.palette import Tone


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_noted_by_itself_has_its_own_icon(sign: Kind) -> None:
    noted, called = touch(sign, 3), touch(sign, 3, channel=Channel.PHONE)
    view = view_of([noted, called])
    assert happened(called, view).icon == "phone"
    own = happened(noted, view).icon
    assert own not in {"phone", "pen-line"}
    assert not icon(own).isNull()


@pytest.mark.parametrize(
    ("kind", "feeling", "sign"),
    [
        (Kind.RENEWAL, None, "Sign of trust"),
        (Kind.PROOF_AGAIN, None, "Sign of doubt"),
        (Kind.PRAISE, 2, "Great"),
        (Kind.CONVERSATION, None, ""),
    ],
)
def test_a_sign_whose_feeling_was_not_noted_says_what_it_shows(
    kind: Kind, feeling: int | None, sign: str
) -> None:
    noted = touch(kind, 3, feeling=feeling)
    assert happened(noted, view_of([noted])).sign == sign


def of_story(*records: Promise | Gesture) -> PersonView:
    view = view_of()
    story = replace(
        view.story,
        promises=tuple(one for one in records if isinstance(one, Promise)),
        gestures=tuple(one for one in records if isinstance(one, Gesture)),
    )
    return replace(view, story=story, timeline=tuple(timeline(story, ZONE)))


def promised(by: Side, days_ago: int = 9, due: int | None = None, **fields: Any) -> Promise:
    day = MORNING.date() - timedelta(days=days_ago)
    due_on = None if due is None else MORNING.date() + timedelta(days=due)
    return make_promise(ROSA.id, by=by, made_on=day, due_on=due_on, **fields)


@pytest.mark.parametrize(
    ("by", "due", "aside", "sign", "tone"),
    [
        (Side.US, 2, "promised 9 days ago", "Due Tue", Tone.MUTED),
        (Side.US, -2, "promised 9 days ago", "Was due 20 Nov", Tone.CLAY),
        (Side.THEM, 2, "they promised 9 days ago", "Expected Tue", Tone.MUTED),
        (Side.THEM, -2, "they promised 9 days ago", "Was expected 20 Nov", Tone.MUTED),
    ],
)
def test_an_open_promise_says_whose_it_is(
    by: Side, due: int, aside: str, sign: str, tone: Tone
) -> None:
    (entry,), _over = promise_entries(of_story(promised(by, due=due)))
    assert (entry.aside, entry.sign, entry.tone) == (aside, sign, tone)


def test_ours_stand_before_theirs_each_by_urgency() -> None:
    someday, soon = promised(Side.THEM), promised(Side.THEM, due=3)
    ours = promised(Side.US, due=9)
    still_open, _over = promise_entries(of_story(someday, soon, ours))
    assert [entry.record for entry in still_open] == [ours, soon, someday]


ENDINGS = [
    (Side.US, PromiseOutcome.KEPT, None, "Promise kept", "Kept"),
    (Side.US, PromiseOutcome.LATE, None, "Promise kept late", "Kept a day late"),
    (Side.US, PromiseOutcome.BROKEN, False, "Promise broken", "Not kept"),
    (Side.US, PromiseOutcome.BROKEN, True, "Promise broken, told first", "Not kept, told first"),
    (Side.THEM, PromiseOutcome.KEPT, None, "They kept their promise", "They kept it"),
    (Side.THEM, PromiseOutcome.LATE, None, "They kept their promise, late", "It came a day late"),
    (Side.THEM, PromiseOutcome.BROKEN, None, "Their promise did not come", "It did not come"),
]


@pytest.mark.parametrize(("by", "outcome", "told_first", "head", "sign"), ENDINGS)
def test_an_ending_has_the_words_of_its_side(
    by: Side, outcome: PromiseOutcome, told_first: bool | None, head: str, sign: str
) -> None:
    yesterday = MORNING.date() - timedelta(days=1)
    one = promised(by, due=-2, outcome=outcome, settled_on=yesterday, told_first=told_first)
    view = of_story(one)
    assert happened(one, view).head == head
    _open, (entry,) = promise_entries(view)
    assert entry.sign == sign
    clay = by is Side.US and outcome is PromiseOutcome.BROKEN
    assert (entry.tone is Tone.CLAY) is clay


def test_a_gift_received_says_who_gave() -> None:
    given: dict[str, Any] = {"status": GestureStatus.GIVEN, "given_on": MORNING.date()}
    theirs = make_gesture(ROSA.id, title="A plum jar", by=Side.THEM, **given)
    ours = make_gesture(ROSA.id, title="A mug", received=2, **given)
    view = of_story(theirs, ours)
    assert happened(theirs, view).head == "They gave you: A plum jar"
    assert (happened(ours, view).head, happened(ours, view).sign) == ("A mug", "Received: Great")


def test_what_is_bought_stands_with_what_is_planned() -> None:
    bought = make_gesture(ROSA.id, status=GestureStatus.BOUGHT, due_on=None)
    idea = make_gesture(ROSA.id)
    planned, ideas, _given = gesture_entries(of_story(bought, idea))
    assert [entry.record for entry in planned] == [bought]
    assert planned[0].aside.endswith("bought")
    assert [entry.sign for entry in ideas] == ["Idea"]
