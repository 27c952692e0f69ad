"""A letter leaves the program: printed, as PDF, copied, or as a draft for the mail program."""

from collections.abc import Generator
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import MORNING
from tests.ui.owner import choose, hear, open_dialog
from trustjournal.domain.changes import identity
from trustjournal.domain.letters import Addressee, Form, Paper, Post, Sender, addressee
from trustjournal.domain.records import Customer, Labelled, Preferences
from trustjournal.errors import InvalidEntry
from trustjournal.printing.press import Stack
from trustjournal.ui.dialogs.letter_handing import Handed, LetterHanding
from trustjournal.ui.session import JournalSession

MAYA = Preferences(**identity(), owner="Maya")
ROSA = make_customer("Rosa: Delgado?", emails=(Labelled(value="rosa@example.org"),))
TOMASZ = make_customer("Tomasz Wilk")


class MailProgram(QObject):
    """Stands where the owner's mail program does."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(bytes(url.toEncoded().data()).decode("ascii"))


class Desk:
    """One handing on of one letter or several, and what was said about it."""

    def __init__(self, session: JournalSession, window: QWidget) -> None:
        self.letters: list[tuple[Customer, str]] = [(ROSA, "Dear Rosa")]
        self.handing = LetterHanding(session, self.handed, window)
        self.told, self.refused = hear(self.handing.told), hear(self.handing.refused)

    def people(self) -> list[Addressee]:
        return [addressee(who, MAYA, MORNING.date()) for who, _text in self.letters]

    def handed(self) -> Handed:
        if not self.letters:
            raise InvalidEntry("Nobody")
        posts = [Post(who.name, subject="Thanks & more", text=text) for who, text in self.letters]
        stack = Stack(posts, Sender("Maya"), Form.CARD, Paper.A6)
        return Handed(stack, self.people(), 0)


@pytest.fixture
def desk(qtbot: QtBot, session: JournalSession) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Desk(session, window)


@pytest.fixture
def mail(qapp: QApplication) -> Generator[MailProgram]:
    program = MailProgram()
    method: Any = "open"  # the stubs want bytes, which it refuses
    QDesktopServices.setUrlHandler("mailto", program, method)
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


def test_a_short_letter_goes_to_the_mail_program(desk: Desk, mail: MailProgram) -> None:
    desk.letters = [(ROSA, "Dear Rosa & all,\n\n50 % = half? ü")]
    desk.handing.write_mail()
    parts = urlsplit(mail.opened[0])
    assert (parts.scheme, parts.path) == ("mailto", "rosa@example.org")
    fields = parse_qs(parts.query)
    assert fields["subject"] == ["Thanks & more"]
    assert fields["body"] == ["Dear Rosa & all,\r\n\r\n50 % = half? ü"]
    assert desk.told == ["Your mail program has the draft for Rosa: Delgado?."]


def test_somebody_without_an_address_is_said(desk: Desk, mail: MailProgram) -> None:
    desk.letters = [(TOMASZ, "Dear Tomasz")]
    desk.handing.write_mail()
    assert mail.opened == []
    assert "No e-mail address is kept for Tomasz Wilk" in desk.refused[0]


def test_a_long_letter_becomes_a_draft_in_a_file(
    desk: Desk, mail: MailProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.letters = [(ROSA, "Dear Rosa, thank you. " * 200)]
    desk.handing.write_mail()
    choose(qtbot, tmp_path / "rosa.eml")
    read = message_from_bytes((tmp_path / "rosa.eml").read_bytes(), policy=SMTP)
    assert read["Subject"] == "Thanks & more"
    assert read.get_content().count("thank you") == 200
    assert mail.opened == []
    assert str(tmp_path / "rosa.eml") in desk.told[-1]


def test_several_become_a_draft_each_and_none_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    desk.letters = [(ROSA, "one"), (TOMASZ, "two"), (ROSA, "three")]
    posts = list(zip(desk.people(), desk.handed().stack.posts, strict=True))
    folder = tmp_path / "drafts"
    folder.mkdir()
    desk.handing.save_drafts(posts, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "Rosa Delgado 2.eml",
        "Rosa Delgado.eml",
    ]
    assert desk.told == [f"2 drafts are in {folder}. No e-mail address is kept for Tomasz Wilk."]


def test_for_several_a_folder_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    desk.letters = [(ROSA, "one"), (TOMASZ, "two")]
    desk.handing.write_mail()
    qtbot.waitUntil(lambda: open_dialog() is not None)
    dialog = open_dialog()
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()


def test_a_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    posts = list(zip(desk.people(), desk.handed().stack.posts, strict=True))
    desk.handing.save_drafts(posts, tmp_path / "gone")
    assert "Nothing was written" in desk.refused[0]
    desk.handing.save_draft(*posts[0], tmp_path / "gone" / "a.eml")
    assert "Nothing was written" in desk.refused[1]


def test_the_words_are_copied_as_they_are(desk: Desk) -> None:
    desk.letters = [(ROSA, "Dear <b>Rosa</b>\n\nThank you")]
    desk.handing.copy()
    assert QGuiApplication.clipboard().text() == "Dear <b>Rosa</b>\n\nThank you"
    assert "on the clipboard" in desk.told[0]


def test_a_pdf_is_written_away_from_the_window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.handing.ask_pdf()
    choose(qtbot, tmp_path / "card.pdf")
    qtbot.waitUntil(lambda: bool(desk.told))
    assert desk.told[-1] == f"Saved as {tmp_path / 'card.pdf'}."
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_that_cannot_be_written_is_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.handing.save_pdf(desk.handed().stack, tmp_path / "gone" / "card")
    qtbot.waitUntil(lambda: bool(desk.refused))
    assert "card.pdf" in desk.refused[0]


def test_a_long_stack_tells_how_far_it_is_and_stops(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.letters = [(ROSA, "Dear Rosa")] * 400
    assert not desk.handing.stop()
    desk.handing.save_pdf(desk.handed().stack, tmp_path / "cards.pdf")
    qtbot.waitUntil(lambda: any(" of 400 are done" in said for said in desk.told))
    assert desk.handing.stop()
    qtbot.waitUntil(lambda: not desk.handing.stop())
    assert not (tmp_path / "cards.pdf").exists()
    assert "Stopped." in desk.told


def test_nobody_to_write_to_is_said(desk: Desk) -> None:
    desk.letters = []
    for deed in (
        desk.handing.print_out,
        desk.handing.ask_pdf,
        desk.handing.copy,
        desk.handing.write_mail,
    ):
        deed()
    assert desk.refused == ["Nobody"] * 4


def test_the_printer_chosen_prints_it(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.handing.print_out()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog))
    printer = dialog.printer()
    assert printer.docName() == "Card for Rosa: Delgado?"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted.value)
    qtbot.waitUntil(lambda: bool(desk.told or desk.refused))
    assert desk.told == ["It is with the printer. Say “Sent” once it is on its way."]
    content = (tmp_path / "printed.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/MediaBox") == 1


def test_thinking_better_of_it_prints_nothing(desk: Desk) -> None:
    desk.handing.print_out()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog))
    dialog.reject()
    assert (desk.told, desk.refused, desk.handing.stop()) == ([], [], False)
