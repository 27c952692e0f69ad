"""The list of entries with real keys and clicks."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise, make_touchpoint
from trustjournal.domain.records import Record
from trustjournal.ui import theme
from trustjournal.ui.models.entries import Deed, Entry, EntryModel
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.entry_list import EntryList

ROSA = make_customer()


def entry(note: str = "Tea on the terrace", **fields: Any) -> Entry:
    values: dict[str, Any] = {"head": "Visit", "aside": "today"} | fields
    record = make_touchpoint(ROSA.id, note=note)
    return Entry(record=record, icon="coffee", text=note, **values)


def shown(qtbot: QtBot, *entries: Entry) -> EntryList:
    listed = EntryList("Story")
    qtbot.addWidget(listed)
    listed.resize(500, 300)
    listed.show()
    listed.set_entries(entries)
    listed.setFocus()
    return listed


def heard_from(listed: EntryList) -> list[tuple[Deed, Record]]:
    heard: list[tuple[Deed, Record]] = []

    def hear(deed: Deed, record: Record) -> None:
        heard.append((deed, record))

    listed.asked.connect(hear)
    return heard


def select(listed: EntryList, row: int) -> None:
    listed.setCurrentIndex(listed.model().index(row, 0))


def test_the_model_is_a_sound_one(qtmodeltester: Any) -> None:
    model = EntryModel()
    model.set_entries([entry("a"), entry("b")])
    qtmodeltester.check(model)


def test_it_is_as_high_as_its_rows_at_every_width(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry("word " * 60), entry(""))
    wide = listed.height()
    assert listed.visualRect(listed.model().index(1, 0)).bottom() + 1 == wide
    listed.resize(250, wide)
    assert listed.height() > wide
    assert listed.visualRect(listed.model().index(1, 0)).bottom() + 1 == listed.height()


def test_larger_text_makes_higher_rows(qtbot: QtBot, qapp: QApplication) -> None:
    listed = shown(qtbot, entry(), entry())
    before = listed.height()
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    assert listed.height() > 1.5 * before


def test_a_word_without_end_breaks_instead_of_being_cut(qtbot: QtBot) -> None:
    short, endless = shown(qtbot, entry("y")), shown(qtbot, entry("y" * 400))
    assert endless.height() > short.height() + 2 * listed_line(short)


def listed_line(listed: EntryList) -> int:
    return listed.fontMetrics().height()


def test_f2_enter_and_a_double_click_edit_the_words_in_place(qtbot: QtBot) -> None:
    for open_editor in (press_f2, press_enter, double_click):
        listed = shown(qtbot, entry("first"), entry("second"))
        select(listed, 1)
        open_editor(listed)
        assert listed.editor is not None
        assert listed.editor.box.toPlainText() == "second"
        row = listed.visualRect(listed.currentIndex())
        assert row.contains(listed.editor.geometry())


def press_f2(listed: EntryList) -> None:
    QTest.keyClick(listed, Qt.Key.Key_F2)


def press_enter(listed: EntryList) -> None:
    QTest.keyClick(listed, Qt.Key.Key_Return)


def double_click(listed: EntryList) -> None:
    place = listed.visualRect(listed.currentIndex()).center()
    QTest.mouseDClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_saved_words_come_with_their_record_and_the_editor_stays_until_told(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry("first"))
    select(listed, 0)
    saved: list[tuple[Record, str]] = []

    def keep(record: Record, text: str) -> None:
        saved.append((record, text))

    listed.words_saved.connect(keep)
    listed.edit_words()
    assert listed.editor is not None
    QTest.keyClicks(listed.editor.box, "!")
    QTest.keyClick(listed.editor.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    current = listed.current_entry()
    assert current is not None
    assert saved == [(current.record, "first!")]
    assert listed.editor is not None
    listed.end_editing()
    assert listed.editor is None


def test_escape_leaves_the_words_and_gives_the_row_its_height_back(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry("first"))
    before = listed.height()
    select(listed, 0)
    listed.edit_words()
    assert listed.height() > before
    assert listed.editor is not None
    QTest.keyClick(listed.editor.box, Qt.Key.Key_Escape)
    assert listed.editor is None
    assert listed.height() == before


def test_what_changes_meanwhile_waits_for_the_end_of_editing(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry("first"))
    select(listed, 0)
    listed.edit_words()
    listed.set_entries([entry("a"), entry("b")])
    assert listed.model().rowCount() == 1
    assert listed.editor is not None
    listed.end_editing()
    assert listed.model().rowCount() == 2


def test_del_asks_to_delete_and_the_next_row_becomes_current(qtbot: QtBot) -> None:
    one, two = entry("first"), entry("second")
    listed = shown(qtbot, one, two)
    heard = heard_from(listed)
    select(listed, 0)
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert heard == [(Deed.DELETE, one.record)]
    with qtbot.waitActive(listed):
        listed.activateWindow()
    listed.setFocus()
    listed.set_entries([two])
    assert listed.current_entry() is two


def test_the_current_row_stays_current_when_others_come(qtbot: QtBot) -> None:
    one, two = entry("first"), entry("second")
    listed = shown(qtbot, one, two)
    select(listed, 1)
    listed.set_entries([entry("new"), one, two])
    assert listed.currentIndex().row() == 2


def test_the_buttons_of_the_current_row_are_those_of_its_entry(qtbot: QtBot) -> None:
    promise = Entry(
        record=make_promise(ROSA.id),
        icon="handshake",
        head="Send the photos",
        aside="",
        deeds=(Deed.KEEP, Deed.BREAK),
    )
    listed = shown(qtbot, entry(), promise)
    heard = heard_from(listed)
    select(listed, 1)
    texts = [one.accessibleName() for one in buttons(listed)]
    assert texts == ["Kept", "Not kept"]
    QTest.mouseClick(buttons(listed)[0], Qt.MouseButton.LeftButton)
    assert heard == [(Deed.KEEP, promise.record)]
    select(listed, 0)
    assert [one.accessibleName() for one in buttons(listed)] == ["Edit…", "Delete"]


def buttons(listed: EntryList) -> list[QPushButton]:
    found = listed.viewport().findChildren(QPushButton)
    return [one for one in found if one.isVisible()]


def test_letters_are_left_to_the_page(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry("first"), entry("second", head="Note"))
    select(listed, 0)
    QTest.keyClick(listed, Qt.Key.Key_N)
    assert listed.currentIndex().row() == 0


def test_a_row_is_read_aloud_as_one_sentence(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry("Tea", after="With Tomasz", sign="Good"))
    spoken = listed.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Visit, today. Tea With Tomasz Good"


def test_the_row_is_mirrored_where_reading_runs_from_the_right(qtbot: QtBot) -> None:
    listed = shown(qtbot, entry())
    select(listed, 0)
    left = buttons(listed)[0].mapTo(listed, buttons(listed)[0].rect().center()).x()
    listed.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = buttons(listed)[0].mapTo(listed, buttons(listed)[0].rect().center()).x()
    assert left > 300
    assert mirrored < 200
