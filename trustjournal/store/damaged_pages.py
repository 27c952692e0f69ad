"""Reading a damaged file page by page, whatever is left of what leads to its pages.

Rows lie on the outermost pages of their table's tree, and those of a table without numbers also on
the pages that lead there. A tree that has lost its root, or a file that
has lost its schema, still has them. Each page in turn is made the root of a table that has as many
columns as any of ours, in a file of the same pages behind a first page of our own, so that SQLite
(and SQLCipher, which only needs a page to keep its number) reads it. The damaged file is never
opened by them.
"""

import hmac
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver

from trustjournal.store.keys import Key
from trustjournal.store.page_looks import PAGE, some_pages

_COLUMNS: Final = 40
_KEYED_COLUMNS: Final = 9
_SLOTS: Final = 13  # as many as fit on the first page
_FILLING: Final = 2**28
_AT_ONCE: Final = 1000
_EMPTY: Final = re.compile(rb"\0+")
_UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}".encode()

A_PAGE: Final = 128
"""More rows than a page of ours holds: one with more only leads to others."""
ALL: Final = -1  # as SQLite takes it for a limit

Most = Callable[[Sequence[Any]], int]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds: `rows` have their row's number first; `lost` could not be read.

    `keyed` is true of a page of a table without such numbers, whose rows then begin with 0.
    """

    number: int
    rows: Sequence[tuple[Any, ...]]
    lost: int = 0
    keyed: bool = False


class PageReader:
    """Reads the pages of a damaged file from a copy at `scratch`, which it makes and removes.

    A page that was cut is left out: nobody can tell which of its rows go on in what is lost.
    """

    def __init__(self, damaged: Path, scratch: Path, key: Key | None) -> None:
        self._path = scratch
        self._key = key
        self._generation = 100
        self.count = damaged.stat().st_size // PAGE
        scratch.unlink(missing_ok=True)
        scratch.touch(mode=0o600)
        self._begin()
        with damaged.open("rb") as pages, scratch.open("r+b") as copy:
            pages.seek(PAGE)
            copy.seek(PAGE)
            shutil.copyfileobj(pages, copy, 2**20)
            # A long value goes on in pages that are there, or is lost.
            copy.truncate(self.count * PAGE)
        self._connection = self._connected()

    def pages(self, most: Most, chosen: Sequence[int] | None = None) -> Iterator[Page]:
        """Yield pages in order, all or those `chosen`, with the rows that could be read from them.

        Of a table without numbers of rows, `most` says by the first row how many are wanted: its
        pages may lead to the whole of an index.
        """
        wanted = range(2, self.count + 1) if chosen is None else chosen
        for first in range(0, len(wanted), _SLOTS):
            numbers = wanted[first : first + _SLOTS]
            self._aim(numbers)
            for slot, number in enumerate(numbers):
                found = self._numbered(slot, number) or self._keyed(slot, number, most)
                self._recover()
                yield found or Page(number, ())

    def below(self, number: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield, some at a time, the rows of a table without numbers on a page and on those below.

        From both ends, as far as they can be read; not to be called while `pages` goes on.
        """
        self._aim([number])
        for order in ("", " ORDER BY c0 DESC"):
            try:
                found = self._connection.execute(f"SELECT 0,* FROM k0{order}")  # noqa: S608
                while rows := found.fetchmany(_AT_ONCE):
                    yield rows
            except (driver.DatabaseError, MemoryError):
                self._recover()
            else:
                return

    def close(self) -> None:
        """Let go of the copy and remove it."""
        self._connection.close()
        self._path.unlink(missing_ok=True)

    def _begin(self) -> None:
        """Make a file of as many pages, whose first has a table in each slot."""
        names = ",".join(f"c{number}" for number in range(_COLUMNS))
        keys = ",".join(f"c{number}" for number in range(1, _KEYED_COLUMNS))
        with closing(self._connected()) as connection:
            for slot in range(_SLOTS):
                connection.execute(f"CREATE TABLE n{slot}({names})")
                connection.execute(f"CREATE TABLE k{slot}(c0 PRIMARY KEY,{keys})WITHOUT ROWID")
            connection.execute("CREATE TABLE z(c0)")
            left = self.count * PAGE
            while left > 0:
                connection.execute("INSERT INTO z VALUES(zeroblob(?))", (min(left, _FILLING),))
                left -= _FILLING

    def _connected(self) -> Any:
        connection = driver.connect(str(self._path), isolation_level=None)
        connection.text_factory = _lenient
        connection.execute("PRAGMA cipher_log_level=NONE")
        if self._key is not None:
            connection.execute(f"PRAGMA key={self._key.literal()}")
        for pragma in (
            # First that which lets a file have fewer pages than it says.
            *("writable_schema=ON", f"page_size={PAGE}", "journal_mode=OFF", "synchronous=OFF"),
            *("locking_mode=EXCLUSIVE", "cell_size_check=OFF"),
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _recover(self) -> None:
        """Open the copy again where SQLCipher, after a page it refused, reads no other page.

        It does not say so, and where the page goes on with a long value it does not even say that
        it refused it; but then it takes no write any more.
        """
        if self._key is None:
            return
        try:
            self._connection.execute("PRAGMA user_version=1")
        except driver.DatabaseError:
            self._connection.close()
            self._connection = self._connected()

    def _aim(self, numbers: Sequence[int]) -> None:
        """Let the tables of the slots begin at these pages."""
        roots = [(number, f"{kind}{slot}") for slot, number in enumerate(numbers) for kind in "nk"]
        self._generation += 1
        self._connection.execute("BEGIN")
        self._connection.executemany("UPDATE sqlite_master SET rootpage=? WHERE name=?", roots)
        self._connection.execute(f"PRAGMA schema_version={self._generation}")
        self._connection.execute("COMMIT")

    def _numbered(self, slot: int, number: int) -> Page | None:
        query = f"SELECT rowid,* FROM n{slot}"  # noqa: S608
        rows, whole = self._fetched(f"{query} LIMIT {A_PAGE + 1}")
        if whole:
            return Page(number, rows) if len(rows) <= A_PAGE else None
        after = rows[-1][0] if rows else -(2**63)
        others, _whole = self._fetched(
            f"SELECT rowid FROM n{slot} WHERE rowid > ? LIMIT {A_PAGE}",  # noqa: S608
            after,
        )
        lost = 0
        for (which,) in others:
            one, readable = self._fetched(f"{query} WHERE rowid = ?", which)
            rows += one
            lost += not readable
        return Page(number, rows, lost) if rows or lost else None

    def _keyed(self, slot: int, number: int, most: Most) -> Page | None:
        query = f"SELECT 0,* FROM k{slot}"  # noqa: S608
        rows, _whole = self._fetched(f"{query} LIMIT 1")
        wanted = most(rows[0][1:]) if rows else 0
        if not wanted:
            return None
        for order in ("", " ORDER BY c0 DESC") if wanted != 1 else ():
            found, whole = self._fetched(f"{query}{order} LIMIT {wanted}")
            rows += found
            if whole:
                break
        return Page(number, rows, keyed=True)

    def _fetched(self, query: str, *values: object) -> tuple[list[tuple[Any, ...]], bool]:
        """Return the rows as far as they can be read, and whether those are all."""
        rows: list[tuple[Any, ...]] = []
        try:
            rows.extend(self._connection.execute(query, values))
        except (driver.DatabaseError, MemoryError):
            self._recover()
            return rows, False
        return rows, True


def unlocks(path: Path, key: Key) -> bool:
    """Return whether a key fits any of some pages of a file.

    Each page ends with 16 bytes to begin decrypting with and 64 that seal it: HMAC-SHA512 of what
    is before them and the page's number, by a key of two rounds more (SQLCipher 4's design).
    """
    secret = bytes.fromhex(key.literal()[3:67])
    salt = bytes(byte ^ 0x3A for byte in key.salt)
    seal = pbkdf2_hmac("sha512", secret, salt, 2, 32)
    return any(
        hmac.digest(seal, page[:-64] + number.to_bytes(4, "little"), "sha512") == page[-64:]
        for number, page in some_pages(path)
    )


def _lenient(text: bytes) -> str:
    """Read a text of which some bytes went bad, or were left empty by the disk."""
    return _EMPTY.sub(_UNREADABLE, text).decode(errors="replace")
