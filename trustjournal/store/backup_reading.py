"""Looking into a backup from the open journal: what it holds, whether it is sound, what differs.

The backup is attached for reading alone; nothing is written into it or beside it.
"""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _
from trustjournal.store import history
from trustjournal.store.backup import Report, faults, raw, reported
from trustjournal.store.history import Entry
from trustjournal.store.keys import PLAIN_HEADER
from trustjournal.store.schema import VERSIONS
from trustjournal.store.targets import beside

Mark = tuple[int, int]
"""The newest step in a journal's history, by number and instant: another one is another state."""

NO_STEPS: Final[Mark] = (0, 0)

_BOTH: Final = ("main", "copy")
_TOLD: Final = 40
_NAMED: Final = 6
_COMPARED: Final = ("customer", "touchpoint", "promise", "gesture", "check_in")
_NEWEST: Final = "SELECT sequence, at FROM {0}.history ORDER BY sequence DESC LIMIT 1"
_STEPS: Final = "SELECT count(*) FROM {0}.history WHERE sequence > {1}"
_COMMON: Final = (  # CROSS JOIN, so that the newest are looked at first, and no more than needed
    "SELECT coalesce((SELECT theirs.sequence FROM copy.history AS theirs "
    "CROSS JOIN main.history AS mine ON mine.sequence = theirs.sequence AND mine.at = theirs.at "
    "ORDER BY theirs.sequence DESC LIMIT 1), 0)"
)
_ONLY_IN: Final = "FROM {0}.customer WHERE id NOT IN (SELECT id FROM {1}.customer)"
_COUNT: Final = "SELECT count(*) FROM {0}.{1}"
_OWN_PEOPLE: Final = "SELECT count(*) FROM {0}.customer WHERE NOT is_sample"
_OWN_TOUCHES: Final = (
    "SELECT (SELECT count(*) FROM {0}.touchpoint) - (SELECT count(DISTINCT touchpoint_id) "
    "FROM {0}.presence JOIN {0}.customer ON id = customer_id WHERE is_sample)"
)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a journal or a backup holds.

    `own` are the people and touchpoints that are not of the sample book.
    """

    people: int
    touchpoints: int
    own: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Comparison:
    """What going back to a backup would change.

    `counts` are records now and then, by table. `gone` and `back` name some of the `leaving` people
    whom the backup does not know, and of the `returning` whom only it knows. `since` are the newest
    of the `steps` taken since; `lost_steps` are those that only the backup has.
    """

    counts: dict[str, tuple[int, int]]
    leaving: int
    gone: tuple[str, ...]
    returning: int
    back: tuple[str, ...]
    steps: int
    since: tuple[Entry, ...]
    lost_steps: int


def mark_of(engine: Engine) -> Mark:
    """Return how far the open journal's history goes."""
    with raw(engine) as cursor:
        return _mark(cursor, "main")


def holding_of(engine: Engine) -> Holding:
    """Count what the open journal holds."""
    with raw(engine) as cursor:
        return _holding(cursor, "main")


def look_into(engine: Engine, backup: Path) -> Holding:
    """Count what a backup of the open journal holds.

    Raises:
        JournalUnavailable: it cannot be read, or has another passphrase.
    """
    with _attached(engine, backup) as cursor:
        return _holding(cursor, "copy")


def mark_in(engine: Engine, backup: Path) -> Mark:
    """Return how far the history in a backup goes.

    Raises:
        JournalUnavailable: it cannot be read, or has another passphrase.
    """
    with _attached(engine, backup) as cursor:
        return _mark(cursor, "copy")


def is_of_another(engine: Engine, backup: Path) -> bool:
    """Return whether a backup is for certain of another journal: they have no step in common.

    Raises:
        JournalUnavailable: it cannot be read, or has another passphrase.
    """
    with _attached(engine, backup) as cursor:
        return _mark(cursor, "copy") != NO_STEPS and not _one(cursor, _COMMON)


def is_earlier_state(engine: Engine, backup: Path) -> bool:
    """Return whether a backup is for certain of the open journal, which still has all its steps."""
    with suppress(JournalUnavailable), _attached(engine, backup) as cursor:
        newest, _at = _mark(cursor, "copy")
        return newest == _one(cursor, _COMMON) != 0
    return False


def verify(engine: Engine, backup: Path, report: Report | None = None) -> list[str]:
    """Read every page of a backup; return what is wrong with it, nothing when all is well.

    Raises:
        JournalUnavailable: it cannot be read, or has another passphrase.
        Cancelled: the owner thought better of it.
    """
    with _attached(engine, backup) as cursor:
        try:
            with reported(cursor, backup, 0, report):
                return faults(cursor, "copy")
        except driver.DatabaseError as error:
            return [str(error)]


def compare(engine: Engine, backup: Path) -> Comparison:
    """Tell what would be otherwise if the backup were in the place of the open journal.

    Raises:
        JournalUnavailable: it cannot be read, or has another passphrase.
    """
    with _attached(engine, backup) as cursor:
        common = _one(cursor, _COMMON)
        steps, lost = (_one(cursor, _STEPS.format(one, common)) for one in _BOTH)
        (leaving, gone), (returning, back) = (
            _only_in(cursor, here, there) for here, there in (_BOTH, _BOTH[::-1])
        )
        known = {row[1] for row in cursor.execute("PRAGMA copy.table_list")}  # an older one's
        counts = {
            table: (
                _count(cursor, "main", table),
                _count(cursor, "copy", table) if table in known else 0,
            )
            for table in _COMPARED
        }
    with engine.connect() as connection:
        since = tuple(history.entries(connection, min(steps, _TOLD))) if steps else ()
    return Comparison(counts, leaving, gone, returning, back, steps, since, lost)


@contextmanager
def _attached(engine: Engine, backup: Path) -> Generator[Any]:
    """Hold a cursor of the open journal to which the backup is attached as `copy`."""
    with raw(engine) as cursor, _words(backup):
        # Without a -wal nobody has it open, and reading it so leaves none beside it.
        mode = "mode=ro" if beside(backup, "-wal").exists() else "mode=ro&immutable=1"
        place = f"{backup.absolute().as_uri()}?{mode}"
        with backup.open("rb") as stream:
            plain = stream.read(len(PLAIN_HEADER)) == PLAIN_HEADER
        # Attached, it opens with the journal's own key, unless it is said to have none.
        cursor.execute("ATTACH ? AS copy KEY ''" if plain else "ATTACH ? AS copy", (place,))
        try:
            version = _one(cursor, "SELECT version_num FROM copy.alembic_version")
            if version not in VERSIONS:
                raise JournalUnavailable(
                    _("{name} was made by a newer version of Trust Journal.").format(
                        name=backup.name
                    )
                )
            yield cursor
        finally:
            cursor.execute("DETACH copy")


@contextmanager
def _words(backup: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise JournalUnavailable(
            _("{name} cannot be read: {why}.").format(name=backup.name, why=error.strerror)
        ) from error
    except driver.Error as error:
        said = (
            _("{name} is damaged, or locked with another passphrase.")
            if "not a database" in str(error)
            else _("{name} cannot be read: {why}.")
        )
        raise JournalUnavailable(said.format(name=backup.name, why=error)) from error


def _holding(cursor: Any, schema: str) -> Holding:
    people, touchpoints = (_count(cursor, schema, name) for name in ("customer", "touchpoint"))
    own = _one(cursor, _OWN_PEOPLE.format(schema))
    own += touchpoints if own == people else _one(cursor, _OWN_TOUCHES.format(schema))
    return Holding(people, touchpoints, own, _mark(cursor, schema))


def _mark(cursor: Any, schema: str) -> Mark:
    return cursor.execute(_NEWEST.format(schema)).fetchone() or NO_STEPS


def _only_in(cursor: Any, here: str, there: str) -> tuple[int, tuple[str, ...]]:
    """Count the people who are in one and not in the other, and name the first of them."""
    only = _ONLY_IN.format(here, there)
    names = cursor.execute(f"SELECT name {only} ORDER BY id LIMIT {_NAMED}").fetchall()
    return _one(cursor, f"SELECT count(*) {only}"), tuple(row[0] for row in names)


def _count(cursor: Any, schema: str, table: str) -> int:
    return _one(cursor, _COUNT.format(schema, table))


def _one(cursor: Any, query: str) -> Any:
    return cursor.execute(query).fetchone()[0]
