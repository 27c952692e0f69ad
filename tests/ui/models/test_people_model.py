"""Everyone as a table: words, filters, order, and what stays where it is."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import make_check_in, make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    Kind,
    Stage,
)
from trustjournal.domain.records import (
    Customer,
    Preferences,
    Record,
)
from trustjournal.ui.models.people_answers import DEPTH_ROLE
from trustjournal.ui.models.people_lines import (
    Depths,
    PeopleColumn,
    PersonLine,
    read_depths,
    read_people,
)
from trustjournal.ui.models.people_model import PeopleModel, Wanted
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder

ROSA = make_customer(
    "Rósa Delgado", company="Café Alma", tags=("wholesale", "vip"), yearly_value=Decimal(900)
)
TOMASZ = make_customer("Tomasz Wilk", stage=Stage.PROSPECT, yearly_value=Decimal(1000))
INES = make_customer("Ines Moreau", stage=Stage.LOST, tags=("vip",))


@pytest.fixture
def model(qapp: object) -> PeopleModel:
    return PeopleModel()


def load(session: JournalSession, model: PeopleModel, *records: Record) -> None:
    fill(session, *records)
    read(session, model)


def read(session: JournalSession, model: PeopleModel) -> None:
    with session.engine.connect() as connection:
        model.set_people(read_people(connection, MORNING, session.zone()))


def names(model: PeopleModel) -> list[str]:
    return [model.line(row).customer.name for row in range(model.rowCount())]


def cell(model: PeopleModel, who: Customer, column: PeopleColumn) -> str:
    (row,) = model.rows_of({who.id})
    return str(model.index(row, column).data())


def test_it_is_a_sound_model(
    session: JournalSession, model: PeopleModel, qtmodeltester: Any
) -> None:
    qtmodeltester.check(model)
    load(session, model, ROSA, TOMASZ, INES)
    qtmodeltester.check(model)


def test_a_line_says_what_is_known(session: JournalSession, model: PeopleModel) -> None:
    load(
        session,
        model,
        ROSA,
        TOMASZ,
        Preferences(**identity(), currency="EUR"),
        make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=35)),
        make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=1), kind=Kind.MISSED_CALL),
        make_check_in(ROSA.id, every_days=21, due_on=TODAY - timedelta(days=14), about="terrace"),
        make_check_in(TOMASZ.id, due_on=TODAY, snoozed_until=TODAY + timedelta(days=1)),
    )
    assert cell(model, ROSA, PeopleColumn.LAST_TOUCH) == "5 weeks ago"
    assert cell(model, ROSA, PeopleColumn.CHECK_IN) == "Since 8 Nov"
    assert cell(model, ROSA, PeopleColumn.TAGS) == "wholesale, vip"
    assert cell(model, ROSA, PeopleColumn.STAGE) == "Customer"
    assert cell(model, ROSA, PeopleColumn.VALUE) == "€900"
    assert cell(model, TOMASZ, PeopleColumn.LAST_TOUCH) == "Not yet"
    assert cell(model, TOMASZ, PeopleColumn.CHECK_IN) == "Tomorrow"
    (row,) = model.rows_of({ROSA.id})
    hint = model.index(row, PeopleColumn.CHECK_IN).data(Qt.ItemDataRole.ToolTipRole)
    assert "Every 3 weeks<br>terrace" in hint


def test_depth_comes_when_it_is_known(session: JournalSession, model: PeopleModel) -> None:
    visits = [
        make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=n), feeling=2)
        for n in range(1, 40)
    ]
    load(session, model, ROSA, TOMASZ, *visits)
    assert cell(model, ROSA, PeopleColumn.DEPTH) == "…"
    with session.engine.connect() as connection:
        model.set_depths(read_depths(connection, MORNING, session.zone()))
    assert cell(model, TOMASZ, PeopleColumn.DEPTH) == "New"
    assert cell(model, ROSA, PeopleColumn.DEPTH) not in {"New", "…"}
    assert model.index(0, 0).data(DEPTH_ROLE) > model.index(1, 0).data(DEPTH_ROLE)


@pytest.mark.parametrize(
    ("text", "stage", "tag", "found"),
    [
        ("rosa", None, "", ["Rósa Delgado"]),
        ("ALMA caf", None, "", ["Rósa Delgado"]),
        ("vip mor", None, "", ["Ines Moreau"]),
        ("", Stage.PROSPECT, "", ["Tomasz Wilk"]),
        ("", None, "vip", ["Ines Moreau", "Rósa Delgado"]),
        ("", Stage.LOST, "wholesale", []),
        ("", None, "", ["Ines Moreau", "Rósa Delgado", "Tomasz Wilk"]),
    ],
)
def test_filters_leave_who_fits(
    session: JournalSession,
    model: PeopleModel,
    text: str,
    stage: Stage | None,
    tag: str,
    found: list[str],
) -> None:
    load(session, model, ROSA, TOMASZ, INES)
    model.narrow(Wanted(text, stage, tag))
    assert names(model) == found


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        (PeopleColumn.NAME, "IRT", "TRI"),
        (PeopleColumn.LAST_TOUCH, "TRI", "RTI"),
        (PeopleColumn.CHECK_IN, "RIT", "IRT"),
        (PeopleColumn.DEPTH, "ITR", "RTI"),
        (PeopleColumn.TAGS, "IRT", "RIT"),
        (PeopleColumn.STAGE, "TRI", "IRT"),
        (PeopleColumn.VALUE, "RTI", "TRI"),
    ],
)
def test_any_column_sorts_and_what_is_unknown_comes_last(
    session: JournalSession, model: PeopleModel, column: PeopleColumn, up: str, down: str
) -> None:
    load(
        session,
        model,
        *(ROSA, TOMASZ, INES),
        make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=1)),
        make_touchpoint(TOMASZ.id, happened_at=MORNING - timedelta(days=60)),
        make_check_in(ROSA.id, due_on=TODAY),
        make_check_in(INES.id, due_on=date(2027, 1, 1)),
    )
    model.set_depths(Depths({ROSA.id.int: 50.0, TOMASZ.id.int: 30.0}, 20.0))
    model.sort(column, UP)
    assert "".join(name[0] for name in names(model)) == up
    model.sort(column, DOWN)
    assert "".join(name[0] for name in names(model)) == down


def test_typing_finds_a_name_and_then_a_word_of_one(
    session: JournalSession, model: PeopleModel
) -> None:
    load(session, model, ROSA, TOMASZ, INES, make_customer("Roman Abel"))
    assert names(model) == ["Ines Moreau", "Roman Abel", "Rósa Delgado", "Tomasz Wilk"]
    assert model.find("RO", 0) == 1
    assert model.find("r", 2) == 2
    assert model.find("r", 3) == 1
    assert model.find("del", 0) == 2
    assert model.find("alma", 0) == -1


def test_the_same_people_again_move_nothing(
    qtbot: QtBot, session: JournalSession, model: PeopleModel
) -> None:
    load(session, model, ROSA, TOMASZ)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        read(session, model)


def test_what_was_just_written_shows_before_all_is_read_again(
    session: JournalSession, model: PeopleModel
) -> None:
    load(session, model, ROSA, TOMASZ)
    planned = make_check_in(ROSA.id, due_on=TODAY)
    changes = Change.update(TOMASZ, tags=("oak",)), Change.create(planned), Change.delete(INES)
    model.learn(Changeset("Edit", changes))
    assert cell(model, TOMASZ, PeopleColumn.TAGS) == "oak"
    assert cell(model, ROSA, PeopleColumn.CHECK_IN) == "Today"
    model.narrow(Wanted("oak"))
    assert names(model) == ["Tomasz Wilk"]


def test_an_edit_is_told_and_nothing_changes_by_itself(
    session: JournalSession, model: PeopleModel
) -> None:
    load(session, model, ROSA)
    told: list[tuple[PersonLine, int, str]] = []

    def hear(line: PersonLine, column: int, value: str) -> None:
        told.append((line, column, value))

    model.edited.connect(hear)
    model.setData(model.index(0, PeopleColumn.NAME), "Rosa D.")
    assert told == [(model.line(0), PeopleColumn.NAME, "Rosa D.")]
    assert names(model) == ["Rósa Delgado"]
    editable = [
        column
        for column in PeopleColumn
        if model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert PeopleColumn.DEPTH not in editable
    assert PeopleColumn.LAST_TOUCH not in editable
    assert len(editable) == 5
