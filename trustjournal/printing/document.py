"""Lays out the words of a card, a letter or an envelope; the owner's words are plain text only."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from trustjournal.domain.letters import Form, Post, Sender
from trustjournal.printing.faces import ACCENT, INK, QUIET, REGULAR, STRONG, face, ink
from trustjournal.printing.sheet import POINT, Sheet, units

_CARD_SIZES = (14.0, 13.0, 12.0, 11.0)
_LETTER_SIZE = 11.5
_ADDRESS_SIZES = (13.0, 12.0, 11.0, 10.0)
_LEADING = 1.5  # of the size of the type
_LAST_WORD = re.compile(r"(?<=\w) (\S{1,6}\s*)$")


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of words looks: its size in points, ink, weight, and leading."""

    size: float
    colour: str = INK
    weight: int = REGULAR
    spaced: float = 0.0
    leading: float = _LEADING
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class Words:
    """A document that lines are written into, one style after the other."""

    def __init__(self, width: float, height: float) -> None:
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        option = QTextOption()
        option.setUseDesignMetrics(True)  # what is seen breaks its lines where the print does
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self.document.setPageSize(QSizeF(units(width), units(height)))
        self._cursor = QTextCursor(self.document)
        self._empty = True

    def write(self, text: str, style: Style, *, above: float = 0.0) -> None:
        """Write lines, the first `above` mm lower than it would stand; an empty line is a gap."""
        letters = QTextCharFormat()
        letters.setFont(face(style.size, style.weight, spaced=style.spaced))
        letters.setForeground(ink(style.colour))
        lower = units(above)
        for line in text.split("\n"):
            if not line.strip():
                lower += style.size * style.leading * POINT * 0.7
                continue
            block = QTextBlockFormat()
            block.setTopMargin(lower)
            block.setAlignment(style.align)
            least = QTextBlockFormat.LineHeightTypes.MinimumHeight
            block.setLineHeight(style.size * style.leading * POINT, least.value)
            if self._empty:
                self._cursor.setBlockFormat(block)
            else:
                self._cursor.insertBlock(block)
            self._cursor.setBlockCharFormat(letters)
            self._cursor.insertText(_held_together(line), letters)
            lower, self._empty = 0.0, False


def lay_out(form: Form, post: Post, sender: Sender, sheet: Sheet) -> QTextDocument:
    """Return the words of one person's card, letter or envelope, on pages of the sheet."""
    if form is Form.LETTER:
        return _letter(post, sender, sheet)
    if form is Form.CARD:
        return _fitting(sheet, _CARD_SIZES, post.text)
    return _fitting(sheet, _ADDRESS_SIZES, "\n".join((post.name, *post.address)), leading=1.4)


def sender_block(sender: Sender, width: float) -> QTextDocument:
    """Return who sends an envelope, small, for its corner."""
    words = Words(width, 400)
    named = sender.business or sender.owner
    words.write(named, Style(9.5, INK, STRONG, leading=1.35))
    below = (*([sender.owner] if sender.business else []), *sender.address)
    words.write("\n".join(below), Style(8.5, QUIET, leading=1.35))
    return words.document


def foot(text: str, width: float) -> QTextDocument:
    """Return the one line at the foot of a sheet."""
    words = Words(width, 400)
    middle = Qt.AlignmentFlag.AlignHCenter
    words.write(text, Style(8.5, QUIET, spaced=0.08, leading=1.3, align=middle))
    return words.document


def _letter(post: Post, sender: Sender, sheet: Sheet) -> QTextDocument:
    words = Words(sheet.words.width(), sheet.words.height())
    head = sender.business or sender.owner
    words.write(head, Style(19, ACCENT, STRONG, leading=1.3))
    under = " · ".join((*([sender.owner] if sender.business else []), *sender.address))
    words.write(under, Style(9, QUIET, leading=1.4))
    body = Style(_LETTER_SIZE)
    words.write("\n".join((post.name, *post.address)), Style(11, leading=1.35), above=16)
    words.write(sender.dated, Style(11, align=Qt.AlignmentFlag.AlignRight), above=8)
    words.write(post.subject, Style(_LETTER_SIZE, weight=STRONG), above=8)
    words.write(post.text, body, above=6 if post.subject else 8)
    return words.document


def _fitting(
    sheet: Sheet, sizes: tuple[float, ...], text: str, *, leading: float = _LEADING
) -> QTextDocument:
    """Return the text in the largest of the sizes that needs no second page, else the smallest."""
    tried: QTextDocument | None = None
    for size in sizes:
        words = Words(sheet.words.width(), sheet.words.height())
        words.write(text, Style(size, leading=leading))
        tried = words.document
        if tried.pageCount() == 1:
            break
    if tried is None:
        raise ValueError("no size to try")
    return tried


def _held_together(line: str) -> str:
    """Keep a short last word from standing alone in the last line."""
    return _LAST_WORD.sub("\u00a0\\1", line)
