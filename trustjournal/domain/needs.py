"""What a customer told about needs and fairness: what holds, what came before, what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from trustjournal.domain.choices import Topic
from trustjournal.domain.records import Answer

WORTH_ASKING_AGAIN = timedelta(days=365)
"""After this long an answer may no longer hold."""

SINGLE: tuple[Topic, ...] = tuple(topic for topic in Topic if topic is not Topic.RISK)
"""The topics with one answer that holds; of risks there are several at a time."""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer that holds for a topic, and those before it, newest first."""

    current: Answer
    earlier: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """One customer's card: answers in the order of the topics, risks oldest first."""

    told: tuple[Told, ...]
    risks: tuple[Answer, ...]
    unanswered: tuple[Topic, ...]

    def about(self, topic: Topic) -> Told | None:
        """Return what is known about a topic of `SINGLE`, or None."""
        return next((one for one in self.told if one.current.topic is topic), None)


def needs_of(answers: Iterable[Answer]) -> Needs:
    """Return the card that one customer's answers make."""
    by_topic: dict[Topic, list[Answer]] = {topic: [] for topic in Topic}
    for answer in sorted(answers, key=lambda one: (one.answered_at, one.id), reverse=True):
        by_topic[answer.topic].append(answer)
    told = (by_topic[topic] for topic in SINGLE if by_topic[topic])
    return Needs(
        told=tuple(Told(known[0], tuple(known[1:])) for known in told),
        risks=tuple(reversed(by_topic[Topic.RISK])),
        unanswered=tuple(topic for topic in Topic if not by_topic[topic]),
    )


def is_old(answer: Answer, now: datetime) -> bool:
    """Return whether the question is worth asking again."""
    return now - answer.answered_at >= WORTH_ASKING_AGAIN
