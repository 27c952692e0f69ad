"""The four questions of everyone: where each person stands, how they spread, and who is wanted."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trustjournal.domain import depth_sums, questions
from trustjournal.domain.choices import (
    Question,
    Stage,
)
from trustjournal.domain.depth import DEFAULT, Settings
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.finding import asked, fold, holds, searched, wears
from trustjournal.domain.questions import Standing, Sums
from trustjournal.domain.records import Customer

Band = DepthStage | None
"""Where a question stands in a word; None where it is not known."""

BANDS: tuple[Band, ...] = (*reversed(DepthStage), None)
"""Every band, the best first."""

_UNKNOWN = len(BANDS) - 1
_NOTHING = (0.0, 0.0)
_FLOORS = [stage.floor for stage in DepthStage]
_SLACK = 1e-9  # as in `depth_stage`
_ORDER = {question: place for place, question in enumerate(Question)}


class Order(StrEnum):
    """In which order people are shown."""

    WEAKEST = "weakest"
    QUESTION = "question"
    NAME = "name"
    DEEPEST = "deepest"


@dataclass(frozen=True, slots=True)
class Profile:
    """One customer's four questions; `lowest` is None where nothing is known about any.

    `packed` are the sums, `scores` and `places` (in `BANDS`) stand in the order of `Question`:
    plain numbers, for ten thousand profiles of many small objects would keep Python's collector
    of garbage busy while the owner scrolls.
    """

    customer: Customer
    packed: depth_sums.Sums
    scores: tuple[float, ...]
    places: tuple[int, ...]
    lowest: Question | None

    @property
    def sums(self) -> Sums:
        """The sums from which everything else follows."""
        return depth_sums.by_question(self.packed)

    def score(self, question: Question) -> float:
        """Return the score of a question, 0 to 100."""
        return self.scores[_ORDER[question]]

    def band(self, question: Question) -> Band:
        """Return in which band a question stands."""
        return BANDS[self.places[_ORDER[question]]]


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom the owner wants to see.

    All `words` of a text are in name, company or tags; `unknown` asks for those of whom too little
    is known to call a question the weakest; `spot` for one band of one question.
    """

    text: str = ""
    stage: Stage | None = None
    tag: str = ""
    weakest: Question | None = None
    unknown: bool = False
    spot: tuple[Question, Band] | None = None
    order: Order = Order.WEAKEST


@dataclass(frozen=True, slots=True)
class Spread:
    """How many people stand in each band of one question, and the median of those known."""

    counts: Mapping[Band, int]
    median: float | None


def profile(customer: Customer, sums: Sums, settings: Settings = DEFAULT) -> Profile:
    """Return the profile of one customer."""
    standing = questions.standings(sums, settings)
    return Profile(
        customer,
        tuple(part for question in Question for part in sums.get(question, _NOTHING)),
        tuple(one.score for one in standing.values()),
        tuple(_place(one) for one in standing.values()),
        questions.lowest(standing, settings),
    )


def spread(profiles: Iterable[Profile]) -> dict[Question, Spread]:
    """Return how people spread over the bands of each question."""
    everyone = list(profiles)
    found: dict[Question, Spread] = {}
    for question, order in _ORDER.items():
        counts = Counter(one.places[order] for one in everyone)
        median = questions.median_of(
            one.scores[order] for one in everyone if one.places[order] != _UNKNOWN
        )
        found[question] = Spread({band: counts[n] for n, band in enumerate(BANDS)}, median)
    return found


def matching(profiles: Iterable[Profile], wish: Wish) -> list[Profile]:
    """Return those whom text, stage and tag of a wish name; how they stand does not count."""
    wanted = asked(wish.text)
    return [
        one
        for one in profiles
        if (wish.stage is None or one.customer.stage is wish.stage)
        and (not wish.tag or wears(one.customer.tags, wish.tag))
        and (not wanted or _holds(one.customer, wanted))
    ]


def chosen(profiles: Iterable[Profile], wish: Wish) -> list[Profile]:
    """Return those of the people who stand as a wish says, in its order."""
    found = [
        one
        for one in profiles
        if (wish.weakest is None or (one.lowest is wish.weakest and _known(one)))
        and not (wish.unknown and _known(one))
        and (wish.spot is None or one.band(wish.spot[0]) is wish.spot[1])
    ]
    keys = {
        Order.WEAKEST: _by_weakest,
        Order.QUESTION: _by_question,
        Order.NAME: _by_name,
        Order.DEEPEST: _by_depth,
    }
    return sorted(found, key=keys[wish.order])


def _place(standing: Standing) -> int:
    """Return the place in `BANDS`, as `stage_of` would, which takes too long for everyone."""
    if not standing.known:
        return _UNKNOWN
    return _UNKNOWN - bisect_right(_FLOORS, standing.score + _SLACK)


def _known(one: Profile) -> bool:
    return one.lowest is not None and one.places[_ORDER[one.lowest]] != _UNKNOWN


def _holds(customer: Customer, wanted: Sequence[str]) -> bool:
    return holds(searched(customer.name, customer.company, customer.tags), wanted)


def _by_weakest(one: Profile) -> tuple[int, float, str]:
    """Put the weak first, then those of whom a part is unknown, then those of whom all is."""
    if one.lowest is None:
        return 2, 0.0, fold(one.customer.name)
    return int(not _known(one)), one.score(one.lowest), fold(one.customer.name)


def _by_question(one: Profile) -> tuple[int, int, float, str]:
    place = len(_ORDER) if one.lowest is None else _ORDER[one.lowest]
    group, score, name = _by_weakest(one)
    return place, group, score, name


def _by_name(one: Profile) -> str:
    return fold(one.customer.name)


def _by_depth(one: Profile) -> tuple[float, str]:
    return -sum(one.scores), fold(one.customer.name)
