"""The ledger as it is read, opened, filtered and copied."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.owner import hear, words
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import (
    Kind,
    Question,
)
from trustjournal.domain.records import (
    Preferences,
    Touchpoint,
)
from trustjournal.store.people import Story
from trustjournal.ui import theme
from trustjournal.ui.models.ledger import Ledger, LedgerColumn, ledger_of
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.ledger_pane import LedgerPane

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
ROSA = make_customer()
NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pane(qtbot: QtBot) -> LedgerPane:
    made = LedgerPane()
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    return made


def touch(days: float, kind: Kind = Kind.VISIT, note: str = "") -> Touchpoint:
    at = NOW - timedelta(days=days)
    return make_touchpoint(ROSA.id, happened_at=at, kind=kind, feeling=2, note=note)


def ledger(*touches: Touchpoint, question: Question | None = None) -> Ledger:
    story = Story(
        customer=ROSA,
        touchpoints=touches,
        check_in=None,
        promises=(),
        gestures=(),
        referred_by=None,
        referred=(),
        companions={},
        preferences=Preferences(**identity(), half_life_days=90),
    )
    view = PersonView(story, 20.0, (), (), NOW, ZONE)
    return ledger_of(view, question)


def place(pane: LedgerPane, row: int, column: int = LedgerColumn.WHAT) -> QPoint:
    return pane.table.visualRect(pane.table.lines.index(row, column)).center()


def click(pane: LedgerPane, row: int, held: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, held, place(pane, row))


def test_the_sum_stands_at_the_foot_and_the_parameters_at_the_top(pane: LedgerPane) -> None:
    pane.show_ledger(ledger(touch(10), touch(100)))
    said = words(pane)
    assert "counts half as much after 90 days; bad weighs 2 times as much as good." in said
    for part in ("20.0\nwhere a stranger begins", "+7.2\nwhat happened", "= 25.1\ndepth now"):
        assert part in said
    assert "The sum is exact" in said


def test_a_click_opens_what_a_line_came_from(pane: LedgerPane) -> None:
    visit = touch(10, note="The terrace")
    pane.show_ledger(ledger(visit))
    opened = hear(pane.opened)
    for row in range(3):  # fading, the visit, the opening
        click(pane, row)
    assert opened == [visit]


def test_a_double_click_opens_it_once(pane: LedgerPane) -> None:
    pane.show_ledger(ledger(touch(10)))
    opened = hear(pane.opened)
    viewport, where = pane.table.viewport(), place(pane, 1)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, NOTHING, where)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, NOTHING, where)
    assert len(opened) == 1


def test_enter_opens_the_current_line(pane: LedgerPane) -> None:
    visit = touch(10)
    pane.show_ledger(ledger(visit))
    opened = hear(pane.opened)
    pane.table.setCurrentIndex(pane.table.lines.index(1, LedgerColumn.WHAT))
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened == [visit]


def test_lines_are_selected_with_control_and_copied(pane: LedgerPane) -> None:
    pane.show_ledger(ledger(touch(10, note="The terrace"), touch(10, Kind.PRAISE)))
    opened = hear(pane.opened)
    first = next(row for row in range(4) if "Praise" in pane.table.lines.text([row]))
    pane.table.selectRow(first)
    click(pane, 0, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Day\tWhat moved it")
    assert [line.split("\t")[1] for line in copied[1:]] == ["Fading since 12 Nov", "Praise"]
    assert opened == []


def test_the_lines_of_one_question_are_asked_for(qtbot: QtBot, pane: LedgerPane) -> None:
    pane.show_ledger(ledger(touch(10)))
    asked: list[Question | None] = []

    def note() -> None:
        asked.append(pane.question)

    pane.question_chosen.connect(note)
    pane.filter.setFocus()
    QTest.keyClick(pane.filter, Qt.Key.Key_Down)
    assert asked == [Question.UNDERSTANDS]
    pane.show_ledger(ledger(touch(10), question=Question.UNDERSTANDS))
    qtbot.waitUntil(lambda: "5.0\nwhere a stranger begins" in words(pane))
    assert "at most 25 of 100" in words(pane)
    pane.show_ledger(ledger(touch(10), question=Question.FAIR))
    assert "Nothing has spoken to this question yet." in words(pane)
    assert not pane.table.isVisible()


def test_without_evidence_a_sentence_says_so(pane: LedgerPane) -> None:
    pane.show_ledger(ledger())
    assert "stands where a stranger begins" in words(pane)
    assert not pane.table.isVisible()
    pane.show_ledger(ledger(touch(10)))
    assert pane.table.isVisible()


def test_the_parameters_lead_to_where_they_are_changed(pane: LedgerPane) -> None:
    wanted: list[bool] = []
    pane.settings_wanted.connect(partial(wanted.append, True))
    QTest.mouseClick(pane.change_button, Qt.MouseButton.LeftButton)
    assert wanted == [True]


def test_the_current_line_stays_when_the_ledger_is_read_again(pane: LedgerPane) -> None:
    old, new = touch(30), touch(10)
    pane.show_ledger(ledger(old))
    pane.table.setCurrentIndex(pane.table.lines.index(1, LedgerColumn.WHAT))
    pane.show_ledger(ledger(old, new))
    assert pane.table.lines.record(pane.table.currentIndex().row()) == old


def test_it_is_as_high_as_its_lines_and_scrolls_once_there_are_many(pane: LedgerPane) -> None:
    pane.show_ledger(ledger(touch(10)))
    few = pane.table.height()
    pane.show_ledger(ledger(*(touch(n) for n in range(40))))
    assert few < pane.table.height() < 40 * theme.px(30)
    assert pane.table.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
@pytest.mark.parametrize(("width", "scale"), [(640, 1.0), (330, 1.0), (440, 2.0)])
def test_it_paints_at_any_width_and_size(
    qapp: QApplication,
    pane: LedgerPane,
    direction: Qt.LayoutDirection,
    width: int,
    scale: float,
) -> None:
    theme.apply(qapp, Scheme.DARK, scale)
    qapp.setLayoutDirection(direction)
    pane.show_ledger(ledger(touch(10, note="السلام عليكم"), touch(30, note="x" * 500)))
    pane.resize(width, 900)
    assert not pane.grab().isNull()
    what = pane.table.columnWidth(LedgerColumn.WHAT)
    assert what >= theme.px(80)
    assert pane.table.horizontalScrollBar().maximum() == 0
