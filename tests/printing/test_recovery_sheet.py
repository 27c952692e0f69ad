"""The page that tells how an encrypted journal opens if all else fails."""

import os
import re
import stat
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from trustjournal.domain.letters import Paper
from trustjournal.errors import NotSaved
from trustjournal.printing.recovery_sheet import RecoverySheet, pdf, print_on, save_pdf

WORDS = "velvet anchor ninety"
DAY = date(2026, 11, 22)
SIZE = QSize(420, 594)
JOURNAL = Path("/home/maya/<img src=x>/journal & co.db")
HOSTILE = Path("/" + "very long folder/" * 300 + "日記 שלום $x_1$.db")


def ink_between(image: QImage, above: float, below: float) -> int:
    """How many dots stand on a part of the page's height, from 0 to 1."""
    rows = range(int(above * image.height()), int(below * image.height()))
    return sum(
        QColor(image.pixel(x, y)).lightness() < 200 for y in rows for x in range(image.width())
    )


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


@pytest.mark.parametrize("paper", [Paper.A4, Paper.US_LETTER])
@pytest.mark.parametrize("journal", [JOURNAL, HOSTILE])
@pytest.mark.parametrize("words", ["", WORDS, "l1I O0  ünï " * 60])
def test_it_is_one_page_whatever_stands_on_it(
    qapp: QApplication, paper: Paper, journal: Path, words: str
) -> None:
    sheet = RecoverySheet(journal, DAY, words)
    assert pages(pdf(sheet, paper)) == 1
    image = sheet.picture(paper, SIZE)
    assert ink_between(image, 0.05, 0.2) > 100
    assert ink_between(image, 0.97, 1) == 0


def test_without_the_passphrase_there_are_lines_to_write_it_on(qapp: QApplication) -> None:
    written = RecoverySheet(JOURNAL, DAY, WORDS).picture(Paper.A4, SIZE)
    empty = RecoverySheet(JOURNAL, DAY).picture(Paper.A4, SIZE)
    assert written != empty
    lines = [
        y
        for y in range(SIZE.height())
        if sum(QColor(empty.pixel(x, y)).lightness() < 215 for x in range(60, 360)) > 290
    ]
    assert len({y // 3 for y in lines}) == 2


def test_printing_it_tells_the_passphrase_and_naming_it_does_not(qapp: QApplication) -> None:
    sheet = RecoverySheet(JOURNAL, DAY, WORDS)
    assert "velvet" not in repr(sheet) + sheet.title()
    assert b"velvet" not in pdf(sheet)


def test_the_file_is_for_its_owner_alone(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    old_mask = os.umask(0)
    try:
        save_pdf(RecoverySheet(JOURNAL, DAY, WORDS), target)
    finally:
        os.umask(old_mask)
    assert target.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(NotSaved, match="Nothing was written"):
        save_pdf(RecoverySheet(JOURNAL, DAY), tmp_path / "missing" / "sheet.pdf")


def test_it_can_be_printed(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_on(RecoverySheet(JOURNAL, DAY, WORDS), printer, Paper.A4)
    assert pages((tmp_path / "printed.pdf").read_bytes()) == 1
