"""Tests of mail: who wrote to whom, own first lines only, lying encodings, long messages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.choices import Began, Channel
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.records import Touchpoint
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.mail_source import FORM
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

FOLDER = Path(__file__).parent.parent / "data" / "mail"
ORDER, YEAR = FOLDER / "order.eml", FOLDER / "year.mbox"

Mails = tuple[list[tuple[Touchpoint, tuple[Who, ...]]], list[Problem]]


def read(path: Path, *mine: str) -> Mails:
    found = list(FORM.open(path, Reading(mine=frozenset(mine))).entries())
    mails = [
        (one.record, one.who)
        for one in found
        if isinstance(one, Entry) and isinstance(one.record, Touchpoint)
    ]
    return mails, [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("path", [ORDER, YEAR])
def test_both_forms_are_known(path: Path) -> None:
    assert find_form(path).key == "mail"


def test_a_message_keeps_subject_and_first_own_lines_in_the_encoding_it_has() -> None:
    ((mail, who),), problems = read(ORDER)
    assert problems == []
    assert mail.note == "Tazas para el café\nHola Maya,\n¿me guardas doce tazas azules?"
    assert who == (Who(name="Rosa Delgado (Café Alma)", email="rosa@cafealma.example.com"),)
    assert (mail.channel, mail.began) == (Channel.EMAIL, Began.THEM)
    assert mail.happened_at == datetime(2026, 11, 17, 8, 12, tzinfo=UTC)


def test_a_mailbox_knows_the_owner_by_the_address_in_most_of_it() -> None:
    mails, problems = read(YEAR, "Maya")  # a name tells nothing of addresses
    assert [(one.began, [each.email for each in who]) for one, who in mails] == [
        (Began.THEM, ["rosa@cafealma.example.com"]),
        (Began.US, ["rosa@cafealma.example.com", "ben@example.org"]),
        (Began.THEM, ["ben@example.org"]),
    ]
    assert mails[1][1][0].name == "Delgado, Rosa"
    assert mails[1][0].note == "Re: Cups\nBack on Friday, at the café."
    assert mails[2][0].note == "Thanks\nFrom the whole team: thank you."
    assert [(one.row, one.text) for one in problems] == [
        (3, "This message was sent by a program or to a list; left out."),
        (4, "This message has no date that can be read; it was left out."),
    ]


def test_own_addresses_that_are_told_hold() -> None:
    mails, _problems = read(YEAR, "Maya", "ROSA@cafealma.example.com")
    assert [one.began for one, _who in mails] == [Began.US, Began.THEM, Began.THEM]


def test_the_same_message_has_the_same_id_wherever_it_is(tmp_path: Path) -> None:
    alone = tmp_path / "m1.eml"
    alone.write_bytes(YEAR.read_bytes().split(b"\n", 1)[1].split(b"\nFrom maya")[0])
    (mail, _who), *_rest = read(alone, "maya@bluejug.example.com")[0]
    assert mail.id == read(YEAR)[0][0][0].id


def test_of_a_long_message_only_the_beginning_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.eml"
    with path.open("wb") as file:
        file.write(
            b"From: a@example.org\nTo: b@example.org\nDate: Tue, 17 Nov 2026 09:00:00 +0000\n"
        )
        file.write(b"Message-ID: <long@example.org>\nSubject: Long\n\nFirst line\n\n")
        file.writelines(b"x" * 75 + b"\n" for _line in range(100_000))
    ((mail, _who),), problems = read(path, "b@example.org")
    assert problems == []
    assert mail.note.startswith("Long\nFirst line\nxxx")
    assert len(mail.note) < 800


@given(text=st.binary(max_size=300))
def test_no_bytes_whatsoever_break_it(
    tmp_path_factory: pytest.TempPathFactory, text: bytes
) -> None:
    path = tmp_path_factory.mktemp("mail") / "any.eml"
    path.write_bytes(
        b"From: a@example.org\nDate: Tue, 17 Nov 2026 09:00:00 +0000\nSubject: " + text
    )
    for one in FORM.open(path, Reading()).entries():
        assert isinstance(one, Entry | Problem)


@pytest.mark.parametrize(
    "spoil",
    [
        (b"us-ascii", b"no-such-charset"),
        (b'boundary="b1"', b'boundary="b2"'),
        (b"=?utf-8?b?VGF6YXMg", b"=?utf-8?b?VGF6YXMg!!"),
        (b"Subject:", b"Subject\r\n\0:"),
    ],
)
def test_what_is_damaged_is_read_as_well_as_it_can_be(
    tmp_path: Path, spoil: tuple[bytes, bytes]
) -> None:
    path = tmp_path / "spoiled.eml"
    path.write_bytes(ORDER.read_bytes().replace(*spoil))
    ((mail, who),), _problems = read(path)
    assert who[0].email == "rosa@cafealma.example.com"
    assert mail.happened_at == datetime(2026, 11, 17, 8, 12, tzinfo=UTC)
