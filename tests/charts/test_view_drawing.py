"""Finding marks among thousands: by place, by area, by direction."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from trustjournal.charts.curve import Box
from trustjournal.charts.view import View
from trustjournal.charts.view_drawing import PlacedMark, ViewDrawing

VIEW = View(0.0, 0.0, 1.0, 1.0)


def drawing(*places: tuple[float, float], radius: float = 4.0) -> ViewDrawing:
    spots = np.array(places, dtype=np.float64).reshape(-1, 2)
    return ViewDrawing(
        things=tuple(range(len(places))),
        x=spots[:, 0],
        y=spots[:, 1],
        radius=np.full(len(places), radius),
        view=VIEW,
        home=VIEW,
        frame=Box(0, 0, 100, 100),
        reach=6.0,
    )


def number(mark: PlacedMark | None) -> int | None:
    return None if mark is None else mark.mark


def test_the_nearest_mark_within_reach_answers() -> None:
    field = drawing((10, 10), (14, 10))
    assert number(field.at(12.5, 10)) == 1
    assert number(field.at(11.5, 10)) == 0
    assert field.at(30, 30) is None


def test_a_large_mark_answers_as_far_as_it_goes() -> None:
    assert number(drawing((50, 50), radius=20).at(68, 50)) == 0


def test_what_is_not_in_sight_does_not_answer() -> None:
    field = drawing((102, 50), (99, 50))
    assert field.at(103, 50) is None
    assert field.within(Box(0, 0, 200, 200)) == [1]
    assert field.within(Box(150, 0, 200, 200)) == []


def test_a_thing_is_found_again_by_what_it_is() -> None:
    field = drawing((10, 10), (14, 10))
    assert field.find(1) == field.marks[1]
    assert field.find("nobody") is None


def test_a_field_without_marks_answers_nothing() -> None:
    field = drawing()
    assert (field.at(1, 1), field.nearest(1, 1), field.within(Box(0, 0, 9, 9))) == (None, None, [])


def test_an_arrow_leads_to_the_nearest_in_its_quarter() -> None:
    field = drawing((10, 50), (20, 66), (60, 50), (10, 80))
    start = field.mark(0)
    assert number(field.toward(start, 1, 0)) == 2
    assert number(field.toward(start, 0, 1)) == 1
    assert field.toward(start, -1, 0) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=2, max_size=12, unique=True
    )
)
@example([(16, 70), (0, 84), (1, 55)])
@example([(2, 1), (0, 3), (5, 3), (0, 2), (3, 0)])
def test_the_arrows_reach_every_place_from_every_other(places: list[tuple[int, int]]) -> None:
    field = drawing(*places)
    reached, waiting = {0}, [0]
    while waiting:
        mark = field.mark(waiting.pop())
        for across, up in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            found = number(field.toward(mark, across, up))
            if found is not None and found not in reached:
                reached.add(found)
                waiting.append(found)
    assert reached == set(range(len(places)))
