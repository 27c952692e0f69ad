"""The page of gaps with real keys on a real journal."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_promise
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from tests.ui.pages.plan_pages import Opened
from trustjournal.domain.choices import Cause, PromiseOutcome
from trustjournal.domain.records import Promise, Record
from trustjournal.settings import Settings
from trustjournal.store import queries
from trustjournal.ui.dialogs.fields import KeysField
from trustjournal.ui.dialogs.gap_dialog import GapDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.gaps import GapsPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA, TOMASZ = make_customer(), make_customer("Tomasz Wilk")
Opener = Callable[..., Opened]


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


def gap(text: str, ago: int = 1, who: Any = ROSA, **fields: Any) -> Promise:
    late = {"outcome": PromiseOutcome.LATE, "due_on": day(-ago - 3), "settled_on": day(-ago)}
    return make_promise(who.id, text=text, made_on=day(-60), **(late | fields))


CUPS = gap("bring twelve cups", 2)
QUOTE = gap("write a quote", 1, TOMASZ, gap=Cause.PROCESS, delivered="half of it", fix="count")
JUG = gap("mend the jug", 3, fixed_on=day(-1))


@pytest.fixture
def opened(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Opener:
    def make(*records: Record) -> Opened:
        fill(session, ROSA, TOMASZ, *records)
        return Opened(qtbot, GapsPage(session, navigator, Settings()), navigator)

    return make


def stored(view: Opened) -> dict[str, Promise]:
    with view.page.session.engine.connect() as connection:
        return {one.text: one for one in queries.promises(connection)}


def test_gaps_stand_under_their_cause_and_the_lead_counts_them(opened: Opener) -> None:
    view = opened(CUPS, QUOTE, JUG)
    assert view.rows() == [
        "No cause yet",
        "Bring twelve cups",
        "Process",
        "Write a quote",
        "Mended",
        "Mend the jug",
    ]
    assert view.page.head.lead.text() == "Three gaps this year."
    quote = view.page.model.entry(3)
    assert quote is not None
    assert quote.state == "Kept 3 days late"
    assert quote.text == "Delivered: half of it  ·  To mend: count"


def test_letters_name_the_cause_of_several_at_once(opened: Opener) -> None:
    other = gap("call back", 4)
    view = opened(CUPS, other)
    view.select("Bring twelve cups", "Call back")
    with view.renewed():
        view.press(Qt.Key.Key_L)
    assert {one.gap for one in stored(view).values()} == {Cause.PEOPLE}
    assert view.told == ["Its cause is noted: 2 promises"]
    with view.renewed():
        view.page.session.undo()
    assert {one.gap for one in stored(view).values()} == {None}


def test_d_says_that_it_is_mended_and_a_that_it_is_not(opened: Opener) -> None:
    view = opened(QUOTE)
    with view.renewed():
        view.press(Qt.Key.Key_D)
    mended = stored(view)["write a quote"]
    assert (mended.fixed_on, mended.gap, mended.delivered) == (TODAY, Cause.PROCESS, "half of it")
    with view.renewed():
        view.press(Qt.Key.Key_A)
    assert stored(view)["write a quote"].fixed_on is None


def test_enter_opens_what_was_delivered_why_and_how_it_is_mended(opened: Opener) -> None:
    view = opened(CUPS)
    view.press(Qt.Key.Key_Return)
    (form,) = view.page.findChildren(GapDialog)
    assert form.windowTitle() == "Promised: bring twelve cups"
    assert form.focusWidget() is not None
    QTest.keyClicks(form.focusWidget(), "ten cups")
    causes = form.fields["gap"]
    assert isinstance(causes, KeysField)
    QTest.keyClick(causes.keys[Cause.PRODUCT], Qt.Key.Key_Space)
    form.fields["fix"].set_value("a kiln of our own")
    with view.renewed():
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    noted = stored(view)["bring twelve cups"]
    assert (noted.delivered, noted.gap) == ("ten cups", Cause.PRODUCT)
    assert (noted.fix, noted.fixed_on) == ("a kiln of our own", None)
    assert view.told == ["The gap is noted."]


def test_what_was_mended_before_it_was_promised_is_refused_and_kept(opened: Opener) -> None:
    view = opened(CUPS)
    view.press(Qt.Key.Key_Return)
    (form,) = view.page.findChildren(GapDialog)
    form.fields["fixed_on"].set_value(day(-90))
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.fault.text().startswith("It cannot be mended before it was promised")
    assert form.isVisible()


def test_a_card_is_given_its_cause_by_moving_it(opened: Opener) -> None:
    view = opened(CUPS)
    view.press(Qt.Key.Key_V)
    alt = Qt.KeyboardModifier.AltModifier
    for _step in range(2):
        with view.renewed():
            QTest.keyClick(view.page.views.current(), Qt.Key.Key_Right, alt)
    assert stored(view)["bring twelve cups"].gap is Cause.PROCESS
    for _step in range(2):
        with view.renewed():
            QTest.keyClick(view.page.views.current(), Qt.Key.Key_Right, alt)
    assert view.page.views.current().accessibleName() == "Mended"
    mended = stored(view)["bring twelve cups"]
    assert (mended.gap, mended.fixed_on) == (Cause.PEOPLE, TODAY)
    for _step in range(4):
        with view.renewed():
            QTest.keyClick(view.page.views.current(), Qt.Key.Key_Left, alt)
    assert (stored(view)["bring twelve cups"].gap, view.told[-1]) == (
        None,
        "No cause yet: Bring twelve cups",
    )


def test_the_rows_are_narrowed_to_one_cause(opened: Opener) -> None:
    view = opened(CUPS, QUOTE, JUG)
    view.page.kind_box.setCurrentText("Process")
    assert view.rows() == ["Process", "Write a quote"]


def test_without_a_gap_one_button_leads_to_the_promises(opened: Opener) -> None:
    view = opened(make_promise(ROSA.id))
    wanted = hear(view.page.navigator.page_wanted)
    button = view.page.empty.button
    assert button is not None
    assert button.hasFocus()
    pressable = [one.text() for one in view.page.findChildren(QPushButton) if one.isVisible()]
    assert pressable == ["To the promises"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["promises"]


def test_the_gaps_leave_as_a_table_of_their_own(opened: Opener) -> None:
    view = opened(CUPS)
    wanted = hear(view.page.navigator.export_wanted)
    (export,) = [one for one in view.page.findChildren(QPushButton) if one.text() == "Export…"]
    QTest.mouseClick(export, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert wanted == ["gaps"]
