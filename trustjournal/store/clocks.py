"""Whether this computer's clock was set back behind what the journal has seen.

What was done is in the order of its sequence, whatever the clock said.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from trustjournal.store.schema import history

_LOOKED_AT: Final = 50  # the newest entries; those written since may have the wrong time already
_TOLERATED: Final = timedelta(minutes=5)  # two computers never agree to the second


def newest_entry_to_come(connection: Connection) -> datetime | None:
    """Return when something was written last, if by this computer's clock that is still to come.

    The clock asked is the one that dates what is written.
    """
    newest = select(history.c.at).order_by(history.c.sequence.desc()).limit(_LOOKED_AT).subquery()
    written = connection.execute(select(func.max(newest.c.at))).scalar_one()
    return written if written is not None and written > datetime.now(UTC) + _TOLERATED else None
