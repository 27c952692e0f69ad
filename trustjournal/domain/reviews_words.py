"""How looking back at a lost customer reads: where it may have turned, what two paths share."""

from collections import Counter
from collections.abc import Iterable, Sequence

from trustjournal.domain import words
from trustjournal.domain.records import Review
from trustjournal.domain.reviews import Candidate, Lesson, Trait, Turn
from trustjournal.i18n import _, ngettext

REASONS = (
    _("We were too slow"),
    _("We told them too late"),
    _("A promise was not kept"),
    _("What we made was not good enough"),
    _("The price was not worth it to them"),
    _("We lost touch"),
    _("They needed something else"),
    _("They moved or closed"),
    _("We do not know"),
)
"""What the list of reasons begins with, until the owner has one of their own."""


def reasons(own: Sequence[str], reviews: Iterable[Review]) -> list[str]:
    """Return the reasons to choose from: the owner's own list, and what reviews say beside it."""
    known = list(own or REASONS)
    folded = {reason.casefold() for reason in known}
    for review in reviews:
        if review.reason.casefold() not in folded:
            folded.add(review.reason.casefold())
            known.append(review.reason)
    return known


def turn_words(candidate: Candidate) -> str:
    """Say why a moment may be the one at which it turned."""
    match candidate.turn:
        case Turn.FALL:
            points = max(1, round(candidate.fall))
            text = ngettext("Depth fell by {count} point", "Depth fell by {count} points", points)
            return text.format(count=points)
        case Turn.SILENCE:
            return _("After this they were silent for {span}").format(
                span=words.span(candidate.days)
            )
        case Turn.LAST_GOOD:
            return _("The last time they came to you and it felt good")


def trait_word(trait: Trait) -> str:
    """Return a trait as it stands in a list: "a broken promise"."""
    return {
        Trait.BROKEN: _("a broken promise"),
        Trait.LATE: _("a promise kept late"),
        Trait.COMPLAINT: _("a complaint"),
        Trait.LEFT_WAITING: _("an answer that took too long"),
        Trait.UNFAIR: _("a price found unfair"),
        Trait.DOUBTS: _("signs of doubt"),
        Trait.SILENCE: _("a long silence"),
        Trait.FELL: _("depth that fell"),
        Trait.NOTHING_GIVEN: _("nothing given in a year"),
    }[trait]


def alike_words(name: str, lesson: Lesson) -> str:
    """Say what a path has in common with that of somebody who was lost."""
    shared = ", ".join(trait_word(trait) for trait in lesson.shared)
    return _("{name}’s path looks like {lost}’s before they left: {shared}.").format(
        name=name, lost=lesson.name, shared=shared
    )


def summary(reviews: Sequence[Review]) -> str:
    """Say what the reviews have in common, in one sentence; nothing where there is none."""
    if not reviews:
        return ""
    counted = Counter(review.reason for review in reviews)
    reason, times = counted.most_common(1)[0]
    looked = ngettext(
        "You looked back at one loss.", "You looked back at {count} losses.", len(reviews)
    ).format(count=len(reviews))
    if times < 2:
        return looked
    return _("{looked} Most often: {reason} ({times} times).").format(
        looked=looked, reason=reason, times=times
    )
