"""A person's whole story as a PDF on A4 or US Letter, its pages numbered."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QRectF
from PySide6.QtGui import QPainter, QPdfWriter, QTextDocument

from trustjournal.domain.letters import Form, Paper
from trustjournal.domain.story_words import Chapter, Told
from trustjournal.i18n import _
from trustjournal.printing.document import Style, Words, foot
from trustjournal.printing.faces import ACCENT, QUIET, STRONG, make_ready
from trustjournal.printing.sheet import DPI, Sheet, sheet, units

_TITLE = Style(22, ACCENT, STRONG, leading=1.25)
_LEAD = Style(11, QUIET, leading=1.4)
_CHAPTER = Style(14, ACCENT, STRONG, leading=1.3)
_HEAD = Style(9.5, QUIET, leading=1.35)
_BODY = Style(11, leading=1.4)
_FOOT = 15  # mm above the lower edge

Report = Callable[[int, int], object]
"""Hears how many pages of how many are done; it stops the work by raising `Cancelled`."""


def pdf(told: Told, paper: Paper = Paper.A4, report: Report = lambda _done, _all: None) -> bytes:
    """Return the story as a PDF; its text is plain text whatever it looks like.

    Raises:
        Cancelled: `report` said so.
    """
    make_ready()
    # A long text is laid out with a timer, which wants an event loop on whatever thread this is.
    _loop = QEventLoop()
    page = sheet(Form.LETTER, paper)
    document = lay_out(told, paper)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(told.title)
    writer.setCreator("Trust Journal")
    writer.setPageLayout(page.layout)
    painter = QPainter(writer)
    try:
        count = document.pageCount()
        for number in range(count):
            if number:
                writer.newPage()
            _paint(painter, document, page, number)
            _paint_foot(painter, told.title, page, number, count)
            report(number + 1, count)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def lay_out(told: Told, paper: Paper) -> QTextDocument:
    """Return the words of the story on pages of the paper."""
    page = sheet(Form.LETTER, paper)
    words = Words(page.words.width(), page.words.height())
    words.write(told.title, _TITLE)
    words.write(told.lead, _LEAD, above=1)
    for chapter in told.chapters:
        words.write(chapter.title, _CHAPTER, above=9)
        _write_chapter(words, chapter)
    return words.document


def _write_chapter(words: Words, chapter: Chapter) -> None:
    for number, one in enumerate(chapter.lines):
        words.write(one.head, _HEAD, above=2 if chapter.is_facts or not number else 4)
        if one.text.strip():
            words.write(one.text, _BODY)


def _paint(painter: QPainter, document: QTextDocument, page: Sheet, number: int) -> None:
    painter.save()
    height = document.pageSize().height()
    painter.translate(units(page.words.left()), units(page.words.top()) - number * height)
    box = QRectF(0, number * height, units(page.words.width()), height)
    document.drawContents(painter, box)
    painter.restore()


def _paint_foot(painter: QPainter, title: str, page: Sheet, number: int, count: int) -> None:
    said = _("{title} · {page} of {count}").format(title=title, page=number + 1, count=count)
    words = foot(said, page.words.width())
    painter.save()
    painter.translate(units(page.words.left()), units(page.height - _FOOT))
    words.drawContents(painter)
    painter.restore()
