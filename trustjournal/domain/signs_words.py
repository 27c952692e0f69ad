"""The signs of trust as the owner would say them, and what they say about the depth beside them."""

from collections.abc import Mapping
from datetime import datetime

from trustjournal.domain.choices import Kind
from trustjournal.domain.signs import SIGNS, Check, Verdict
from trustjournal.domain.words import month_name, sentence
from trustjournal.i18n import _, ngettext

_LONG_AGO = 330  # days; after that a month's name alone would be taken for this year's


def deed(sign: Kind) -> str:
    """Return what they did, to follow "they": "renewed on time"."""
    return {
        Kind.RENEWAL: _("renewed on time"),
        Kind.RENEWAL_LATE: _("renewed late"),
        Kind.EXPANSION: _("bought more"),
        Kind.LEAP_OF_FAITH: _("took a leap of faith"),
        Kind.PRAISE: _("praised you"),
        Kind.REFERENCE: _("gave a warm reference"),
        Kind.LUKEWARM_REFERENCE: _("gave a lukewarm reference"),
        Kind.FOOT_DRAGGING: _("dragged their feet"),
        Kind.PROOF_AGAIN: _("asked for proof again"),
    }[sign]


def sign_word(sign: Kind) -> str:
    """Return the name of a sign: "Renewed on time"."""
    return sentence(deed(sign))


def told(counts: Mapping[Kind, int]) -> str:
    """Say what they did and how often: "dragged their feet twice and renewed late"."""
    often = sorted(counts, key=lambda sign: (-counts[sign], SIGNS.index(sign)))
    said = [_times(deed(sign), counts[sign]) for sign in often]
    if len(said) == 1:
        return said[0]
    return _("{several} and {last}").format(several=", ".join(said[:-1]), last=said[-1])


def explain(check: Check, now: datetime) -> str:
    """Say whether the signs agree with the rest of the log; `now` is in the owner's zone."""
    if check.verdict is Verdict.AGREES:
        return _("The signs say the same as the rest of the log.")
    said = {
        Verdict.FLATTERS: _(
            "The rest of the log says “{stage}”, but since {month} they {signs}: "
            "depth may flatter you."
        ),
        Verdict.UNDERRATES: _(
            "The rest of the log says “{stage}”, but since {month} they {signs}: "
            "they may trust you more than the log shows."
        ),
    }[check.verdict]
    month = _month(check.since, now)
    return said.format(stage=check.stage.word, month=month, signs=told(check.counts))


def _times(said: str, count: int) -> str:
    if count == 1:
        return said
    if count == 2:
        return _("{deed} twice").format(deed=said)
    return ngettext("{deed} {count} time", "{deed} {count} times", count).format(
        deed=said, count=count
    )


def _month(at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    if (now - at).days < _LONG_AGO:
        return month_name(local.month)
    return _("{month} {year}").format(month=month_name(local.month), year=local.year)
