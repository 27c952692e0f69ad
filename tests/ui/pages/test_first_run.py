"""The three first questions, answered by keyboard, and what is said where they cannot stand."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.surroundings import write_protected
from tests.ui.owner import choose, hear
from trustjournal.ui.pages.first_run import Answers, FirstRunPage, Start
from trustjournal.ui.widgets.label import PlainLabel


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "journal.db"


@pytest.fixture
def page(qtbot: QtBot, path: Path) -> FirstRunPage:
    made = FirstRunPage(path)
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    qtbot.waitUntil(made.owner.line.hasFocus)
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def words(page: FirstRunPage) -> str:
    return " ".join(one.text() for one in page.findChildren(PlainLabel) if one.isVisible())


def test_enter_alone_goes_from_the_first_question_to_a_journal(
    page: FirstRunPage, path: Path
) -> None:
    QTest.keyClicks(focused(), "Maya Brandt ")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "a pottery")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is page.place.line
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is page.cards[Start.SAMPLE]
    answered = hear(page.answered)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert answered == [Answers("Maya Brandt", "a pottery", path, Start.SAMPLE)]


@pytest.mark.parametrize("start", list(Start))
def test_each_card_says_how_to_begin(page: FirstRunPage, start: Start) -> None:
    answered = hear(page.answered)
    QTest.mouseClick(page.cards[start], Qt.MouseButton.LeftButton)
    assert answered[0].start is start


def test_arrows_go_from_card_to_card(page: FirstRunPage) -> None:
    page.cards[Start.SAMPLE].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert focused() is page.cards[Start.IMPORT]


def test_tab_reaches_everything_in_the_order_it_stands(page: FirstRunPage) -> None:
    seen = [focused()]
    while len(seen) < 9:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(focused())
    assert seen == [
        page.owner.line,
        page.business.line,
        page.place.line,
        page.place.choose,
        page.lock.box,
        *page.cards.values(),
        page.open_other,
    ]
    assert all(one.accessibleName() for one in seen)


def test_a_second_press_makes_no_second_journal(page: FirstRunPage) -> None:
    heard = hear(page.answered)
    for _press in range(2):
        QTest.mouseClick(page.cards[Start.EMPTY], Qt.MouseButton.LeftButton)
    assert len(heard) == 1
    assert "Making your journal" in words(page)


def test_coming_back_the_words_are_still_there_and_it_can_be_tried_again(
    page: FirstRunPage, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.owner.line, "Maya")
    QTest.mouseClick(page.cards[Start.EMPTY], Qt.MouseButton.LeftButton)
    page.hide()
    page.show()
    assert page.owner.value() == "Maya"
    with qtbot.waitSignal(page.answered):
        QTest.mouseClick(page.cards[Start.EMPTY], Qt.MouseButton.LeftButton)


def write(page: FirstRunPage, text: str) -> None:
    page.place.setFocus()
    page.place.line.selectAll()
    QTest.keyClicks(page.place.line, text)
    QTest.keyClick(page.place.line, Qt.Key.Key_Return)


def test_a_folder_is_no_place_for_a_journal(page: FirstRunPage, tmp_path: Path) -> None:
    write(page, str(tmp_path))
    assert "This is a folder" in words(page)
    assert focused() is page.place.line


def test_a_file_among_the_folders_is_named(page: FirstRunPage, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("x")
    write(page, str(tmp_path / "note.txt" / "journal.db"))
    assert f"{tmp_path / 'note.txt'} is a file, not a folder" in words(page)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such modes")
def test_a_folder_that_cannot_be_written_is_named(page: FirstRunPage, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    with write_protected(closed):
        write(page, str(closed / "journal.db"))
        assert f"The folder {closed} cannot be written to" in words(page)


def test_no_place_at_all_is_asked_for(page: FirstRunPage) -> None:
    page.place.setFocus()
    page.place.line.selectAll()
    QTest.keyClick(page.place.line, Qt.Key.Key_Delete)
    heard = hear(page.answered)
    QTest.mouseClick(page.cards[Start.EMPTY], Qt.MouseButton.LeftButton)
    assert heard == []
    assert "Say where your journal should live." in words(page)
    assert focused() is page.place.line


def test_a_tilde_is_the_home_folder(page: FirstRunPage) -> None:
    write(page, "~/mine.db")
    assert page.place.path() == Path.home() / "mine.db"


def test_a_file_that_is_there_is_offered_to_be_opened(page: FirstRunPage, tmp_path: Path) -> None:
    there = tmp_path / "old.db"
    there.write_bytes(b"x")
    write(page, str(there))
    assert "There is a file here already" in words(page)
    chosen = hear(page.journal_chosen)
    QTest.mouseClick(page.open_there, Qt.MouseButton.LeftButton)
    assert chosen == [there]
    assert there.read_bytes() == b"x"


def test_a_corrected_place_takes_the_sentence_back(page: FirstRunPage, tmp_path: Path) -> None:
    write(page, str(tmp_path))
    QTest.keyClicks(page.place.line, "/journal.db")
    assert "This is a folder" not in words(page)


def test_the_place_can_be_chosen_in_a_dialog(
    page: FirstRunPage, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.place.choose, Qt.MouseButton.LeftButton)
    choose(qtbot, tmp_path / "chosen.db")
    assert page.place.path() == tmp_path / "chosen.db"


def test_an_existing_journal_can_be_opened(
    page: FirstRunPage, tmp_path: Path, qtbot: QtBot
) -> None:
    there = tmp_path / "old.db"
    there.write_bytes(b"x")
    QTest.mouseClick(page.open_other, Qt.MouseButton.LeftButton)
    chosen = hear(page.journal_chosen)
    choose(qtbot, there)
    assert chosen == [there]


def test_another_place_is_suggested_beside_what_is_there(
    page: FirstRunPage, tmp_path: Path
) -> None:
    for name in ("journal.db", "journal-2.db"):
        (tmp_path / name).write_bytes(b"x")
    page.suggest(tmp_path / "journal.db")
    assert page.place.path() == tmp_path / "journal-3.db"


def test_nothing_is_cut_at_twice_the_text_size_in_a_narrow_window(
    page: FirstRunPage, qapp: QApplication
) -> None:
    from trustjournal.ui import theme

    theme.apply(qapp, theme.Scheme.LIGHT, 2.0)
    page.resize(900, 700)
    qapp.processEvents()
    bar = page.horizontalScrollBar()
    assert bar.maximum() == 0
    theme.apply(qapp, theme.Scheme.LIGHT)


def test_it_opens_without_the_database_or_the_charts() -> None:
    script = (
        "import sys, trustjournal.ui.pages.first_run\n"
        "print([name for name in ('sqlalchemy', 'numpy', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_passphrase_is_asked_for_only_where_it_is_wanted(
    page: FirstRunPage, qtbot: QtBot
) -> None:
    heard = hear(page.answered)
    assert not page.passphrase.isVisible()
    QTest.keyClick(page.lock.box, Qt.Key.Key_Space)
    assert focused() is page.passphrase.first.line
    QTest.keyClicks(focused(), "glaze window otter")
    QTest.keyClick(page.cards[Start.EMPTY], Qt.Key.Key_Return)
    assert heard == []
    QTest.keyClicks(page.passphrase.again.line, "glaze window otter")
    QTest.keyClick(page.cards[Start.EMPTY], Qt.Key.Key_Return)
    (answers,) = heard
    assert answers.passphrase == "glaze window otter"
    assert "glaze" not in repr(answers)
    assert page.passphrase.first.value() == ""


def test_a_passphrase_taken_back_is_none(page: FirstRunPage) -> None:
    heard = hear(page.answered)
    QTest.keyClick(page.lock.box, Qt.Key.Key_Space)
    QTest.keyClicks(page.passphrase.first.line, "glaze")
    QTest.keyClick(page.lock.box, Qt.Key.Key_Space)
    QTest.keyClick(page.cards[Start.EMPTY], Qt.Key.Key_Return)
    assert heard[0].passphrase == ""
