"""The words of the card of needs and fairness: what to ask, what an answer tells, how old it is."""

from datetime import datetime

from trustjournal.domain import words
from trustjournal.domain.choices import Topic
from trustjournal.domain.evidence import ANSWERS
from trustjournal.domain.evidence_words import question_word
from trustjournal.domain.needs import is_old
from trustjournal.domain.records import Answer
from trustjournal.i18n import _


def topic_word(topic: Topic) -> str:
    """Return the name of a topic."""
    return {
        Topic.NEED: _("What they need"),
        Topic.OUTCOMES: _("Success for them"),
        Topic.GREAT: _("What would be great"),
        Topic.GOOD: _("What would be good"),
        Topic.BAD: _("What would be bad"),
        Topic.WHY_NOW: _("Why now"),
        Topic.RISK: _("What they risk with you"),
        Topic.PRICE: _("The price"),
        Topic.SKIN: _("Your share of the risk"),
    }[topic]


def question(topic: Topic) -> str:
    """Return what to ask the customer."""
    return {
        Topic.NEED: _("What do you need most from us?"),
        Topic.OUTCOMES: _("What would success be for you?"),
        Topic.GREAT: _("What would make it great?"),
        Topic.GOOD: _("What would be good enough?"),
        Topic.BAD: _("What must not happen?"),
        Topic.WHY_NOW: _("Why is this the time for it?"),
        Topic.RISK: _("What do you risk by relying on us?"),
        Topic.PRICE: _("Do you find the price fair, and why?"),
        Topic.SKIN: _("If it goes wrong, what should it cost us?"),
    }[topic]


def tells(topic: Topic) -> str:
    """Return what a good answer tells the owner."""
    return {
        Topic.NEED: _("What they want done, in their own words rather than yours."),
        Topic.OUTCOMES: _("What will be different for them, and how you would both notice."),
        Topic.GREAT: _("What they would tell a friend about."),
        Topic.GOOD: _("What is enough, so that you know where you stand."),
        Topic.BAD: _("What would make them leave, while it can still be avoided."),
        Topic.WHY_NOW: _("What has changed for them, and by when it matters."),
        Topic.RISK: _("What it would cost them if you failed them; then do something about it."),
        Topic.PRICE: _("Whether what they pay feels right beside what they get, and the reason."),
        Topic.SKIN: _("What you put at stake with them: a guarantee, a trial, your name on it."),
    }[topic]


def told_about(topic: Topic) -> str:
    """Say in the story that they answered."""
    return _("Told: {topic}").format(topic=topic_word(topic))


def speaks_for(topic: Topic) -> str:
    """Say which question of trust an answer counts for."""
    question = question_word(ANSWERS[topic].question)
    return _("Spoke for: {question}").format(question=question)


def told_ago(answer: Answer, now: datetime) -> str:
    """Say when it was told; `now` is in the owner's zone."""
    days = (now.date() - answer.answered_at.astimezone(now.tzinfo).date()).days
    return _("Told {ago}").format(ago=words.ago(days))


def told_when(answer: Answer, now: datetime) -> str:
    """Say when it was told, and quietly whether to ask again; `now` is in the owner's zone."""
    told = told_ago(answer, now)
    return _("{told}: worth asking again").format(told=told) if is_old(answer, now) else told


def fair_word(fair: bool | None) -> str:
    """Return whether they find the price fair, "" where that was not asked."""
    if fair is None:
        return ""
    return _("Fair") if fair else _("Not fair")
