"""Ctrl+K: a line, what it may mean, and Return that goes there."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from tests.samples import (
    NOON,
    make_answer,
    make_attachment,
    make_customer,
    make_evening,
    make_promise,
    make_review,
    make_template,
    make_touchpoint,
    make_wish,
)
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.records import Record
from trustjournal.domain.search_marks import Marked
from trustjournal.ui.commands import Command, Commands
from trustjournal.ui.dialogs.find_dialog import FindDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.find_row import FindRole
from trustjournal.ui.widgets.label import PlainLabel

ROSA = make_customer("Rosa Delgado", company="Café Alma", note="her kiln is blue")
LEON = make_customer("Leon Fischer", tags=("vip",))
CALL = make_touchpoint(ROSA.id, happened_at=NOON, note="loved the Crème jug")
OLD = make_touchpoint(
    LEON.id, happened_at=NOON - timedelta(days=300), feeling=-1, note="sugar bowl cracked"
)
PHOTOS = make_promise(LEON.id, text="send photos of the jug")

Find = Callable[[], "Opened"]


class Opened:
    """The palette on the screen with the ways to drive it."""

    def __init__(self, qtbot: QtBot, session: JournalSession, window: QMainWindow) -> None:
        self.qtbot = qtbot
        self.navigator = Navigator(window)
        self.ran: list[str] = []
        commands = [
            Command("log", "Log a touchpoint", "Journal", lambda: self.ran.append("log"), ("F7",)),
            Command("gift", "Plan a gesture", "Journal", lambda: self.ran.append("gift")),
            Command("look", "Appearance", "", lambda: self.ran.append("look"), words="dark, zoom"),
        ]
        self.commands = Commands(window, commands)
        self.dialog = FindDialog(session, self.navigator, self.commands, window)
        self.dialog.open()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.dialog.line, text)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.dialog.line, key)

    def titles(self) -> list[str]:
        return [self.dialog.list.item(row).text() for row in range(self.dialog.list.count())]

    def at(self, row: int, role: FindRole) -> Any:
        return self.dialog.list.item(row).data(role)

    def sections(self) -> list[str]:
        rows = range(self.dialog.list.count())
        return [text for row in rows if (text := self.at(row, FindRole.SECTION))]

    def said(self) -> str:
        return " ".join(label.text() for label in self.dialog.findChildren(PlainLabel))

    def shows(self, *titles: str) -> None:
        self.qtbot.waitUntil(lambda: self.titles() == list(titles))


@pytest.fixture
def find(qtbot: QtBot, session: JournalSession, dressed: None) -> Find:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return lambda: Opened(qtbot, session, window)


def test_everything_that_holds_the_words_is_listed_in_groups(
    find: Find, session: JournalSession
) -> None:
    fill(session, ROSA, LEON, CALL, OLD, PHOTOS)
    view = find()
    view.type("jug")
    view.shows("loved the Crème jug", "send photos of the jug")
    assert view.sections() == ["Notes", "Promises"]
    assert view.at(0, FindRole.TITLE) == Marked("loved the Crème jug", ((16, 19),))
    assert view.at(0, FindRole.TEXT) == Marked("Rosa Delgado")
    assert view.at(1, FindRole.TEXT) == Marked("Leon Fischer")


def test_people_come_first_by_name_and_by_what_is_known_of_them(
    find: Find, session: JournalSession
) -> None:
    fill(session, ROSA, LEON)
    view = find()
    view.type("kiln")
    view.shows("Rosa Delgado")
    assert view.at(0, FindRole.TEXT) == Marked("her kiln is blue", ((4, 8),))
    view.dialog.line.clear()
    opened = hear(view.navigator.person_wanted)
    view.type("leon")
    view.qtbot.waitUntil(lambda: view.titles()[:1] == ["Leon Fischer"])
    view.press(Qt.Key.Key_Return)
    assert opened == [LEON.id]
    assert not view.dialog.isVisible()


def test_commands_are_listed_with_their_keys_and_run(find: Find) -> None:
    view = find()
    assert view.titles() == ["Log a touchpoint", "Plan a gesture", "Appearance"]
    assert view.sections() == ["Commands", "Settings"]
    assert view.at(0, FindRole.ASIDE) == "F7"
    view.type("gest")
    view.shows("Plan a gesture")
    view.press(Qt.Key.Key_Return)
    assert view.ran == ["gift"]


def test_a_command_that_cannot_be_done_now_is_left_out(find: Find) -> None:
    view = find()
    view.commands.actions["gift"].setEnabled(False)
    view.type("a")
    view.shows("Log a touchpoint", "Appearance")


def test_a_part_of_the_settings_is_found_by_other_words_that_begin_so(find: Find) -> None:
    view = find()
    view.type("zoo")
    view.shows("Appearance")
    assert view.at(0, FindRole.TEXT) == Marked("dark, zoom", ((6, 9),))
    view.dialog.line.clear()
    view.type("ark")
    view.shows()
    view.dialog.line.clear()
    view.type("appear dark")
    view.press(Qt.Key.Key_Return)
    assert view.ran == ["look"]


def test_arrows_choose_and_what_was_chosen_stays_while_more_arrives(
    find: Find, session: JournalSession
) -> None:
    fill(session, ROSA, CALL, OLD, LEON, PHOTOS)
    view = find()
    view.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.dialog.list.currentRow() == 2
    view.press(Qt.Key.Key_PageUp)
    assert view.dialog.list.currentRow() == 0
    edited = hear(view.navigator.edit_wanted)
    view.type("jug")
    view.shows("loved the Crème jug", "send photos of the jug")
    view.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert edited == [PHOTOS]


def test_a_longer_look_finds_what_stands_inside_of_words(
    find: Find, session: JournalSession
) -> None:
    fill(session, ROSA, LEON, CALL, OLD)
    view = find()
    view.type("ugar")
    view.shows("sugar bowl cracked")
    assert view.at(0, FindRole.TITLE).marks == ((1, 5),)


def test_a_company_is_said_once(find: Find, session: JournalSession) -> None:
    fill(session, ROSA)
    view = find()
    view.type("company:alma")
    view.shows("Rosa Delgado")
    assert view.at(0, FindRole.TEXT).text == "Café Alma"
    assert view.at(0, FindRole.ASIDE) == ""
    assert view.at(0, FindRole.FACE_ID) == ROSA.id


def test_filters_in_words_narrow(find: Find, session: JournalSession) -> None:
    fill(session, ROSA, LEON, CALL, OLD, PHOTOS)
    view = find()
    view.type("feeling:- from:2025")
    view.shows("sugar bowl cracked")
    view.dialog.line.clear()
    view.type("tag:vip type:promise")
    view.shows("send photos of the jug")


def test_a_name_and_a_word_find_what_was_said_with_them(
    find: Find, session: JournalSession
) -> None:
    fill(session, ROSA, LEON, CALL, OLD)
    view = find()
    view.type("rosa jug")
    view.shows("loved the Crème jug")


@pytest.mark.parametrize(
    ("record", "signal", "value"),
    [
        (CALL, "edit_wanted", CALL),
        (PHOTOS, "edit_wanted", PHOTOS),
        (make_wish("A jug lid"), "sought_wanted", "feedback"),
        (make_evening(text="jugs again"), "sought_wanted", "evening"),
        (make_template("Jug care"), "sought_wanted", "letters"),
        (make_answer(ROSA.id, text="one jug"), "sought_wanted", "person"),
        (make_attachment(ROSA.id, name="jug.png"), "sought_wanted", "person"),
        (make_review(ROSA.id, reason="jug too dear"), "review_wanted", ROSA.id),
    ],
)
def test_return_opens_what_was_found(
    find: Find, session: JournalSession, record: Record, signal: str, value: object
) -> None:
    fill(session, ROSA, LEON, record)
    view = find()
    heard = hear(getattr(view.navigator, signal))
    view.type("jug")
    view.qtbot.waitUntil(lambda: bool(view.titles()))
    view.press(Qt.Key.Key_Return)
    assert heard == [value]


def test_what_was_opened_lately_stands_first_the_next_time(
    find: Find, session: JournalSession
) -> None:
    fill(session, ROSA, LEON)
    view = find()
    view.type("gest")
    view.press(Qt.Key.Key_Return)
    view = find()
    view.type("rosa")
    view.qtbot.waitUntil(lambda: view.titles()[:1] == ["Rosa Delgado"])
    view.press(Qt.Key.Key_Return)
    view = find()
    assert view.titles()[:2] == ["Rosa Delgado", "Plan a gesture"]
    assert view.sections() == ["Recent", "Commands", "Settings"]


def test_where_nothing_is_found_it_is_said(find: Find, session: JournalSession) -> None:
    fill(session, ROSA, CALL)
    view = find()
    view.type("zebra")
    view.shows()
    view.qtbot.waitUntil(lambda: "Nothing was found" in view.said())
    view.press(Qt.Key.Key_Return)
    assert view.dialog.isVisible()


def test_what_looks_like_a_filter_and_is_none_is_told(find: Find, session: JournalSession) -> None:
    fill(session, ROSA, CALL)
    view = find()
    view.type("from:2026-13")
    view.qtbot.waitUntil(lambda: "“from:2026-13” is no filter" in view.said())


def test_nothing_typed_is_an_error(find: Find, session: JournalSession) -> None:
    fill(session, ROSA, LEON, CALL, OLD, PHOTOS)
    view = find()
    refused = hear(session.refused)
    chance = Random(5)
    letters = "aeio \"-:*()%_\\'\n\t\0\x1b\u200f\u202eمرحبا東京🎁é̂ß\ud800<&$"
    keys = ("tag:", "from:", "depth>", "feeling:", "field:", "quiet:", "-is:", "OR ", "on:2026")
    for _text in range(1000):
        parts = [chance.choice((*keys, *letters)) for _part in range(chance.randrange(8))]
        view.dialog.line.setText("".join(parts))
    view.dialog.line.setText("loved")
    view.shows("loved the Crème jug")
    assert refused == []
