"""The words for kinds and questions, and the evidence table as the owner reads it."""

from dataclasses import dataclass, replace
from functools import cache

from trustjournal.domain import evidence
from trustjournal.domain.choices import (
    Kind,
    PromiseOutcome,
    Question,
    Topic,
)
from trustjournal.domain.evidence import Rule
from trustjournal.i18n import _


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of the evidence table: the event, the question it speaks to, how it counts."""

    event: str
    question: str
    quality: str
    size: str


@cache
def kind_word(kind: Kind) -> str:
    """Return the owner's word for a kind of touchpoint."""
    return {
        Kind.CONVERSATION: _("Conversation"),
        Kind.VISIT: _("Visit"),
        Kind.ENQUIRY: _("Enquiry"),
        Kind.MEETING: _("Meeting"),
        Kind.ORDER: _("Order"),
        Kind.DELIVERY: _("Delivery"),
        Kind.ADVICE: _("Advice"),
        Kind.PRICE: _("Talk about price"),
        Kind.THANKS: _("Thanks"),
        Kind.PRAISE: _("Praise"),
        Kind.REFERENCE: _("Warm reference"),
        Kind.LUKEWARM_REFERENCE: _("Lukewarm reference"),
        Kind.RENEWAL: _("Renewal on time"),
        Kind.RENEWAL_LATE: _("Renewal late"),
        Kind.EXPANSION: _("Bought more"),
        Kind.LEAP_OF_FAITH: _("Leap of faith"),
        Kind.FOOT_DRAGGING: _("Foot-dragging"),
        Kind.PROOF_AGAIN: _("Asked for proof again"),
        Kind.COMPLAINT: _("Complaint"),
        Kind.ASK: _("Asked for something"),
        Kind.MISSED_CALL: _("Missed call"),
    }[kind]


def question_word(question: Question) -> str:
    """Return one of the four questions as the customer would ask it."""
    return {
        Question.UNDERSTANDS: _("Do they understand what I need?"),
        Question.DELIVERS: _("Will they do what they say?"),
        Question.ABLE: _("Do they have what it takes?"),
        Question.FAIR: _("Are they fair and accountable?"),
    }[question]


def table_lines() -> list[TableLine]:
    """Return the whole evidence table in the owner's language."""
    promises = {
        PromiseOutcome.KEPT: _("Promise kept"),
        PromiseOutcome.LATE: _("Promise kept late"),
        PromiseOutcome.BROKEN: _("Promise broken"),
    }
    return [
        *(_line(kind_word(kind), rule) for kind, rule in evidence.TABLE.items()),
        _line(_("Enquiry answered in time"), evidence.ANSWERED, fixed=True),
        _line(_("Enquiry left waiting"), evidence.LEFT_WAITING, fixed=True),
        *_complaint_lines(),
        *(_line(promises[o], rule, fixed=True) for o, rule in evidence.PROMISES.items()),
        _line(_("Promise broken, told first"), evidence.BROKEN_BUT_TOLD, fixed=True),
        _line(_("Gesture well received"), evidence.GESTURE),
        _line(_("What they need, told or updated"), evidence.ANSWERS[Topic.NEED], fixed=True),
        _line(_("Risk, price or our share, told"), evidence.ANSWERS[Topic.PRICE], fixed=True),
        _line(
            _("Price found unfair"),
            replace(evidence.ANSWERS[Topic.PRICE], quality=evidence.FOUND_UNFAIR),
            fixed=True,
        ),
        TableLine(kind_word(Kind.ASK), "", _("says nothing"), ""),
        TableLine(kind_word(Kind.MISSED_CALL), "", _("says nothing"), ""),
        TableLine(_("Promise renegotiated"), "", _("says nothing"), ""),
    ]


def _line(event: str, rule: Rule, *, fixed: bool = False) -> TableLine:
    if rule.quality is None:
        quality = _("by how it felt")
    elif fixed:
        quality = _number(rule.quality)
    else:
        quality = _("{quality}, or by how it felt").format(quality=_number(rule.quality))
    return TableLine(event, question_word(rule.question), quality, _size(rule.size))


def _complaint_lines() -> list[TableLine]:
    size = evidence.COMPLAINT_SIZE / len(evidence.COMPLAINT_QUESTIONS)
    bad = evidence.COMPLAINT_QUALITY
    felt = _("{strong}, or {mild} if mild; does not fade until it is put right")
    events = (
        (kind_word(Kind.COMPLAINT), felt.format(strong=_number(bad), mild=_number(bad / 2))),
        (_("Complaint put right"), _number(-bad * evidence.PUT_RIGHT)),
    )
    return [
        TableLine(event, question_word(question), quality, _size(size))
        for event, quality in events
        for question in evidence.COMPLAINT_QUESTIONS
    ]


def _number(quality: float) -> str:
    """Write a quality as the table shows it: +1, −½."""
    sign = "+" if quality > 0 else "−"
    return sign + {1.0: "1", 0.5: "½"}.get(abs(quality), f"{abs(quality):g}")


def _size(size: float) -> str:
    return "½" if size == 0.5 else f"{size:g}"
