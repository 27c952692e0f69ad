"""Address books of every form: found out, and read whatever they hold."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.source_reading import open_source, problems, records
from trustjournal.domain.choices import Stage
from trustjournal.errors import Cancelled, TrustJournalError, UnreadableFile
from trustjournal.exchange.forms import find_form

DATA = Path(__file__).parent.parent / "data"
NAMES = (
    *("google_new.csv", "google_old.csv", "outlook_com.csv", "outlook_classic.csv"),
    *("cards_21.vcf", "cards_30_apple.vcf", "cards_40.vcf"),
)


def names(path: Path) -> list[str]:
    return [one.name for one in records(list(open_source(path).entries()))]


@pytest.mark.parametrize("name", NAMES)
def test_an_address_book_may_come_in_utf16(tmp_path: Path, name: str) -> None:
    content = (DATA / name).read_bytes()
    text = content.decode("cp1252" if name == "outlook_classic.csv" else "utf-8")
    path = tmp_path / name
    path.write_bytes(text.encode("utf-16"))
    assert names(path) == names(DATA / name)


@pytest.mark.parametrize(
    "content",
    [b"Date,Amount\n2026-01-01,5\n", b"hello", gzip.compress(b"x" * 999, mtime=0), b"\x00" * 99],
)
def test_what_is_no_address_book_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"no form that this program understands|no rows"):
        find_form(path)


def test_contacts_are_customers_unless_said_otherwise() -> None:
    path = DATA / "google_old.csv"
    assert {one.stage for one in records(list(open_source(path).entries()))} == {Stage.CUSTOMER}
    prospects = records(list(open_source(path, stage=Stage.PROSPECT).entries()))
    assert {one.stage for one in prospects} == {Stage.PROSPECT}


def test_broken_rows_are_reported_and_the_good_ones_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(
        b'First Name,Last Name,E-mail Address\nAnn,Lee,a@x.org\n"Ben,Ray,b@x.org\nCy,Fox\n'
        b'Di\x00,Orr,d@x.org\n"=Eve","O\'Hara",e@x.org\n'
    )
    found = list(open_source(path).entries())
    assert [one.name for one in records(found)] == [
        "Ann Lee",
        "Ben Ray",
        "Cy Fox",
        "Di\ufffd Orr",
        "=Eve O'Hara",
    ]
    assert [row for row, _text in problems(found)] == [3, 4, 5]


def many_cards(path: Path, count: int) -> Path:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P {}\r\nTEL:555-{}\r\nEND:VCARD\r\n"
    path.write_text("".join(card.format(n, n) for n in range(count)), newline="")
    return path


def test_progress_is_told_and_a_stop_is_heeded_at_once(tmp_path: Path) -> None:
    path = many_cards(tmp_path / "x.vcf", 5000)
    counts: list[int] = []
    assert len(list(open_source(path).entries(counts.append))) == 5000
    assert counts == sorted(counts)
    assert counts[-1] == 5000
    heard: list[int] = []

    def stop_at_the_third(count: int) -> None:
        heard.append(count)
        if len(heard) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(open_source(path).entries(stop_at_the_third))
    assert heard == counts[:3]


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
        found = list(open_source(path).entries())
    except TrustJournalError:
        return
    for one in records(found):
        assert getattr(one, "name", "x").strip()
        repr(one).encode()
