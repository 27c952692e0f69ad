"""The sentences of Today: its greeting, what the day holds, what the week came to."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate, QLocale

from trustjournal.domain import words
from trustjournal.domain.choices import PromiseOutcome
from trustjournal.domain.records import (
    Customer,
    Promise,
)
from trustjournal.i18n import _, ngettext
from trustjournal.store.weeks import Week

_NUMBERS = (
    _("none"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
)


def greeting(hour: int, owner: str) -> str:
    """Return the greeting at an hour of the day, 0 to 23."""
    if owner:
        if 5 <= hour < 12:
            words_ = _("Good morning, {name}")
        elif 12 <= hour < 18:
            words_ = _("Good afternoon, {name}")
        else:
            words_ = _("Good evening, {name}")
        return words_.format(name=owner)
    if 5 <= hour < 12:
        return _("Good morning")
    return _("Good afternoon") if 12 <= hour < 18 else _("Good evening")


def lead(today: date, people: int) -> str:
    """Say which day it is and how many people it holds: "Sunday, 22 November. Four people …"."""
    day = QLocale().toString(QDate(today.year, today.month, today.day), _("dddd, d MMMM"))
    if not people:
        return day
    waiting = ngettext(
        "One person would enjoy hearing from you.",
        "{count} people would enjoy hearing from you.",
        people,
    ).format(count=words.sentence(spelled(people)))
    return f"{day}. {waiting}"


def spelled(count: int) -> str:
    """Return a small number as a word, a larger one in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else QLocale().toString(count)


def week_sentence(week: Week) -> str:
    """Say what the week did to depth, or "" where it was not compared."""
    if not week.touchpoints:
        return _("The week is still a blank page.")
    if week.deeper is None or week.slipped is None:
        return ""
    if not week.deeper and not week.slipped:
        return _("Depth held steady.")
    deeper = ngettext(
        "One relationship grew deeper.", "{count} relationships grew deeper.", week.deeper
    ).format(count=words.sentence(spelled(week.deeper)))
    slipped = ngettext("One slipped a little.", "{count} slipped a little.", week.slipped).format(
        count=words.sentence(spelled(week.slipped))
    )
    if not week.slipped:
        return _("{deeper} None slipped.").format(deeper=deeper)
    return f"{deeper} {slipped}" if week.deeper else slipped


def kept_sentence(settled: Sequence[Promise]) -> str:
    """Return "9 of the last 10", counting what was kept in time."""
    kept = sum(promise.outcome is PromiseOutcome.KEPT for promise in settled)
    locale = QLocale()
    return _("{kept} of the last {all}").format(
        kept=locale.toString(kept), all=locale.toString(len(settled))
    )


def missed_sentence(settled: Sequence[Promise]) -> str:
    """Say how the others ended, "" where there were none."""
    late = sum(promise.outcome is PromiseOutcome.LATE for promise in settled)
    broken = sum(promise.outcome is PromiseOutcome.BROKEN for promise in settled)
    said: list[str] = []
    if late:
        came = ngettext("One came late.", "{count} came late.", late)
        said.append(came.format(count=words.sentence(spelled(late))))
    if broken:
        was = ngettext("One was not kept.", "{count} were not kept.", broken)
        said.append(was.format(count=words.sentence(spelled(broken))))
    return " ".join(said)


def open_sentence(promises: Sequence[Promise], names: Mapping[UUID, Customer]) -> str:
    """Say how many promises are open and which is the next, "" where none is."""
    if not promises:
        return ""
    following = promises[0]
    return ngettext(
        "One is still open, to {name}: {promise}.",
        "{count} are still open. The next, to {name}: {promise}.",
        len(promises),
    ).format(
        count=words.sentence(spelled(len(promises))),
        name=names[following.customer_id].name,
        promise=following.text.rstrip("."),
    )
