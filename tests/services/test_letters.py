from datetime import date

import pytest

from tests.samples import make_customer, make_gesture, make_template
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import GestureKind, GestureStatus
from trustjournal.domain.letter_words import STARTERS
from trustjournal.domain.records import Gesture, Template
from trustjournal.errors import InvalidEntry
from trustjournal.services.letters import (
    LONGEST_TEXT,
    Letter,
    add_template,
    delete_template,
    duplicate_template,
    edit_template,
    keep_letters,
    restore_starters,
    send_letters,
)

TODAY = date(2026, 11, 22)
ROSA, TOMASZ = make_customer("Rosa Delgado"), make_customer("Tomasz Wilk")
CARD = make_template("Thank you", text="Dear {name},")


def templates(changeset: Changeset) -> list[Template]:
    found = [change.after for change in changeset.changes]
    return [one for one in found if isinstance(one, Template)]


def notes(changeset: Changeset) -> list[Gesture]:
    found = [change.after for change in changeset.changes]
    return [one for one in found if isinstance(one, Gesture)]


def test_a_template_is_tidied() -> None:
    (made,) = templates(add_template("  Warm \n wishes", " Hello ", "\nDear {name}\n", []))
    assert (made.title, made.subject, made.text) == ("Warm wishes", "Hello", "Dear {name}")


@pytest.mark.parametrize(
    ("title", "text"),
    [(" ", "Dear"), ("Card", " \n"), ("Card", "x" * (LONGEST_TEXT + 1)), ("thank  YOU", "Dear")],
)
def test_a_template_needs_a_title_of_its_own_and_words(title: str, text: str) -> None:
    with pytest.raises(InvalidEntry):
        add_template(title, "", text, [CARD])


def test_a_template_may_keep_its_title_when_it_is_edited() -> None:
    (after,) = templates(edit_template(CARD, [CARD], title="Thank you", subject="", text="Hi"))
    assert (after.id, after.text) == (CARD.id, "Hi")
    assert after.revision != CARD.revision
    other = make_template("Birthday")
    with pytest.raises(InvalidEntry):
        edit_template(CARD, [CARD, other], title="birthday", subject="", text="Hi")


def test_a_copy_gets_the_next_free_title() -> None:
    others = [CARD, make_template("thank you (2)")]
    (copy,) = templates(duplicate_template(CARD, others))
    assert (copy.title, copy.text) == ("Thank you (3)", CARD.text)
    assert copy.id != CARD.id


def test_a_template_goes_away() -> None:
    (change,) = delete_template(CARD).changes
    assert (change.before, change.after) == (CARD, None)


def test_only_the_starters_that_are_missing_come_back() -> None:
    own = make_template(STARTERS[0].title.upper(), text="mine")
    back = templates(restore_starters([own]))
    assert [one.title for one in back] == [one.title for one in STARTERS[1:]]
    with pytest.raises(InvalidEntry):
        restore_starters([own, *back])


def test_sending_gives_each_a_note_under_one_undo() -> None:
    letters = [Letter(customer=who, text="Thank you", title="Card") for who in (ROSA, TOMASZ)]
    sent = send_letters(letters, TODAY)
    assert sent.label == "Send a note to Rosa Delgado and Tomasz Wilk"
    for note, who in zip(notes(sent), (ROSA, TOMASZ), strict=True):
        assert (note.customer_id, note.kind, note.status) == (
            who.id,
            GestureKind.NOTE,
            GestureStatus.GIVEN,
        )
        assert (note.title, note.text, note.given_on) == ("Card", "Thank you", TODAY)


def test_what_is_kept_is_planned_and_not_given() -> None:
    (note,) = notes(keep_letters([Letter(customer=ROSA, text="Thank you")]))
    assert (note.status, note.given_on, note.title) == (GestureStatus.PLANNED, None, "A note")


def test_a_note_that_was_kept_is_the_one_that_is_sent() -> None:
    (kept,) = notes(keep_letters([Letter(customer=ROSA, text="Thank")]))
    letter = Letter(customer=ROSA, text="Thank you", title="other", gesture=kept)
    (change,) = send_letters([letter], TODAY).changes
    assert change.before == kept
    assert isinstance(change.after, Gesture)
    assert (change.after.title, change.after.text) == ("A note", "Thank you")
    assert change.after.status is GestureStatus.GIVEN


def test_words_are_kept_with_a_gift_as_far_as_it_has_come() -> None:
    idea = make_gesture(ROSA.id)
    bought = make_gesture(ROSA.id, status=GestureStatus.BOUGHT)
    kept = keep_letters([Letter(customer=ROSA, text="Hi", gesture=one) for one in (idea, bought)])
    assert [one.status for one in notes(kept)] == [GestureStatus.PLANNED, GestureStatus.BOUGHT]
    assert [one.kind for one in notes(kept)] == [GestureKind.GIFT] * 2


def test_what_was_sent_is_not_sent_again() -> None:
    given = make_gesture(ROSA.id, status=GestureStatus.GIVEN, given_on=TODAY)
    with pytest.raises(InvalidEntry, match="before"):
        send_letters([Letter(customer=ROSA, text="Hi", gesture=given)], TODAY)


@pytest.mark.parametrize(
    "letters",
    [
        [],
        [Letter(customer=ROSA, text=" \n")],
        [Letter(customer=ROSA, text="x" * (LONGEST_TEXT + 1))],
    ],
)
def test_a_note_needs_somebody_and_words(letters: list[Letter]) -> None:
    with pytest.raises(InvalidEntry):
        keep_letters(letters)
    with pytest.raises(InvalidEntry):
        send_letters(letters, TODAY)
