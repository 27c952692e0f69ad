"""Every form of file that owners bring is known by what is in it, and brings what it should."""

import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trustjournal.domain.incoming import Entry
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.forms import find_form, form_called, forms, read_beginning
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

DATA = Path(__file__).parent.parent / "data"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """A file by hand: its form, what it brings at least, and how many problems it has."""

    file: str
    form: str
    brings: dict[type[Record], int] = field(default_factory=dict[type[Record], int])
    problems: int = 0


def people(count: int) -> dict[type[Record], int]:
    return {Customer: count}


def touches(count: int) -> dict[type[Record], int]:
    return {Touchpoint: count}


SAMPLES = (
    Sample("google_new.csv", "google", people(4), 1),
    Sample("google_old.csv", "google-old", people(2)),
    Sample("outlook_com.csv", "outlook-com", people(2)),
    Sample("outlook_classic.csv", "outlook", people(2)),
    Sample("linkedin/Connections.csv", "linkedin", people(2), 1),
    Sample("hubspot/contacts.csv", "hubspot", people(3)),
    Sample("mailchimp/audience.csv", "mailchimp", people(2), 1),
    Sample("shopify/customers_export.csv", "shopify", people(2)),
    Sample("square/customers.csv", "square", people(2)),
    Sample("stripe/customers.csv", "stripe", people(2)),
    Sample(
        "salesforce",
        "salesforce",
        {Customer: 4, Membership: 2, Touchpoint: 4, CheckIn: 1},
        3,
    ),
    Sample("monica.json", "monica", {Customer: 2, Touchpoint: 5, CheckIn: 1, Gesture: 3}, 2),
    Sample("spiceworks/tickets.csv", "tickets", {Touchpoint: 3, Feedback: 2}, 1),
    Sample("reviews/reviews.csv", "reviews", {Feedback: 3}),
    Sample("reviews/forum_questions.csv", "reviews", {Feedback: 2}),
    Sample("cards_21.vcf", "vcard", people(2), 1),
    Sample("cards_30_apple.vcf", "vcard", people(3), 1),
    Sample("cards_40.vcf", "vcard", people(3), 1),
    Sample("spreadsheet/people.csv", "contacts", people(2)),
    Sample("spreadsheet/contact_log.csv", "log", touches(4), 2),
    Sample("trustjournal/people.csv", "people", people(2)),
    Sample("trustjournal/touchpoints.csv", "touchpoints", touches(2)),
    Sample("trustjournal/promises.csv", "promises", {Promise: 1}),
    Sample("calls.xml", "calls", touches(4), 2),
    Sample("whatsapp/android.txt", "whatsapp", touches(3)),
    Sample("whatsapp/ios.txt", "whatsapp", touches(1)),
    Sample("mail/year.mbox", "mail", touches(3), 2),
    Sample("mail/order.eml", "mail", touches(1)),
    Sample("visits.ics", "calendar", touches(4), 1),
)
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)

# Our other tables look like the one of promises and are held by test_own_tables.
ALIKE = {
    *("gestures", "feedback", "wishes", "answers", "recoveries", "lost-reviews", "evenings"),
    *("letters", "memberships"),
}


def read(path: Path, form: str) -> list[Entry | Problem]:
    found = find_form(path)
    assert found.key == form
    return list(found.open(path, Reading(now=NOW, region="ES")).entries())


@EACH
def test_a_file_by_hand_is_known_and_brings_what_is_in_it(sample: Sample) -> None:
    found = read(DATA / sample.file, sample.form)
    entries = [one for one in found if isinstance(one, Entry)]
    problems = [one for one in found if isinstance(one, Problem)]
    assert Counter(type(one.record) for one in entries) == sample.brings
    assert len(problems) == sample.problems
    assert all(one.row >= 1 for one in found)
    assert len({one.record.id for one in entries}) == len(entries)


@EACH
def test_the_same_file_again_brings_the_same_ids(sample: Sample) -> None:
    """So that importing it twice adds nothing."""
    once, again = (
        [one.record.id for one in read(DATA / sample.file, sample.form) if isinstance(one, Entry)]
        for _time in range(2)
    )
    assert once == again


@EACH
def test_no_other_form_is_as_sure_of_it(sample: Sample) -> None:
    head = read_beginning(DATA / sample.file)
    scores = {form.key: form.score(head) for form in forms()}
    best = scores.pop(sample.form)
    assert all(score < best for score in scores.values())


@pytest.mark.parametrize("suffix", [".csv", ".txt", ".pdf", ".vcf", ".exe", ""])
@EACH
def test_the_name_of_a_file_is_no_matter(tmp_path: Path, sample: Sample, suffix: str) -> None:
    source = DATA / sample.file
    if source.is_dir():
        target = tmp_path / f"of the old shop{suffix}"
        shutil.copytree(source, target)
    else:
        target = shutil.copy(source, tmp_path / f"of the old shop{suffix}")
    assert find_form(Path(target)).key == sample.form


@pytest.mark.parametrize("inside", ["", "export/"])
def test_a_zip_of_salesforce_brings_what_the_folder_does(tmp_path: Path, inside: str) -> None:
    packed = tmp_path / "WE_00D.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for one in (DATA / "salesforce").iterdir():
            archive.write(one, f"{inside}{one.name}")
    there = read(DATA / "salesforce", "salesforce")
    found = read(packed, "salesforce")
    assert [one.row for one in found] == [one.row for one in there]
    assert [one.record.id for one in found if isinstance(one, Entry)] == [
        one.record.id for one in there if isinstance(one, Entry)
    ]


def test_every_form_has_a_file_by_hand() -> None:
    assert {sample.form for sample in SAMPLES} | ALIKE == {form.key for form in forms()}
    assert all(form_called(form.key) is form for form in forms())


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", b"Hello."],
    ids=["picture", "pdf", "prose"],
)
def test_what_is_none_of_them_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"contacts\.csv"):
        find_form(path)
