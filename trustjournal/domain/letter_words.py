"""The words of letters: what a field is called, what a person did, and templates to begin with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from trustjournal.domain import words
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Customer, Touchpoint
from trustjournal.i18n import _

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_MOST = 120  # characters of a note; a card holds few more

DESERVES_THANKS = (
    *(Kind.PRAISE, Kind.REFERENCE, Kind.ORDER),
    *(Kind.RENEWAL, Kind.EXPANSION, Kind.LEAP_OF_FAITH),
)
"""What a letter of thanks is about, before any other touch."""

TALKS = (
    *(Kind.CONVERSATION, Kind.VISIT, Kind.MEETING, Kind.ENQUIRY),
    *(Kind.THANKS, Kind.ADVICE, Kind.COMPLAINT),
)
"""Touches that a letter can thank for where there was nothing greater."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A template that comes with the program."""

    title: str
    subject: str
    text: str


STARTERS = (
    Starter(
        _("Thank-you card"),
        _("Thank you"),
        _(
            "Dear {first_name},\n\n"
            "Thank you for {what_they_did}. It made our week, and it is good to know that "
            "you thought of us.\n\n"
            "With warm wishes,\n{owner}"
        ),
    ),
    Starter(
        _("Thanks for a referral"),
        _("Thank you for recommending us"),
        _(
            "Dear {first_name},\n\n"
            "Thank you for recommending us. A good word from you is worth more than anything "
            "we could say about ourselves, and we will do our best to deserve it.\n\n"
            "I hope to thank you in person soon.\n\n"
            "Warmly,\n{owner}"
        ),
    ),
    Starter(
        _("Apology after a repair"),
        _("We are sorry"),
        _(
            "Dear {first_name},\n\n"
            "We let you down, and I am sorry. Thank you for telling us, and for giving us "
            "the chance to put it right.\n\n"
            "If anything is still not as it should be, please call me. I will see to it "
            "myself.\n\n"
            "{owner}"
        ),
    ),
    Starter(
        _("Birthday"),
        _("Happy birthday"),
        _(
            "Dear {first_name},\n\n"
            "Happy birthday! I hope the day brings you good company, good food, and an hour "
            "that belongs to nobody but you.\n\n"
            "With warm wishes,\n{owner}"
        ),
    ),
    Starter(
        _("Letter"),
        _("A word of thanks"),
        _(
            "Dear {name},\n\n"
            "It was good to be in touch {last_touch}. I would like to put in writing what is "
            "easily forgotten on a busy day: thank you for {what_they_did}, and for the trust "
            "that you place in us.\n\n"
            "If there is anything we could do better, I would like to hear it from you. My "
            "door and my telephone are open.\n\n"
            "Yours sincerely,\n\n\n{owner}\n{business}"
        ),
    ),
)
"""The templates to begin with, in the owner's language."""


def field_word(name: str) -> str:
    """Return what the field of that name is called: "what they did"."""
    return {
        "name": _("name"),
        "first_name": _("first name"),
        "what_they_did": _("what they did"),
        "last_touch": _("last touch"),
        "owner": _("your name"),
        "business": _("your business"),
        "date": _("today's date"),
    }[name]


def gaps_said(names: Iterable[str]) -> str:
    """Say which fields were left open, "" for none."""
    said = ", ".join(map(field_word, names))
    return _("A gap is left to fill in: {fields}.").format(fields=said) if said else ""


def unknown_said(braced: Iterable[str]) -> str:
    """Say what in braces is no field, "" for nothing."""
    said = ", ".join(braced)
    return _("No field is called {fields}; it stays as it is.").format(fields=said) if said else ""


def what_they_did(done: Touchpoint | None, sent: Customer | None) -> str:
    """Return what to thank for, so that it follows "Thank you for".

    The owner's notes are about people, not to them: none of their words go into a letter.
    """
    if sent is not None:
        return _("sending {name} to us").format(name=sent.name)
    if done is None:
        return ""
    return {
        Kind.PRAISE: _("your kind words"),
        Kind.REFERENCE: _("recommending us"),
        Kind.ORDER: _("your order"),
        Kind.RENEWAL: _("staying with us"),
        Kind.EXPANSION: _("trusting us with more"),
        Kind.LEAP_OF_FAITH: _("your trust"),
        Kind.VISIT: _("your visit"),
        Kind.MEETING: _("our meeting"),
        Kind.ENQUIRY: _("your question"),
        Kind.THANKS: _("your thanks"),
        Kind.ADVICE: _("asking us"),
        Kind.COMPLAINT: _("telling us"),
    }.get(done.kind, _("our conversation"))


def noted(done: Touchpoint | None, today: date, zone: tzinfo) -> str:
    """Return the owner's own note of it, to have in mind while writing; "" where there is none."""
    note = _beginning(done.note) if done else ""
    if done is None or not note:
        return ""
    day = past(done.happened_at.astimezone(zone).date(), today)
    return _("You noted {day}: “{note}”").format(day=day, note=note)


def past(day: date, today: date) -> str:
    """Say a day that has been, inside a sentence: "yesterday", "last Tuesday", "on 3 October"."""
    if 1 < (today - day).days <= 7:
        return _("last {day}").format(day=words.day_name(day.weekday()))
    return words.on(day, today)


def full_date(day: date) -> str:
    """Return a day as it stands on a letter: "22 November 2026"."""
    return _("{day} {month} {year}").format(
        day=day.day, month=words.month_name(day.month), year=day.year
    )


def _beginning(note: str) -> str:
    """Return the first sentence of a note, cut between two words where it is long."""
    line = next((line for line in note.splitlines() if line.strip()), "")
    text = " ".join(_SENTENCE_END.split(line.strip(), maxsplit=1)[0].split())
    if len(text) > _MOST:
        cut = text[:_MOST]
        return (cut.rpartition(" ")[0] or cut) + "…"
    return text.rstrip(".")
