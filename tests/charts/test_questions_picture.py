"""What the charts of the four questions show, in words and in places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.questions import SUMS, panels, person, profiles, spread_of
from trustjournal.charts.questions_picture import (
    Grid,
    PanelsPicture,
    SpreadMark,
    describe_panels,
    describe_person,
    describe_spread,
    median_words,
    panel_scores,
    panel_words,
    row_words,
    rows_of,
    score_words,
    spread_words,
)
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.question_profiles import Spread
from trustjournal.domain.questions import likely

U, D, H, F = Question


def test_a_row_tells_the_score_its_likely_range_and_whether_it_is_known() -> None:
    rows = rows_of(SUMS)
    assert [row.question for row in rows] == list(Question)
    assert [row.known for row in rows] == [True, True, True, False]
    assert [row.weakest for row in rows] == [False, True, False, False]
    assert rows[0].likely == likely(SUMS)[U]


def test_a_row_in_words() -> None:
    rows = rows_of(SUMS)
    assert row_words(rows[0]) == ("Do they understand what I need?", "68, likely 49 to 86")
    assert row_words(rows[3])[1] == "Not known yet · 20, likely 2 to 47"


def test_the_whole_picture_in_words_ends_with_the_advice() -> None:
    said = describe_person(person())
    assert said.startswith("Do they understand what I need? 68, likely 49 to 86. Will they do")
    assert said.endswith("likely 2 to 47. Keep one.")


def test_a_panel_in_words() -> None:
    picture = panels(2)
    assert panel_words(picture, 1) == ("Person 1", "Reliability is the weakest")
    assert panel_words(picture, 1, U) == ("Person 1", "Understanding · 68, likely 49 to 86")
    scores = panel_scores(picture, 0)
    assert scores == "Understanding 68, Reliability 15, Ability 54, Fairness not known"


def test_a_panel_is_worked_out_once() -> None:
    picture = panels(2)
    assert picture.rows(0) is picture.rows(0)
    assert picture == PanelsPicture(picture.profiles)


def test_how_many_panels_there_are_is_said() -> None:
    assert describe_panels(panels(1)).startswith("The four questions of 1 person, each")
    assert describe_panels(panels(3)).startswith("The four questions of 3 people, each")


def test_the_spread_in_words() -> None:
    said = describe_spread(spread_of(3))
    assert "Do they understand what I need? Half above 68. Trusted 3." in said
    assert "Are they fair and accountable? Not known yet. Not known 3." in said
    assert median_words(Spread({}, None)) == "not known yet"


def test_a_bar_in_words() -> None:
    mark = SpreadMark(D, DepthStage.NEW, 3)
    assert spread_words(mark, 10) == ("Reliability: New", "3 of 10 people")
    assert spread_words(SpreadMark(D, None, 1), 1) == ("Reliability: Not known", "1 of 1 person")


def test_an_unknown_score_is_no_number() -> None:
    assert score_words(20.0, None) == "Not known"
    assert score_words(54.9, DepthStage.FAMILIAR) == "54"


GRIDS = st.builds(Grid, st.integers(1, 400), st.floats(200, 3000), st.sampled_from((1.0, 1.5, 2.0)))


@given(GRIDS, st.data())
def test_each_place_in_a_panel_leads_back_to_it(grid: Grid, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, grid.count - 1))
    x, top = grid.corner(number)
    assert grid.at(x + grid.across / 2, top + grid.down / 2) == number
    assert top + grid.down <= grid.height + 1e-6
    assert x + grid.across <= grid.width + 1e-6
    assert number in grid.within(top + 1, top + 2)
    for question, y in zip(Question, grid.rows, strict=True):
        assert grid.question_at(top + y) is question
    assert grid.question_at(top + grid.name / 2) is None


def test_beside_the_panels_there_is_none() -> None:
    grid = Grid(5, 800)
    assert grid.columns == 3
    assert grid.at(grid.labels / 2, 10) is None
    assert grid.at(grid.labels + 10, -5) is None
    assert grid.at(799.9, grid.down + 10) is None  # the last line has two
    assert grid.at(900, 10) is None


@pytest.mark.parametrize("count", [0, 1, 10_000])
def test_only_the_panels_in_sight_are_named(count: int) -> None:
    grid = Grid(count, 980)
    assert len(grid.within(0, 3 * grid.down)) == min(count, 12)
    assert len(grid.within(grid.height, grid.height + 400)) == 0


def test_a_narrow_ground_still_has_a_column() -> None:
    assert Grid(3, 50).columns == 1
    assert Grid(3, 50).reach >= 1


def test_profiles_may_share_a_name() -> None:
    same = profiles(1)[0]
    assert panel_words(PanelsPicture([same, same]), 1)[0] == "Person 0"
