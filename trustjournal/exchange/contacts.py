"""Contacts from any address book this program understands, found out from what is in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer
from trustjournal.errors import UnreadableFile
from trustjournal.exchange import google_csv, outlook_csv, vcard
from trustjournal.exchange.contact_dates import DateOrder, Reading
from trustjournal.exchange.contact_draft import ContactDraft
from trustjournal.exchange.csv_files import Table, open_table
from trustjournal.exchange.text_files import (
    Problem,
    Progress,
    detect_encoding,
    no_progress,
    open_bytes,
    read_head,
)
from trustjournal.exchange.vcard_lines import looks_like_vcard
from trustjournal.i18n import _

_STEP = 500
_LARGE_BYTES = 50_000_000
_LARGE_ROWS = 200_000
_CHUNK_BYTES = 1 << 20


class ContactForm(StrEnum):
    """The forms that are understood; the values are the products' own names."""

    GOOGLE = "Google Contacts"
    GOOGLE_OLD = "Google Contacts (older form)"
    OUTLOOK_COM = "Outlook.com"
    OUTLOOK = "Outlook"
    VCARD = "vCard"
    VCARD_21 = "vCard 2.1"
    VCARD_30 = "vCard 3.0"
    VCARD_40 = "vCard 4.0"


@dataclass(frozen=True, slots=True)
class Contact:
    """A customer ready to add, and where it stood: the row, or the card, counted from 1."""

    row: int
    customer: Customer


@dataclass(frozen=True, slots=True)
class ContactFile:
    """All that a file holds. `encoding` is the one it was read in, for the owner to correct."""

    form: ContactForm
    contacts: list[Contact]
    problems: list[Problem]
    encoding: str


def read_contacts(
    path: Path,
    *,
    stage: Stage = Stage.CUSTOMER,
    encoding: str | None = None,
    progress: Progress = no_progress,
) -> ContactFile:
    """Read an address book: Google's or Outlook's CSV, or vCards, whatever the file is called.

    `stage` is what the contacts are to the owner. `progress` hears how many were read. What
    cannot be read whole is reported in `problems`, and the rest is kept.

    Raises:
        UnreadableFile: no address book that is understood, or the file cannot be read.
        Cancelled: `progress` said so.
    """
    found = encoding or detect_encoding(path)
    gathered = _Gathered(stage)
    if looks_like_vcard(read_head(path, found)):
        form = ContactForm.VCARD
        for version, row, draft in vcard.read_drafts(path, encoding):
            if row == 1:
                form = _vcard_form(version)
            gathered.add(row, draft)
            if row % _STEP == 0:
                progress(row)
        return gathered.file(form, found)
    table = open_table(path, encoding=found)
    form = _table_form(table)
    for count, (row, draft) in enumerate(_table_drafts(table, form), start=1):
        gathered.add(row, draft)
        if count % _STEP == 0:
            progress(count)
    gathered.problems += table.problems
    return gathered.file(form, found)


def size_warning(path: Path) -> str | None:
    """Return a question for the owner where a file is over 50 MB or 200,000 rows.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    rows = 0
    with open_bytes(path) as stream:
        size = path.stat().st_size
        while size <= _LARGE_BYTES and (chunk := stream.read(_CHUNK_BYTES)):
            rows += chunk.count(b"\n")
    if size > _LARGE_BYTES:
        text = _("This file is large ({size} MB). Reading it may take a while. Go on?")
        return text.format(size=round(size / 1_000_000))
    if rows > _LARGE_ROWS:
        return _("This file has about {rows} lines. Reading it may take a while. Go on?").format(
            rows=rows
        )
    return None


def _vcard_form(version: str) -> ContactForm:
    name = f"vCard {version}"
    return ContactForm(name) if name in set(ContactForm) else ContactForm.VCARD


def _table_form(table: Table) -> ContactForm:
    columns = [name.casefold() for name in table.header]
    scores = {
        ContactForm.GOOGLE: google_csv.new_form_score(columns),
        ContactForm.GOOGLE_OLD: google_csv.old_form_score(columns),
        ContactForm.OUTLOOK: outlook_csv.score(columns),
    }
    form = max(scores, key=lambda each: scores[each])
    if scores[form] == 0:
        text = _(
            "“{name}” is none of the address books this program understands: Google Contacts "
            "(CSV), Outlook (CSV) or vCard."
        ).format(name=table.path.name)
        header = ", ".join(table.header)
        if header and header.isprintable():
            shown = header if len(header) <= 80 else header[:80] + "…"
            text += " " + _("Its first row reads “{header}”.").format(header=shown)
        raise UnreadableFile(text)
    if form is ContactForm.OUTLOOK and not outlook_csv.is_classic(columns):
        return ContactForm.OUTLOOK_COM
    return form


def _table_drafts(table: Table, form: ContactForm) -> Iterator[tuple[int, ContactDraft]]:
    google = form in {ContactForm.GOOGLE, ContactForm.GOOGLE_OLD}
    columns = (google_csv.GoogleColumns if google else outlook_csv.OutlookColumns)(table.header)
    for row, cells in table.rows():
        yield row, columns.draft(cells)


@dataclass(slots=True)
class _Gathered:
    """Contacts and problems so far, and the dates that only the whole file can settle."""

    stage: Stage
    contacts: list[Contact] = field(default_factory=list[Contact])
    problems: list[Problem] = field(default_factory=list[Problem])
    _order: DateOrder = field(default_factory=DateOrder)
    _unsure: list[tuple[int, str, Reading]] = field(default_factory=list[tuple[int, str, Reading]])

    def add(self, row: int, draft: ContactDraft) -> None:
        """Keep a contact, or say why not."""
        customer = None if draft.refused else draft.customer(self.stage)
        self.problems += [Problem(row, fault) for fault in draft.faults]
        if customer is None:
            nameless = _("Nothing here could serve as a name; it was left out.")
            self.problems.append(Problem(row, draft.refused or nameless))
            return
        for text, reading in draft.readings:
            self._order.learn(text, reading)
            if len(reading.days) > 1:
                self._unsure.append((len(self.contacts), text, reading))
        self.contacts.append(Contact(row, customer))

    def file(self, form: ContactForm, encoding: str) -> ContactFile:
        """Settle the open dates and return everything, problems in the order of the file."""
        for place, text, reading in self._unsure:
            contact = self.contacts[place]
            day, certain = self._order.choose(reading)
            if not certain:
                fault = _("The date “{text}” can be read two ways; it was taken as {day}.")
                shown = f"{day.year or '-'}-{day.month:02}-{day.day:02}"
                self.problems.append(Problem(contact.row, fault.format(text=text, day=shown)))
            dates = (*contact.customer.dates, day)
            self.contacts[place] = Contact(contact.row, replace(contact.customer, dates=dates))
        self.problems.sort(key=lambda problem: problem.row)
        return ContactFile(form, self.contacts, self.problems, encoding)
