"""How deep the trust of one customer is, from logged evidence on the four questions.

The model, its parameters and its oracles are those of the design's models.md, section 1.
Instants are in UTC, half-lives are days, scores run from 0 to 100. An instant given without a zone
is taken as in UTC, a plain day as its first moment.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush, nlargest
from itertools import groupby
from math import fsum
from uuid import UUID

from trustjournal.domain.beta import quantile
from trustjournal.domain.choices import Question
from trustjournal.domain.depth_stage import DepthStage, stage_of

_DAY = timedelta(days=1)
_PLACES = {question: place for place, question in enumerate(Question)}
_TAIL = 0.1  # of the 80 % band, on either side


def _equal_weights() -> Mapping[Question, float]:
    return dict.fromkeys(Question, 1 / len(Question))


@dataclass(frozen=True, slots=True)
class Settings:
    """The parameters H, kappa, K, m0 and pi of the model.

    Raises:
        ValueError: a parameter is outside its range, or the weights do not sum to 1.
    """

    half_life_days: float = 180.0
    bad_weight: float = 2.0
    prior_strength: float = 4.0
    prior_mean: float = 0.2
    weights: Mapping[Question, float] = field(default_factory=_equal_weights, hash=False)

    def __post_init__(self) -> None:
        if min(self.half_life_days, self.bad_weight, self.prior_strength) <= 0:
            raise ValueError("half-life, weight of bad evidence and prior strength are positive")
        if not 0 < self.prior_mean < 1:
            raise ValueError("the prior mean lies between 0 and 1")
        if set(self.weights) != set(Question) or abs(fsum(self.weights.values()) - 1) > 1e-9:
            raise ValueError("the weights of the four questions sum to 1")


DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one event says about one question: `quality` from -1 to 1, `size` above 0.

    It fades from `at` on, or from `fades_from` where that comes later: an open complaint does
    not fade until it is put right.
    """

    at: datetime
    question: Question
    quality: float
    size: float
    source_id: UUID
    fades_from: datetime | None = None

    def __post_init__(self) -> None:
        if not (-1 <= self.quality <= 1 and self.size > 0):
            raise ValueError(f"no evidence has quality {self.quality} and size {self.size}")
        # In UTC, because within one zone datetime counts by the clock on the wall.
        object.__setattr__(self, "at", _utc(self.at))
        if self.fades_from is not None:
            object.__setattr__(self, "fades_from", _utc(self.fades_from))

    @property
    def fading_since(self) -> datetime:
        """The instant until which it weighs in full."""
        return self.at if self.fades_from is None else max(self.at, self.fades_from)


@dataclass(frozen=True, slots=True)
class Range:
    """A score and its likely range, the 80 % band."""

    score: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """How many points of the depth above or below a stranger's one piece of evidence holds."""

    evidence: Evidence
    points: float


@dataclass(frozen=True, slots=True)
class Depth:
    """The depth of one customer at one instant, and the evidence it is made of."""

    score: float
    low: float
    high: float
    by_question: Mapping[Question, Range]
    contributions: tuple[Contribution, ...]

    @property
    def stage(self) -> DepthStage:
        """The word shown beside the score."""
        return stage_of(self.score)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One event of the ledger: the fading since the line before, its jump, the depth after.

    The last line, at the instant asked for, has no source and no jump.
    """

    at: datetime
    source_id: UUID | None
    fading: float
    jump: float
    depth: float


@dataclass(frozen=True, slots=True)
class Sample:
    """One point of the curve to draw."""

    at: datetime
    score: float
    low: float
    high: float


def depth_at(evidence: Iterable[Evidence], now: datetime, settings: Settings = DEFAULT) -> Depth:
    """Return the depth at `now`; evidence after it does not count yet."""
    now = _utc(now)
    known = sorted((item for item in evidence if item.at <= now), key=_order)
    weights = [_weight(item, settings) * _left(item, now, settings) for item in known]
    betas = {question: _prior(settings) for question in Question}
    for item, weight in zip(known, weights, strict=True):
        a, b = betas[item.question]
        betas[item.question] = (a + weight, b) if item.quality > 0 else (a, b + weight)
    contributions = tuple(
        Contribution(
            item,
            100
            * settings.weights[item.question]
            * weight
            * ((item.quality > 0) - settings.prior_mean)
            / sum(betas[item.question]),
        )
        for item, weight in zip(known, weights, strict=True)
    )
    overall = _overall(betas, settings)
    by_question = {question: _range(*beta) for question, beta in betas.items()}
    return Depth(overall.score, overall.low, overall.high, by_question, contributions)


def from_sums(sums: Mapping[Question, tuple[float, float]], settings: Settings = DEFAULT) -> float:
    """Return the score from sums already decayed to the same instant.

    Per question: the sum of size x quality x decay over good evidence, and that of
    size x |quality| x decay over bad evidence, before its double weight. A question without
    evidence may be left out.
    """
    a, b = _prior(settings)
    return 100 * fsum(
        weight * (a + good) / (a + good + b + settings.bad_weight * bad)
        for question, weight in settings.weights.items()
        for good, bad in (sums.get(question, (0.0, 0.0)),)
    )


def ledger(
    evidence: Iterable[Evidence], now: datetime, settings: Settings = DEFAULT
) -> list[LedgerLine]:
    """Return every event that moved the depth, oldest first, and a last line at `now`.

    The opening is a stranger's prior; it, the jumps and the fading add up to the depth at `now`.
    What one source says at one instant is one line.
    """
    now = _utc(now)
    tally = _Tally(settings)
    depth = tally.score()
    lines: list[LedgerLine] = []
    for at, source_id, group in _events(evidence, now):
        tally.advance(at)
        before = tally.score()
        tally.add(group)
        after = tally.score()
        lines.append(LedgerLine(at, source_id, before - depth, after - before, after))
        depth = after
    tally.advance(now)
    lines.append(LedgerLine(now, None, tally.score() - depth, 0.0, tally.score()))
    return lines


def next_goes_well(
    evidence: Iterable[Evidence],
    now: datetime,
    base_rate: float,
    settings: Settings = DEFAULT,
) -> float:
    """Return the chance that the next one goes well, from the journal's own `base_rate`."""
    now = _utc(now)
    good = everything = 0.0
    for item in evidence:
        if item.at <= now:
            weight = _weight(item, settings) * _left(item, now, settings)
            everything += weight
            good += weight if item.quality > 0 else 0.0
    strength = settings.prior_strength
    return (strength * base_rate + good) / (strength + everything)


def base_rate(good: int, everything: int) -> float:
    """Return the chance that anything goes well: how much of what a whole journal says is good.

    Both are counted in pieces of evidence. Before there is any it is 9 of 10.
    """
    return (9 + good) / (10 + everything)


def series(
    evidence: Iterable[Evidence],
    since: datetime,
    until: datetime,
    settings: Settings = DEFAULT,
    points: int = 120,
) -> list[Sample]:
    """Return the curve from `since` to `until`: about `points` instants evenly apart.

    Each event adds a sample just before and one just after it, at the same instant; where there
    are more events than `points`, the weightiest do.
    """
    since, until = _utc(since), _utc(until)
    events = list(_events(evidence, until))
    within = (event for event in events if event[0] >= since)
    sharp = {event[:2] for event in nlargest(points, within, key=_event_size)}
    step = (until - since) / max(points - 1, 1)
    grid = [*(since + step * n for n in range(points - 1)), until]
    tally = _Tally(settings)
    samples: list[Sample] = []
    for at, source_id, group in events:
        while grid[0] < at:
            samples.append(tally.sample(grid.pop(0)))
        if (at, source_id) in sharp:
            samples.append(tally.sample(at))
            tally.add(group)
            samples.append(tally.sample(at))
        else:
            tally.advance(at)
            tally.add(group)
    samples.extend(tally.sample(at) for at in grid)
    return samples


_Event = tuple[datetime, UUID, list[Evidence]]


def _utc(moment: date) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _order(item: Evidence) -> tuple[datetime, UUID]:
    return item.at, item.source_id


def _event_size(event: _Event) -> float:
    return sum(item.size * abs(item.quality) for item in event[2])


def _events(evidence: Iterable[Evidence], until: datetime) -> Iterator[_Event]:
    """Yield what each source said at one instant, in order of time."""
    known = sorted((item for item in evidence if item.at <= until), key=_order)
    for (at, source_id), group in groupby(known, key=_order):
        yield at, source_id, list(group)


def _weight(item: Evidence, settings: Settings) -> float:
    return item.size * abs(item.quality) * (settings.bad_weight if item.quality < 0 else 1.0)


def _left(item: Evidence, now: datetime, settings: Settings) -> float:
    return _decay(max((now - item.fading_since) / _DAY, 0.0), settings)


def _decay(days: float, settings: Settings) -> float:
    return 2.0 ** (-days / settings.half_life_days)


def _prior(settings: Settings) -> tuple[float, float]:
    strength, mean = settings.prior_strength, settings.prior_mean
    return strength * mean, strength * (1 - mean)


def _range(a: float, b: float) -> Range:
    return Range(100 * a / (a + b), 100 * quantile(_TAIL, a, b), 100 * quantile(1 - _TAIL, a, b))


def _overall(betas: Mapping[Question, tuple[float, float]], settings: Settings) -> Range:
    """Match the mean and the variance of the four questions together to one Beta."""
    mean = variance = 0.0
    for question, (a, b) in betas.items():
        weight, total = settings.weights[question], a + b
        mean += weight * a / total
        variance += weight * weight * a * b / (total * total * (total + 1))
    strength = mean * (1 - mean) / variance - 1
    return _range(mean * strength, (1 - mean) * strength)


class _Tally:
    """Running sums of one customer's evidence, moved forward in time one step at a time.

    Pairs of numbers, good and bad, per question in the order of `Question`.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._weights = [settings.weights[question] for question in Question]
        self._at: datetime | None = None
        self._fading = [(0.0, 0.0)] * len(Question)
        self._whole = [(0.0, 0.0)] * len(Question)
        self._held: list[tuple[datetime, int, Evidence]] = []  # those in _whole, soonest first
        self._added = 0

    def advance(self, at: datetime) -> None:
        """Let everything fade until `at`, which may not lie before an earlier instant."""
        if self._at is not None and at > self._at:
            left = _decay((at - self._at) / _DAY, self._settings)
            self._fading = [(good * left, bad * left) for good, bad in self._fading]
        self._at = at
        if self._held and self._held[0][0] <= at:
            self._release(at)

    def add(self, group: Iterable[Evidence]) -> None:
        """Count evidence of the instant that was advanced to."""
        for item in group:
            if self._at is None or item.fading_since > self._at:
                self._added += 1
                heappush(self._held, (item.fading_since, self._added, item))
                self._count(self._whole, item)
            else:
                self._count(self._fading, item)

    def score(self) -> float:
        """Return the depth at the instant that was advanced to."""
        betas = zip(self._weights, self._betas(), strict=True)
        return 100 * sum(weight * a / (a + b) for weight, (a, b) in betas)

    def sample(self, at: datetime) -> Sample:
        """Advance to `at` and return the depth there with its likely range."""
        self.advance(at)
        betas = dict(zip(Question, self._betas(), strict=True))
        overall = _overall(betas, self._settings)
        return Sample(at, overall.score, overall.low, overall.high)

    def _release(self, at: datetime) -> None:
        """Let what began to fade by `at` fade, and sum up anew what does not yet."""
        while self._held and self._held[0][0] <= at:
            item = heappop(self._held)[2]
            self._count(self._fading, item, _left(item, at, self._settings))
        self._whole = [(0.0, 0.0)] * len(Question)
        for _since, _number, item in self._held:
            self._count(self._whole, item)

    def _count(self, sums: list[tuple[float, float]], item: Evidence, left: float = 1.0) -> None:
        place = _PLACES[item.question]
        good, bad = sums[place]
        weight = _weight(item, self._settings) * left
        sums[place] = (good + weight, bad) if item.quality > 0 else (good, bad + weight)

    def _betas(self) -> list[tuple[float, float]]:
        a, b = _prior(self._settings)
        return [
            (a + fading[0] + whole[0], b + fading[1] + whole[1])
            for fading, whole in zip(self._fading, self._whole, strict=True)
        ]
