"""The list of kinds is quick to use with the keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.domain.choices import Kind
from trustjournal.domain.evidence_words import kind_word
from trustjournal.ui.dialogs.kind_field import KindField
from trustjournal.ui.widgets.record_words import KIND_GROUPS


@pytest.fixture
def field(qtbot: QtBot) -> KindField:
    made = KindField()
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_kind_is_offered_once() -> None:
    offered = [kind for group in KIND_GROUPS for kind in group]
    assert sorted(offered) == sorted(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_set_is_the_one_shown_and_told(field: KindField, kind: Kind) -> None:
    field.set_value(kind)
    assert field.value() is kind
    assert field.box.currentText() == kind_word(kind)


def test_the_first_letters_choose_a_kind(field: KindField) -> None:
    field.set_value(Kind.CONVERSATION)
    QTest.keyClicks(field.box, "bou")
    assert field.value() is Kind.EXPANSION


def test_the_arrows_step_over_the_lines_between_groups(field: KindField) -> None:
    seen: list[Kind] = []
    field.set_value(KIND_GROUPS[0][0])
    for _step in range(len(Kind)):
        seen.append(field.value())
        QTest.keyClick(field.box, Qt.Key.Key_Down)
    assert seen == [kind for group in KIND_GROUPS for kind in group]


def test_an_edit_is_told(field: KindField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.edited):
        field.set_value(Kind.PROOF_AGAIN)
