"""Ctrl+K as one types: `python -m tests.bench.search [JOURNAL]`, on a generated journal.

The floor is the index itself: the newest 50 notes that hold the words, read through the driver.
Ours is from the key until rows of notes are painted, with the way to the worker and back; "all"
is until nothing more is looked for. All words are typed in five rounds, of which the first finds
the file cold; p95 is that of all. Without a journal it makes a small one.
"""

import gc
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
from sqlalchemy import text

from tests.bench.generate import END, generate
from tests.bench.journal_table import Stalls, until
from tests.bench.ratio import Line, milliseconds, percentile, show
from trustjournal.domain.search_query import Words
from trustjournal.store.engine import open_journal
from trustjournal.store.search import match_expression
from trustjournal.ui import theme
from trustjournal.ui.commands import Commands
from trustjournal.ui.dialogs.find_dialog import FindDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme

TYPED = (
    *("oa", "oak", "oak s", "oak sa", "oak sample", "zzz", "th", "tha", "thank", "thanked"),
    *("la", "lau", "laughed", "laughed o", "laughed oa", '"oak table"', "ana", "ana br"),
)
NARROWED = ("oak feeling:--", "person:ana oak", "channel:phone from:2026", "tag:vip", "is:open")
ROUNDS = 5
_FLOOR = text(
    "SELECT t.note FROM touchpoint_search s JOIN touchpoint t ON t.number = s.rowid "
    "WHERE s.touchpoint_search MATCH :words ORDER BY s.rowid DESC LIMIT 50"
)


class Answers(QObject):
    """Notes when the first answer has been shown."""

    def __init__(self, dialog: FindDialog) -> None:
        super().__init__(dialog)
        self.shown = False
        dialog.search.found.connect(self._note)

    def _note(self) -> None:
        self.shown = True


def typed(dialog: FindDialog, words: str) -> tuple[float, float]:
    """Return how long the first rows and all of them took, in ms."""
    until(lambda: not dialog.search.busy)
    answers = Answers(dialog)
    began = perf_counter()
    dialog.line.setText(words)
    until(lambda: answers.shown)
    dialog.list.viewport().repaint()
    first = (perf_counter() - began) * 1000
    until(lambda: not dialog.search.busy)
    return first, (perf_counter() - began) * 1000


def floor_of(session: JournalSession, words: str) -> float:
    """Return how long the index takes for the same words, in ms."""
    asked = {"words": match_expression([Words(word) for word in words.strip('"').split()])}
    with session.engine.connect() as connection:
        return milliseconds(lambda: connection.execute(_FLOOR, asked).all())


def main() -> None:
    """Print the table."""
    gc.disable()  # as the program does: a collection on the worker would delete widgets
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "small.db"
        if not sys.argv[1:]:
            generate(journal, 100, 10_000)
        found = QApplication.instance()
        app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
        theme.apply(app, Scheme.LIGHT)
        session = JournalSession(open_journal(journal), clock=lambda: END)
        window = QMainWindow()
        window.show()
        dialog = FindDialog(session, Navigator(window), Commands(window, ()), window)
        dialog.open()
        measure(session, dialog)
        window.close()
        session.close()
        os._exit(0)


def measure(session: JournalSession, dialog: FindDialog) -> None:
    """Print what was measured on an open palette."""
    typed(dialog, "warm")
    stalls = Stalls()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    stalls.take()
    rounds = [{words: typed(dialog, words) for words in TYPED} for _round in range(ROUNDS)]
    longest = stalls.take()
    narrowed = {words: typed(dialog, words) for words in NARROWED}
    firsts = [first for times in rounds for first, _all in times.values()]
    middle = {
        words: (median(times[words][0] for times in rounds), rounds[0][words][1]) for words in TYPED
    }
    floors = [floor_of(session, words) for words in TYPED]
    line = partial(Line, floor_name="the index, newest 50")
    show(
        "Search as one types",
        [
            line("first rows, median", median(firsts), floor=median(floors)),
            line("first rows, p95", percentile(firsts, 95), floor=percentile(floors, 95)),
        ],
        f"p95 to rows on screen {percentile(firsts, 95):.1f} ms (goal 30); "
        f"longest stall of the window {longest:.0f} ms",
        *(
            f"{words}: {first:.1f} ms, all {every:.0f} ms"
            for words, (first, every) in (middle | narrowed).items()
        ),
    )


if __name__ == "__main__":
    main()
