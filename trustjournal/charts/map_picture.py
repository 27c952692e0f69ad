"""What the map of relationships shows: everyone between a deep trust and a long silence.

It knows no matplotlib: it is made away from the window, and read aloud where no map can be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.choices import Stage
from trustjournal.domain.depth_stage import DepthStage, shown, stage_of
from trustjournal.domain.places import Place
from trustjournal.domain.rhythm import GONE_QUIET, QUIET
from trustjournal.i18n import _, ngettext

DEEP = DepthStage.TRUSTED.floor
"""The depth from which somebody who has gone quiet is called first."""


class Zone(StrEnum):
    """How long a silence is for whom it is with."""

    UNKNOWN = "unknown"
    IN_TOUCH = "in_touch"
    QUIET = "quiet"
    GONE_QUIET = "gone_quiet"

    @property
    def word(self) -> str:
        """The zone in the owner's language."""
        return {
            Zone.UNKNOWN: _("Not in touch yet"),
            Zone.IN_TOUCH: _("In touch"),
            Zone.QUIET: _("Quiet"),
            Zone.GONE_QUIET: _("Gone quiet"),
        }[self]


@dataclass(frozen=True, slots=True, eq=False)
class MapPicture:
    """Everyone on the map, the most important to label first.

    `ringed` are those to make stand out, such as what a search found; `fade_others` says that the
    rest is not meant.
    """

    places: Sequence[Place]
    today: date
    ringed: frozenset[UUID] = frozenset()
    fade_others: bool = False


def zone_of(place: Place) -> Zone:
    """Return where a silence stands; the thresholds are those of the rhythm."""
    if place.silence is None:
        return Zone.UNKNOWN
    normal = place.silence.normal
    if normal <= GONE_QUIET:
        return Zone.GONE_QUIET
    return Zone.QUIET if normal <= QUIET else Zone.IN_TOUCH


def stage_word(stage: Stage) -> str:
    """Return the word in the legend."""
    return {
        Stage.PROSPECT: _("Prospect"),
        Stage.CUSTOMER: _("Customer"),
        Stage.LOST: _("Lost"),
    }[stage]


def silence_words(place: Place) -> str:
    """Say how long it has been silent: "Silent for 9 weeks, usually 3 weeks"."""
    silence = place.silence
    if silence is None:
        return _("Not in touch yet")
    if silence.days < 1:
        return _("In touch today")
    quiet = words.span(silence.days)
    if silence.usual_gap is None:
        return _("Silent for {span}").format(span=quiet)
    usual = words.span(max(round(silence.usual_gap), 1))
    return _("Silent for {span}, usually {usual}").format(span=quiet, usual=usual)


def depth_words(place: Place) -> str:
    """Say how deep the trust is: "Trusted, 62"."""
    return _("{stage}, {depth}").format(stage=stage_of(place.depth).word, depth=shown(place.depth))


def title() -> str:
    """Return what the map is called."""
    return _("Relationships")


def describe(picture: MapPicture) -> str:
    """Return the map in words, for those who do not see it."""
    places = picture.places
    if not places:
        return _("Nobody is on the map yet.")
    counts = dict.fromkeys(Zone, 0)
    for place in places:
        counts[zone_of(place)] += 1
    everyone = ngettext("{count} person.", "{count} people.", len(places))
    said = [everyone.format(count=len(places))]
    said += [
        _("{zone}: {count}.").format(zone=zone.word, count=count)
        for zone, count in counts.items()
        if count
    ]
    missed = [one.name for one in places if is_missed(one)]
    if missed:
        said.append(_("Deep and gone quiet: {names}.").format(names=words.people(missed)))
    return " ".join(said)


def is_missed(place: Place) -> bool:
    """Tell whether a deep trust has gone quiet: those to call first."""
    deep = place.depth >= DEEP and place.stage is not Stage.LOST
    return deep and zone_of(place) is Zone.GONE_QUIET
