"""What is said about wishes and ratings: how much is behind them and how far they have come."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from trustjournal.domain import words
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.feedback import STARS, Asked, Recommend, Stars, Voice, Weight
from trustjournal.domain.records import Feedback
from trustjournal.i18n import _, ngettext

_TITLE = 80  # letters


def status_word(status: WishStatus) -> str:
    """Return how far a wish has come."""
    return {
        WishStatus.HEARD: _("Heard"),
        WishStatus.DECIDING: _("Deciding"),
        WishStatus.DOING: _("Doing"),
        WishStatus.TOLD: _("Told them"),
    }[status]


def source_word(source: FeedbackSource) -> str:
    """Return where feedback was heard."""
    return {
        FeedbackSource.CONVERSATION: _("Conversation"),
        FeedbackSource.FORUM: _("Forum"),
        FeedbackSource.QUESTION: _("Question"),
        FeedbackSource.RATING: _("Rating"),
        FeedbackSource.REVIEW: _("Review"),
        FeedbackSource.SURVEY: _("Survey"),
        FeedbackSource.COMPLAINT: _("Complaint"),
    }[source]


def weight_words(weight: Weight, money: Callable[[Decimal], str] = str) -> str:
    """Say how much is behind a wish: "4 people, 3 of them Trusted or deeper, 2,400 a year"."""
    if not weight.people:
        return _("Nobody who asked is left")
    people = ngettext("{count} person", "{count} people", weight.people)
    rest = standing_words(weight, money)
    return ", ".join(filter(None, (people.format(count=weight.people), rest)))


def standing_words(weight: Weight, money: Callable[[Decimal], str] = str) -> str:
    """Say the same without how many they are: "Trusted or deeper, 2,400 a year", or ""."""
    said: list[str] = []
    if weight.deep and weight.people == 1:
        said.append(_("Trusted or deeper"))
    elif weight.deep and weight.deep == weight.people:
        said.append(_("all Trusted or deeper"))
    elif weight.deep:
        said.append(_("{count} of them Trusted or deeper").format(count=weight.deep))
    if weight.value:
        said.append(_("{money} a year").format(money=money(weight.value)))
    return ", ".join(said)


def voice_name(voice: Voice) -> str:
    """Return who said it, where they gave a name."""
    return voice.name or _("Somebody")


def names(voices: Sequence[Voice]) -> str:
    """Say who asked, each person once: "Rosa and 2 others", with the nameless last."""
    people = {voice.person(): voice_name(voice) for voice in voices if voice.name}
    nameless = sum(not voice.name for voice in voices)
    return words.people([*people.values(), *[_("Somebody")] * nameless]) if voices else ""


def rating_words(rating: float | None, best: int | None) -> str:
    """Say a rating: "4 of 5 stars", "9 of 10", "" without one."""
    if rating is None or best is None:
        return ""
    if best == STARS:
        return _("{rating} of 5 stars").format(rating=f"{rating:g}")
    return _("{rating} of {best}").format(rating=f"{rating:g}", best=best)


def short_title(text: str) -> str:
    """Return the beginning of what somebody said, to call a wish by."""
    line = " ".join(text.split())
    if len(line) <= _TITLE:
        return line
    cut = line[:_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,.;:") + "…"


def to_tell(asked: Asked, done: str) -> str:
    """Return what is logged of telling those who asked what came of it."""
    return _("You asked for: {wish}\nWe did: {done}").format(
        wish=" ".join(asked.title.split()), done=done.strip()
    )


def signed(number: float) -> str:
    """Write a whole number with its sign: "+42", "−8", "0"."""
    whole = round(number)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def recommend_words(found: Recommend) -> str:
    """Say how likely customers would recommend the business, with what that is made of."""
    said = ngettext(
        "Net promoter score {score} from {count} answer: {good} would recommend you (9 or 10), "
        "{bad} rather not (0 to 6).",
        "Net promoter score {score} from {count} answers: {good} would recommend you (9 or 10), "
        "{bad} rather not (0 to 6).",
        found.count,
    )
    return said.format(
        score=signed(found.score),
        count=found.count,
        good=found.promoters,
        bad=found.detractors,
    )


def stars_words(found: Stars) -> str:
    """Say the mean of star ratings and of how many it is."""
    said = ngettext(
        "{mean} of 5 from {count} rating", "{mean} of 5 from {count} ratings", found.count
    )
    return said.format(mean=f"{found.mean:.1f}", count=found.count)


def heard_words(said: Feedback) -> str:
    """Say where something was heard, and the rating that came with it."""
    rating = rating_words(said.rating, said.best)
    return ", ".join(filter(None, (source_word(said.source), rating)))


def told_words(told_on: date | None, today: date) -> str:
    """Say whether and when somebody heard what came of what they said."""
    if told_on is None:
        return _("Not told yet")
    return _("Told {ago}").format(ago=words.ago((today - told_on).days))
