"""The deck as rows: what each card says, what is late, and which card is which."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tests.samples import TODAY, make_customer, make_recovery
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.choices import Side
from trustjournal.domain.recovery import title
from trustjournal.store.dues import Due
from trustjournal.ui.models.deck_model import DeckModel, key_of, step_of
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.person_row import PersonRole

ROSA = make_customer(company="Café Alma")


def make_due(
    kind: CardKind = CardKind.CHECK_IN, title: str = "Ask how it went.", **fields: Any
) -> Due:
    record = fields.pop("record", None)
    values: dict[str, Any] = {
        "kind": kind,
        "customer_id": ROSA.id,
        "record_id": None if kind is CardKind.DATE else uuid4(),
        "title": title,
        "why": "Usually every 3 weeks, last spoke 5 weeks ago.",
        "due_on": TODAY,
    }
    return Due(Card(**(values | fields)), ROSA, 58.0, (), (), record)


def said(model: DeckModel, role: int, row: int = 0) -> Any:
    return model.index(row, 0).data(role)


def test_it_is_a_proper_model_while_the_deck_changes(qtmodeltester: Any) -> None:
    model = DeckModel()
    qtmodeltester.check(model)
    model.set_due((make_due(), make_due(CardKind.DATE, "Birthday")), TODAY)
    model.set_due((make_due(),), TODAY)
    assert model.rowCount() == 1
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_card_that_the_owner_was_done_with_is_known_when_it_comes_back() -> None:
    model, done, pushed_out = DeckModel(), make_due(), make_due()
    model.set_due((done, pushed_out), TODAY)
    model.leave(key_of(done.card))
    assert model.set_due((done, pushed_out), TODAY) is None  # it has not left yet
    model.set_due((), TODAY)
    assert model.set_due((pushed_out,), TODAY) is None
    assert model.set_due((done, pushed_out), TODAY) == key_of(done.card)


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


def test_the_first_check_in_after_a_duty_begins_a_part_of_its_own() -> None:
    model = DeckModel()
    model.set_due((make_due(CardKind.PROMISE, "call"), make_due(), make_due()), TODAY)
    headings = [said(model, PersonRole.SECTION, row) for row in range(3)]
    assert headings == [None, "Check in with", None]


@pytest.mark.parametrize("kind", [CardKind.CHECK_IN, CardKind.PROMISE])
def test_cards_that_are_all_duties_or_all_check_ins_have_no_parts(kind: CardKind) -> None:
    model = DeckModel()
    model.set_due((make_due(kind), make_due(kind)), TODAY)
    assert [said(model, PersonRole.SECTION, row) for row in range(2)] == [None, None]


@pytest.mark.parametrize(
    ("guard", "win_back", "worth"),
    [(0.04, 0.01, "worth guarding"), (0.01, 0.04, "worth winning back")],
)
def test_a_check_in_names_the_greater_of_its_terms(
    guard: float, win_back: float, worth: str
) -> None:
    model = DeckModel()
    model.set_due((make_due(guard=guard, win_back=win_back, priority=1.0),), TODAY)
    assert said(model, PersonRole.WHY).endswith(f"5 weeks ago · {worth}")
    assert model.most == 0.04


def test_without_a_check_in_no_term_is_the_greatest() -> None:
    assert DeckModel().most == 0.0


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        ({}, "Call now: Hear them out"),
        ({"heard_on": TODAY}, "Call now: Own up"),
        ({"heard_on": TODAY, "owned_on": TODAY}, "Put it right"),
    ],
)
def test_unease_asks_for_a_call_unless_something_is_to_be_put_right(
    done: dict[str, Any], sentence: str
) -> None:
    recovery = make_recovery(ROSA.id, **done)
    model = DeckModel()
    step = step_of(make_due(CardKind.UNEASE, record=recovery))
    model.set_due((make_due(CardKind.UNEASE, title(step), record=recovery),), TODAY)
    assert said(model, PersonRole.SENTENCE) == sentence
    assert said(model, PersonRole.WHY_TONE) == Tone.CLAY


def test_what_they_promised_is_said_as_theirs() -> None:
    model = DeckModel()
    model.set_due((make_due(CardKind.PROMISE, "send the drawings.", by=Side.THEM),), TODAY)
    assert said(model, PersonRole.SENTENCE) == "They said they would send the drawings."
