"""Whom the map shows, whom a search finds, and the same as a table."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from tests.charts.places import TODAY, make_place
from tests.samples import make_customer
from tests.ui.conftest import fill
from trustjournal.domain.choices import Stage
from trustjournal.store.maps import Landscape
from trustjournal.ui.models.map_view import MapChart, MapFilter, MapView, read_map
from trustjournal.ui.session import JournalSession

ROSA = make_place("Rosa Delgado", 0.05, depth=60.0, tags=("wholesale",), value=Decimal(1200))
LEON = make_place("Léon Fischer", 0.5, stage=Stage.PROSPECT, company="Atelier")


def view() -> MapView:
    return MapView(
        Landscape((ROSA, LEON), TODAY, "EUR"),
        {place.customer_id: place for place in (ROSA, LEON)},
        {ROSA.customer_id: "rosa delgado\n\nwholesale", LEON.customer_id: "leon fischer\natelier"},
        ("wholesale",),
    )


def names(chart: MapChart) -> list[str]:
    return [place.name for place in chart.picture.places]


def test_stage_and_tag_leave_out_whom_they_do_not_fit() -> None:
    assert names(view().chart(MapFilter())) == ["Rosa Delgado", "Léon Fischer"]
    assert names(view().chart(MapFilter(stage=Stage.PROSPECT))) == ["Léon Fischer"]
    assert names(view().chart(MapFilter(tag="wholesale"))) == ["Rosa Delgado"]
    assert names(view().chart(MapFilter(stage=Stage.LOST))) == []


def test_a_search_rings_whom_it_finds_and_leaves_everyone_there() -> None:
    chart = view().chart(MapFilter("LEON ate"), {ROSA.customer_id})
    assert chart.found == (LEON,)
    assert chart.picture.ringed == {LEON.customer_id}
    assert chart.picture.fade_others
    assert len(names(chart)) == 2
    assert view().chart(MapFilter("nobody")).picture.ringed == frozenset()


def test_without_a_search_those_picked_are_ringed() -> None:
    chart = view().chart(MapFilter("  "), {ROSA.customer_id})
    assert chart.picture.ringed == {ROSA.customer_id}
    assert not chart.picture.fade_others
    assert chart.found == ()


def test_a_mark_says_who_it_is_and_where_they_stand() -> None:
    chart = view().chart(MapFilter())
    assert chart.words(ROSA.customer_id) == (
        "Rosa Delgado · Trusted, 60",
        "Silent for 4 weeks, usually 2 weeks · €1,200 a year",
    )
    assert chart.words(LEON.customer_id)[1] == "Silent for 4 weeks, usually 2 weeks"


def test_the_map_is_there_as_a_table() -> None:
    chart = view().chart(MapFilter())
    assert len(chart.columns) == 7
    assert list(chart.rows[0]) == [
        *("Rosa Delgado", "Silent for 4 weeks, usually 2 weeks", "Gone quiet"),
        *("60", "Trusted", "Customer", "€1,200"),
    ]
    assert chart.rows[1][-1] == ""


def test_people_of_an_area_come_in_the_order_of_need() -> None:
    ids = {LEON.customer_id, UUID(int=5), ROSA.customer_id}
    assert view().chart(MapFilter(tag="wholesale"), ids).picked == (ROSA, LEON)


def test_everyone_is_read_with_what_can_be_searched(session: JournalSession) -> None:
    fill(session, make_customer("Ágnes", company="Büro", tags=("vip", "Alt")))
    with session.engine.connect() as connection:
        read = read_map(connection, datetime(2026, 11, 22, 9, 30, tzinfo=UTC), UTC)
    assert list(read.tags) == ["Alt", "vip"]
    assert [place.name for place in read.chart(MapFilter("agnes buro vip")).found] == ["Ágnes"]
