"""What the import does on the worker."""

from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from trustjournal.errors import TrustJournalError
from trustjournal.transfer import Duplicates
from trustjournal.ui.dialogs import import_work
from trustjournal.ui.session import JournalSession

CARDS = Path(__file__).parents[2] / "data" / "cards_30_apple.vcf"


def test_the_report_of_problems_never_takes_the_place_of_the_journal(
    session: JournalSession, qtbot: QtBot
) -> None:
    read: list[import_work.Preview] = []
    session.run(partial(import_work.read, CARDS, None, Duplicates.SKIP), read.append)
    qtbot.waitUntil(lambda: bool(read))
    before = session.path.stat().st_size
    said: list[TrustJournalError] = []
    write = partial(import_work.write_problems, read[0], session.path)
    session.run(write, lambda _path: None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert "belongs to the journal itself" in str(said[0])
    assert session.path.stat().st_size == before
