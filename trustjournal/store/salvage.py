"""Bringing what can be read of a damaged journal into a new one.

The damaged file is only read. What lies on its pages is found page by page, told by its looks, and
kept where it is whole; then what names something lost is mended, and all that is derived made anew.
"""

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine

from trustjournal.errors import JournalUnavailable, NotSaved, PassphraseWanted
from trustjournal.i18n import _
from trustjournal.paths import make_private_folder
from trustjournal.store import balances
from trustjournal.store.backup import check, to_disk, written_or_said
from trustjournal.store.damaged_pages import PageReader, unlocks
from trustjournal.store.engine import close_journal, create_journal, discard
from trustjournal.store.exchanging import name_aside, put_in_place
from trustjournal.store.keys import PLAIN_HEADER, SALT_BYTES, Key, Secret
from trustjournal.store.page_looks import PAGE, has_noise, has_plain_pages
from trustjournal.store.row_shapes import SHAPES
from trustjournal.store.salvage_mending import Mended, mend
from trustjournal.store.salvage_pouring import Poured, pour
from trustjournal.store.salvaged import Kept, Salvaged
from trustjournal.store.schema import VERSIONS
from trustjournal.store.targets import actual, beside, refuse_left_log

Report = Callable[[int, int], object]
"""Hears how much is done and of how much; may raise Cancelled."""

_FINISHING = 8  # one part in so many of the work comes after the pages


@dataclass(frozen=True, slots=True)
class _Known:
    """What the schema of the damaged file still tells: where tables begin, and their rows."""

    roots: dict[int, str] = field(default_factory=dict[int, str])
    counts: dict[str, int] = field(default_factory=dict[str, int])


class _Tell:
    """Reports how many pages are done, and that something comes after them."""

    def __init__(self, report: Report, pages: int) -> None:
        self._report = report
        self.whole = pages + pages // _FINISHING

    def __call__(self, done: int) -> None:
        self._report(done, self.whole)


def salvage(
    damaged: Path,
    target: Path,
    *,
    now: datetime,
    passphrase: Secret | None = None,
    report: Report = lambda _done, _total: None,
) -> Salvaged:
    """Write a new journal at `target` with all that can be read of the one at `damaged`.

    The new one has the same passphrase. `damaged` is not opened for writing, and must not be open.

    Raises:
        PassphraseWanted: the file is encrypted, and the passphrase is not given or is another.
        JournalUnavailable: nothing in the file can be read, or a newer version made it.
        NotSaved: something is at `target` already, or the disk refused; nothing is left there.
        Cancelled: `report` asked to stop; nothing is left there.
    """
    damaged = actual(damaged)
    _refuse(damaged, target)
    with written_or_said(target):
        key = _key_of(damaged, passphrase)
        make_private_folder(target.parent)
        with _scratch(target) as (copy, pages, part):
            whole = _with_its_log(damaged, copy, key)
            known = _known(whole, key)
            engine = create_journal(part, key)
            try:
                with closing(PageReader(whole, pages, key)) as reader:
                    tell = _Tell(report, reader.count)
                    poured = pour(engine, reader, known.roots, tell)
                mended = _finish(engine, damaged, poured, now, partial(tell, reader.count))
                tell(tell.whole)
            finally:
                engine.dispose()
            to_disk(part)
            part.replace(target)
            to_disk(target.parent)
    return _told(damaged, target, known, mended, len(poured.renamed))


def salvage_in_place(
    path: Path,
    *,
    now: datetime,
    passphrase: Secret | None = None,
    report: Report = lambda _done, _total: None,
) -> Salvaged:
    """Salvage the journal at `path` and put the new one in its place.

    The damaged file moves aside whole, with its -wal and -shm, as `NAME.damaged-DATE`.

    Raises:
        PassphraseWanted, JournalUnavailable, NotSaved, Cancelled: as `salvage`; the damaged file
            is then where it was.
    """
    path = actual(path)
    aside = name_aside(path, "damaged", now)
    new = name_aside(path, "salvaged", now)
    found = salvage(path, new, now=now, passphrase=passphrase, report=report)
    with written_or_said(path):
        put_in_place(path, new, aside)
    return replace(found, damaged=aside, journal=path)


def _refuse(damaged: Path, target: Path) -> None:
    if target.exists():
        raise NotSaved(
            _("There is already a file at {path}. Choose another name.").format(path=target)
        )
    refuse_left_log(target)
    try:
        if not damaged.is_file():
            raise JournalUnavailable(_("There is no journal at {path}.").format(path=damaged))
        size = damaged.stat().st_size
        with damaged.open("rb") as stream:
            stream.read(1)
    except OSError as error:
        raise JournalUnavailable(
            _("The journal at {path} cannot be read: {why}.").format(
                path=damaged, why=error.strerror
            )
        ) from error
    if size < 2 * PAGE:
        raise _nothing(damaged)


def _nothing(path: Path) -> JournalUnavailable:
    return JournalUnavailable(
        _("Nothing in {path} could be read. Restore a backup of it.").format(path=path)
    )


def _key_of(damaged: Path, passphrase: Secret | None) -> Key | None:
    """Return the key of a file, None where it is plain.

    Where the salt on its first page is lost, that of a copy beside it or in `backups` may do.
    """
    if has_plain_pages(damaged):
        return None
    for key in _keys(damaged, passphrase):
        if unlocks(damaged, key):
            return key
    if not has_noise(damaged):
        return None
    raise PassphraseWanted(
        _("{path} is locked with a passphrase, or isn’t a Trust Journal file.").format(path=damaged)
    )


def _keys(damaged: Path, secret: Secret | None) -> Iterator[Key]:
    if isinstance(secret, Key):
        yield secret
    elif secret:
        for salt in _salts(damaged):
            yield Key.derive(secret, salt)


def _salts(damaged: Path) -> list[bytes]:
    name = damaged.name.partition(".")[0]
    others = (*damaged.parent.glob(f"{name}*"), *(damaged.parent / "backups").glob(f"{name}*"))
    found: dict[bytes, None] = {}
    for path in (damaged, *others):
        if path.is_file() and path.suffix == damaged.suffix:
            with path.open("rb") as stream:
                found[stream.read(SALT_BYTES)] = None
    return [salt for salt in found if len(salt) == SALT_BYTES and salt != PLAIN_HEADER]


@contextmanager
def _scratch(target: Path) -> Generator[tuple[Path, Path, Path]]:
    """Hold names for a copy, its pages and the new journal; whatever is there goes at the end."""
    paths = [target.with_name(f"{target.name}.{what}.part") for what in ("copy", "pages", "new")]
    copy, pages, new = paths
    try:
        for path in paths:
            discard(path)
        yield copy, pages, new
    finally:
        for path in paths:
            discard(path)


def _with_its_log(damaged: Path, copy: Path, key: Key | None) -> Path:
    """Return the file to read: a copy with the write-ahead log folded in where there is one."""
    log = beside(damaged, "-wal")
    if not log.exists() or not log.stat().st_size:
        return damaged
    for side in ("", "-wal"):
        beside(copy, side).touch(mode=0o600)
        shutil.copyfile(beside(damaged, side), beside(copy, side))
    try:
        with closing(_reading(copy, key, "rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except driver.DatabaseError:
        return damaged  # nobody can tell what the log would change
    return copy


def _reading(path: Path, key: Key | None, mode: str) -> Any:
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
    )
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f"PRAGMA key={key.literal()}")
    return connection


def _known(path: Path, key: Key | None) -> _Known:
    """Return what the file's own schema and indexes tell, as far as they can be read.

    Raises:
        JournalUnavailable: a newer version made it.
    """

    def ask(query: str) -> list[Any]:
        # Opened for each question: after a page that it refused SQLCipher reads no other.
        try:
            with closing(_reading(path, key, "ro&immutable=1")) as connection:
                return connection.execute(query).fetchall()
        except driver.DatabaseError:
            return []

    for (version,) in ask("SELECT version_num FROM alembic_version"):
        if version not in VERSIONS and str(version) > VERSIONS[-1]:
            raise JournalUnavailable(
                _(
                    "{path} was made by a newer version of Trust Journal. "
                    "Nothing was changed; install the newer version to open it."
                ).format(path=path)
            )
    ours = {shape.table.name for shape in SHAPES}
    roots = ask("SELECT rootpage, name FROM sqlite_master WHERE type = 'table'")
    known = _Known({root: name for root, name in roots if name in ours})
    for name in known.roots.values():
        ways = ["NOT INDEXED"]
        for _number, index, _unique, _origin, of_some in ask(f"PRAGMA index_list({name})"):
            ways += [] if of_some else [f'INDEXED BY "{index}"']
        counts = [ask(f"SELECT count(*) FROM {name} {way}") for way in ways]  # noqa: S608
        known.counts[name] = max((rows[0][0] for rows in counts if rows), default=0)
    return known


def _finish(
    engine: Engine, damaged: Path, poured: Poured, now: datetime, heard: Callable[[], object]
) -> Mended:
    """Mend what names something lost, make anew what is derived, and look at it all once more."""
    zone = now.tzinfo or balances.UTC
    mended = mend(engine, poured.renamed, zone, heard)
    if not any(mended.found.values()):
        raise _nothing(damaged)
    balances.ensure(engine, now, zone)
    faults = check(engine)
    close_journal(engine)
    if faults:
        raise NotSaved(
            _("What was salvaged did not read back as it should ({why}).").format(why=faults[0])
        )
    return mended


def _told(
    damaged: Path, target: Path, known: _Known, mended: Mended, changed_files: int
) -> Salvaged:
    tables = {
        name: Kept(found, max(known.counts.get(name, 0), found + mended.missing.get(name, 0)))
        for name, found in mended.found.items()
    }
    return Salvaged(
        damaged=damaged,
        journal=target,
        tables=tables,
        named_again=mended.named_again,
        came_back=mended.came_back,
        unlinked=mended.unlinked,
        changed_files=changed_files,
        lost_files=mended.lost_files,
    )
