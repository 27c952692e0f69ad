"""What is typed is on the disk soon, goes as it is saved, and is found again by the next run."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import make_customer
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import Change, Changeset
from trustjournal.settings import Settings
from trustjournal.store.drafts import Unsaved, drop, everything, write
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.transaction import begin_write
from trustjournal.ui.drafts import LINE, TODAY_LINE, Drafts, Typed, drafts_of, line_typed
from trustjournal.ui.session import JournalSession
from trustjournal.ui.worker import Worker

ANA = uuid4()
Open = Callable[[], JournalSession]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    close_journal(create_journal(path))
    return path


@pytest.fixture
def run(qapp: QApplication, path: Path) -> Generator[Open]:
    """Opens the journal as a new start of the program does; the one before is closed first."""
    opened: list[JournalSession] = []

    def start() -> JournalSession:
        stop()
        opened.append(JournalSession(open_journal(path), clock=lambda: MORNING))
        return opened[0]

    def stop() -> None:
        if opened:
            opened.pop().close()
            qapp.processEvents()

    yield start
    stop()


def rows(path: Path) -> list[Unsaved]:
    engine = open_journal(path)
    with engine.connect() as connection:
        found = everything(connection)
    engine.dispose()
    return found


def known(qtbot: QtBot, session: JournalSession) -> Drafts:
    drafts = drafts_of(session)
    qtbot.waitUntil(lambda: drafts.known)
    return drafts


def places(path: Path) -> list[str]:
    return [row.place for row in rows(path)]


def ask_for_the_write(drafts: Drafts) -> None:
    """Let the pause after the last key be over, without hearing what comes of it."""
    pause = drafts.findChild(QTimer)
    assert pause is not None
    pause.timeout.emit()


def wait_for_the_write(drafts: Drafts) -> None:
    """Wait for what was asked for, without hearing what comes of it."""
    worker, ended = drafts.findChild(Worker), threading.Event()
    assert worker is not None
    worker.submit(ended.set, str, str)
    assert ended.wait(timeout=10)


def line(text: str, **more: object) -> Typed:
    return msgspec.structs.replace(line_typed(MORNING, text, [ANA]), **more)


def test_typing_on_does_not_put_off_the_write_and_all_that_was_typed_is_in_it(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    drafts = known(qtbot, run())
    pause = drafts.findChild(QTimer)
    assert pause is not None
    drafts.keep(LINE, line("a"))
    due = pause.remainingTime()
    assert due <= 800
    for end in range(2, 12):
        drafts.keep(LINE, line("ana rang me"[:end]))
        assert pause.remainingTime() <= due
    qtbot.waitUntil(lambda: bool(rows(path)))
    assert rows(path)[0].customer_ids == (ANA,)
    assert "ana rang me" in rows(path)[0].words


def test_the_last_keys_are_written_as_the_journal_is_closed(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    session = run()
    known(qtbot, session).keep(LINE, line("ana"))
    session.close()
    assert [row.place for row in rows(path)] == [LINE]
    run()


def test_the_next_run_finds_it(qtbot: QtBot, run: Open) -> None:
    known(qtbot, run()).keep(LINE, line("ana"))
    drafts = known(qtbot, run())
    assert drafts.at(LINE) == line("ana")
    assert [place for place, _typed in drafts.left()] == [LINE]
    drafts.take_up(LINE)
    assert drafts.left() == []
    assert drafts.at(LINE) == line("ana")


def test_what_was_put_aside_waits_two_weeks_and_is_not_offered(qtbot: QtBot, run: Open) -> None:
    fresh, stale = MORNING - timedelta(days=13), MORNING - timedelta(days=15)
    drafts = known(qtbot, run())
    drafts.keep(LINE, line("ana", put_aside=True, at=fresh))
    drafts.keep(TODAY_LINE, line("ben", put_aside=True, at=stale))
    drafts = known(qtbot, run())
    assert drafts.left() == []
    assert drafts.at(LINE) is not None
    assert drafts.at(TODAY_LINE) is None


def test_what_is_being_saved_is_not_written_and_what_was_refused_is(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    drafts = known(qtbot, run())
    drafts.keep(LINE, line("ana"))
    drafts.begin_saving(LINE)
    drafts.keep(TODAY_LINE, line("ben"))
    qtbot.waitUntil(lambda: [row.place for row in rows(path)] == [TODAY_LINE])
    drafts.end_saving(LINE, saved=False)
    qtbot.waitUntil(lambda: {row.place for row in rows(path)} == {LINE, TODAY_LINE})


def test_words_typed_while_others_are_saved_stay_a_draft(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    drafts = known(qtbot, run())
    drafts.keep(LINE, line("ana"))
    drafts.begin_saving(LINE)
    drafts.keep(LINE, line("ana and more"))
    drafts.end_saving(LINE, saved=True)
    qtbot.waitUntil(lambda: bool(rows(path)))
    assert drafts.at(LINE) == line("ana and more")


def test_a_draft_that_waited_for_its_turn_does_not_come_back_after_it_was_saved(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    session = run()
    drafts = known(qtbot, session)
    with begin_write(session.engine) as connection:
        drafts.keep(LINE, line("ana"))
        ask_for_the_write(drafts)
        drafts.begin_saving(LINE)
        drop(connection, [LINE])
        drafts.end_saving(LINE, saved=True)
    drafts.keep(TODAY_LINE, line("ben"))
    qtbot.waitUntil(lambda: TODAY_LINE in places(path))
    assert places(path) == [TODAY_LINE]


def test_what_was_refused_first_and_saved_later_is_no_draft_any_more(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    drafts = known(qtbot, run())
    drafts.keep(LINE, line("ana"))
    drafts.begin_saving(LINE)
    drafts.end_saving(LINE, saved=False)
    qtbot.waitUntil(lambda: places(path) == [LINE])
    drafts.end_saving(LINE, saved=True)
    assert drafts.at(LINE) is None
    qtbot.waitUntil(lambda: places(path) == [])


def test_a_draft_that_was_refused_as_the_journal_was_closed_is_written_once_more(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    session = run()
    drafts = known(qtbot, session)
    path.rename(path.with_name("away.db"))
    drafts.keep(LINE, line("ana"))
    ask_for_the_write(drafts)
    wait_for_the_write(drafts)
    path.with_name("away.db").rename(path)
    run()
    assert places(path) == [LINE]


def test_the_window_does_not_wait_for_a_draft_that_waits_for_its_turn(
    qtbot: QtBot, path: Path
) -> None:
    session = JournalSession(open_journal(path), clock=lambda: MORNING)
    drafts = known(qtbot, session)
    with begin_write(session.engine):
        drafts.keep(LINE, line("ana"))
        ask_for_the_write(drafts)
        finish = session.leave()
    finish()
    assert places(path) == [LINE]


@pytest.mark.parametrize(
    ("is_there_already", "typed_after", "left"),
    [(False, "", ""), (False, "ana and more", "ana and more"), (True, "", "ana")],
)
def test_closing_before_a_save_has_ended_keeps_what_it_does_not_save(
    qtbot: QtBot, run: Open, is_there_already: bool, typed_after: str, left: str
) -> None:
    session, ana = run(), make_customer()
    drafts = known(qtbot, session)
    if is_there_already:
        fill(session, ana)
    drafts.keep(LINE, line("ana"))
    drafts.begin_saving(LINE)
    session.commit(Changeset("Add", (Change.create(ana),), settles=(LINE,)))
    if typed_after:
        drafts.keep(LINE, line(typed_after))
    found = known(qtbot, run()).at(LINE)
    assert (found.text() if found else "") == left


def test_a_refused_draft_is_kept_and_written_once_it_can_be(
    qtbot: QtBot, run: Open, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trustjournal.ui.drafts._TRIED_AGAIN_MS", 50)
    session = run()
    refused: list[str] = []
    session.refused.connect(refused.append)
    drafts = known(qtbot, session)
    path.rename(path.with_name("away.db"))
    drafts.keep(LINE, line("ana"))
    pause = drafts.findChild(QTimer)
    assert pause is not None
    for _attempt in range(3):
        with qtbot.waitSignal(pause.timeout):
            pass
    path.with_name("away.db").rename(path)
    qtbot.waitUntil(lambda: bool(rows(path)))
    assert refused == []


def test_a_journal_that_can_only_be_read_keeps_them_in_memory(
    qtbot: QtBot, qapp: QApplication, path: Path
) -> None:
    session = JournalSession(open_journal(path, read_only=True), clock=lambda: MORNING)
    drafts = known(qtbot, session)
    drafts.keep(LINE, line("ana"))
    assert drafts.at(LINE) == line("ana")
    session.close()
    assert rows(path) == []


def test_a_draft_of_another_version_is_left_alone(qtbot: QtBot, run: Open, path: Path) -> None:
    engine = open_journal(path)
    write(engine, [Unsaved(place="form", words="{}", at=MORNING)])
    engine.dispose()
    assert known(qtbot, run()).left() == []
    assert [row.place for row in rows(path)] == ["form"]


def test_the_line_of_an_earlier_version_moves_out_of_the_settings(
    qtbot: QtBot, run: Open, path: Path
) -> None:
    settings = Settings(draft="ana rang")
    settings.save()
    drafts = drafts_of(run())
    drafts.adopt(settings)
    qtbot.waitUntil(lambda: Settings.load().draft == "")
    assert [row.place for row in rows(path)] == [LINE]
    typed = drafts.at(LINE)
    assert typed is not None
    assert typed.text() == "ana rang"


def test_words_come_back_after_the_program_was_killed(qtbot: QtBot, run: Open, path: Path) -> None:
    typing = subprocess.Popen(
        [sys.executable, "-m", "tests.typing_owner", str(path)], stdout=subprocess.PIPE, text=True
    )
    with typing:
        assert typing.stdout is not None
        assert typing.stdout.readline() == "typed\n"
        qtbot.waitUntil(lambda: len(rows(path)) == 3)
        typing.send_signal(signal.SIGKILL)
    assert typing.returncode == -signal.SIGKILL
    left = known(qtbot, run()).left()
    said = {typed.form: typed.said for _place, typed in left}
    assert said == {
        TODAY_LINE: "rosa call + the blue gl",
        "PromiseDialog": "send the quo",
        "CustomerDialog": "Zora Q",
    }
