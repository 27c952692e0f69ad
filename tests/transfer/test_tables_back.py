"""Any text that leaves the journal in a table comes into an empty one as it was."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.samples import NOON, make_custom_field
from tests.store.test_writer import dump
from trustjournal.domain.changes import Change, Changeset, new_id
from trustjournal.domain.choices import Began, Channel, CustomerKind, Kind, Stage
from trustjournal.domain.incoming import NOBODY
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import (
    Customer,
    CustomValue,
    ImportantDate,
    Labelled,
    Record,
    Touchpoint,
)
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.store import writer
from trustjournal.store.engine import create_journal
from trustjournal.transfer.exporting import Form, export_table
from trustjournal.transfer.import_plan import Choices, Count, Duplicates, Plan
from trustjournal.transfer.importing import bring_in, look

NOW = NOON + timedelta(hours=1)
GLAZE = make_custom_field("Glaze")
FORMS = pytest.mark.parametrize(
    ("form", "decimal_comma"),
    [(Form.SPREADSHEET, False), (Form.SPREADSHEET, True), (Form.EXACT, False)],
    ids=["spreadsheet", "with commas", "exact"],
)

# No journal holds a NUL or half a letter, and an own field holds no blanks around its text.
words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
filled = words.filter(lambda text: bool(text.strip()))
one_line = filled.map(lambda text: " ".join(text.split()))
several = st.lists(filled, max_size=3)
amounts = st.none() | st.decimals(0, 10**6, places=2)
days = st.builds(
    ImportantDate,
    label=words,
    month=st.integers(1, 12),
    day=st.integers(1, 28),
    year=st.none() | st.integers(1, 9999),
)
customers = st.builds(
    Customer,
    id=st.builds(new_id),
    revision=st.just(NOBODY),
    name=one_line,
    kind=st.sampled_from(CustomerKind),
    stage=st.sampled_from(Stage),
    **dict.fromkeys(("company", "role", "prefers", "loves", "avoids", "family", "note"), words),
    **{
        name: several.map(lambda some: tuple(Labelled(value=one) for one in some))
        for name in ("phones", "emails", "links")
    },
    tags=several.map(tuple),
    dates=st.lists(days, max_size=2).map(tuple),
    yearly_value=amounts,
    gift_policy=words,
    gift_limit=amounts,
    since=st.none() | st.dates(),
    close_to_heart=st.booleans(),
    longest_gap_days=st.none() | st.integers(0, 1000),
    custom=one_line.map(lambda text: (CustomValue(field_id=GLAZE.id, value=text),)),
)
touchpoints = st.builds(
    Touchpoint,
    id=st.builds(new_id),
    revision=st.just(NOBODY),
    happened_at=st.integers(0, 10**9).map(lambda ago: NOON - timedelta(seconds=ago)),
    zone=st.sampled_from(["Europe/Madrid", "America/New_York", "Asia/Kathmandu"]),
    customer_ids=st.just(()),
    channel=st.sampled_from(Channel),
    began=st.sampled_from(Began),
    kind=st.sampled_from(Kind),
    feeling=st.none() | st.integers(-2, 2),
    duration_minutes=st.none() | st.integers(0, 600),
    note=words,
    amount=amounts,
)


@contextmanager
def journal(path: Path, *records: Record) -> Generator[Engine]:
    engine = create_journal(path)
    try:
        changes = tuple(Change.create(record) for record in records)
        writer.commit(engine, Changeset("Add", changes))
        yield engine
    finally:
        engine.dispose()


def carry(engine: Engine, empty: Engine, what: str, path: Path, **form: Any) -> Plan:
    """Export a table, hold that it is known, and bring it into another journal."""
    export_table(engine, what, path, **form)
    found = find_form(path)
    assert found.key == what
    source = found.open(path, Reading(now=NOW))
    choices = Choices(duplicates=Duplicates.NEW)
    with empty.connect() as connection:
        plan = look(connection, source, choices, now=NOW)
    bring_in(empty, source, choices, path.name, now=NOW)
    return plan


def told(records: set[Record]) -> dict[UUID, Record]:
    """Return records by id, own fields by what is written there."""
    titles = {one.id: one.title for one in records if isinstance(one, CustomField)}
    kept = [one for one in records if not isinstance(one, CustomField)]
    found = {one.id: replace(one, revision=NOBODY) for one in kept}
    for one in found.values():
        if isinstance(one, Customer):
            assert all(titles[own.field_id] == GLAZE.title for own in one.custom)
            own = tuple(replace(each, field_id=NOBODY) for each in one.custom)
            found[one.id] = replace(one, custom=own)
    return found


def differences(one: dict[UUID, Record], other: dict[UUID, Record]) -> list[tuple[str, Any, Any]]:
    assert one.keys() == other.keys()
    return [
        (field.name, getattr(record, field.name), getattr(other[which], field.name))
        for which, record in one.items()
        for field in fields(record)
        if getattr(record, field.name) != getattr(other[which], field.name)
    ]


@FORMS
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=st.lists(customers, min_size=1, max_size=6))
def test_any_text_in_any_field_of_people_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    form: Form,
    decimal_comma: bool,
    people: Sequence[Customer],
) -> None:
    folder = tmp_path_factory.mktemp("back")
    with (
        journal(folder / "one.db", GLAZE, *people) as engine,
        journal(folder / "other.db") as empty,
    ):
        path = folder / "people.csv"
        plan = carry(engine, empty, "people", path, form=form, decimal_comma=decimal_comma)
        assert (plan.problems, plan.counts) == ((), {Customer: Count(new=len(people))})
        assert differences(told(dump(engine)), told(dump(empty))) == []
        again = carry(engine, empty, "people", path, form=form, decimal_comma=decimal_comma)
        assert again.brings == 0


@FORMS
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=st.lists(customers, min_size=2, max_size=2),
    touches=st.lists(touchpoints, min_size=1, max_size=6),
    both=st.booleans(),
)
def test_any_text_in_any_field_of_touchpoints_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    form: Form,
    decimal_comma: bool,
    people: Sequence[Customer],
    touches: Sequence[Touchpoint],
    both: bool,
) -> None:
    folder = tmp_path_factory.mktemp("back")
    ids = tuple(one.id for one in people[: 2 if both else 1])
    touches = [replace(one, customer_ids=ids) for one in touches]
    with (
        journal(folder / "one.db", GLAZE, *people, *touches) as engine,
        journal(folder / "other.db", GLAZE, *people) as other,
    ):
        path = folder / "touchpoints.csv"
        plan = carry(engine, other, "touchpoints", path, form=form, decimal_comma=decimal_comma)
        assert (plan.problems, plan.counts) == ((), {Touchpoint: Count(new=len(touches))})
        assert differences(told(dump(engine)), told(dump(other))) == []
