import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.domain.letters import Form, Paper, Post, Sender
from trustjournal.printing.press import Stack
from trustjournal.ui.widgets.letter_preview import LetterPreview

LONG = "Thank you so much for all of it. " * 120


def stack(*texts: str, form: Form = Form.CARD, paper: Paper = Paper.A6) -> Stack:
    return Stack([Post("Rosa", text=text) for text in texts], Sender("Maya"), form, paper)


@pytest.fixture
def preview(qtbot: QtBot, dressed: None) -> LetterPreview:
    made = LetterPreview()
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


def test_the_page_that_is_printed_is_what_is_seen(preview: LetterPreview) -> None:
    preview.show_stack(stack("Dear Rosa"))
    paper = preview.picture.paper()
    assert paper.width() / paper.height() == pytest.approx(148 / 105, rel=0.02)
    image = preview.picture.grab().toImage()
    inside = paper.adjusted(2, 2, -2, -2)
    shown = {
        QColor(image.pixel(x, y)).lightness() // 64
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert {0, 3} <= shown
    assert preview.picture.accessibleDescription() == "Dear Rosa"


def test_pages_are_turned_by_key_and_by_button(preview: LetterPreview) -> None:
    preview.show_stack(stack(LONG))
    printed = preview.picture.printed
    assert printed is not None
    last = printed.page_count() - 1
    assert last >= 1
    assert preview.count.text() == f"Page 1 of {last + 1}"
    assert not preview.before.isEnabled()
    preview.picture.setFocus()
    QTest.keyClick(preview.picture, Qt.Key.Key_PageDown)
    assert preview.picture.page == 1
    for _press in range(last + 2):
        QTest.mouseClick(preview.after, Qt.MouseButton.LeftButton)
    assert preview.picture.page == last
    assert not preview.after.isEnabled()
    QTest.mouseClick(preview.before, Qt.MouseButton.LeftButton)
    QTest.keyClick(preview.picture, Qt.Key.Key_PageUp)
    assert preview.picture.page == max(last - 2, 0)


def test_the_page_looked_at_stays_while_there_is_one(preview: LetterPreview) -> None:
    preview.show_stack(stack(LONG))
    preview.turn(1)
    preview.show_stack(stack(LONG + "more"))
    assert preview.picture.page == 1
    preview.show_stack(stack("short"))
    assert preview.picture.page == 0
    assert not preview.count.isVisible()


def test_a_tall_page_is_seen_whole(preview: LetterPreview) -> None:
    preview.resize(300, 260)
    preview.show_stack(stack("Dear Rosa", form=Form.LETTER, paper=Paper.A4))
    picture = preview.picture
    assert picture.rect().contains(picture.paper())
    assert picture.paper().height() > picture.paper().width()


def test_without_a_letter_there_is_nothing_to_see(preview: LetterPreview) -> None:
    preview.show_stack(None)
    preview.turn(1)
    assert preview.picture.printed is None
    assert preview.picture.accessibleDescription() == ""
