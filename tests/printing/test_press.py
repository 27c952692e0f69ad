"""Pictures, PDF files and printers all show the same pages."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from tests.printing.dump import MAYA, TODAY, stacks
from trustjournal.domain.letters import PAPERS, Form, Paper, Post, Sender, sender_of
from trustjournal.errors import Cancelled, InvalidEntry, NotSaved
from trustjournal.printing.press import Stack, pdf, print_on, save_pdf
from trustjournal.printing.sheet import sheet, usual_paper

SENDER = sender_of(MAYA, TODAY, "Hauptstraße 3\n10117 Berlin")
SIZE = QSize(592, 420)
THREE = [Post(name, text=f"Dear {name}") for name in ("Rosa", "Tomasz", "Lucía")]


def stack(*posts: Post, form: Form = Form.CARD, paper: Paper = Paper.A6) -> Stack:
    return Stack(posts or THREE, SENDER, form, paper)


def inked(image: QImage, step: int = 2) -> list[tuple[int, int]]:
    """The places that are not white."""
    rows, columns = range(0, image.height(), step), range(0, image.width(), step)
    return [(x, y) for y in rows for x in columns if QColor(image.pixel(x, y)).lightness() < 200]


def page_sizes(content: bytes) -> list[tuple[int, int]]:
    """The pages of a PDF in whole millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    return [(round(float(w) * 25.4 / 72), round(float(h) * 25.4 / 72)) for w, h in boxes]


def test_a_picture_has_ink_within_the_margins(qapp: QApplication) -> None:
    image = stacks()["card-1"].printed(0).picture(0, SIZE)
    places = inked(image)
    mm = SIZE.width() / 148
    assert len(places) > 500
    assert min(x for x, _y in places) >= 16 * mm
    assert max(x for x, _y in places) <= (148 - 16) * mm
    assert min(y for _x, y in places) >= 12 * mm
    assert max(y for _x, y in places) <= (105 - 8) * mm


def test_the_business_stands_at_the_foot_of_the_last_page_alone(qapp: QApplication) -> None:
    printed = stack(Post("Rosa", text="Thank you so much. " * 100)).printed(0)
    last = printed.page_count() - 1
    foot = 90 * SIZE.height() // 105
    below = [
        [place for place in inked(printed.picture(page, SIZE)) if place[1] > foot]
        for page in range(last + 1)
    ]
    assert last > 0
    assert [bool(places) for places in below] == [False] * last + [True]


def test_each_page_of_a_long_letter_shows_other_words(qapp: QApplication) -> None:
    text = "\n\n".join(f"Paragraph {number} is here." for number in range(120))
    printed = stack(Post("Rosa", text=text), form=Form.LETTER, paper=Paper.A4).printed(0)
    size = QSize(420, 594)
    pictures = [printed.picture(page, size) for page in range(printed.page_count())]
    assert len(pictures) > 2
    assert all(inked(picture) for picture in pictures)
    assert len({bytes(picture.constBits()) for picture in pictures}) == len(pictures)


@pytest.mark.parametrize(
    ("form", "paper", "size"),
    [
        (Form.CARD, Paper.A6, (148, 105)),
        (Form.LETTER, Paper.A4, (210, 297)),
        (Form.LETTER, Paper.US_LETTER, (216, 279)),
        (Form.ENVELOPE, Paper.C6, (162, 114)),
        (Form.ENVELOPE, Paper.DL, (220, 110)),
    ],
)
def test_a_stack_has_a_page_of_the_right_size_for_each(
    qapp: QApplication, form: Form, paper: Paper, size: tuple[int, int]
) -> None:
    whole = sheet(form, paper)
    assert (round(whole.width), round(whole.height)) == size
    assert page_sizes(pdf(stack(form=form, paper=paper))) == [size] * 3


def test_a_pdf_names_nobody_but_the_owner(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "login-of-somebody")
    content = pdf(stack(Post("Rosa Delgado", text="Hi")))
    told = content.replace(b"\x00", b"")
    assert b"Card for Rosa Delgado" in told
    assert b"Maya" in told
    assert b"login-of-somebody" not in told
    assert str(Path.home()).encode() not in told


def test_a_file_is_written_or_said_to_be_impossible(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    assert save_pdf(stack(), path) == 3
    assert path.read_bytes().startswith(b"%PDF")
    with pytest.raises(NotSaved, match="folder"):
        save_pdf(stack(), tmp_path / "no folder" / "cards.pdf")


def test_progress_is_told_and_can_stop_it_before_anything_is_written(
    qapp: QApplication, tmp_path: Path
) -> None:
    heard: list[tuple[int, int]] = []

    def report(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 2:
            raise Cancelled

    path = tmp_path / "cards.pdf"
    with pytest.raises(Cancelled):
        save_pdf(stack(), path, report)
    assert heard == [(1, 3), (2, 3)]
    assert not path.exists()


def test_a_printer_gets_every_page(qapp: QApplication, tmp_path: Path) -> None:
    printer, path = QPrinter(QPrinter.PrinterMode.HighResolution), tmp_path / "printed.pdf"
    printer.setOutputFileName(str(path))
    printer.setPageLayout(stack().sheet.layout)
    printer.setFullPage(True)
    assert print_on(stack(), printer) == 3
    assert page_sizes(path.read_bytes()) == [(148, 105)] * 3


def test_a_printer_that_does_not_answer_is_said(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    with pytest.raises(NotSaved, match="printer"):
        print_on(stack(), printer)


def test_nothing_is_printed_for_nobody(qapp: QApplication) -> None:
    nobody = Stack([], Sender(), Form.CARD, Paper.A6)
    with pytest.raises(InvalidEntry):
        pdf(nobody)
    with pytest.raises(InvalidEntry):
        print_on(nobody, QPrinter())


def test_a_letter_is_on_the_paper_of_the_country(qapp: QApplication) -> None:
    before = QLocale()
    try:
        for name, paper in (("en_US", Paper.US_LETTER), ("de_DE", Paper.A4), ("en_GB", Paper.A4)):
            QLocale.setDefault(QLocale(name))
            assert usual_paper(Form.LETTER) is paper
            assert usual_paper(Form.CARD) is PAPERS[Form.CARD][0]
    finally:
        QLocale.setDefault(before)
