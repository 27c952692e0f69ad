"""What is typed into a search is read as words and filters, and nothing is an error."""

from datetime import date
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.domain.choices import Began, Channel, Kind, PromiseOutcome, Stage
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Promise
from trustjournal.domain.search_query import (
    MOST_TERMS,
    Any,
    Choose,
    Named,
    Not,
    Own,
    Query,
    Range,
    Span,
    Term,
    Words,
    parse,
)
from trustjournal.domain.search_words import FIELDS, Field, Part, State

TODAY = date(2026, 11, 20)


def terms(text: str) -> tuple[Term, ...]:
    return parse(text, TODAY).terms


def term(text: str) -> Term:
    (found,) = terms(text)
    return found


def test_plain_words_quoted_words_and_words_to_leave_out() -> None:
    assert terms('oak "Blue  Jug" -walnut -"dark wood"') == (
        Words("oak"),
        Words("Blue  Jug", whole=True),
        Not(Words("walnut")),
        Not(Words("dark wood", whole=True)),
    )


def test_a_word_is_compared_without_case_accents_and_extra_blanks() -> None:
    assert Words("  Łukasz   MÜß ").folded == "lukasz muss"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("channel:phone", Choose(Field.CHANNEL, (Channel.PHONE,))),
        ("channel:phone,email", Choose(Field.CHANNEL, (Channel.PHONE, Channel.EMAIL))),
        ("Channel:IN-PERSON", Choose(Field.CHANNEL, (Channel.IN_PERSON,))),
        ("began:them", Choose(Field.BEGAN, (Began.THEM,))),
        ("kind:complaint", Choose(Field.KIND, (Kind.COMPLAINT,))),
        ("kind:leap", Choose(Field.KIND, (Kind.LEAP_OF_FAITH,))),
        ("feeling:-", Choose(Field.FEELING, (-1, -2))),
        ("feeling:--", Choose(Field.FEELING, (-2,))),
        ("feeling:+", Choose(Field.FEELING, (1, 2))),
        ("feeling:0", Choose(Field.FEELING, (0,))),
        ("stage:customer", Choose(Field.STAGE, (Stage.CUSTOMER,))),
        ('stage:"inner circle"', Choose(Field.STAGE, (DepthStage.INNER_CIRCLE,))),
        ("has:phone", Choose(Field.HAS, (Part.PHONE,))),
        ("is:open", Choose(Field.IS, (State.OPEN,))),
        ("is:kept", Choose(Field.IS, (PromiseOutcome.KEPT,))),
        ("type:promise", Choose(Field.TYPE, (Promise,))),
    ],
)
def test_a_filter_of_choices(typed: str, meant: Term) -> None:
    assert term(typed) == meant


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("from:2026-01", date(2026, 1, 1), None),
        ("until:2026-01", None, date(2026, 1, 31)),
        ("until:2025-12", None, date(2025, 12, 31)),
        ("on:2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("on:2026-02-03", date(2026, 2, 3), date(2026, 2, 3)),
        ("from:yesterday", date(2026, 11, 19), None),
        ('from:"3 weeks ago"', date(2026, 10, 30), None),
        ("from:last-week", date(2026, 11, 13), None),
        ("since>2024", date(2025, 1, 1), None),
        ("since>=2024", date(2024, 1, 1), None),
        ("since<2024-05", None, date(2024, 4, 30)),
        ("since<=2024-05", None, date(2024, 5, 31)),
        ("since:2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_filter_of_days(typed: str, first: date | None, last: date | None) -> None:
    found = term(typed)
    assert isinstance(found, Span)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("depth:trusted", Range(Field.DEPTH, 55, 70, below=True)),
        ("depth>trusted", Range(Field.DEPTH, low=70)),
        ("depth<familiar", Range(Field.DEPTH, high=40, below=True)),
        ("depth:inner-circle", Range(Field.DEPTH, 70, inf, below=True)),
        ("depth>=55", Range(Field.DEPTH, low=55)),
        ("depth:40-60", Range(Field.DEPTH, 40, 60)),
        ("value>1,500", Range(Field.VALUE, low=1500, above=True)),
        ("value<1,5", Range(Field.VALUE, high=1.5, below=True)),
        ("quiet:60", Range(Field.QUIET, low=60)),
        ("amount=20", Range(Field.AMOUNT, 20, 20)),
    ],
)
def test_a_filter_of_numbers(typed: str, meant: Term) -> None:
    assert term(typed) == meant


def test_a_range_holds_its_ends_unless_they_are_left_out() -> None:
    closed, opened = Range(Field.VALUE, 1, 2), Range(Field.VALUE, 1, 2, above=True, below=True)
    assert [closed.holds(1), closed.holds(2), closed.holds(2.1)] == [True, True, False]
    assert [opened.holds(1), opened.holds(1.5), opened.holds(2)] == [False, True, False]


def test_a_filter_of_names_folds_them_and_takes_several() -> None:
    assert term('tag:"Big Wholesale",VIP') == Named(Field.TAG, ("big wholesale", "vip"))
    assert term("with:Ána") == Named(Field.PERSON, ("ana",))


def test_a_field_of_the_owners_own() -> None:
    assert term("field:Glaze") == Own("glaze")
    assert term('field:"Glaze=Terra Cotta"') == Own("glaze", "=", "terra cotta")
    assert term("field:visits>=3") == Own("visits", ">=", "3")


@pytest.mark.parametrize(
    "typed", ["channel:pigeon", "from:2026-13", "value>many", "http://a.b", "-", "5:30", "=x", ":"]
)
def test_what_is_no_filter_is_a_word(typed: str) -> None:
    assert term(typed) == Words(typed)


def test_a_filter_that_has_no_value_yet_narrows_nothing() -> None:
    assert terms('tag: oak channel:"') == (Words("oak"),)


def test_or_in_capitals_makes_one_of_its_neighbours_enough() -> None:
    assert terms("oak OR tag:vip OR ash teak") == (
        Any((Words("oak"), Named(Field.TAG, ("vip",)), Words("ash"))),
        Words("teak"),
    )
    assert terms("OR oak or ash OR") == (Words("oak"), Words("or"), Words("ash"))


def test_the_words_to_mark_leave_out_what_must_not_be_there() -> None:
    query = parse('oak -ash "blue jug" tag:vip OR teak', TODAY)
    assert [word.text for word in query.words] == ["oak", "blue jug", "teak"]


def test_only_words_that_must_all_be_there_are_plain() -> None:
    assert parse("oak ash", TODAY).is_plain
    assert not parse("oak -ash", TODAY).is_plain
    assert not parse("tag:vip", TODAY).is_plain
    assert parse("  ", TODAY) == Query()
    assert not Query()


def test_a_paste_of_a_book_is_cut() -> None:
    assert len(terms("a " * 10_000)) == MOST_TERMS


pieces = st.sampled_from(
    [
        *(f"{key}{sign}" for key in FIELDS for sign in (":", ">", "<=", "=")),
        '"',
        "-",
        "OR",
        "”",
        ",",
    ]
)


@settings(max_examples=300)
@given(st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=12).map("".join))
def test_any_text_is_read_and_can_be_stored(text: str) -> None:
    for word in parse(text, TODAY).words:
        assert word.text.strip()
        word.folded.encode()
        assert "\0" not in word.text


@settings(max_examples=100)
@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
def test_a_word_of_letters_comes_back_as_it_is(word: str) -> None:
    assert term(word) == Words(word) or word == "OR"


def test_half_a_letter_becomes_one_that_can_be_stored() -> None:
    assert term("a\ud800b") == Words("a\ufffdb")
