"""Exporting from the window: choices, the file, progress and Stop."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.samples import NOON, make_customer, make_touchpoint
from tests.ui.conftest import fill
from tests.ui.owner import choose, hear
from trustjournal.settings import Settings
from trustjournal.store.tables import COLUMNS
from trustjournal.transfer import Form
from trustjournal.ui.dialogs.export_dialog import ExportDialog
from trustjournal.ui.dialogs.people_field import Picked
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ANA, BEN = make_customer("Ana Ruiz"), make_customer("Ben Stone")
RECORDS = (
    ANA,
    BEN,
    make_touchpoint(ANA.id, note="=oak"),
    make_touchpoint(BEN.id, note="elm"),
    make_touchpoint(ANA.id, note="old", happened_at=NOON.replace(year=2025)),
)

Open = Callable[..., ExportDialog]


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Open:
    fill(session, *RECORDS)

    settings = Settings()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def open_dialog(what: str = "touchpoints", customer_id: UUID | None = None) -> ExportDialog:
        dialog = ExportDialog(session, navigator, settings, what, customer_id, window)
        dialog.open()
        return dialog

    return open_dialog


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.reader(stream))


def test_the_whole_log_is_written_and_told(
    qtbot: QtBot, opened: Open, navigator: Navigator, tmp_path: Path
) -> None:
    told = hear(navigator.told)
    target = tmp_path / "log.csv"
    dialog = opened()
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    header, *found = rows(target)
    assert tuple(header) == COLUMNS["touchpoints"]
    assert sorted(row[header.index("note")] for row in found) == ["'=oak", "elm", "old"]
    assert told == [f"3 rows are now in {target}."]


def test_columns_days_person_and_form_are_as_chosen(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    target = tmp_path / "log.csv"
    dialog = opened()
    for row in range(dialog.columns.list.count()):
        item = dialog.columns.list.item(row)
        wanted = item.data(Qt.ItemDataRole.UserRole) in {"note", "date"}
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    dialog.since.set_value(date(2026, 1, 1))
    dialog.person.set_value(Picked.of(ANA.id))
    dialog.form.set_value(Form.EXACT)
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    assert rows(target) == [["date", "note"], ["2026-11-20", "=oak"]]


def test_from_a_persons_page_only_theirs_leave(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    dialog = opened(customer_id=BEN.id)
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    assert len(rows(target)) == 2


def test_the_button_asks_for_a_place_and_writes_there(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    target = tmp_path / "people.csv"
    dialog = opened("people")
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.accepted):
        choose(qtbot, target)
    assert [row[0] for row in rows(target)] == ["name", "Ana Ruiz", "Ben Stone"]


def test_no_columns_or_days_the_wrong_way_round_are_said_inline(
    opened: Open, tmp_path: Path
) -> None:
    target = tmp_path / "log.csv"
    dialog = opened()
    dialog.since.set_value(date(2026, 2, 1))
    dialog.until.set_value(date(2026, 1, 1))
    dialog.export_to(target)
    assert dialog.fault.text() == "The last day lies before the first."
    dialog.until.set_value(None)
    for row in range(dialog.columns.list.count()):
        dialog.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.export_to(target)
    assert dialog.fault.text() == "Tick at least one column."
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_said_and_another_may_be_tried(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    dialog = opened()
    dialog.export_to(tmp_path / "missing" / "log.csv")
    qtbot.waitUntil(lambda: "could not be written" in dialog.fault.text())
    assert dialog.export_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(tmp_path / "log.csv")


def test_escape_stops_an_export_and_leaves_no_file(
    qtbot: QtBot, opened: Open, session: JournalSession, tmp_path: Path
) -> None:
    fill(session, *(make_touchpoint(ANA.id, note="x" * 500) for _ in range(10_000)))
    target = tmp_path / "log.csv"
    dialog = opened()
    dialog.export_to(target)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.fault.text() == "Stopped. No file was written."
    finished: list[None] = []
    session.read(lambda _connection: None, finished.append)
    qtbot.waitUntil(lambda: len(finished) == 1)
    assert list(tmp_path.glob("log.csv*")) == []


def test_what_was_chosen_is_remembered_for_the_next_time(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    first = opened("people")
    for row in range(1, first.columns.list.count()):
        first.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(first.accepted):
        first.export_to(tmp_path / "people.csv")
    assert opened("people").columns.value() == ("name",)
