"""What a letter can say is read from the journal as it is."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_gesture, make_template, make_touchpoint
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Kind, Side
from trustjournal.domain.letter_words import STARTERS
from trustjournal.domain.letters import Field
from trustjournal.domain.records import Customer, Preferences, Record
from trustjournal.store import letters, writer

ZONE = ZoneInfo("Europe/Madrid")
ROSA = make_customer("Rosa Delgado")


def put(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Put", tuple(Change.create(one) for one in records)))


def said(engine: Engine, field: Field, who: Customer = ROSA) -> str:
    with engine.connect() as connection:
        (found,) = letters.addressees(connection, [who.id], NOON, ZONE)
    return found.values[field]


def test_thanks_are_for_what_they_did_and_not_for_small_talk(engine: Engine) -> None:
    order = make_touchpoint(
        ROSA.id, kind=Kind.ORDER, note="twenty cups", happened_at=NOON - timedelta(90)
    )
    talk = make_touchpoint(ROSA.id, note="the weather", happened_at=NOON - timedelta(2))
    ahead = make_touchpoint(ROSA.id, kind=Kind.PRAISE, happened_at=NOON + timedelta(1))
    put(engine, ROSA, order, talk, ahead)
    assert said(engine, Field.WHAT_THEY_DID) == "your order"
    assert said(engine, Field.LAST_TOUCH) == "last Wednesday"


def test_without_any_the_last_talk_with_a_note_will_do(engine: Engine) -> None:
    talk = make_touchpoint(ROSA.id, note="the oak sample", happened_at=NOON - timedelta(9))
    bare = make_touchpoint(ROSA.id, happened_at=NOON - timedelta(3))
    missed = make_touchpoint(ROSA.id, kind=Kind.MISSED_CALL, note="no answer", happened_at=NOON)
    put(engine, ROSA, talk, bare, missed)
    assert said(engine, Field.WHAT_THEY_DID) == "our conversation"
    assert said(engine, Field.LAST_TOUCH) == "last Tuesday"


def test_a_referral_counts_until_they_did_something_since(engine: Engine) -> None:
    lucia = make_customer("Lucía Mora", referred_by=ROSA.id, since=date(2026, 9, 1))
    praise = make_touchpoint(ROSA.id, kind=Kind.PRAISE, happened_at=NOON - timedelta(200))
    put(engine, ROSA, lucia, praise)
    assert said(engine, Field.WHAT_THEY_DID) == "sending Lucía Mora to us"
    put(engine, make_touchpoint(ROSA.id, kind=Kind.PRAISE, happened_at=NOON - timedelta(20)))
    assert said(engine, Field.WHAT_THEY_DID) == "your kind words"


def test_of_a_stranger_nothing_is_known(engine: Engine) -> None:
    put(engine, ROSA, Preferences(**identity(), owner="Maya", business="Blue Jug"))
    assert said(engine, Field.WHAT_THEY_DID) == said(engine, Field.LAST_TOUCH) == ""
    assert said(engine, Field.OWNER) == "Maya"


def test_people_come_in_the_order_asked_for_without_those_who_left(engine: Engine) -> None:
    tomasz, gone = make_customer("Tomasz Wilk"), make_customer("Gone")
    put(engine, ROSA, tomasz)
    with engine.connect() as connection:
        found = letters.addressees(connection, [tomasz.id, gone.id, ROSA.id], NOON, ZONE)
    assert [one.customer for one in found] == [tomasz, ROSA]


def test_the_starters_are_offered_until_there_is_a_template(engine: Engine) -> None:
    with engine.connect() as connection:
        offered = letters.offered_templates(connection)
    assert [one.title for one in offered] == [one.title for one in STARTERS]
    own, other = make_template("b"), make_template("A")
    put(engine, own, other)
    with engine.connect() as connection:
        assert letters.offered_templates(connection) == [other, own]


def test_a_note_waits_until_it_is_given(engine: Engine) -> None:
    note = make_gesture(ROSA.id, kind=GestureKind.NOTE, text="Thank you")
    others = (
        make_gesture(ROSA.id, kind=GestureKind.NOTE),
        make_gesture(ROSA.id, kind=GestureKind.GIFT, text="Thank you"),
        make_gesture(
            ROSA.id,
            kind=GestureKind.NOTE,
            text="Thank you",
            status=GestureStatus.GIVEN,
            given_on=NOON.date(),
        ),
        make_gesture(ROSA.id, kind=GestureKind.NOTE, text="Thanks", by=Side.THEM),
    )
    put(engine, ROSA, note, *others)
    with engine.connect() as connection:
        assert letters.unsent(connection) == [(note, ROSA)]
        assert letters.gesture_by_id(connection, note.id) == note
        assert letters.gesture_by_id(connection, ROSA.id) is None
