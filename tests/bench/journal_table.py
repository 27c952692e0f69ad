"""The table over all touchpoints: `python -m tests.bench.journal_table [JOURNAL]`.

The floor of the first paint is the same table over an empty model, both in a new program and
without its imports. A jump or a search is over when rows with their words are painted; both
include the way to the worker and back. Without a journal it makes a small one.
"""

import gc
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication

from tests.bench.generate import END, generate
from tests.bench.ratio import Line, compare, percentile, show
from trustjournal.store.engine import open_journal
from trustjournal.store.touchpoint_list import Wanted
from trustjournal.ui import theme
from trustjournal.ui.models.touchpoint_model import LogColumn, TouchpointModel
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.data_table import DataTable

FIRST = "--first-rows"
RUNS = 7
JUMPS = 60
_BEAT = 2  # ms
TYPED = ("oa", "oak", "oak s", "oak sa", "oak samp", "zzz", "th", "the", "the oak")


class Stalls(QObject):
    """How long the window thread was away at most, by how late a timer comes.

    It rests in between: a thread that never does would keep the worker waiting for Python's lock.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self, interval=_BEAT)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - _BEAT)
        self._last = now

    def take(self) -> float:
        """Return the longest absence since this was last asked, in ms."""
        longest, self.longest = self.longest, 0.0
        return longest


def until(done: Callable[[], bool]) -> float:
    """Run the window until `done` and return how many ms that took."""
    began = perf_counter()
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (perf_counter() - began) * 1000


def words_at(model: TouchpointModel, row: int) -> bool:
    """Return whether the words of a row are there; to look is to ask for them."""
    return model.index(row, LogColumn.NOTE).data() is not None


def first_rows(journal: str) -> None:
    """Print how long a new window takes to paint, and then until its first rows can be read.

    Without a journal the table is over an empty model.
    """
    session = JournalSession(open_journal(Path(journal)), clock=lambda: END) if journal else None
    began = perf_counter()
    theme.apply(app(), Scheme.LIGHT)
    table = DataTable("Touchpoints", 44)
    model = TouchpointModel(session) if session else None
    table.setModel(model or QStandardItemModel(0, len(LogColumn), table))
    table.resize(1000, 700)
    if model:
        model.refresh()
    table.show()
    QApplication.processEvents()  # exposes and paints it
    painted = perf_counter() - began
    if model:
        until(lambda: model.rowCount() > 0 and words_at(model, 0))
        table.viewport().repaint()
    print(painted * 1000, (perf_counter() - began) * 1000, flush=True)
    os._exit(0)  # the rest of the log is still being read


def in_new_process(journal: str, which: int) -> float:
    """Return one of the two numbers that `first_rows` prints in a program of its own."""
    command = [sys.executable, "-m", "tests.bench.journal_table", FIRST, journal]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return float(told.split()[which])


def app() -> QApplication:
    """Return the application, made where there is none yet."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(sys.argv[:1])


class Watch(QObject):
    """Notes that a model begins to show other rows."""

    def __init__(self, model: TouchpointModel) -> None:
        super().__init__(model)
        self.shown = False
        model.modelReset.connect(self._note)

    def _note(self) -> None:
        self.shown = True


def hear_complete(model: TouchpointModel) -> list[int]:
    """Return a list that gets the number of rows once all are known."""
    known: list[int] = []

    def note(count: int, complete: bool) -> None:
        if complete:
            known.append(count)

    model.counted.connect(note)
    return known


def jumps(table: DataTable, model: TouchpointModel) -> list[float]:
    """Return the time of jumps to anywhere, until the place can be read."""
    chance, taken = random.Random(7), list[float]()
    for _jump in range(JUMPS):
        row = chance.randrange(model.rowCount())
        began = perf_counter()
        table.scrollTo(model.index(row, 0))
        until(lambda row=row: words_at(model, row))
        table.viewport().repaint()
        taken.append((perf_counter() - began) * 1000)
    return taken


def searches(table: DataTable, model: TouchpointModel) -> list[float]:
    """Return the time from each change of the words looked for until rows show."""
    taken: list[float] = []
    for words in TYPED:
        watch = Watch(model)
        began = perf_counter()
        model.show(Wanted(words=words))
        until(lambda watch=watch: watch.shown)
        table.viewport().repaint()
        taken.append((perf_counter() - began) * 1000)
    return taken


def main() -> None:
    """Print the table."""
    gc.disable()  # as the program does: a collection on the worker would delete widgets
    if sys.argv[1:2] == [FIRST]:
        first_rows(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "small.db"
        if not sys.argv[1:]:
            generate(journal, 100, 10_000)
        painted = compare(
            "the table painted",
            partial(in_new_process, str(journal), 0),
            "over an empty model",
            partial(in_new_process, "", 0),
            runs=RUNS,
            goal=1.3,
        )
        rows = median(in_new_process(str(journal), 1) for _run in range(RUNS))
        theme.apply(app(), Scheme.LIGHT)
        session = JournalSession(open_journal(journal), clock=lambda: END)
        measure(session, painted, rows)
        session.close()


def measure(session: JournalSession, painted: Line, rows: float) -> None:
    """Print what was measured on an open journal, after the first paint and the first rows."""
    stalls = Stalls()
    model = TouchpointModel(session)
    table = DataTable("Touchpoints", 44)
    table.setModel(model)
    table.resize(1000, 700)
    table.show()
    known = hear_complete(model)
    model.refresh()
    stalls.take()
    whole = until(lambda: bool(known))
    loading = stalls.take()
    taken = jumps(table, model)
    jumping = stalls.take()
    typed = searches(table, model)
    show(
        f"The log, {known[0]:,} touchpoints",
        [painted],
        f"its first rows can be read after {rows:.0f} ms",
        f"all rows known after {whole:,.0f} ms, the window away {loading:.0f} ms at most",
        f"a jump to anywhere {median(taken):.1f} ms, 95 of 100 within {percentile(taken, 95):.1f}"
        f" ms (goal 25), the window away {jumping:.0f} ms at most",
        f"words typed to rows {median(typed):.1f} ms, 95 of 100 within {percentile(typed, 95):.1f}"
        f" ms (goal 30): "
        + ", ".join(f"{words} {took:.0f}" for words, took in zip(TYPED, typed, strict=True)),
    )


if __name__ == "__main__":
    main()
