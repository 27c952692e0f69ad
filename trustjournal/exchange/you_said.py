"""What customers asked for and what was done about it, as text to share: "you said, we did"."""

import io
import re
from collections.abc import Sequence
from enum import StrEnum

from trustjournal.domain import words
from trustjournal.domain.feedback import Told
from trustjournal.exchange.csv_files import Form, write_table
from trustjournal.i18n import _, ngettext

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


class TextForm(StrEnum):
    """The forms it can be written in; the values are the ends of file names."""

    MARKDOWN = "md"
    PLAIN = "txt"
    TABLE = "csv"


def write(told: Sequence[Told], form: TextForm, *, with_names: bool) -> str:
    """Return everything in order; nobody is named without `with_names`.

    A table is as a spreadsheet takes it, guarded, with a byte order mark.
    """
    if form is TextForm.TABLE:
        return _table(told, with_names=with_names)
    mark = _escaped if form is TextForm.MARKDOWN else _plain
    heading = "# {text}" if form is TextForm.MARKDOWN else "{text}"
    parts = [heading.format(text=_("You said, we did"))]
    for one in told:
        title = mark(one.wish.title)
        head = f"## {title}" if form is TextForm.MARKDOWN else title
        done = _("We did: {done}").format(done=mark(one.wish.done))
        parts.append("\n\n".join([head, done, mark(_about(one, with_names=with_names))]))
    return "\n\n".join(parts) + "\n"


def _about(one: Told, *, with_names: bool) -> str:
    said = ngettext("{count} person asked", "{count} people asked", len(one.people))
    asked = said.format(count=len(one.people))
    people = _names(one) if with_names else ""
    if people:
        asked = _("{asked}: {people}").format(asked=asked, people=people)
    month = words.month_name(one.on.month)
    day = _("{day} {month} {year}").format(day=one.on.day, month=month, year=one.on.year)
    return _("{asked}, {day}").format(asked=asked, day=day)


def _names(one: Told) -> str:
    return ", ".join(name for name, _told_on in one.people if name)


def _table(told: Sequence[Told], *, with_names: bool) -> str:
    header = ["you_said", "we_did", "on", "people", *(["names"] if with_names else [])]
    rows = (
        (
            *(one.wish.title, one.wish.done, one.on, len(one.people)),
            *([_names(one)] if with_names else []),
        )
        for one in told
    )
    stream = io.BytesIO()
    write_table(stream, header, rows, Form.SPREADSHEET)
    return stream.getvalue().decode("utf-8")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _plain(text))
