"""What happened in an hour that comes twice stays apart, wherever its owner is by now."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.records import Touchpoint
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.rows import chosen, fetch
from trustjournal.ui.dialogs import opening
from trustjournal.ui.models.touchpoint_pages import read_lines
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

ROSA = make_customer("Rosa")
TWICE = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
"""02:30 of the same day in Madrid, before and after the clocks are turned."""
LOGGED = [make_touchpoint(ROSA.id, happened_at=at, note="They called.") for at in TWICE]


def instants(session: JournalSession) -> list[datetime]:
    with session.engine.connect() as connection:
        found = fetch(connection, Touchpoint, chosen(Touchpoint))
    return sorted(one.happened_at.astimezone(UTC) for one in found)


def test_the_hour_that_comes_twice_stays_apart_when_it_is_edited_on_another_continent(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, navigator: Navigator
) -> None:
    close_journal(create_journal(tmp_path / "journal.db"))
    far = MORNING.astimezone(ZoneInfo("America/New_York"))
    session = JournalSession(open_journal(tmp_path / "journal.db"), clock=lambda: far)
    fill(session, ROSA, *LOGGED)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for one in LOGGED:
        form = opening.edit(one, session, navigator, window)
        form.fields["note"].set_value("They called about the jug.")
        with qtbot.waitSignal(form.accepted):
            QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert instants(session) == TWICE
    with session.engine.connect() as connection:
        lines = read_lines(connection, [1, 2], session.today())
    assert [line.cells[0] for line in lines.values()] == ["25 Oct, 02:30"] * 2
    session.close()
    qapp.processEvents()
