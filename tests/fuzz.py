"""Breaks the files that owners bring for minutes or hours: `python -m tests.fuzz MINUTES [SEED]`.

Every form reads each broken file, and every tenth is looked at as an import would. It prints how
many were read, the slowest, the memory used, and every fault, whose file it keeps.
"""

import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from tests.exchange.mutations import mutated, packed
from tests.exchange.test_forms import DATA, NOW, SAMPLES, Sample
from tests.screens import sample_journal
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.forms import find_form, form_called
from trustjournal.exchange.journal_lines import LINES, looks_whole, read_batches
from trustjournal.exchange.sources import Reading
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.transfer.import_plan import Choices
from trustjournal.transfer.importing import look
from trustjournal.transfer.whole_journal import export_journal

_LOOKED_AT = 10  # every tenth
_SLOW_S = 10.0
_GROWN_MB = 150  # by one file of at most a megabyte
_MOST_BYTES = 3 << 30
_SIZE_OF_BATCH = 100
_READING = Reading(now=NOW, region="ES")


class Fuzz:
    """Reads broken files in a folder of its own and keeps count."""

    def __init__(self, folder: Path, journal: Connection, whole: bytes, seed: int) -> None:
        self.folder = folder
        self.journal = journal
        self.seed = seed
        self.whole = whole
        self.read: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.slowest = (0.0, "")
        self.peak = _peak()
        self.contents = {
            sample.file: (DATA / sample.file).read_bytes()
            for sample in SAMPLES
            if (DATA / sample.file).is_file()
        }
        self.others = tuple(self.contents.values())

    def once(self, number: int) -> None:
        """Break one file and read it."""
        luck = random.Random(f"{self.seed}-{number}")
        if luck.randrange(20) == 0:
            form, path = "journal", self._broken_journal(luck)
        else:
            sample = luck.choice(SAMPLES)
            form, path = sample.form, self._broken(sample, luck)
        began = time.perf_counter()
        try:
            self._try(path, form, deep=number % _LOOKED_AT == 0)
        except Exception as error:  # every fault is what this looks for
            self._keep(path, form, error, number)
        took = time.perf_counter() - began
        grown, self.peak = _peak() - self.peak, _peak()
        if grown > _GROWN_MB:
            self._keep(path, form, MemoryError(f"{grown} MB more"), number)
        if took > self.slowest[0]:
            self.slowest = took, f"{form}, {number}"
        if took > _SLOW_S:
            self._keep(path, form, TimeoutError(f"{took:.0f} s"), number)
        self.read[form] += 1
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _try(self, path: Path, form: str, *, deep: bool) -> None:
        if form == "journal":
            with suppress(UnreadableFile):
                if looks_whole(path):
                    for _batch in read_batches(path, lambda _kind: _SIZE_OF_BATCH):
                        pass
        keys = {form} - {"journal"}
        with suppress(UnreadableFile):
            keys.add(find_form(path).key)
        for key in keys:
            with suppress(UnreadableFile):
                source = form_called(key).open(path, _READING)
                if deep:
                    look(self.journal, source, Choices(), now=NOW)
                else:
                    for _one in source.entries():
                        pass

    def _broken(self, sample: Sample, luck: random.Random) -> Path:
        source = DATA / sample.file
        path = self.folder / source.name
        if source.is_dir():
            shutil.copytree(source, path)
            for one in sorted(path.iterdir()):
                one.write_bytes(mutated(one.read_bytes(), luck, self.others))
            if luck.randrange(2):
                table = luck.choice(sorted(path.iterdir()))
                zipped = path.with_suffix(".zip")
                zipped.write_bytes(packed(table.read_bytes(), table.name, luck))
                shutil.rmtree(path)
                return zipped
        else:
            path.write_bytes(mutated(self.contents[sample.file], luck, self.others))
        return path

    def _broken_journal(self, luck: random.Random) -> Path:
        content = mutated(self.whole, luck, self.others)
        path = self.folder / "whole.jsonl"
        if luck.randrange(2):
            path, content = path.with_suffix(".zip"), packed(content, LINES, luck)
        path.write_bytes(content)
        return path

    def _keep(self, path: Path, form: str, error: Exception, number: int) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1:] or [None]
        where = f"{Path(last[0].filename).name}:{last[0].lineno}" if last[0] else ""
        said = f"{form}: {type(error).__name__} {where}"
        self.faults[said] += 1
        if self.faults[said] == 1:
            print(f"number {number}: {said}: {error!s:.200}", flush=True)
            traceback.print_exception(error, limit=-6)
            kept = self.folder.parent / f"fault-{number}-{path.name}"
            shutil.copytree(path, kept) if path.is_dir() else shutil.copy(path, kept)


def _peak() -> int:
    """Return the most megabytes that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Break files for the minutes named on the command line."""
    minutes = float(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    home = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (home / "files").mkdir()
    engine = open_journal(sample_journal(home / "journal.db"))
    export_journal(engine, home / "whole.jsonl")
    number, ends = 0, time.monotonic() + minutes * 60
    with engine.connect() as connection:
        fuzz = Fuzz(home / "files", connection, (home / "whole.jsonl").read_bytes(), seed)
        while time.monotonic() < ends:
            fuzz.once(number)
            number += 1
    close_journal(engine)
    took, which = fuzz.slowest
    count = sum(fuzz.faults.values())
    print(f"seed {seed}: {number} files read, {count} faults, {_peak()} MB at most")
    print(f"the slowest took {took:.1f} s ({which}); faults and files are in {home}")
    print(*(f"{count:8} {form}" for form, count in sorted(fuzz.read.items())), sep="\n")
    print(*(f"{count:8} {said}" for said, count in fuzz.faults.most_common()), sep="\n")
    sys.exit(1 if fuzz.faults else 0)


if __name__ == "__main__":
    main()
