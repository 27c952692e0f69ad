"""Bringing reviews in through the window, from the file to the journal and back with Undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import fill
from tests.ui.dialogs.forms_of_feedback import said, there
from tests.ui.owner import choose, hear
from trustjournal.domain.choices import FeedbackSource
from trustjournal.domain.records import Labelled
from trustjournal.exchange.large_files import LARGE_ROWS
from trustjournal.exchange.review_columns import Part
from trustjournal.ui.dialogs.review_import import ReviewImportDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.rows_table import RowsTable

ROSA = make_customer("Rosa Delgado", emails=(Labelled(value="rosa@example.org"),))
HEADER = "Date,Reviewer,Email,Stars,Review\n"
ROWS = (
    "2026-03-05,R. D.,ROSA@example.org,5,Lovely cups\n"
    "2026-03-06,Kim,,4,Slow post\n"
    "soon,Lee,,4,Fine\n"
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(session: JournalSession, navigator: Navigator, window: QWidget) -> ReviewImportDialog:
    fill(session, ROSA)
    made = ReviewImportDialog(session, navigator, window)
    made.open()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return file_of(tmp_path, HEADER + ROWS)


def file_of(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "reviews.csv"
    path.write_bytes(content.encode(encoding))
    return path


def mapped(qtbot: QtBot, dialog: ReviewImportDialog, path: Path) -> None:
    dialog.take(path)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.mapping)


def previewed(qtbot: QtBot, dialog: ReviewImportDialog) -> None:
    QTest.mouseClick(dialog.mapping.next_button, LEFT)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.preview)


def rows(dialog: ReviewImportDialog, tab: int = 0) -> list[list[str]]:
    table = dialog.preview.stack.widget(tab)
    assert isinstance(table, RowsTable)
    return [list(row) for row in table.rows]


def test_columns_are_guessed_and_shown_with_what_stands_in_them(
    qtbot: QtBot, dialog: ReviewImportDialog, path: Path
) -> None:
    mapped(qtbot, dialog, path)
    mapping = dialog.mapping
    assert mapping.boxes[Part.TEXT].value() == "Review"
    assert mapping.boxes[Part.NAME].value() == "Reviewer"
    assert mapping.samples[Part.NAME].text() == "R. D.  ·  Kim  ·  Lee"
    assert mapping.boxes[Part.LINK].value() == ""
    mapping.boxes[Part.NAME].set_value("")
    assert mapping.samples[Part.NAME].text() == ""
    for part in (Part.TEXT, Part.RATING):
        mapping.boxes[part].set_value("")
    assert not mapping.next_button.isEnabled()


def test_what_would_come_in_is_shown_with_problems_by_row(
    qtbot: QtBot, dialog: ReviewImportDialog, path: Path, session: JournalSession
) -> None:
    mapped(qtbot, dialog, path)
    previewed(qtbot, dialog)
    preview = dialog.preview
    assert preview.counts.text() == "2 new, 1 of them from people you know"
    assert preview.next_button.text() == "Import 2 reviews"
    assert rows(dialog) == [
        ["New", "Rosa Delgado", "In your journal", "5 Mar", "5 of 5 stars", "Lovely cups"],
        ["New", "Kim", "", "6 Mar", "4 of 5 stars", "Slow post"],
    ]
    assert rows(dialog, 1) == [["4", "The date “soon” cannot be read; this row was left out."]]
    assert said(session) == []


def test_import_writes_all_at_once_and_undo_takes_it_back(
    qtbot: QtBot,
    dialog: ReviewImportDialog,
    path: Path,
    session: JournalSession,
    navigator: Navigator,
) -> None:
    told = hear(navigator.told)
    mapped(qtbot, dialog, path)
    previewed(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(there(QApplication.focusWidget()), Qt.Key.Key_Return)
    assert told == ["Imported 2 reviews."]
    assert {one.customer_id for one in said(session)} == {ROSA.id, None}
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert said(session) == []


def test_the_same_file_again_has_nothing_new(
    qtbot: QtBot,
    dialog: ReviewImportDialog,
    path: Path,
    session: JournalSession,
    navigator: Navigator,
    window: QWidget,
) -> None:
    mapped(qtbot, dialog, path)
    previewed(qtbot, dialog)
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.preview.next_button, LEFT)
    again = ReviewImportDialog(session, navigator, window)
    again.open()
    mapped(qtbot, again, path)
    previewed(qtbot, again)
    assert not again.preview.next_button.isEnabled()
    assert "your journal has all of it already" in again.preview.counts.text()
    assert {row[0] for row in rows(again)} == {"Here already"}


def test_the_owner_says_how_ratings_and_dates_are_meant(
    qtbot: QtBot, dialog: ReviewImportDialog, tmp_path: Path
) -> None:
    mapped(qtbot, dialog, file_of(tmp_path, "Date,Score,Why\n3/5/2026,4,Good\n"))
    dialog.mapping.best.set_value(10)
    dialog.mapping.order.set_value(True)
    dialog.mapping.source.set_value(FeedbackSource.SURVEY)
    layout = dialog.mapping.layout_chosen()
    assert (layout.best, layout.day_first, layout.source) == (10, True, FeedbackSource.SURVEY)
    previewed(qtbot, dialog)
    assert rows(dialog) == [["New", "", "", "3 May", "4 of 10", "Good"]]
    QTest.mouseClick(dialog.preview.back_button, LEFT)
    assert dialog.stack.currentWidget() is dialog.mapping


def test_letters_that_look_wrong_are_read_in_another_encoding(
    qtbot: QtBot, dialog: ReviewImportDialog, tmp_path: Path
) -> None:
    path = file_of(tmp_path, "Review\nschön\n" + "grün\n" * 3, "cp1252")
    mapped(qtbot, dialog, path)
    dialog.mapping.encoding.set_value("cp1251")
    qtbot.waitUntil(lambda: "schцn" in dialog.mapping.samples[Part.TEXT].text())
    dialog.mapping.encoding.set_value("cp1252")
    qtbot.waitUntil(lambda: "schön" in dialog.mapping.samples[Part.TEXT].text())


def test_a_file_that_is_none_is_refused_in_words(
    qtbot: QtBot, dialog: ReviewImportDialog, tmp_path: Path
) -> None:
    dialog.take(file_of(tmp_path, ""))
    qtbot.waitUntil(dialog.drop_zone.fault.isVisible)
    assert "is empty" in dialog.drop_zone.fault.text()
    assert dialog.stack.currentWidget() is dialog.drop_zone


def test_a_file_that_left_after_it_was_looked_at_is_told_where_the_owner_is(
    qtbot: QtBot, dialog: ReviewImportDialog, path: Path
) -> None:
    mapped(qtbot, dialog, path)
    path.unlink()
    QTest.mouseClick(dialog.mapping.next_button, LEFT)
    qtbot.waitUntil(dialog.mapping.fault.isVisible)
    assert "There is no file" in dialog.mapping.fault.text()


def test_reading_can_be_stopped_and_is_never_heard_of_again(
    qtbot: QtBot, dialog: ReviewImportDialog, path: Path, session: JournalSession
) -> None:
    mapped(qtbot, dialog, path)
    QTest.mouseClick(dialog.mapping.next_button, LEFT)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.stack.currentWidget() is dialog.mapping
    passed = list[object]()
    session.read(lambda _connection: True, passed.append)
    qtbot.waitUntil(lambda: bool(passed))
    assert dialog.stack.currentWidget() is dialog.mapping
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_is_chosen_or_dropped(qtbot: QtBot, dialog: ReviewImportDialog, path: Path) -> None:
    QTest.mouseClick(dialog.drop_zone.choose, LEFT)
    choose(qtbot, path)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.mapping)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    action, held = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), action, carried, LEFT, held)
    dialog.dropEvent(event)
    assert event.isAccepted()
    assert dialog.stack.currentWidget() is dialog.work_pane
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.mapping)


def test_a_large_file_is_read_only_when_the_owner_says_so(
    dialog: ReviewImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.take(file_of(tmp_path, "Review text\nLovely\n" + "\n" * (LARGE_ROWS + 1)))
    qtbot.waitUntil(dialog.work_pane.go_on.isVisible)
    assert dialog.stack.currentWidget() is dialog.work_pane
    QTest.mouseClick(dialog.work_pane.go_on, LEFT)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.mapping)
