"""What time it is where the owner is."""

from datetime import datetime
from zoneinfo import ZoneInfo


def zone_name() -> str:
    """Return the IANA name of this computer's time zone, UTC where it has none."""
    # Imported here, since the window paints before it asks what time it is.
    from tzlocal import get_localzone_name

    return get_localzone_name() or "UTC"


def local_now() -> datetime:
    """Return the present instant, aware, in this computer's zone."""
    return datetime.now(ZoneInfo(zone_name()))
