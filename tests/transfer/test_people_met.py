"""Somebody whom a file knows by a number is found under every spelling of it, and nobody else."""

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, make_customer
from tests.store.test_writer import dump
from tests.transfer.handmade import HandMade, card, touch
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.incoming import Who
from trustjournal.domain.records import Customer, Labelled, Preferences, Record, Touchpoint
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.store import writer
from trustjournal.store.engine import create_journal
from trustjournal.transfer.import_plan import Choices, Plan, Stranger
from trustjournal.transfer.importing import bring_in, look

NOW = NOON + timedelta(hours=1)
MADRID = "Europe/Madrid"
SPELLINGS = ("+34 600 000 001", "600 000 001", "0034 600000001", "(600) 000-001")


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


def add(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))


def in_country(engine: Engine, country: str) -> None:
    add(engine, Preferences(**identity(), country=country))


def called(name: str, number: str) -> Customer:
    return make_customer(name, phones=(Labelled(value=number),), emails=())


def planned(engine: Engine, source: HandMade, choices: Choices | None = None) -> Plan:
    with engine.connect() as connection:
        return look(connection, source, choices or Choices(), now=NOW)


@pytest.mark.parametrize("country", ["ES", ""])
@pytest.mark.parametrize("written", SPELLINGS)
def test_a_call_is_with_the_person_whose_number_is_written_otherwise(
    engine: Engine, written: str, country: str
) -> None:
    in_country(engine, country)
    rosa = called("Rosa Delgado", written)
    add(engine, rosa, called("Ben Stone", "+34 600 000 002"))
    source = HandMade([touch(row, Who(phone=one)) for row, one in enumerate(SPELLINGS, 1)])
    bring_in(engine, source, Choices(), "calls.xml", now=NOW)
    touches = [one for one in dump(engine) if isinstance(one, Touchpoint)]
    assert [one.customer_ids for one in touches] == [(rosa.id,)] * len(SPELLINGS)


def test_a_log_of_calls_finds_a_number_with_spaces_and_no_country(
    engine: Engine, tmp_path: Path
) -> None:
    in_country(engine, "ES")
    rosa = called("Rosa Delgado", "600 000 001")
    add(engine, rosa)
    log = tmp_path / "calls.xml"
    log.write_text(
        "<?xml version='1.0' encoding='UTF-8'?>\n<calls count='2'>\n"
        '<call number="+34600000001" duration="65" date="1779000000000" type="1" '
        'contact_name="Mum&#39;s potter" />\n'
        '<call number="+351600000001" duration="65" date="1779000100000" type="1" '
        'contact_name="(Unknown)" />\n</calls>\n',
        "utf-8",
    )
    source = find_form(log).open(log, Reading(zone=MADRID))
    plans: list[Plan] = []
    bring_in(engine, source, Choices(), log.name, now=NOW, done=plans.append)
    (kept,) = (one for one in dump(engine) if isinstance(one, Touchpoint))
    assert kept.customer_ids == (rosa.id,)
    assert [one.who.phone for one in plans[0].unmatched] == ["+351600000001"]


def test_people_of_two_countries_with_the_same_last_digits_stay_two(engine: Engine) -> None:
    in_country(engine, "ES")
    add(engine, called("Rosa Delgado", "600 000 001"))
    cards = [card(1, "R. Delgado", phone="+351 600 000 001"), card(2, "R. D.", phone="600000001")]
    plan = planned(engine, HandMade(cards))
    assert [one.row for one in plan.found] == [2]
    assert plan.counts[Customer].new == 1


def test_strangers_are_told_apart_by_their_countries_and_not_by_spelling(engine: Engine) -> None:
    in_country(engine, "ES")
    numbers = (*SPELLINGS, "+351 600 000 001", "00351-600000001")
    source = HandMade([touch(row, Who(phone=one)) for row, one in enumerate(numbers, 1)])
    plan = planned(engine, source)
    assert [(one.who.phone, one.count) for one in plan.unmatched] == [
        ("+34 600 000 001", 4),
        ("+351 600 000 001", 2),
    ]
    assigned = {Who(phone="600000001"): Stranger.NEW}
    plan = planned(engine, source, Choices(assigned=assigned))
    assert plan.counts[Customer].new == 1
    assert plan.counts[Touchpoint].new == 4
    assert plan.counts[Touchpoint].left_out == 2
