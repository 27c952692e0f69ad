"""How likely it is that the next time with somebody goes well, in a sentence."""

from trustjournal.i18n import _


def next_time(chance: float) -> str:
    """Say the chance, from 0 to 1, that the next one goes well (`depth.next_goes_well`).

    >>> next_time(0.934)
    'About 93 % chance that your next touch goes well.'
    """
    percent = min(max(round(chance * 100), 1), 99)
    return _("About {percent} % chance that your next touch goes well.").format(percent=percent)
