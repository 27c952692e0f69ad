"""Folding, on which every comparison of what the owner types rests, and what is found by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.finding import asked, fold, holds, searched, tags_worn, wears


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ANA", "ana"),
        ("José", "jose"),
        ("Jose\N{COMBINING ACUTE ACCENT}", "jose"),
        ("Straße", "strasse"),
        ("Łukasz Øst", "lukasz ost"),
        ("Đặng", "dang"),
        ("Æsop Þór", "aesop thor"),
        ("İpek Yıldız", "ipek yildiz"),
        ("ﬁn", "fin"),
        ("王小明", "王小明"),
    ],
)
def test_case_and_accents_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_person_is_found_by_every_word_of_name_company_and_tags() -> None:
    rosa = searched("Rósa Delgado", "Café Alma", ("wholesale",))
    assert holds(rosa, asked("cafe  ROSA whole"))
    assert not holds(rosa, asked("rosa ben"))


def test_a_tag_in_two_spellings_is_one_tag() -> None:
    worn = [("wholesale",), ("vip", "Wholesale")]
    assert tags_worn(worn) == tags_worn(worn[::-1]) == ["vip", "Wholesale"]
    assert all(wears(tags, "Wholesale") for tags in worn)
    assert not wears(("vip",), "Wholesale")
