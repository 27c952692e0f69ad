"""Who belongs together, own fields and filters, read from a journal."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    make_custom_field,
    make_customer,
    make_membership,
    make_saved_filter,
    make_touchpoint,
)
from tests.store.test_writer import add
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.records import CustomValue
from trustjournal.errors import NotFound
from trustjournal.store import organising

ROSA, LUZ, INES = (make_customer(name) for name in ("Rosa", "Luz", "ines"))
FAMILY = make_customer("Delgado", kind=CustomerKind.HOUSEHOLD)
CLUB = make_customer("Book club", kind=CustomerKind.GROUP)


@pytest.fixture
def book(engine: Engine) -> Engine:
    """Rosa and Luz in a family, the family and Ines in a club; only Luz was called."""
    add(
        engine,
        *(ROSA, LUZ, INES, FAMILY, CLUB),
        make_membership(ROSA.id, FAMILY.id, role="mother"),
        make_membership(LUZ.id, FAMILY.id, role="daughter"),
        make_membership(FAMILY.id, CLUB.id),
        make_membership(INES.id, CLUB.id),
        make_touchpoint(LUZ.id, happened_at=NOON - timedelta(days=3)),
        make_touchpoint(INES.id, happened_at=NOON - timedelta(days=9)),
    )
    return engine


def test_fields_and_filters_come_in_their_order(engine: Engine) -> None:
    fields = [make_custom_field(title, place=place) for title, place in (("b", 1), ("a", 0))]
    filters = [make_saved_filter(title, place=place) for title, place in (("d", 7), ("c", 2))]
    add(engine, *fields, *filters)
    with engine.connect() as connection:
        assert [one.title for one in organising.custom_fields(connection)] == ["a", "b"]
        assert [one.title for one in organising.saved_filters(connection)] == ["c", "d"]
        assert organising.field_by_id(connection, fields[0].id) == fields[0]
        assert organising.filter_by_id(connection, filters[0].id) == filters[0]
        with pytest.raises(NotFound):
            organising.filter_by_id(connection, fields[0].id)


def test_only_those_who_have_something_in_a_field_hold_it(engine: Engine) -> None:
    one, other = make_custom_field("one"), make_custom_field("other")
    ana = make_customer("Ana", custom=(CustomValue(field_id=one.id, value="x"),))
    add(engine, one, other, ana, ROSA)
    with engine.connect() as connection:
        assert organising.holders(connection, one.id) == [ana]
        assert organising.holders(connection, other.id) == []


def test_only_what_is_no_person_is_offered_to_belong_to(book: Engine) -> None:
    with book.connect() as connection:
        found = organising.groups(connection)
    assert [(one.name, one.kind) for one in found] == [
        ("Book club", CustomerKind.GROUP),
        ("Delgado", CustomerKind.HOUSEHOLD),
    ]


def test_all_above_is_found_through_every_step(book: Engine) -> None:
    with book.connect() as connection:
        assert organising.above(connection, LUZ.id) == {FAMILY.id, CLUB.id}
        assert organising.above(connection, CLUB.id) == set()
        assert {one: set(some) for one, some in organising.members(connection).items()} == {
            FAMILY.id: {ROSA.id, LUZ.id},
            CLUB.id: {FAMILY.id, INES.id},
        }


def test_a_group_was_in_touch_when_anybody_of_it_was(book: Engine) -> None:
    with book.connect() as connection:
        club = organising.belonging(connection, CLUB.id, NOON)
        family = organising.belonging(connection, FAMILY.id, NOON)
        rosa = organising.belonging(connection, ROSA.id, NOON)
    assert [(bond.who.name, bond.last_touch_at) for bond in club.people] == [
        ("Delgado", NOON - timedelta(days=3)),
        ("ines", NOON - timedelta(days=9)),
    ]
    assert club.last_touch_at == family.last_touch_at == NOON - timedelta(days=3)
    assert [bond.who for bond in family.of] == [CLUB]
    assert rosa.last_touch_at is None
    assert [(bond.who.name, bond.membership.role) for bond in rosa.of] == [("Delgado", "mother")]
