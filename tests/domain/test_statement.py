"""The statement adds up exactly, and as it is shown."""

from datetime import timedelta
from itertools import pairwise
from math import fsum
from uuid import UUID

import pytest
from hypothesis import given

from tests.domain.test_depth import EVIDENCE, NOW, START, D, F, H, U, days, stories, weighings
from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import Evidence, Settings
from trustjournal.domain.statement import LineKind, Points, statement


def tenths(points: Points | None) -> int:
    return points.tenths if points else 0


def exact(points: Points | None) -> float:
    return points.exact if points else 0.0


@given(stories, days, weighings)
def test_opening_jumps_and_fading_are_the_depth_exactly_and_as_shown(
    story: list[Evidence], day: float, settings: Settings
) -> None:
    now = START + timedelta(day)
    found = statement(story, now, settings)
    score = depth.depth_at(story, now, settings).score
    assert found.depth.exact == pytest.approx(score, abs=1e-9)
    for read in (exact, tenths):
        whole = read(found.opening) + read(found.jumps) + read(found.fading)
        assert whole == pytest.approx(read(found.depth), abs=1e-9)
        lines = fsum(read(line.change) for line in found.lines)
        assert read(found.opening) + lines == pytest.approx(read(found.depth), abs=1e-9)


@given(stories, days, weighings)
def test_every_line_leads_from_the_depth_before_to_the_depth_after(
    story: list[Evidence], day: float, settings: Settings
) -> None:
    found = statement(story, START + timedelta(day), settings)
    counted = [line for line in found.lines if line.kind is not LineKind.TO_COME]
    for after, before in pairwise(counted):
        assert tenths(after.depth) == tenths(before.depth) + tenths(after.change)
    for line in counted:
        assert abs(10 * exact(line.change) - tenths(line.change)) < 1 + 1e-6
    newest_at = {line.at: exact(line.depth) for line in reversed(counted[:-1])}
    for at, after in newest_at.items():
        assert after == pytest.approx(depth.depth_at(story, at, settings).score, abs=1e-9)


@given(stories, days)
def test_no_figure_shown_is_off_by_more_than_a_tenth(story: list[Evidence], day: float) -> None:
    found = statement(story, START + timedelta(day))
    for points in (*(line.depth for line in found.lines), found.jumps, found.fading, found.depth):
        assert abs(10 * exact(points) - tenths(points)) <= 1 + 1e-6


@given(stories, days, weighings)
def test_the_shares_of_the_four_questions_are_the_depth(
    story: list[Evidence], day: float, settings: Settings
) -> None:
    now = START + timedelta(day)
    shares = [statement(story, now, settings, question) for question in Question]
    whole = statement(story, now, settings)
    for part in ("opening", "jumps", "fading", "depth"):
        share = fsum(exact(getattr(one, part)) for one in shares)
        assert share == pytest.approx(exact(getattr(whole, part)), abs=1e-9)
    for one in shares:
        assert all(line.questions in ((), (one.question,)) for line in one.lines)
        assert -1e-9 <= one.depth.exact <= 100 * settings.weights[one.question or U] + 1e-9


@given(stories, days)
def test_what_is_to_come_is_named_and_counts_nothing(story: list[Evidence], day: float) -> None:
    now = START + timedelta(day)
    found = statement(story, now)
    to_come = [line for line in found.lines if line.kind is LineKind.TO_COME]
    assert list(found.lines[: len(to_come)]) == to_come
    assert {(line.at, line.source_id) for line in to_come} == {
        (item.at, item.source_id) for item in story if item.at > now
    }
    assert all(line.change is line.depth is None for line in to_come)
    known = [item for item in story if item.at <= now]
    assert found.lines[len(to_come) :] == statement(known, now).lines


def test_the_oracle_reads_as_a_statement_newest_first() -> None:
    found = statement(EVIDENCE, NOW)
    read = [(line.kind.value, tenths(line.change), tenths(line.depth)) for line in found.lines]
    assert read == [
        ("fading", -10, 306),
        ("event", 24, 316),
        ("fading", -20, 292),
        ("event", 67, 312),
        ("fading", -1, 245),
        ("event", -38, 246),
        ("fading", -10, 284),
        ("event", 22, 294),
        ("fading", -6, 272),
        ("event", 40, 278),
        ("fading", -2, 238),
        ("event", 40, 240),
        ("opening", 0, 200),
    ]
    assert (found.jumps.tenths, found.fading.tenths, found.depth.tenths) == (155, -49, 306)
    assert [line.questions for line in found.lines if line.source_id] == [
        (D,),
        (F,),
        (D,),
        (H,),
        (D,),
        (U,),
    ]


def test_fading_too_small_to_show_is_carried_to_where_it_shows() -> None:
    story = [Evidence(START + timedelta(hours=n), U, 1, 1, UUID(int=n)) for n in range(24 * 5)]
    found = statement(story, START + timedelta(5))
    fading = [line for line in found.lines if line.kind is LineKind.FADING]
    assert len(fading) < len(story) / 2
    assert fsum(exact(line.change) for line in fading) == pytest.approx(found.fading.exact)
    assert all(tenths(line.change) for line in fading[1:])
    assert [line.since for line in fading[:-1]] == [line.at for line in fading[1:]]


def test_what_one_event_says_about_two_questions_is_one_line() -> None:
    both = [Evidence(START, question, -1, 1, UUID(int=1)) for question in (F, H)]
    found = statement(both, NOW)
    assert [line.questions for line in found.lines if line.source_id] == [(H, F)]
    fair = statement(both, NOW, question=F)
    assert [line.questions for line in fair.lines if line.source_id] == [(F,)]


def test_a_stranger_opens_at_the_prior_and_stays_there() -> None:
    found = statement([], NOW)
    assert [(line.kind, tenths(line.depth)) for line in found.lines] == [
        (LineKind.FADING, 200),
        (LineKind.OPENING, 200),
    ]
    assert statement([], NOW, question=U).depth.exact == pytest.approx(5)
