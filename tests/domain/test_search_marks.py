"""What was found is marked where the owner sees it, and an excerpt shows it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain.finding import fold
from trustjournal.domain.search_marks import Marked, excerpt, marked
from trustjournal.domain.search_query import Words


def shown(found: Marked) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The oak table, oaken", ["oak"], ["oak", "oak"]),
        ("Crème BRÛLÉE", ["creme", "brul"], ["Crème", "BRÛL"]),
        ("soaked oak", ["oak"], ["oak"]),
        ("soaked", ["oak"], ["oak"]),
        ("Straße", ["strass"], ["Straß"]),
        ("Łódź 🎁 東京都", ["lodz", "🎁", "京"], ["Łódź", "🎁", "京"]),
        ("blue  \n jug", ["blue jug"], ["blue jug"]),
        ("overlapping", ["over", "overlap"], ["overlap"]),
        ("nothing here", ["zebra"], []),
        ("nothing here", [""], []),
    ],
)
def test_words_are_marked_as_they_were_found(
    text: str, words: list[str], expected: list[str]
) -> None:
    assert shown(marked(text, [Words(word) for word in words])) == expected


def test_an_excerpt_begins_a_little_before_what_was_found() -> None:
    long = "word " * 100 + "the handle of the jug " + "word " * 100
    found = excerpt(long, [Words("handle")], 80)
    assert found.text.startswith("… word")
    assert found.text.endswith("…")
    assert len(found.text) <= 84
    assert shown(found) == ["handle"]
    assert found.marks[0][0] < 45


def test_what_was_found_late_in_a_short_text_is_in_sight_as_well() -> None:
    found = excerpt("word " * 18 + "the handle", [Words("handle")])
    assert found.text.startswith("… word")
    assert found.marks[0][0] < 45


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("The jug", [Words("jug")]) == Marked("The jug", ((4, 7),))


@settings(max_examples=200)
@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_every_mark_holds_the_word_and_none_overlaps(text: str, word: str) -> None:
    words = [Words(word)]
    found = excerpt(text, words, 30)
    edges = [edge for span in found.marks for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(found.text) for edge in edges)
    assert all(words[0].folded in fold(one) for one in shown(marked(text, words)))
