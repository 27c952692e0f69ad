"""Names in the line: who is meant, who is not, and who may be."""

import pytest

from tests.domain.capture_cases import (
    ANA,
    ANABEL,
    BEN,
    BENJAMIN,
    FIRM,
    JAN,
    JOSE,
    LUKASZ,
    MAY,
    NAMES,
    OBRIEN,
    SHEILA,
    SUNITA,
    TWIN,
    TWIN_OAK,
    VAN,
    WILL,
    ids,
    read,
)
from trustjournal.domain.capture import Ambiguity, Person, PieceKind


@pytest.mark.parametrize(
    ("line", "person", "note"),
    [
        ("ana call", ANA, ""),
        ("ANA RUIZ call", ANA, ""),
        ("anab call", ANABEL, ""),
        ("ortiz loved it", ANABEL, "loved it"),
        ("alma call", ANA, ""),
        ("ben loved it", BEN, "loved it"),
        ("benj loved it", BENJAMIN, "loved it"),
        ("ben's mum came", BEN, "mum came"),
        ("jan van der berg loved it", JAN, "loved it"),
        ("van der berg loved it", JAN, "loved it"),
        ("van call", VAN, ""),
        ("jose nunez call", JOSE, ""),
        ("NÚÑ loved", JOSE, "loved"),
        ("lukasz call", LUKASZ, ""),
        ("ost weiss call", LUKASZ, ""),
        ("obrien call", OBRIEN, ""),
        ("lou call", OBRIEN, ""),
        ("harris and sons, joiners call", FIRM, ""),
        ("will called", WILL, ""),
        ("may loved it", MAY, "loved it"),
        ("sunita call", SUNITA, ""),
        ("rosa oak call", TWIN_OAK, ""),
        ("ruiz ana call", ANA, ""),
        ("@ana loved it", ANA, "loved it"),
        ("ana stone floor", ANA, "stone floor"),
        ("ben coffee", BEN, ""),
    ],
)
def test_any_part_of_a_name_means_its_only_owner(line: str, person: Person, note: str) -> None:
    draft = read(line)
    assert (draft.customer_ids, draft.note) == (ids(person), note)
    assert not draft.unknown
    assert not draft.ambiguous


@pytest.mark.parametrize(
    ("line", "people", "feeling", "note"),
    [
        ("ana, ben call", (ANA, BEN), None, ""),
        ("ana,ben call", (ANA, BEN), None, ""),
        ("ana and ben loved it", (ANA, BEN), None, "loved it"),
        ("ana & ben, jose and may call", (ANA, BEN, JOSE, MAY), None, ""),
        ("ana + ben + loved it", (ANA, BEN), 1, "loved it"),
        ("ana + ben loved it", (ANA, BEN), None, "loved it"),
        ("ana + loved it", (ANA,), 1, "loved it"),
        ("ana + will come", (ANA,), 1, "will come"),
        ("ana + Will come", (ANA, WILL), None, "come"),
        ("ana + stone floor", (ANA,), 1, "stone floor"),
        ("ana + she", (ANA,), 1, "she"),
        ("ana ++ ben loved it", (ANA,), 2, "ben loved it"),
        ("ana ben loved it", (ANA,), None, "ben loved it"),
        ("ana, will call", (ANA, WILL), None, ""),
        ("ana, will come", (ANA,), None, "will come"),
        ("ana, she call", (ANA, SHEILA), None, ""),
        ("ana, call + fine", (ANA,), 1, "fine"),
        ("ana, Ana Ruiz call", (ANA,), None, ""),
        ("@ana @ben call", (ANA, BEN), None, ""),
        ("ana and bread and butter", (ANA,), None, "and bread and butter"),
        ("ana: ben called", (ANA,), None, "ben called"),
    ],
)
def test_several_people_are_joined_before_the_note(
    line: str, people: tuple[Person, ...], feeling: int | None, note: str
) -> None:
    draft = read(line)
    assert (draft.customer_ids, draft.feeling, draft.note) == (ids(*people), feeling, note)


@pytest.mark.parametrize(
    ("line", "unknown", "note"),
    [
        ("Zora Kim loved it", ("Zora Kim",), "loved it"),
        ("Zora van der Kim call", ("Zora van der Kim",), ""),
        ("Zora's mum", ("Zora",), "mum"),
        ("zora call", ("zora",), ""),
        ("zora + loved it", ("zora",), "loved it"),
        ("zora !send it", ("zora",), ""),
        ("zora", ("zora",), ""),
        ("call zora", ("zora",), ""),
        ("zora and zelda call", (), "zora and zelda call"),
        ("Zora, Zelda call", ("Zora", "Zelda"), ""),
        ("ana, zora call", ("zora",), ""),
        ("ana and zora", ("zora",), ""),
        ("ana, thanks", (), "thanks"),
        ("@zora kim loved it", ("zora",), "kim loved it"),
        ("@Zora Kim, @zora kim", ("Zora Kim", "zora"), "kim"),
        ("zora loved it", (), "zora loved it"),
        ("zora kim call + hello", ("zora kim",), "hello"),
        ("zora van kim call", ("zora van kim",), ""),
        ("Ana Kim call", ("Ana Kim",), ""),
        ("Ana Kim", ("Ana Kim",), ""),
        ("Ana Loved the oak", (), "Loved the oak"),
        ("ana kim call", (), "kim call"),
        ("12 + 3", (), "12 3"),
    ],
)
def test_a_name_that_nobody_has_is_offered(line: str, unknown: tuple[str, ...], note: str) -> None:
    draft = read(line)
    assert (draft.unknown, draft.note) == (unknown, note)


def test_several_owners_of_a_name_are_listed() -> None:
    draft = read("stone call")
    assert draft.customer_ids == ()
    assert draft.ambiguous == (Ambiguity("stone", ids(BEN, BENJAMIN)),)
    assert [piece.kind for piece in draft.pieces] == [PieceKind.AMBIGUOUS, PieceKind.CHANNEL]


def test_the_beginning_of_a_second_word_settles_it_where_no_note_follows() -> None:
    assert read("rosa o call").customer_ids == ids(TWIN_OAK)
    assert [a.text for a in read("rosa o loved it").ambiguous] == ["rosa"]


def test_namesakes_are_told_apart_by_company() -> None:
    assert read("rosa delgado call").ambiguous == (Ambiguity("rosa delgado", ids(TWIN, TWIN_OAK)),)
    assert NAMES.full_name(TWIN_OAK) == "Rosa Delgado (Oak House)"
    for person in (TWIN, TWIN_OAK):
        assert read(f"{NAMES.full_name(person)} call").customer_ids == ids(person)


def test_choosing_replaces_the_piece_by_the_full_name() -> None:
    for line in ("stone call + fine", "ana call told @stone about it"):
        piece = next(p for p in read(line).pieces if p.kind is PieceKind.AMBIGUOUS)
        settled = line[: piece.start] + NAMES.full_name(BENJAMIN) + line[piece.end :]
        assert BENJAMIN.id in read(settled).customer_ids
        assert read(settled).note == read(line).note
