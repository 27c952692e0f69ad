"""Words that were being written when the program ended: found on Today, gone on with, dropped."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.journeys.conftest import CTRL, Owner
from trustjournal.domain.records import Evening, Promise
from trustjournal.store.drafts import everything
from trustjournal.store.engine import open_journal
from trustjournal.ui.dialogs.promise_dialog import PromiseDialog
from trustjournal.ui.drafts import drafts_of
from trustjournal.ui.pages.evening import EveningPage
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.pages.today import TodayPage
from trustjournal.ui.widgets.unsaved_card import UnsavedCard, UnsavedRow


def crash(maya: Owner) -> None:
    """Start again without anything having been closed by its owner."""
    maya.stop()
    maya.start()


def rows(maya: Owner) -> list[UnsavedRow]:
    card = maya.find(UnsavedCard)
    maya.qtbot.waitUntil(lambda: bool(card.rows) and card.isVisible())
    return card.rows


def is_offered(maya: Owner) -> bool:
    return any(card.isVisible() for card in maya.window.findChildren(UnsavedCard))


def drafts_on_disk(maya: Owner) -> list[str]:
    engine = open_journal(maya.path)
    with engine.connect() as connection:
        found = [one.place for one in everything(connection)]
    engine.dispose()
    return found


def write_half_a_promise(maya: Owner) -> None:
    assert maya.window.desk is not None
    maya.window.desk.navigator.make_promise()
    line = maya.find(PromiseDialog).fields["text"].findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "send the quo")


def test_a_form_is_gone_on_with_by_keys_alone(maya: Owner) -> None:
    write_half_a_promise(maya)
    crash(maya)
    (row,) = rows(maya)
    row.first().setFocus()
    maya.press(Qt.Key.Key_Space)
    maya.qtbot.waitUntil(lambda: bool(maya.window.findChildren(PromiseDialog)))
    form = maya.find(PromiseDialog)
    maya.waits_to_read("This is what you had not saved yet.")
    assert form.values()["text"] == "send the quo"
    assert not is_offered(maya)
    name = form.fields["customer"].findChild(QLineEdit)
    assert name is not None
    name.setFocus()
    maya.write("rosa")
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("Your promise is noted.")
    assert "send the quo" in [promise.text for promise in maya.disk(Promise)]
    assert drafts_on_disk(maya) == []


def test_what_is_dropped_can_be_brought_back_until_then(maya: Owner) -> None:
    write_half_a_promise(maya)
    crash(maya)
    QTest.mouseClick(rows(maya)[0].drop, Qt.MouseButton.LeftButton)
    maya.waits_to_read("Dropped.")
    QTest.mouseClick(rows(maya)[0].back, Qt.MouseButton.LeftButton)
    assert rows(maya)[0].line.said == "send the quo"
    QTest.mouseClick(rows(maya)[0].drop, Qt.MouseButton.LeftButton)
    crash(maya)
    assert not is_offered(maya)


def test_the_line_on_today_is_there_again_and_says_so(maya: Owner) -> None:
    bar = maya.find(TodayPage).capture_bar
    QTest.keyClicks(bar.line, "rosa call + half a thou")
    crash(maya)
    bar = maya.find(TodayPage).capture_bar
    maya.qtbot.waitUntil(lambda: bar.text() == "rosa call + half a thou")
    assert bar.kept.shown.isVisible()
    QTest.mouseClick(bar.kept.shown.again, Qt.MouseButton.LeftButton)
    assert bar.text() == ""
    assert not bar.kept.shown.isVisible()
    maya.qtbot.waitUntil(lambda: drafts_on_disk(maya) == [])


def test_a_line_that_goes_on_in_a_form_is_offered_once(maya: Owner) -> None:
    bar = maya.find(TodayPage).capture_bar
    QTest.keyClicks(bar.line, "rosa call + the blue glaze")
    QTest.keyClick(bar.line, Qt.Key.Key_Return, CTRL)
    maya.write("!")
    crash(maya)
    (row,) = rows(maya)
    assert row.line.title == "Log a touchpoint"
    assert maya.find(TodayPage).capture_bar.text() == ""


def test_the_words_of_the_evening_are_there_again(maya: Owner) -> None:
    maya.window.show_page("evening")
    maya.settle()
    maya.find(EveningPage).words.box.setFocus()
    maya.write("A slow, good day")
    session = maya.starting.session if maya.starting else None
    assert session is not None
    drafts_of(session).asked.emit()
    maya.come_back(days=1)
    (row,) = rows(maya)
    QTest.mouseClick(row.go_on, Qt.MouseButton.LeftButton)
    maya.qtbot.waitUntil(lambda: maya.window.shell.page_key() == "evening")
    maya.settle()
    page = maya.find(EveningPage)
    maya.qtbot.waitUntil(lambda: page.words.text() == "A slow, good day")
    assert page.words.restored.isVisible()
    page.words.keep()
    maya.qtbot.waitUntil(
        lambda: "A slow, good day" in [evening.text for evening in maya.disk(Evening)]
    )
    assert drafts_on_disk(maya) == []


def test_a_note_edited_where_it_stands_goes_on_in_its_form_or_there(maya: Owner) -> None:
    maya.open_person("rosa")
    page = maya.find(PersonPage)
    known = page.sheet.known
    row = next(one for one in known.rows if one.fact.field)
    row.edit_wanted.emit()
    editor = known.editor()
    assert editor is not None
    maya.write(" and salt")
    crash(maya)
    assert rows(maya)[0].line.title == row.fact.caption
    maya.open_person("rosa")
    again = next(
        one for one in maya.find(PersonPage).sheet.known.rows if one.fact.field == row.fact.field
    )
    again.edit_wanted.emit()
    editor = maya.find(PersonPage).sheet.known.editor()
    assert editor is not None
    assert editor.box.toPlainText().endswith(" and salt")
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    maya.qtbot.waitUntil(lambda: drafts_on_disk(maya) == [])
