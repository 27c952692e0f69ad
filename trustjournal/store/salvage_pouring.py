"""Writing the rows found on the pages of a damaged journal into the tables of a new one.

What they name may not be there yet, or never; that is mended afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Engine

from trustjournal.store.damaged_pages import A_PAGE, PageReader
from trustjournal.store.row_shapes import (
    PRESENCE,
    SHAPES,
    Shape,
    rows_wanted,
    shape_of,
    values_of,
)

_AT_ONCE: Final = 500  # pages in one transaction


@dataclass(frozen=True, slots=True)
class Poured:
    """What was seen on the way that is of use later.

    `renamed` has the attached files whose bytes are not what they were: the new digest and size
    by the old. `presences` are the numbers of the pages that say who was there.
    """

    renamed: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    presences: list[int] = field(default_factory=list[int])


def pour(
    engine: Engine, reader: PageReader, roots: Mapping[int, str], heard: Callable[[int], object]
) -> Poured:
    """Write every row that is found; `roots` names the tables that are known to begin at a page.

    Of touchpoints that were lost, it is written who was there.
    """
    poured = Poured()
    connection = engine.raw_connection()
    cursor: Any = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.execute("BEGIN")
    try:
        for page in reader.pages(rows_wanted):
            heard(page.number)
            named = roots.get(page.number, "")
            shape = shape_of(page.rows, keyed=page.keyed, named=named) if page.rows else None
            if shape is not None:
                _write(cursor, shape, page.rows, poured)
            elif page.keyed:
                poured.presences.append(page.number)
            if page.number % _AT_ONCE == 0:
                cursor.execute("COMMIT")
                cursor.execute("BEGIN")
        _remember_the_lost(cursor, reader, poured.presences, lambda: heard(reader.count))
        cursor.execute("COMMIT")
    finally:
        connection.invalidate()
    return poured


def _write(cursor: Any, shape: Shape, found: Sequence[Any], poured: Poured) -> None:
    told = (values_of(shape, row) for row in found)
    mended = (shape.fitted(values) or shape.mended(values) for values in told)
    rows = [row for row in mended if row is not None]
    if shape.table.name == "content":
        rows = [_under_its_digest(row, poured) for row in rows]
    cursor.executemany(_INSERT[shape], rows)


def _under_its_digest(row: Any, poured: Poured) -> tuple[str, bytes]:
    digest, held = row
    now = sha256(held).hexdigest()
    if now != digest:
        poured.renamed[digest] = now, len(held)
    return now, held


def _remember_the_lost(
    cursor: Any, reader: PageReader, numbers: Sequence[int], heard: Callable[[], object]
) -> None:
    """Write who was there at the touchpoints that were not found."""
    leading: list[int] = []
    for page in reader.pages(lambda _values: A_PAGE, numbers):
        heard()
        if len(page.rows) < A_PAGE:
            _remember(cursor, page.rows)
        else:
            leading.append(page.number)
    for number in leading:
        for rows in reader.below(number):
            heard()
            _remember(cursor, rows)


def _remember(cursor: Any, found: Sequence[Any]) -> None:
    place = PRESENCE.names.index("touchpoint_id")
    fitted = (PRESENCE.fitted(values_of(PRESENCE, row)) for row in found)
    rows = [row for row in fitted if row is not None]
    query = f"SELECT id FROM touchpoint WHERE id IN ({', '.join('?' * len(rows))})"  # noqa: S608
    there = {found for (found,) in cursor.execute(query, [row[place] for row in rows])}
    cursor.executemany(_INSERT[PRESENCE], [row for row in rows if row[place] not in there])


def _insertion(shape: Shape) -> str:
    names = ", ".join([f'"{name}"' for name in shape.names])
    places = ", ".join("?" * len(shape.names))
    return f"INSERT OR IGNORE INTO {shape.table.name} ({names}) VALUES ({places})"  # noqa: S608


_INSERT = {shape: _insertion(shape) for shape in (*SHAPES, PRESENCE)}
