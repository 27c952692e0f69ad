"""Every search field of every page takes whatever is typed, and Ctrl+F leads to it."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import (
    NOON,
    TODAY,
    make_check_in,
    make_customer,
    make_evening,
    make_feedback,
    make_gesture,
    make_promise,
    make_template,
    make_touchpoint,
    make_wish,
)
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.settings import Settings
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.catalogue import keys, page_class
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.find_box import FindBox
from trustjournal.ui.widgets.search_box import SearchBox

ROSA, TOM = make_customer("Rosa Delgado", tags=("vip",)), make_customer("Tom", referred_by=None)
WISH = make_wish()
BOOK = (
    *(ROSA, TOM, WISH, make_evening(), make_template()),
    make_touchpoint(ROSA.id, happened_at=NOON, note="loved the oak sample"),
    make_promise(ROSA.id, due_on=TODAY),
    make_gesture(TOM.id, due_on=TODAY),
    make_check_in(TOM.id, due_on=TODAY),
    make_feedback(ROSA.id, wish_id=WISH.id, rating=4, best=5),
)
_LETTERS = (
    "aeiou rst\"-:*()%_\\'.,;=<>&$\t\x00\x1b\x7f\u200b\u200d\u200f\u202e\ufeff\ud800مرحبا東京🎁👩ß"
)
_WORDS = ("tag:", "from:2026", "depth>", "feeling:-", "field:", "quiet:9", "-is:", "OR ", '"oak')


def texts() -> list[str]:
    """A thousand texts as no owner would type them, the same at each run."""
    chance = Random(7)
    return [
        "".join(chance.choice((*_WORDS, *_LETTERS)) for _part in range(chance.randrange(9)))
        for _text in range(1000)
    ]


def fields_of(page: QWidget) -> list[QLineEdit]:
    return [box for box in page.findChildren(SearchBox) if not isinstance(box, FindBox)]


HIDDEN_WHILE_EMPTY = {"thanks", "value", "gaps", "reviews", "quiet", "duplicates", "filter"}


@pytest.mark.parametrize("key", keys())
def test_a_thousand_texts_are_no_error(
    key: str,
    qtbot: QtBot,
    session: JournalSession,
    navigator: Navigator,
    dressed: None,
) -> None:
    fill(session, *BOOK)
    page = page_class(key)(session, navigator, Settings())
    qtbot.addWidget(page)
    fields = fields_of(page)
    if not fields:
        return
    page.resize(1100, 800)
    page.show()
    (field,) = fields
    refused = hear(session.refused)
    for number, text in enumerate(texts()):
        field.setText(text)
        if number % 40 == 0:
            settled(qtbot, session)
    field.setText("oak")
    settled(qtbot, session)
    assert refused == []
    if field.isHidden():
        assert key in HIDDEN_WHILE_EMPTY
        return
    page.setFocus()
    with qtbot.waitActive(page):
        page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()


def settled(qtbot: QtBot, session: JournalSession) -> None:
    """Wait until the worker has answered all that was asked so far."""
    QApplication.processEvents()
    heard: list[object] = []
    session.read(lambda _connection: True, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
