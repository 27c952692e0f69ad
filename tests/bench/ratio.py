"""Timing shared by the benchmarks: medians of several runs, as ratios to a floor.

Ours and the floor take turns, so that whatever else the machine does falls on both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: milliseconds of ours and of the floor, and the ratio aimed at."""

    what: str
    ours: float
    floor_name: str
    floor: float
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one run of `work` took."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def in_turns(ours: Measure, floor: Measure, runs: int) -> tuple[list[float], list[float]]:
    """Return what both measured, in `runs` turns after one that does not count."""
    pairs = [(ours(), floor()) for _turn in range(runs + 1)][1:]
    return [one for one, _other in pairs], [other for _one, other in pairs]


def compare(
    what: str, ours: Measure, floor_name: str, floor: Measure, *, runs: int, goal: float | None
) -> Line:
    """Measure both in turns and return the line of their medians."""
    times, floors = in_turns(ours, floor, runs)
    return Line(what, median(times), floor_name, median(floors), goal)


def percentile(times: Sequence[float], percent: int) -> float:
    """Return the time that `percent` of the runs stayed within."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def show(title: str, lines: Sequence[Line], *notes: str) -> None:
    """Print a table and what else was found."""
    print(title)
    wide = max(len(line.what) for line in lines)
    floors = max(len(line.floor_name) for line in lines)
    for line in lines:
        goal = f"   goal {line.goal:g}x" if line.goal is not None else ""
        print(
            f"  {line.what:<{wide}} {line.ours:>10,.1f} ms   "
            f"{line.floor_name:<{floors}} {line.floor:>10,.1f} ms   {line.ratio:5.2f}x{goal}"
        )
    for note in notes:
        print(f"  {note}")
