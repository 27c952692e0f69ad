"""A Salesforce data export: a zip or folder of CSV files that are named after their object.

Accounts and contacts become businesses and their people, closed tasks and cases touchpoints, and
open tasks one check-in per customer. Rows that Salesforce has marked as deleted are left out.
"""

import shutil
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from trustjournal.domain.choices import Began, Channel, Kind, Stage
from trustjournal.domain.incoming import NOBODY, Entry, Ids, Who
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import CheckIn, Touchpoint
from trustjournal.errors import UnreadableFile
from trustjournal.exchange import salesforce_people as people
from trustjournal.exchange.contact_draft import ContactDraft
from trustjournal.exchange.csv_files import Table, open_table
from trustjournal.exchange.sources import Form, Head, Plain, Reading
from trustjournal.exchange.text_files import Problem, Progress, no_progress
from trustjournal.i18n import _

_STEP = 500
_MOST_DIGITS = 9  # of a number of seconds
_LARGEST_BYTES = 4_000_000_000
_READ = ("account.csv", "contact.csv", "task.csv", "case.csv")
_NOON = time(12)
_DONE = frozenset({"completed", "closed"})
_CHANNELS = {
    "phone": Channel.PHONE,
    "call": Channel.PHONE,
    "email": Channel.EMAIL,
    "web": Channel.MESSAGE,
    "chat": Channel.MESSAGE,
    "facebook": Channel.SOCIAL,
    "twitter": Channel.SOCIAL,
}

Row = Mapping[str, str]


@dataclass(slots=True)
class SalesforceSource(Plain):
    """The files of one export; a zip is unpacked for as long as it is read."""

    def entries(self, progress: Progress = no_progress) -> Iterator[Entry | Problem]:
        """Yield businesses, their people, then what happened with them."""
        with TemporaryDirectory(prefix="trustjournal-") as folder:
            unpack = _listed if self.path.is_dir() else _unpacked
            files, others = unpack(self.path, Path(folder))
            if others:
                names = ", ".join(others)
                yield Problem(1, _("These files are not read: {names}.").format(names=names))
            yield from self._read(files, progress)

    def _read(self, files: Mapping[str, Path], progress: Progress) -> Iterator[Entry | Problem]:
        export = _Export(self.reading, progress)
        if "contact.csv" in files:
            export.learn_names(self._table(files["contact.csv"]))
        for name, reader in (
            ("account.csv", export.account),
            ("contact.csv", export.contact),
            ("task.csv", export.task),
            ("case.csv", export.case),
        ):
            if name in files:
                yield from export.read(self._table(files[name]), reader)
        yield from export.check_ins()

    def _table(self, path: Path) -> Table:
        return open_table(path, encoding=self.reading.encoding, delimiter=",")


@dataclass(slots=True)
class _Export:
    """What one reading of an export knows so far; rows are counted through all its files."""

    reading: Reading
    progress: Progress
    ids: Ids = field(default_factory=lambda: Ids("salesforce"))
    rows: int = 0
    accounts: dict[str, str] = field(default_factory=dict[str, str])
    contacts: dict[str, str] = field(default_factory=dict[str, str])
    same: dict[str, str] = field(default_factory=dict[str, str])
    tasks: defaultdict[str, list[tuple[int, date | None, str]]] = field(
        default_factory=lambda: defaultdict[str, list[tuple[int, date | None, str]]](list)
    )

    def read(
        self, table: Table, reader: Callable[[int, Row], Iterator[Entry | Problem]]
    ) -> Iterator[Entry | Problem]:
        """Yield what a file holds; its problems say in which file they are."""
        before, told = self.rows, 0
        for row, cells in table.rows():
            self.rows = before + row
            if self.rows % _STEP == 0:
                self.progress(self.rows)
            found = () if _is_true(cells, "IsDeleted") else reader(self.rows, cells)
            problems = [Problem(before + one.row, one.text) for one in table.problems[told:]]
            told = len(table.problems)
            for one in (*found, *problems):
                if isinstance(one, Problem):
                    text = _("{file}, row {row}: {problem}")
                    said = text.format(file=table.path.name, row=one.row - before, problem=one.text)
                    yield Problem(one.row, said)
                else:
                    yield one

    def learn_names(self, table: Table) -> None:
        """Take note of what contacts are called, for those who report to them."""
        for _row, cells in table.rows():
            self.contacts[_key(cells.get("Id", ""))] = people.name_of(cells)

    def account(self, row: int, cells: Row) -> Iterator[Entry | Problem]:
        """Read a business, or a person who buys for themselves."""
        key = _key(cells.get("Id", ""))
        draft = people.account(cells)
        self.accounts[key] = cells.get("Name", "").strip()
        stage = people.stage(cells, self.reading.stage)
        yield from self._customer(row, key, draft, stage, cells)

    def contact(self, row: int, cells: Row) -> Iterator[Entry | Problem]:
        """Read a person, and that they belong to their business."""
        key, account = _key(cells.get("Id", "")), _key(cells.get("AccountId", ""))
        if _is_true(cells, "IsPersonAccount") and account in self.accounts:
            self.same[key] = account
            return
        draft = people.contact(
            cells,
            company=self.accounts.get(account, ""),
            reports_to=self.contacts.get(_key(cells.get("ReportsToId", "")), ""),
        )
        yield from self._customer(row, key, draft, self.reading.stage, cells)
        if self.accounts.get(account):
            membership = Membership(
                **self.ids.identity("member", key, account),
                customer_id=NOBODY,
                of_id=NOBODY,
                role=cells.get("Title", "").strip(),
            )
            yield Entry(row=row, record=membership, who=(Who(key=key), Who(key=account)))

    def task(self, row: int, cells: Row) -> Iterator[Entry | Problem]:
        """Read what was done, and keep what is still to do."""
        who = self._who(cells)
        if who is None:
            yield Problem(row, _("This task names nobody of the export; it was left out."))
            return
        subject, day = cells.get("Subject", "").strip(), _day(cells.get("ActivityDate", ""))
        if not (_is_true(cells, "IsClosed") or cells.get("Status", "").casefold() in _DONE):
            self.tasks[who.key].append((row, day, subject or _("Task")))
            return
        happened_at = _instant(cells, "CompletedDateTime", "ActivityDate", "CreatedDate")
        if happened_at is None:
            yield Problem(row, _("This task has no date; it was left out."))
            return
        at = self._placed(happened_at)
        inbound = cells.get("CallType", "").casefold() == "inbound"
        yield Entry(
            row=row,
            record=Touchpoint(
                **self.ids.identity("task", cells.get("Id", ""), at=at),
                happened_at=at,
                zone=self.reading.zone,
                customer_ids=(),
                channel=_channel_of_task(cells),
                began=Began.THEM if inbound else Began.US,
                duration_minutes=_minutes(cells.get("CallDurationInSeconds", "")),
                note=_text(subject, cells.get("Description", ""), cells.get("CallDisposition", "")),
            ),
            who=(who,),
        )

    def case(self, row: int, cells: Row) -> Iterator[Entry | Problem]:
        """Read what a customer asked for; it is answered when the case was closed."""
        who = self._who(cells)
        opened_at = _instant(cells, "CreatedDate")
        if who is None or opened_at is None:
            yield Problem(row, _("This case names nobody or no date; it was left out."))
            return
        at, closed_at = self._placed(opened_at), _instant(cells, "ClosedDate")
        origin = cells.get("Origin", "").casefold()
        yield Entry(
            row=row,
            record=Touchpoint(
                **self.ids.identity("case", cells.get("Id", ""), at=at),
                happened_at=at,
                zone=self.reading.zone,
                customer_ids=(),
                channel=next((_CHANNELS[one] for one in _CHANNELS if one in origin), Channel.OTHER),
                began=Began.THEM,
                kind=Kind.ENQUIRY,
                note=_text(cells.get("Subject", ""), cells.get("Description", "")),
                answered_at=None if closed_at is None else max(at, self._placed(closed_at)),
            ),
            who=(who,),
        )

    def check_ins(self) -> Iterator[Entry | Problem]:
        """Yield one check-in for everybody with open tasks, on the first of their days."""
        for key, tasks in self.tasks.items():
            days = [day for _row, day, _subject in tasks if day is not None]
            several = len(tasks) > 1
            about = [_dated(day if several else None, said) for _row, day, said in tasks]
            check_in = CheckIn(
                **self.ids.identity("tasks", key),
                customer_id=NOBODY,
                due_on=min(days, default=None),
                about="\n".join(about),
            )
            yield Entry(row=tasks[0][0], record=check_in, who=(Who(key=key),))

    def _customer(
        self, row: int, key: str, draft: ContactDraft, stage: Stage, cells: Row
    ) -> Iterator[Entry | Problem]:
        yield from (Problem(row, fault) for fault in draft.faults)
        customer = draft.customer(stage)
        if customer is None:
            yield Problem(row, _("Nothing here could serve as a name; it was left out."))
            return
        customer = replace(customer, **self.ids.identity(key))
        yield Entry(row=row, record=customer, key=key, custom=people.own_fields(cells))

    def _who(self, cells: Row) -> Who | None:
        """Return whom a task or case is about: the person, else the business."""
        for column in ("WhoId", "ContactId", "AccountId", "WhatId"):
            key = _key(cells.get(column, ""))
            key = self.same.get(key, key)
            if key and (key in self.contacts or key in self.accounts):
                return Who(key=key)
        return None

    def _placed(self, at: datetime) -> datetime:
        """Return an instant with its zone; a day without an hour is taken as its noon there."""
        return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(self.reading.zone))


def _score(head: Head) -> int:
    names = {PurePosixPath(name).name.casefold() for name in head.names}
    return 110 if {"account.csv", "contact.csv"} & names else 0


FORM = Form("salesforce", "Salesforce", _score, SalesforceSource)


def _listed(path: Path, _folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the files that are read, by their names in small letters, and the names of others."""
    tables = [one for one in path.iterdir() if one.suffix.casefold() == ".csv"]
    found = {one.name.casefold(): one for one in tables}
    return found, sorted(one.name for one in tables if one.name.casefold() not in _READ)


def _unpacked(path: Path, folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Return the same of a zip, with what is read of it in a folder under names of our own."""
    found: dict[str, Path] = {}
    others: list[str] = []
    size = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for one in archive.infolist():
                name = PurePosixPath(one.filename).name.casefold()
                if name not in _READ:
                    others += [one.filename] if name.endswith(".csv") else []
                    continue
                size += one.file_size
                if size > _LARGEST_BYTES:
                    text = _("“{name}” is too large to unpack (over 4 GB).")
                    raise UnreadableFile(text.format(name=path.name))
                found[name] = folder / name
                with archive.open(one) as packed, found[name].open("wb") as file:
                    shutil.copyfileobj(packed, file)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        text = _("“{path}” cannot be unpacked: {reason}.")
        raise UnreadableFile(text.format(path=path, reason=error)) from error
    return found, sorted(others)


def _is_true(cells: Row, column: str) -> bool:
    return cells.get(column, "").strip().casefold() in {"true", "1"}


def _key(text: str) -> str:
    """Return an id of Salesforce without the three signs that only check it."""
    return text.strip()[:15]


def _channel_of_task(cells: Row) -> Channel:
    if cells.get("CallType", "").strip() or cells.get("CallDurationInSeconds", "").strip("0 "):
        return Channel.PHONE
    said = (cells.get("TaskSubtype", ""), cells.get("Subject", ""))
    told = [word.strip(":") for word in " ".join(said).casefold().split()]
    return next((_CHANNELS[word] for word in told if word in _CHANNELS), Channel.OTHER)


def _instant(cells: Row, *columns: str) -> datetime | None:
    """Return the first of these columns that can be read; without a zone where it is a day."""
    for column in columns:
        text = cells.get(column, "").strip()
        if (day := _day(text)) is not None and len(text) <= len("2026-11-22"):
            return datetime.combine(day, _NOON)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _minutes(seconds: str) -> int | None:
    told = seconds.strip()
    is_length = told.isdecimal() and len(told) <= _MOST_DIGITS
    return round(int(told) / 60) if is_length and int(told) else None


def _text(*parts: str) -> str:
    return "\n".join(part.strip().replace("\r\n", "\n") for part in parts if part.strip())


def _dated(day: date | None, subject: str) -> str:
    return subject if day is None else f"{day.isoformat()}: {subject}"
