"""What is said of a search that was not understood whole."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain.search_help import unread_said
from trustjournal.domain.search_query import parse
from trustjournal.domain.search_words import FIELDS

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("depth:foo", "depth>50"),
        ("value>abc", "value>1000"),
        ("from:2026-13", "from:2026-01"),
        ("chanel:phone", "channel:phone"),
        ("chanel:fone", "channel:phone"),
        ("-stages:lost", "stage:lost"),
        ("tag>vip", "tag:vip"),
    ],
)
def test_what_looks_like_a_filter_is_named_with_one_that_works(typed: str, better: str) -> None:
    assert unread_said(f"oak {typed}", TODAY) == (
        f"“{typed}” is no filter; it was looked for as words. Try {better}."
    )
    assert not parse(better, TODAY).is_plain


def test_several_are_named_in_one_line() -> None:
    assert unread_said("value>abc depth:foo", TODAY) == (
        "“value>abc” and “depth:foo” are no filters; they were looked for as words. Try value>1000."
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("", "oak bowl", "note: call", "note:call", "at 10:30", "re:", "a=b", "tag:", "depth:"),
        *("https://groups.example/x?tag=vip", "groups://x", "mailto:rosa@alma.example"),
        *("tag:vip OR stage:lost", "value>1000", "quiet:60", "field:size", "5:1", "C:\\kiln"),
    ],
)
def test_words_with_a_colon_and_filters_that_work_are_passed_over(typed: str) -> None:
    assert unread_said(typed, TODAY) == ""


@pytest.mark.parametrize("key", FIELDS)
def test_every_filter_has_an_example_that_works(key: str) -> None:
    said = unread_said(f'{key}<",,"', TODAY)
    if said:
        assert not parse(said.rpartition(" ")[2].removesuffix("."), TODAY).is_plain


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_is_read(text: str) -> None:
    assert isinstance(unread_said(text, TODAY), str)
