"""Logging by keyboard alone, from a key anywhere to the disk and back onto the screen."""

from datetime import date

from PySide6.QtCore import Qt

from tests.journeys.conftest import CTRL, SHIFT, Owner
from trustjournal.domain.choices import Channel
from trustjournal.domain.records import (
    Customer,
    Promise,
    Touchpoint,
)
from trustjournal.ui.dialogs.capture_dialog import CaptureDialog

LINE = "tomasz call + loved the oak sample !send the quote by fri"


def test_one_line_logs_person_channel_feeling_and_promise_in_five_seconds(maya: Owner) -> None:
    maya.pressed = 0
    before = {touch.id for touch in maya.disk(Touchpoint)}
    maya.press(Qt.Key.Key_Space, CTRL)
    maya.write(LINE)
    for understood in ("Tomasz Wilk", "send the quote"):
        maya.waits_to_read(understood)
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Logged with Tomasz Wilk")
    (touch,) = (touch for touch in maya.disk(Touchpoint) if touch.id not in before)
    assert touch.channel is Channel.PHONE
    assert touch.feeling == 1
    assert touch.note == "loved the oak sample"
    assert touch.customer_ids == (maya.person("Tomasz Wilk").id,)
    (promise,) = (made for made in maya.disk(Promise) if made.touchpoint_id == touch.id)
    assert (promise.text, promise.due_on) == ("send the quote", date(2026, 11, 27))
    # A steady typist makes 12 keys a second or more; the line and its two keys fit five seconds.
    assert maya.pressed / 12 <= 5
    maya.settle()
    assert maya.reads("loved the oak sample")


def test_undo_takes_it_back_and_redo_brings_it_again(maya: Owner) -> None:
    before = set(maya.disk(Touchpoint))
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write(LINE)
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Logged with Tomasz Wilk")
    logged = set(maya.disk(Touchpoint))
    assert len(logged) == len(before) + 1
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone: Log a touchpoint with Tomasz Wilk")
    assert set(maya.disk(Touchpoint)) == before
    maya.press(Qt.Key.Key_Z, CTRL | SHIFT)
    maya.waits_to_read("Done again")
    assert set(maya.disk(Touchpoint)) == logged


def test_tab_completes_a_name_and_somebody_new_is_offered(maya: Owner) -> None:
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write("beat")
    maya.press(Qt.Key.Key_Tab)
    line = maya.find(CaptureDialog).bar
    assert line.text().startswith("Beatriz")
    maya.press(Qt.Key.Key_A, CTRL)
    maya.write("zora call + asked about bowls")
    maya.waits_to_read("Zora")
    maya.press(Qt.Key.Key_Return)
    maya.settle()
    assert "Zora" not in [who.name for who in maya.disk(Customer)]
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Logged with Zora")
    assert "Zora" in [who.name for who in maya.disk(Customer)]


def test_an_unsaved_line_is_there_again_after_the_program_ended(maya: Owner) -> None:
    maya.press(Qt.Key.Key_N, CTRL)
    maya.write("rosa call + half a thought")
    maya.press(Qt.Key.Key_Escape)
    maya.stop()
    maya.start()
    maya.press(Qt.Key.Key_N, CTRL)
    assert maya.find(CaptureDialog).bar.text() == "rosa call + half a thought"
