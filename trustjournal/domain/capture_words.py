"""How the capture line is split, and the words it knows.

Each list of words is one translatable text. Translators add the words of their language to the
English ones: scripts that log on the command line rely on those.
"""

import re
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

from trustjournal.domain.choices import (
    Channel,
    Kind,
)
from trustjournal.domain.finding import fold
from trustjournal.i18n import _

_Meaning = TypeVar("_Meaning", bound=Hashable)

_SEPARATOR = r"(?:[,;](?=[\s\w@]|$)|:(?!\S))"
_TOKEN = re.compile(rf"{_SEPARATOR}|(?:(?!{_SEPARATOR})\S)+")
_INSIDE_NAMES = str.maketrans("", "", "'’ʼ`´.")
_BETWEEN_NAMES = re.compile(r"[\s\-‐‑–—/\\,;:!?()\[\]{}\"“”„«»&+@#<>|*=~^%]+")


class Token(NamedTuple):
    """A word or separator of the line; `word` is its text folded."""

    start: int
    end: int
    text: str
    word: str


def tokens(line: str) -> list[Token]:
    """Split the line at white space, and at a comma, semicolon or colon that ends a word."""
    return [
        Token(found.start(), found.end(), found.group(), "".join(fold(found.group()).split()))
        for found in _TOKEN.finditer(line)
    ]


def token_count(line: str) -> int:
    """Return how many tokens the line has, without making them."""
    return len(_TOKEN.findall(line))


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words by which a name is found: "Jean-Luc O'Hara" is jean, luc, ohara."""
    return tuple(filter(None, _BETWEEN_NAMES.split(fold(text).translate(_INSIDE_NAMES))))


def _lookup(lists: Mapping[_Meaning, str]) -> dict[str, _Meaning]:
    return {fold(word): meaning for meaning, words in lists.items() for word in words.split()}


def _words(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


# A hyphen in a channel word may also be typed as a space.
CHANNELS = _lookup(
    {
        Channel.PHONE: _("call called phone phoned rang"),
        Channel.IN_PERSON: _("met visit visited in-person lunch coffee"),
        Channel.VIDEO: _("video zoom teams"),
        Channel.EMAIL: _("mail mailed email emailed e-mail wrote"),
        Channel.MESSAGE: _("message messaged text texted sms whatsapp"),
        Channel.SOCIAL: _("instagram facebook linkedin social"),
        Channel.POST: _("letter post card parcel"),
    }
)
# What a kind may be called besides its own name, behind "/".
KINDS = _lookup(
    {
        Kind.RENEWAL: _("renew renewed renewed-on-time"),
        Kind.RENEWAL_LATE: _("late-renewal renewed-late"),
        Kind.EXPANSION: _("more bought-more"),
        Kind.LEAP_OF_FAITH: _("leap"),
        Kind.PRAISE: _("praised"),
        Kind.REFERENCE: _("warm-reference"),
        Kind.LUKEWARM_REFERENCE: _("lukewarm"),
        Kind.FOOT_DRAGGING: _("dragging dragged-feet"),
        Kind.PROOF_AGAIN: _("proof"),
    }
)
FEELINGS = _lookup({2: "++", 1: "+", -1: "- − –", -2: "-- −− ––"})
JOINERS = _words(_("and &"))
DUE = _words(_("by"))
# Words that are a name or a weekday too, but more often neither.
EVERYDAY = _words(
    _(
        "sat sun wed will may mark grace hope joy faith bill rob art drew sue pat frank rich "
        "grant chase dawn rose daisy summer april june august mercy guy sunny star jack max "
        "an so do van my he she"
    )
)
# Small words inside a name, such as Jan van der Berg.
PARTICLES = _words(_("van der den de del della di da dos du la le von zu zum el al bin ibn y"))
# After one of these a date at the end of the note belongs to the note.
TIES = _words(
    _("since from until till by for of on in at before after than due about or and the to")
)
# After one of these words a span of time is no duration: "30 min late".
NOT_LASTING = _words(_("late early before after ahead away delay off more less per from"))

WEEKDAYS = _lookup(
    {
        0: _("mon monday"),
        1: _("tue tues tuesday"),
        2: _("wed weds wednesday"),
        3: _("thu thur thurs thursday"),
        4: _("fri friday"),
        5: _("sat saturday"),
        6: _("sun sunday"),
    }
)
MONTHS = _lookup(
    {
        1: _("jan january"),
        2: _("feb february"),
        3: _("mar march"),
        4: _("apr april"),
        5: _("may"),
        6: _("jun june"),
        7: _("jul july"),
        8: _("aug august"),
        9: _("sep sept september"),
        10: _("oct october"),
        11: _("nov november"),
        12: _("dec december"),
    }
)
NUMBERS = _lookup(
    {
        1: _("a an one"),
        2: _("two"),
        3: _("three"),
        4: _("four"),
        5: _("five"),
        6: _("six"),
        7: _("seven"),
        8: _("eight"),
        9: _("nine"),
        10: _("ten"),
    }
)
UNITS = _lookup(
    {
        "minute": _("min mins minute minutes"),
        "hour": _("h hr hrs hour hours"),
        "day": _("day days"),
        "week": _("week weeks"),
        "month": _("month months"),
        "year": _("year years"),
    }
)
DAYS_BACK = _lookup({0: _("today"), 1: _("yesterday")})
DAYS_AHEAD = _lookup({0: _("today tonight"), 1: _("tomorrow")})
LAST, NEXT, AGO = _words(_("last")), _words(_("next")), _words(_("ago"))
ON, AT, IN = _words(_("on")), _words(_("at")), _words(_("in"))
