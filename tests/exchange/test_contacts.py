"""Finding out what an address book is, and reading it whatever it holds."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.choices import Stage
from trustjournal.errors import Cancelled, TrustJournalError, UnreadableFile
from trustjournal.exchange.contacts import ContactForm, read_contacts, size_warning

DATA = Path(__file__).parent.parent / "data"
FORMS = {
    "google_new.csv": ContactForm.GOOGLE,
    "google_old.csv": ContactForm.GOOGLE_OLD,
    "outlook_com.csv": ContactForm.OUTLOOK_COM,
    "outlook_classic.csv": ContactForm.OUTLOOK,
    "cards_21.vcf": ContactForm.VCARD_21,
    "cards_30_apple.vcf": ContactForm.VCARD_30,
    "cards_40.vcf": ContactForm.VCARD_40,
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_is_found_from_the_content_whatever_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "attachment.bin"
    path.write_bytes((DATA / name).read_bytes())
    assert read_contacts(path).form is FORMS[name]


@pytest.mark.parametrize("name", FORMS)
def test_an_address_book_may_come_in_utf16(tmp_path: Path, name: str) -> None:
    content = (DATA / name).read_bytes()
    text = content.decode("cp1252" if name == "outlook_classic.csv" else "utf-8")
    path = tmp_path / name
    path.write_bytes(text.encode("utf-16"))
    once = [contact.customer.name for contact in read_contacts(DATA / name).contacts]
    again = [contact.customer.name for contact in read_contacts(path).contacts]
    assert again == once


@pytest.mark.parametrize(
    "content",
    [b"Date,Amount\n2026-01-01,5\n", b"hello", gzip.compress(b"x" * 999, mtime=0), b"\x00" * 99],
)
def test_what_is_no_address_book_is_refused_with_what_would_be(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"(?s)Google.*Outlook.*vCard|no rows"):
        read_contacts(path)


def test_contacts_are_customers_unless_said_otherwise() -> None:
    path = DATA / "google_old.csv"
    assert {c.customer.stage for c in read_contacts(path).contacts} == {Stage.CUSTOMER}
    prospects = read_contacts(path, stage=Stage.PROSPECT)
    assert {c.customer.stage for c in prospects.contacts} == {Stage.PROSPECT}


def test_a_date_that_reads_two_ways_is_taken_month_first_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("First Name,E-mail Address,Birthday,Anniversary\nAnn,,3/5/1980,whenever\n")
    file = read_contacts(path)
    ann = file.contacts[0].customer
    assert [(day.label, day.month, day.day) for day in ann.dates] == [("Birthday", 3, 5)]
    assert ann.note == "Anniversary: whenever"
    assert [problem.row for problem in file.problems] == [2, 2]


def test_broken_rows_are_reported_and_the_good_ones_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(
        b'First Name,Last Name,E-mail Address\nAnn,Lee,a@x.org\n"Ben,Ray,b@x.org\nCy,Fox\n'
        b'Di\x00,Orr,d@x.org\n"=Eve","O\'Hara",e@x.org\n'
    )
    file = read_contacts(path)
    assert [contact.customer.name for contact in file.contacts] == [
        "Ann Lee",
        "Ben Ray",
        "Cy Fox",
        "Di\ufffd Orr",
        "=Eve O'Hara",
    ]
    assert [problem.row for problem in file.problems] == [3, 4, 5]


def many_cards(path: Path, count: int) -> Path:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P {}\r\nTEL:555-{}\r\nEND:VCARD\r\n"
    path.write_text("".join(card.format(n, n) for n in range(count)), newline="")
    return path


def test_progress_is_told_and_a_stop_is_heeded_at_once(tmp_path: Path) -> None:
    path = many_cards(tmp_path / "x.vcf", 5000)
    counts: list[int] = []
    assert len(read_contacts(path, progress=counts.append).contacts) == 5000
    assert counts == sorted(counts)
    assert counts[-1] == 5000
    heard: list[int] = []

    def stop_at_the_third(count: int) -> None:
        heard.append(count)
        if len(heard) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_contacts(path, progress=stop_at_the_third)
    assert heard == counts[:3]


def test_a_large_file_is_asked_about_first(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" * 200_000)
    assert size_warning(path) is None
    path.write_bytes(b"a,b\n" * 200_001)
    assert "200001" in (size_warning(path) or "")
    with path.open("wb") as stream:
        stream.truncate(50_000_001)
    assert "50 MB" in (size_warning(path) or "")


HEADS = st.sampled_from(
    [
        b"",
        b"First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value,Birthday\n",
        b"Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name\n",
        b"First Name;Company;E-mail Address;Business Street;Anniversary;Categories\n",
        b"\xef\xbb\xbfBEGIN:VCARD\nFN:x\n",
        b"\xff\xfeB\0E\0G\0I\0N\0",
    ]
)
CELLS = st.lists(
    st.one_of(
        st.sampled_from(
            [b",", b";", b"\n", b"\r", b'"', b" ::: ", b"3/5/80", b"0/0/00", b"END:VCARD\n", b"\0"]
        ),
        st.binary(max_size=6),
    ),
    max_size=40,
)


@given(HEADS, CELLS)
def test_any_bytes_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, pieces: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "any"
    path.write_bytes(head + b"".join(pieces))
    try:
        file = read_contacts(path)
    except TrustJournalError:
        return
    assert all(contact.customer.name.strip() for contact in file.contacts)
    for contact in file.contacts:
        repr(contact.customer).encode()
