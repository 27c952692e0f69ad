"""What the page of everyone's four questions gets from the journal."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from tests.charts.questions import profiles
from tests.samples import NOON, make_customer, make_touchpoint
from trustjournal.charts.questions_picture import PanelsPicture, SpreadMark
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.question_profiles import Wish
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.models.questions_book import (
    BookView,
    PanelMark,
    PanelsChart,
    narrow_book,
    read_book,
)

U, D, H, F = Question
ZONE = ZoneInfo("Europe/Madrid")


@pytest.fixture
def views(tmp_path: Path) -> list[BookView]:
    """The whole book, and those of it called Ana."""
    engine = create_journal(tmp_path / "journal.db")
    ana, ben = make_customer("Ana", tags=("vip",)), make_customer("Ben")
    touches = [
        make_touchpoint(ana.id, ben.id, happened_at=NOON - timedelta(3), feeling=2, question=one)
        for one in (U, D, H)
    ]
    let_downs = [
        make_touchpoint(ben.id, happened_at=NOON, feeling=-2, question=D) for _time in range(3)
    ]
    everything = tuple(Change.create(one) for one in (ana, ben, *touches, *let_downs))
    writer.commit(engine, Changeset("Fill", everything))

    def both(connection: Connection) -> list[BookView]:
        book = read_book(connection, NOON, ZONE)
        assert book.tags == ["vip"]
        return [narrow_book(book, wish, False, connection) for wish in (Wish(), Wish(text="ana"))]

    with engine.connect() as connection:
        found = both(connection)
    close_journal(engine)
    return found


def test_everyone_is_there_the_weakest_first(views: list[BookView]) -> None:
    whole, _anas = views
    assert whole.everyone == 2
    assert [row[0] for row in whole.panels.rows] == ["Ben", "Ana"]
    assert whole.often == (D, 1)


def test_a_wish_narrows_the_panels_and_the_spread(views: list[BookView]) -> None:
    _whole, anas = views
    assert anas.everyone == 2
    assert [row[0] for row in anas.panels.rows] == ["Ana"]
    assert anas.spread.picture.people == 1
    assert anas.often is None


def test_the_panels_are_a_table_of_scores(views: list[BookView]) -> None:
    chart = views[0].panels
    assert list(chart.columns) == [
        *("Name", "Understanding", "Reliability", "Ability", "Fairness", "Weakest")
    ]
    assert list(chart.rows[1]) == ["Ana", "35", "35", "35", "Not known", "Fairness"]


def test_the_spread_is_a_table_of_bands(views: list[BookView]) -> None:
    chart = views[0].spread
    assert [row[0] for row in chart.rows] == [
        *("Inner circle", "Trusted", "Familiar", "Acquainted", "New", "Not known", "Median")
    ]
    assert chart.rows[5] == ("Not known", "0", "0", "0", "2")
    assert chart.words(SpreadMark(F, None, 2)) == ("Fairness: Not known", "2 of 2 people")
    assert "Acquainted 2" in chart.description


def test_a_panel_is_spoken_whole(views: list[BookView]) -> None:
    chart = views[0].panels
    assert chart.words(PanelMark(1)) == ("Ana", "Fairness not known yet")
    assert chart.spoken(PanelMark(1)) == (
        "Ana, Fairness not known yet, "
        "Understanding 35, Reliability 35, Ability 35, Fairness not known"
    )
    assert chart.customer_id(PanelMark(1)) == chart.picture.profiles[1].customer.id


def test_a_table_of_many_ends_with_how_many_more() -> None:
    chart = PanelsChart(PanelsPicture(profiles(1200)))
    assert len(chart.rows) == 301
    assert chart.rows[-1][0] == "and 900 more"
    assert len(chart.rows[-1]) == len(chart.columns)


def test_both_can_be_saved(views: list[BookView], tmp_path: Path) -> None:
    for chart in (views[0].panels, views[0].spread):
        chart.save(tmp_path / "x.svg")
        assert "across the book" in (tmp_path / "x.svg").read_text("utf-8")


def test_whoever_is_in_a_band_is_found_by_it(views: list[BookView]) -> None:
    profile = views[0].panels.picture.profiles[1]
    assert [profile.band(one) for one in (U, D, H)] == [DepthStage.ACQUAINTED] * 3
    assert profile.band(F) is None
