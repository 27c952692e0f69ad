"""Who may be one and the same: by e-mail, number and name, and never those told apart."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain.duplicates import Clue, Known, Pair, find_pairs, why
from trustjournal.domain.twins import ids_of


def known(number: int, name: str, *addresses: str) -> Known:
    return Known(
        id=UUID(int=number),
        name=name,
        phones=tuple(one for one in addresses if "@" not in one),
        emails=tuple(one for one in addresses if "@" in one),
    )


def pairs(*people: Known) -> list[Pair]:
    return find_pairs(people)


def clues(*people: Known) -> list[tuple[Clue, ...]]:
    return [pair.clues for pair in pairs(*people)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa Delgado", "Delgado, Rosa"),
        ("Rosa Delgado", "rosa DELGADO"),
        ("José Núñez", "Jose Nunez"),
        ("Dr. Rosa Delgado", "Rosa Delgado"),
        ("Café Alma", "Cafe Alma S.L."),
        ("李 小龙", "小龙 李"),
    ],
)
def test_the_same_name_however_written_is_a_clue(one: str, other: str) -> None:
    assert clues(known(1, one), known(2, other)) == [(Clue.NAME,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa Delgado", "Rosa Delgada"),
        ("Rob Smithson", "Robert Smithson"),
        ("R. Delgado", "Rosa Delgado"),
        ("Christina Schneider", "Christian Schneider"),
        ("Stephen Okafor", "Stephan Okafor"),
        ("Smithson", "Smihtson"),
    ],
)
def test_a_name_that_is_alike_is_a_clue(one: str, other: str) -> None:
    assert clues(known(1, one), known(2, other)) == [(Clue.LIKE_NAME,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa Delgado", "Tomasz Nowak"),
        ("Anna Smith", "John Smith"),
        ("Christian Schneider", "Christian Schröder"),
        ("Ana", "Ann"),
        ("", " "),
        ("!!!", "???"),
    ],
)
def test_other_names_are_none(one: str, other: str) -> None:
    assert clues(known(1, one), known(2, other)) == []


def test_the_same_email_is_a_clue_in_any_letter_case() -> None:
    (pair,) = pairs(known(1, "Rosa", "Rosa@Example.org"), known(2, "Rosa D.", "rosa@example.org"))
    assert pair.clues == (Clue.EMAIL, Clue.LIKE_NAME)
    assert pair.shared == ("Rosa@Example.org",)
    assert pair.is_likely
    assert why(pair) == "Same e-mail, similar name"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 (0)20 7946 0958", "020 7946 0958"),
        ("+34 600 000 001", "600000001"),
        ("0034600000001", "+34 600-000-001"),
    ],
)
def test_the_same_number_is_a_clue_with_its_prefix_or_without(one: str, other: str) -> None:
    assert clues(known(1, "Rosa", one), known(2, "Tomasz", other)) == [(Clue.PHONE,)]


def test_numbers_that_end_alike_are_not_the_same() -> None:
    one, other = known(1, "Rosa", "+1 212 555 0134"), known(2, "Tomasz", "+1 312 555 0134")
    assert clues(one, other) == []


def test_people_of_like_name_with_numbers_of_their_own_are_two() -> None:
    one, other = known(1, "Mario Rossi", "600000001"), known(2, "Maria Rossi", "600000002")
    assert clues(one, other) == []


def test_people_of_one_full_name_may_have_changed_their_number() -> None:
    one, other = known(1, "Maria Rossi", "600000001"), known(2, "Maria Rossi", "600000002")
    assert clues(one, other) == [(Clue.NAME,)]


def test_a_first_name_alone_is_none_where_numbers_differ() -> None:
    assert clues(known(1, "Anna", "600000001"), known(2, "Anna", "600000002")) == []
    assert clues(known(1, "Anna"), known(2, "Anna", "600000002")) == [(Clue.NAME,)]


def test_what_many_share_says_nothing() -> None:
    staff = [known(number, name, "600000001") for number, name in enumerate("ABCDEFGHIJKLM", 1)]
    guests = [known(number, "Guest") for number in range(20, 40)]
    assert pairs(*staff, *guests) == []
    assert len(pairs(*staff[:3])) == 3


def test_a_contact_named_by_its_address_is_like_nobody() -> None:
    one = known(1, "rosa@example.org", "rosa@example.org")
    assert clues(one, known(2, "Rosa", "rosa@example.org")) == [(Clue.EMAIL,)]
    assert clues(one, known(3, "Rosa")) == []


def test_those_told_apart_are_left_out() -> None:
    people = [known(1, "Rosa Delgado"), known(2, "Rosa Delgado"), known(3, "Rosa Delgado")]
    apart = {ids_of(people[1].id, people[0].id), ids_of(people[0].id, people[2].id)}
    (pair,) = find_pairs(people, apart)
    assert pair.ids == (people[1].id, people[2].id)


def test_the_most_likely_come_first() -> None:
    found = pairs(
        known(1, "Ana Pérez"),
        known(2, "Ana Peres"),
        known(3, "Zoe Novak", "zoe@example.org"),
        known(4, "Zoe Novak", "zoe@example.org"),
        known(5, "Kim Lee"),
        known(6, "Kim Lee"),
    )
    assert [pair.one.name for pair in found] == ["Zoe Novak", "Kim Lee", "Ana Pérez"]


NAMES = st.text(st.sampled_from("ab é李'.-0"), max_size=8)
PEOPLE = st.lists(st.tuples(NAMES, st.sampled_from(["", "12345678", "a@b"])), max_size=12)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_whatever_names_hold_each_pair_comes_once_in_any_order(
    people: list[tuple[str, str]],
) -> None:
    all_known = [known(number, *one) for number, one in enumerate(people, 1)]
    found = find_pairs(all_known)
    assert len({pair.ids for pair in found}) == len(found)
    assert all(pair.clues and pair.one.id != pair.other.id for pair in found)
    again = find_pairs(list(reversed(all_known)))
    assert {(pair.ids, pair.clues) for pair in again} == {(pair.ids, pair.clues) for pair in found}
