"""Tests of Salesforce exports: businesses, their people, tasks and cases, as folder and as zip."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trustjournal.domain.choices import Began, Channel, CustomerKind, Kind, Stage
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import Address, CheckIn, Customer, ImportantDate, Touchpoint
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.salesforce_source import FORM
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

FOLDER = Path(__file__).parent.parent / "data" / "salesforce"
READING = Reading(zone="Europe/London")
DELI, ASH = "0015g00000AAAAA", "0015g00000BBBBB"
NGOZI, PETER = "0035g00000DDDDD", "0035g00000EEEEE"


def read(path: Path = FOLDER) -> tuple[list[Entry], list[Problem]]:
    found = list(FORM.open(path, READING).entries())
    return (
        [one for one in found if isinstance(one, Entry)],
        [one for one in found if isinstance(one, Problem)],
    )


def the(key: str) -> Entry:
    return next(one for one in read()[0] if one.key == key)


def of(kind: type[Touchpoint] | type[CheckIn] | type[Membership]) -> list[Entry]:
    return [one for one in read()[0] if isinstance(one.record, kind)]


def zipped(folder: Path, *names: str) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.write(FOLDER / name, f"WE_00D/{name}")
    return path


def test_a_folder_and_a_zip_are_known_by_the_files_in_them(tmp_path: Path) -> None:
    assert find_form(FOLDER).key == "salesforce"
    assert find_form(zipped(tmp_path, "Contact.csv")).key == "salesforce"


def test_an_account_becomes_a_business() -> None:
    entry = the(DELI)
    deli = entry.record
    assert isinstance(deli, Customer)
    assert (deli.name, deli.kind, deli.stage) == (
        "Harbour Deli",
        CustomerKind.BUSINESS,
        Stage.CUSTOMER,
    )
    assert [one.street for one in deli.addresses] == ["4 Quay Road"]
    assert deli.note == "Two shops.\nDelivers on Fridays.\nIndustry: Food"
    assert entry.custom == (("Shelf Space", "3 m"),)
    ash = the(ASH).record
    assert isinstance(ash, Customer)
    assert ash.stage is Stage.PROSPECT


def test_a_contact_becomes_a_person_who_belongs_to_the_business() -> None:
    ngozi = the(NGOZI).record
    assert isinstance(ngozi, Customer)
    assert (ngozi.name, ngozi.company, ngozi.role) == (
        "Ms. Ngozi Okafor",
        "Harbour Deli",
        "Buyer",
    )
    assert [one.value for one in ngozi.phones] == ["+44 117 496 0002", "+44 7700 900001"]
    assert ngozi.dates == (ImportantDate(label="Birthday", month=5, day=3, year=1981),)
    assert ngozi.addresses == (Address(label="Work", street="4 Quay Road", city="Bristol"),)
    assert ngozi.note == (
        "Likes samples early.\n"
        "Department: Grocery\nLead source: Trade show\nReports to: Peter Marsh"
    )
    found = [(one.who, one.record) for one in of(Membership)]
    assert [who for who, _record in found] == [
        (Who(key=NGOZI), Who(key=DELI)),
        (Who(key=PETER), Who(key=DELI)),
    ]
    assert isinstance(found[0][1], Membership)
    assert found[0][1].role == "Buyer"


def test_a_closed_task_is_a_touchpoint() -> None:
    call, mail = of(Touchpoint)[:2]
    assert isinstance(call.record, Touchpoint)
    assert isinstance(mail.record, Touchpoint)
    assert call.who == (Who(key=NGOZI),)
    assert call.record.happened_at == datetime(2026, 9, 14, 12, tzinfo=ZoneInfo("Europe/London"))
    assert (call.record.channel, call.record.began) == (Channel.PHONE, Began.THEM)
    assert call.record.duration_minutes == 9
    assert call.record.note == "Call\nWants the tall jars.\nInterested"
    assert mail.who == (Who(key=ASH),)
    assert (mail.record.channel, mail.record.began) == (Channel.EMAIL, Began.US)
    assert mail.record.happened_at == datetime(2026, 10, 1, 10, 30, tzinfo=UTC)


def test_open_tasks_of_one_person_are_one_check_in() -> None:
    (entry,) = of(CheckIn)
    assert isinstance(entry.record, CheckIn)
    assert entry.who == (Who(key=NGOZI),)
    assert entry.record.due_on == date(2026, 12, 1)
    assert entry.record.about == "2026-12-01: Send autumn samples\n2027-01-10: Ask about Easter"


def test_a_case_is_what_the_customer_asked_and_answered_when_closed() -> None:
    closed, waiting = of(Touchpoint)[2:]
    assert isinstance(closed.record, Touchpoint)
    assert isinstance(waiting.record, Touchpoint)
    assert (closed.record.kind, closed.record.began) == (Kind.ENQUIRY, Began.THEM)
    assert closed.record.answered_at == datetime(2026, 8, 4, 16, tzinfo=UTC)
    assert closed.record.note == "Lid missing\nOne jar came without its lid."
    assert waiting.record.answered_at is None
    assert waiting.record.channel is Channel.EMAIL


def test_what_is_left_out_is_said_with_file_and_row() -> None:
    entries, problems = read()
    names = [one.record.name for one in entries if isinstance(one.record, Customer)]
    assert names == ["Harbour Deli", "Olive & Ash", "Ms. Ngozi Okafor", "Peter Marsh"]
    assert [one.text for one in problems] == [
        "These files are not read: Lead.csv.",
        "Contact.csv, row 5: Nothing here could serve as a name; it was left out.",
        "Task.csv, row 6: This task names nobody of the export; it was left out.",
    ]
    rows = [one.row for one in entries if isinstance(one.record, Customer)]
    assert len(set(rows)) == len(rows)


def test_a_zip_brings_the_same_and_again_with_the_same_ids(tmp_path: Path) -> None:
    names = [one.name for one in FOLDER.iterdir()]
    source = FORM.open(zipped(tmp_path, *names), READING)
    first = [one.record.id for one in source.entries() if isinstance(one, Entry)]
    again = [one.record.id for one in source.entries() if isinstance(one, Entry)]
    assert first == again == [one.record.id for one in read()[0]]
    assert len(set(first)) == len(first)


def test_a_broken_zip_is_refused_in_words(tmp_path: Path) -> None:
    path = zipped(tmp_path, "Contact.csv")
    broken = bytearray(path.read_bytes())
    broken[60:90] = bytes(30)
    path.write_bytes(broken)
    with pytest.raises(UnreadableFile, match="cannot be unpacked"):
        list(FORM.open(path, READING).entries())
