"""The weakest of the four questions in words: what is, from the records, and what would help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.choices import (
    Kind,
    Question,
)
from trustjournal.domain.evidence import ANSWER_WITHIN
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.question_reasons import NEEDS, Cause, Finding, Reason
from trustjournal.domain.questions import Verdict, Weakest
from trustjournal.i18n import _, ngettext


class Deed(StrEnum):
    """What would help and can be begun at once."""

    OPEN_RECORD = "open_record"
    """Open the first of the reason's records."""
    SEE_PROMISES = "see_promises"
    MAKE_PROMISE = "make_promise"
    LOG_TOUCHPOINT = "log_touchpoint"
    ASK_NEEDS = "ask_needs"
    """Open the card of needs and fairness."""
    PREPARE_GESTURE = "prepare_gesture"

    @property
    def word(self) -> str:
        """The words on its button."""
        return {
            Deed.OPEN_RECORD: _("Open it"),
            Deed.SEE_PROMISES: _("See the promises"),
            Deed.MAKE_PROMISE: _("Make a promise"),
            Deed.LOG_TOUCHPOINT: _("Log a touchpoint"),
            Deed.ASK_NEEDS: _("Needs and fairness"),
            Deed.PREPARE_GESTURE: _("Plan a gesture"),
        }[self]


@dataclass(frozen=True, slots=True)
class Advice:
    """The weakest question (`verdict`), why (`fact`), what would `help`, and its `deed`.

    `sources` are the ids of the records that the fact counts, the oldest first.
    """

    question: Question | None
    verdict: str
    fact: str
    help: str
    deed: Deed
    sources: tuple[UUID, ...] = ()


@cache
def short_word(question: Question) -> str:
    """Return what a question is about, in a word for the head of a column."""
    return {
        Question.UNDERSTANDS: _("Understanding"),
        Question.DELIVERS: _("Reliability"),
        Question.ABLE: _("Ability"),
        Question.FAIR: _("Fairness"),
    }[question]


def advise(finding: Finding, today: date) -> Advice:
    """Say what `question_reasons.find` found."""
    cause, weakest = finding.reason.cause, finding.weakest
    return Advice(
        question=weakest.question if weakest else None,
        verdict=_verdict(finding),
        fact=_fact(finding.reason, today),
        help=_help(cause),
        deed=_DEEDS[cause],
        sources=finding.reason.sources,
    )


def short_verdict(weakest: Weakest | None) -> str:
    """Say in a few words which question is the weakest: "Fairness is the weakest"."""
    if weakest is None:
        return _("Little known yet")
    sentence = {
        Verdict.UNKNOWN: _("{question} not known yet"),
        Verdict.SEEMS_WEAKEST: _("{question} seems weakest"),
        Verdict.WEAKEST: _("{question} is the weakest"),
        Verdict.STRONG: _("All four stand well"),
    }[weakest.verdict]
    return sentence.format(question=short_word(weakest.question))


def _verdict(finding: Finding) -> str:
    weakest = finding.weakest
    if weakest is None:
        heard = any(one.weight > 0 for one in finding.standings.values())
        little = _("Little is known yet about any of the four questions.")
        return little if heard else _("Nothing is known yet about any of the four questions.")
    little = finding.standings[weakest.question].weight > 0
    sentence = {
        Verdict.UNKNOWN: _("Little is known now about “{question}”.")
        if little
        else _("Nothing is known yet about “{question}”."),
        Verdict.SEEMS_WEAKEST: _("“{question}” seems the weakest so far."),
        Verdict.WEAKEST: _("“{question}” is the weakest."),
        Verdict.STRONG: _("All four stand well; “{question}” has the most room to grow."),
    }[weakest.verdict]
    return sentence.format(question=question_word(weakest.question))


def _fact(reason: Reason, today: date) -> str:
    day = reason.since or today
    sentence = _open_fact(reason) or _held_fact(reason) or _missing_fact(reason)
    return sentence.format(
        count=reason.count,
        day=words.when(day, today),
        on=words.on(day, today),
        month=_month(day, today),
        days=ANSWER_WITHIN.days,
        total=len(NEEDS),
    )


def _open_fact(reason: Reason) -> str:
    count = reason.count
    match reason.cause:
        case Cause.OPEN_COMPLAINT:
            return ngettext(
                "{count} complaint has been open since {day}.",
                "{count} complaints are open, the oldest since {day}.",
                count,
            )
        case Cause.WAITING:
            return ngettext(
                "{count} enquiry has waited for an answer since {day}.",
                "{count} enquiries wait for an answer, the oldest since {day}.",
                count,
            )
        case Cause.OVERDUE:
            return ngettext(
                "{count} promise was due {on}.",
                "{count} promises are past their day, the oldest was due {on}.",
                count,
            )
        case Cause.OPEN_RISK:
            return ngettext(
                "Nothing is done yet about {count} risk that they run with you.",
                "Nothing is done yet about {count} risks that they run with you.",
                count,
            )
        case _:
            return ""


def _held_fact(reason: Reason) -> str:
    count = reason.count
    match reason.cause:
        case Cause.BROKEN:
            return ngettext(
                "{count} promise was broken since {month}.",
                "{count} promises were broken since {month}.",
                count,
            )
        case Cause.LATE:
            return ngettext(
                "{count} promise was kept late since {month}.",
                "{count} promises were kept late since {month}.",
                count,
            )
        case Cause.LEFT_WAITING:
            return ngettext(
                "{count} enquiry waited more than {days} days since {month}.",
                "{count} enquiries waited more than {days} days since {month}.",
                count,
            )
        case Cause.SETTLED_COMPLAINT:
            return ngettext(
                "{count} complaint since {month} was put right, yet still weighs.",
                "{count} complaints since {month} were put right, yet still weigh.",
                count,
            )
        case Cause.UNFAIR:
            return _("They said {on} that the price is not fair.")
        case Cause.DOUBT:
            return _doubt(reason.kind, count)
        case Cause.FELT_BAD:
            return ngettext(
                "{count} touchpoint felt uneasy since {month}.",
                "{count} touchpoints felt uneasy since {month}.",
                count,
            )
        case _:
            return ""


def _doubt(kind: Kind | None, count: int) -> str:
    match kind:
        case Kind.LUKEWARM_REFERENCE:
            return ngettext(
                "They gave {count} lukewarm reference since {month}.",
                "They gave {count} lukewarm references since {month}.",
                count,
            )
        case Kind.RENEWAL_LATE:
            return ngettext(
                "They renewed late {count} time since {month}.",
                "They renewed late {count} times since {month}.",
                count,
            )
        case Kind.PROOF_AGAIN:
            return ngettext(
                "They asked for proof again {count} time since {month}.",
                "They asked for proof again {count} times since {month}.",
                count,
            )
        case _:
            return ngettext(
                "They dragged their feet {count} time since {month}.",
                "They dragged their feet {count} times since {month}.",
                count,
            )


def _missing_fact(reason: Reason) -> str:
    count, ever = reason.count, reason.since is not None
    match reason.cause:
        case Cause.OPEN_PROMISES if ever:
            return ngettext(
                "{count} promise is open, none kept since {month}.",
                "{count} promises are open, none kept since {month}.",
                count,
            )
        case Cause.OPEN_PROMISES:
            return ngettext(
                "{count} promise is open, none kept yet.",
                "{count} promises are open, none kept yet.",
                count,
            )
        case Cause.NEEDS_UNTOLD if count:
            return ngettext(
                "{count} of {total} questions about their needs is answered.",
                "{count} of {total} questions about their needs are answered.",
                count,
            )
        case Cause.NOT_FELT:
            return ngettext(
                "{count} touchpoint since {month} is logged without how it felt.",
                "{count} touchpoints since {month} are logged without how they felt.",
                count,
            )
        case Cause.NOT_SHOWN if ever:
            return ngettext(
                "{count} event speaks for it, the last in {month}.",
                "{count} events speak for it, the last in {month}.",
                count,
            )
        case cause:
            return _LAST[cause]() if ever else _NEVER[cause]()


_NEVER: Mapping[Cause, Callable[[], str]] = {
    Cause.NO_PROMISE: lambda: _("No promise to them has been kept yet."),
    Cause.NEEDS_UNTOLD: lambda: _("Nothing is written down about what they need."),
    Cause.NOT_SHOWN: lambda: _("Nothing that shows it is logged yet."),
    Cause.PRICE_UNTOLD: lambda: _("It is not known whether they find the price fair."),
    Cause.NOTHING_GIVEN: lambda: _("Nothing has been given to them yet."),
}
_LAST: Mapping[Cause, Callable[[], str]] = {
    Cause.NO_PROMISE: lambda: _("The last promise to them was kept in {month}."),
    Cause.NEEDS_OLD: lambda: _("What they need was last written down in {month}."),
    Cause.NOTHING_GIVEN: lambda: _("The last gesture for them was in {month}."),
}


def _help(cause: Cause) -> str:
    return {
        Cause.OPEN_COMPLAINT: _("Put it right."),
        Cause.WAITING: _("Answer today."),
        Cause.OVERDUE: _("Keep what you can today, or agree on another day."),
        Cause.BROKEN: _("Make a small promise and keep it."),
        Cause.LATE: _("Promise a day that you can keep, and keep it."),
        Cause.LEFT_WAITING: _("Get in touch, and answer the next one within {days} days."),
        Cause.SETTLED_COMPLAINT: _("Ask whether all is well now, and note how they feel."),
        Cause.UNFAIR: _("Talk about what the price stands for."),
        Cause.DOUBT: _("Ask what makes them hesitate."),
        Cause.FELT_BAD: _("Pick up the phone and ask what would be better."),
        Cause.OPEN_PROMISES: _("Keep one this week."),
        Cause.NO_PROMISE: _("Make a small one and keep it."),
        Cause.NEEDS_UNTOLD: _("Ask what success would be for them."),
        Cause.NEEDS_OLD: _("Ask whether it still holds."),
        Cause.NOT_FELT: _("Note how the next one feels."),
        Cause.NOT_SHOWN: _("Offer advice on something that matters to them."),
        Cause.PRICE_UNTOLD: _("Ask them."),
        Cause.OPEN_RISK: _("Write down what you do about it."),
        Cause.NOTHING_GIVEN: _("A small thank-you, with nothing asked in return."),
    }[cause].format(days=ANSWER_WITHIN.days)


_DEEDS: Mapping[Cause, Deed] = {
    Cause.OPEN_COMPLAINT: Deed.OPEN_RECORD,
    Cause.WAITING: Deed.OPEN_RECORD,
    Cause.OVERDUE: Deed.SEE_PROMISES,
    Cause.BROKEN: Deed.MAKE_PROMISE,
    Cause.LATE: Deed.MAKE_PROMISE,
    Cause.LEFT_WAITING: Deed.LOG_TOUCHPOINT,
    Cause.SETTLED_COMPLAINT: Deed.LOG_TOUCHPOINT,
    Cause.UNFAIR: Deed.ASK_NEEDS,
    Cause.DOUBT: Deed.LOG_TOUCHPOINT,
    Cause.FELT_BAD: Deed.LOG_TOUCHPOINT,
    Cause.OPEN_PROMISES: Deed.SEE_PROMISES,
    Cause.NO_PROMISE: Deed.MAKE_PROMISE,
    Cause.NEEDS_UNTOLD: Deed.ASK_NEEDS,
    Cause.NEEDS_OLD: Deed.ASK_NEEDS,
    Cause.NOT_FELT: Deed.LOG_TOUCHPOINT,
    Cause.NOT_SHOWN: Deed.LOG_TOUCHPOINT,
    Cause.PRICE_UNTOLD: Deed.ASK_NEEDS,
    Cause.OPEN_RISK: Deed.ASK_NEEDS,
    Cause.NOTHING_GIVEN: Deed.PREPARE_GESTURE,
}


def _month(day: date, today: date) -> str:
    """Name the month of a day, with its year where it would not be guessed."""
    month = words.month_name(day.month)
    if (today - day).days < 330:
        return month
    return _("{month} {year}").format(month=month, year=day.year)
