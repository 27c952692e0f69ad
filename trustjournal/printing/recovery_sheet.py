"""The page to print that tells how an encrypted journal opens if all else fails.

The passphrase stands on it only where the owner wants that; else there are lines to write it on.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QDate, QIODevice, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter, QPen, QTextDocument

from trustjournal.domain.letters import Form, Paper
from trustjournal.errors import NotSaved
from trustjournal.i18n import _
from trustjournal.printing.document import Style, Words, foot
from trustjournal.printing.faces import ACCENT, INK, QUIET, STRONG, face, ink, make_ready
from trustjournal.printing.sheet import DPI, Sheet, sheet, units

_TITLE = Style(22, ACCENT, STRONG, leading=1.25)
_LEAD = Style(11, QUIET, leading=1.4)
_HEAD = Style(13, ACCENT, STRONG, leading=1.3)
_BODY = Style(11, leading=1.4)
_PLACE = 28.0  # mm, for the passphrase
_LINES = (13.0, 27.0)  # mm, where the lines to write on stand in it
_PADDING = 4.0
_AFTER = 9.0
_SIZES = (20.0, 17.0, 14.0, 12.0, 10.0, 8.0)
_SIDE = 15.0
_FOOT = 17.0  # mm above the lower edge
_LONGEST = 300  # of a file's name, from its beginning and its end


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is to be printed: whose file, when, and its passphrase or "" for lines to write on."""

    journal: Path
    printed_on: date
    passphrase: str = field(default="", repr=False)

    def title(self) -> str:
        """Return what the file or the printing is called."""
        return _("Recovery sheet for {name}").format(name=self.journal.name)

    def picture(self, paper: Paper, size: QSize) -> QImage:
        """Return the page as it will look on paper, in the size given in pixels."""
        make_ready()
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        scale = size.width() / units(sheet(Form.LETTER, paper).width)
        painter.scale(scale, scale)
        _paint(painter, self, paper)
        painter.end()
        return image


def pdf(recovery: RecoverySheet, paper: Paper = Paper.A4) -> bytes:
    """Return the page as a PDF, plain text whatever the file is called."""
    make_ready()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(recovery.title())
    writer.setCreator("Trust Journal")
    writer.setPageLayout(sheet(Form.LETTER, paper).layout)
    painter = QPainter(writer)
    _paint(painter, recovery, paper)
    painter.end()
    return bytes(buffer.data().data())


def save_pdf(recovery: RecoverySheet, path: Path, paper: Paper = Paper.A4) -> None:
    """Write the page as a PDF in place of what was there, for the owner alone to read.

    Raises:
        NotSaved: the file cannot be written.
    """
    content = pdf(recovery, paper)
    try:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_bytes(content)
    except OSError as error:
        raise NotSaved(
            _("Nothing was written to {path}: {reason}.").format(path=path, reason=error.strerror)
        ) from error


def print_on(recovery: RecoverySheet, printer: QPagedPaintDevice, paper: Paper) -> None:
    """Print the page on a printer that was chosen.

    Raises:
        NotSaved: the printer does not take it.
    """
    make_ready()
    painter = QPainter()
    if not painter.begin(printer):
        raise NotSaved(_("The printer does not answer. Is it on, and is it the right one?"))
    scale = printer.logicalDpiX() / DPI
    painter.scale(scale, scale)
    _paint(painter, recovery, paper)
    painter.end()


def _paint(painter: QPainter, recovery: RecoverySheet, paper: Paper) -> None:
    page = sheet(Form.LETTER, paper)
    left, top = units(page.words.left()), units(page.words.top())
    width = units(page.words.width())
    above, below = _above(recovery, page), _below(recovery, page)
    _draw(painter, above, left, top)
    top += above.size().height() + units(3)
    _paint_passphrase(painter, recovery.passphrase, QRectF(left, top, width, units(_PLACE)))
    _draw(painter, below, left, top + units(_PLACE + _AFTER))
    kept = _("Keep this sheet where you keep your deeds, not beside the computer.")
    last = foot(kept, page.width - 2 * _SIDE)
    _draw(painter, last, units(_SIDE), units(page.height - _FOOT))


def _above(recovery: RecoverySheet, page: Sheet) -> QTextDocument:
    words = Words(page.words.width(), page.height)
    words.write(_("Recovery sheet"), _TITLE)
    day = recovery.printed_on
    printed = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
    lead = _("For the encrypted journal {name}, as it was on {day}.")
    words.write(lead.format(name=recovery.journal.name, day=printed), _LEAD, above=1)
    words.write(_("The passphrase"), _HEAD, above=9)
    words.write(
        _("Every letter, digit, sign and space counts, and so do capitals.")
        if recovery.passphrase
        else _("Write it here by hand. Every letter, digit, sign and space counts."),
        _BODY,
    )
    return words.document


def _below(recovery: RecoverySheet, page: Sheet) -> QTextDocument:
    words = Words(page.words.width(), page.height)
    words.write(_("Keep it safe"), _HEAD)
    words.write(
        _(
            "Nobody can recover the passphrase: not the program, not its makers. Whoever has it "
            "and the file can read the journal. Print a new sheet when you change the "
            "passphrase; backups from before still open with the earlier one."
        ),
        _BODY,
    )
    words.write(_("To open the journal"), _HEAD, above=7)
    words.write(
        _("Install Trust Journal, choose “Open a journal”, pick the file and type the passphrase."),
        _BODY,
    )
    words.write(_("Without Trust Journal"), _HEAD, above=7)
    words.write(
        _(
            "The file is a database of the free program SQLCipher, version 4, with its usual "
            "settings. Any tool that reads those opens it: give it the passphrase and not a raw "
            "key. In the program “sqlcipher” that is:"
        ),
        _BODY,
    )
    words.write("PRAGMA key = 'your passphrase';\nSELECT * FROM touchpoint;", _BODY, above=1.5)
    words.write(
        _(
            "For whoever has to know: AES with 256 bits, pages of 4,096 bytes, each sealed with "
            "HMAC-SHA512; the key by PBKDF2-HMAC-SHA512 in 256,000 rounds from the passphrase "
            "as UTF-8 in Unicode’s form NFC, its salt the first 16 bytes of the file."
        ),
        _LEAD,
        above=1.5,
    )
    words.write(_("Where the file was"), _HEAD, above=7)
    words.write(_short(str(recovery.journal)), _BODY)
    return words.document


def _paint_passphrase(painter: QPainter, passphrase: str, place: QRectF) -> None:
    painter.save()
    painter.setPen(QPen(ink(QUIET), units(0.25)))
    if passphrase:
        painter.drawRoundedRect(place, units(2), units(2))
        room = place.adjusted(*(units(side * _PADDING) for side in (1, 1, -1, -1)))
        # Drawn as it is: no space of it may become another one that looks the same.
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
        painter.setPen(ink(INK))
        for size in _SIZES:
            painter.setFont(face(size))
            if painter.boundingRect(room, flags, passphrase).height() <= room.height():
                break
        painter.drawText(room, flags, passphrase)
    else:
        for line in _LINES:
            height = place.top() + units(line)
            painter.drawLine(QPointF(place.left(), height), QPointF(place.right(), height))
    painter.restore()


def _draw(painter: QPainter, words: QTextDocument, left: float, top: float) -> None:
    painter.save()
    painter.translate(left, top)
    words.drawContents(painter)
    painter.restore()


def _short(text: str) -> str:
    """Return a name of a file that leaves room on the page for the rest."""
    return text if len(text) <= 2 * _LONGEST else f"{text[:_LONGEST]} … {text[-_LONGEST:]}"
