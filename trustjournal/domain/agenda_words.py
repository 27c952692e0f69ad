"""The sentence of why on each card, and what is said of those who are not in the deck today."""

from datetime import date

from trustjournal.domain import giving_words, words
from trustjournal.domain.cadence import Cadence
from trustjournal.domain.records import CheckIn, ImportantDate, Promise, Review, Touchpoint
from trustjournal.i18n import _, ngettext

_QUOTED = 90


def made(promise: Promise, today: date) -> str:
    """Say when the owner promised something and when it is due."""
    ago = words.ago((today - promise.made_on).days)
    if promise.due_on is None:
        return _("Promise made {ago}").format(ago=ago)
    late = promise.due_on < today
    why = _("Promise made {ago}, was due {day}") if late else _("Promise made {ago}, due {day}")
    return why.format(ago=ago, day=words.on(promise.due_on, today))


def they_said(promise: Promise, today: date) -> str:
    """Say that the customer has not done yet what they said they would."""
    ago = words.ago((today - promise.made_on).days)
    day = words.on(promise.due_on or today, today)
    return _("They said so {ago}, and it was due {day}").format(ago=ago, day=day)


def asked(enquiry: Touchpoint) -> str:
    """Say what is to be answered."""
    note = quoted(enquiry.note)
    return _("Answer them: {note}").format(note=note) if note else _("Answer them")


def complained(touchpoint: Touchpoint, on: date, today: date) -> str:
    """Say that a complaint is still open; `on` is the owner's day on which it was made."""
    ago, note = words.ago((today - on).days), quoted(touchpoint.note)
    if not note:
        return _("They complained {ago}. Call, and listen first.").format(ago=ago)
    why = _("They complained {ago}: {note} Call, and listen first.")
    return why.format(ago=ago, note=_ended(note))


def to_prepare(due_on: date, today: date, *, ready: bool = False) -> str:
    """Say how much time there is to prepare a gesture, or that one is `ready` for its day."""
    days = (due_on - today).days
    if ready:
        why = _("Ready, was due {day}") if days < 0 else _("Ready, due {day}")
        return why.format(day=words.on(due_on, today))
    if days >= 7:
        span = words.span(days, spelled=True)
        return words.sentence(_("{span} to prepare").format(span=span))
    why = _("Was due {day}") if days < 0 else _("Due {day}")
    return why.format(day=words.on(due_on, today))


def falls(important: ImportantDate, falls_on: date, today: date) -> str:
    """Say when an important date is, and of a birthday how old they turn."""
    day = words.sentence(words.on(falls_on, today))
    age = falls_on.year - (important.year or falls_on.year)
    birthdays = ("birthday", _("birthday").casefold())
    if not age or not any(word in important.label.casefold() for word in birthdays):
        return day
    return ngettext("{day}, turns {age}", "{day}, turns {age}", age).format(day=day, age=age)


def rhythm(cadence: Cadence, days_since: int | None, misses: int) -> str:
    """Say how often they hear from the owner, when they last did, and who did not answer since."""
    clauses = [_usual(cadence.every_days, days_since)]
    longest = cadence.longest_gap_days
    if longest is not None and days_since is not None and days_since > longest:
        clauses.append(_("past the {span} you set at the latest").format(span=words.span(longest)))
    if misses == 1:
        clauses.append(_("no answer to your last call"))
    elif misses:
        text = ngettext(
            "no answer to your last {count} call", "no answer to your last {count} calls", misses
        )
        clauses.append(text.format(count=misses))
    return _("{clauses}.").format(clauses=", ".join(clauses))


def check_in(said: str, planned: CheckIn | None, rests_until: date | None, today: date) -> str:
    """Return the whole why of a check-in: `said` of its rhythm, and what the owner noted of it.

    With `rests_until` nothing is to be asked before that day, because they were given something.
    """
    sentences = [said]
    if planned is not None and planned.snooze_words:
        reason = _ended(quoted(planned.snooze_words))
        sentences.append(_("You let it rest: {reason}").format(reason=reason))
    if planned is not None and planned.is_ask and rests_until is not None:
        sentences.append(giving_words.rests(rests_until, today))
    return " ".join(sentences)


def win_back(review: Review, misses: int, today: date) -> str:
    """Say that the day has come to win back somebody who was lost, and why they were."""
    ago = words.ago((today - review.lost_on).days)
    if misses:
        why = ngettext(
            "Lost {ago}: {reason} You wanted to try again, and called {count} time in vain.",
            "Lost {ago}: {reason} You wanted to try again, and called {count} times in vain.",
            misses,
        )
    else:
        why = _("Lost {ago}: {reason} You wanted to try again now.")
    return why.format(ago=ago, reason=_ended(quoted(review.reason)), count=misses)


def rolled_forward(count: int) -> str:
    """Say how many check-ins do not fit into today."""
    if count == 1:
        return _("One more check-in rolls forward to another day.")
    text = ngettext(
        "{count} more check-in rolls forward to another day.",
        "{count} more check-ins roll forward to another day.",
        count,
    )
    return text.format(count=f"{count:,}")


def rests(until: date, today: date) -> str:
    """Say when somebody who did not answer comes up again."""
    return _("No answer yet, comes up again {day}.").format(day=words.on(until, today))


def unreached(count: int) -> str:
    """Say how many did not answer three times in a row and have left the deck."""
    if count == 1:
        return _("One person did not answer three calls in a row and is not called any more.")
    text = ngettext(
        "{count} person did not answer three calls in a row and is not called any more.",
        "{count} people did not answer three calls in a row and are not called any more.",
        count,
    )
    return text.format(count=f"{count:,}")


def quoted(text: str) -> str:
    """Return the owner's words in quotation marks, on one line and not too long; "" for none."""
    text = " ".join(text.split())
    if len(text) > _QUOTED:
        text = text[: _QUOTED - 1].rstrip() + "…"
    return _("“{text}”").format(text=text) if text else ""


def _usual(every_days: int | None, days_since: int | None) -> str:
    if every_days is None:
        if days_since is None:
            return _("Not spoken yet")
        return _("Last spoke {ago}").format(ago=words.ago(days_since))
    every = words.every(every_days)
    if days_since is None:
        return _("Usually {every}, not spoken yet").format(every=every)
    return _("Usually {every}, last spoke {ago}").format(every=every, ago=words.ago(days_since))


def _ended(quote: str) -> str:
    """End a quotation as a sentence, unless it ends so by itself."""
    return quote if quote[-2:-1] in {"", ".", "!", "?", "…"} else quote + "."
