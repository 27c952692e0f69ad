"""What is printed, held by files in tests/data/letters."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.printing.dump import FOLDER, HOSTILE, MAYA, TODAY, dump, stacks, text_of
from trustjournal.domain.letters import Form, Paper, Post, Sender, sender_of
from trustjournal.printing.document import lay_out
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import sheet

SENDER = sender_of(MAYA, TODAY)
NAMES = tuple(stacks())


def card(text: str) -> Stack:
    return Stack([Post("Rosa", text=text)], SENDER, Form.CARD, Paper.A6)


@pytest.mark.parametrize("name", NAMES)
def test_each_form_is_laid_out_as_its_file_says(qapp: QApplication, name: str) -> None:
    assert dump(stacks()[name]) == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_each_file_is_held_by_a_form() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in FOLDER.iterdir())


def test_the_owner_s_words_are_text_and_nothing_else(qapp: QApplication) -> None:
    stack = card(HOSTILE)
    assert text_of(stack) == HOSTILE.replace("\n\n", "\n")
    formats = stack.printed(0).words.allFormats()
    assert not any(one.isImageFormat() or one.isTableFormat() for one in formats)
    weights = {one.toCharFormat().fontWeight() for one in formats if one.isCharFormat()}
    assert weights <= {0, 400}


def test_ten_thousand_signs_go_on_to_the_next_pages_and_none_is_lost(qapp: QApplication) -> None:
    text = "Thank you so much. " * 530
    for form, paper in ((Form.CARD, Paper.A6), (Form.LETTER, Paper.A4)):
        stack = Stack([Post("Rosa", text=text)], SENDER, form, paper)
        assert stack.printed(0).page_count() > 1
        assert text_of(stack).count("Thank you so much.") == 530


def test_no_line_is_wider_than_its_place(qapp: QApplication) -> None:
    words = card("W" * 3000 + "\n" + "שלום" * 200 + "\n" + "漢字" * 300).printed(0).words
    block = words.begin()
    while block.isValid():
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            assert line.naturalTextWidth() <= words.pageSize().width() + 1
        block = block.next()


def test_what_is_written_from_the_right_begins_at_the_right(qapp: QApplication) -> None:
    words = card("שלום רוזה\nDear Rosa").printed(0).words
    hebrew, latin = (words.findBlockByNumber(row).layout().lineAt(0) for row in (0, 1))
    assert hebrew.naturalTextRect().right() == pytest.approx(words.pageSize().width(), abs=2)
    assert latin.naturalTextRect().left() == 0


def test_a_short_text_is_larger_than_a_long_one(qapp: QApplication) -> None:
    def size(text: str) -> int:
        return card(text).printed(0).words.begin().charFormat().font().pixelSize()

    assert size("Thank you.") > size("Thank you for all. " * 25) > 0


def test_no_business_and_no_words_leave_an_empty_sheet(qapp: QApplication) -> None:
    nobody = Sender()
    for form, paper in ((Form.CARD, Paper.A6), (Form.LETTER, Paper.A4), (Form.ENVELOPE, Paper.C6)):
        words = lay_out(form, Post(""), nobody, sheet(form, paper))
        assert words.toPlainText() == ""
        assert Stack([Post("")], nobody, form, paper).printed(0).page_count() == 1


def test_the_screen_has_no_say_in_the_print(qapp: QApplication) -> None:
    assert QGuiApplication.primaryScreen().logicalDotsPerInch() != 1200
    font = card("Thank you.").printed(0).words.begin().charFormat().font()
    assert (font.pixelSize(), font.pointSize()) == (round(14 * 1200 / 72), -1)
