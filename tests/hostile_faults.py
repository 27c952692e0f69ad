"""What hostile words do to a journal (I1 to I3 and I9), made for real.

Each function brings them in, has them shown and written out in a folder of its own, and returns
what was lost and what was said.
"""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.durability.journals import tell
from tests.durability.outcome import Outcome
from tests.exchange.test_formulas_in_calc import COMMA, FORMULAS, OFFICE, TABLE, converted
from tests.fault_making import files_below, journal_of, records, told, unheld
from tests.samples import NOON, make_customer, make_touchpoint
from trustjournal.domain.attached_files import safe_name
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Customer, Labelled, Touchpoint
from trustjournal.errors import InvalidEntry
from trustjournal.services.attachments import NewFile, attach
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, open_journal

_NAUGHTY: Final = (
    *(
        "undefined",
        "null",
        "NaN",
        "True",
        "0",
        "-1",
        "1/0",
        "1e309",
        "0x0",
        "; DROP TABLE customer",
    ),
    *(
        "' OR 1=1 --",
        "`ls`",
        "$(touch x)",
        "${HOME}",
        "{0}",
        "%s%n%d",
        "{name}",
        "\\",
        "\\x00",
        '\\"',
    ),
    *(
        '"',
        "'",
        '""',
        '"a" OR "b"',
        "a*",
        "^a",
        "a AND",
        "NEAR(a b",
        "(",
        ")",
        "a:b",
        "note:x",
        "+-*/",
    ),
    *(
        "-tag",
        "--help",
        "-",
        "@",
        "#",
        "..",
        "../../etc/passwd",
        "C:\\CON",
        "/dev/null",
        "a\tb",
        "a b",
    ),
    *(
        "Ω≈ç√∫˜µ≤≥÷",
        "田中さんにあげて下さい",
        "ﷺ",
        "\u202eRosa\u202c",
        "مُنَاقَشَةُ",
        "שלום",
        "T\u0307o\u0335\u0321",
    ),
    *(
        "👩‍👩‍👧‍👦",
        "🇪🇸",
        "\U0001d54b\U0001d559\U0001d556",
        "\u200b",
        "\ufeffRosa",
        "İstanbul ß ŉ ǰ",
        "\u0001",
        "x" * 4000,
    ),
    *("<script>alert(1)</script>", "&lt;b&gt;", "<!-- ", "]]>", "{{7*7}}", "%00", "\r\nBcc: x@y.z"),
)
_HOSTILE_NAMES: Final = (
    *(
        "../../x",
        "..\\..\\x.pdf",
        "/etc/passwd",
        "C:\\boot.ini",
        "CON",
        "con.txt",
        "NUL",
        "LPT1.pdf",
    ),
    *(
        "n" * 300,
        f"{'n' * 300}.pdf",
        "a\nb.txt",
        "\u202efdp.exe",
        "~",
        ".",
        "..",
        "x .pdf",
        "ünï.pdf",
    ),
)


def formulas(folder: Path) -> Outcome:
    """I1: LibreOffice opens what is exported of a journal of formulas; it comes in again."""
    cells = [before + formula for before in ("", "'", " ", "\u200b") for formula in FORMULAS]
    people = [make_customer(f"Guest {n}", company=one, note=one) for n, one in enumerate(cells)]
    people += [make_customer(f"{one} guest {n}") for n, one in enumerate(FORMULAS)]
    visits = [make_touchpoint(people[n].id, note=one) for n, one in enumerate(cells)]
    journal = journal_of(folder, *people, *visits)
    evaluated: list[str] = []
    for what in ("people", "touchpoints"):
        for ending, reading in (("csv", COMMA), ("xlsx", "")):
            tell(journal, "export", what, "--to", str(folder / f"{what}.{ending}"))
            found = converted(folder, f"{what}.fods", f"{what}.{ending}", reading)
            evaluated += [
                "".join(cell.itertext())
                for row in found
                for cell in row
                if cell.get(f"{TABLE}formula") or cell.get(f"{OFFICE}value-type") == "error"
            ]
    again = folder / "again.db"
    tell(again, "new", str(again))
    for what in ("people", "touchpoints"):
        said = tell(again, "import", str(folder / f"{what}.csv"))
    back, visited = records(again, Customer), records(again, Touchpoint)
    faults = unheld(
        (not evaluated, f"a spreadsheet evaluates {evaluated[:3]}"),
        (_words(back) == _words(people), f"not as they were: {_words(back) ^ _words(people)}"),
        (sorted(one.note for one in visited) == sorted(cells), "notes do not come back"),
    )
    return Outcome(4 * (2 * len(cells) + len(FORMULAS)), len(faults), said, faults)


def _words(people: list[Any]) -> set[tuple[str, str, str]]:
    return {(one.name, one.company, one.note) for one in people}


def markup(folder: Path) -> Outcome:
    """I2: a person all of whose words are HTML is shown, and her story is printed."""
    from PySide6.QtGui import QColor, QImage
    from PySide6.QtWidgets import QApplication

    from tests.open_window import open_window

    folder.mkdir(parents=True)
    trap, magenta = folder / "trap.png", QColor("#ff00ff")
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(magenta)
    image.save(str(trap))
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        html = f"<b>Ro</b><img src='file://{trap}' width=64><img src='{address}'>"
        rosa = make_customer(
            html,
            **dict.fromkeys(
                ("company", "role", "note", "loves", "avoids", "prefers", "family"), html
            ),
            phones=(Labelled(value=html, label=html),),
            tags=(html,),
        )
        journal = journal_of(folder, rosa, make_touchpoint(rosa.id, note=html, happened_at=NOON))
        shown: list[str] = []
        pictures: list[QImage] = []
        tips: list[str] = []
        with open_window(journal) as window:
            desk = window.desk()
            for page in ("today", "people", "journal", "promises", "letters", "person"):
                if page == "person":
                    desk.navigator.open_person(rosa.id)
                    window.wait_for("<b>Ro</b>")
                else:
                    desk.show(page)
                window.wait(lambda: not window.desk().pages.coming)
                window.pass_time(0)
                shown.append(window.read())
                pictures.append(window.starting.window.grab().toImage())
                tips += [
                    one.toolTip() for one in QApplication.allWidgets() if "img" in one.toolTip()
                ]
        pdf, plain = folder / "story.pdf", folder / "story.md"
        tell(journal, "export", "story", str(rosa.id), "--to", str(pdf))
        tell(journal, "export", "story", str(rosa.id), "--to", str(plain))
        loaded = _somebody_came(server)
    spots = sum(_spots(one, magenta) for one in pictures)
    rich = [one for one in tips if "<img" in one]
    faults = unheld(
        (not loaded, "an address was loaded"),
        (spots == 0, f"a picture of the disk was shown on {spots} dots"),
        (b"/Subtype /Image" not in pdf.read_bytes(), "a picture was printed"),
        (not rich, f"a tooltip reads it: {rich[:1]}"),
        ("<b>Ro</b>" in shown[-1], "the page of the person does not show it literally"),
        (records(journal, Customer) == [rosa], "it is not stored as it was"),
    )
    said = next((line for line in shown[-1].splitlines() if "<b>Ro" in line), "")
    return Outcome(len(pictures) + 2, len(faults), said, faults)


def _spots(image: Any, colour: Any) -> int:
    return sum(
        image.pixelColor(x, y) == colour
        for x in range(0, image.width(), 8)
        for y in range(0, image.height(), 8)
    )


def _somebody_came(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except TimeoutError:
        return False
    return True


def naughty_strings(folder: Path) -> Outcome:
    """I3: each is a name, a note and a search."""
    people = [make_customer(one) for one in _NAUGHTY]
    visits = [make_touchpoint(who.id, note=who.name) for who in people]
    journal = journal_of(folder, *people, *visits)
    faults: tuple[str, ...] = ()
    for one in _NAUGHTY:
        try:
            tell(journal, "search", "--", one)
        except RuntimeError as refused:
            faults += (f"searching for {one[:40]!r}: {refused}",)
    faults += unheld(
        (
            {one.name for one in records(journal, Customer)} == {*_NAUGHTY},
            "a name is not stored as it was",
        ),
        (
            {one.note for one in records(journal, Touchpoint)} == {*_NAUGHTY},
            "a note is not stored as it was",
        ),
        ("All is well." in (said := told(journal, "check").splitlines()[-1]), said),
    )
    return Outcome(3 * len(_NAUGHTY), len(faults), said, faults)


def hostile_names(folder: Path) -> Outcome:
    """I9: files are attached whose names would lead elsewhere; they are opened and saved."""
    from trustjournal.ui.opened_files import OpenedFiles

    rosa = make_customer("Rosa")
    journal = journal_of(folder / "books", rosa)
    engine = open_journal(journal)
    files = [NewFile(name, b"%PDF") for name in _HOSTILE_NAMES]
    writer.commit(engine, attach(rosa.id, files, used=0, today=NOON.date()))
    close_journal(engine)
    found = records(journal, Attachment)
    before = set(files_below(folder))
    opened, saved = OpenedFiles(folder / "opened"), folder / "saved"
    saved.mkdir()
    said = ""
    for one in found:
        (saved / safe_name(one.name)).write_bytes(b"%PDF")
        try:
            opened.copy(one, b"%PDF")
        except InvalidEntry as refused:
            said = str(refused)
    made = set(files_below(folder)) - before
    opened.close()
    faults = unheld(
        (
            {one.name for one in found} == {*_HOSTILE_NAMES},
            f"not kept as they were: { {one.name for one in found} ^ {*_HOSTILE_NAMES} }",
        ),
        (all(one.startswith(("opened/", "saved/")) for one in made), f"made elsewhere: {made}"),
        (not files_below(folder / "opened").keys() - {".lock"}, "copies are left"),
        (all(len(Path(one).name) <= 160 for one in made), "a name is too long"),
    )
    return Outcome(2 * len(found), len(faults), said, faults)


FAULTS: dict[str, Callable[[Path], Outcome]] = {
    "I1": formulas,
    "I2": markup,
    "I3": naughty_strings,
    "I9": hostile_names,
}
