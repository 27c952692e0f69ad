"""What time it is where the owner is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tzlocal import get_localzone_name


def zone_name() -> str:
    """Return the IANA name of this computer's time zone, UTC where it has none."""
    return get_localzone_name() or "UTC"


def local_now() -> datetime:
    """Return the present instant, aware, in this computer's zone."""
    return datetime.now(ZoneInfo(zone_name()))
