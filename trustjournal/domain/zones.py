"""Time zones by the names that entries keep."""

from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_UTC: Final = ZoneInfo("UTC")


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return the zone of a name, UTC where this computer does not know it.

    Names are added over the years, and a journal may come from a computer that knows more.

    >>> zone_of("Europe/Madrid").key, zone_of("Europe/Atlantis").key
    ('Europe/Madrid', 'UTC')
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _UTC
