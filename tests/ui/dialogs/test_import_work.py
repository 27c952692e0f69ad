"""What the import does on the worker."""

from functools import partial
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from trustjournal.errors import TrustJournalError
from trustjournal.transfer.import_plan import Choices
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.dialogs.import_work import Looked, Opened, Remembered, Wish
from trustjournal.ui.session import JournalSession

CARDS = Path(__file__).parents[2] / "data" / "cards_30_apple.vcf"
GOOGLE = Path(__file__).parents[2] / "data" / "google_new.csv"
NOTHING = Remembered({}, {}, {})


def opened(session: JournalSession, qtbot: QtBot, wish: Wish, known: Remembered) -> Opened:
    found: list[Any] = []
    session.run(partial(import_work.open_file, wish, known, session.now()), found.append)
    qtbot.waitUntil(lambda: bool(found))
    (one,) = found
    assert isinstance(one, Opened)
    return one


def test_the_report_never_takes_the_place_of_the_journal(
    session: JournalSession, qtbot: QtBot
) -> None:
    file = opened(session, qtbot, Wish(path=GOOGLE), NOTHING)
    looked: list[Looked] = []
    session.run(partial(import_work.look_over, file, Choices(), session.now()), looked.append)
    qtbot.waitUntil(lambda: bool(looked))
    before = session.path.read_bytes()
    said: list[TrustJournalError] = []
    write = partial(import_work.write_report, looked[0].plan, "google_new.csv", session.path)
    session.run(write, lambda _path: None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert session.path.read_bytes() == before


def test_columns_are_taken_as_they_were_before_where_they_still_can_be(
    session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Email,Size,Colour\nRosa,rosa@example.org,39,blue\n", "utf-8")
    before = {"Size": "field:Shoe size", "Colour": "no such target", "Gone": "note"}
    names = ("Colour", "Name", "Size", "Email")
    known = Remembered({}, {import_work.key_of(names): before}, {})
    sheet = opened(session, qtbot, Wish(path=path), known).source.sheet
    assert sheet is not None
    taken = {column.name: column.target for column in sheet.columns}
    assert taken == {"Name": "name", "Email": "email", "Size": "field:Shoe size", "Colour": "note"}
