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

from tests.samples import (
    NOON,
    make_custom_field,
    make_customer,
    make_promise,
    make_touchpoint,
)
from tests.ui.conftest import fill
from tests.ui.owner import choose, hear, words
from trustjournal.domain.records import CustomValue
from trustjournal.settings import Settings
from trustjournal.store.tables import COLUMNS
from trustjournal.ui.dialogs.export_choices import (
    CALENDAR,
    JOURNAL,
    STORY,
    FileForm,
    forms_of,
    things,
)
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
    for row in range(dialog.page.columns.list.count()):
        item = dialog.page.columns.list.item(row)
        wanted = item.data(Qt.ItemDataRole.UserRole) in {"note", "date"}
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    dialog.page.since.set_value(date(2026, 1, 1))
    dialog.page.person.set_value(Picked.of(ANA.id))
    dialog.page.form.set_value(FileForm.EXACT)
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    assert rows(target) == [["date", "note"], ["2026-11-20", "=oak"]]


def test_from_a_persons_page_only_theirs_leave_which_is_seen_and_can_be_changed(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    target = tmp_path / "log.csv"
    dialog = opened(customer_id=BEN.id)
    assert dialog.page.person.isVisible()
    qtbot.waitUntil(lambda: "Ben Stone" in words(dialog.page.person))
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    assert len(rows(target)) == 2
    dialog = opened(customer_id=BEN.id)
    dialog.page.person.set_value(Picked())
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    assert len(rows(target)) > 2


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
    dialog.page.since.set_value(date(2026, 2, 1))
    dialog.page.until.set_value(date(2026, 1, 1))
    dialog.export_to(target)
    assert dialog.fault.text() == "The last day lies before the first."
    dialog.page.until.set_value(None)
    for row in range(dialog.page.columns.list.count()):
        dialog.page.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
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
    for row in range(1, first.page.columns.list.count()):
        first.page.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(first.accepted):
        first.export_to(tmp_path / "people.csv")
    assert opened("people").page.columns.value() == ("name",)


def written(qtbot: QtBot, dialog: ExportDialog, target: Path) -> bytes:
    with qtbot.waitSignal(dialog.accepted):
        dialog.export_to(target)
    return target.read_bytes()


@pytest.mark.parametrize("what", [what for what, _words in things()])
def test_everything_offered_leaves_in_each_of_its_forms(
    qtbot: QtBot, opened: Open, tmp_path: Path, what: str
) -> None:
    for form in forms_of(what):
        dialog = opened(what, ANA.id)
        assert {one for one, key in dialog.page.form.keys.items() if key.isVisible()} == {
            *forms_of(what)
        }
        dialog.page.form.set_value(form)
        content = written(qtbot, dialog, tmp_path / f"{what}.{form.ending}")
        starts = {
            FileForm.WORKBOOK: b"PK",
            FileForm.PDF: b"%PDF-",
            FileForm.MARKDOWN: b"# Ana Ruiz",
            FileForm.CARDS_3: b"BEGIN:VCARD\r\nVERSION:3.0",
            FileForm.CARDS_4: b"BEGIN:VCARD\r\nVERSION:4.0",
            FileForm.ICALENDAR: b"BEGIN:VCALENDAR",
            FileForm.SPREADSHEET: b"\xef\xbb\xbf",
            FileForm.LINES: b"{",
            FileForm.ZIP: b"PK",
        }
        assert content.startswith(starts.get(form, b""))


def test_every_table_of_the_journal_is_offered() -> None:
    assert {what for what, _words in things()} == {*COLUMNS, STORY, CALENDAR, JOURNAL}


def test_only_what_has_a_say_is_asked(opened: Open) -> None:
    page = opened("touchpoints").page

    def asked() -> set[str]:
        return {name for name, row in page.rows.items() if row.isVisible()} - {"profile"}

    assert asked() == {"what", "form", "columns", "person", "since", "until"}
    page.what.set_value("quiet")
    assert asked() == {"what", "form", "columns", "person"}
    page.what.set_value("people")
    page.form.set_value(FileForm.CARDS_4)
    assert asked() == {"what", "form", "person"}
    page.what.set_value(CALENDAR)
    assert asked() == {"what", "form", "words"}
    page.what.set_value("touchpoints")
    assert page.form.value() is FileForm.SPREADSHEET


def test_a_story_asks_whose_it_is_and_tells_to_read_it_first(
    qtbot: QtBot, opened: Open, navigator: Navigator, tmp_path: Path
) -> None:
    told = hear(navigator.told)
    target = tmp_path / "ben.md"
    dialog = opened(STORY)
    dialog.page.form.set_value(FileForm.MARKDOWN)
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert dialog.fault.text() == "Say whose story it is."
    dialog.page.person.set_value(Picked.of(BEN.id))
    assert b"elm" in written(qtbot, dialog, target)
    assert b"oak" not in target.read_bytes()
    assert told == [f"The story is now in {target}. Read it before you hand it on."]


def test_the_calendar_leaves_with_own_words_only_where_ticked(
    qtbot: QtBot, opened: Open, session: JournalSession, tmp_path: Path
) -> None:
    fill(session, make_promise(ANA.id, due_on=date(2026, 12, 1)))
    target = tmp_path / "plans.ics"
    assert b"send the photos" not in written(qtbot, opened(CALENDAR), target)
    dialog = opened(CALENDAR)
    dialog.page.own_words.set_value(True)
    assert b"send the photos" in written(qtbot, dialog, target)


def test_columns_move_by_keys_and_leave_in_their_order(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    target = tmp_path / "people.csv"
    dialog = opened("people")
    names = dialog.page.columns.value()
    keys = dialog.page.columns.list
    QTest.keyClick(keys, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.page.columns.value() == names
    QTest.keyClick(keys, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(keys, Qt.Key.Key_Down)
    QTest.keyClick(keys, Qt.Key.Key_Space)
    expected = (names[1], names[0], *names[3:])
    assert dialog.page.columns.value() == expected
    written(qtbot, dialog, target)
    assert tuple(rows(target)[0]) == expected


def test_own_fields_are_columns_of_the_people(
    qtbot: QtBot, opened: Open, session: JournalSession, tmp_path: Path
) -> None:
    glaze = make_custom_field("Glaze")
    value = CustomValue(field_id=glaze.id, value="terracotta")
    fill(session, glaze, make_customer("Zoe", custom=(value,)))
    dialog = opened("people")
    qtbot.waitUntil(lambda: "field:Glaze" in dialog.page.columns.value())
    last = dialog.page.columns.list.item(dialog.page.columns.list.count() - 1)
    assert last.text() == "Glaze"
    written(qtbot, dialog, tmp_path / "people.csv")
    assert [row[-1] for row in rows(tmp_path / "people.csv")] == [
        *("field:Glaze", "", "", "terracotta"),
    ]


def test_choices_are_kept_under_a_name_found_again_and_forgotten(
    qtbot: QtBot, opened: Open
) -> None:
    first = opened("people").page
    first.form.set_value(FileForm.WORKBOOK)
    for row in range(2, first.columns.list.count()):
        first.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not first.profiles.keep_button.isEnabled()
    line = first.profiles.box.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "For the accountant")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert first.profiles.drop_button.isVisible()

    again = opened("touchpoints")
    assert again.page.profiles.value() == ""
    QTest.keyClick(again.page.profiles.box, Qt.Key.Key_Down)
    assert again.page.what.value() == "people"
    assert again.page.form.value() is FileForm.WORKBOOK
    assert again.page.columns.value() == ("name", "kind")
    assert again.isVisible()

    QTest.mouseClick(again.page.profiles.drop_button, Qt.MouseButton.LeftButton)
    assert again.page.profiles.value() == ""
    assert opened("touchpoints").page.profiles.box.count() == 0


def test_choices_of_another_version_that_mean_nothing_here_change_nothing(
    qtbot: QtBot, opened: Open
) -> None:
    page = opened("people").page
    page.memory()["profiles"] = {"odd": {"what": "secrets", "form": 7, "columns": ["x"]}, "no": 3}
    page.profiles.offer(["odd", "no"])
    for name in ("odd", "no"):
        page.profiles.chosen.emit(name)
        assert (page.what.value(), page.form.value()) == ("people", FileForm.SPREADSHEET)


def test_ctrl_enter_exports(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    dialog = opened("people")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(dialog.accepted):
        choose(qtbot, tmp_path / "people.csv")
    assert len(rows(tmp_path / "people.csv")) == 3


def test_the_dialog_is_as_high_as_what_it_asks(qtbot: QtBot, opened: Open) -> None:
    dialog = opened("touchpoints")
    qtbot.waitUntil(lambda: dialog.height() > 600)
    high = dialog.height()
    dialog.page.what.set_value(CALENDAR)
    qtbot.waitUntil(lambda: dialog.height() < high - 200)
    assert not dialog.page.visibleRegion().isEmpty()
