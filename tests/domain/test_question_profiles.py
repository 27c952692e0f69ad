"""Everyone's four questions: the bands they stand in, whom a wish finds, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import make_customer
from trustjournal.domain.choices import (
    Question,
    Stage,
)
from trustjournal.domain.depth_stage import DepthStage, stage_of
from trustjournal.domain.question_profiles import (
    BANDS,
    Order,
    Profile,
    Wish,
    chosen,
    matching,
    profile,
    spread,
)
from trustjournal.domain.questions import standings

U, D, H, F = Question


def person(name: str, good: dict[Question, float] | None = None, **fields: object) -> Profile:
    """Someone with so much good evidence on each question; below 0 it is bad."""
    sums = {one: (max(x, 0.0), max(-x, 0.0)) for one, x in (good or {}).items()}
    return profile(make_customer(name, **fields), sums)


ALL = {U: 3.0, D: 3.0, H: 3.0, F: 3.0}
ANA = person("Ana", ALL | {F: -1.0}, company="Café Alma", tags=("wholesale",))
BEN = person("Ben", ALL | {F: -3.0}, stage=Stage.LOST, tags=("vip", "Wholesale"))
CHO = person("Cho", {U: 3.0, D: 3.0, H: 3.0})
DEE = person("Dee", ALL | {D: 20.0, U: 30.0, H: 30.0, F: 30.0})
EVE = person("Eve")
EVERYONE = [EVE, DEE, CHO, BEN, ANA]


def names(wish: Wish) -> list[str]:
    return [one.customer.name for one in chosen(matching(EVERYONE, wish), wish)]


@given(st.floats(0, 40), st.floats(0, 40))
def test_a_known_question_stands_in_the_band_of_its_score(good: float, bad: float) -> None:
    one = profile(make_customer(), {H: (good, bad)})
    standing = standings(one.sums)[H]
    assert one.score(H) == standing.score
    assert one.band(H) == (stage_of(standing.score) if standing.known else None)
    assert one.band(U) is None


def test_everyone_is_counted_once_for_each_question() -> None:
    found = spread(EVERYONE)
    assert list(found) == list(Question)
    for one in found.values():
        assert set(one.counts) == set(BANDS)
        assert sum(one.counts.values()) == len(EVERYONE)
    assert found[F].counts[None] == 2
    assert found[F].counts[DepthStage.NEW] == 2
    assert found[F].counts[DepthStage.INNER_CIRCLE] == 1


def test_the_median_is_of_those_known() -> None:
    found = spread(EVERYONE)
    assert found[F].median == pytest.approx(ANA.score(F))
    assert spread([EVE])[F].median is None


def test_the_weak_come_first_then_the_unknown() -> None:
    assert names(Wish()) == ["Ben", "Ana", "Dee", "Cho", "Eve"]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order.QUESTION, ["Dee", "Ben", "Ana", "Cho", "Eve"]),
        (Order.NAME, ["Ana", "Ben", "Cho", "Dee", "Eve"]),
        (Order.DEEPEST, ["Dee", "Cho", "Ana", "Ben", "Eve"]),
    ],
)
def test_other_orders(order: Order, wanted: list[str]) -> None:
    assert names(Wish(order=order)) == wanted


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (Wish(text="CAFE al"), {"Ana"}),
        (Wish(text="wholesale"), {"Ana", "Ben"}),
        (Wish(text="ana vip"), set[str]()),
        (Wish(stage=Stage.LOST), {"Ben"}),
        (Wish(tag="wholesale"), {"Ana", "Ben"}),
        (Wish(tag="vip"), {"Ben"}),
        (Wish(weakest=F), {"Ana", "Ben"}),
        (Wish(weakest=U), set[str]()),
        (Wish(unknown=True), {"Cho", "Eve"}),
        (Wish(spot=(F, None)), {"Cho", "Eve"}),
        (Wish(spot=(F, DepthStage.NEW)), {"Ana", "Ben"}),
        (Wish(spot=(F, DepthStage.NEW), stage=Stage.CUSTOMER), {"Ana"}),
    ],
)
def test_a_wish_finds_whom_it_names(wish: Wish, wanted: set[str]) -> None:
    assert set(names(wish)) == wanted


def test_how_people_stand_does_not_narrow_what_is_counted() -> None:
    assert matching(EVERYONE, Wish(weakest=F, unknown=True, spot=(U, None))) == EVERYONE
