"""What it costs to carry a journal whole: `python -m tests.bench.whole_journal [JOURNAL]`.

Ours are the commands `export journal`, `import` into a new journal, and `copy --to`, each in a
process of its own; the import and the copy read back what they wrote and compare it. The floors
are SQLite's own shell, `.dump` to a file and the file read into a new database, and for the copy
both together, which compare nothing. Without a journal it makes one of 1,000 people and 100,000
touchpoints.
"""

import shutil
import sys
import tempfile
from filecmp import cmp
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from tests.bench.export import peak_memory, run
from tests.bench.generate import generate
from tests.bench.ratio import Line, milliseconds, show
from trustjournal.store.engine import create_journal
from trustjournal.transfer.whole_journal import import_journal


def main() -> None:
    """Print the table."""
    if shutil.which("sqlite3") is None:
        sys.exit("This needs sqlite3, SQLite's command line, as the floor.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = Path(sys.argv[1]) if sys.argv[1:] else folder / "small.db"
        if not sys.argv[1:]:
            generate(journal, 1_000, 100_000)
        measure(journal, folder)


def measure(journal: Path, folder: Path) -> None:
    """Measure each way beside its floor, then memory, and how soon an import stops."""
    lines, dump = folder / "ours.jsonl", folder / "floor.sql"
    here, there, clone = folder / "here.db", folder / "there.db", folder / "copy.db"
    ours = [sys.executable, "-m", "trustjournal", "--journal"]
    give = [*ours, str(journal), "export", "journal", "--to", str(lines)]
    take = [*ours, str(here), "import", str(lines)]
    copy = [*ours, str(journal), "copy", "--to", str(clone)]
    export = milliseconds(lambda: run(give))
    dumped = milliseconds(lambda: run(["sqlite3", str(journal)], f".once {dump}\n.dump\n"))
    run([*ours[:3], "new", str(here)])
    load = milliseconds(lambda: run(take))
    read = milliseconds(lambda: run(["sqlite3", str(there)], f".read {dump}\n"))
    copied = milliseconds(lambda: run(copy))
    again = folder / "again.jsonl"
    run([*ours, str(here), "export", "journal", "--to", str(again)])
    same = cmp(again, lines, shallow=False)
    for path in (here, clone):
        path.unlink()
    run([*ours[:3], "new", str(here)])
    show(
        f"A whole journal, {lines.stat().st_size / 1e6:,.0f} MB of JSON Lines",
        [
            Line("export journal", export, "sqlite3 .dump", dumped),
            Line("import, compared", load, "sqlite3 .read", read),
            Line("copy --to, compared", copied, "both", dumped + read),
        ],
        f"memory at most {peak_memory(give):.0f} MB out, {peak_memory(take):.0f} MB in",
        f"stops within {slowest_step(lines, folder):.0f} ms",
        f"exported again, it is {'the same to the byte' if same else 'NOT THE SAME'}",
    )


def slowest_step(lines: Path, folder: Path) -> float:
    """Return the longest time in ms between two moments at which an import can be stopped."""
    engine = create_journal(folder / "stopped.db")
    heard = [perf_counter()]
    import_journal(lines, engine, lambda _done, _total: heard.append(perf_counter()))
    engine.dispose()
    return max(later - sooner for sooner, later in pairwise(heard)) * 1000


if __name__ == "__main__":
    main()
