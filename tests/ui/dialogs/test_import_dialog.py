"""Bringing contacts in through the window, from the file to the journal and back with Undo."""

import csv
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import fill
from tests.ui.owner import choose, hear
from trustjournal.domain.records import (
    Customer,
    Labelled,
)
from trustjournal.store import queries
from trustjournal.transfer import Duplicates
from trustjournal.ui.dialogs.import_dialog import ImportDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

DATA = Path(__file__).parents[2] / "data"


def is_book(path: Path) -> bool:
    return path.suffix in {".csv", ".vcf"}


HEADER = ("First Name", "Last Name", "Organization Name", "Phone 1 - Value", "E-mail 1 - Value")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(
    session: JournalSession, navigator: Navigator, window: QWidget, path: Path | str = ""
) -> ImportDialog:
    dialog = ImportDialog(session, navigator, str(path), window)
    dialog.open()
    return dialog


@pytest.fixture
def dialog(session: JournalSession, navigator: Navigator, window: QWidget) -> ImportDialog:
    return opened(session, navigator, window)


def google(folder: Path, *people: tuple[str, ...], encoding: str = "utf-8") -> Path:
    """Write a Google file; the header is as short as is still recognised."""
    path = folder / "contacts.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(people)
    return path


ROSA = ("Rosa", "Delgado", "Café Alma", "+34 600 000 001", "rosa@example.org")
TOMASZ = ("Tomasz", "Wilk", "Wilk & Sons", "+48 600 000 002", "tomasz@example.org")
INES = ("Ines", "Moreau", "", "", "ines@example.org")


def people(session: JournalSession) -> list[Customer]:
    with session.engine.connect() as connection:
        return queries.customers(connection)


def previewed(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.preview)


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_file_is_chosen_looked_over_and_imported_with_one_undo(
    dialog: ImportDialog,
    session: JournalSession,
    navigator: Navigator,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    said = hear(navigator.told)
    press(dialog.drop_zone.choose)
    choose(qtbot, google(tmp_path, ROSA, TOMASZ, INES))
    previewed(dialog, qtbot)
    assert dialog.preview.what.text() == "contacts.csv: 3 people from Google Contacts"
    assert dialog.preview.counts.text() == "3 new"
    assert dialog.preview.import_button.text() == "Import 3 people"
    assert people(session) == []
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog.preview.import_button)
    assert said == ["Imported 3 people."]
    assert [one.name for one in people(session)] == ["Ines Moreau", "Rosa Delgado", "Tomasz Wilk"]
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert people(session) == []


@pytest.mark.parametrize("name", [path.name for path in sorted(DATA.iterdir()) if is_book(path)])
def test_every_known_form_is_previewed(
    name: str, session: JournalSession, navigator: Navigator, window: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(session, navigator, window, DATA / name)
    previewed(dialog, qtbot)
    assert dialog.preview.people.rowCount() > 0
    dialog.close()


def test_enter_imports_what_is_shown(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(session, navigator, window, google(tmp_path, ROSA))
    previewed(dialog, qtbot)
    qtbot.waitUntil(dialog.preview.import_button.hasFocus)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog.preview.import_button, Qt.Key.Key_Return)
    assert [one.name for one in people(session)] == ["Rosa Delgado"]


def familiar(session: JournalSession) -> Customer:
    rosa = make_customer(emails=(Labelled(value="rosa@example.org"),))
    fill(session, rosa)
    return rosa


@pytest.mark.parametrize(
    ("choice", "counts", "button", "told", "names"),
    [
        (Duplicates.SKIP, "1 new, 1 skipped", "Import 1 person", "Imported 1 person.", 2),
        (
            Duplicates.MERGE,
            "1 new, 1 merged",
            "Import 2 people",
            "Imported 1 person. Merged 1 person.",
            2,
        ),
        (Duplicates.NEW, "2 new", "Import 2 people", "Imported 2 people.", 3),
    ],
)
def test_those_known_already_are_left_out_merged_or_added(
    choice: Duplicates,
    counts: str,
    button: str,
    told: str,
    names: int,
    session: JournalSession,
    navigator: Navigator,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    rosa = familiar(session)
    said = hear(navigator.told)
    dialog = opened(session, navigator, window, google(tmp_path, ROSA, TOMASZ))
    previewed(dialog, qtbot)
    press(dialog.preview.duplicates.keys[choice])
    qtbot.waitUntil(lambda: dialog.preview.counts.text() == counts)
    assert dialog.preview.import_button.text() == button
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog.preview.import_button)
    assert said == [told]
    found = people(session)
    assert len(found) == names
    kept = next(one for one in found if one.id == rosa.id)
    assert bool(kept.phones) is (choice is Duplicates.MERGE)


def test_who_looks_familiar_is_shown_apart(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    familiar(session)
    dialog = opened(session, navigator, window, google(tmp_path, ROSA, TOMASZ))
    previewed(dialog, qtbot)
    titles = [dialog.preview.tabs.tabText(tab) for tab in range(2)]
    assert titles == ["People 2", "Look familiar 1"]
    dialog.preview.tabs.setFocus()
    QTest.keyClick(dialog.preview.tabs, Qt.Key.Key_Right)
    assert dialog.preview.people.rowCount() == 1
    assert dialog.preview.people.cell(0, 5) == "Rosa Delgado (e-mail)"
    dialog.close()


def test_what_came_in_meanwhile_is_no_duplicate_either(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(session, navigator, window, google(tmp_path, ROSA, TOMASZ))
    previewed(dialog, qtbot)
    familiar(session)
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog.preview.import_button)
    assert sorted(one.name for one in people(session)) == ["Rosa Delgado", "Tomasz Wilk"]


def test_a_file_with_nobody_new_says_so(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    familiar(session)
    dialog = opened(session, navigator, window, google(tmp_path, ROSA))
    previewed(dialog, qtbot)
    assert "all of it is in your journal already" in dialog.preview.counts.text()
    assert not dialog.preview.import_button.isEnabled()
    dialog.close()


def test_problems_are_told_by_row_and_can_be_saved(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    path = google(tmp_path, ROSA, (*TOMASZ, "one", "too", "many"))
    dialog = opened(session, navigator, window, path)
    previewed(dialog, qtbot)
    assert dialog.preview.tabs.tabText(2) == "Problems 1"
    dialog.preview.tabs.setCurrentIndex(2)
    assert dialog.preview.report_button.isVisible()
    press(dialog.preview.report_button)
    target = tmp_path / "what was wrong.txt"
    choose(qtbot, target)
    qtbot.waitUntil(lambda: "Saved as" in dialog.preview.fault.text())
    report = target.read_text("utf-8")
    assert "contacts.csv" in report
    row, text = (dialog.preview.problems.cell(0, column) for column in range(2))
    assert f"Row {row}: {text}" in report
    dialog.close()


def test_the_encoding_can_be_corrected(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    zoe = ("Zoë", "Łukaszewicz", "Żółć", "", "")
    dialog = opened(session, navigator, window, google(tmp_path, zoe, encoding="cp1250"))
    previewed(dialog, qtbot)
    box = dialog.preview.encoding
    for encoding, name in (("cp1251", "Zoл"), ("cp1250", "Zoë Łukaszewicz")):
        box.setCurrentIndex(box.findData(encoding))
        box.activated.emit(box.currentIndex())
        qtbot.waitUntil(
            lambda name=name: (
                dialog.preview.people.rowCount() == 1
                and dialog.preview.people.cell(0, 0).startswith(name)
            )
        )
        previewed(dialog, qtbot)
    assert box.currentText() == "Central European (Windows)"
    dialog.close()


def test_a_file_that_is_no_address_book_says_which_are_understood(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "shopping.csv"
    path.write_text("milk,bread\n1,2\n")
    dialog = opened(session, navigator, window, path)
    qtbot.waitUntil(lambda: "Google Contacts" in dialog.drop_zone.fault.text())
    assert dialog.stack.currentWidget() is dialog.drop_zone
    dialog.take(google(tmp_path, ROSA))
    previewed(dialog, qtbot)
    dialog.close()


def test_a_file_that_is_gone_is_said_to_be(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(session, navigator, window, tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: "There is no file" in dialog.drop_zone.fault.text())
    dialog.close()


def test_a_large_file_is_asked_about_first(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    path = google(tmp_path, ROSA)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\n" * 200_001)
    dialog = opened(session, navigator, window, path)
    qtbot.waitUntil(dialog.work_pane.go_on.isVisible)
    assert "Go on?" in dialog.work_pane.what.text()
    press(dialog.work_pane.go_on)
    previewed(dialog, qtbot)
    assert dialog.preview.people.rowCount() == 1
    dialog.close()


def test_cancel_comes_back_at_once_and_nothing_is_heard_of_it_again(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    crowd = [(f"Ana{n}", f"Lopez{n}", "", "", f"ana{n}@example.org") for n in range(5_000)]
    dialog = opened(session, navigator, window, google(tmp_path, *crowd))
    counted = hear(dialog.reading.progressed)
    finished = hear(dialog.reading.finished)
    qtbot.waitUntil(lambda: bool(counted))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.stack.currentWidget() is dialog.drop_zone
    answered: list[list[Customer]] = []
    session.read(queries.customers, answered.append)
    qtbot.waitUntil(lambda: answered == [[]])
    assert finished == []
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_cancel_while_importing_leaves_nothing(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(session, navigator, window, google(tmp_path, ROSA))
    previewed(dialog, qtbot)
    busy, held = Event(), list[bool]()
    # Without this the one contact would be there before the click.
    session.read(lambda _connection: busy.wait(), held.append)
    press(dialog.preview.import_button)
    press(dialog.work_pane.stop)
    busy.set()
    assert dialog.stack.currentWidget() is dialog.preview
    answered: list[list[Customer]] = []
    session.read(queries.customers, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert answered == [[]]
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog.preview.import_button)
    assert len(people(session)) == 1


def drop(dialog: ImportDialog, *paths: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(dialog, enter)
    if enter.isAccepted():
        QApplication.sendEvent(dialog, QDropEvent(QPointF(20, 20), copy, mime, left, none))
    return enter.isAccepted()


def test_a_file_can_be_dropped(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    assert drop(dialog, google(tmp_path, ROSA))
    previewed(dialog, qtbot)
    assert not drop(dialog, tmp_path)
    dialog.close()


def test_ten_thousand_people_are_shown_without_a_stutter(
    session: JournalSession, navigator: Navigator, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    crowd = [(f"Ana{n}", f"Lopez{n}", "", "", f"ana{n}@example.org") for n in range(10_000)]
    dialog = opened(session, navigator, window, google(tmp_path, *crowd))
    qtbot.waitUntil(lambda: dialog.preview.people.rowCount() == 10_000, timeout=30_000)
    assert dialog.preview.import_button.text() == "Import 10,000 people"
    table = dialog.preview.people_table
    table.scrollToBottom()
    assert table.indexAt(table.viewport().rect().center()).row() > 9_900
    dialog.close()


def test_everything_that_takes_the_focus_has_a_name(dialog: ImportDialog) -> None:
    nameless = [
        one
        for one in dialog.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.window() is dialog
        and not one.accessibleName()
    ]
    assert nameless == []
    dialog.close()
