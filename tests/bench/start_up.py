"""How soon the window is there, and Today in it: `python -m tests.bench.start_up [JOURNAL]`.

Every start is a new process, timed from before Python begins. The floor is an empty QMainWindow.
Without a journal it makes one of 100 people and 10,000 touchpoints.
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import trustjournal
from tests.bench.generate import generate
from tests.bench.ratio import Line, show

RUNS = 9
_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


def main() -> None:
    """Print the table."""
    compileall.compile_dir(Path(trustjournal.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "small.db"
        if not sys.argv[1:]:
            generate(journal, 100, 10_000)
        size = journal.stat().st_size / 1e6
        turns = [
            (started("--empty", folder), started(str(journal), folder)) for _turn in range(RUNS + 1)
        ][1:]
    empty = median(floor["painted"] for floor, _ours in turns)
    lines = [
        Line(what, median(ours[stage] for _floor, ours in turns), "empty window", empty, goal)
        for what, stage, goal in (
            ("window painted", "painted", 1.25),
            ("Today with its rows", "usable", 4),
        )
    ]
    show(f"Start, {size:,.0f} MB journal, median of {RUNS}", lines)


def started(what: str, home: str) -> dict[str, float]:
    """Start once and return the milliseconds to each stage."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | dict.fromkeys(_FOLDERS, home)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.watched_start", what],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    stages = [json.loads(line) for line in ran.stdout.splitlines()]
    return {stage["stage"]: (stage["at"] - began) * 1000 for stage in stages}


if __name__ == "__main__":
    main()
