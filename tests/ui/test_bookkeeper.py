"""The books are closed in a pause, and again after other settings."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import Preferences
from trustjournal.store import balances, queries
from trustjournal.store.depths import depths
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.targets import beside
from trustjournal.ui.bookkeeper import Bookkeeper
from trustjournal.ui.session import JournalSession


def is_closed(session: JournalSession) -> bool:
    return half_life(session) is not None


def half_life(session: JournalSession) -> float | None:
    with session.engine.connect() as connection:
        found = balances.closing(connection)
    return found and found.half_life_days


def test_the_books_are_closed_in_a_pause_and_again_after_other_settings(
    session: JournalSession, qtbot: QtBot
) -> None:
    rosa, preferences = make_customer(), Preferences(**identity())
    praise = make_touchpoint(
        rosa.id, happened_at=MORNING.astimezone(UTC) - timedelta(days=90), feeling=2
    )
    fill(session, rosa, praise, preferences)
    owner = QObject()
    bookkeeper = Bookkeeper(session, owner, pause_ms=0)
    qtbot.waitUntil(lambda: half_life(session) == 180)
    with session.engine.connect() as connection:
        scores = depths(connection, MORNING, zone=session.zone())
    assert scores == {rosa.id: pytest.approx(20 + 25 * ((0.8 + 2**-0.5) / (4 + 2**-0.5) - 0.2))}
    change = Change.update(preferences, half_life_days=30)
    session.commit(Changeset("Settings", (change,)))
    qtbot.waitUntil(lambda: half_life(session) == 30)
    assert bookkeeper.parent() is owner


def test_in_a_pause_the_file_alone_comes_to_hold_everything(
    session: JournalSession, qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QObject()
    bookkeeper = Bookkeeper(session, owner, pause_ms=0)
    session.commit(Changeset("Add", (Change.create(make_customer("Rosa Delgado")),)))
    log = beside(session.path, "-wal")
    qtbot.waitUntil(lambda: is_closed(session) and log.stat().st_size == 0)
    copy = tmp_path / "by hand.db"
    copy.write_bytes(session.path.read_bytes())
    engine = open_journal(copy)
    with engine.connect() as connection:
        assert [one.name for one in queries.people(connection)] == ["Rosa Delgado"]
    close_journal(engine)
    assert bookkeeper.parent() is owner
