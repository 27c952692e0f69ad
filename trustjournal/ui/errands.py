"""What leads from a file to an open journal: errands that are run off the window thread.

Whatever takes long to import is imported there: together it takes longer than the first paint.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from trustjournal.domain.passphrase import Protection
from trustjournal.errors import NotSaved, PassphraseWanted
from trustjournal.i18n import _
from trustjournal.ui.worker import Job

if TYPE_CHECKING:
    from trustjournal.store.keys import Secret
    from trustjournal.store.salvaged import Salvaged
    from trustjournal.ui.pages.first_run import Answers

Report = Callable[[int, int], object]
"""Hears how much of how much is done; stops the errand by raising `Cancelled`."""


class KeepingWanted(PassphraseWanted):
    """A backup without a passphrase is to replace a journal whose passphrase nobody knows here."""


@dataclass(frozen=True, slots=True)
class Passphrases:
    """What may open a file: what the owner has just given, else what is known without asking."""

    given: str = field(default="", repr=False)
    remember: bool = False
    key: Any = field(default=None, repr=False)
    recall: bool = True
    is_without: bool = False
    """Whether the owner wants to go on without the passphrase that was asked for."""

    def for_file(self, path: Path) -> "Iterator[Secret | None]":
        """Return what is to be tried on a file, one after the other."""
        if not is_locked(path):
            yield None
            return
        if self.given:
            yield self.given
            return
        if self.key is not None:
            yield self.key
        if self.recall:
            from trustjournal import remembered

            if (recalled := remembered.recall(path)) is not None:
                yield recalled
        yield None

    def keep(self, salt: bytes) -> str:
        """Let this computer remember what was given for the journal with this salt, if wanted.

        Returns a refusal in words.
        """
        if self.given and self.remember:
            from trustjournal import remembered

            try:
                remembered.remember(salt, self.given)
            except NotSaved as error:
                return str(error)
        return ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open journal, and what is to be said about how it came to be open, at length as well."""

    engine: Any
    sentence: str = ""
    report: "Salvaged | None" = None
    has_new_passphrase: bool = False

    @property
    def key(self) -> Any:
        """The key that the file is read with, None for a plain one."""
        return self.engine.get_execution_options().get("key")


@dataclass(frozen=True, slots=True)
class Errand:
    """Leads to an open journal, with whatever passphrase the file at `path` wants.

    `waiting` is shown meanwhile where the journal that is open has to be closed before.
    """

    path: Path
    work: Callable[[Passphrases, Report], Opened]
    waiting: str = ""
    is_view: bool = False


def opening(path: Path, *, is_open: bool = False) -> Errand:
    """Return what opens a journal; one that `is_open` already is closed before."""
    waiting = _("Opening your journal …") if is_open else ""
    return Errand(path, partial(_open, path), waiting)


def viewing(path: Path) -> Errand:
    """Return what opens a journal or a backup to be looked at, and nothing more."""
    return Errand(path, partial(_view, path), is_view=True)


def making(answers: "Answers") -> Errand:
    """Return what makes the journal that the first run asked for."""
    return Errand(answers.path, partial(_make, answers))


def restoring(path: Path, backup: Path, now: datetime) -> Errand:
    """Return what puts a backup in the place of the journal at `path`."""
    waiting = _("Restoring the backup …")
    return Errand(backup, partial(_restore, path, backup, now), waiting)


def protecting(path: Path, backup_folder: str, protection: Protection, now: datetime) -> Errand:
    """Return what gives the journal at `path` a passphrase, another one, or none.

    The backup made before goes into `backup_folder`, beside the journal where that is "".
    """
    if not protection.old:
        waiting = _("Locking your journal with the passphrase …")
    elif not protection.new:
        waiting = _("Taking the passphrase off your journal …")
    else:
        waiting = _("Changing the passphrase of your journal …")
    return Errand(path, partial(_protect, (path, backup_folder), protection, now), waiting)


def salvaging(path: Path, now: datetime) -> Errand:
    """Return what puts all that can be read of the damaged journal at `path` into its place."""
    waiting = _("Bringing together what can be read …")
    return Errand(path, partial(_salvage, path, now), waiting)


class ErrandThread(QObject):
    """Goes on errands, each on a thread of its own; tells on the window thread how they ended."""

    opened = Signal(object, object)  # Errand, Opened
    refused = Signal(object, object)  # Errand, Exception
    _returned = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._returned.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self, errand: Errand, passphrases: Passphrases, job: Job, wait: Callable[[], None]
    ) -> None:
        """Go on an errand, after `wait`: until then what was left may still be written."""
        work = partial(errand.work, passphrases, job.report)
        threading.Thread(
            target=self._work, args=(errand, job, wait, work), name="opening", daemon=True
        ).start()

    def _work(
        self, errand: Errand, job: Job, wait: Callable[[], None], work: Callable[[], Opened]
    ) -> None:
        try:
            wait()
            self._returned.emit(errand, job, work())
        except Exception as error:  # shown on the window thread, whatever it is
            self._returned.emit(errand, job, error)

    def _answer(self, errand: Errand, job: Job, answer: Opened | Exception) -> None:
        job.end()
        if isinstance(answer, Opened):
            self.opened.emit(errand, answer)
        else:
            self.refused.emit(errand, answer)


def is_locked(path: Path) -> bool:
    """Return whether a file seems to want a passphrase; one that cannot be read does not."""
    from trustjournal.store.keys import looks_encrypted

    with suppress(OSError):
        return path.is_file() and looks_encrypted(path)
    return False


def _open(path: Path, passphrases: Passphrases, _report: Report) -> Opened:
    from trustjournal.store.engine import open_journal
    from trustjournal.store.keys import key_of

    engine = _first(passphrases, path, partial(open_journal, path))
    key = key_of(engine)
    return _ready(engine, passphrases.keep(key.salt) if key else "")


def _view(path: Path, passphrases: Passphrases, _report: Report) -> Opened:
    from trustjournal.store.engine import open_journal

    return _ready(_first(passphrases, path, partial(open_journal, path, read_only=True)))


def _restore(
    path: Path, backup: Path, now: datetime, passphrases: Passphrases, _report: Report
) -> Opened:
    from trustjournal.store.engine import open_journal
    from trustjournal.store.restore import key_in_place, restore

    was_locked, is_plain = is_locked(path), not is_locked(backup)
    key = key_in_place(path, passphrases.for_file(path)) if was_locked else None
    loses_it = was_locked and is_plain and key is None
    if loses_it and not passphrases.is_without:
        raise KeepingWanted(_("{name} has no passphrase.").format(name=backup.name))

    def put_back(secret: "Secret | None") -> tuple[Path, Any]:
        aside = restore(path, backup, now=now, passphrase=secret, key=key)
        return aside, open_journal(path, key if is_plain else secret)

    aside, engine = _first(passphrases, backup, put_back)
    said = [_("Restored from {name}.").format(name=backup.name)]
    if aside.exists():
        said.append(_("The file that was here before is now {name}.").format(name=aside.name))
    if loses_it:
        said.append(_("Your journal has no passphrase now; Settings can give it one."))
    return _ready(engine, " ".join(said))


def _protect(
    folders: tuple[Path, str],
    protection: Protection,
    now: datetime,
    _known: Passphrases,
    report: Report,
) -> Opened:
    from trustjournal import remembered
    from trustjournal.store import encrypting
    from trustjournal.store.backup_files import BackupFolders
    from trustjournal.store.engine import open_journal
    from trustjournal.store.keys import key_of

    path, _chosen = folders
    old, new = protection.old, protection.new
    common: Any = {"now": now, "folders": BackupFolders(*folders), "report": report}
    with remembered.carried_over(path, new or None):
        if not old:
            encrypting.encrypt(path, new, **common)
            done = _("From now on your journal opens with your passphrase alone.")
        elif not new:
            encrypting.decrypt(path, old, **common)
            done = _("Your journal has no passphrase any more.")
        else:
            encrypting.change_passphrase(path, old, new, **common)
            done = _("From now on your journal opens with the new passphrase.")
    engine = open_journal(path, new or None)
    if key := key_of(engine):
        refusal = Passphrases(given=new, remember=protection.remember).keep(key.salt)
        done = f"{done} {refusal}".strip()
    return replace(_ready(engine, done), has_new_passphrase=bool(new))


def _salvage(path: Path, now: datetime, passphrases: Passphrases, report: Report) -> Opened:
    from trustjournal.store.engine import open_journal
    from trustjournal.store.salvage import salvage_in_place

    def bring_together(secret: "Secret | None") -> Opened:
        found = salvage_in_place(path, now=now, passphrase=secret, report=report)
        engine = open_journal(path, secret)
        return replace(_ready(engine), report=found)

    # What is left of its first page may not tell any more that a file is encrypted.
    if passphrases.given:
        return bring_together(passphrases.given)
    return _first(passphrases, path, bring_together)


def _make(answers: "Answers", _passphrases: Passphrases, _report: Report) -> Opened:
    from trustjournal.clock import local_now, zone_name
    from trustjournal.domain.changes import identity
    from trustjournal.domain.records import Preferences
    from trustjournal.store.engine import create_journal
    from trustjournal.transfer.sample import add_sample, begin_book
    from trustjournal.ui.pages.first_run import Start

    engine = create_journal(answers.path, answers.passphrase or None)
    owner = Preferences(**identity(), owner=answers.owner, business=answers.business)
    begin_book(engine, owner)
    if answers.start is Start.SAMPLE:
        add_sample(engine, local_now().date(), zone_name())
    return replace(_ready(engine), has_new_passphrase=bool(answers.passphrase))


def _first(passphrases: Passphrases, path: Path, attempt: "Callable[[Secret | None], Any]") -> Any:
    """Return what the first passphrase that fits leads to.

    Raises:
        PassphraseWanted: none fits.
    """
    *tried, last = passphrases.for_file(path)
    for secret in tried:
        with suppress(PassphraseWanted):
            return attempt(secret)
    return attempt(last)


def _ready(engine: Any, sentence: str = "") -> Opened:
    # What shows the journal is imported here too, before the window thread asks for it.
    import_module("trustjournal.ui.desk")
    return Opened(engine, sentence)
