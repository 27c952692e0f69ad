"""When a customer may be asked to refer somebody, and why not yet (models.md, section 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trustjournal.domain import evidence, giving, giving_words
from trustjournal.domain.agenda import UNDATED_PROMISE
from trustjournal.domain.choices import (
    Began,
    Kind,
    Side,
)
from trustjournal.domain.depth_stage import DepthStage, stage_of
from trustjournal.domain.records import (
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether a referral may be asked for, and the reason in a sentence."""

    ok: bool
    why: str


def may_ask(
    depth: float,
    touchpoints: Iterable[Touchpoint],
    promises: Iterable[Promise],
    gestures: Iterable[Gesture],
    now: datetime,
    *,
    no_ask_days: int,
) -> Advice:
    """Return whether a referral may be asked of a customer at `now`, aware and local.

    The records are the customer's own. Open are a complaint not put right, an enquiry waiting for
    an answer, and a promise due or late; one due later hinders nothing, for work under way is no
    debt. A thank-you note is no gift. What is in the way comes first that can be mended first.
    """
    known = [touch for touch in touchpoints if touch.happened_at <= now]
    in_the_way = (
        _open_complaint(known)
        or _waiting(known)
        or _due(promises, now.date())
        or _last_touch(known)
        or _gift(gestures, now.date(), no_ask_days)
        or _shallow(depth)
    )
    if in_the_way:
        return Advice(False, in_the_way)
    why = _("Trust is deep, nothing is open, and the last touch felt good: a good moment to ask.")
    return Advice(True, why)


def _open_complaint(touchpoints: Iterable[Touchpoint]) -> str:
    complaints = (touch for touch in touchpoints if touch.kind is Kind.COMPLAINT)
    if any(touch.resolved_at is None for touch in complaints):
        return _("A complaint is still open. Put it right first.")
    return ""


def _waiting(touchpoints: Iterable[Touchpoint]) -> str:
    enquiries = (touch for touch in touchpoints if touch.kind is Kind.ENQUIRY)
    if any(touch.began is Began.THEM and touch.answered_at is None for touch in enquiries):
        return _("They are waiting for an answer. Give it first.")
    return ""


def _due(promises: Iterable[Promise], today: date) -> str:
    due = sum(
        (promise.due_on or promise.made_on + timedelta(days=UNDATED_PROMISE)) <= today
        for promise in promises
        if promise.by is Side.US and promise.outcome is None
    )
    if not due:
        return ""
    if due == 1:
        return _("A promise is due. Keep it first.")
    return ngettext(
        "{count} promise is due. Keep it first.", "{count} promises are due. Keep them first.", due
    ).format(count=due)


def _last_touch(touchpoints: Iterable[Touchpoint]) -> str:
    met = (touch for touch in touchpoints if touch.kind is not Kind.MISSED_CALL)
    last = max(met, key=lambda touch: (touch.happened_at, touch.id), default=None)
    if last is None:
        return _("You have not been in touch yet.")
    said = evidence.weigh_felt(last.kind, last.feeling, last.question)
    if said is not None and said[1] > 0:
        return ""
    if said is None and last.feeling is None and last.kind is not Kind.COMPLAINT:
        return _("How the last touch felt is not noted. Wait for one that feels good.")
    return _("The last touch did not feel good. Wait for one that does.")


def _gift(gestures: Iterable[Gesture], today: date, no_ask_days: int) -> str:
    until = giving.rests_until(gestures, today, no_ask_days)
    return giving_words.rests(until, today) if until is not None else ""


def _shallow(depth: float) -> str:
    stage = stage_of(depth)
    if stage.floor >= DepthStage.TRUSTED.floor:
        return ""
    return _("Trust is at “{stage}” so far. Ask once it is “{trusted}”.").format(
        stage=stage.word, trusted=DepthStage.TRUSTED.word
    )
