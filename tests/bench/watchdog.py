"""How long the window thread was deaf, and why: its own work, a thread of ours, or others' load.

Linux tells how long a thread ran and how long it stood in line for a processor. What is left of a
stall was spent asleep or waiting for Python's lock. That is ours as far as our other threads ran
meanwhile; where they did not run either, it was the one with the lock that stood in line.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time, sleep
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 2
GOAL_MS = 50
_LOOK_MS = 4
_LATE_MS = 15  # from then on it is looked at what the threads are at


@dataclass(frozen=True, slots=True)
class Stall:
    """A wait between two ticks, in milliseconds: whole, worked by the window, stood in line.

    `beside` is what the other threads of ours worked, `seen` what all of them were at, the most
    often seen first.
    """

    wall: float = 0.0
    worked: float = 0.0
    queued: float = 0.0
    beside: float = 0.0
    seen: tuple[str, ...] = ()

    @property
    def held(self) -> float:
        """For how long another thread of ours may have kept it waiting."""
        return min(max(self.wall - self.worked - self.queued, 0.0), self.beside)

    @property
    def ours(self) -> float:
        """For how long the program itself kept the window, on however busy a machine."""
        return self.worked + self.held

    def __str__(self) -> str:
        parts = f"{self.worked:.1f} worked, {self.held:.1f} held, {self.queued:.1f} in line"
        return f"{self.wall:.1f} ms: {parts}"


@dataclass(slots=True)
class _Late:
    """What was seen since the last tick."""

    since: float
    seen: Counter[str] = field(default_factory=Counter[str])


class Watchdog(QObject):
    """Notes the longest time between two of its ticks on the thread that made it."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._window = threading.get_ident()
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._before = self._times()
        self._late = _Late(perf_counter())
        self._watching = False
        self.longest = Stall()

    def watch(self, deed: Callable[[], object]) -> Stall:
        """Return the longest stall while `deed` runs the event loop."""
        self.longest, self._before = Stall(), self._times()
        self._late, self._watching = _Late(perf_counter()), True
        looking = threading.Thread(target=self._look, name="watchdog", daemon=True)
        looking.start()
        self._timer.start()
        deed()
        self._tick()
        self._timer.stop()
        self._watching = False
        looking.join()
        return self.longest

    def _tick(self) -> None:
        late, self._late = self._late, _Late(perf_counter())
        before, self._before = self._before, self._times()
        spent = [after - then for after, then in zip(self._before, before, strict=True)]
        seen = tuple(what for what, _times in late.seen.most_common(3))
        wall, worked, queued, all_worked = spent
        stall = Stall(wall, worked, queued, max(all_worked - worked, 0.0), seen)
        self.longest = max(self.longest, stall, key=lambda one: one.ours)

    def _times(self) -> tuple[float, float, float, float]:
        """Return the milliseconds until now: clock, worked, stood in line, worked by all of us."""
        worked, queued, _turns = self._schedule.read_text().split()
        return perf_counter() * 1000, int(worked) / 1e6, int(queued) / 1e6, process_time() * 1000

    def _look(self) -> None:
        """Look at what the threads are at while a tick is late."""
        while self._watching:
            sleep(_LOOK_MS / 1000)
            late = self._late
            if (perf_counter() - late.since) * 1000 > _LATE_MS:
                late.seen[_places(self._window)] += 1


def _places(window: int) -> str:
    """Return where our code is on the window thread and on those of charts and journal."""
    names = {one.ident: one.name for one in threading.enumerate()} | {window: "window"}
    frames: Any = vars(sys)["_current_frames"]()
    del frames[threading.get_ident()]  # its own would keep all of them, and what they paint with
    told = [
        f"{names.get(one, '').partition('_')[0]}: {_place(frames.pop(one))}" for one in [*frames]
    ]
    return "; ".join(sorted((place for place in told if not place.endswith(": ")), reverse=True))


def _place(frame: FrameType | None) -> str:
    """Return the innermost calls of ours, the innermost first; nothing where there is none."""
    found: list[str] = []
    innermost = frame.f_code.co_name if frame else ""
    while frame is not None and len(found) < 3:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("trustjournal."):
            found.append(f"{module.removeprefix('trustjournal.')}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join((innermost, *found)) if found else ""
