"""The index of names, and what Tab offers."""

from uuid import UUID

import pytest

from tests.domain.capture_cases import (
    ANA,
    ANABEL,
    BEN,
    BENJAMIN,
    FIRM,
    JAN,
    NAMES,
    NOW,
    SHEILA,
    TWIN,
    TWIN_OAK,
    VAN,
    ids,
    read,
)
from trustjournal.domain.capture import Completion, Names, Person, complete, parse


def _offered(line: str) -> list[UUID]:
    """Complete a line at its "|"."""
    return [c.person_id for c in complete(line.replace("|", ""), line.index("|"), NAMES)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("an|", (ANA, ANABEL, FIRM)),
        ("ana|", (ANA, ANABEL)),
        ("sto|", (BEN, BENJAMIN)),
        ("ana ru|", (ANA,)),
        ("van der b|", (JAN,)),
        ("van|", (VAN, JAN)),
        ("alm|", (ANA,)),
        ("ana, be|", (BEN, BENJAMIN, JAN)),
        ("ana and be|", (BEN, BENJAMIN, JAN)),
        ("ana + be|", (BEN, BENJAMIN, JAN)),
        ("yesterday be|", (BEN, BENJAMIN, JAN)),
        ("ana call loved @be|", (BEN, BENJAMIN, JAN)),
        ("ana call loved @ben st|", (BEN, BENJAMIN)),
        ("ana !send @she|", (SHEILA,)),
        ("ro|", (TWIN, TWIN_OAK)),
        ("be| call", (BEN, BENJAMIN, JAN)),
        ("ana call be|", ()),
        ("ana call, be|", ()),
        ("ana loved be|", ()),
        ("ana !send be|", ()),
        ("ana |", ()),
        ("ana call|", ()),
        ("|", ()),
        ("@|", ()),
        ("zz|", ()),
    ],
)
def test_tab_offers_names_where_one_is_expected(line: str, people: tuple[Person, ...]) -> None:
    assert _offered(line) == list(ids(*people))


def test_a_completion_replaces_the_word_and_leaves_one_space() -> None:
    assert complete("be", 2, NAMES)[0] == Completion(0, 2, "Ben Stone ", BEN.id)
    assert complete("be call", 1, NAMES)[0] == Completion(0, 3, "Ben Stone ", BEN.id)
    assert complete("ana met @be", 11, NAMES)[0] == Completion(9, 11, "Ben Stone ", BEN.id)


def test_at_most_eight_are_offered_the_likeliest_first() -> None:
    crowd = [Person(UUID(int=i), f"Zoe A{i:02}") for i in range(20)]
    crowd.append(Person(UUID(int=99), "Zo Last"))
    offered = complete("zo", 2, Names(crowd))
    assert [c.person_id.int for c in offered] == [99, 0, 1, 2, 3, 4, 5, 6]


def test_the_spelling_tells_names_apart_that_differ_in_accents_alone() -> None:
    jose, accented = Person(UUID(int=1), "Jose Nunez"), Person(UUID(int=2), "José Núñez")
    names = Names([jose, accented])
    for person in (jose, accented):
        assert names.full_name(person) == person.name
        assert parse(person.name, names, NOW).customer_ids == (person.id,)
    assert len(parse("JOSE NUNEZ", names, NOW).ambiguous) == 1


def test_a_name_made_of_grammar_means_its_owner_when_spelled_out() -> None:
    odd = [
        "Call",
        "Ana + Ben",
        "Tue",
        "+",
        "#1 Pizza",
        "!wow",
        "@home",
        "Will",
        "Post, Inc.",
        "Sat",
    ]
    people = [Person(UUID(int=i), name) for i, name in enumerate(odd)]
    names = Names(people)
    for person in people:
        assert parse(f"{person.name} call", names, NOW).customer_ids == (person.id,)


def test_words_of_two_people_name_neither() -> None:
    assert read("ana stone call").customer_ids == ids(ANA)


def test_an_empty_journal_offers_the_name_for_creation() -> None:
    draft = parse("Ana Ruiz call", Names([]), NOW)
    assert (draft.customer_ids, draft.unknown) == ((), ("Ana Ruiz",))


def test_a_name_alone_means_its_owner_or_all_it_may_mean() -> None:
    assert NAMES.meant("ana") == ids(ANA)
    assert NAMES.meant("ben st") == ids(BEN)
    assert NAMES.meant("sto") == ids(BEN, BENJAMIN)
    assert NAMES.meant("Rosa Delgado (Oak House)") == ids(TWIN_OAK)
    assert (
        NAMES.meant("zora") == NAMES.meant("ana zora") == NAMES.meant("-") == NAMES.meant("") == ()
    )
