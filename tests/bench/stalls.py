"""How long the window is deaf: `python -m tests.bench.stalls JOURNAL [ROUNDS] [WHAT]`.

A watchdog ticks on the window thread every two milliseconds while the owner goes through the
program; the longest wait between two ticks is the stall. Each page is opened the first time with
its imports. In each round a touchpoint is logged while it is in front, and it is left and opened
again; then comes what an owner does with it. With WHAT only pages whose name has it are opened.

A machine that does other things makes every thread wait. A line has the median of the rounds: by
the clock, and what of it the program answers for (`tests.bench.watchdog` says how that is known);
then the longest of those. Of more than half of the goal it is told what the threads were at.
"""

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.bench.owner import Owner, settle
from tests.bench.watchdog import GOAL_MS, Stall, Watchdog
from tests.screens import deliver_deleted, wait_until
from trustjournal.settings import Settings
from trustjournal.ui import theme
from trustjournal.ui.collector import Collector
from trustjournal.ui.pages.catalogue import keys
from trustjournal.ui.starting import Starting
from trustjournal.ui.theme import Scheme

_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


def main() -> None:
    """Print the longest stall of everything an owner does."""
    journal, rounds, wanted = (*sys.argv[1:], *("5", "")[len(sys.argv) - 2 :])
    app = QApplication(sys.argv[:1])
    collector = Collector()
    theme.apply(app, Scheme.LIGHT)
    watchdog = Watchdog()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(dict.fromkeys(_FOLDERS, folder))
        starting = Starting(Settings(), Path(journal))
        print(_line("the program opened", [watchdog.watch(partial(open_window, starting))]))
        stalls: defaultdict[str, list[Stall]] = defaultdict(list)
        for what, stall in measured(starting, watchdog, int(rounds), wanted):
            stalls[what].append(stall)
            if what.endswith(", first"):
                print(_line(what, [stall]), flush=True)
        for what, found in stalls.items():
            if not what.endswith(", first"):
                print(_line(what, found), flush=True)
        starting.window.close()
        starting.window.deleteLater()
        deliver_deleted()
    collector.stop()


def open_window(starting: Starting) -> None:
    """Show the window and wait for its first page."""
    starting.window.show()
    wait_until(lambda: starting.session is not None and starting.window.desk is not None)
    _done(lambda: None, starting)


def measured(
    starting: Starting, watchdog: Watchdog, rounds: int, wanted: str
) -> Iterator[tuple[str, Stall]]:
    """Yield what was done and the longest stall meanwhile."""
    owner = Owner(starting)
    pages = [key for key in keys() if wanted in key]

    def watch(deed: Callable[[], object]) -> Stall:
        return watchdog.watch(partial(_done, deed, starting))

    def visit(key: str) -> Stall:
        _done(partial(owner.leave, key), starting)
        return watch(partial(owner.go, key))

    for key in pages:
        yield f"{key}, first", visit(key)
    for _round in range(rounds):
        for key in pages:
            yield f"{key}, again", visit(key)
            yield f"{key}, a touchpoint logged", watch(owner.log)
            for what, deed in owner.deeds(key):
                yield f"{key}, {what}", watch(deed)
            owner.close_dialogs()


def _done(deed: Callable[[], object], starting: Starting) -> None:
    deed()
    session, desk = starting.session, starting.window.desk
    assert session is not None
    assert desk is not None
    wait_until(lambda: not desk.pages.coming)
    settle(session)


def _line(what: str, stalls: list[Stall]) -> str:
    """Return what was done, the median stall, and the parts of the one in the middle."""
    ordered = sorted(stalls, key=lambda one: one.ours)
    usual, worst = ordered[len(ordered) // 2], ordered[-1]
    wall = median(one.wall for one in stalls)
    over = "   over the goal" if worst.ours > GOAL_MS else ""
    told = (
        f"  {what:<34}{wall:>7.1f} ms, ours {usual.ours:>6.1f} (at most {worst.ours:>6.1f}){over}"
    )
    seen = (f"{worst}", *worst.seen) if worst.ours > GOAL_MS / 2 else ()
    return "\n".join((told, *(f"      {part}" for part in seen)))


if __name__ == "__main__":
    main()
