"""What the lines of a ledger are called, and how its parameters read in a sentence."""

from datetime import datetime

from trustjournal.domain import words
from trustjournal.domain.choices import (
    Kind,
    PromiseOutcome,
    Topic,
)
from trustjournal.domain.depth import Settings
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.needs_words import told_about
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.i18n import _, ngettext

Source = Touchpoint | Promise | Gesture | Answer


def event_name(record: Source, at: datetime) -> str:
    """Return what happened at `at`: of one touchpoint a later line may tell how it went on."""
    match record:
        case Touchpoint():
            return _touchpoint(record, at)
        case Promise():
            return {
                PromiseOutcome.LATE: _("Promise kept late"),
                PromiseOutcome.BROKEN: _("Promise broken"),
            }.get(record.outcome or PromiseOutcome.KEPT, _("Promise kept"))
        case Gesture():
            return _("Gesture")
        case Answer():
            return _answer(record)


def own_words(record: Source) -> str:
    """Return the owner's own words about it."""
    match record:
        case Touchpoint():
            return record.note
        case Gesture():
            return record.title
        case Promise() | Answer():
            return words.sentence(record.text)


def happened_later(record: Source, at: datetime) -> bool:
    """Tell whether a line is about how a touchpoint went on, not about the touch itself."""
    return isinstance(record, Touchpoint) and at != record.happened_at


def counted(settings: Settings) -> str:
    """Say by which parameters the depth is counted."""
    days = round(settings.half_life_days)
    half = ngettext(
        "What happened counts half as much after {count} day",
        "What happened counts half as much after {count} days",
        days,
    ).format(count=days)
    if settings.bad_weight == 1:
        return _("{half}; bad weighs as much as good.").format(half=half)
    return _("{half}; bad weighs {times} times as much as good.").format(
        half=half, times=f"{settings.bad_weight:g}"
    )


def _touchpoint(touch: Touchpoint, at: datetime) -> str:
    if at == touch.happened_at:
        return kind_word(touch.kind)
    if touch.kind is Kind.COMPLAINT:
        return _("Complaint put right")
    if at == touch.answered_at:
        return _("Enquiry answered in time")
    return _("Enquiry left waiting")


def _answer(answer: Answer) -> str:
    if answer.topic is Topic.PRICE and answer.fair is not None:
        return _("Price found fair") if answer.fair else _("Price found unfair")
    return told_about(answer.topic)
