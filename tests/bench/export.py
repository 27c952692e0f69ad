"""What it costs to hand out the contact log: `python -m tests.bench.export [JOURNAL]`.

Ours is the command `export touchpoints`, in a process of its own, with the formula guard. The
floor is SQLite's own shell with `.once`, writing the same columns with the customer's name, which
guards nothing. Without a journal it makes one of 1,000 people and 100,000 touchpoints.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.generate import END, generate
from tests.bench.ratio import Line, in_turns, milliseconds, show

RUNS = 3
_LAST_YEAR = END.date().replace(year=END.year - 1)
_QUERY = """
SELECT date(t.happened_at / 1000000, 'unixepoch') AS date,
    strftime('%H:%M', t.happened_at / 1000000, 'unixepoch') AS time,
    c.name AS people, t.channel, t.began, t.kind, t.feeling, t.question,
    t.duration_minutes AS minutes, t.note,
    datetime(t.happened_at / 1000000, 'unixepoch') AS happened_at, t.zone,
    datetime(t.answered_at / 1000000, 'unixepoch') AS answered_at,
    datetime(t.resolved_at / 1000000, 'unixepoch') AS resolved_at, lower(hex(t.id)) AS id
FROM touchpoint t JOIN presence p ON p.touchpoint_id = t.id JOIN customer c ON c.id = p.customer_id
ORDER BY t.happened_at, t.id;
"""
# A process begins with the most memory its parent held, so a small one must start it.
_SPAWN = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_pid, status, used = os.wait4(child, 0)
print(used.ru_maxrss)
sys.exit(bool(status))
"""


def main() -> None:
    """Print the table."""
    if shutil.which("sqlite3") is None:
        sys.exit("This needs sqlite3, SQLite's command line, as the floor.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if sys.argv[1:]:
            journal = Path(sys.argv[1])
        else:
            journal = folder / "small.db"
            generate(journal, 1_000, 100_000)
        measure(journal, folder)


def measure(journal: Path, folder: Path) -> None:
    """Measure time in turns with the floor, then memory for all of it and for one year."""
    ours, floor = folder / "ours.csv", folder / "floor.csv"
    command = [sys.executable, "-m", "trustjournal", "--journal", str(journal)]
    command += ["export", "touchpoints", "--to", str(ours)]
    once = f".headers on\n.mode csv\n.once {floor}\n{_QUERY}"
    times, floors = in_turns(
        lambda: milliseconds(lambda: run(command)),
        lambda: milliseconds(lambda: run(["sqlite3", str(journal)], once)),
        RUNS,
    )
    size = ours.stat().st_size / 1e6
    most = peak_memory(command)
    less = peak_memory([*command, "--since", str(_LAST_YEAR)])
    show(
        f"Export, {size:,.0f} MB of CSV, median of {RUNS}",
        [Line("export touchpoints", median(times), "sqlite3 .once", median(floors), 2)],
        f"memory at most {most:.0f} MB; {less:.0f} MB for the last year alone (goal: 80 MB, flat)",
    )


def run(command: Sequence[str], words: str = "") -> None:
    """Run a command to its end."""
    subprocess.run(command, input=words, text=True, check=True, stdout=subprocess.DEVNULL)


def peak_memory(command: Sequence[str]) -> float:
    """Run a command and return the most memory it held, in MB."""
    ran = subprocess.run(
        [sys.executable, "-c", _SPAWN, *command], stdout=subprocess.PIPE, text=True, check=True
    )
    return int(ran.stdout.split()[-1]) * (1 if sys.platform == "darwin" else 1024) / 1e6


if __name__ == "__main__":
    main()
