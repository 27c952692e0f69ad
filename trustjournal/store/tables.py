"""The tables that leave the journal: their columns, and their rows one after the other.

Column names are stable, since scripts and other programs rely on them.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.store import board_rows, record_rows, touchpoint_rows
from trustjournal.store.choosing import Choice, Row

__all__ = [
    "BOARDS",
    "COLUMNS",
    "DATED",
    "Choice",
    "columns_of",
    "count_of",
    "header_of",
    "rows_of",
]

BOARDS = frozenset(board_rows.COLUMNS)
"""The tables that tell how things stand at a moment, and need `Choice.now`."""

DATED = frozenset(
    {
        *("touchpoints", "promises", "gestures", "feedback", "wishes", "answers", "recoveries"),
        *("reviews", "evenings", "attachments", "value", "gaps"),
    }
)
"""The tables of which some days alone may be wanted."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "touchpoints": touchpoint_rows.COLUMNS,
    **record_rows.COLUMNS,
    **board_rows.COLUMNS,
}
"""The columns that each table has in every journal."""


def columns_of(connection: Connection, what: str) -> tuple[str, ...]:
    """Return the columns of a table, for people with the owner's own fields.

    Raises:
        InvalidEntry: there is no such table.
    """
    known = COLUMNS.get(what)
    if known is None:
        raise InvalidEntry(
            _("There is no table “{name}”; there are {known}.").format(
                name=what, known=", ".join(COLUMNS)
            )
        )
    return (*known, *record_rows.own_columns(connection)) if what == "people" else known


def header_of(connection: Connection, what: str, choice: Choice) -> tuple[str, ...]:
    """Return the names of the chosen columns.

    Raises:
        InvalidEntry: there is no such table or column.
    """
    known = columns_of(connection, what)
    for name in choice.columns:
        if name not in known:
            raise InvalidEntry(
                _("There is no column “{name}”; there are {known}.").format(
                    name=name, known=", ".join(known)
                )
            )
    return choice.columns or known


def rows_of(connection: Connection, what: str, choice: Choice) -> Iterator[Row]:
    """Return the rows of a table, oldest or by name, with the values of `header_of`."""
    columns = header_of(connection, what, choice)
    if what == "touchpoints":
        return touchpoint_rows.rows(connection, choice, columns)
    make = board_rows.rows if what in BOARDS else record_rows.rows
    return make(connection, what, choice, columns)


def count_of(connection: Connection, what: str, choice: Choice) -> int:
    """Return how many touchpoints are about to come; 0 for the short tables."""
    return touchpoint_rows.count(connection, choice) if what == "touchpoints" else 0
