"""The page of what was done because somebody asked."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_feedback, make_wish
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.choices import WishStatus
from trustjournal.domain.records import Record
from trustjournal.settings import Settings
from trustjournal.ui.dialogs.wish_dialog import WishDialog
from trustjournal.ui.dialogs.you_said_dialog import YouSaidDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages import you_said
from trustjournal.ui.pages.you_said import YouSaidPage
from trustjournal.ui.session import JournalSession

TODAY = MORNING.date()
ROSA, TOMASZ = make_customer("Rosa"), make_customer("Tomasz")


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


LIDS = make_wish("Lids", status=WishStatus.TOLD, done="Every jar has one", moved_on=day(-1))
CUPS = make_wish("Cups", status=WishStatus.TOLD, done="Bigger ones", moved_on=day(-9))
ROSAS = make_feedback(ROSA.id, wish_id=LIDS.id, told_on=day(-1))
TOMASZS = make_feedback(TOMASZ.id, wish_id=LIDS.id)
KIMS = make_feedback(None, author="Kim", wish_id=CUPS.id, told_on=day(-9))


def shown(kind: type[QDialog]) -> QDialog | None:
    dialogs = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    return next((one for one in dialogs if one.isVisible()), None)


def opened(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, *records: Record
) -> YouSaidPage:
    fill(session, ROSA, TOMASZ, *records)
    page = YouSaidPage(session, navigator, Settings())
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.setFocus()
    return page


def test_what_was_done_stands_newest_first_with_who_heard_of_it(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, CUPS, LIDS, ROSAS, TOMASZS, KIMS)
    qtbot.waitUntil(lambda: len(page.rows) == 2)
    assert page.head.lead.text() == "2 wishes were answered."
    assert [row.accessibleName() for row in page.rows] == [
        "Lids, Yesterday. Every jar has one Told: Rosa  ·  One has not heard yet.",
        "Cups, 13 Nov. Bigger ones Told: Kim",
    ]


def test_each_opens_with_everyone_who_asked(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, LIDS, ROSAS)
    qtbot.waitUntil(lambda: len(page.rows) == 1)
    QTest.keyClick(page.rows[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(WishDialog) is not None)
    form = shown(WishDialog)
    assert form is not None
    form.reject()


def test_it_is_handed_on(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> None:
    page = opened(qtbot, session, navigator, LIDS, ROSAS)
    qtbot.waitUntil(page.export_button.isVisible)
    QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
    dialog = shown(YouSaidDialog)
    assert isinstance(dialog, YouSaidDialog)
    assert "Lids" in dialog.text.toPlainText()
    dialog.reject()


def test_it_follows_what_is_told_elsewhere(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    page = opened(qtbot, session, navigator, LIDS, ROSAS)
    qtbot.waitUntil(lambda: len(page.rows) == 1)
    fill(session, CUPS, KIMS)
    qtbot.waitUntil(lambda: len(page.rows) == 2)


def test_of_very_many_the_newest_are_shown(
    qtbot: QtBot,
    session: JournalSession,
    navigator: Navigator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(you_said, "_MOST", 1)
    page = opened(qtbot, session, navigator, LIDS, CUPS, ROSAS, KIMS)
    qtbot.waitUntil(lambda: len(page.rows) == 1)
    assert page.head.lead.text() == "2 wishes were answered."


def test_an_empty_page_leads_to_the_wishes(
    qtbot: QtBot, session: JournalSession, navigator: Navigator
) -> None:
    wanted = hear(navigator.page_wanted)
    page = opened(qtbot, session, navigator)
    qtbot.waitUntil(page.empty.isVisible)
    assert not page.export_button.isVisible()
    button = page.empty.button
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert wanted == ["feedback"]
