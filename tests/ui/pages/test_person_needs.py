"""What is noted in the tab of needs and fairness, on a real journal."""

from collections.abc import Generator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_answer, make_customer
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from tests.ui.widgets.views import view_of
from trustjournal.domain.choices import Topic
from trustjournal.domain.records import Answer
from trustjournal.store import queries
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_needs import PersonNeeds
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.needs_pane import NeedsPane
from trustjournal.ui.widgets.needs_rows import NeedRow

CONTROL = Qt.KeyboardModifier.ControlModifier
ROSA = make_customer()
NEED = make_answer(ROSA.id, text="Cups", answered_at=MORNING - timedelta(days=30))
OLD = make_answer(
    ROSA.id, topic=Topic.GREAT, text="A gasp", answered_at=MORNING - timedelta(days=400)
)


class Tab:
    """The tab of Rosa, with the ways to drive it."""

    def __init__(self, qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
        self.qtbot, self.session = qtbot, session
        self.pane = NeedsPane()
        qtbot.addWidget(self.pane)
        self.deeds = PersonNeeds(session, navigator, self.pane)
        self.told = hear(navigator.told)
        self.pane.resize(600, 900)
        self.pane.show()
        self.renew()

    def renew(self) -> None:
        self.pane.show_person(view_of(answers=self.kept(), customer=ROSA))
        QApplication.processEvents()

    def kept(self) -> list[Answer]:
        with self.session.engine.connect() as connection:
            return queries.answers_of(connection, [ROSA.id])

    def row(self, key: object) -> NeedRow:
        return next(one for one in self.pane.rows if one.key == key)

    def write(self, text: str) -> None:
        editor = self.pane.editor()
        assert editor is not None
        editor.box.selectAll()
        QTest.keyClicks(editor.box, text)
        QTest.keyClick(editor.box, Qt.Key.Key_Return, CONTROL)

    def save(self, text: str) -> None:
        with self.qtbot.waitSignal(self.session.changed):
            self.write(text)
        self.qtbot.waitUntil(lambda: self.pane.editor() is None)


@pytest.fixture
def tab(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[Tab]:
    fill(session, ROSA, NEED, OLD)
    made = Tab(qtbot, session, navigator)
    yield made
    made.pane.hide()


def test_a_question_is_answered_and_its_answer_kept(tab: Tab) -> None:
    QTest.keyClick(tab.row(Topic.WHY_NOW), Qt.Key.Key_Return)
    tab.save("The cart is sold")
    kept = next(one for one in tab.kept() if one.topic is Topic.WHY_NOW)
    assert (kept.text, kept.answered_at) == ("The cart is sold", MORNING)
    assert tab.told == ["Noted."]


def test_news_is_an_answer_of_its_own_and_a_slip_of_the_pen_is_not(tab: Tab) -> None:
    QTest.keyClick(tab.row(Topic.NEED), Qt.Key.Key_F2)
    tab.save("Bowls")
    needs = [one for one in tab.kept() if one.topic is Topic.NEED]
    assert [one.text for one in needs] == ["Bowls", "Cups"]
    tab.renew()
    QTest.keyClick(tab.row(Topic.NEED), Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    tab.save("Soup bowls")
    needs = [one for one in tab.kept() if one.topic is Topic.NEED]
    assert [one.text for one in needs] == ["Soup bowls", "Cups"]


def test_what_cannot_be_kept_stays_in_the_editor_with_the_reason(tab: Tab, qtbot: QtBot) -> None:
    QTest.keyClick(tab.row(Topic.SKIN), Qt.Key.Key_Return)
    tab.write("   ")
    editor = tab.pane.editor()
    assert editor is not None
    reason = "Write what they told you."
    qtbot.waitUntil(lambda: reason in [label.text() for label in editor.findChildren(PlainLabel)])
    assert editor.box.toPlainText() == "   "
    assert tab.told == []


def test_what_was_left_behind_and_cannot_be_kept_is_said(tab: Tab, qtbot: QtBot) -> None:
    QTest.keyClick(tab.row(Topic.SKIN), Qt.Key.Key_Return)
    tab.write("   ")
    tab.pane.show_person(view_of(customer=make_customer("Ben Ruiz")))
    qtbot.waitUntil(lambda: tab.told == ["Write what they told you."])


def test_words_left_behind_belong_to_whom_they_were_about(tab: Tab, qtbot: QtBot) -> None:
    QTest.keyClick(tab.row(Topic.SKIN), Qt.Key.Key_Return)
    with qtbot.waitSignal(tab.session.changed):
        tab.write("A year of repairs")
        tab.pane.show_person(view_of(customer=make_customer("Ben Ruiz")))
    assert "A year of repairs" in [one.text for one in tab.kept()]


def test_a_risk_is_listed_and_answered_for(tab: Tab) -> None:
    QTest.keyClick(tab.row(Topic.RISK), Qt.Key.Key_Return)
    tab.save("Late for the feast")
    tab.renew()
    (risk,) = (one for one in tab.kept() if one.topic is Topic.RISK)
    QTest.keyClick(tab.row(risk.id), Qt.Key.Key_F3)
    tab.save("Spares in the shop")
    (risk,) = (one for one in tab.kept() if one.topic is Topic.RISK)
    assert (risk.text, risk.done) == ("Late for the feast", "Spares in the shop")


def test_an_answer_is_deleted_and_comes_back_with_undo(tab: Tab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.session.changed):
        QTest.keyClick(tab.row(Topic.NEED), Qt.Key.Key_Delete)
    assert NEED not in tab.kept()
    with qtbot.waitSignal(tab.session.changed):
        tab.session.undo()
    assert NEED in tab.kept()
    assert tab.told == ["Answer deleted."]


def test_an_old_answer_is_confirmed_with_one_press(tab: Tab, qtbot: QtBot) -> None:
    links = tab.row(Topic.GREAT).findChildren(PlainLabel)
    still_so = next(one for one in links if one.text() == "Still so")
    with qtbot.waitSignal(tab.session.changed):
        QTest.keyClick(still_so, Qt.Key.Key_Return)
    great = [one for one in tab.kept() if one.topic is Topic.GREAT]
    assert [(one.text, one.answered_at) for one in great] == [
        ("A gasp", MORNING),
        ("A gasp", OLD.answered_at),
    ]
