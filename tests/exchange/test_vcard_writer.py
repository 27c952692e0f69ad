"""Cards that other programs read, and from which every field comes back."""

import io
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples import full_customer, make_customer
from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.incoming import NOBODY, Entry, Who
from trustjournal.domain.records import Address, Customer, ImportantDate, Labelled
from trustjournal.errors import Cancelled
from trustjournal.exchange.forms import find_form
from trustjournal.exchange.sources import Reading
from trustjournal.exchange.vcard_lines import Property, read_cards
from trustjournal.exchange.vcard_writer import (
    BELONGS_TO,
    COMPANY,
    FIELD,
    OWN,
    REFERRED_BY,
    Carded,
    Version,
    card,
    write_cards,
)

VERSIONS = pytest.mark.parametrize("version", Version)


def properties(one: Carded, version: Version) -> list[Property]:
    text = io.StringIO(card(one, version).decode(), newline="")
    (found,) = read_cards(text, lambda: "utf-8")
    assert found.is_whole
    assert not found.unread
    assert found.version == version
    return found.properties


def texts(one: Carded, version: Version, name: str) -> list[str]:
    return [found.text for found in properties(one, version) if found.name == name]


def came_back(folder: Path, one: Carded, version: Version) -> list[Entry]:
    path = folder / "one.vcf"
    path.write_bytes(card(one, version))
    found = list(find_form(path).open(path, Reading()).entries())
    return [entry for entry in found if isinstance(entry, Entry)]


def alone(folder: Path, who: Customer, version: Version) -> Customer:
    ((found),) = came_back(folder, Carded(customer=who), version)
    assert isinstance(found.record, Customer)
    return found.record


# What a card cannot hold: NUL, and a line end other than \n; a text of blanks says nothing.
letters = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"))
filled = letters.filter(lambda text: bool(text.strip()))
one_line = filled.map(lambda text: " ".join(text.split()))
said = letters.map(lambda text: text if text.strip() else "")
own_words = st.sampled_from(["Mobile", "mobile", "cell", "Work fax", "work,fax", "_$!<Home>!$_"])
labelled = st.builds(Labelled, value=filled, label=letters | own_words)
days = st.builds(
    ImportantDate,
    label=st.sampled_from(["Birthday", "birthday", "Anniversary", "Date"]) | letters,
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    year=st.none() | st.integers(1, 9999) | st.just(1604),
)
places = st.builds(Address, **dict.fromkeys(Address.__dataclass_fields__, letters))
amounts = st.none() | st.decimals(0, 10**9, places=2)
people = st.builds(
    Customer,
    id=st.uuids(),
    revision=st.just(NOBODY),
    name=filled,
    kind=st.sampled_from(CustomerKind),
    stage=st.sampled_from(Stage),
    **dict.fromkeys(("company", "role", "prefers", "loves", "avoids", "family", "note"), said),
    **{name: st.lists(labelled, max_size=3).map(tuple) for name in ("phones", "emails", "links")},
    addresses=st.lists(places, max_size=2).map(tuple),
    dates=st.lists(days, max_size=3).map(tuple),
    tags=st.lists(letters, max_size=3).map(tuple),
    yearly_value=amounts,
    since=st.none() | st.dates(),
    close_to_heart=st.booleans(),
    lost_on=st.none() | st.dates(),
    longest_gap_days=st.none() | st.integers(0, 10_000),
    gift_policy=said,
    gift_limit=amounts,
    gift_budget=amounts,
)


@VERSIONS
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=people,
    photo=st.binary(max_size=100),
    custom=st.lists(st.tuples(filled, filled), max_size=2).map(tuple),
    referrer=said,
    belongs=st.lists(st.tuples(st.builds(Who, name=filled, id=st.uuids()), letters), max_size=2),
)
def test_any_text_in_any_field_of_a_customer_comes_back(
    tmp_path: Path,
    version: Version,
    who: Customer,
    photo: bytes,
    custom: tuple[tuple[str, str], ...],
    referrer: str,
    belongs: list[tuple[Who, str]],
) -> None:
    one = Carded(
        customer=who,
        custom=custom,
        referred_by=referrer,
        belongs_to=tuple(belongs),
        photo=photo,
    )
    found, *memberships = came_back(tmp_path, one, version)
    expected = replace(who, revision=found.record.revision)
    if referrer:
        expected = replace(expected, referred_by=NOBODY)
    assert found.record == expected
    assert (found.custom, found.photo) == (custom, photo)
    assert found.who == ((Who(name=referrer),) if referrer else ())
    told = [(one.who, one.record) for one in memberships]
    me = Who(name=who.name, key=str(who.id))
    assert [(whose, getattr(record, "role", None)) for whose, record in told] == [
        ((me, of), role) for of, role in belongs
    ]


def test_a_card_that_another_program_changed_is_read_as_that_program_meant_it(
    tmp_path: Path,
) -> None:
    who = replace(full_customer(), note="Old", prefers="mornings")
    text = card(Carded(customer=who), Version.THREE).decode()
    changed = text.replace("NOTE:Old", "NOTE:New").replace("END:", "REV:20260101T000000Z\r\nEND:")
    path = tmp_path / "one.vcf"
    path.write_text(changed, encoding="utf-8", newline="")
    (found,) = (
        entry.record
        for entry in find_form(path).open(path, Reading()).entries()
        if isinstance(entry, Entry)
    )
    assert isinstance(found, Customer)
    assert found.id != who.id  # or an import would take it for known, and never read the change
    assert (found.name, found.note, found.prefers) == (who.name, "New", "mornings")
    assert (found.stage, found.yearly_value, found.since) == (
        who.stage,
        who.yearly_value,
        who.since,
    )


@VERSIONS
@settings(max_examples=60)
@given(text=letters, title=one_line, name=one_line, role=letters)
def test_any_text_in_what_only_this_program_knows_can_be_read_again(
    version: Version, text: str, title: str, name: str, role: str
) -> None:
    who = make_customer(prefers=text, loves=text, avoids=text, family=text, gift_policy=text)
    of = Who(name=name, id=NOBODY)
    one = Carded(customer=who, custom=((title, text),), belongs_to=((of, role),), referred_by=text)
    said = [text] if text.strip() else []
    for field in ("prefers", "loves", "avoids", "family", "gift_policy"):
        assert texts(one, version, OWN[field]) == said
    assert texts(one, version, REFERRED_BY) == [f"{text};" for text in said]
    found = properties(one, version)
    (belonging,) = (one.parts() for one in found if one.name == BELONGS_TO)
    assert belonging == [name, role, str(NOBODY)]
    own = {one.group: one.text for one in found if one.name == FIELD}
    titles = {one.group: one.text for one in found if one.name == "X-ABLABEL"}
    assert [(titles[group], value) for group, value in own.items()] == [(title, text)] * len(said)


@VERSIONS
def test_every_field_of_a_customer_stands_in_their_card(version: Version) -> None:
    """A field that a customer gets one day must be written too, or be named here."""
    elsewhere = {"id", "revision", "referred_by", "custom", "is_sample"}
    standard = {
        *("name", "company", "role", "phones", "emails", "addresses", "links", "dates"),
        *("tags", "note"),
    }
    assert {*Customer.__dataclass_fields__} == elsewhere | standard | {*OWN}
    who = full_customer()
    one = Carded(customer=who)
    for field, name in OWN.items():
        value = getattr(who, field)
        written = "yes" if value is True else str(value)
        assert texts(one, version, name) == [written], field
    assert texts(one, version, "UID") == [f"urn:uuid:{who.id}"]
    for name in ("FN", "ORG", "TITLE", "TEL", "EMAIL", "ADR", "URL", "BDAY", "CATEGORIES", "NOTE"):
        assert texts(one, version, name), name


@VERSIONS
@pytest.mark.parametrize("name", ["Café Alma", "Two  blanks", "A; B, C"])
def test_a_business_is_one_again_and_keeps_its_own_company(
    tmp_path: Path, version: Version, name: str
) -> None:
    who = make_customer(name, kind=CustomerKind.BUSINESS, company="Alma Group")
    found = alone(tmp_path, who, version)
    assert (found.name, found.kind, found.company) == (name, CustomerKind.BUSINESS, "Alma Group")
    assert texts(Carded(customer=who), version, COMPANY) == ["Alma Group"]


@VERSIONS
def test_somebody_called_like_their_company_stays_a_person(
    tmp_path: Path, version: Version
) -> None:
    found = alone(tmp_path, make_customer("Rosa", company="ROSA"), version)
    assert (found.name, found.company, found.kind) == ("Rosa", "ROSA", CustomerKind.PERSON)


def test_tags_with_commas_and_birthdays_of_two_stay_apart(tmp_path: Path) -> None:
    twice = tuple(ImportantDate(label="Birthday", month=2, day=29, year=y) for y in (None, 2000))
    who = make_customer(tags=("vip", "oak, ash; elm"), dates=twice)
    for version in Version:
        found = alone(tmp_path, who, version)
        assert (found.tags, found.dates) == (who.tags, who.dates)


def test_dates_are_written_as_each_version_asks() -> None:
    born = ImportantDate(label="Birthday", month=2, day=9)
    opened = ImportantDate(label="Opened", month=6, day=5, year=2010)
    who = Carded(customer=make_customer(dates=(born, opened)))
    three, four = (card(who, version).decode() for version in Version)
    assert "\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-02-09\r\n" in three
    assert "\r\nBDAY:--0209\r\n" in four
    for text in (three, four):
        assert "\r\nitem1.X-ABDATE:2010-06-05\r\nitem1.X-ABLabel:Opened\r\n" in text


@VERSIONS
def test_no_line_is_longer_than_75_octets_and_none_is_cut_within_a_letter(
    version: Version,
) -> None:
    one = Carded(customer=make_customer(note="ñ🌱é" * 100), photo=bytes(range(256)) * 20)
    lines = card(one, version).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert texts(one, version, "NOTE") == ["ñ🌱é" * 100]


@VERSIONS
def test_a_photo_stands_in_the_card_byte_for_byte(version: Version) -> None:
    photo = bytes(range(256))
    text = card(Carded(customer=make_customer(), photo=photo, media_type="image/png"), version)
    unfolded = text.decode().replace("\r\n ", "")
    (line,) = (line for line in unfolded.split("\r\n") if line.startswith("PHOTO"))
    assert b64decode(line.rpartition("," if version is Version.FOUR else ":")[2]) == photo
    assert line.startswith(
        "PHOTO:data:image/png;base64," if version is Version.FOUR else "PHOTO;ENCODING=b;TYPE=PNG:"
    )


def test_many_are_written_one_after_the_other_and_can_be_stopped() -> None:
    def people() -> Iterator[Carded]:
        for number in range(1200):
            yield Carded(customer=make_customer(f"No. {number}"))

    heard: list[int] = []
    stream = io.BytesIO()
    assert write_cards(stream, people(), Version.FOUR, progress=heard.append) == 1200
    assert heard == [500, 1000, 1200]
    assert stream.getvalue().count(b"END:VCARD\r\n") == 1200

    def stop(count: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_cards(io.BytesIO(), people(), Version.FOUR, progress=stop)


def test_amounts_days_and_the_stage_are_written_as_iso_and_plain_words() -> None:
    who = make_customer(
        stage=Stage.LOST, yearly_value=Decimal("1200.50"), since=date(2020, 1, 2), note="x"
    )
    one = Carded(customer=replace(who, close_to_heart=False))
    said = {name: texts(one, Version.FOUR, name) for name in OWN.values()}
    assert said[OWN["stage"]] == ["lost"]
    assert said[OWN["yearly_value"]] == ["1200.50"]
    assert said[OWN["since"]] == ["2020-01-02"]
    assert said[OWN["close_to_heart"]] == []
