"""Writes what is printed as plain lines, to compare with files: `python -m tests.printing.dump`.

Each line of words stands with its place on the sheet in whole millimetres, its size in points and
its weight, so that a change of margins, leading, breaks or words shows.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtGui import QTextBlock, QTextDocument

from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import Kind
from trustjournal.domain.letter_words import STARTERS
from trustjournal.domain.letters import Form, Paper, addressee, fill, post_of, sender_of
from trustjournal.domain.records import Address, Preferences
from trustjournal.printing.document import lay_out
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import POINT, sheet, units

FOLDER = Path(__file__).parents[1] / "data" / "letters"
TODAY = date(2026, 11, 22)
HARD_SPACE = "\u00a0"
HOME = Address(street="Calle del Puerto 14", postal_code="11001", city="Cádiz", country="Spain")
ROSA = make_customer("Rosa Delgado", addresses=(HOME,))
PRAISE = make_touchpoint(ROSA.id, kind=Kind.PRAISE, note="three guests asked who made the cups")
MAYA = Preferences(**identity(), owner="Maya", business="Brandt Pottery")
HOSTILE = (
    "<b>Dear</b> <img src='http://example.org/x.png'> &amp; <script>alert(1)</script>\n\n"
    f"{'Donaudampfschifffahrtsgesellschaftskapitän' * 3}\n\n<!-- {{owner}} --> %s $x _y_"
)


def stacks() -> dict[str, Stack]:
    """Return what is kept as a file, by its name."""
    who = addressee(ROSA, MAYA, TODAY, last_touch_on=date(2026, 11, 17), done=PRAISE)
    sender = sender_of(MAYA, TODAY, "Hauptstraße 3\n10117 Berlin")

    def stack(form: Form, paper: Paper, text: str, subject: str = "") -> Stack:
        return Stack([post_of(who, text, subject)], sender, form, paper)

    made: dict[str, Stack] = {}
    for number, one in enumerate(STARTERS, start=1):
        filled = fill(one.text, who.values).text
        made[f"card-{number}"] = stack(Form.CARD, Paper.A6, filled)
    letter = STARTERS[-1]
    filled = fill(letter.text, who.values).text
    made["letter-a4"] = stack(Form.LETTER, Paper.A4, filled, letter.subject)
    made["letter-us"] = stack(Form.LETTER, Paper.US_LETTER, filled, letter.subject)
    made["letter-long"] = stack(Form.LETTER, Paper.A4, f"{filled}\n\n" * 4)
    made["envelope-c6"] = stack(Form.ENVELOPE, Paper.C6, "")
    made["envelope-dl"] = stack(Form.ENVELOPE, Paper.DL, "")
    made["card-hostile"] = stack(Form.CARD, Paper.A6, HOSTILE)
    return made


def dump(stack: Stack) -> str:
    """Return everything that is printed for the first person of a stack."""
    printed, whole = stack.printed(0), stack.sheet
    lines = [f"{whole.width:.0f} x {whole.height:.0f} mm, {printed.page_count()} pages"]
    lines += lines_of(printed.words, units(1))
    return "\n".join(lines) + "\n"


def lines_of(words: QTextDocument, unit: float) -> Iterator[str]:
    """Yield each line of words with its place and face."""
    block = words.begin()
    while block.isValid():
        yield from _block_lines(words, block, unit)
        block = block.next()


def _block_lines(words: QTextDocument, block: QTextBlock, unit: float) -> Iterator[str]:
    box = words.documentLayout().blockBoundingRect(block)
    layout, text = block.layout(), block.text()
    font = block.charFormat().font()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        left = (box.x() + line.naturalTextRect().x()) / unit
        top = (layout.position().y() + line.y()) / unit
        face = f"{font.family()} {font.pixelSize() / POINT:.1f}pt {font.weight()}"
        shown = text[line.textStart() : line.textStart() + line.textLength()]
        yield f"{left:4.0f} {top:4.0f}  {face}  {shown.replace(HARD_SPACE, '~').rstrip()}"


def text_of(stack: Stack) -> str:
    """Return the words alone, as plain text."""
    words = lay_out(stack.form, stack.posts[0], stack.sender, sheet(stack.form, stack.paper))
    return words.toPlainText().replace("\u00a0", " ")


if __name__ == "__main__":
    os.environ["LANGUAGE"] = "en"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, made in stacks().items():
        (FOLDER / f"{name}.txt").write_text(dump(made), "utf-8")
