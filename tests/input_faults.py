"""What broken and large files do to a journal (I4 to I8 and I10), made for real.

Each function brings them in through the program in a folder of its own, and returns what was lost
and what was said.
"""

import base64
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.durability.journals import tell
from tests.durability.outcome import Outcome
from tests.fault_making import journal_of, records, stored, told, unheld
from tests.samples import NOON, make_customer
from tests.whole_book import dump, write_book
from trustjournal.domain.records import Customer, Labelled, Touchpoint
from trustjournal.errors import Cancelled
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.transfer.import_plan import Choices, Stranger
from trustjournal.transfer.importing import bring_in

_ROOT: Final = Path(__file__).parents[1]
_MOST_MB: Final = 500
_ROWS: Final = 200_001


def half_letters(folder: Path) -> Outcome:
    """I4: a table holds NULs and, in UTF-16, halves of letters."""
    journal = journal_of(folder)
    table = "Name,E-mail,Note\nRo\0sa,rosa@example.org,no\0te\nBen,ben@example.org,fine\n"
    torn = "Name,E-mail,Note\nTo\ud83dmasz,tomasz@example.org,a \udc00 b\n"
    (folder / "nul.csv").write_text(table, "utf-8")
    (folder / "half.csv").write_bytes(torn.encode("utf-16", "surrogatepass"))
    said = [told(journal, "import", str(folder / name)) for name in ("nul.csv", "half.csv")]
    names = {one.name: one.note for one in records(journal, Customer)}
    wanted = {"Ro\ufffdsa": "no\ufffdte", "Ben": "fine", "To\ufffdmasz": "a \ufffd b"}
    faults = unheld(
        (names == wanted, f"they came in as {names}"),
        (all("Row 2" in one for one in said), f"the report does not tell of them: {said}"),
    )
    line = next((line for line in said[1].splitlines() if "Row 2" in line), "")
    return Outcome(4, len(faults), line, faults)


def broken_tables(folder: Path) -> Outcome:
    """I5: tables are broken in every way; all good rows come, or none, in one step."""
    rows = [f"Guest {n},guest{n}@example.org,n° {n}" for n in range(40)]
    good = "\n".join(("Name,E-mail,Note", *rows)) + "\n"
    ragged = good.replace("n° 7\n", "n° 7,more,and more\n").replace("Guest 9,", ",", 1)
    tables: dict[str, tuple[bytes, int]] = {
        "an open quote": (good.replace("n° 20", '"n° 20').encode(), 20),
        "a field of 1 MB": (good.replace("n° 20", "x" * 1_000_000).encode(), 40),
        "ragged rows": (ragged.encode(), 39),
        "lone CR": (good.replace("\n", "\r").encode(), 40),
        "a mark of order": (good.encode("utf-8-sig"), 40),
        "cp1252": (good.encode("cp1252"), 40),
        "UTF-16": (good.encode("utf-16"), 40),
        "no end": (good.encode()[:-4], 39),
    }
    faults: tuple[str, ...] = ()
    said = refused = ""
    for number, (name, (content, least)) in enumerate(tables.items()):
        journal = journal_of(folder / str(number))
        table = journal.with_name("table.csv")
        table.write_bytes(content)
        whole = told(journal, "import", str(table), "--all-or-nothing")
        after_whole = len(records(journal, Customer))
        if after_whole:
            tell(journal, "undo")
        said = told(journal, "import", str(table))
        came = records(journal, Customer)
        undone = told(journal, "undo")
        faults += unheld(
            (least <= len(came) <= 40, f"{name}: {len(came)} people came in: {said}"),
            (after_whole in {0, len(came)}, f"{name}: {after_whole} of all or nothing: {whole}"),
            (records(journal, Customer) == [], f"{name}: one undo leaves somebody: {undone}"),
        )
        if not after_whole:
            refused = whole
            faults += unheld(("Row " in whole, f"{name}: it names no row: {whole}"))
    return Outcome(2 * len(tables), len(faults), refused, faults)


def large_table(folder: Path) -> Outcome:
    """I6: a table of 200,001 rows and more than 50 MB is asked about, brought in, and stopped."""
    journal = journal_of(
        folder, make_customer("Rosa", emails=(Labelled(value="rosa@example.org"),))
    )
    table = folder / "log.csv"
    with table.open("w", encoding="utf-8") as stream:
        stream.write("Date,Time,Customer,E-mail,How,Notes\n")
        for row in range(_ROWS):
            when = f"2025-{row % 12 + 1:02}-{row % 28 + 1:02},{row % 24:02}:{row % 60:02}"
            note = f"Call {row}. " + "She wants the oak sample by Friday. " * 6
            stream.write(f"{when},Rosa,rosa@example.org,phone,{note}\n")
    said = told(journal, "import", str(table))
    asked = len(records(journal, Touchpoint))
    stopped = _stopped(journal, table)
    child = [sys.executable, "-m", "tests.input_faults", str(journal), str(table)]
    ran = subprocess.run(child, cwd=_ROOT, capture_output=True, text=True, check=False)
    peak = int(ran.stdout.split()[-1]) if ran.returncode == 0 else 0
    came = len(stored(journal)["touchpoint"])
    faults = unheld(
        (table.stat().st_size > 50_000_000, "the table is too small"),
        ("This file is large" in said and asked == 0, f"it does not ask: {said}"),
        (stopped == 0, f"{stopped} rows are left of an import that was stopped"),
        (came == _ROWS, f"{came} rows came in: {ran.stderr[-300:]}"),
        (0 < peak <= _MOST_MB, f"it takes {peak} MB"),
    )
    return Outcome(3, len(faults), f"{said} ({peak} MB)", faults)


def _stopped(journal: Path, table: Path) -> int:
    """Stop bringing a table in at its middle; return what is left of it."""

    def stop(row: int) -> None:
        if row > _ROWS // 8:
            raise Cancelled

    source = find_form(table).open(table, Reading(now=NOON))
    engine = open_journal(journal)
    try:
        bring_in(engine, source, Choices(strangers=Stranger.NEW), table.name, stop, now=NOON)
    except Cancelled:
        pass
    finally:
        close_journal(engine)
    return len(records(journal, Touchpoint))


def broken_cards(folder: Path) -> Outcome:
    """I7: cards in quoted-printable, one inside another, one with a huge photo, one without end."""
    journal = journal_of(folder)
    photo = base64.encodebytes(random.Random(7).randbytes(24_000_000)).decode()
    cards = (
        "VERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=\n M=C3=BCller\n",
        "VERSION:2.1\nFN:Ann Lee\nAGENT:\nBEGIN:VCARD\nFN:Her Agent\nEND:VCARD\n",
        "VERSION:3.0\nFN:Big Photo\nPHOTO;ENCODING=b:" + photo.strip().replace("\n", "\n ") + "\n",
        "VERSION:3.0\nTHIS IS NO PROPERTY\nFN:Odd Line\n",
        "VERSION:3.0\n",
        "VERSION:4.0\nFN:Last One\n",
    )
    whole = [f"BEGIN:VCARD\n{card}END:VCARD\n" for card in cards]
    whole.insert(3, "BEGIN:VCARD\nVERSION:3.0\nFN:Never Ending\nTEL:12\n")
    (folder / "cards.vcf").write_text("".join(whole), "utf-8")
    said = told(journal, "import", str(folder / "cards.vcf"), "--yes")
    names = {one.name for one in records(journal, Customer)}
    wanted = {"Ann Lee", "Big Photo", "Odd Line", "Last One"}
    faults = unheld(
        (wanted <= names, f"came in: {sorted(names)}"),
        (any("rg" in one and "ller" in one for one in names), "the quoted card did not come"),
        (said.count("Row ") >= 2, f"it does not tell what is amiss: {said}"),
        ("All is well." in told(journal, "check"), "the journal does not pass its check"),
    )
    line = next((line for line in said.splitlines() if "Row " in line), said)
    return Outcome(len(whole), len(faults), line, faults)


def several_values(folder: Path) -> Outcome:
    """I8: Google writes several values into one cell, `a ::: b`."""
    journal = journal_of(folder)
    table = (
        "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
        "Phone 1 - Value\nRosa,Delgado,Regulars ::: * myContacts,Work,"
        "rosa@example.com ::: orders@example.com,Mobile,+1 212-555-0147 ::: +1 212-555-0148\n"
    )
    (folder / "google.csv").write_text(table, "utf-8")
    said = told(journal, "import", str(folder / "google.csv"))
    (rosa,) = records(journal, Customer)
    faults = unheld(
        (_values(rosa.emails) == ["rosa@example.com", "orders@example.com"], f"{rosa.emails}"),
        (_values(rosa.phones) == ["+1 212-555-0147", "+1 212-555-0148"], f"{rosa.phones}"),
        ("Regulars" in rosa.tags, f"{rosa.tags}"),
    )
    return Outcome(3, len(faults), said.splitlines()[0], faults)


def _values(several: tuple[Labelled, ...]) -> list[str]:
    return [one.value for one in several]


def there_and_back(folder: Path) -> Outcome:
    """I10: a journal is written out whole, wiped, and brought into a new one, in both forms."""
    folder.mkdir(parents=True)
    journal = folder / "journal.db"
    engine = create_journal(journal)
    write_book(engine)
    before = dump(engine)
    close_journal(engine)
    faults: tuple[str, ...] = ()
    said = ""
    for form in ("whole.zip", "whole.jsonl"):
        tell(journal, "export", "journal", "--to", str(folder / form))
        journal.unlink()
        tell(journal, "new", str(journal))
        said = tell(journal, "import", str(folder / form))
        engine = open_journal(journal)
        faults += unheld((dump(engine) == before, f"{form}: it is not what it was"))
        close_journal(engine)
    return Outcome(2, len(faults), said, faults)


FAULTS: dict[str, Callable[[Path], Outcome]] = {
    "I4": half_letters,
    "I5": broken_tables,
    "I6": large_table,
    "I7": broken_cards,
    "I8": several_values,
    "I10": there_and_back,
}


def main(journal: str, table: str) -> None:
    """Bring a table in, and print the most memory that took, in MB."""
    print(tell(Path(journal), "import", table, "--yes", "--unknown", "new"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
