"""The deck as rows: what each card says, what is late, and which card is which."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tests.samples import TODAY, make_customer
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.store.today import Due
from trustjournal.ui.models.deck_model import DeckModel, key_of
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.person_row import PersonRole

ROSA = make_customer(company="Café Alma")


def make_due(
    kind: CardKind = CardKind.CHECK_IN, title: str = "Ask how it went.", **fields: Any
) -> Due:
    values: dict[str, Any] = {
        "kind": kind,
        "customer_id": ROSA.id,
        "record_id": None if kind is CardKind.DATE else uuid4(),
        "title": title,
        "why": "Usually every 3 weeks, last spoke 5 weeks ago.",
        "due_on": TODAY,
    }
    return Due(Card(**(values | fields)), ROSA, 58.0, (), ())


def said(model: DeckModel, role: int, row: int = 0) -> Any:
    return model.index(row, 0).data(role)


def test_it_is_a_proper_model_while_the_deck_changes(qtmodeltester: Any) -> None:
    model = DeckModel()
    qtmodeltester.check(model)
    model.set_due((make_due(), make_due(CardKind.DATE, "Birthday")), TODAY)
    model.set_due((make_due(),), TODAY)
    assert model.rowCount() == 1
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_row_says_who_what_and_why() -> None:
    model = DeckModel()
    model.set_due((make_due(),), TODAY)
    assert said(model, PersonRole.NAME) == "Rosa Delgado"
    assert said(model, PersonRole.COMPANY) == "Café Alma"
    assert said(model, PersonRole.SENTENCE) == "Ask how it went."
    assert said(model, PersonRole.WHY) == "Usually every 3 weeks, last spoke 5 weeks ago"
    assert said(model, PersonRole.STAGE) == "Trusted"
    assert said(model, PersonRole.DEPTH) == pytest.approx(3.2)
    assert said(model, Qt.ItemDataRole.AccessibleTextRole) == (
        "Rosa Delgado. Café Alma. Ask how it went. "
        "Usually every 3 weeks, last spoke 5 weeks ago. Trusted"
    )


@pytest.mark.parametrize("text", ["send the photos", "send the photos."])
def test_a_promise_is_one_sentence_with_one_full_stop(text: str) -> None:
    model = DeckModel()
    model.set_due((make_due(CardKind.PROMISE, text),), TODAY)
    assert said(model, PersonRole.SENTENCE) == "You promised to send the photos."


def test_only_what_is_late_is_in_clay() -> None:
    model = DeckModel()
    late = make_due(due_on=TODAY - timedelta(days=1))
    model.set_due((make_due(), late), TODAY)
    assert [said(model, PersonRole.WHY_TONE, row) for row in (0, 1)] == [Tone.MUTED, Tone.CLAY]


def test_a_card_is_found_again_where_it_has_moved() -> None:
    check_in, birthday = make_due(), make_due(CardKind.DATE, "Birthday")
    wedding = make_due(CardKind.DATE, "Wedding anniversary")
    model = DeckModel()
    model.set_due((wedding, replace(birthday, depth=1.0), check_in), TODAY)
    assert model.row_of(key_of(birthday.card)) == 1
    assert model.row_of(key_of(check_in.card)) == 2
    assert model.row_of(key_of(make_due().card)) == -1


def test_outside_the_deck_there_is_no_card() -> None:
    model = DeckModel()
    assert model.due(0) is None
    assert model.due(-1) is None
    assert model.data(QModelIndex()) is None
