"""Cards as a stream: photos, groups and their members, what is told of whom, and huge files."""

import tracemalloc
from base64 import b64encode
from pathlib import Path

import pytest

from tests.exchange.source_reading import open_source, problems, records
from trustjournal.domain.attached_files import FILE_LIMIT
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.incoming import Entry, Who
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import Customer, Labelled
from trustjournal.errors import Cancelled
from trustjournal.exchange.text_files import Problem

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3
IN_WORDS = b64encode(PNG).decode()


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(tmp_path: Path, *cards: str) -> list[Entry | Problem]:
    path = tmp_path / "cards.vcf"
    path.write_text("".join(cards), encoding="utf-8", newline="")
    return list(open_source(path, "vcard").entries())


def entries(found: list[Entry | Problem]) -> list[Entry]:
    return [one for one in found if isinstance(one, Entry)]


def folded(text: str, blank: str = " ") -> str:
    return f"\r\n{blank}".join(text[at : at + 70] for at in range(0, len(text), 70))


@pytest.mark.parametrize(
    ("version", "line"),
    [
        ("2.1", f"PHOTO;ENCODING=BASE64;TYPE=PNG:\r\n {folded(IN_WORDS)}\r\n"),
        ("2.1", f"PHOTO;BASE64;PNG:\r\n{folded(IN_WORDS, '')}\r\n"),
        ("3.0", folded(f"PHOTO;ENCODING=b;TYPE=PNG:{IN_WORDS}")),
        ("3.0", folded(f"item1.PHOTO;ENCODING=b;TYPE=PNG:{IN_WORDS.rstrip('=')}")),
        ("3.0", f"PHOTO;TYPE=PNG;ENCODING=b:{IN_WORDS}"),
        ("4.0", folded(f"PHOTO:data:image/png;base64,{IN_WORDS}")),
        ("4.0", f"PHOTO;PREF=1:data:image/png\\;base64\\,{IN_WORDS}"),
        ("4.0", "PHOTO:data:image/png," + "".join(f"%{byte:02x}" for byte in PNG)),
    ],
)
def test_a_photo_in_the_card_comes_with_its_customer(
    tmp_path: Path, version: str, line: str
) -> None:
    found = read(tmp_path, card("FN:Ann", line, "TEL:1", version=version))
    (ann,) = entries(found)
    assert ann.photo == PNG
    assert isinstance(ann.record, Customer)
    assert ann.record.phones == (Labelled(value="1"),)
    assert (ann.record.note, problems(found)) == ("", [])


def test_a_photo_in_the_web_is_not_loaded_and_it_is_said_once(tmp_path: Path) -> None:
    lines = [f"PHOTO;VALUE=uri:https://photos.example.com/{number}.jpg" for number in range(3)]
    found = read(tmp_path, card("FN:Eve"), *(card(f"FN:No. {at}", lines[at]) for at in range(3)))
    assert {one.photo for one in entries(found)} == {b""}
    assert problems(found) == [(2, "3 photos stand in the web and were not loaded.")]


def test_of_several_photos_the_preferred_one_is_kept(tmp_path: Path) -> None:
    other = b64encode(b"other").decode()
    found = read(
        tmp_path,
        card("FN:Ann", f"PHOTO;ENCODING=b:{other}", f"PHOTO;TYPE=PNG,PREF;ENCODING=b:{IN_WORDS}"),
    )
    assert entries(found)[0].photo == PNG
    assert problems(found) == [(1, "Of several photos one was kept.")]


@pytest.mark.parametrize("size", [FILE_LIMIT, FILE_LIMIT + 1, FILE_LIMIT * 2])
def test_a_photo_up_to_20_mb_is_kept_and_a_larger_one_left_out_and_said(
    tmp_path: Path, size: int
) -> None:
    photo = b64encode(b"\xff" * size).decode()
    found = read(tmp_path, card("FN:Ann", f"PHOTO;ENCODING=b:{photo}", "TEL:1"), card("FN:Ben"))
    ann, ben = entries(found)
    assert [one.row for one in (ann, ben)] == [1, 2]
    assert len(ann.photo) == (size if size <= FILE_LIMIT else 0)
    assert isinstance(ann.record, Customer)
    assert ann.record.phones == (Labelled(value="1"),)
    told = [row for row, text in problems(found) if "larger than 20 MB" in text]
    assert told == ([] if size <= FILE_LIMIT else [1])


@pytest.mark.parametrize("value", ["!!!", "A", "data:image/png;base64,", "data:"])
def test_a_photo_that_is_none_is_said(tmp_path: Path, value: str) -> None:
    found = read(tmp_path, card("FN:Ann", f"PHOTO;ENCODING=b:{value}"))
    assert entries(found)[0].photo == b""
    assert problems(found) == [(1, "The photo of this card cannot be read and was left out.")]


def test_sounds_and_keys_are_left_out_and_said_and_where_they_stand_is_kept(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        card("FN:Ann", "KEY:https://example.com/ann.asc", f"SOUND;ENCODING=b:{IN_WORDS}"),
    )
    assert records(found)[0].note == "Key: https://example.com/ann.asc"
    assert problems(found) == [(1, "“Sound” of this card is no text and was left out.")]


@pytest.mark.parametrize("prefix", ["", "X-ADDRESSBOOKSERVER-"])
def test_a_list_of_people_becomes_a_group_with_its_members(tmp_path: Path, prefix: str) -> None:
    members = ("urn:uuid:AAAA-1", "bbbb-2", "urn:uuid:gone", "mailto:eve@example.org")
    group = card(
        "UID:group-9",
        "FN:Early birds",
        f"{prefix}KIND:group",
        *(f"{prefix}MEMBER:{one}" for one in members),
    )
    found = read(
        tmp_path, group, card("UID:urn:uuid:aaaa-1", "FN:Ann"), card("UID:bbbb-2", "FN:Ben")
    )
    birds, ann, ben, *belonging = entries(found)
    assert isinstance(birds.record, Customer)
    assert birds.record.kind is CustomerKind.GROUP
    assert [one.key for one in (birds, ann, ben)] == ["group-9", "aaaa-1", "bbbb-2"]
    of = Who(name="Early birds", key="group-9")
    assert [one.who for one in belonging] == [
        (Who(key="aaaa-1"), of),
        (Who(key="bbbb-2"), of),
        (Who(email="eve@example.org"), of),
    ]
    assert all(isinstance(one.record, Membership) for one in belonging)
    assert problems(found) == [(1, "1 of the members of “Early birds” is not in this file.")]


def test_a_card_has_the_same_id_again_until_it_says_something_else(tmp_path: Path) -> None:
    def id_of(*lines: str) -> object:
        return records(read(tmp_path, card(*lines)))[0].id

    first = id_of("UID:7", "FN:Ann", "TEL:1", "REV:20260101T000000Z")
    assert id_of("UID:7", "FN:Ann", "TEL:1", "REV:20261111T000000Z") == first
    assert id_of("UID:7", "FN:Ann", "TEL:2") != first
    twice = records(read(tmp_path, card("FN:Ann"), card("FN:Ann")))
    assert len({one.id for one in twice}) == 2


def test_days_are_read_as_the_rest_of_the_file_writes_them_or_as_the_owner_says(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text(card("FN:Ann", "BDAY:3/5/1990"), encoding="utf-8")
    source = open_source(path)
    assert source.asks_day_order
    found = list(source.entries())
    assert records(found)[0].dates[0].month == 3
    assert [row for row, _text in problems(found)] == [1]
    found = list(open_source(path, day_first=True).entries())
    assert (records(found)[0].dates[0].month, problems(found)) == (5, [])
    path.write_text(card("FN:Ann", "BDAY:3/5/1990") + card("FN:B", "BDAY:25/12/80"), "utf-8")
    source = open_source(path)
    assert not source.asks_day_order
    assert records(list(source.entries()))[0].dates[0].month == 5


def test_a_card_without_an_end_to_its_lines_costs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n")
        for _line in range(60_000):
            stream.write("X-LINE:and on and on\n")
        stream.write("END:VCARD\n" + card("FN:Ben"))
    found = list(open_source(path).entries())
    assert [one.name for one in records(found)] == ["Ann", "Ben"]
    assert problems(found) == [(1, "A part of this card is too long and was left out.")]


def test_a_line_that_never_ends_costs_no_more_than_itself(tmp_path: Path) -> None:
    long = "x" * (9 << 20)
    found = read(tmp_path, card("FN:Ann", f"NOTE:{long}", "TEL:1"), card("FN:Ben", long))
    ann, ben = records(found)
    assert (ann.note, ann.phones, ben.name) == ("", (Labelled(value="1"),), "Ben")
    assert [row for row, _text in problems(found)] == [1, 2]


def test_a_note_of_a_megabyte_comes_whole(tmp_path: Path) -> None:
    text = "clay, glaze; " * 80_000
    found = read(tmp_path, card("FN:Ann", f"NOTE:{text.strip()}"))
    assert (records(found)[0].note, problems(found)) == (text.strip(), [])


def test_a_long_file_is_read_in_little_memory_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    photo = folded(f"PHOTO;ENCODING=b:{b64encode(bytes(20_000)).decode()}")
    with path.open("w", encoding="utf-8", newline="") as stream:
        for number in range(200):
            stream.write(card(f"FN:No. {number}", f"UID:{number}", photo, "NOTE:" + "glaze " * 50))
    source = open_source(path, "vcard")
    tracemalloc.start()
    count = sum(len(one.photo) == 20_000 for one in source.entries() if isinstance(one, Entry))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200
    assert peak < path.stat().st_size / 4

    def stop(rows: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(source.entries(stop))
