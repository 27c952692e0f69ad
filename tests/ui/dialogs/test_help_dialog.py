"""F1, and the form of a whole journal behind it."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import TODAY
from trustjournal.domain.search_query import Words, parse
from trustjournal.exchange.journal_form import SHAPES
from trustjournal.paths import resource
from trustjournal.ui.commands import Commands
from trustjournal.ui.dialogs.document_dialog import DocumentDialog
from trustjournal.ui.dialogs.help_dialog import HelpDialog
from trustjournal.ui.widgets.label import PlainLabel


@pytest.fixture
def window(qtbot: QtBot, dressed: None) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(window: QWidget) -> HelpDialog:
    made = HelpDialog(Commands(window, ()), window)
    made.open()
    return made


def button(sheet: QWidget, text: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == text)


def test_the_form_of_a_whole_journal_is_told_by_keyboard_alone(sheet: HelpDialog) -> None:
    form = button(sheet, "A journal as a file…")
    form.setFocus()
    QTest.keyClick(form, Qt.Key.Key_Space)
    (document,) = sheet.findChildren(DocumentDialog)
    assert document.isVisible()
    told = document.text.toPlainText()
    assert told.startswith("A journal as a file")
    for name, shape in SHAPES.items():
        assert name in told
        assert all(field in told for field in shape.__struct_fields__)


def test_escape_goes_back_to_the_keys(sheet: HelpDialog, qtbot: QtBot) -> None:
    button(sheet, "A journal as a file…").click()
    (document,) = sheet.findChildren(DocumentDialog)
    with qtbot.waitSignal(document.destroyed):
        QTest.keyClick(document, Qt.Key.Key_Escape)
    assert sheet.isVisible()


def test_a_document_has_no_web_behind_it(window: QWidget) -> None:
    shown = DocumentDialog("A journal", resource("help", "journal_lines.md"), window)
    assert "href" not in shown.text.toHtml()
    assert not shown.text.openLinks()


def test_every_search_that_is_told_of_narrows(sheet: HelpDialog) -> None:
    told = [one.text() for one in sheet.findChildren(PlainLabel)]
    searches = [text for text in told if re.search(r"\b(tag|depth|from|channel):", text)]
    searches.remove(next(text for text in searches if "either of them" in text))
    assert len(searches) == 5
    for text in searches:
        for term in parse(text.replace("OR", ""), TODAY).terms:
            assert not (isinstance(term, Words) and ":" in term.text)
