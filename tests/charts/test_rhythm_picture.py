"""What the picture of a rhythm shows, and the same in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.rhythms import MARIA, TODAY, pictured, stranger
from trustjournal.charts.rhythm_picture import (
    MOST_GAPS,
    Edge,
    EdgeKind,
    Gap,
    columns,
    describe,
    edge_words,
    gap_words,
    rows,
    silence_words,
    usual_words,
)
from trustjournal.domain.rhythm import Flag


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_gaps_touch_each_other_and_end_where_the_silence_begins() -> None:
    shown = pictured(MARIA, 63)
    assert [gap.days for gap in shown.gaps] == list(MARIA)
    assert shown.silence == Gap(ago(63), TODAY)
    assert shown.gaps[-1].ended_on == ago(63)
    assert all(a.ended_on == b.began_on for a, b in zip(shown.gaps, shown.gaps[1:], strict=False))
    assert (shown.since, shown.highest) == (ago(63 + sum(MARIA)), 63)


def test_the_days_of_the_model_are_its_edges() -> None:
    shown = pictured(MARIA, 63)
    assert shown.edges == (
        Edge(EdgeKind.QUIET, ago(63 - 49)),
        Edge(EdgeKind.GONE_QUIET, ago(63 - 79)),
    )
    assert shown.flag is Flag.QUIET
    assert shown.until == ago(63 - 79)


def test_the_owners_limit_stands_among_the_edges_by_its_day() -> None:
    shown = pictured(MARIA, 63, longest_gap=60)
    kinds = [edge.kind for edge in shown.edges]
    assert kinds == [EdgeKind.QUIET, EdgeKind.LIMIT, EdgeKind.GONE_QUIET]
    assert shown.edges[1].on == ago(63 - 61)
    assert shown.flag is Flag.OVERDUE


def test_an_edge_far_ahead_is_named_and_not_drawn() -> None:
    shown = pictured((), 40)
    assert shown.until == TODAY
    assert [edge_words(edge, TODAY) for edge in shown.edges] == [
        "Quiet from 6 Jul 2027",
        "Gone quiet from 17 Mar 2029",
    ]


def test_only_the_latest_gaps_are_shown_and_the_others_counted() -> None:
    shown = pictured(tuple(range(1, MOST_GAPS + 6)), 3)
    assert [gap.days for gap in shown.gaps] == list(range(6, MOST_GAPS + 6))
    assert shown.earlier == 5


def test_whoever_never_came_has_an_empty_picture() -> None:
    shown = stranger()
    assert (shown.gaps, shown.silence, shown.edges) == ((), None, ())
    assert (shown.since, shown.until, rows(shown)) == (TODAY, TODAY, [])
    assert describe(shown) == "Maria has not come to you yet, so there is no rhythm to tell."


def test_the_picture_is_told_in_words() -> None:
    said = describe(pictured(MARIA, 63))
    assert said.startswith("Maria usually hears from you every 3 weeks; it has been 9.")
    assert said.endswith(
        "5 gaps are shown, from 2 weeks to 3 weeks. Quiet since 8 Nov. Gone quiet from 8 Dec."
    )


def test_a_bar_is_told_by_its_length_and_days() -> None:
    assert gap_words(Gap(ago(30), ago(9)), TODAY) == ("21 days", "23 Oct to 13 Nov")
    assert gap_words(Gap(ago(30), ago(29)), TODAY)[0] == "1 day"
    assert silence_words(Gap(ago(9), TODAY), TODAY) == ("Silent for 9 days", "since 13 Nov")
    assert silence_words(Gap(TODAY, TODAY), TODAY) == ("In touch today", "")
    assert usual_words(20.5) == "Usually every 3 weeks"


def test_the_table_has_the_silence_first_and_no_end_for_it() -> None:
    assert len(columns()) == 3
    assert rows(pictured((7,), 3)) == [
        ("2026-11-19", "", "3"),
        ("2026-11-12", "2026-11-19", "7"),
    ]


@pytest.mark.parametrize("kind", EdgeKind)
def test_every_edge_has_its_word(kind: EdgeKind) -> None:
    assert edge_words(Edge(kind, TODAY), TODAY) == f"{kind.word} since today"


@given(gaps=st.lists(st.integers(1, 500), max_size=40).map(tuple), silent=st.integers(0, 3000))
def test_everything_shown_lies_between_the_first_day_and_the_last(
    gaps: tuple[int, ...], silent: int
) -> None:
    shown = pictured(gaps, silent, longest_gap=30)
    assert shown.silence is not None
    assert shown.since <= shown.silence.began_on <= shown.silence.ended_on <= shown.until
    assert shown.highest >= max(gap.days for gap in (*shown.gaps, shown.silence))
