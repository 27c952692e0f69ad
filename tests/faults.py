"""Every fault that the design document `safety.md` names, made for real and told in a table.

`python -m tests.faults [ROW ...]` makes them all, or some: what was done, how often, what the
program said, and whether anything was lost. It ends with 1 if anything was.
"""

import argparse
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from tests.durability.outcome import Outcome
from tests.fault_table import TABLE, Fault

ROWS: Final = tuple(dict.fromkeys(fault.row for fault in TABLE))

_ROOT: Final = Path(__file__).parents[1]
_BESIDE: Final = 2
"""Each row has a process of its own; so many run at a time."""

_LONG: Final = frozenset({"F1", "I6"})
"""These take a minute, and begin before the others."""

_LINE: Final = "{:<4}{:<39} {:>5}  {:<39}  {}"
_SAID, _FRONT = 39, 27
_WIDTH: Final = 100


def main(words: Sequence[str]) -> int:
    """Make faults, print the table, and return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW")
    wanted = parser.parse_args(words).rows or ROWS
    began = time.monotonic()
    print(_LINE.format("Row", "Fault", "times", "the program said", "all kept"))
    print("-" * _WIDTH)
    with ThreadPoolExecutor(_BESIDE) as pool:
        begun = {row: pool.submit(make_apart, row) for row in sorted(wanted, key=_is_short)}
        lost = sum(tell(row, begun[row].result()) for row in wanted)
    took = time.monotonic() - began
    print("-" * _WIDTH)
    print(f"{len(wanted)} rows in {took:.0f} s: " + (f"{lost} LOST" if lost else "nothing lost"))
    return 1 if lost else 0


def _is_short(row: str) -> bool:
    return row not in _LONG


def make_apart(row: str) -> list[Outcome]:
    """Make a row in a process of its own; if that dies, all is lost."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fault_table", row],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        return [Outcome(0, 1, "", tuple(ran.stderr.strip().splitlines()[-3:]))]
    return msgspec.json.decode(ran.stdout, type=list[Outcome])


def tell(row: str, outcomes: Iterable[Outcome]) -> int:
    """Print the lines of a row, and return how many of its faults lost something."""
    faults = [fault for fault in TABLE if fault.row == row]
    count = 0
    for number, (fault, made) in enumerate(zip(faults, outcomes, strict=False)):
        # A fault that was never made has not been stood either.
        is_lost = bool(made.lost or made.faults or not made.made)
        count += is_lost
        _print_fault("" if number else row, fault, made, is_lost=is_lost)
    return count


def _print_fault(row: str, fault: Fault, made: Outcome, *, is_lost: bool) -> None:
    kept = "NO" if is_lost else "yes"
    said = shortened(made.said)
    print(_LINE.format(row, fault.phrase, f"{made.made:,}", said, kept), flush=True)
    for told in made.faults:
        print(textwrap.indent(textwrap.fill(told, _WIDTH - 5), "     "), flush=True)


def shortened(said: str) -> str:
    """Return what was said in one line, without its middle where it is long.

    >>> shortened("Not saved: the disk is full. Your text is still here.")
    'Not saved: the disk is ful…still here.'
    """
    line = " ".join(said.split())
    if len(line) <= _SAID:
        return line
    return f"{line[:_FRONT].rstrip()}…{line[_FRONT + 1 - _SAID :].lstrip()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
