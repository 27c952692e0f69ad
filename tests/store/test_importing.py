"""What an import asks of the journal: whom it knows and what is there already."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from tests.samples import (
    TODAY,
    make_apart,
    make_attachment,
    make_check_in,
    make_customer,
    make_evening,
    make_membership,
    make_stage_rule,
    make_tag_rule,
    make_touchpoint,
)
from tests.store.test_writer import add
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.matching import Traits
from trustjournal.domain.records import Customer, Labelled, Record, Touchpoint
from trustjournal.store import importing
from trustjournal.store.schema import RECORD_TABLES

ROSA, BEN = make_customer(), make_customer("Ben")


def test_everyone_is_met_with_what_they_are_compared_by(engine: Engine) -> None:
    shop = make_customer(
        "Alma & Co",
        kind=CustomerKind.BUSINESS,
        company="Alma",
        emails=(Labelled(value="Shop@example.org"),),
        phones=(Labelled(value="+34 600 111 222"), Labelled(value="?")),
    )
    add(engine, ROSA, shop)
    with engine.connect() as connection:
        found = {one.id: one for one in importing.people(connection)}
    assert found.keys() == {ROSA.id, shop.id}
    assert found[shop.id][1:] == ("Alma & Co", "Alma", Traits.of(shop))
    assert found[shop.id].traits == Traits(
        ("alma",), False, ("+34 600 111 222",), ("shop@example.org",)
    )


def test_more_people_than_are_read_at_once_are_met(engine: Engine) -> None:
    add(engine, *(make_customer(f"Person {number}") for number in range(2100)))
    with engine.connect() as connection:
        assert len({one.id for one in importing.people(connection)}) == 2100


def test_which_of_many_ids_are_there_is_known(engine: Engine) -> None:
    touch = make_touchpoint(ROSA.id)
    add(engine, ROSA, touch)
    many = [UUID(int=number) for number in range(40_000)]
    with engine.connect() as connection:
        assert importing.existing(connection, Touchpoint, [*many, touch.id]) == {touch.id}
        assert importing.existing(connection, Customer, [touch.id]) == set()
        assert importing.existing(connection, Customer, []) == set()


@pytest.mark.parametrize(
    ("record", "other"),
    [
        (make_check_in(ROSA.id, every_days=3), (BEN.id,)),
        (make_evening(), (TODAY.replace(day=1),)),
        (make_tag_rule("vip"), ("other",)),
        (make_stage_rule(), ("none",)),
        (make_membership(ROSA.id, BEN.id), (BEN.id, ROSA.id)),
        (make_apart(ROSA.id, BEN.id), (ROSA.id, ROSA.id)),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Record) else "",
)
def test_what_there_may_be_one_of_is_found_by_what_makes_it_one(
    engine: Engine, record: Record, other: tuple[object, ...]
) -> None:
    add(engine, ROSA, BEN, record)
    names = importing.ONE_OF_A_KIND[type(record)]
    key = tuple(getattr(record, name) for name in names)
    keys = {key, other} if other != ("none",) else {key}
    with engine.connect() as connection:
        assert importing.taken(connection, type(record), keys) == {key}


def test_every_unique_index_of_records_is_named() -> None:
    unique = {
        kind: tuple(column.name for column in index.columns)
        for kind, table in RECORD_TABLES.items()
        for index in table.indexes
        if index.unique
    }
    assert unique == importing.ONE_OF_A_KIND


def test_photos_and_the_bytes_of_all_files_are_counted(engine: Engine) -> None:
    photo = make_attachment(ROSA.id, size=7)
    file = make_attachment(BEN.id, size=5, is_photo=False)
    with engine.connect() as connection:
        assert importing.bytes_kept(connection) == 0
    add(engine, ROSA, BEN, photo, file)
    with engine.connect() as connection:
        assert importing.bytes_kept(connection) == 12
        assert importing.photographed(connection, [ROSA.id, BEN.id]) == {ROSA.id}
