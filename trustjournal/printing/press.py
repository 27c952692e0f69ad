"""Puts one or a stack of cards, letters or envelopes on paper: a picture, a PDF, or a printer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter, QPen, QTextDocument

from trustjournal.domain.letters import Form, Paper, Post, Sender
from trustjournal.errors import InvalidEntry, NotSaved
from trustjournal.i18n import _
from trustjournal.printing.document import foot, lay_out, sender_block
from trustjournal.printing.faces import ACCENT, ink, make_ready
from trustjournal.printing.sheet import DPI, Sheet, sheet, units

_RULE, _FOOT = 11.0, 13.5  # mm: how long the rule is, and how far the foot is from the edge
_OPTICAL_MIDDLE = 0.44  # the part of the free height that stands above a short text

Report = Callable[[int, int], object]
"""Hears how many of how many are done; it stops the work by raising `Cancelled`."""


def _nobody(_done: int, _all: int) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Stack:
    """What is to be printed: the words for each person, in one form on one paper."""

    posts: Sequence[Post]
    sender: Sender
    form: Form
    paper: Paper

    @property
    def sheet(self) -> Sheet:
        """The sheet it is printed on."""
        return sheet(self.form, self.paper)

    def printed(self, number: int) -> "Printed":
        """Return what is printed for one person, counted from 0."""
        make_ready()
        words = lay_out(self.form, self.posts[number], self.sender, self.sheet)
        return Printed(self, words)

    def title(self) -> str:
        """Return what the file or the printing is called."""
        kind = {
            Form.CARD: _("Card for {name}"),
            Form.LETTER: _("Letter to {name}"),
            Form.ENVELOPE: _("Envelope for {name}"),
        }[self.form]
        names = [post.name for post in self.posts]
        more = _("{first} and others").format(first=names[0]) if len(names) > 1 else names[0]
        return kind.format(name=more)


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of one person, laid out."""

    stack: Stack
    words: QTextDocument

    def page_count(self) -> int:
        """Return how many pages the words take."""
        return max(self.words.pageCount(), 1)

    def picture(self, page: int, size: QSize) -> QImage:
        """Return one page as it will look on paper, in the size given in pixels."""
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        scale = size.width() / units(self.stack.sheet.width)
        painter.scale(scale, scale)
        self.paint(painter, page)
        painter.end()
        return image

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw one page on the grid of the sheet."""
        place, count = self.stack.sheet.words, self.page_count()
        top = units(place.top())
        if count == 1 and self.stack.form is not Form.LETTER:
            free = units(place.height()) - self.words.size().height()
            top += max(free, 0) * _OPTICAL_MIDDLE
        painter.save()
        height = self.words.pageSize().height()
        painter.translate(units(place.left()), top - page * height)
        # Qt clips to the rectangle: letters may reach a little out of it at the sides.
        reach = units(5)
        page_box = QRectF(0, page * height, units(place.width()), height)
        self.words.drawContents(painter, page_box.adjusted(-reach, 0, reach, 0))
        painter.restore()
        self._paint_rest(painter, page, count)

    def _paint_rest(self, painter: QPainter, page: int, count: int) -> None:
        """Draw what stands around the words."""
        whole, sender = self.stack.sheet, self.stack.sender
        if self.stack.form is Form.ENVELOPE:
            _draw(painter, sender_block(sender, whole.width * 0.42), 12, 11)
        elif self.stack.form is Form.CARD and page == count - 1 and sender.business:
            _draw_rule(painter, whole)
            words = foot(sender.business, whole.width - 30)
            _draw(painter, words, 15, whole.height - _FOOT)
        elif self.stack.form is Form.LETTER and count > 1:
            number = _("{page} of {count}").format(page=page + 1, count=count)
            _draw(painter, foot(number, whole.width - 30), 15, whole.height - 18)


def pdf(stack: Stack, report: Report = _nobody) -> bytes:
    """Return the stack as a PDF that names its title, and of persons only the owner.

    Raises:
        InvalidEntry: there is nobody to print for.
    """
    _check(stack)
    make_ready()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(stack.title())
    writer.setAuthor(stack.sender.owner)
    writer.setCreator("Trust Journal")
    writer.setPageLayout(stack.sheet.layout)
    _paint_all(stack, writer, report)
    return bytes(buffer.data().data())


def save_pdf(stack: Stack, path: Path, report: Report = _nobody) -> int:
    """Write the stack as a PDF in place of what was there, and return how many it is for.

    Raises:
        InvalidEntry: there is nobody to print for.
        NotSaved: the file cannot be written.
    """
    content = pdf(stack, report)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotSaved(
            _("Nothing was written to {path}: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    return len(stack.posts)


def print_on(stack: Stack, printer: QPagedPaintDevice, report: Report = _nobody) -> int:
    """Print the stack on a printer that was chosen, and return how many it was for.

    Raises:
        InvalidEntry: there is nobody to print for.
        NotSaved: the printer does not take it.
    """
    _check(stack)
    _paint_all(stack, printer, report)
    return len(stack.posts)


def _paint_all(stack: Stack, device: QPagedPaintDevice, report: Report) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise NotSaved(_("The printer does not answer. Is it on, and is it the right one?"))
    try:
        scale = device.logicalDpiX() / DPI
        painter.scale(scale, scale)
        for number in range(len(stack.posts)):
            printed = stack.printed(number)
            for page in range(printed.page_count()):
                if number or page:
                    device.newPage()
                printed.paint(painter, page)
            report(number + 1, len(stack.posts))
    finally:
        painter.end()


def _check(stack: Stack) -> None:
    if not stack.posts:
        raise InvalidEntry(_("Say whom it is for."))


def _draw(painter: QPainter, words: QTextDocument, left: float, top: float) -> None:
    painter.save()
    painter.translate(units(left), units(top))
    words.drawContents(painter)
    painter.restore()


def _draw_rule(painter: QPainter, whole: Sheet) -> None:
    middle, height = units(whole.width / 2), units(whole.height - _FOOT - 2.2)
    half = units(_RULE / 2)
    painter.save()
    painter.setPen(QPen(ink(ACCENT), units(0.25)))
    painter.drawLine(QPointF(middle - half, height), QPointF(middle + half, height))
    painter.restore()
