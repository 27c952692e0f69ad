"""What the index over notes is asked, and what it cannot know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.search_query import Words
from trustjournal.store import writer
from trustjournal.store.search import is_indexed, match_expression

_FIND = text("SELECT count(*) FROM touchpoint_search WHERE touchpoint_search MATCH :words")


@pytest.mark.parametrize(
    ("word", "known"),
    [("oak", True), ("Łódź", True), ("مرحبا", True), ("3/4", True), ("🎁", False), ("東京", False)],
)
def test_scripts_without_spaces_and_signs_are_looked_through(word: str, known: bool) -> None:
    assert is_indexed(Words(word)) is known


@pytest.mark.parametrize(
    ("note", "word", "found"),
    [
        ("oaken", Words("oak"), 1),
        ("oaken", Words("oak", whole=True), 0),
        ("a oak", Words("o"), 0),
        ("Łukasz", Words("lukasz"), 1),
        ("Lukasz", Words("Łukasz"), 1),
        ("Straße", Words("strasse"), 1),
        ("smørrebrød", Words("smorrebrod"), 1),
        ("Crème", Words("crEME"), 1),
        ("blue oak jug", Words("blue jug", whole=True), 0),
    ],
)
def test_a_word_is_found_however_it_is_spelled(
    engine: Engine, note: str, word: Words, found: int
) -> None:
    who = make_customer()
    records = (who, make_touchpoint(who.id, note=note))
    writer.commit(engine, Changeset("Put", tuple(Change.create(one) for one in records)))
    with engine.connect() as connection:
        assert connection.execute(_FIND, {"words": match_expression([word])}).scalar_one() == found


def test_beginnings_can_be_left_out() -> None:
    assert match_expression([Words("ink"), Words("sam")], beginnings=0) == '"ink" AND "sam"'


@given(st.text(max_size=30))
def test_a_word_is_asked_for_in_a_few_spellings_at_most(word: str) -> None:
    assert match_expression([Words(word)]).count(" OR ") < 16
