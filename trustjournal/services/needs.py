"""Decides on what customers told about needs and fairness.

What is told again on one day of the owner's replaces the words of that day, so that a topic counts
once a day; on a later day it is an answer of its own, and the one before stays as it was known.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import Topic
from trustjournal.domain.needs import is_old, needs_of
from trustjournal.domain.needs_words import topic_word
from trustjournal.domain.records import (
    Answer,
    Customer,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _


def answer_topic(
    customer: Customer,
    topic: Topic,
    text: str,
    known: Iterable[Answer],
    now: datetime,
    *,
    fair: bool | None = None,
) -> Changeset:
    """Note what a customer told about a topic; `known` are all their answers.

    `now` is in the owner's zone. `fair` is for the price, which then needs no words. Of risks each
    is one more.

    Raises:
        InvalidEntry: there are no words, or they say what is known already.
    """
    text = _worded(text, fair)
    label = _("{topic}: {name}").format(topic=topic_word(topic), name=customer.name)
    told = Answer(
        **identity(), customer_id=customer.id, topic=topic, text=text, answered_at=now, fair=fair
    )
    needs = needs_of(known)
    if topic is Topic.RISK:
        if any(_same(risk.text, text) for risk in needs.risks):
            raise InvalidEntry(_("This risk is on the list already."))
        return Changeset(label, (Change.create(told),))
    before = needs.about(topic)
    if before is None:
        return Changeset(label, (Change.create(told),))
    current = before.current
    if (current.text, current.fair) == (text, fair):
        raise InvalidEntry(_("This is what you know already."))
    if current.answered_at.astimezone(now.tzinfo).date() == now.date():
        return Changeset(label, (Change.update(current, text=text, fair=fair),))
    return Changeset(label, (Change.create(told),))


def confirm_answer(answer: Answer, now: datetime) -> Changeset:
    """Say that an old answer still holds: they were asked again, and told the same.

    Raises:
        InvalidEntry: it is not so old that asking again is worth it.
    """
    if not is_old(answer, now):
        raise InvalidEntry(_("They told you this lately. Ask again once it is a year old."))
    told = Answer(
        **identity(),
        customer_id=answer.customer_id,
        topic=answer.topic,
        text=answer.text,
        answered_at=now,
        fair=answer.fair,
    )
    return Changeset(
        _("Still so: {topic}").format(topic=topic_word(answer.topic)), (Change.create(told),)
    )


def correct_answer(answer: Answer, text: str, *, fair: bool | None = None) -> Changeset:
    """Put right how an answer was written down; when it was told stays.

    Raises:
        InvalidEntry: there are no words.
    """
    return _changed(answer, text=_worded(text, fair), fair=fair)


def note_done(risk: Answer, done: str) -> Changeset:
    """Say what the owner did about a risk; nothing, where `done` is blank.

    Raises:
        InvalidEntry: the answer is no risk.
    """
    if risk.topic is not Topic.RISK:
        raise InvalidEntry(_("Only for a risk can you say what you did about it."))
    return _changed(risk, done=done.strip())


def delete_answer(answer: Answer) -> Changeset:
    """Take an answer away, with what it said about trust; the one before it holds again."""
    topic = topic_word(answer.topic)
    return Changeset(_("Delete: {topic}").format(topic=topic), (Change.delete(answer),))


def _changed(answer: Answer, **fields: Any) -> Changeset:
    topic = topic_word(answer.topic)
    return Changeset(_("Correct: {topic}").format(topic=topic), (Change.update(answer, **fields),))


def _worded(text: str, fair: bool | None) -> str:
    text = text.strip()
    if not text and fair is None:
        raise InvalidEntry(_("Write what they told you."))
    return text


def _same(text: str, other: str) -> bool:
    return text.casefold() == other.casefold()
