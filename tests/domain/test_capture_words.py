"""Splitting, on which every comparison in the capture line rests."""

from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.capture_words import name_words, tokens


def test_names_fall_into_the_words_they_are_found_by() -> None:
    assert name_words("Mary-Lou O’Brien (J.R.) & Co.") == ("mary", "lou", "obrien", "jr", "co")
    assert name_words(" - ") == ()


def test_separators_that_end_a_word_stand_alone() -> None:
    found = tokens("ana,ben; jo: 15:00 1,5 :) ;-) x,")
    assert " ".join(token.text for token in found) == "ana , ben ; jo : 15:00 1 , 5 :) ;-) x ,"


@given(st.text())
def test_tokens_cover_all_but_white_space(line: str) -> None:
    found = tokens(line)
    assert "".join(token.text for token in found) == "".join(line.split())
    assert all(line[token.start : token.end] == token.text for token in found)
    assert not any(" " in token.word for token in found)
