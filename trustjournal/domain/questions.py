"""Where each of the four questions of trust stands with a customer, and which is the weakest.

The scores and their likely ranges are those of `domain.depth`, from sums already faded to one
instant, so that one person and ten thousand are read alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from trustjournal.domain.beta import quantile
from trustjournal.domain.choices import Question
from trustjournal.domain.depth import DEFAULT, Evidence, Range, Settings
from trustjournal.domain.depth_stage import DepthStage

Sums = Mapping[Question, tuple[float, float]]
"""Good and bad evidence per question as `depth.from_sums` takes them, before the double weight."""

KNOWN = 0.5
"""From which weight on a question counts as known: one ordinary event that went well today."""

_TAIL = 0.1  # of the 80 % band, on either side
_DAY = 86_400


class Verdict(StrEnum):
    """How sure it is which question is the weakest."""

    UNKNOWN = "unknown"
    """Too little is known about it to say that it is weak."""
    SEEMS_WEAKEST = "seems_weakest"
    """Another one lies within its likely range."""
    WEAKEST = "weakest"
    """All others that are known lie above its likely range."""
    STRONG = "strong"
    """Even the weakest is trusted."""


class Standing(NamedTuple):
    """The score of one question, 0 to 100, and the weight of what is left of its evidence.

    A tuple, because four are made for everyone at once.
    """

    score: float
    weight: float

    @property
    def known(self) -> bool:
        """Whether there is enough evidence to call it weak or strong."""
        return self.weight >= KNOWN


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest of the four questions, and how sure that is."""

    question: Question
    verdict: Verdict


def sums_of(evidence: Iterable[Evidence], now: datetime, settings: Settings = DEFAULT) -> Sums:
    """Return what is left at `now` of one customer's evidence; what comes later does not count."""
    now = now.astimezone(UTC)
    sums = dict.fromkeys(Question, (0.0, 0.0))
    for item in evidence:
        if item.at <= now:
            weight = item.size * abs(item.quality) * left_of(item, now, settings)
            good, bad = sums[item.question]
            better = item.quality > 0
            sums[item.question] = (good + weight, bad) if better else (good, bad + weight)
    return sums


def left_of(item: Evidence, now: datetime, settings: Settings = DEFAULT) -> float:
    """Return which part of a piece of evidence is left at `now`, from 1 down to 0."""
    days = max((now - item.fading_since).total_seconds() / _DAY, 0.0)
    return 2.0 ** (-days / settings.half_life_days)


def standings(sums: Sums, settings: Settings = DEFAULT) -> dict[Question, Standing]:
    """Return where each question stands, in the order of `Question`."""
    return {
        question: Standing(100 * a / (a + b), a + b - settings.prior_strength)
        for question, (a, b) in _betas(sums, settings).items()
    }


def likely(sums: Sums, settings: Settings = DEFAULT) -> dict[Question, Range]:
    """Return the score of each question with its likely range; takes about 0.2 ms."""
    return {question: _range(*beta) for question, beta in _betas(sums, settings).items()}


def lowest(standing: Mapping[Question, Standing], settings: Settings = DEFAULT) -> Question | None:
    """Return the question with the lowest score, None where nothing is known about any.

    One that is not known counts as a stranger's; of several such, the one with least evidence,
    then the one that is asked first. So what speaks against us comes before what nobody knows, and
    that before what speaks for us.
    """
    if not any(one.known for one in standing.values()):
        return None
    stranger = 100 * settings.prior_mean

    def order(question: Question) -> tuple[float, float]:
        one = standing[question]
        return (one.score, 0.0) if one.known else (stranger, one.weight)

    return min(Question, key=order)


def weakest(sums: Sums, settings: Settings = DEFAULT) -> Weakest | None:
    """Return the weakest question and how sure that is, None where nothing is known."""
    standing = standings(sums, settings)
    question = lowest(standing, settings)
    if question is None:
        return None
    if not standing[question].known:
        return Weakest(question, Verdict.UNKNOWN)
    if standing[question].score >= DepthStage.TRUSTED.floor:
        return Weakest(question, Verdict.STRONG)
    high = _range(*_betas(sums, settings)[question]).high
    others = [one.score for other, one in standing.items() if other is not question and one.known]
    sure = bool(others) and min(others) > high
    return Weakest(question, Verdict.WEAKEST if sure else Verdict.SEEMS_WEAKEST)


def median_of(scores: Iterable[float]) -> float | None:
    """Return the median of the scores, None of none."""
    found = list(scores)
    return median(found) if found else None


def _range(a: float, b: float) -> Range:
    return Range(100 * a / (a + b), 100 * quantile(_TAIL, a, b), 100 * quantile(1 - _TAIL, a, b))


def _betas(sums: Sums, settings: Settings) -> dict[Question, tuple[float, float]]:
    strength, mean = settings.prior_strength, settings.prior_mean
    return {
        question: (
            strength * mean + good,
            strength * (1 - mean) + settings.bad_weight * bad,
        )
        for question in Question
        for good, bad in (sums.get(question, (0.0, 0.0)),)
    }
