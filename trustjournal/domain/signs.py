"""The nine signs by which trust, or the lack of it, is felt, and whether they agree with depth.

The signs are evidence too and move the depth, so beside it they would agree with themselves.
Therefore they are held against the depth of everything else: the evidence of whatever is no sign.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from trustjournal.domain import depth
from trustjournal.domain.choices import Kind
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Touchpoint

SIGNS: tuple[Kind, ...] = (
    Kind.RENEWAL,
    Kind.RENEWAL_LATE,
    Kind.EXPANSION,
    Kind.LEAP_OF_FAITH,
    Kind.PRAISE,
    Kind.REFERENCE,
    Kind.LUKEWARM_REFERENCE,
    Kind.FOOT_DRAGGING,
    Kind.PROOF_AGAIN,
)
"""In their order; the key of each is its place, from 1."""

LACKING: frozenset[Kind] = frozenset(
    {Kind.RENEWAL_LATE, Kind.LUKEWARM_REFERENCE, Kind.FOOT_DRAGGING, Kind.PROOF_AGAIN}
)
"""Those that show a lack of trust."""

RECENT = timedelta(days=365)
"""How long a sign speaks for today: a renewal comes once a year."""
ENOUGH = 2
"""Fewer recent signs say nothing; one may be chance."""
CLEAR = 0.75
"""The share of the recent signs that must point one way before they say anything."""


class Verdict(StrEnum):
    """What the signs say about the rest of the log."""

    AGREES = "agrees"
    FLATTERS = "flatters"
    UNDERRATES = "underrates"


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict, the signs that give it with how often each was seen, and when the first was.

    `stage` is where everything but the signs puts the depth.
    """

    verdict: Verdict
    counts: Mapping[Kind, int]
    since: datetime
    stage: DepthStage


def key_of(sign: Kind) -> str:
    """Return the digit that logs a sign."""
    return str(SIGNS.index(sign) + 1)


def seen(touchpoints: Iterable[Touchpoint], since: datetime, now: datetime) -> list[Touchpoint]:
    """Return the signs among the touchpoints after `since` and until `now`, newest first."""
    found = (touch for touch in touchpoints if touch.kind in SIGNS)
    within = (touch for touch in found if since < touch.happened_at <= now)
    return sorted(within, key=lambda touch: (touch.happened_at, touch.id), reverse=True)


def of(touchpoints: Iterable[Touchpoint], since: datetime, now: datetime) -> Counter[Kind]:
    """Count the signs after `since` and until `now`."""
    return Counter(touch.kind for touch in seen(touchpoints, since, now))


def check(
    touchpoints: Sequence[Touchpoint],
    evidence: Iterable[depth.Evidence],
    now: datetime,
    settings: depth.Settings = depth.DEFAULT,
) -> Check | None:
    """Hold one customer's recent signs against the depth of everything else.

    `evidence` is all of theirs; that of signs, old ones too, is left out here. Where three of four
    recent signs show trust but the rest is New or Acquainted, the log underrates it; where three
    of four show a lack but the rest is Trusted or more, it flatters. Both high or both low agree.

    Returns:
        None where there are too few signs, they are mixed, or the rest is neither high nor low.
    """
    recent = seen(touchpoints, now - RECENT, now)
    lacking = [touch for touch in recent if touch.kind in LACKING]
    trusting = [touch for touch in recent if touch.kind not in LACKING]
    leading = max(trusting, lacking, key=len)
    if len(recent) < ENOUGH or len(leading) < CLEAR * len(recent):
        return None
    signs = {touch.id for touch in touchpoints if touch.kind in SIGNS}
    rest = [item for item in evidence if item.source_id not in signs]
    stage = depth.depth_at(rest, now, settings).stage
    verdict = _verdict(stage, trusts=leading is trusting)
    if verdict is None:
        return None
    counts = Counter(touch.kind for touch in leading)
    return Check(verdict, counts, leading[-1].happened_at, stage)


def _verdict(stage: DepthStage, *, trusts: bool) -> Verdict | None:
    if stage.floor >= DepthStage.TRUSTED.floor:
        return Verdict.AGREES if trusts else Verdict.FLATTERS
    if stage.floor < DepthStage.FAMILIAR.floor:
        return Verdict.UNDERRATES if trusts else Verdict.AGREES
    return None
