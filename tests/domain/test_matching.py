"""Which incoming people the journal knows already."""

from collections.abc import Sequence

import pytest

from trustjournal.domain.changes import identity
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.matching import (
    Index,
    Reason,
    Traits,
    name_words,
    phone_key,
)
from trustjournal.domain.records import (
    Customer,
    Labelled,
)


def person(
    name: str, phone: str = "", email: str = "", kind: CustomerKind = CustomerKind.PERSON
) -> Customer:
    return Customer(
        **identity(),
        name=name,
        kind=kind,
        phones=(Labelled(value=phone),) if phone else (),
        emails=(Labelled(value=email),) if email else (),
    )


def reason(one: Customer, other: Customer) -> Reason | None:
    found, back = matches([one], [other])[0], matches([other], [one])[0]
    assert (found and found[1]) == (back and back[1])
    return found[1] if found else None


def matches(
    incoming: Sequence[Customer], existing: Sequence[Customer]
) -> list[tuple[str, Reason] | None]:
    """Who each of the incoming is, by their place among the existing."""
    index = Index[str]()
    for place, one in enumerate(existing):
        index.add(Traits.of(one), str(place))
    return [index.find(Traits.of(one)) for one in incoming]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0958", "020 7946 0958"),
        ("+44 (0)20 7946 0958", "0044-20-7946-0958"),
        ("+47 22 12 34 56", "22123456"),
        ("(212) 555-0147", "+1 212.555.0147 ext. 12"),
        ("٠٢٠ ٧٩٤٦ ٠٩٥٨", "020 7946 0958"),
    ],
)
def test_a_number_is_the_same_with_any_prefix_and_punctuation(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other) != ""
    assert reason(person("Rosa", one), person("Rosa Delgado", other)) is Reason.PHONE


@pytest.mark.parametrize("number", ["", "call me", "112", "x12345678"])
def test_what_is_too_short_to_be_a_number_matches_nothing(number: str) -> None:
    assert phone_key(number) == ""


@pytest.mark.parametrize(
    "other",
    ["Rosa", "rosa delgado", "R. Delgado", "Dr. Rosa M. Delgado", "Delgado, Rosa", "Rósa Delgádo",
     "Rosa Degado", "Rosa Delgato", "rosa@x.org"],
)  # fmt: skip
def test_a_shared_number_or_address_needs_names_that_agree(other: str) -> None:
    email = "rosa@x.org"
    assert reason(person("Rosa Delgado", email=email), person(other, email=email.upper()))
    number = "020 7946 0958"
    assert reason(person("Rosa Delgado", number), person(other, number, email))


@pytest.mark.parametrize("other", ["Tomás Delgado", "Ben", "Delgado Bakery", "Tom Smith"])
def test_a_household_or_company_that_shares_a_number_stays_apart(other: str) -> None:
    number, email = "020 7946 0958", "us@x.org"
    assert reason(person("Rosa Delgado", number), person(other, number)) is None
    assert reason(person("Rosa Delgado", email=email), person(other, email=email)) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rob Smith", "Robert Smith", True),
        ("Alex Smith", "Alexandra Smith", True),
        ("Paul Smith", "Paula Smith", False),
        ("Mario Smith", "Maria Smith", False),
        ("Martin Smith", "Martina Smith", False),
        ("Jon Smyth", "Ben Smith", False),
        ("Shop 1234", "Shop 1244", False),
    ],
)
def test_short_forms_and_typos_agree_but_couples_of_like_names_do_not(
    one: str, other: str, same: bool
) -> None:
    number = "020 7946 0958"
    assert (reason(person(one, number), person(other, number)) is Reason.PHONE) == same


def test_a_new_surname_is_the_same_person_by_e_mail_but_not_by_phone() -> None:
    one, other = person("Rosa Delgado", email="r@x.org"), person("Rosa Smith", email="r@x.org")
    assert reason(one, other) is Reason.EMAIL
    number = "020 7946 0958"
    assert reason(person("Rosa Delgado", number), person("Rosa Smith", number)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa Delgado", "DELGADO Rosa"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Dr. Ann O’Neill", "Ann ONeill"),
        ("Anna-Maria Weiß", "Anna Maria Weiss"),
        ("Delgado Bakery Ltd.", "The Delgado Bakery"),
    ],
)
def test_the_same_name_is_enough_whatever_order_accents_and_titles(one: str, other: str) -> None:
    assert reason(person(one, "11111111"), person(other, "22222222")) is Reason.NAME


def test_part_of_a_name_alone_is_not_enough() -> None:
    assert reason(person("Rosa"), person("Rosa Delgado")) is None


def test_one_word_is_enough_only_where_nothing_speaks_against_it() -> None:
    assert reason(person("Anna"), person("anna")) is Reason.NAME
    assert reason(person("Anna", "020 7946 0958"), person("Anna", email="a@x.org")) is Reason.NAME
    assert reason(person("Anna", "020 7946 0958"), person("Anna", "020 7946 0111")) is None
    shop = CustomerKind.BUSINESS
    one, other = person("Acme", "11111111", kind=shop), person("ACME", "22222222", kind=shop)
    assert reason(one, other) is Reason.NAME


def test_the_journals_own_come_before_the_files_and_e_mail_before_phone_and_name() -> None:
    number, email = "020 7946 0958", "rosa@x.org"
    by_name, by_phone = person("Rosa Delgado"), person("Rosa Delgado", number)
    by_email = person("Rosa", email=email)
    incoming = [person("Rosa Delgado", number, email), person("Rosa Delgado", number)]
    found = matches(incoming, [by_name, by_phone, by_email])
    assert found == [("2", Reason.EMAIL), ("1", Reason.PHONE)]


def test_of_several_who_are_alike_the_earliest_is_found() -> None:
    people = [person("Ben"), person("Ann Lee"), person("Lee Ann")]
    assert matches([person("Ann Lee")], people) == [("1", Reason.NAME)]


def test_the_reason_has_a_word_for_the_owner() -> None:
    assert [each.word for each in Reason] == ["e-mail", "phone", "name"]


def test_names_of_every_script_keep_what_tells_them_apart() -> None:
    assert name_words("Ærø ØRSTED") == ("aero", "orsted")
    assert name_words("किरण") != name_words("करण")
    assert name_words("山田太郎") == ("山田太郎",)
    assert name_words("…") == ()
    assert reason(person("…", email="a@x.org"), person("Rosa", email="a@x.org")) is Reason.EMAIL


def test_a_number_that_everybody_shares_says_nothing_but_the_names_still_do() -> None:
    people = [person(f"Person{n:05} Lastname{n:05}", "020 7946 0000") for n in range(3000)]
    assert matches([person("Zoe Adler", "020 7946 0000")], people) == [None]
    found = [match[0] for match in matches(people, people) if match is not None]
    assert found == [str(place) for place in range(3000)]


def meant(name: str = "", phone: str = "", email: str = "") -> tuple[str, ...]:
    """Whom somebody may be among four people, two of whom share a landline."""
    index = Index[str]()
    for one in (
        person("Ana Ruiz", "020 7946 0958", "ana@x.org"),
        person("Ben Ruiz", "+44 20 7946 0958", "ben@x.org"),
        person("Rosa Delgado"),
        person("Rosa Delgado", email="rosa@y.org"),
    ):
        index.add(Traits.of(one), f"{one.name} {one.emails[0].value if one.emails else ''}".strip())
    return index.meant(Traits.said(name, [phone], [email]))


@pytest.mark.parametrize(
    ("name", "phone", "email", "who"),
    [
        ("Somebody Else", "", "ANA@x.org", ("Ana Ruiz ana@x.org",)),
        ("", "020 7946 0958", "", ("Ana Ruiz ana@x.org", "Ben Ruiz ben@x.org")),
        ("Ben", "020 7946 0958", "", ("Ben Ruiz ben@x.org",)),
        ("Zoe", "020 7946 0958", "", ("Ana Ruiz ana@x.org", "Ben Ruiz ben@x.org")),
        ("Ben Ruiz", "020 7946 0958", "ana@x.org", ("Ana Ruiz ana@x.org",)),
        ("Rosa Delgado", "", "", ("Rosa Delgado", "Rosa Delgado rosa@y.org")),
        ("delgado, rosa", "", "rosa@y.org", ("Rosa Delgado rosa@y.org",)),
        ("Rosa", "", "", ()),
        ("", "", "", ()),
    ],
)
def test_somebody_spoken_of_is_whoever_has_the_address_or_else_the_number_or_the_name(
    name: str, phone: str, email: str, who: tuple[str, ...]
) -> None:
    assert meant(name, phone, email) == who
