from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import make_customer, make_template
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.letters import (
    GAP,
    PAPERS,
    Field,
    Form,
    address_lines,
    addressee,
    fill,
    first_name,
    post_of,
    printable,
    sample_of,
    sender_of,
    unknown_fields,
)
from trustjournal.domain.records import Address, Preferences

TODAY = date(2026, 11, 22)
MAYA = Preferences(**identity(), owner="Maya", business="Blue Jug")
ANYTHING = dict.fromkeys(Field, "x")
WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
VALUES = st.dictionaries(st.sampled_from(Field), WORDS)
PIECES = st.lists(
    st.one_of(WORDS, st.sampled_from([field.braced for field in Field]), st.just("{nmae}")),
    max_size=8,
).map("".join)


def test_each_field_is_filled() -> None:
    text = " | ".join(field.braced for field in Field)
    values = {field: f"the {field}" for field in Field}
    assert fill(text, values).text == " | ".join(values.values())


@pytest.mark.parametrize("written", ["{First Name}", "{ first_name }", "{FIRST_NAME}"])
def test_a_field_is_known_however_it_is_spelled(written: str) -> None:
    assert fill(f"Dear {written},", {Field.FIRST_NAME: "Rosa"}).text == "Dear Rosa,"


def test_braces_in_a_value_are_no_field_again() -> None:
    filled = fill("{name} {owner}", {Field.NAME: "{owner} {x}", Field.OWNER: "Maya"})
    assert filled.text == "{owner} {x} Maya"
    assert filled.unknown == ()


def test_what_is_not_known_leaves_a_gap_that_is_said() -> None:
    filled = fill("Thank you for {what_they_did}, {name}.", {Field.NAME: " \n "})
    assert filled.text == f"Thank you for {GAP}, {GAP}."
    assert filled.gaps == (Field.WHAT_THEY_DID, Field.NAME)


def test_an_unknown_field_stays_and_is_said_once() -> None:
    filled = fill("{nmae} {nmae} {name}", {Field.NAME: "Rosa"})
    assert filled.text == "{nmae} {nmae} Rosa"
    assert filled.unknown == ("{nmae}",)
    assert unknown_fields("{a}{name}{b}") == ("{a}", "{b}")


def test_a_value_of_several_lines_is_one() -> None:
    assert fill("{name}", {Field.NAME: "Rosa\n  Delgado"}).text == "Rosa Delgado"


@given(WORDS)
def test_a_text_without_braces_stays_as_it_is(text: str) -> None:
    bare = text.replace("{", "").replace("}", "")
    assert fill(bare, ANYTHING).text == bare


@given(PIECES, VALUES)
def test_each_field_is_filled_or_said_and_nothing_else_changes(
    text: str, values: dict[Field, str]
) -> None:
    filled = fill(text, values)
    known = {field for field, value in values.items() if value.split()}
    assert known.isdisjoint(filled.gaps)
    assert all(one in text for one in filled.unknown)
    asked = {field for field in Field if field.braced in text}
    assert asked - known <= set(filled.gaps)
    said = "".join((text, *values.values()))
    assert "None" in said or "None" not in filled.text


@given(PIECES)
def test_filling_each_field_with_itself_changes_nothing(text: str) -> None:
    same = fill(text, {field: field.braced for field in Field})
    respelled = fill(same.text, {field: field.braced for field in Field})
    assert respelled == same
    assert not same.gaps


@given(WORDS)
def test_what_is_printed_holds_no_sign_that_steers(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not any(ord(sign) < 32 and sign not in "\t\n" for sign in shown)
    assert "\ufffc" not in shown


def test_a_business_is_called_by_its_whole_name() -> None:
    assert first_name(make_customer("Rosa Delgado")) == "Rosa"
    cafe = make_customer("Café Alma", kind=CustomerKind.BUSINESS)
    assert first_name(cafe) == "Café Alma"


def test_a_new_customer_leaves_open_only_what_nobody_can_know() -> None:
    who = addressee(make_customer("Rosa Delgado"), MAYA, TODAY)
    filled = fill(" ".join(field.braced for field in Field), who.values)
    assert filled.gaps == (Field.WHAT_THEY_DID, Field.LAST_TOUCH)
    assert filled.text == f"Rosa Delgado Rosa {GAP} {GAP} Maya Blue Jug 22 November 2026"


def test_an_address_has_a_line_for_each_part_that_is_known() -> None:
    home = Address(street="1 Hill St\nBack yard", postal_code="11001", city="Cádiz")
    assert address_lines([home, Address(city="Other")]) == ("1 Hill St", "Back yard", "11001 Cádiz")
    assert address_lines([]) == ()


def test_what_goes_to_the_printer_is_cleaned() -> None:
    who = addressee(make_customer("Ro\x1bsa", addresses=(Address(city="Cá\x00diz"),)), MAYA, TODAY)
    post = post_of(who, "\n\nDear\ufffc Rosa\r\n\r\nhello\n", " Thank\nyou ")
    assert (post.name, post.address) == ("Rosa", ("Cádiz",))
    assert (post.subject, post.text) == ("Thank you", "Dear Rosa\n\nhello")


def test_a_template_for_nobody_yet_names_its_fields() -> None:
    post = sample_of(make_template(text="Dear {first_name}, {nmae}", subject="For {name}"))
    assert post.text == "Dear ‹first name›, {nmae}"
    assert (post.name, post.subject) == ("‹name›", "For ‹name›")


def test_the_sender_has_a_line_for_each_line_written() -> None:
    sender = sender_of(MAYA, TODAY, " 1 Hill St \n\n Cádiz")
    assert sender.address == ("1 Hill St", "Cádiz")
    assert (sender.owner, sender.business, sender.dated) == ("Maya", "Blue Jug", "22 November 2026")


def test_each_form_has_its_paper() -> None:
    assert set(PAPERS) == set(Form)
    assert all(PAPERS.values())
