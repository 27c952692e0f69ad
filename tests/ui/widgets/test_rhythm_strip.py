"""The strip of a rhythm: its bars, its lines, its words, by mouse and by key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.charts.rhythms import MARIA, pictured, stranger
from trustjournal.charts.rhythm_picture import RhythmPicture
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rhythm_strip import RhythmStrip


@pytest.fixture
def strip(qtbot: QtBot) -> RhythmStrip:
    made = RhythmStrip()
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.show_rhythm(pictured(MARIA, 63))
    made.show()
    QApplication.processEvents()
    return made


def entries(strip: RhythmStrip) -> list[str]:
    return [label.text() for label in strip.findChildren(PlainLabel) if label.isVisible()]


def show(strip: RhythmStrip, shown: RhythmPicture) -> None:
    strip.show_rhythm(shown)
    QApplication.processEvents()


def test_the_sentence_the_usual_gap_and_the_days_are_named(strip: RhythmStrip) -> None:
    sentence, *rest = entries(strip)
    assert sentence.startswith("Maria usually hears from you every 3 weeks; it has been 9.")
    assert rest == ["Usually every 3 weeks", "Quiet since 8 Nov", "Gone quiet from 8 Dec"]
    assert strip.bars.accessibleDescription().startswith(sentence[:30])


def test_bars_are_as_high_as_long_and_stand_side_by_side(strip: RhythmStrip) -> None:
    *gaps, silence = strip.bars.boxes()
    assert len(gaps) == 5
    assert silence.height() == pytest.approx(gaps[0].height() * 3, rel=0.02)
    assert silence.width() == pytest.approx(gaps[0].width() * 3, rel=0.05)
    assert all(a.right() < b.left() for a, b in zip(gaps, [*gaps[1:], silence], strict=True))


def test_the_mouse_names_the_bar_it_is_over(strip: RhythmStrip) -> None:
    bars = strip.bars
    QTest.mouseMove(bars, bars.boxes()[1].center().toPoint())
    QApplication.processEvents()
    assert bars.words_of(bars.current)[0] == "20 days"
    QTest.mouseMove(bars, bars.boxes()[-1].center().toPoint())
    QApplication.processEvents()
    assert bars.words_of(bars.current) == ("Silent for 63 days", "since 20 Sep")
    QTest.mouseMove(bars, QPoint(bars.width() - 2, 10))
    QApplication.processEvents()
    assert bars.current == -1


def test_keys_move_among_the_bars(strip: RhythmStrip) -> None:
    bars = strip.bars
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_Left)
    assert bars.current == 5
    QTest.keyClick(bars, Qt.Key.Key_Left)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Right)
    assert bars.current == 5
    QTest.keyClick(bars, Qt.Key.Key_Home)
    assert bars.words_of(bars.current)[0] == "21 days"


def test_what_stands_out_is_painted(strip: RhythmStrip) -> None:
    before = strip.bars.grab().toImage()
    strip.bars.setFocus()
    QTest.keyClick(strip.bars, Qt.Key.Key_Home)
    assert strip.bars.grab().toImage() != before
    show(strip, pictured(MARIA, 64))
    assert strip.bars.current == -1


def test_whoever_never_came_has_a_sentence_and_no_bars(strip: RhythmStrip) -> None:
    show(strip, stranger())
    assert entries(strip) == ["Maria has not come to you yet, so there is no rhythm to tell."]
    assert strip.bars.isHidden()
    assert strip.limit_button.isVisible()


def test_another_person_leaves_nothing_of_the_one_before(strip: RhythmStrip) -> None:
    strip.clear_rhythm()
    assert [text for text in entries(strip) if text] == []
    assert strip.bars.isHidden()


def test_the_button_asks_for_a_limit(strip: RhythmStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.limit_wanted):
        QTest.mouseClick(strip.limit_button, Qt.MouseButton.LeftButton)


def test_markup_in_a_name_is_text(strip: RhythmStrip) -> None:
    show(strip, pictured((), 9, name="<b>Bold</b>"))
    assert entries(strip)[0].startswith("<b>Bold</b> came to you once, 9 days ago.")
