from datetime import date

from tests.samples import make_customer, make_template
from trustjournal.domain.changes import identity
from trustjournal.domain.letters import addressee
from trustjournal.domain.records import Preferences
from trustjournal.ui.models.letter_words import LetterWords

MAYA = Preferences(**identity(), owner="Maya")
TODAY = date(2026, 11, 22)
ROSA, TOMASZ = make_customer("Rosa Delgado"), make_customer("Tomasz Wilk")
HELLO = make_template("Hello", text="Hello {first_name}", subject="For {name}")
BYE = make_template("Bye", text="Bye {first_name}")


def words() -> LetterWords:
    made = LetterWords()
    made.people = [addressee(one, MAYA, TODAY) for one in (ROSA, TOMASZ)]
    made.choose(HELLO)
    return made


def test_each_has_the_template_filled_until_words_are_written_by_hand() -> None:
    written = words()
    assert [written.text(0), written.text(1)] == ["Hello Rosa", "Hello Tomasz"]
    written.write(1, "Dear Tomasz")
    assert [written.text(0), written.text(1)] == ["Hello Rosa", "Dear Tomasz"]
    assert written.own == {TOMASZ.id: "Dear Tomasz"}


def test_words_that_are_the_template_s_are_nobody_s_own() -> None:
    written = words()
    written.write(0, "Dear Rosa")
    written.write(0, "Hello Rosa")
    assert written.own == {}


def test_another_template_puts_own_words_aside_and_back() -> None:
    written = words()
    written.write(0, "Dear Rosa")
    written.choose(BYE)
    assert (written.text(0), written.has_aside()) == ("Bye Rosa", True)
    written.bring_back()
    assert (written.text(0), written.template, written.has_aside()) == ("Dear Rosa", HELLO, False)


def test_bringing_back_puts_what_was_written_since_aside_in_turn() -> None:
    written = words()
    written.write(0, "Dear Rosa")
    written.choose(BYE)
    written.write(0, "So long, Rosa")
    written.bring_back()
    assert (written.text(0), written.has_aside()) == ("Dear Rosa", True)
    written.bring_back()
    assert (written.text(0), written.template) == ("So long, Rosa", BYE)


def test_the_same_template_puts_nothing_aside() -> None:
    written = words()
    written.write(0, "Dear Rosa")
    written.choose(HELLO)
    assert (written.text(0), written.has_aside()) == ("Dear Rosa", False)
    written.bring_back()
    assert written.text(0) == "Dear Rosa"


def test_a_second_template_without_words_between_keeps_those_put_aside() -> None:
    written = words()
    written.write(0, "Dear Rosa")
    written.choose(BYE)
    written.choose(make_template("Third"))
    written.bring_back()
    assert written.text(0) == "Dear Rosa"


def test_the_subject_is_the_template_s_unless_one_is_written() -> None:
    written = words()
    assert [one.subject for one in written.posts()] == ["For Rosa Delgado", "For Tomasz Wilk"]
    assert [one.subject for one in written.posts("Mine {x}")] == ["Mine {x}"] * 2


def test_braces_written_by_hand_or_in_a_name_are_no_fields() -> None:
    written = words()
    written.people = [addressee(make_customer("{owner}"), MAYA, TODAY)]
    assert written.text(0) == "Hello {owner}"
    written.write(0, "Dear {owner}")
    assert written.post(0).text == "Dear {owner}"
