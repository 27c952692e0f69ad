"""What customers said, by wish, with who asked and what came of it."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine

from tests.samples import (
    NOON,
    TODAY,
    make_customer,
    make_feedback,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.changes import Change, Changeset, new_id
from trustjournal.domain.choices import Kind, WishStatus
from trustjournal.domain.feedback import weigh
from trustjournal.domain.records import Labelled, Record
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.store import feedback, writer
from trustjournal.store.feedback import (
    all_asked,
    asked_again,
    find_wish,
    heard_between,
    ratings,
    read_heard,
    read_told,
    weighed,
)
from trustjournal.store.people import story
from trustjournal.store.tables import Choice, header_of, rows_of

ZONE = ZoneInfo("Europe/Madrid")
ROSA = make_customer(
    yearly_value=Decimal(2000),
    company="Café Alma",
    phones=(Labelled(value="600"),),
    emails=(Labelled(value="rosa@example.org"),),
)
TOMASZ = make_customer("Tomasz", emails=(Labelled(value="t@example.org"),))


def keep(engine: Engine, *records: Record) -> Connection:
    changes = tuple(Change.create(one) for one in (ROSA, TOMASZ, *records))
    writer.commit(engine, Changeset("Fill", changes))
    return engine.connect()


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def heard(connection: Connection) -> feedback.Heard:
    return read_heard(connection, NOON, ZONE)


def test_wishes_come_with_who_asked_the_heaviest_first(engine: Engine) -> None:
    lid, cups = make_wish(), make_wish("Bigger cups")
    said = [
        make_feedback(ROSA.id, wish_id=lid.id),
        make_feedback(TOMASZ.id, wish_id=cups.id, heard_on=days_ago(3)),
        make_feedback(None, author="Kim", wish_id=cups.id, heard_on=days_ago(1)),
    ]
    touches = [make_touchpoint(ROSA.id, kind=Kind.PRAISE, feeling=2) for _ in range(9)]
    with keep(engine, lid, cups, *said, *touches) as connection:
        first, second = heard(connection).wishes
    assert (first.title, second.title) == ("Bigger cups", "A lid for the jar")
    assert [(voice.name, voice.contact) for voice in first.voices] == [
        ("Kim", ""),
        ("Tomasz", "t@example.org"),
    ]
    assert [voice.depth is None for voice in first.voices] == [True, False]
    weight = weigh(second.voices)
    assert (weight.people, weight.value) == (1, Decimal(2000))
    assert (weight.depth or 0) > (first.voices[1].depth or 0) > 0
    assert (second.voices[0].company, second.voices[0].contact) == ("Café Alma", "600")


def test_voices_that_stand_alone_come_newest_first_and_ratings_without_words_do_not(
    engine: Engine,
) -> None:
    said = [
        make_feedback(ROSA.id, text="old", heard_on=days_ago(9)),
        make_feedback(None, text="new", author="Kim"),
        make_feedback(None, text="", rating=4.0, best=5),
        make_feedback(TOMASZ.id, text="told", told_on=TODAY),
    ]
    with keep(engine, *said) as connection:
        found = heard(connection)
    assert [one.title for one in found.alone] == ["new", "old"]
    assert found.more_alone == 0
    assert found.alone[1].voices[0].depth is not None


def test_of_very_many_voices_the_newest_are_shown_and_the_others_counted(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "MOST_ALONE", 2)
    said = [make_feedback(None, text=str(days), heard_on=days_ago(days)) for days in range(5)]
    with keep(engine, *said) as connection:
        found = heard(connection)
    assert ([one.title for one in found.alone], found.more_alone) == (["0", "1"], 3)


def test_of_wishes_that_were_told_the_latest_are_shown(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "MOST_TOLD", 1)
    told = WishStatus.TOLD
    wishes = [
        make_wish("older", status=told, moved_on=days_ago(9)),
        make_wish("newer", status=told, moved_on=days_ago(1)),
        make_wish("doing", status=WishStatus.DOING, moved_on=days_ago(99)),
    ]
    with keep(engine, *wishes) as connection:
        assert {one.title for one in heard(connection).wishes} == {"newer", "doing"}


def test_nothing_was_heard_in_an_empty_journal(engine: Engine) -> None:
    with engine.connect() as connection:
        assert heard(connection) == feedback.Heard((), (), 0, "")
        assert (read_told(connection), ratings(connection)) == ([], [])
        assert heard_between(connection, []) == []


def test_what_was_chosen_is_read_again_in_its_order(engine: Engine) -> None:
    lid, alone = make_wish(), make_feedback(TOMASZ.id)
    said = make_feedback(ROSA.id, wish_id=lid.id)
    with keep(engine, lid, alone, said) as connection:
        ids = [alone.id, lid.id, new_id()]
        found = asked_again(connection, ids)
        assert [(one.id, one.wish) for one in found] == [(alone.id, None), (lid.id, lid)]
        assert [voice.feedback for voice in found[1].voices] == [said]
        (voice,) = weighed(connection, found[1], NOON, ZONE).voices
        assert (voice.feedback, voice.depth is None) == (said, False)
        with pytest.raises(NotFound, match="no longer"):
            asked_again(connection, [new_id()])


def test_everything_asked_for_can_be_compared(engine: Engine) -> None:
    lid = make_wish()
    said, alone = make_feedback(ROSA.id, text="Moths!", wish_id=lid.id), make_feedback(TOMASZ.id)
    with keep(engine, lid, said, alone) as connection:
        first, second = all_asked(connection)
    assert (first.id, first.words()) == (lid.id, "A lid for the jar\nMoths!")
    assert (second.id, second.words()) == (alone.id, alone.text)


def test_a_wish_is_found_by_part_of_its_title_or_its_id(engine: Engine) -> None:
    lid, cups = make_wish("Lids"), make_wish("Lids for cups")
    alone = make_feedback(ROSA.id, text="Wrap it as a gift")
    said = make_feedback(ROSA.id, wish_id=lid.id)
    with keep(engine, lid, cups, alone, said) as connection:
        assert find_wish(connection, "CUPS").wish == cups
        assert find_wish(connection, "lids").voices[0].feedback == said
        assert find_wish(connection, str(cups.id)).wish == cups
        assert find_wish(connection, "gift wrap") == find_wish(connection, str(alone.id))
        assert find_wish(connection, "gift wrap").wish is None
        with pytest.raises(InvalidEntry, match="may be “Lids"):
            find_wish(connection, "lid")
        for nothing in ("teapot", str(new_id())):
            with pytest.raises(NotFound, match="no wish"):
                find_wish(connection, nothing)
        with pytest.raises(InvalidEntry, match="few words"):
            find_wish(connection, " ")


def test_what_was_done_is_told_with_who_heard_of_it_newest_first(engine: Engine) -> None:
    lid = make_wish(status=WishStatus.TOLD, done="Lids are here", moved_on=days_ago(5))
    cups = make_wish("Cups", status=WishStatus.DOING, done="Bigger cups", moved_on=days_ago(1))
    quiet = make_wish("Never told", status=WishStatus.DOING, done="something")
    silent = make_wish("Nothing done", status=WishStatus.TOLD, moved_on=TODAY)
    said = [
        make_feedback(TOMASZ.id, wish_id=lid.id),
        make_feedback(ROSA.id, wish_id=lid.id, told_on=days_ago(5)),
        make_feedback(ROSA.id, wish_id=lid.id, heard_on=days_ago(50)),
        make_feedback(None, author="Kim", wish_id=cups.id, told_on=days_ago(30)),
    ]
    with keep(engine, lid, cups, quiet, silent, *said) as connection:
        first, second = read_told(connection)
    assert (first.wish, first.on) == (cups, days_ago(1))
    assert (second.wish, second.on) == (lid, days_ago(5))
    assert second.people == (("Rosa Delgado", days_ago(5)), ("Tomasz", None))
    assert len(second.said) == 3


def test_every_rating_has_who_gave_it(engine: Engine) -> None:
    said = [
        make_feedback(ROSA.id, rating=4.0, best=5, heard_on=days_ago(2)),
        make_feedback(None, author="Kim", text="", rating=9.0, best=10),
        make_feedback(TOMASZ.id),
    ]
    with keep(engine, *said) as connection:
        found = ratings(connection)
    assert [(one.name, one.feedback.rating) for one in found] == [
        ("Kim", 9.0),
        ("Rosa Delgado", 4.0),
    ]


def test_what_was_heard_on_certain_days_is_found(engine: Engine) -> None:
    said = [make_feedback(ROSA.id, heard_on=days_ago(days)) for days in (0, 5, 9)]
    with keep(engine, *said) as connection:
        assert heard_between(connection, [days_ago(5), days_ago(1), days_ago(8)]) == [said[1]]
        assert len(heard_between(connection, [])) == 3


def test_feedback_leaves_the_journal_as_a_table(engine: Engine) -> None:
    lid = make_wish()
    said = make_feedback(ROSA.id, wish_id=lid.id, rating=4.0, best=5, heard_on=days_ago(1))
    old = make_feedback(None, author="Kim", heard_on=days_ago(99))
    with keep(engine, lid, said, old) as connection:
        choice = Choice(since=days_ago(10))
        (row,) = rows_of(connection, "feedback", choice)
        header = header_of(connection, "feedback", choice)
        everything = list(rows_of(connection, "feedback", Choice(columns=("author", "person"))))
        theirs = list(rows_of(connection, "feedback", Choice(customer_id=ROSA.id)))
    told = dict(zip(header, row, strict=True))
    assert (told["person"], told["wish"], told["rating"]) == ("Rosa Delgado", lid.title, 4.0)
    assert (told["heard_on"], told["told_on"], told["id"]) == (days_ago(1), None, str(said.id))
    assert sorted(map(tuple, everything)) == [("", "Rosa Delgado"), ("Kim", "")]
    assert len(theirs) == 1


def test_a_person_comes_with_the_wishes_they_asked_for(engine: Engine) -> None:
    lid, other = make_wish(), make_wish("Cups")
    said = make_feedback(ROSA.id, wish_id=lid.id)
    with keep(engine, lid, other, said, make_feedback(TOMASZ.id, wish_id=other.id)) as connection:
        found = story(connection, ROSA.id)
    assert (found.feedback, found.wishes) == ((said,), (lid,))
