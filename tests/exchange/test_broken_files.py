"""No file is so broken that reading it fails: what is amiss is said, and the rest is read."""

import csv
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.mutations import mutated, packed
from tests.exchange.test_forms import DATA, NOW, SAMPLES, Sample
from trustjournal.domain.incoming import Entry
from trustjournal.errors import UnreadableFile
from trustjournal.exchange.csv_files import MOST_COLUMNS, open_table
from trustjournal.exchange.forms import find_form, form_called
from trustjournal.exchange.journal_lines import looks_whole, read_batches
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

BIG, LONG = 1_000_000, 100_000


def read_all(path: Path, form: str) -> list[Entry | Problem]:
    """Read a file as what it is found to be, and as the form it was, whatever that brings."""
    keys = [form]
    with suppress(UnreadableFile):
        keys.append(find_form(path).key)
    everything: list[Entry | Problem] = []
    for key in set(keys):
        with suppress(UnreadableFile):
            everything += form_called(key).open(path, Reading(now=NOW, region="ES")).entries()
    for one in everything:
        assert one.row >= 1
        assert isinstance(one, Entry) or one.text
    return everything


def placed(sample: Sample, folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """Copy a file by hand, or a folder of them, and change it."""
    source = DATA / sample.file
    target = folder / source.name
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)
    for one in _files(target):
        one.write_bytes(change(one.read_bytes()))
    return target


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(path.iterdir()) if path.is_dir() else (path,)


def _unmarked(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")


def _huge_cell(content: bytes) -> bytes:
    """Put a megabyte into the middle of the last line that has words."""
    words = list(re.finditer(rb"[a-z]{4,}", content))
    at = words[-1].start() if words else len(content)
    return content[:at] + b"x" * BIG + content[at:]


def _runs(run: bytes) -> Callable[[bytes], bytes]:
    """Put long runs before some words; where they are looked through over and over, it hangs."""

    def put(content: bytes) -> bytes:
        words = list(re.finditer(rb"[A-Za-z0-9]+", content))
        for one in reversed(words[len(words) // 2 :: 20]):
            content = content[: one.start()] + run * (LONG // len(run)) + content[one.start() :]
        return content

    return put


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda content: content,
    "empty": lambda _content: b"",
    "one byte": lambda content: content[:1],
    "half": lambda content: content[: len(content) // 2],
    "almost all": lambda content: content[:-3],
    "without its beginning": lambda content: content[len(content) // 3 :],
    "NUL": lambda content: content.replace(b"a", b"\0", 5),
    "all NUL": lambda content: b"\0" * len(content),
    "UTF-16": lambda content: _unmarked(content).encode("utf-16"),
    "UTF-16 without a mark": lambda content: _unmarked(content).encode("utf-16-le"),
    "UTF-16 cut in a letter": lambda content: _unmarked(content).encode("utf-16")[:-3],
    "lone surrogates": lambda content: (
        _unmarked(content).replace("e", "\ud83d").encode("utf-16", "surrogatepass")
    ),
    "surrogates in UTF-8": lambda content: content.replace(b"e", b"\xed\xa0\xbd"),
    "another encoding": lambda content: _unmarked(content).encode("cp1252", "replace"),
    "wrong bytes": lambda content: content.replace(b"e", b"\xff\xfe"),
    "lone CR": lambda content: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "LF": lambda content: content.replace(b"\r\n", b"\n"),
    "open quotes": lambda content: content.replace(b",", b',"', 3),
    "no quotes": lambda content: content.replace(b'"', b""),
    "ragged": lambda content: re.sub(rb"\n(.)", rb"\n,,,,;\t\1", content),
    "twice": lambda content: content + content,
    "digits": lambda content: re.sub(rb"\d", b"9", content),
    "endless numbers": lambda content: re.sub(rb"\d+", b"9" * 5000, content, count=40),
    "no digits": lambda content: re.sub(rb"\d", b"?", content),
    "other digits": lambda content: re.sub(rb"\d", "٣".encode(), content),
    "braces": lambda content: content.replace(b"}", b"]").replace(b">", b"<"),
    "deep": lambda content: content.replace(b"[", b"[" * 5000, 1).replace(b":", b":;" * 2000, 2),
    "huge cell": _huge_cell,
    **{
        f"a run of {run!r}": _runs(run)
        for run in (b" ", b"9", b",", b"T ", b" ,", b"1,", b"\t", b"a@", b"(", b"<")
    },
    "thousands of columns": lambda content: content.replace(b"\n", b";a" * 10_000 + b"\n", 1),
}


def _every_other(samples: Sequence[Sample], changes: Mapping[str, Any]) -> Iterator[Any]:
    """Pair each change with every other file; `python -m tests.fuzz` goes on from there."""
    for place, sample in enumerate(samples):
        for name, change in islice(changes.items(), place % 2, None, 2):
            yield pytest.param(sample, change, id=f"{sample.file}-{name}")


@pytest.mark.parametrize(("sample", "change"), list(_every_other(SAMPLES, CHANGES)))
def test_a_broken_file_is_read_as_far_as_it_goes(
    tmp_path: Path, sample: Sample, change: Callable[[bytes], bytes]
) -> None:
    read_all(placed(sample, tmp_path, change), sample.form)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sample=st.sampled_from(SAMPLES), seed=st.integers(0, 2**32))
def test_a_file_damaged_anywhere_is_read_as_far_as_it_goes(
    tmp_path_factory: pytest.TempPathFactory, sample: Sample, seed: int
) -> None:
    luck = random.Random(seed)
    read_all(
        placed(sample, tmp_path_factory.mktemp("broken"), lambda c: mutated(c, luck)),
        sample.form,
    )


@pytest.mark.parametrize("name", ["contact.csv", "journal.jsonl", "people.csv"])
@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_zip_is_read_as_far_as_it_goes(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    path = tmp_path_factory.mktemp("zip") / "export.zip"
    content = (DATA / "salesforce" / "Contact.csv").read_bytes()
    path.write_bytes(packed(content, name, random.Random(seed)))
    read_all(path, "salesforce")
    with suppress(UnreadableFile):
        if looks_whole(path):
            list(read_batches(path, lambda _kind: 100))


def test_a_table_has_no_more_columns_than_any_program_writes(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    wide = "a,b,c" + ",x" * MOST_COLUMNS
    path.write_text(f"{wide}\n" + "y\n" * 50_000)
    with pytest.raises(UnreadableFile, match="2003 columns"):
        form_called("contacts").open(path, Reading(now=NOW))


def test_a_mail_of_odd_words_is_kept(tmp_path: Path) -> None:
    """Each of these once ended an import with a fault of Python's own."""
    lines = (
        "From: Rosa <rosa@example.org>",
        "To: me@example.org",
        "Date: Mon, 2 Nov 2026 10:00:00 +0000",
        "Subject: =?utf-8?b?aaaaaaaaaaaaaaaaaaaaaaaaa?= =?a\0b?q?x?=",
        "Content-Type: text/html; charset=idna",
        "",
        f"<p>Lovely bowls <![1e999[ \xff &#{'9' * 5000};",
    )
    path = tmp_path / "odd.eml"
    path.write_text("\n".join(lines), "latin-1")
    (entry,) = read_all(path, "mail")
    assert isinstance(entry, Entry)


def test_thousands_of_quotes_that_nobody_closed_cost_a_row_each(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    rows = 20_000
    path.write_text("Name,E-mail,Note\n" + 'Rosa,"x\n' + 'Rosa,"x,y\n' * rows)
    table = open_table(path)
    assert sum(1 for _row in table.rows()) == rows + 1
    assert len(table.problems) >= rows


@pytest.mark.parametrize("to", ["a:" * 5000, "(" * 5000, "<" * 5000, "<@a," * 5000])
def test_an_address_within_an_address_by_the_thousand_is_none(tmp_path: Path, to: str) -> None:
    path = tmp_path / "deep.eml"
    date = "Date: Mon, 2 Nov 2026 10:00:00 +0000"
    path.write_text(f"From: Rosa <rosa@example.org>\nTo: {to}\n{date}\n\nLovely")
    (entry,) = read_all(path, "mail")
    assert isinstance(entry, Entry)


def test_a_call_of_thousands_of_digits_has_no_length(tmp_path: Path) -> None:
    folder = tmp_path / "salesforce"
    shutil.copytree(DATA / "salesforce", folder)
    tasks = (folder / "Task.csv").read_text("utf-8")
    head, row = tasks.splitlines()[:2]
    names, cells = next(csv.reader([head])), next(csv.reader([row]))
    cells[names.index("CallDurationInSeconds")] = "9" * 5000
    with (folder / "Task.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([names, cells])
    assert all(one.row for one in read_all(folder, "salesforce"))


def test_a_zip_of_a_later_kind_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Contact.csv", "Id,Name")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 148  # the version that is needed to unpack it
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="cannot be unpacked"):
        find_form(path)


def test_an_event_in_a_zone_of_an_endless_name_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "visits.ics"
    content = (DATA / "visits.ics").read_text("utf-8")
    path.write_text(re.sub(r"TZID=[^:]+", "TZID=Europe/" + "x" * 400, content), "utf-8")
    assert any(isinstance(one, Problem) for one in read_all(path, "calendar"))
