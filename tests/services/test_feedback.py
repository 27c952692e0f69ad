"""Feedback is heard, grouped, moved and told, each in one act."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from tests.samples import TODAY, make_check_in, make_customer, make_feedback, make_wish
from tests.services.applying import there_and_back
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Channel, FeedbackSource, Kind, WishStatus
from trustjournal.domain.feedback import Asked, Voice
from trustjournal.domain.records import CheckIn, Feedback, Record, Touchpoint, Wish
from trustjournal.errors import InvalidEntry
from trustjournal.services.feedback import (
    Group,
    Telling,
    add_feedback,
    delete_feedback,
    delete_wish,
    edit_feedback,
    edit_wish,
    merge,
    move,
    new_wish,
    settle,
    split,
    tell,
)

R = TypeVar("R", bound=Record)

ROSA, TOMASZ = make_customer(), make_customer("Tomasz")
LID = make_wish()
ROSAS = make_feedback(ROSA.id, wish_id=LID.id)
TOMASZS = make_feedback(TOMASZ.id, text="Lids, please")
ALONE = Group.of(Asked(None, (Voice(TOMASZS, "Tomasz"),)))
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Europe/Madrid"))
WORDS = Telling("Every jar has a lid now", "You asked for a lid. It is here.", Channel.PHONE)


def single(said: Feedback) -> Group:
    """One who asked alone."""
    return Group.of(Asked(None, (Voice(said, ""),)))


def after(changeset: Changeset, *records: Record) -> list[Record]:
    """What the journal holds after a changeset that can be taken back again."""
    return list(there_and_back(changeset, *records).values())


def of(kind: type[R], records: list[Record]) -> list[R]:
    return [one for one in records if isinstance(one, kind)]


def test_feedback_is_kept_as_it_was_said() -> None:
    said = make_feedback(ROSA.id, text=" A lid! \n", link=" https://example.org ", author="x")
    (kept,) = of(Feedback, after(add_feedback(said, today=TODAY)))
    assert (kept.text, kept.link, kept.author) == ("A lid!", "https://example.org", "")
    assert (kept.customer_id, kept.wish_id, kept.told_on) == (ROSA.id, None, None)


def test_a_review_may_have_an_author_who_is_no_customer_or_none() -> None:
    (kept,) = of(Feedback, after(add_feedback(make_feedback(None, author=" Kim  B "), today=TODAY)))
    assert (kept.customer_id, kept.author) == (None, "Kim B")
    assert of(Feedback, after(add_feedback(make_feedback(None), today=TODAY)))


def test_a_rating_needs_no_words() -> None:
    said = make_feedback(None, text="", rating=4.5, best=5)
    (kept,) = of(Feedback, after(add_feedback(said, today=TODAY)))
    assert (kept.rating, kept.best) == (4.5, 5)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": " "}, "Write what they said"),
        ({"rating": 6.0, "best": 5}, "from 0 to 5"),
        ({"rating": -1.0, "best": 5}, "from 0 to 5"),
        ({"rating": 4.0}, "out of"),
        ({"rating": 4.0, "best": 0}, "out of"),
        ({"heard_on": TODAY + timedelta(days=1)}, "still ahead"),
    ],
)
def test_what_cannot_be_kept_is_said(fields: dict[str, Any], why: str) -> None:
    with pytest.raises(InvalidEntry, match=why):
        add_feedback(make_feedback(ROSA.id, **fields), today=TODAY)
    with pytest.raises(InvalidEntry, match=why):
        edit_feedback(make_feedback(ROSA.id), today=TODAY, **fields)


def test_feedback_joins_a_wish_as_it_is_added_or_begins_one() -> None:
    kept = after(add_feedback(TOMASZS, Group(LID), today=TODAY), LID)
    assert [said.wish_id for said in of(Feedback, kept)] == [LID.id]
    kept = after(add_feedback(TOMASZS, Group.called(" A lid  for all "), today=TODAY))
    (wish,), (said,) = of(Wish, kept), of(Feedback, kept)
    assert (wish.title, wish.status, said.wish_id) == ("A lid for all", WishStatus.HEARD, wish.id)


def test_who_asks_for_what_another_asked_alone_makes_a_wish_of_both() -> None:
    said = make_feedback(ROSA.id)
    kept = after(add_feedback(said, ALONE, today=TODAY), TOMASZS)
    (wish,) = of(Wish, kept)
    assert {one.wish_id for one in of(Feedback, kept)} == {wish.id}
    assert Group.of(Asked(LID, (Voice(ROSAS, ""),))) == Group(LID, (ROSAS,))


def test_who_asks_for_what_others_were_told_already_is_still_to_be_told() -> None:
    told = replace(LID, status=WishStatus.TOLD, done="Lids")
    (wish,) = of(Wish, after(add_feedback(TOMASZS, Group(told), today=TODAY), told))
    assert (wish.status, wish.done, wish.moved_on) == (WishStatus.DOING, "Lids", TODAY)


def test_feedback_is_edited_and_moved_to_another_wish() -> None:
    other = make_wish("Bigger jars")
    changeset = edit_feedback(
        ROSAS, Group(other), today=TODAY, text="Bigger ones", source=FeedbackSource.FORUM
    )
    (said,) = of(Feedback, after(changeset, LID, other, ROSAS))
    assert (said.text, said.source, said.wish_id) == ("Bigger ones", FeedbackSource.FORUM, other.id)
    (said,) = of(Feedback, after(edit_feedback(ROSAS, today=TODAY), LID, ROSAS))
    assert said.wish_id is None
    kept = after(edit_feedback(ROSAS, Group.called("Jars"), today=TODAY), LID, ROSAS)
    assert {wish.title for wish in of(Wish, kept)} == {LID.title, "Jars"}


def test_one_alone_that_is_edited_may_begin_a_wish_of_its_own_words() -> None:
    journal = after(edit_feedback(TOMASZS, ALONE, today=TODAY, text="Lids!"), TOMASZS)
    (said,), (wish,) = of(Feedback, journal), of(Wish, journal)
    assert (said.text, said.wish_id, wish.title) == ("Lids!", wish.id, "Lids, please")


def test_a_rating_that_was_taken_back_is_out_of_nothing() -> None:
    said = make_feedback(ROSA.id, rating=4.0, best=5)
    (kept,) = of(Feedback, after(edit_feedback(said, today=TODAY, rating=None), said))
    assert (kept.rating, kept.best) == (None, None)


def test_feedback_is_deleted_and_a_wish_leaves_its_voices_behind() -> None:
    assert after(delete_feedback([ROSAS, TOMASZS]), ROSAS, TOMASZS, LID) == [LID]
    assert delete_feedback([ROSAS]).label == "Delete feedback"
    (said,) = after(delete_wish(LID, [ROSAS]), LID, ROSAS)
    assert isinstance(said, Feedback)
    assert said.wish_id is None


def test_what_needs_nothing_no_longer_waits() -> None:
    (said,) = of(Feedback, after(settle([TOMASZS], TODAY), TOMASZS))
    assert (said.told_on, said.wish_id) == (TODAY, None)
    with pytest.raises(InvalidEntry, match="belongs to a wish"):
        settle([ROSAS], TODAY)


def test_a_wish_is_called_otherwise_but_never_nothing() -> None:
    (wish,) = of(Wish, after(edit_wish(LID, title=" Lids ", done=" cork "), LID))
    assert (wish.title, wish.done) == ("Lids", "cork")
    with pytest.raises(InvalidEntry, match="what they wish for"):
        edit_wish(LID, title=" ")
    with pytest.raises(InvalidEntry, match="what they wish for"):
        new_wish("")


def test_voices_that_stand_alone_are_grouped_into_a_wish_of_the_first() -> None:
    other = make_feedback(ROSA.id, text="A lid")
    kept = after(merge([ALONE, single(other)]), TOMASZS, other)
    (wish,) = of(Wish, kept)
    assert wish.title == "Lids, please"
    assert {said.wish_id for said in of(Feedback, kept)} == {wish.id}


def test_a_voice_joins_the_wish_that_is_there_wherever_it_stands() -> None:
    kept = after(merge([ALONE, Group(LID, (ROSAS,))]), LID, ROSAS, TOMASZS)
    assert of(Wish, kept) == [LID]
    assert {said.wish_id for said in of(Feedback, kept)} == {LID.id}


def test_two_wishes_become_one_with_all_voices_and_what_was_done() -> None:
    other = make_wish("Lids", done="Cork ones are ordered")
    theirs = make_feedback(TOMASZ.id, wish_id=other.id)
    changeset = merge([Group(LID, (ROSAS,)), Group(other, (theirs,))])
    kept = after(changeset, LID, ROSAS, other, theirs)
    (wish,) = of(Wish, kept)
    assert (wish.id, wish.title, wish.done) == (LID.id, LID.title, other.done)
    assert {said.wish_id for said in of(Feedback, kept)} == {LID.id}


def test_one_alone_is_not_the_same_as_anything() -> None:
    with pytest.raises(InvalidEntry, match="the same as"):
        merge([Group(LID, (ROSAS,))])


def test_a_voice_is_taken_out_and_a_wish_of_none_goes_with_the_last() -> None:
    kept = after(split(ROSAS, LID, others=1), LID, ROSAS)
    assert of(Wish, kept) == [LID]
    assert of(Feedback, kept)[0].wish_id is None
    assert of(Wish, after(split(ROSAS, LID, others=0), LID, ROSAS)) == []


def test_a_wish_moves_and_says_what_is_done() -> None:
    changeset = move(Group(LID, (ROSAS,)), WishStatus.DOING, TODAY, " Lids are ordered ")
    (wish,) = of(Wish, after(changeset, LID, ROSAS))
    assert (wish.status, wish.done, wish.moved_on) == (WishStatus.DOING, "Lids are ordered", TODAY)
    assert changeset.label == "Doing: A lid for the jar"
    (again,) = of(Wish, after(move(Group(wish, ()), WishStatus.DECIDING, TODAY), wish))
    assert (again.status, again.done) == (WishStatus.DECIDING, "Lids are ordered")
    with pytest.raises(InvalidEntry, match="there already"):
        move(Group(wish, ()), WishStatus.DOING, TODAY)


def test_a_voice_that_stands_alone_becomes_a_wish_when_it_moves() -> None:
    kept = after(move(ALONE, WishStatus.DECIDING, TODAY), TOMASZS)
    (wish,), (said,) = of(Wish, kept), of(Feedback, kept)
    assert (wish.status, wish.title, said.wish_id) == (WishStatus.DECIDING, "Lids, please", wish.id)
    rating = make_feedback(None, text="", rating=2.0, best=5, source=FeedbackSource.RATING)
    assert single(rating).wish.title == "Rating"


def told(group: Group, heard: list[Feedback], *check_ins: CheckIn, **words: Any) -> Changeset:
    return tell(
        group,
        heard,
        {ROSA.id: ROSA, TOMASZ.id: TOMASZ},
        {one.customer_id: one for one in check_ins},
        replace(WORDS, **words),
        NOW,
        "Europe/Madrid",
    )


def test_everyone_who_asked_is_told_in_one_act() -> None:
    theirs, twice = replace(TOMASZS, wish_id=LID.id), make_feedback(ROSA.id, wish_id=LID.id)
    author = make_feedback(None, author="Kim", wish_id=LID.id)
    voices = [ROSAS, theirs, twice, author]
    monthly = make_check_in(ROSA.id, every_days=30, due_on=TODAY)
    changeset = told(Group(LID, tuple(voices)), voices, monthly)
    kept = after(changeset, LID, *voices, monthly)
    assert changeset.label == "Tell them: A lid for the jar"
    touches = of(Touchpoint, kept)
    assert [one.customer_ids for one in touches] == [(ROSA.id,), (TOMASZ.id,)]
    assert {(one.kind, one.channel, one.note) for one in touches} == {
        (Kind.CONVERSATION, Channel.PHONE, WORDS.text)
    }
    assert {one.happened_at for one in touches} == {NOW}
    assert {said.told_on for said in of(Feedback, kept)} == {TODAY}
    (wish,), (check_in,) = of(Wish, kept), of(CheckIn, kept)
    assert (wish.status, wish.done, wish.moved_on) == (WishStatus.TOLD, WORDS.done, TODAY)
    assert check_in.due_on == TODAY + timedelta(days=30)


def test_who_was_left_out_has_not_heard_and_gets_no_touchpoint() -> None:
    theirs = replace(TOMASZS, wish_id=LID.id)
    kept = after(told(Group(LID, (ROSAS, theirs)), [ROSAS]), LID, ROSAS, theirs)
    assert [one.customer_ids for one in of(Touchpoint, kept)] == [(ROSA.id,)]
    assert {said.customer_id: said.told_on for said in of(Feedback, kept)} == {
        ROSA.id: TODAY,
        TOMASZ.id: None,
    }


def test_one_who_asked_alone_is_told_as_well() -> None:
    kept = after(told(ALONE, [TOMASZS]), TOMASZS)
    (wish,), (said,) = of(Wish, kept), of(Feedback, kept)
    assert (wish.status, wish.done) == (WishStatus.TOLD, WORDS.done)
    assert (said.wish_id, said.told_on) == (wish.id, TODAY)


def test_telling_says_what_was_done() -> None:
    with pytest.raises(InvalidEntry, match="what you did"):
        told(Group(LID, (ROSAS,)), [ROSAS], done=" ")
