from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from trustjournal.domain.evidence_words import table_lines
from trustjournal.ui import theme
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.evidence_table import EvidenceTable
from trustjournal.ui.widgets.label import PlainLabel

Shower = Callable[[int], QScrollArea]


@pytest.fixture
def show(qtbot: QtBot) -> Shower:
    """Show the table on a page as wide as given, with every line of it."""
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(EvidenceTable())

    def shown(width: int) -> QScrollArea:
        area.resize(width, 600)
        area.show()
        qtbot.waitUntil(lambda: len(labels(area, "Promise renegotiated")) == 1)
        return area

    return shown


def labels(area: QScrollArea, text: str) -> list[PlainLabel]:
    return [one for one in area.findChildren(PlainLabel) if one.text() == text]


def test_a_line_stands_side_by_side_where_there_is_room(show: Shower) -> None:
    area = show(700)
    first = table_lines()[0]
    event, question = (labels(area, words)[0] for words in (first.event, first.question))
    assert event.y() == question.y()
    assert labels(area, "It speaks to")[0].isVisible()


@pytest.mark.parametrize("direction", [*Qt.LayoutDirection][:2])
def test_a_line_stands_under_each_other_where_there_is_none(
    show: Shower, direction: Qt.LayoutDirection
) -> None:
    area = show(320)
    area.setLayoutDirection(direction)
    first = table_lines()[0]
    event, question = (labels(area, words)[0] for words in (first.event, first.question))
    assert event.geometry().bottom() < question.y()
    assert not labels(area, "It speaks to")[0].isVisible()
    assert area.horizontalScrollBar().maximum() == 0


def test_it_comes_side_by_side_again(show: Shower, qapp: QApplication) -> None:
    show(320)
    area = show(700)
    qapp.processEvents()
    said = [one.text() for one in area.findChildren(PlainLabel) if one.isVisible()]
    assert {line.event for line in table_lines()} <= set(said)
    first = table_lines()[0]
    assert labels(area, first.event)[0].y() == labels(area, first.question)[0].y()


@pytest.mark.usefixtures("dressed")
def test_nothing_is_cut_off_at_twice_the_text(
    show: Shower, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    area = show(430)

    def is_whole() -> bool:
        shown = [label for label in area.findChildren(PlainLabel) if label.isVisible()]
        return all(one.height() >= one.heightForWidth(one.width()) for one in shown)

    qtbot.waitUntil(is_whole)  # lines that came together are laid out a turn later
    assert area.horizontalScrollBar().maximum() == 0
