"""The sample book leaves in one click, and comes back with one Undo."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_evening, make_feedback, make_promise, make_touchpoint
from tests.ui.conftest import MORNING, fill
from tests.ui.owner import hear
from trustjournal.domain.records import (
    Customer,
    Evening,
    Feedback,
    Promise,
    StageRule,
    TagRule,
    Touchpoint,
    Wish,
)
from trustjournal.errors import NotFound
from trustjournal.store import queries
from trustjournal.store.backup import counts
from trustjournal.store.rows import chosen, fetch
from trustjournal.transfer.sample import add_sample
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.sample_notice import SampleNotice, has_sample, remove_sample
from trustjournal.ui.session import JournalSession
from trustjournal.ui.shell import Shell


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    made.show()
    return made


def lay_out(session: JournalSession) -> None:
    add_sample(session.engine, MORNING.date(), "Europe/Madrid")


def test_it_is_not_offered_where_nothing_can_be_changed(
    shell: Shell, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    lay_out(session)
    notice = SampleNotice(shell, session, navigator)
    qtbot.waitUntil(lambda: notice.banner is not None)
    session.writing.turn_read_only("Read-only.")
    assert notice.banner is None
    read: list[bool] = []
    notice.refresh()
    session.read(has_sample, read.append)
    qtbot.waitUntil(lambda: bool(read))
    assert notice.banner is None


def press_remove(notice: SampleNotice, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: notice.banner is not None)
    assert notice.banner is not None
    assert notice.banner.button is not None
    QTest.mouseClick(notice.banner.button, Qt.MouseButton.LeftButton)


def test_one_click_removes_the_whole_book_and_undo_brings_it_back(
    shell: Shell, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    lay_out(session)
    notice = SampleNotice(shell, session, navigator)
    said = hear(navigator.told)
    press_remove(notice, qtbot)
    qtbot.waitUntil(lambda: notice.banner is None)
    assert set(counts(session.engine).values()) == {0}
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The sample book is gone. The journal is all yours."]
    session.undo()
    qtbot.waitUntil(lambda: notice.banner is not None)
    assert counts(session.engine)["customer"] == 28


def test_what_is_the_owners_own_stays(
    shell: Shell, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    lay_out(session)
    with session.engine.connect() as connection:
        invented = queries.samples(connection)[0]
    rosa = make_customer("Rosa", referred_by=invented.id)
    both = make_touchpoint(rosa.id, invented.id, note="ours")
    alone = make_touchpoint(invented.id, note="theirs")
    promise = make_promise(rosa.id, touchpoint_id=alone.id)
    with session.engine.connect() as connection:
        shared = next(
            one for one in queries.all_of(connection, Wish) if one.title.startswith("Lids")
        )
    mine = make_feedback(rosa.id, wish_id=shared.id)
    fill(session, rosa, both, alone, promise, mine, evening := make_evening(date(2026, 3, 3)))
    notice = SampleNotice(shell, session, navigator)
    press_remove(notice, qtbot)
    qtbot.waitUntil(lambda: notice.banner is None)
    with session.engine.connect() as connection:
        (left,) = fetch(connection, Customer, chosen(Customer))
        (touch,) = fetch(connection, Touchpoint, chosen(Touchpoint))
        (kept,) = fetch(connection, Promise, chosen(Promise))
    assert (left.name, left.referred_by) == ("Rosa", None)
    assert (touch.note, touch.customer_ids) == ("ours", (rosa.id,))
    assert kept.touchpoint_id is None
    with session.engine.connect() as connection:
        assert queries.all_of(connection, Wish) == [shared]
        assert queries.all_of(connection, Feedback) == [mine]
        assert queries.all_of(connection, Evening) == [evening]
        assert queries.all_of(connection, TagRule) == queries.all_of(connection, StageRule) == []


def test_a_journal_without_a_sample_shows_no_line(
    shell: Shell, session: JournalSession, navigator: Navigator, qtbot: QtBot
) -> None:
    notice = SampleNotice(shell, session, navigator)
    fill(session, make_customer())
    answers: list[bool] = []
    session.read(has_sample, answers.append)
    qtbot.waitUntil(lambda: answers == [False])
    assert notice.banner is None


def test_a_book_that_left_already_cannot_leave_again(session: JournalSession) -> None:
    with session.engine.connect() as connection, pytest.raises(NotFound, match="gone already"):
        remove_sample(connection)
