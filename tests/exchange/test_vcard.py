"""vCards 2.1, 3.0 and 4.0 as phones and programs write them, whole and broken."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.incoming import Entry
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
)
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.text_files import Problem

DATA = Path(__file__).parent.parent / "data"


@dataclass
class Cards:
    """What a file of cards brings: everybody in it, and what is to say."""

    people: list[Customer]
    problems: list[Problem]


def read_file(path: Path) -> Cards:
    form = find_form(path)
    assert form.key == "vcard"
    found = list(form.open(path, Reading()).entries())
    people = [one.record for one in found if isinstance(one, Entry)]
    problems = [one for one in found if isinstance(one, Problem)]
    return Cards([one for one in people if isinstance(one, Customer)], problems)


def read(tmp_path: Path, content: str | bytes) -> Cards:
    path = tmp_path / "cards.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path)


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(tmp_path: Path, *lines: str, version: str = "3.0") -> Customer:
    return read(tmp_path, card(*lines, version=version)).people[0]


def test_2_1_with_quoted_printable_soft_breaks_and_an_unindented_end_of_a_photo() -> None:
    file = read_file(DATA / "cards_21.vcf")
    joerg = file.people[0]
    assert (joerg.name, joerg.company) == ("Dr. Jörg Müller", "Werkstatt M")
    assert joerg.phones == (
        Labelled(value="+49 170 5550123", label="Mobile"),
        Labelled(value="+49 30 5550199", label="Work fax"),
    )
    assert joerg.emails == (Labelled(value="joerg@example.de", label="Home"),)
    assert joerg.addresses == (
        Address(
            label="Home",
            street="Gartenweg 1",
            city="Berlin",
            postal_code="10115",
            country="Germany",
        ),
    )
    assert joerg.dates == (
        ImportantDate(label="Birthday", month=5, day=1, year=1976),
        ImportantDate(label="Anniversary", month=9, day=11, year=2004),
    )
    assert joerg.links[0].value == "https://example.de/c:\\new"
    assert joerg.note.splitlines() == [
        "Erste Zeile",
        "Zweite Zeile mit über und = Zeichen",
        "Department: Holz",
        "Nickname: Jojo",
    ]


def test_a_card_inside_a_card_is_reported_and_the_outer_one_kept() -> None:
    file = read_file(DATA / "cards_21.vcf")
    ann = file.people[1]
    assert (ann.name, [phone.value for phone in ann.phones]) == ("Ann Lee", ["555-0142"])
    assert [problem.row for problem in file.problems] == [2]


def test_3_0_with_apples_groups_labels_and_birthday_without_year() -> None:
    file = read_file(DATA / "cards_30_apple.vcf")
    rosa = file.people[0]
    assert rosa.phones == (
        Labelled(value="+1 (212) 555-0147", label="Mobile"),
        Labelled(value="+1 212 555 0100", label="Work"),
        Labelled(value="+1 212 555 0111", label="Back door"),
    )
    assert rosa.emails[0] == Labelled(value="rosa@example.com", label="Other")
    assert rosa.addresses[0].street == "12 Mill Lane\nRear"
    assert set(rosa.dates) == {
        ImportantDate(label="Birthday", month=5, day=3),
        ImportantDate(label="Anniversary", month=6, day=5, year=2010),
    }
    assert rosa.family == "Spouse: Tomás"
    assert rosa.tags == ("Regulars",)
    assert rosa.links[0] == Labelled(value="https://example.com", label="Website")
    assert rosa.note.splitlines() == [
        "Likes oak, not pine; asks",
        "for Tuesdays. This line is long enough that the phone folds it\\here.",
        "Department: Counter",
        "Manager: Ben",
        "Nickname: Rosi",
    ]


def test_a_card_of_a_company_is_a_business() -> None:
    shop = read_file(DATA / "cards_30_apple.vcf").people[1]
    assert (shop.name, shop.kind, shop.company) == ("Millstone Café", CustomerKind.BUSINESS, "")


def test_a_card_that_never_ends_is_reported_and_the_next_one_kept() -> None:
    file = read_file(DATA / "cards_30_apple.vcf")
    assert [one.name for one in file.people][-1] == "Whole Walter"
    assert [(problem.row, "Broken Betty" in problem.text) for problem in file.problems] == [
        (3, True)
    ]


def test_4_0_with_uris_dates_without_year_kinds_and_groups() -> None:
    file = read_file(DATA / "cards_40.vcf")
    mei, tea, everybody = file.people
    assert mei.phones[0] == Labelled(value="+81-90-5550-0123 ext 5", label="Mobile")
    assert mei.addresses[0].street == "1-2 Mill St., Annex"
    assert mei.dates == (
        ImportantDate(label="Birthday", month=5, day=3),
        ImportantDate(label="Anniversary", month=6, day=5, year=2010),
    )
    assert (mei.family, mei.tags) == ("Spouse: Ken", ("Tea", "Regulars"))
    assert tea.kind is CustomerKind.BUSINESS
    assert (everybody.name, everybody.kind) == ("Everybody", CustomerKind.GROUP)
    assert file.problems == [
        Problem(3, "1 of the members of “Everybody” is not in this file."),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(tmp_path: Path, end: str) -> None:
    file = read(tmp_path, card("FN:Ann", "NOTE:long", "  folded").replace("\r\n", end))
    assert file.people[0].note == "long folded"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_usual_encoding_will_do(tmp_path: Path, encoding: str) -> None:
    file = read(tmp_path, card("FN:Zoë Müller").encode(encoding))
    assert [one.name for one in file.people] == ["Zoë Müller"]


def test_cards_of_two_encodings_in_one_file_are_both_read(tmp_path: Path) -> None:
    latin = card("FN;CHARSET=ISO-8859-1:Zoë", version="2.1").encode("latin-1")
    file = read(tmp_path, card("FN:Łukasz Żółć").encode() + latin)
    assert [one.name for one in file.people] == ["Łukasz Żółć", "Zoë"]


def test_a_fold_in_the_middle_of_a_character_is_healed(tmp_path: Path) -> None:
    whole = card("FN:Zoë").encode()
    cut = whole.index("ë".encode()) + 1
    file = read(tmp_path, whole[:cut] + b"\r\n " + whole[cut:])
    assert file.people[0].name == "Zoë"


def test_2_1_folds_at_a_blank_that_stays(tmp_path: Path) -> None:
    assert only(tmp_path, "FN:A", "NOTE:two", " words", version="2.1").note == "two words"
    assert only(tmp_path, "FN:A", "NOTE:one", " word", version="3.0").note == "oneword"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;HOME;VOICE:1", "Home"),
        ("TEL;TYPE=HOME;TYPE=VOICE:1", "Home"),
        ("TEL;TYPE=home,voice:1", "Home"),
        ('TEL;TYPE="home,voice":1', "Home"),
        ("tel;type=Work;type=Cell:1", "Mobile"),
        ("TEL;TYPE=HOME,FAX:1", "Home fax"),
        ("TEL;TYPE=x-shop:1", "Shop"),
        ("TEL:1", ""),
    ],
)
def test_types_are_read_in_every_style(tmp_path: Path, line: str, label: str) -> None:
    assert only(tmp_path, "FN:A", line).phones == (Labelled(value="1", label=label),)


def test_the_preferred_value_comes_first(tmp_path: Path) -> None:
    ann = only(tmp_path, "FN:A", "EMAIL:b@x.org", "EMAIL;PREF=1:a@x.org", "EMAIL:c@x.org")
    assert [email.value for email in ann.emails] == ["a@x.org", "b@x.org", "c@x.org"]


def test_what_is_escaped_is_no_separator(tmp_path: Path) -> None:
    ann = only(tmp_path, r"N:O\;Neill;Ann\, B.;;;", r"CATEGORIES:a\,b,c\\,d", r"ADR:;;x\;y;z;;;\\")
    assert ann.name == "Ann B. O;Neill"
    assert ann.tags == ("a,b", "c\\", "d")
    assert ann.addresses == (Address(street="x;y", city="z", country="\\"),)


def test_a_huge_photo_costs_no_memory_and_what_follows_is_read(tmp_path: Path) -> None:
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["QUJD" * 18] * 20_000)
    loose = "PHOTO;ENCODING=BASE64:\r\n" + "\r\n".join(["QUJD" * 18] * 100) + "\r\n"
    text = card("FN:Ann", photo, "TEL:1") + card("FN:Ben", loose, "TEL:2", version="2.1")
    people = read(tmp_path, text).people
    assert [(person.name, person.phones[0].value) for person in people] == [
        ("Ann", "1"),
        ("Ben", "2"),
    ]


def test_a_soft_break_with_nothing_after_it_does_not_swallow_the_end(tmp_path: Path) -> None:
    note = "NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9="
    file = read(tmp_path, card("FN:Ann", note, version="2.1") + card("FN:Ben"))
    assert [one.name for one in file.people] == ["Ann", "Ben"]
    assert file.people[0].note == "café"


def test_a_doubled_beginning_loses_nothing(tmp_path: Path) -> None:
    file = read(tmp_path, "BEGIN:VCARD\n" + card("FN:Ann") + "END:VCARD\n" + card("FN:Ben"))
    assert [one.name for one in file.people] == ["Ann", "Ben"]


def test_lines_that_are_no_properties_go_to_the_note_and_are_reported(tmp_path: Path) -> None:
    file = read(tmp_path, card("FN:Ann", "what is this") + card("garbage") + card("FN:Ben"))
    assert file.people[0].note == "what is this"
    assert [one.name for one in file.people] == ["Ann", "Ben"]
    assert [problem.row for problem in file.problems] == [1, 2, 2]


def test_unknown_properties_go_to_the_note_under_their_label(tmp_path: Path) -> None:
    ann = only(
        tmp_path, "FN:Ann", "X-SHOE-SIZE:38", "item1.X-CODE:7", "item1.X-ABLabel:Door", "UID:1-2"
    )
    assert ann.note == "Shoe size: 38\nDoor: 7"


def test_nul_and_lone_surrogates_are_replaced_and_reported(tmp_path: Path) -> None:
    file = read(tmp_path, card("FN:A\0nn").encode() + card("FN:Ben").encode())
    assert file.people[0].name == "A\ufffdnn"
    assert [problem.row for problem in file.problems] == [1]
    file = read(tmp_path, card("FN:B\ud800n").encode("utf-16", "surrogatepass"))
    assert file.people[0].name == "B\ufffdn"
    assert [problem.row for problem in file.problems] == [1]


PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD\r\n",
        b"END:VCARD\n",
        b"VERSION:2.1\n",
        b"VERSION:4.0\r",
        b"FN:Ann\n",
        b"N:;;\\\n",
        b"AGENT:\n",
        b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=nope:=E9=\n",
        b"X-A;ENCODING=B:QQ\n",
        b"PHOTO:\n",
        b' ;"\n',
        b"item1.X-ABLabel:_$!<>!$_\nitem1.ADR:\xff\xfe\n",
        b"BDAY;X-APPLE-OMIT-YEAR=1604:1604\n",
        b"X-ANDROID-CUSTOM:;\n",
        b'TEL;TYPE=";":1\n',
        b"ORG:;\n",
    ]
)


@given(st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=25))
def test_no_mixture_of_lines_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    file = read(tmp_path_factory.mktemp("cards"), b"BEGIN:VCARD\n" + b"".join(pieces))
    assert all(one.name.strip() for one in file.people)
