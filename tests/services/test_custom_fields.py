"""The owner's own fields: added, changed, moved, filled in and deleted."""

from uuid import UUID

import pytest

from tests.samples import full_custom_field, make_custom_field, make_customer
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.custom_fields import values_of
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import Customer, CustomValue
from trustjournal.errors import InvalidEntry
from trustjournal.services.custom_fields import (
    LONGEST_TITLE,
    add_field,
    delete_field,
    edit_field,
    move_field,
    set_value,
)

GLAZE, SIZE, SHOP = (
    make_custom_field(title, place=place) for place, title in enumerate(("Glaze", "Size", "Shop"))
)
ROSA = make_customer("Rosa", custom=(CustomValue(field_id=GLAZE.id, value="white"),))
INES = make_customer("Ines", custom=(CustomValue(field_id=GLAZE.id, value="7"),))


def made(changeset: Changeset) -> CustomField:
    (change,) = changeset.changes
    assert isinstance(change.after, CustomField)
    return change.after


def people(changeset: Changeset) -> dict[str, dict[UUID, str]]:
    found = [change.after for change in changeset.changes]
    return {one.name: dict(values_of(one.custom)) for one in found if isinstance(one, Customer)}


def test_a_new_field_is_tidied_and_stands_last() -> None:
    field = made(add_field("  Favourite \n colour ", FieldKind.TEXT, ("x",), [GLAZE, SHOP]))
    assert (field.title, field.place, field.choices) == ("Favourite colour", 3, ())


def test_choices_are_tidied_and_stand_once() -> None:
    field = made(add_field("Colour", FieldKind.CHOICE, (" red ", "", "Red", "sea  blue"), []))
    assert field.choices == ("red", "sea blue")


@pytest.mark.parametrize("title", ["", "  ", "GLAZE", "x" * (LONGEST_TITLE + 1)])
def test_a_title_has_to_tell_it_from_the_others(title: str) -> None:
    with pytest.raises(InvalidEntry):
        add_field(title, FieldKind.TEXT, (), [GLAZE])


def test_a_choice_needs_something_to_choose() -> None:
    with pytest.raises(InvalidEntry, match="at least one"):
        add_field("Colour", FieldKind.CHOICE, (" ",), [])


def test_a_field_keeps_its_own_title_when_it_is_changed() -> None:
    changed = edit_field(
        GLAZE, [GLAZE, SIZE], [ROSA], title="Glaze", kind=FieldKind.LINK, choices=()
    )
    assert made(changed).kind is FieldKind.LINK


def test_a_kind_that_what_stands_there_does_not_fit_is_refused() -> None:
    with pytest.raises(InvalidEntry, match="for 1 person"):
        edit_field(GLAZE, [GLAZE], [ROSA, INES], title="Glaze", kind=FieldKind.NUMBER, choices=())
    to_choices = edit_field(
        GLAZE, [GLAZE], [ROSA, INES], title="Glaze", kind=FieldKind.CHOICE, choices=("matte",)
    )
    assert made(to_choices).choices == ("matte",)


def test_a_field_moves_among_the_others() -> None:
    changeset = move_field([GLAZE, SIZE, SHOP], SHOP.id, -2)
    places = {one.record.id: one.after for one in changeset.changes}
    order = sorted(places.values(), key=lambda one: getattr(one, "place", -1))
    assert [getattr(one, "title", "") for one in order] == ["Shop", "Glaze", "Size"]


def test_a_field_at_the_end_moves_no_further() -> None:
    with pytest.raises(InvalidEntry, match="already"):
        move_field([GLAZE, SIZE], SIZE.id, 1)
    with pytest.raises(InvalidEntry, match="no longer"):
        move_field([GLAZE, SIZE], SHOP.id, 1)


def test_a_deleted_field_takes_what_stood_in_it_along() -> None:
    changeset = delete_field(GLAZE, [ROSA])
    assert people(changeset) == {"Rosa": {}}
    assert changeset.changes[-1].before == GLAZE
    assert changeset.changes[-1].after is None


def test_several_people_are_filled_in_at_once_but_for_those_who_have_it() -> None:
    bo = make_customer("Bo")
    assert people(set_value([ROSA, INES, bo], GLAZE, " white ")) == {
        "Ines": {GLAZE.id: "white"},
        "Bo": {GLAZE.id: "white"},
    }
    assert people(set_value([ROSA, bo], GLAZE, "")) == {"Rosa": {}}
    with pytest.raises(InvalidEntry, match="already"):
        set_value([ROSA], GLAZE, "white")
    with pytest.raises(InvalidEntry, match="choices"):
        set_value([ROSA], full_custom_field(), "pink")
