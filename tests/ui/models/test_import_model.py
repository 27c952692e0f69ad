"""The tables of an import answer fast and exactly."""

from typing import Any

from PySide6.QtCore import Qt

from tests.samples import full_customer, make_customer
from trustjournal.domain.matching import Reason
from trustjournal.exchange.contacts import Contact
from trustjournal.exchange.text_files import Problem
from trustjournal.transfer import Found
from trustjournal.ui.models.import_model import FAMILIAR, ContactsModel, ProblemsModel


def test_it_is_a_sound_model(qtmodeltester: Any) -> None:
    rosa = full_customer()
    model = ContactsModel()
    model.show([Contact(2, rosa)], {2: Found(2, rosa, rosa, Reason.PHONE)})
    qtmodeltester.check(model)
    problems = ProblemsModel()
    problems.show([Problem(7, "No name.")])
    qtmodeltester.check(problems)


def test_a_person_is_a_row_of_words() -> None:
    model = ContactsModel()
    model.show([Contact(2, full_customer())], {})
    assert [model.cell(0, column).replace("\u200e", "") for column in range(6)] == [
        "Rosa Delgado",
        "Café Alma",
        "+34 600 000 001, 12",
        "rosa@example.org",
        "wholesale, vip",
        "",
    ]


def test_whom_somebody_looks_like_is_named_with_the_reason() -> None:
    incoming, known = make_customer("R. Delgado"), make_customer("Rosa Delgado")
    model = ContactsModel()
    model.show([Contact(9, incoming)], {9: Found(9, incoming, known, Reason.EMAIL)})
    assert model.cell(0, FAMILIAR) == "Rosa Delgado (e-mail)"


def test_markup_in_a_cell_stays_text_in_its_tooltip() -> None:
    model = ContactsModel()
    model.show([Contact(2, make_customer("<img src=x>"))], {})
    index = model.index(0, 0)
    assert model.data(index) == "<img src=x>"
    assert "&lt;img" in model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_problems_name_their_row() -> None:
    model = ProblemsModel()
    model.show([Problem(1234, "No name.")])
    assert (model.cell(0, 0), model.cell(0, 1)) == ("1,234", "No name.")
