"""Needs and fairness as the owner reads and edits them."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.owner import hear
from tests.ui.widgets.views import told, view_of
from trustjournal.domain.choices import Topic
from trustjournal.domain.needs_words import question, topic_word
from trustjournal.domain.records import Answer
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.needs_pane import NeedsPane
from trustjournal.ui.widgets.needs_rows import FairEditor, NeedRow, PromptRow, RiskRow, ToldRow
from trustjournal.ui.widgets.note_editor import NoteEditor

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NEED = told(Topic.NEED, 30, "Cups that stack")
PRICE = told(Topic.PRICE, 9, "Dear, but worth it", fair=True)
RISK = told(Topic.RISK, 5, "Late for the feast")


@pytest.fixture
def pane(qtbot: QtBot) -> NeedsPane:
    made = NeedsPane()
    qtbot.addWidget(made)
    made.resize(600, 900)
    made.show()
    return made


def words(pane: NeedsPane) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in pane.findChildren(PlainLabel) if label.isVisible()]


def row(pane: NeedsPane, key: object) -> NeedRow:
    return next(one for one in pane.rows if one.key == key)


def editor(pane: NeedsPane) -> NoteEditor:
    found = pane.editor()
    assert found is not None
    return found


def write(pane: NeedsPane, text: str) -> None:
    box = editor(pane).box
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return, CONTROL)


def heard_whole(signal: Any) -> list[tuple[Any, ...]]:
    heard: list[tuple[Any, ...]] = []

    def note(*values: Any) -> None:
        heard.append(values)

    signal.connect(note)
    return heard


def test_what_was_told_is_shown_with_when_and_what_it_spoke_for(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED, PRICE, RISK]))
    said = words(pane)
    for text in ("Cups that stack", "Told 4 weeks ago", "Fair", "Dear, but worth it"):
        assert text in said
    need = row(pane, Topic.NEED)
    assert need.accessibleDescription() == "Spoke for: Do they understand what I need?"
    assert "Spoke for" in need.shown.toolTip()
    assert "Late for the feast" in row(pane, RISK.id).accessibleName()


def test_what_nobody_asked_yet_is_a_quiet_question_each(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED]))
    prompts = [one.key for one in pane.rows if isinstance(one, PromptRow)]
    assert prompts == [topic for topic in Topic if topic is not Topic.NEED]
    assert question(Topic.GREAT) in words(pane)
    assert pane.editor() is None


def test_a_person_who_told_nothing_yet_is_met_with_a_warm_sentence(pane: NeedsPane) -> None:
    pane.show_person(view_of())
    assert words(pane)[0].startswith("What would success be for them?")
    pane.show_person(view_of(answers=[NEED]))
    assert not words(pane)[0].startswith("What would success be for them?")


def test_a_question_is_answered_where_it_stands(pane: NeedsPane) -> None:
    pane.show_person(view_of())
    heard = heard_whole(pane.told)
    QTest.keyClick(row(pane, Topic.OUTCOMES), Qt.Key.Key_Return)
    write(pane, "No queue at eight")
    assert heard == [(Topic.OUTCOMES, "No queue at eight", None)]
    pane.end_editing()
    assert pane.editor() is None
    QTest.mouseClick(row(pane, Topic.SKIN).findChildren(PlainLabel)[-1], Qt.MouseButton.LeftButton)
    assert pane.editor() is not None


def test_something_new_is_told_and_a_slip_is_corrected(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED]))
    news, slips = heard_whole(pane.told), heard_whole(pane.corrected)
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_F2)
    assert editor(pane).box.toPlainText() == "Cups that stack"
    write(pane, "Bowls")
    pane.end_editing()
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_F2, SHIFT)
    write(pane, "Cups that stack well")
    assert news == [(Topic.NEED, "Bowls", None)]
    assert slips == [(NEED, "Cups that stack well", None)]


def test_escape_leaves_all_as_it_was(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED]))
    heard = heard_whole(pane.told)
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_F2)
    QTest.keyClicks(editor(pane).box, "x")
    QTest.keyClick(editor(pane).box, Qt.Key.Key_Escape)
    assert (pane.editor(), heard) == (None, [])
    assert "Cups that stack" in words(pane)


def test_a_price_is_fair_or_not_with_or_without_a_reason(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[PRICE]))
    heard = heard_whole(pane.told)
    QTest.keyClick(row(pane, Topic.PRICE), Qt.Key.Key_F2)
    made = editor(pane)
    assert isinstance(made, FairEditor)
    assert made.fair() is True
    QTest.mouseClick(made.choice.keys[False], Qt.MouseButton.LeftButton)
    QTest.keyClick(made.box, Qt.Key.Key_Return, CONTROL)
    assert heard == [(Topic.PRICE, "Dear, but worth it", False)]


def test_a_risk_is_added_edited_and_answered_for(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[RISK]))
    news, slips, done = (
        heard_whole(signal) for signal in (pane.told, pane.corrected, pane.handled)
    )
    QTest.keyClick(row(pane, Topic.RISK), Qt.Key.Key_Return)
    write(pane, "Chips in the machine")
    pane.end_editing()
    QTest.keyClick(row(pane, RISK.id), Qt.Key.Key_F2)
    write(pane, "Late for the wedding")
    pane.end_editing()
    QTest.keyClick(row(pane, RISK.id), Qt.Key.Key_F3)
    write(pane, "Spares in the shop")
    assert news == [(Topic.RISK, "Chips in the machine", None)]
    assert slips == [(RISK, "Late for the wedding", None)]
    assert done == [(RISK, "Spares in the shop")]


def test_what_was_done_about_a_risk_stands_below_it(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[told(Topic.RISK, 5, "Breakage", done="Spares at cost")]))
    assert "Spares at cost" in words(pane)
    assert "What did you do about it?" not in words(pane)
    pane.show_person(view_of(answers=[RISK]))
    assert "What did you do about it?" in words(pane)


def test_delete_and_still_so_name_the_answer(pane: NeedsPane) -> None:
    old = told(Topic.NEED, 430, "Cups")
    pane.show_person(view_of(answers=[old, RISK]))
    removed, confirmed = hear(pane.removed), hear(pane.confirmed)
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_Delete)
    QTest.keyClick(row(pane, RISK.id), Qt.Key.Key_Delete)
    assert removed == [old, RISK]
    assert "Told 14 months ago: worth asking again" in words(pane)
    still = next(
        one for one in row(pane, Topic.NEED).findChildren(PlainLabel) if one.text() == "Still so"
    )
    QTest.mouseClick(still, Qt.MouseButton.LeftButton)
    assert confirmed == [old]


def test_earlier_answers_are_shown_on_demand(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED, told(Topic.NEED, 200, "Jugs")]))
    found = row(pane, Topic.NEED)
    assert isinstance(found, ToldRow)
    assert "Jugs" not in words(pane)
    QTest.keyClick(found.earlier_link, Qt.Key.Key_Return)
    assert {"Jugs", "Told 6 months ago"} <= set(words(pane))
    QTest.keyClick(found.earlier_link, Qt.Key.Key_Return)
    assert "Jugs" not in words(pane)


def test_one_editor_at_a_time_and_what_is_read_meanwhile_waits(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED]))
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_F2)
    first = editor(pane)
    QTest.keyClick(row(pane, Topic.GREAT), Qt.Key.Key_Return)
    assert editor(pane) is first
    pane.show_person(view_of(answers=[told(Topic.NEED, 1, "Bowls")]))
    assert editor(pane) is first
    QTest.keyClick(first.box, Qt.Key.Key_Escape)
    assert "Bowls" in words(pane)


def test_another_person_is_shown_at_once(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED]))
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_F2)
    ben = make_customer("Ben Ruiz")
    pane.show_person(view_of(customer=ben))
    assert (pane.editor(), pane.customer) == (None, ben)
    assert "Cups that stack" not in words(pane)


def test_the_focus_stays_on_its_row_when_the_page_is_read_anew(
    qtbot: QtBot, pane: NeedsPane
) -> None:
    pane.show_person(view_of(answers=[NEED, PRICE]))
    with qtbot.waitActive(pane):
        pane.activateWindow()
    QApplication.processEvents()
    row(pane, Topic.PRICE).setFocus()
    pane.show_person(view_of(answers=[NEED, PRICE, RISK]))
    QApplication.processEvents()
    assert row(pane, Topic.PRICE).hasFocus()
    pane.lead_to(RISK)
    assert row(pane, RISK.id).hasFocus()


def test_copy_takes_the_words_of_a_row(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[NEED, RISK]))
    QTest.keyClick(row(pane, Topic.NEED), Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "Cups that stack"
    QTest.keyClick(row(pane, RISK.id), Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "Late for the feast"


def test_the_menu_of_a_row_offers_what_its_keys_do(pane: NeedsPane) -> None:
    pane.show_person(view_of(answers=[RISK]))
    risk = row(pane, RISK.id)
    place = risk.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(risk, QContextMenuEvent(reason, place, risk.mapToGlobal(place)))
    menu = risk.findChild(QMenu)
    assert menu is not None
    offered = [action.text().split("\t")[-1] for action in menu.actions() if action.text()]
    assert offered == ["F2", "F3", "Del"]
    menu.close()


@pytest.mark.parametrize(
    "answers",
    [
        [told(Topic.NEED, 3, "<b>Cups</b> & $x_1$ " + "long" * 60)],
        [told(topic, 3) for topic in Topic],
    ],
)
def test_any_answers_can_be_shown(pane: NeedsPane, answers: list[Answer]) -> None:
    pane.show_person(view_of(answers=answers))
    shown = [one for one in pane.rows if isinstance(one, ToldRow | RiskRow)]
    assert len(shown) == len(answers)
    assert topic_word(answers[0].topic) in " ".join(words(pane))
