"""What a silence comes to in words: usual gap, silence, how far such silences go, back or not.

Nobody's gender is known, so everyone is "they".
"""

from trustjournal.domain import words
from trustjournal.domain.rhythm import Flag, History, Silence
from trustjournal.i18n import _, ngettext

_UNITS = ((365, 365.25), (30, 365.25 / 12), (7, 7.0), (1, 1.0))
"""Year, month, week and day: the days `words.every` counts for one, and the days one has."""

_MOST_TOLD = 60  # "every 3 days; it has been 400" asks for arithmetic


def told(
    name: str,
    known: History | None,
    silence: Silence | None,
    chance: float,
    *,
    longest_gap: int | None = None,
) -> str:
    """Say how it stands with one person, in one to four short sentences.

    Args:
        name: of the customer; without one the sentence begins with what it says of them.
        known: their contacts; None before the first.
        silence: since the last of them, weighed; None before the first.
        chance: the one to show for this silence, from 0 to 1 (`rhythm.chance`).
        longest_gap: the most days the owner lets pass, if they said so.
    """
    if known is None or silence is None:
        return _("{name} has not come to you yet, so there is no rhythm to tell.").format(name=name)
    parts = [_silence(name, known, silence.days)]
    if silence.days > 0:
        parts += [_compared(known, silence.days, chance), _back(silence.back_within)]
    if longest_gap is not None and silence.days > longest_gap:
        text = _("You wanted to know after {span}.")
        parts.append(text.format(span=words.span(longest_gap)))
    return " ".join(filter(None, parts))


def flagged(flag: Flag) -> str:
    """Name a flag in the space of a chip; nothing for none."""
    return {
        Flag.NONE: "",
        Flag.QUIET: _("Quiet"),
        Flag.GONE_QUIET: _("Gone quiet"),
        Flag.OVERDUE: _("Longer than you wish"),
    }[flag]


def every(days: float) -> str:
    """Say a usual gap roughly.

    >>> every(1.5), every(7.4), every(20.5), every(130), every(800)
    ('every 2 days', 'every week', 'every 3 weeks', 'every 4 months', 'every 2 years')
    """
    return words.every(_rounded(days))


def _silence(name: str, known: History, days: int) -> str:
    if known.usual_gap is None:
        if days == 0:
            text = _("{name} came to you for the first time today.") if name else _("New today.")
            return text.format(name=name)
        once = _("{name} came to you once, {ago}.") if name else _("Came to you once, {ago}.")
        return once.format(name=name, ago=words.ago(days))
    usual = every(known.usual_gap)
    if days == 0:
        today = (
            _("{name} usually hears from you {every}, and came to you today.")
            if name
            else _("Usually {every}, and came to you today.")
        )
        return today.format(name=name, every=usual)
    silent = (
        _("{name} usually hears from you {every}; it has been {passed}.")
        if name
        else _("Usually {every}; it has been {passed}.")
    )
    passed = _passed(days, _rounded(known.usual_gap))
    return silent.format(name=name, every=usual, passed=passed)


def _compared(known: History, days: int, chance: float) -> str:
    far, longer = _share(chance), known.n > 0 and days > max(known.gaps)
    if not longer:
        return "" if chance > 0.99 else words.sentence(far)  # of a silence that is none yet
    if known.n == 1:
        return _("That is longer than their one earlier gap; {far}").format(far=far)
    text = ngettext(
        "That is longer than any of their {count} earlier gap; {far}",
        "That is longer than any of their {count} earlier gaps; {far}",
        known.n,
    )
    return text.format(count=known.n, far=far)


def _share(chance: float) -> str:
    if chance < 0.01:
        return _("fewer than 1 % of silences like theirs go this far.")
    if chance > 0.99:
        return _("nearly all silences like theirs go this far.")
    text = _("about {percent} % of silences like theirs go this far.")
    return text.format(percent=round(chance * 100))


def _back(chance: float) -> str:
    if chance < 0.01:
        return _("Less than 1 % chance they are back within a month.")
    if chance > 0.99:
        return _("More than 99 % chance they are back within a month.")
    text = _("{percent} % chance they are back within a month.")
    return text.format(percent=round(chance * 100))


def _rounded(days: float) -> int:
    """Return a length of time in days as a whole number of the unit that suits it."""
    counted, real = next(
        unit
        for unit, least in zip(_UNITS, (730, 60, 14, 0), strict=True)
        if days > least or unit is _UNITS[-1]
    )
    return max(round(days / real), 1) * counted


def _passed(days: int, usual: int) -> str:
    """Say how long it has been, as a bare number where the unit of the usual gap fits."""
    real = next(real for counted, real in _UNITS if usual % counted == 0)
    count = int(days / real)
    return str(count) if 2 <= count <= _MOST_TOLD else words.span(days)
