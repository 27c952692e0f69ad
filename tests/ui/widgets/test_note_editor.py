from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.note_editor import NoteEditor

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(
    qtbot: QtBot, text: str = "Tea", *, single: bool = False
) -> tuple[NoteEditor, list[str]]:
    editor = NoteEditor(text, "Note", single=single)
    qtbot.addWidget(editor)
    editor.resize(400, 100)
    editor.show()
    heard: list[str] = []
    editor.saved.connect(heard.append)
    editor.cancelled.connect(lambda: heard.append("cancelled"))
    return editor, heard


def test_ctrl_enter_saves_what_was_typed(qtbot: QtBot) -> None:
    editor, heard = opened(qtbot)
    QTest.keyClicks(editor.box, " at four")
    QTest.keyClick(editor.box, Qt.Key.Key_Return, CONTROL)
    assert heard == ["Tea at four"]


def test_enter_is_a_new_line_unless_one_line_is_all(qtbot: QtBot) -> None:
    editor, heard = opened(qtbot)
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.box.toPlainText() == "Tea\n"
    assert not heard
    single, heard = opened(qtbot, single=True)
    QTest.keyClicks(single.box, "s")
    QTest.keyClick(single.box, Qt.Key.Key_Return)
    assert heard == ["Teas"]


def test_escape_gives_up_and_an_unchanged_text_is_not_saved(qtbot: QtBot) -> None:
    editor, heard = opened(qtbot)
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    QTest.keyClick(editor.box, Qt.Key.Key_Return, CONTROL)
    assert heard == ["cancelled", "cancelled"]


def test_a_refusal_is_shown_and_keeps_the_text(qtbot: QtBot) -> None:
    editor, _heard = opened(qtbot)
    QTest.keyClicks(editor.box, "!")
    editor.refuse("The disk is full.")
    assert editor.box.toPlainText() == "Tea!"
    assert editor.box.property("fault") == "true"


def test_it_grows_with_its_text_and_stops_at_a_screenful(qtbot: QtBot) -> None:
    short = opened(qtbot, "one line")[0].sizeHint().height()
    two = opened(qtbot, "one\ntwo")[0].sizeHint().height()
    many = opened(qtbot, "line\n" * 40)[0].sizeHint().height()
    more = opened(qtbot, "line\n" * 4000)[0].sizeHint().height()
    assert short < two < many == more


def test_a_long_line_counts_as_the_lines_it_takes(qtbot: QtBot) -> None:
    editor, _heard = opened(qtbot, "word " * 60)
    wide = editor.sizeHint().height()
    editor.resize(200, 100)
    assert editor.sizeHint().height() > wide
