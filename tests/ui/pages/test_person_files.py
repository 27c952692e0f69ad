"""Files and photos on the page of one person, with real keys, clicks and drops."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from tests.samples import make_customer
from tests.ui.conftest import fill
from tests.ui.files import OpenedUrls, drop, picture, written
from tests.ui.owner import choose, hear, words
from trustjournal.domain.attached_files import FILE_LIMIT
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Customer
from trustjournal.services.attachments import NewFile, attach, set_photo
from trustjournal.settings import Settings
from trustjournal.store import attachments, contents, writer
from trustjournal.ui.file_deeds import sweep_copies
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.opened_files import copies_folder, opened_files
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession

pytestmark = pytest.mark.usefixtures("dressed")

T = TypeVar("T")
ROSA = make_customer()


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[PersonPage]:
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1050, 860)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def opened() -> Generator[OpenedUrls]:
    heard = OpenedUrls()
    services: Any = QDesktopServices  # its stub asks for bytes, Qt for the name as text
    services.setUrlHandler("file", heard, "take")
    yield heard
    QDesktopServices.unsetUrlHandler("file")


def show(qtbot: QtBot, page: PersonPage, who: Customer) -> None:
    page.show_person(who.id)
    qtbot.waitUntil(lambda: page.currentWidget() is page.sheet and page.reading.is_whole())
    qtbot.waitUntil(page.files.card.isVisible)


def keep(session: JournalSession, *files: tuple[str, bytes]) -> None:
    new = [NewFile(name, content) for name, content in files]
    changeset = attach(ROSA.id, new, used=0, today=session.today())
    writer.commit(session.engine, changeset)
    session.announce(changeset)


def kept(session: JournalSession) -> list[Attachment]:
    return asked(session, lambda connection: attachments.files_of(connection, ROSA.id))


def photos(session: JournalSession) -> list[Attachment]:
    return asked(session, lambda connection: attachments.photos_of(connection, [ROSA.id]))


def asked(session: JournalSession, query: Callable[[Connection], T]) -> T:
    with session.engine.connect() as connection:
        return query(connection)


def names(page: PersonPage) -> list[str]:
    return [row.line.name for row in page.files.card.files.rows]


def test_a_file_is_attached_by_the_button_and_undo_takes_it_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage, tmp_path: Path
) -> None:
    fill(session, ROSA)
    show(qtbot, page, ROSA)
    told = hear(navigator.told)
    assert "Drop a file here" in words(page.files.card)
    page.files.card.attach_button.setFocus()
    QTest.keyClick(page.files.card.attach_button, Qt.Key.Key_Return)
    choose(qtbot, written(tmp_path / "Quote <b>1.pdf", b"%PDF"))
    qtbot.waitUntil(lambda: names(page) == ["Quote <b>1.pdf"])
    assert told == ["The file is kept."]
    assert "Quote <b>1.pdf\nPDF, 4 bytes, today" in words(page.files.card)
    assert asked(session, lambda one: contents.read(one, kept(session)[0].digest)) == b"%PDF"
    session.undo()
    qtbot.waitUntil(lambda: names(page) == [])
    assert "Drop a file here" in words(page.files.card)


def test_dropped_files_are_kept_and_addresses_are_not_followed(
    qtbot: QtBot, session: JournalSession, page: PersonPage, tmp_path: Path
) -> None:
    fill(session, ROSA)
    show(qtbot, page, ROSA)
    card = page.files.card
    assert not drop(card, ["https://example.org/tracking.png"])
    two = [written(tmp_path / "a.txt"), written(tmp_path / "b.txt", b"other")]
    assert drop(card, two)
    qtbot.waitUntil(lambda: sorted(names(page)) == ["a.txt", "b.txt"])
    assert card.property("dropping") == "false"


def test_what_cannot_be_kept_is_said_on_the_card(
    qtbot: QtBot, session: JournalSession, page: PersonPage, tmp_path: Path
) -> None:
    fill(session, ROSA)
    show(qtbot, page, ROSA)
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(FILE_LIMIT + 1)
    drop(page.files.card, [written(tmp_path / "a.txt"), large])
    qtbot.waitUntil(page.files.card.fault.isVisible)
    assert "“film.mp4” has 21 MB; a file kept here may have up to 20." in words(page.files.card)
    assert kept(session) == []
    drop(page.files.card, [tmp_path / "a.txt"])
    qtbot.waitUntil(lambda: names(page) == ["a.txt"])
    assert not page.files.card.fault.isVisible()


def test_enter_opens_a_private_copy_under_a_made_name(
    qtbot: QtBot, session: JournalSession, page: PersonPage, opened: OpenedUrls
) -> None:
    fill(session, ROSA)
    keep(session, ("../../../CON.txt", b"words"))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    QTest.keyClick(page.files.card.files.rows[0].button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.paths) == 1)
    (path,) = opened.paths
    assert path.name == f"file-{kept(session)[0].id.hex}.txt"
    assert path.read_bytes() == b"words"


def test_what_could_run_is_saved_where_the_owner_says(
    qtbot: QtBot,
    session: JournalSession,
    navigator: Navigator,
    page: PersonPage,
    opened: OpenedUrls,
    tmp_path: Path,
) -> None:
    fill(session, ROSA)
    keep(session, ("setup.exe", b"MZ"))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    told = hear(navigator.told)
    QTest.keyClick(page.files.card.files.rows[0].button, Qt.Key.Key_Return)
    choose(qtbot, tmp_path / "saved.exe")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"Saved as {tmp_path / 'saved.exe'}."]
    assert (tmp_path / "saved.exe").read_bytes() == b"MZ"
    assert opened.paths == []


def test_delete_removes_a_file_and_the_focus_goes_to_the_next(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    fill(session, ROSA)
    keep(session, ("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    before, told = names(page), hear(navigator.told)
    button = page.files.card.files.rows[1].button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    assert names(page) == [before[0], before[2]]
    assert told == ["The file is removed."]
    assert QApplication.focusWidget() is page.files.card.files.rows[1].button
    session.undo()
    qtbot.waitUntil(lambda: names(page) == before)


def test_f2_gives_a_file_another_name_and_esc_does_not(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    fill(session, ROSA)
    keep(session, ("a.txt", b"a"))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: names(page) == ["a.txt"])
    row = page.files.card.files.rows[0]
    row.button.setFocus()
    QTest.keyClick(row.button, Qt.Key.Key_F2)
    assert row.name_edit is not None
    assert row.name_edit.selectedText() == "a"
    QTest.keyClicks(row.name_edit, "nothing")
    QTest.keyClick(row.name_edit, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is row.button
    QTest.keyClick(row.button, Qt.Key.Key_F2)
    QTest.keyClicks(row.name_edit, "glaze & clay")
    QTest.keyClick(row.name_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["glaze & clay.txt"])


def test_a_blank_name_is_refused_in_words(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    fill(session, ROSA)
    keep(session, ("a.txt", b"a"))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: names(page) == ["a.txt"])
    row = page.files.card.files.rows[0]
    QTest.keyClick(row.button, Qt.Key.Key_F2)
    assert row.name_edit is not None
    row.name_edit.clear()
    QTest.keyClick(row.name_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.files.card.fault.isVisible)
    assert "A file needs a name." in words(page.files.card)


def test_the_menu_of_a_row_has_every_deed_with_its_key(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    fill(session, ROSA)
    keep(session, ("a.png", picture(4, 4)))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: names(page) == ["a.png"])
    row = page.files.card.files.rows[0]
    QTest.keyClick(row.more_button, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    said = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert said == ["Open\tEnter", "Save as…", "Rename\tF2", "Set the photo…", "Remove\tDel"]
    menu.actions()[3].trigger()
    menu.close()
    qtbot.waitUntil(lambda: names(page) == ["Photo", "a.png"])


def test_many_files_show_the_first_until_all_are_asked_for(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    fill(session, ROSA)
    keep(session, *((f"{n}.txt", b"x") for n in range(9)))
    show(qtbot, page, ROSA)
    files = page.files.card.files
    qtbot.waitUntil(lambda: len(files.rows) == 6)
    assert files.all_button.text() == "Show 3 more"
    QTest.mouseClick(files.all_button, Qt.MouseButton.LeftButton)
    assert len(files.rows) == 9
    assert QApplication.focusWidget() is files.rows[6].button
    assert not files.all_button.isVisible()


def test_a_photo_dropped_on_the_avatar_is_shown_there_and_kept_small(
    qtbot: QtBot, session: JournalSession, page: PersonPage, tmp_path: Path
) -> None:
    fill(session, ROSA)
    show(qtbot, page, ROSA)
    avatar = page.sheet.avatar
    assert not drop(avatar, ["https://example.org/rosa.png"])
    assert drop(avatar, [written(tmp_path / "rosa.png", picture(900, 1200))])
    qtbot.waitUntil(lambda: names(page) == ["Photo"])
    middle = avatar.rect().center()

    def is_shown() -> bool:
        shown = avatar.grab().toImage().pixelColor(middle)
        return abs(shown.red() - 0x33) < 4 and abs(shown.blue() - 0x99) < 4

    qtbot.waitUntil(is_shown)
    (photo,) = photos(session)
    assert (photo.name, photo.media_type) == ("rosa.jpg", "image/jpeg")
    assert not page.files.card.photo_button.isVisible()
    drop(avatar, [written(tmp_path / "new.png", picture(30, 30, colour="#aa0000"))])
    qtbot.waitUntil(lambda: [one.name for one in photos(session)] == ["new.jpg"])
    qtbot.waitUntil(lambda: avatar.grab().toImage().pixelColor(middle).red() > 0xA0)
    session.undo()
    qtbot.waitUntil(is_shown)
    QTest.keyClick(page.files.card.files.rows[0].button, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == [])
    qtbot.waitUntil(lambda: not is_shown())


def test_a_photo_is_chosen_by_keys_and_no_picture_is_refused_in_words(
    qtbot: QtBot, session: JournalSession, page: PersonPage, tmp_path: Path
) -> None:
    fill(session, ROSA)
    show(qtbot, page, ROSA)
    button = page.files.card.photo_button
    QTest.keyClick(button, Qt.Key.Key_Return)
    choose(qtbot, written(tmp_path / "rosa.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    qtbot.waitUntil(page.files.card.fault.isVisible)
    assert "cannot be shown as a photo" in words(page.files.card)
    QTest.keyClick(button, Qt.Key.Key_Return)
    choose(qtbot, written(tmp_path / "ok.jpg", picture(20, 20)))
    qtbot.waitUntil(lambda: names(page) == ["Photo"])


def test_a_photo_from_outside_that_is_none_leaves_the_initials(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    fill(session, ROSA)
    broken = NewFile("rosa.jpg", b"\xff\xd8\xff broken")
    changeset = set_photo(ROSA.id, broken, (), used=0, today=session.today())
    writer.commit(session.engine, changeset)
    plain = page.sheet.avatar
    show(qtbot, page, ROSA)
    before = plain.grab().toImage()
    session.announce(changeset)
    qtbot.waitUntil(lambda: names(page) == ["Photo"])
    assert plain.grab().toImage() == before


def test_the_files_of_another_person_are_not_shown(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    ana = make_customer("Ana")
    fill(session, ROSA, ana)
    keep(session, ("a.txt", b"a"))
    show(qtbot, page, ROSA)
    qtbot.waitUntil(lambda: names(page) == ["a.txt"])
    show(qtbot, page, ana)
    qtbot.waitUntil(lambda: names(page) == [])


def test_the_next_start_removes_the_copies_of_one_that_died(
    qtbot: QtBot, session: JournalSession, own_home: Path
) -> None:
    opened_files.cache_clear()  # a program that starts
    left = copies_folder() / "0123"
    assert left.is_relative_to(own_home)
    left.mkdir(parents=True)
    written(left / "file-1.txt").chmod(0o400)
    sweep_copies(session)
    qtbot.waitUntil(lambda: not left.exists())
