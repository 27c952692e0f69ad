"""A whole story as a PDF: pages of the paper, all of its words, and nothing read as markup."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from tests.printing.test_press import page_sizes
from trustjournal.domain.letters import Paper
from trustjournal.domain.story_words import Chapter, Line, Told
from trustjournal.errors import Cancelled
from trustjournal.printing.story import lay_out, pdf

FACTS = Chapter("Who they are", (Line("Name", "Rosa"), Line("Note", "<b>one</b>\ntwo")), True)
EVENTS = Chapter(
    "In touch", tuple(Line(f"No. {number}", "She came. " * 30) for number in range(60))
)
TOLD = Told("Rosa Delgado", "All of it.", (FACTS, EVENTS))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.US_LETTER, (216, 279))])
def test_it_fills_pages_of_the_paper_and_counts_them(
    qapp: QApplication, paper: Paper, size: tuple[int, int]
) -> None:
    heard: list[tuple[int, int]] = []
    content = pdf(TOLD, paper, lambda done, total: heard.append((done, total)))
    count = len(page_sizes(content))
    assert count > 3
    assert set(page_sizes(content)) == {size}
    assert heard == [(number + 1, count) for number in range(count)]
    assert re.search(rb"%PDF-1\.\d", content)


def test_every_word_is_laid_out_as_it_is(qapp: QApplication) -> None:
    text = lay_out(TOLD, Paper.A4).toPlainText().replace("\u00a0", " ")
    assert text.startswith("Rosa Delgado\nAll of it.\nWho they are\nName\nRosa\nNote\n<b>one</b>\n")
    assert text.count("She came.") == 60 * 30


def test_one_who_stops_it_gets_no_file(qapp: QApplication) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf(TOLD, report=stop)
