"""The log as a table: rows at once, words by the page, and a place that survives a new row."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.damaging import PAGE as SHEET
from tests.damaging import ROWS, destroyed, make_book
from tests.samples import NOON, make_customer, make_touchpoint
from tests.ui.conftest import fill
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Channel,
    Kind,
)
from trustjournal.domain.records import Touchpoint
from trustjournal.errors import TrustJournalError
from trustjournal.store import touchpoint_list
from trustjournal.store.engine import open_journal
from trustjournal.store.touchpoint_list import Wanted
from trustjournal.ui.models import touchpoint_model, touchpoint_pages
from trustjournal.ui.models.touchpoint_model import LogColumn, TouchpointModel
from trustjournal.ui.models.touchpoint_pages import PAGE
from trustjournal.ui.session import JournalSession

ROSA, LEON = make_customer("Rosa Delgado"), make_customer("Leon Fischer")


def touches(count: int) -> list[Touchpoint]:
    """Touchpoints a minute apart, note "0" the newest."""
    return [
        make_touchpoint(ROSA.id, happened_at=NOON - timedelta(minutes=n), note=str(n))
        for n in range(count)
    ]


@pytest.fixture
def model(session: JournalSession) -> TouchpointModel:
    return TouchpointModel(session)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touchpoint_model, "_FIRST_SCAN", 50)
    monkeypatch.setattr(touchpoint_model, "_SCAN", 120)
    monkeypatch.setattr(touchpoint_model, "_WORDS_SCAN", 200)


def counts(model: TouchpointModel) -> list[tuple[int, bool]]:
    """Return a list that grows by what `counted` tells."""
    told: list[tuple[int, bool]] = []

    def hear(count: int, complete: bool) -> None:
        told.append((count, complete))

    model.counted.connect(hear)
    return told


def wait(qtbot: QtBot, model: TouchpointModel, wanted: Wanted | None = None) -> None:
    """Show what is wanted, or all anew, and wait until every row is known."""
    known = counts(model)
    model.show(wanted) if wanted is not None else model.refresh()
    qtbot.waitUntil(lambda: bool(known) and known[-1][1])


def note(model: TouchpointModel, row: int) -> str | None:
    return model.index(row, LogColumn.NOTE).data()


def test_it_is_a_sound_model(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel, qtmodeltester: Any
) -> None:
    fill(session, ROSA, *touches(PAGE + 3))
    qtmodeltester.check(model)
    wait(qtbot, model, Wanted())
    qtmodeltester.check(model)


def test_all_rows_are_there_while_words_come_by_the_page(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    fill(session, ROSA, *touches(3 * PAGE))
    wait(qtbot, model, Wanted())
    assert model.rowCount() == 3 * PAGE
    last = model.index(3 * PAGE - 1, LogColumn.WHEN)
    assert last.data() == "…"
    assert note(model, 3 * PAGE - 1) is None
    qtbot.waitUntil(lambda: note(model, 3 * PAGE - 1) == str(3 * PAGE - 1))
    assert last.data() != "…"
    qtbot.waitUntil(lambda: note(model, 0) == "0")


def test_the_first_rows_come_with_their_words(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    fill(session, ROSA, *touches(10))
    with qtbot.waitSignal(model.modelReset):
        model.refresh()
    assert [note(model, row) for row in range(3)] == ["0", "1", "2"]


def test_a_list_nobody_looks_at_is_read_on_once_somebody_does(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    fill(session, ROSA, *touches(300))
    known = counts(model)
    model.pause()
    model.refresh()
    answered: list[object] = []
    for _turn in range(3):
        session.read(lambda _connection: True, answered.append)
    qtbot.waitUntil(lambda: len(answered) == 3)
    assert known == [(50, False)]
    model.resume()
    qtbot.waitUntil(lambda: known[-1] == (300, True))


def test_every_page_can_be_looked_at_though_few_are_kept(
    qtbot: QtBot,
    session: JournalSession,
    model: TouchpointModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(touchpoint_pages, "_KEPT", 2)
    fill(session, ROSA, *touches(5 * PAGE))
    wait(qtbot, model, Wanted())
    for row in (4 * PAGE, 3 * PAGE, 2 * PAGE, PAGE, 0, 4 * PAGE):
        qtbot.waitUntil(lambda row=row: note(model, row) == str(row))


def test_of_many_pages_passed_by_the_last_is_read(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    fill(session, ROSA, *touches(9 * PAGE))
    wait(qtbot, model, Wanted())
    for page in range(1, 9):
        note(model, page * PAGE)
    qtbot.waitUntil(lambda: note(model, 8 * PAGE) == str(8 * PAGE))
    qtbot.waitUntil(lambda: note(model, PAGE) == str(PAGE))


def test_a_touchpoint_logged_meanwhile_appears_and_the_selection_stays(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    records = touches(200)
    fill(session, ROSA, *records)
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    wait(qtbot, model, Wanted())
    view.selectionModel().setCurrentIndex(
        model.index(150, 0), QItemSelectionModel.SelectionFlag.Select
    )
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    fill(session, make_touchpoint(ROSA.id, happened_at=NOON + timedelta(minutes=1), note="new"))
    wait(qtbot, model)
    qtbot.waitUntil(lambda: note(model, 0) == "new")
    assert view.currentIndex().row() == 151
    assert resets == []


def test_what_was_edited_or_deleted_changes_in_its_place(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    records = touches(4)
    fill(session, ROSA, *records)
    wait(qtbot, model, Wanted())
    changes = Change.update(records[1], note="other"), Change.delete(records[2])
    with qtbot.waitSignal(session.changed):
        session.commit(Changeset("Edit", changes))
    wait(qtbot, model)
    qtbot.waitUntil(lambda: [note(model, row) for row in range(3)] == ["0", "other", "3"])
    assert model.rowCount() == 3


def test_whoever_types_fast_sees_only_the_last_filter(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    letter = make_touchpoint(LEON.id, channel=Channel.POST, note="letter")
    fill(session, ROSA, LEON, letter, *touches(100))
    model.show(Wanted(channel=Channel.PHONE))
    model.show(Wanted(kind=Kind.ORDER))
    wait(qtbot, model, Wanted(words="lett"))
    assert model.rowCount() == 1
    assert note(model, 0) == "letter"


def test_all_that_hold_a_common_word_are_found_after_a_pause(
    qtbot: QtBot,
    session: JournalSession,
    model: TouchpointModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(touchpoint_list, "FEW", 10)
    oak = [
        make_touchpoint(ROSA.id, happened_at=NOON - timedelta(minutes=n), note=f"oak {n}")
        for n in range(4 * PAGE)
    ]
    fill(session, ROSA, *oak)
    told = counts(model)
    wait(qtbot, model, Wanted(words="oak"))
    assert told[0][0] < told[-1][0] == 4 * PAGE
    assert note(model, 0) == "oak 0"


def test_nothing_found_is_told(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    fill(session, ROSA, *touches(3))
    told = counts(model)
    wait(qtbot, model, Wanted(kind=Kind.ORDER))
    assert told == [(0, True)]


def test_a_row_says_when_who_how_and_what(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    touch = make_touchpoint(
        ROSA.id,
        LEON.id,
        happened_at=NOON,
        zone="Asia/Tokyo",
        channel=Channel.PHONE,
        kind=Kind.COMPLAINT,
        feeling=-2,
        note="<b>First</b>\nsecond",
    )
    fill(session, ROSA, LEON, touch)
    wait(qtbot, model, Wanted())
    cells = [model.index(0, column).data() for column in LogColumn]
    assert cells[1:] == [
        "Rosa Delgado, Leon Fischer",
        "Phone",
        "−−",
        "Complaint",
        "<b>First</b> second",
    ]
    assert str(cells[0]).startswith("Friday, ")
    hint = model.index(0, LogColumn.NOTE).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;First&lt;/b&gt;<br>second" in hint
    assert model.index(0, LogColumn.FEELING).data(Qt.ItemDataRole.ToolTipRole) == "<qt>Upset</qt>"
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Upset" in spoken
    assert "Phone" in spoken
    assert model.touchpoint(0) == touch


def test_inside_of_words_is_looked_only_where_they_are_found_nowhere_else(
    qtbot: QtBot, session: JournalSession, model: TouchpointModel
) -> None:
    notes = ["a kiln", "the bikiln", *(str(n) for n in range(600)), "bikilns"]
    days = (NOON - timedelta(minutes=n) for n in range(len(notes)))
    made = [
        make_touchpoint(ROSA.id, happened_at=day, note=note)
        for day, note in zip(days, notes, strict=True)
    ]
    fill(session, ROSA, *made)
    wait(qtbot, model, Wanted(words="kil"))
    assert [note(model, row) for row in range(model.rowCount())] == ["a kiln"]
    known = counts(model)
    wait(qtbot, model, Wanted(words="ikil"))
    assert model.rowCount() == 2
    qtbot.waitUntil(lambda: note(model, 1) == "bikilns")
    assert known[0] == (0, False)
    assert known[-1] == (2, True)


def test_pages_beyond_one_that_cannot_be_read_still_come(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    content = make_book(path)
    # The index of days stays whole: every row is counted, and the words of some do not come.
    torn = [number for number in range(1, len(content) // SHEET) if _tells(content, number, 1500)]
    path.write_bytes(destroyed(content, torn))
    session = JournalSession(open_journal(path))
    model, refused = TouchpointModel(session), list[TrustJournalError]()
    model.refused.connect(refused.append)
    wait(qtbot, model, Wanted())
    assert model.rowCount() == ROWS
    lost = ROWS - 1 - 1500
    assert note(model, lost) is None
    qtbot.waitUntil(lambda: bool(refused))
    assert "could not be read" in str(refused[0])
    far = ROWS - 1
    assert note(model, far) is None
    qtbot.waitUntil(lambda: (note(model, far) or "").startswith("Note 0."))
    session.close()


def _tells(content: bytes, number: int, which: int) -> bool:
    return f"Note {which}.".encode() in content[(number - 1) * SHEET : number * SHEET]
