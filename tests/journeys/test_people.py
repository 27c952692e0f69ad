"""Everyone in a table, and one person whole: found, edited in place, charted, deleted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTableView

from tests.journeys.conftest import CTRL, Owner
from trustjournal.domain.records import (
    Customer,
    Touchpoint,
)
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.widgets.depth_card import DepthCard
from trustjournal.ui.widgets.entry_list import EntryList
from trustjournal.ui.widgets.figure_canvas import FigureCanvas


def table(owner: Owner) -> QTableView:
    return owner.find(QTableView)


def shown(owner: Owner) -> list[str]:
    model = table(owner).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def find(owner: Owner, words: str) -> None:
    owner.press(Qt.Key.Key_F, CTRL)
    owner.press(Qt.Key.Key_A, CTRL)
    owner.write(words)
    owner.settle()


def test_the_table_finds_without_accents_opens_and_deletes_with_undo(maya: Owner) -> None:
    maya.press(Qt.Key.Key_2, CTRL)
    maya.settle()
    everyone = {who.name for who in maya.disk(Customer)}
    assert len(shown(maya)) == len(everyone)
    find(maya, "siobhan")
    assert len(shown(maya)) == 1
    assert "Siobhán" in shown(maya)[0]
    maya.press(Qt.Key.Key_Return)
    table(maya).setFocus()
    maya.press(Qt.Key.Key_Delete)
    maya.settle()
    left = {who.name for who in maya.disk(Customer)}
    assert everyone - left == {"Siobhán O'Hara"}
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone")
    assert {who.name for who in maya.disk(Customer)} == everyone


def test_a_name_is_edited_in_the_table(maya: Owner) -> None:
    maya.press(Qt.Key.Key_2, CTRL)
    maya.settle()
    find(maya, "tomasz")
    view = table(maya)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    maya.press(Qt.Key.Key_F2)
    maya.press(Qt.Key.Key_A, CTRL)
    maya.write("Tomasz Wilk Junior")
    editor = maya.focus()
    assert editor.height() == view.rowHeight(0)
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert maya.window.shell.page_key() == "people"
    assert "Tomasz Wilk Junior" in {who.name for who in maya.disk(Customer)}


def test_a_story_is_edited_and_deleted_in_place(maya: Owner) -> None:
    maya.press(Qt.Key.Key_K, CTRL)
    maya.write("rosa")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Good to know")
    maya.settle()
    rosa = maya.person("Rosa Delgado")
    theirs = [touch for touch in maya.disk(Touchpoint) if rosa.id in touch.customer_ids]
    newest = max(theirs, key=lambda touch: touch.happened_at)
    story = maya.find(EntryList)
    story.setFocus()
    maya.press(Qt.Key.Key_Home)
    maya.press(Qt.Key.Key_F2)
    maya.press(Qt.Key.Key_A, CTRL)
    maya.write("The tiles came")
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.settle()
    (edited,) = (touch for touch in maya.disk(Touchpoint) if touch.id == newest.id)
    assert edited.note == "The tiles came"
    maya.find(EntryList).setFocus()
    maya.press(Qt.Key.Key_Home)
    maya.press(Qt.Key.Key_Delete)
    maya.settle()
    assert newest.id not in {touch.id for touch in maya.disk(Touchpoint)}
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone")
    assert newest.id in {touch.id for touch in maya.disk(Touchpoint)}


def test_every_mark_of_the_chart_opens_its_event_by_key(maya: Owner) -> None:
    maya.press(Qt.Key.Key_K, CTRL)
    maya.write("rosa")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Depth of trust")
    maya.settle()
    canvas = maya.find(FigureCanvas)
    maya.qtbot.waitUntil(lambda: canvas.drawing is not None)
    blank = maya.pixels(canvas)
    canvas.setFocus()
    maya.press(Qt.Key.Key_Right)
    assert maya.pixels(canvas) != blank
    maya.press(Qt.Key.Key_Return)
    if isinstance(maya.focus(), QMenu):  # several events stand so close that one mark shows them
        maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert maya.find(FormDialog).isVisible()
    maya.press(Qt.Key.Key_Escape)


def test_the_journal_lists_every_touch_and_finds_words(maya: Owner) -> None:
    maya.press(Qt.Key.Key_3, CTRL)
    maya.settle()
    assert table(maya).model().rowCount() == len(maya.disk(Touchpoint))
    find(maya, "kiln")
    maya.qtbot.waitUntil(lambda: 0 < table(maya).model().rowCount() < len(maya.disk(Touchpoint)))


def test_the_chart_shows_a_year_and_on_demand_the_whole_time(maya: Owner) -> None:
    maya.press(Qt.Key.Key_K, CTRL)
    maya.write("rosa")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Show it all")
    canvas = maya.find(FigureCanvas)
    maya.qtbot.waitUntil(lambda: canvas.drawing is not None)
    maya.settle()
    year = maya.pixels(canvas)
    maya.click(maya.find(DepthCard).span_button)
    maya.waits_to_read("Show the last year")
    maya.qtbot.waitUntil(lambda: maya.pixels(canvas) != year)


def test_ctrl_f_on_a_person_leads_to_find_and_no_letter_is_taken_for_a_command(
    maya: Owner,
) -> None:
    maya.press(Qt.Key.Key_K, CTRL)
    maya.write("rosa")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Good to know")
    maya.press(Qt.Key.Key_F, CTRL)
    maya.write("amara")
    maya.settle()
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Okafor Tailoring")
