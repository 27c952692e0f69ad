"""What a picture of somebody's rhythm shows: own gaps, today's silence, and when it is too long.

Knows no matplotlib: the strip on a person paints it as well, and it is read aloud.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustjournal.domain import rhythm, words
from trustjournal.domain.rhythm import Flag, History, Rhythm, Silence
from trustjournal.domain.rhythm_words import every, told
from trustjournal.i18n import _, ngettext

MOST_GAPS = 24
"""How many of the latest gaps are shown; older ones have faded from the memory of the model."""

_AHEAD = 0.4  # a day further ahead than this part of the past is named, and not drawn


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two contacts, or since the last one; days of the owner's calendar."""

    began_on: date
    ended_on: date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.ended_on - self.began_on).days


class EdgeKind(StrEnum):
    """What a silence comes to on a day."""

    LIMIT = "limit"
    QUIET = "quiet"
    GONE_QUIET = "gone_quiet"

    @property
    def word(self) -> str:
        """The word before the day."""
        return {
            EdgeKind.LIMIT: _("Longer than you wish"),
            EdgeKind.QUIET: _("Quiet"),
            EdgeKind.GONE_QUIET: _("Gone quiet"),
        }[self]


@dataclass(frozen=True, slots=True)
class Edge:
    """The first day on which a silence is long enough to be called something."""

    kind: EdgeKind
    on: date


@dataclass(frozen=True, slots=True)
class RhythmPicture:
    """One person's rhythm; `gaps` oldest first, `edges` in the order of their days.

    `silence` is None before the first contact; it then has no gaps and no edges either.
    `earlier` counts gaps before the first one shown.
    """

    name: str
    today: date
    gaps: tuple[Gap, ...]
    silence: Gap | None
    edges: tuple[Edge, ...]
    usual_gap: float | None
    flag: Flag
    sentence: str
    earlier: int = 0

    @property
    def since(self) -> date:
        """The first day shown."""
        return self.gaps[0].began_on if self.gaps else self._last

    @property
    def until(self) -> date:
        """The last day shown: today, or a day ahead that matters and is near enough."""
        days = max((self.today - self.since).days, 14)
        near = self.today + timedelta(days=round(days * _AHEAD))
        return max([self.today, *(edge.on for edge in self.edges if edge.on <= near)])

    @property
    def highest(self) -> int:
        """The longest time shown, in days."""
        shown = [*self.gaps, *([self.silence] if self.silence else [])]
        return max([1, *(gap.days for gap in shown)])

    @property
    def _last(self) -> date:
        return self.silence.began_on if self.silence else self.today


def picture(
    name: str,
    known: History | None,
    silence: Silence | None,
    whole: Rhythm,
    today: date,
    *,
    longest_gap: int | None = None,
    flag: Flag = Flag.NONE,
) -> RhythmPicture:
    """Gather the picture of one person; `whole` is the rhythm of the journal.

    `known` and `silence` are None before their first contact.
    """
    chance = rhythm.chance(silence.normal, whole) if silence else 1.0
    sentence = told(name, known, silence, chance, longest_gap=longest_gap)
    if known is None or silence is None:
        return RhythmPicture(name, today, (), None, (), None, flag, sentence)
    return RhythmPicture(
        name=name,
        today=today,
        gaps=tuple(_gaps(known)),
        silence=Gap(known.last, max(today, known.last)),
        edges=tuple(_edges(known, whole, longest_gap)),
        usual_gap=known.usual_gap,
        flag=flag,
        sentence=sentence,
        earlier=max(known.n - MOST_GAPS, 0),
    )


def describe(shown: RhythmPicture) -> str:
    """Return the picture in words, for those who do not see it."""
    parts = [shown.sentence]
    if shown.gaps:
        days = [gap.days for gap in shown.gaps]
        parts.append(
            ngettext(
                "{count} gap is shown, from {shortest} to {longest}.",
                "{count} gaps are shown, from {shortest} to {longest}.",
                len(days),
            ).format(count=len(days), shortest=words.span(min(days)), longest=words.span(max(days)))
        )
    parts.extend(f"{edge_words(edge, shown.today)}." for edge in shown.edges)
    return " ".join(parts)


def gap_words(gap: Gap, today: date) -> tuple[str, str]:
    """Return how long a gap was, and from when to when."""
    length = ngettext("{count} day", "{count} days", gap.days).format(count=gap.days)
    between = _("{first} to {last}").format(
        first=words.when(gap.began_on, today), last=words.when(gap.ended_on, today)
    )
    return length, between


def silence_words(gap: Gap, today: date) -> tuple[str, str]:
    """Return how long the silence is, and since when."""
    if gap.days == 0:
        return _("In touch today"), ""
    length = ngettext("Silent for {count} day", "Silent for {count} days", gap.days)
    since = _("since {day}").format(day=words.when(gap.began_on, today))
    return length.format(count=gap.days), since


def edge_words(edge: Edge, today: date) -> str:
    """Say since when, or from when on, a silence is called something."""
    text = _("{word} since {day}") if edge.on <= today else _("{word} from {day}")
    return text.format(word=edge.kind.word, day=words.when(edge.on, today))


def usual_words(usual_gap: float) -> str:
    """Say what is usual: "Usually every 3 weeks"."""
    return _("Usually {every}").format(every=every(usual_gap))


def columns() -> Sequence[str]:
    """Return the heads of the picture as a table."""
    return _("From"), _("To"), _("Days")


def rows(shown: RhythmPicture) -> Sequence[Sequence[str]]:
    """Return the picture as a table, the newest first; the silence has no end."""
    lines = [
        (gap.began_on.isoformat(), gap.ended_on.isoformat(), str(gap.days))
        for gap in reversed(shown.gaps)
    ]
    if shown.silence is None:
        return lines
    return [(shown.silence.began_on.isoformat(), "", str(shown.silence.days)), *lines]


def _gaps(known: History) -> list[Gap]:
    found: list[Gap] = []
    ended = known.last
    for days in reversed(known.gaps[-MOST_GAPS:]):
        began = ended - timedelta(days=days)
        found.append(Gap(began, ended))
        ended = began
    return found[::-1]


def _edges(known: History, whole: Rhythm, longest_gap: int | None) -> list[Edge]:
    days = {
        EdgeKind.QUIET: rhythm.reached_on(known, whole, rhythm.QUIET),
        EdgeKind.GONE_QUIET: rhythm.reached_on(known, whole, rhythm.GONE_QUIET),
    }
    found = [Edge(kind, on) for kind, on in days.items() if on is not None]
    if longest_gap is not None:
        found.append(Edge(EdgeKind.LIMIT, known.last + timedelta(days=longest_gap + 1)))
    return sorted(found, key=lambda edge: edge.on)
