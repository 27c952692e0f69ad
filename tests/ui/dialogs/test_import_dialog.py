"""Bringing files in through the window, from the file to the journal and back with Undo."""

import csv
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import fill
from tests.ui.files import drop, picture
from tests.ui.owner import choose, hear
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began
from trustjournal.domain.records import Customer, Labelled, Touchpoint
from trustjournal.exchange.large_files import LARGE_ROWS
from trustjournal.settings import Settings
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.transfer.import_plan import Duplicates, Stranger
from trustjournal.transfer.whole_journal import export_journal
from trustjournal.ui.dialogs.import_dialog import ImportDialog
from trustjournal.ui.dialogs.import_review_page import KNOWN, PROBLEMS, STRANGERS
from trustjournal.ui.dialogs.review_import import ReviewImportDialog
from trustjournal.ui.dialogs.step import Step
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.rows_table import RowsTable

DATA = Path(__file__).parents[2] / "data"
GOOGLE = (
    *("First Name", "Last Name", "Organization Name", "Phone 1 - Value", "E-mail 1 - Value"),
    *("Labels", "Phone 1 - Label", "E-mail 1 - Label"),
)
ROSA = ("Rosa", "Delgado", "Café Alma", "+34 600 000 001", "rosa@example.org")
TOMASZ = ("Tomasz", "Wilk", "Wilk & Sons", "+48 600 000 002", "tomasz@example.org")
INES = ("Ines", "Moreau", "", "", "ines@example.org")

Open = Callable[..., ImportDialog]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def opened(session: JournalSession, navigator: Navigator, settings: Settings, qtbot: QtBot) -> Open:
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    window.show()

    def open_dialog(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(session, navigator, settings, paths, window)
        dialog.open()
        return dialog

    return open_dialog


def google(folder: Path, *people: tuple[str, ...], encoding: str = "utf-8") -> Path:
    """Write a Google file; the header is as short as is still recognised."""
    people = tuple((*one, "", "", "") for one in people)
    return table(folder / "contacts.csv", GOOGLE, *people, encoding=encoding)


def table(path: Path, *rows: tuple[str, ...], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def people(session: JournalSession) -> list[Customer]:
    with session.engine.connect() as connection:
        return queries.customers(connection)


def touchpoints(session: JournalSession) -> list[Touchpoint]:
    with session.engine.connect() as connection:
        return list(queries.all_of(connection, Touchpoint))


def shown(dialog: ImportDialog, step: Step, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is step)


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(dialog: ImportDialog) -> None:
    """Press Enter wherever the focus is."""
    focus = dialog.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)


def reviewed(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Go on with Enter as far as the dry run."""
    shown(dialog, dialog.file.file_page, qtbot)
    enter(dialog)
    qtbot.waitUntil(
        lambda: dialog.stack.currentWidget() in (dialog.file.columns_page, dialog.file.review)
    )
    if dialog.stack.currentWidget() is dialog.file.columns_page:
        enter(dialog)
    shown(dialog, dialog.file.review, qtbot)


def fates(table: RowsTable) -> list[str]:
    """What the last column says of each row."""
    return [table.text(row, len(cells) - 1) for row, cells in enumerate(table.rows)]


def test_a_google_file_takes_two_presses_of_enter(
    opened: Open, session: JournalSession, navigator: Navigator, tmp_path: Path, qtbot: QtBot
) -> None:
    said = hear(navigator.told)
    dialog = opened(google(tmp_path, ROSA, TOMASZ, INES))
    file = dialog.file
    shown(dialog, file.file_page, qtbot)
    assert file.file_page.form.currentText() == "Google Contacts"
    enter(dialog)
    shown(dialog, file.review, qtbot)
    assert file.review.counts.text() == "People: 3 new"
    assert file.review.next_button.text() == "Import 3 people"
    assert people(session) == []
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    assert dialog.summary.told.text() == "Imported 3 people."
    assert [one.name for one in people(session)] == ["Ines Moreau", "Rosa Delgado", "Tomasz Wilk"]
    with qtbot.waitSignal(dialog.destroyed):
        enter(dialog)
    assert said == ["Imported 3 people."]
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert people(session) == []


def test_undo_stands_at_the_end_as_well(
    opened: Open, session: JournalSession, navigator: Navigator, tmp_path: Path, qtbot: QtBot
) -> None:
    said = hear(navigator.told)
    dialog = opened(google(tmp_path, ROSA))
    reviewed(dialog, qtbot)
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    press(dialog.summary.undo_button)
    qtbot.waitUntil(lambda: dialog.summary.told.text().startswith("Undone"))
    assert people(session) == []
    with qtbot.waitSignal(dialog.destroyed):
        enter(dialog)
    assert said == []


def familiar(session: JournalSession) -> Customer:
    rosa = make_customer(emails=(Labelled(value="rosa@example.org"),))
    fill(session, rosa)
    return rosa


@pytest.mark.parametrize(
    ("choice", "counts", "button", "names"),
    [
        (Duplicates.SKIP, "People: 1 new, 1 left out", "Import 1 person", 2),
        (Duplicates.MERGE, "People: 1 new, 1 merged", "Import 2 people", 2),
        (Duplicates.NEW, "People: 2 new", "Import 2 people", 3),
    ],
)
def test_those_known_already_are_left_out_merged_or_added(
    choice: Duplicates,
    counts: str,
    button: str,
    names: int,
    opened: Open,
    session: JournalSession,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    rosa = familiar(session)
    dialog = opened(google(tmp_path, ROSA, TOMASZ))
    reviewed(dialog, qtbot)
    review = dialog.file.review
    review.tabs.setCurrentIndex(KNOWN)
    press(review.known.all.keys[choice])
    qtbot.waitUntil(lambda: review.counts.text() == counts)
    assert review.next_button.text() == button
    press(review.next_button)
    shown(dialog, dialog.summary, qtbot)
    found = people(session)
    assert len(found) == names
    same = next(one for one in found if one.id == rosa.id)
    assert bool(same.phones) is (choice is Duplicates.MERGE)
    dialog.close()


def test_one_of_those_known_is_decided_on_alone(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    familiar(session)
    fill(session, make_customer(name="Tomasz Wilk", emails=(Labelled(value=TOMASZ[4]),)))
    dialog = opened(google(tmp_path, ROSA, TOMASZ, INES))
    reviewed(dialog, qtbot)
    review = dialog.file.review
    assert review.tabs.tabText(KNOWN) == "Look familiar 2"
    review.tabs.setCurrentIndex(KNOWN)
    table = review.known.table
    assert table is not None
    assert fates(table) == ["Left out", "Left out"]
    assert "+34 600 000 001" in table.rows[0][4]
    table.selectRow(0)
    press(review.known.buttons[Duplicates.MERGE])
    assert fates(table) == ["Merged", "Left out"]
    qtbot.waitUntil(lambda: review.counts.text() == "People: 1 new, 1 merged, 1 left out")
    press(review.next_button)
    shown(dialog, dialog.summary, qtbot)
    phones = {one.name: bool(one.phones) for one in people(session)}
    assert phones == {"Rosa Delgado": True, "Tomasz Wilk": False, "Ines Moreau": False}
    dialog.close()


def test_the_same_file_again_brings_nothing(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    path = google(tmp_path, ROSA, TOMASZ)
    first = opened(path)
    reviewed(first, qtbot)
    enter(first)
    shown(first, first.summary, qtbot)
    with qtbot.waitSignal(first.destroyed):
        enter(first)
    again = opened(path)
    reviewed(again, qtbot)
    assert "your journal has all of it already" in again.file.review.counts.text()
    assert not again.file.review.next_button.isEnabled()
    assert len(people(session)) == 2
    again.close()


@pytest.mark.parametrize(
    "name",
    [
        *("google_new.csv", "google_old.csv", "outlook_com.csv", "outlook_classic.csv"),
        *("cards_21.vcf", "cards_30_apple.vcf", "cards_40.vcf", "monica.json", "calls.xml"),
        *("salesforce", "shopify/customers_export.csv", "mail/year.mbox", "whatsapp/ios.txt"),
    ],
)
def test_every_kind_of_file_is_shown_and_looked_over(name: str, opened: Open, qtbot: QtBot) -> None:
    dialog = opened(DATA / name)
    shown(dialog, dialog.file.file_page, qtbot)
    table = dialog.file.file_page.table
    assert table is not None
    assert table.rows
    reviewed(dialog, qtbot)
    assert dialog.file.review.counts.text()
    dialog.close()


def test_columns_are_mapped_and_remembered_by_their_names(
    opened: Open, session: JournalSession, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Name", "Shoe", "Remark"), ("Rosa Delgado", "39", "likes oak"))
    path = table(tmp_path / "people.csv", *rows)
    dialog = opened(path)
    shown(dialog, dialog.file.file_page, qtbot)
    enter(dialog)
    columns = dialog.file.columns_page
    shown(dialog, columns, qtbot)
    assert columns.boxes["Name"].currentText() == "Name"
    assert columns.boxes["Shoe"].value() == "note"
    box = columns.boxes["Shoe"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.currentText() == "A new own field “Shoe”"
    columns.boxes["Remark"].set_value("")
    enter(dialog)
    shown(dialog, dialog.file.review, qtbot)
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    (rosa,) = people(session)
    assert [one.value for one in rosa.custom] == ["39"]
    assert "oak" not in rosa.note
    enter(dialog)
    again = opened(table(tmp_path / "more.csv", *rows))
    shown(again, again.file.file_page, qtbot)
    enter(again)
    shown(again, again.file.columns_page, qtbot)
    boxes = again.file.columns_page.boxes
    assert (boxes["Shoe"].value(), boxes["Remark"].value()) == ("field:Shoe", "")
    assert boxes["Shoe"].currentText() == "Own field “Shoe”"
    again.close()


def test_what_a_row_is_can_be_said_with_one_press_and_is_remembered(
    opened: Open, session: JournalSession, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(session, make_customer("Rosa Delgado"))
    rows = (("Name", "Seen", "Remark"), ("Rosa Delgado", "2026-11-20", "liked the cedar bowl"))
    dialog = opened(table(tmp_path / "rows.csv", *rows))
    page = dialog.file.file_page
    shown(dialog, page, qtbot)
    assert page.rows_are.text() == "Each row is read as a person or a business."
    assert page.other_button.text() == "These are touchpoints"
    page.other_button.setFocus()
    QTest.keyClick(page.other_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.other_button.text() == "These are people")
    assert page.rows_are.text() == "Each row is read as a touchpoint with somebody."
    page.next_button.setFocus()
    reviewed(dialog, qtbot)
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    assert [one.note for one in touchpoints(session)] == ["liked the cedar bowl"]
    enter(dialog)
    again = opened(table(tmp_path / "more.csv", *rows))
    shown(again, again.file.file_page, qtbot)
    assert again.file.file_page.form.value() == "log"
    press(again.file.file_page.other_button)
    qtbot.waitUntil(lambda: again.file.file_page.other_button.text() == "These are touchpoints")
    again.close()


def test_a_file_that_is_known_for_certain_is_not_asked_about(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(google(tmp_path, ROSA))
    shown(dialog, dialog.file.file_page, qtbot)
    assert dialog.file.file_page.other_button.isHidden()
    dialog.close()


def test_dates_that_read_two_ways_are_asked_about(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Name", "Birthday"), ("Rosa Delgado", "03/04/1980"), ("Ines Moreau", "05/06/1981"))
    dialog = opened(table(tmp_path / "people.csv", *rows))
    shown(dialog, dialog.file.file_page, qtbot)
    enter(dialog)
    columns = dialog.file.columns_page
    shown(dialog, columns, qtbot)
    assert columns.asks_order()
    columns.order.set_value(True)
    enter(dialog)
    shown(dialog, dialog.file.review, qtbot)
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    days = {one.name: (one.dates[0].day, one.dates[0].month) for one in people(session)}
    assert days == {"Rosa Delgado": (3, 4), "Ines Moreau": (5, 6)}
    dialog.close()


def test_the_letters_and_the_columns_can_be_corrected_with_the_first_lines_in_view(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name;Ort\nZoë Łukaszewicz;Łódź, Żółć\n", "cp1250")
    dialog = opened(path)
    page = dialog.file.file_page
    shown(dialog, page, qtbot)

    def first() -> str:
        assert page.table is not None
        return page.table.rows[0][1]

    for encoding, name in (("cp1251", "Zoл"), ("cp1250", "Zoë Łukaszewicz")):
        page.encoding.set_value(encoding)
        qtbot.waitUntil(lambda name=name: first().startswith(name))
    assert page.encoding.currentText() == "Central European (Windows)"
    assert page.delimiter.currentText() == "a semicolon"
    page.delimiter.set_value(",")
    qtbot.waitUntil(lambda: page.table is not None and page.table.rows[0][0] == "Name;Ort")
    dialog.close()


def test_what_a_file_is_can_be_corrected_and_a_wrong_answer_is_told(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(google(tmp_path, ROSA))
    page = dialog.file.file_page
    shown(dialog, page, qtbot)
    page.form.set_value("monica")
    qtbot.waitUntil(page.fault.isVisible)
    assert page.fault.text()
    page.form.set_value("contacts")
    qtbot.waitUntil(lambda: page.table is not None and len(page.table.rows[0]) == 2)
    assert not page.fault.isVisible()
    enter(dialog)
    shown(dialog, dialog.file.columns_page, qtbot)
    press(dialog.file.columns_page.back_button)
    shown(dialog, page, qtbot)
    dialog.close()


def test_who_wrote_a_mail_is_told_by_the_owners_addresses_which_are_remembered(
    opened: Open, session: JournalSession, settings: Settings, qtbot: QtBot
) -> None:
    fill(session, make_customer(emails=(Labelled(value="rosa@cafealma.example.com"),)))
    dialog = opened(DATA / "mail" / "year.mbox")
    page = dialog.file.file_page
    shown(dialog, page, qtbot)
    page.mine.setFocus()
    QTest.keyClicks(page.mine, "maya@bluejug.example.com")
    QTest.keyClick(page.mine, Qt.Key.Key_Return)
    shown(dialog, dialog.file.review, qtbot)
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    began = {touch.note[:2]: touch.began for touch in touchpoints(session)}
    assert began == {"Cu": Began.THEM, "Re": Began.US}
    dialog.close()
    again = opened(DATA / "mail" / "order.eml")
    shown(again, again.file.file_page, qtbot)
    assert again.file.file_page.mine.text() == "maya@bluejug.example.com"
    again.close()


def test_somebody_not_known_is_assigned_added_or_left_out(
    opened: Open, session: JournalSession, qtbot: QtBot
) -> None:
    rosa = make_customer(name="Rosa Delgado")
    fill(session, rosa)
    dialog = opened(DATA / "mail" / "year.mbox")
    reviewed(dialog, qtbot)
    review = dialog.file.review
    review.tabs.setCurrentIndex(STRANGERS)
    table = review.strangers.table
    assert table is not None
    names = [cells[0] for cells in table.rows]
    row = next(row for row, name in enumerate(names) if name.startswith("Ben"))
    assert fates(table)[row] == "Left out"
    table.selectRow(row)
    line = review.strangers.who.line
    line.setFocus()
    QTest.keyClicks(line, "ros")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert fates(table)[row] == "Is Rosa Delgado"
    press(review.strangers.buttons[Stranger.NEW])
    assert fates(table)[row] == "Added as new"
    qtbot.waitUntil(lambda: "People: 1 new" in review.counts.text())
    press(review.next_button)
    shown(dialog, dialog.summary, qtbot)
    assert [one.name for one in people(session)] == ["Ben Roth", "Rosa Delgado"]
    assert touchpoints(session)
    dialog.close()


def test_a_file_in_no_known_form_or_gone_is_told_where_files_are_chosen(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    for path, told in ((tmp_path / "gone.csv", "There is no file"), (picture_of(tmp_path), "form")):
        dialog = opened(path)
        qtbot.waitUntil(lambda told=told, dialog=dialog: told in dialog.drop_zone.fault.text())
        assert dialog.stack.currentWidget() is dialog.drop_zone
        assert not dialog.skip_button.isVisible()
        dialog.close()


def test_files_come_one_after_another_and_one_can_be_skipped(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    first = google(tmp_path, ROSA)
    second, third = tmp_path / "second.csv", tmp_path / "third.csv"
    first.rename(second)
    google(tmp_path, INES).rename(third)
    dialog = opened()
    brought, left_out = hear(dialog.brought), hear(dialog.left_out)
    assert drop(dialog, [tmp_path / "gone.csv"]) is False
    assert drop(dialog, [picture_of(tmp_path), second, third])
    qtbot.waitUntil(dialog.skip_button.isVisible)
    press(dialog.skip_button)
    page = dialog.file.file_page
    shown(dialog, page, qtbot)
    assert page.what.text() == "second.csv"
    press(page.cancel_button)
    qtbot.waitUntil(lambda: page.what.text() == "third.csv")
    reviewed(dialog, qtbot)
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    assert dialog.summary.next_button.text() == "Done"
    assert [path.name for path in left_out] == ["picture.png", "second.csv"]
    assert brought == [third]
    assert [one.name for one in people(session)] == ["Ines Moreau"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_files_are_chosen_several_at_once(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened()
    press(dialog.drop_zone.choose)
    choose(qtbot, google(tmp_path, ROSA))
    shown(dialog, dialog.file.file_page, qtbot)
    dialog.close()


def picture_of(folder: Path) -> Path:
    path = folder / "picture.png"
    path.write_bytes(picture(8, 8))
    return path


def test_what_to_know_of_is_told_by_row_and_the_report_can_be_saved(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Name", "E-mail"), ("Rosa", "rosa@example.org"), ("", ""), ("", "", "too many"))
    dialog = opened(table(tmp_path / "people.csv", *rows))
    reviewed(dialog, qtbot)
    review = dialog.file.review
    assert review.tabs.isTabVisible(PROBLEMS)
    assert review.problems is not None
    assert review.problems.rows
    for page in (review, dialog.summary):
        press(page.report_button)
        target = tmp_path / f"{type(page).__name__}.txt"
        choose(qtbot, target)
        qtbot.waitUntil(lambda page=page: "Saved as" in page.fault.text())
        report = target.read_text("utf-8")
        assert "people.csv" in report
        row, text = review.problems.rows[0]
        assert f"Row {row}: {text}" in report
        if page is review:
            press(review.next_button)
            shown(dialog, dialog.summary, qtbot)
    dialog.close()


def test_escape_stops_the_reading_at_once_and_nothing_is_heard_of_it_again(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    crowd = [(f"Ana{n}", f"Lopez{n}", "", "", f"ana{n}@example.org") for n in range(5_000)]
    dialog = opened(google(tmp_path, *crowd))
    shown(dialog, dialog.file.file_page, qtbot)
    counted = hear(dialog.file.reading.progressed)
    enter(dialog)
    qtbot.waitUntil(lambda: bool(counted))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.stack.currentWidget() is dialog.file.file_page
    asked: list[None] = []
    dialog.session.read(lambda _connection: None, asked.append)
    qtbot.waitUntil(lambda: bool(asked))
    assert dialog.file.looked is None
    assert dialog.stack.currentWidget() is dialog.file.file_page
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_stopping_the_import_leaves_nothing(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(google(tmp_path, ROSA))
    reviewed(dialog, qtbot)
    busy, held = Event(), list[bool]()
    # Without this the one person would be there before the key.
    session.read(lambda _connection: busy.wait(), held.append)
    enter(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.work_pane.what.text() == "Stopping …"
    busy.set()
    shown(dialog, dialog.file.review, qtbot)
    assert people(session) == []
    enter(dialog)
    shown(dialog, dialog.summary, qtbot)
    assert len(people(session)) == 1
    dialog.close()


def test_an_enter_too_many_stops_nothing(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(google(tmp_path, ROSA))
    assert dialog.stack.currentWidget() is dialog.work_pane
    QTest.keyClick(dialog.work_pane, Qt.Key.Key_Return)
    assert dialog.stack.currentWidget() is dialog.work_pane
    shown(dialog, dialog.file.file_page, qtbot)
    dialog.close()


def test_a_whole_journal_comes_into_an_empty_one_alone(
    opened: Open, session: JournalSession, navigator: Navigator, tmp_path: Path, qtbot: QtBot
) -> None:
    whole = tmp_path / "whole.jsonl"
    other = create_journal(tmp_path / "other.db")
    writer.commit(other, Changeset("Add", (Change.create(make_customer(name="Tomasz Wilk")),)))
    export_journal(other, whole)
    close_journal(other)
    dialog = opened(whole)
    qtbot.waitUntil(dialog.work_pane.go_on.isVisible)
    assert "1 people" in dialog.work_pane.what.text()
    with qtbot.waitSignal(dialog.destroyed):
        enter(dialog)
    assert [one.name for one in people(session)] == ["Tomasz Wilk"]
    again = opened(whole)
    qtbot.waitUntil(again.work_pane.go_on.isVisible)
    enter(again)
    qtbot.waitUntil(lambda: bool(again.drop_zone.fault.text()))
    again.close()


def test_reviews_are_led_to_their_own_import(
    opened: Open, session: JournalSession, qtbot: QtBot
) -> None:
    dialog = opened(DATA / "reviews" / "reviews.csv")
    found: list[ReviewImportDialog] = []

    def there() -> bool:
        found[:] = dialog.findChildren(ReviewImportDialog)
        return bool(found) and found[0].stack.currentWidget() is found[0].mapping

    qtbot.waitUntil(there)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(found[0], Qt.Key.Key_Escape)


def test_settings_that_somebody_spoiled_do_no_harm(
    opened: Open, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.views["import"] = {"mine": 5, "columns": {"x": "y"}, "forms": 7}
    dialog = opened(
        table(tmp_path / "people.csv", ("Name", "E-mail"), ("Rosa", "rosa@example.org"))
    )
    reviewed(dialog, qtbot)
    dialog.close()


def test_everything_that_takes_the_focus_has_a_name(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(session, make_customer(emails=(Labelled(value="rosa@example.org"),)))
    dialog = opened(
        table(tmp_path / "people.csv", ("Name", "E-mail"), ("Rosa", "rosa@example.org"))
    )
    reviewed(dialog, qtbot)
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


def large(folder: Path) -> Path:
    path = google(folder, ROSA)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\n" * (LARGE_ROWS + 1))
    return path


def test_a_large_file_is_read_only_when_the_owner_says_so(
    opened: Open, session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(large(tmp_path))
    pane = dialog.work_pane
    qtbot.waitUntil(pane.go_on.isVisible)
    assert "about 200,003 lines" in pane.what.text() or "about 200003 lines" in pane.what.text()
    press(pane.stop)
    assert dialog.stack.currentWidget() is dialog.drop_zone
    dialog.take(tmp_path / "contacts.csv")
    qtbot.waitUntil(pane.go_on.isVisible)
    QTest.keyClick(pane.go_on, Qt.Key.Key_Return)
    shown(dialog, dialog.file.file_page, qtbot)
