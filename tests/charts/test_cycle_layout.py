"""Where people stand in the tree: nobody upon another, everyone near who sent them."""

from collections.abc import Collection
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.trees import crowd, people
from trustjournal.charts.curve import Floats
from trustjournal.charts.cycle_layout import ASPECT, Layout, lay_out, step_of
from trustjournal.domain import cycle
from trustjournal.domain.cycle import Member, Node


def laid(
    members: dict[UUID, Member], collapsed: Collection[UUID] = (), *, with_alone: bool = True
) -> Layout:
    nodes = {one.customer_id: Node(one.sent_by) for one in members.values()}
    reach = {one.customer_id: one.reach for one in members.values()}
    return lay_out(cycle.forest(nodes), reach, collapsed, with_alone=with_alone)


def least_gap(layout: Layout) -> float:
    away = np.hypot(layout.x[:, None] - layout.x, layout.y[:, None] - layout.y)
    gaps = away - layout.radius[:, None] - layout.radius
    np.fill_diagonal(gaps, np.inf)
    return float(gaps.min())


def row(layout: Layout, number: int) -> int:
    return layout.people.index(UUID(int=number))


@pytest.mark.parametrize("count", [2, 10, 100, 1000])
def test_no_two_marks_touch(count: int) -> None:
    layout = laid(crowd(count))
    assert len(layout.people) == len(set(layout.people)) == count
    assert least_gap(layout) > 0.3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.integers(0, 59), min_size=1, max_size=60))
def test_whatever_the_tree_nobody_stands_upon_another(senders: list[int | None]) -> None:
    before = [
        one if one is None else one % (n or 1) if n else None for n, one in enumerate(senders)
    ]
    layout = laid(people(before))
    assert len(layout.people) == len(senders)
    if len(senders) > 1:
        assert least_gap(layout) > 0.3
    inside = layout.bounds
    assert (layout.x - layout.radius >= inside.left - 1e-9).all()
    assert (layout.x + layout.radius <= inside.right + 1e-9).all()
    assert (layout.y - layout.radius >= inside.bottom - 1e-9).all()
    assert (layout.y + layout.radius <= inside.top + 1e-9).all()


def test_everyone_together_is_about_as_wide_as_a_window() -> None:
    bounds = laid(crowd(1000)).bounds
    assert 0.75 < bounds.right / -bounds.bottom / ASPECT < 1.35


def test_many_sent_by_one_stand_in_lanes_around_them() -> None:
    star = laid(people([None, *[0] * 400]))
    assert least_gap(star) > 0.3
    assert star.bounds.right < 90
    few = laid(people([None, *[0] * 6]))
    away = np.hypot(few.x[1:] - few.x[0], few.y[1:] - few.y[0])
    assert np.ptp(away) < 1e-9


def test_one_sent_by_one_stands_below_them() -> None:
    pair = laid(people([None, 0]))
    assert pair.x[0] == pytest.approx(pair.x[1])
    assert pair.y[0] > pair.y[1]


def test_lines_lead_from_who_sent_to_who_was_sent() -> None:
    layout = laid(crowd(200))
    assert layout.lines.shape[0] == len(layout.sent) == int((layout.sender >= 0).sum())
    for line, sent in zip(layout.lines, layout.sent, strict=True):
        sender = layout.sender[sent]
        assert line[0] == pytest.approx((layout.x[sender], layout.y[sender]))
        assert line[-1] == pytest.approx((layout.x[sent], layout.y[sent]))


def test_lines_of_a_tree_do_not_cross() -> None:
    layout = laid(crowd(60, sent=1.0))
    ends = [{int(sent), int(layout.sender[sent])} for sent in layout.sent]
    for one in range(len(ends)):
        for other in range(one):
            assert ends[one] & ends[other] or not crossing(layout.lines[one], layout.lines[other])


def crossing(one: Floats, other: Floats) -> bool:
    """Tell whether two lines of points cross, which they do where both are on two sides."""

    def side(a: Floats, b: Floats, c: Floats) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    return any(
        side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
        for a, b in pairwise(one)
        for c, d in pairwise(other)
    )


def test_marks_grow_with_reach() -> None:
    layout = laid(people([None, 0, 1, 2, 3]))
    by_number = [float(layout.radius[row(layout, number)]) for number in range(1, 6)]
    assert by_number == sorted(by_number, reverse=True)
    assert [step_of(reach) for reach in (0, 1, 2, 3, 4, 1000)] == [0, 1, 2, 2, 3, 10]


def test_a_folded_branch_is_one_mark_with_a_count() -> None:
    members = people([None, 0, 1, 1, 0, None])
    layout = laid(members, [UUID(int=2)])
    assert {one.int for one in layout.people} == {1, 2, 5, 6}
    assert layout.hidden[row(layout, 2)] == 2
    assert int(layout.hidden.sum()) == 2
    assert layout.radius[row(layout, 2)] == laid(members).radius[row(laid(members), 2)]


def test_those_on_their_own_stand_apart_or_are_counted() -> None:
    members = people([None, 0, None, None, None])
    layout = laid(members)
    assert layout.alone is not None
    assert layout.alone_count == 3
    apart = [row(layout, number) for number in (3, 4, 5)]
    tree = [row(layout, number) for number in (1, 2)]
    assert layout.y[apart].max() < layout.y[tree].min() - 4
    without = laid(members, with_alone=False)
    assert without.alone is None
    assert without.alone_count == 3
    assert len(without.people) == 2


def test_the_same_people_stand_in_the_same_places() -> None:
    one, other = laid(crowd(300)), laid(crowd(300))
    assert one.people == other.people
    assert (one.x == other.x).all()
    assert (one.y == other.y).all()


def test_nobody_at_all_is_an_empty_ground() -> None:
    layout = laid({})
    assert layout.people == ()
    assert layout.lines.shape == (0, 13, 2)


def test_a_chain_of_thousands_is_laid_out_too() -> None:
    layout = laid(people([None, *range(3000)]))
    assert len(layout.people) == 3001
