"""Commands about copies of the journal: list them, make one, go back to one."""

import argparse
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from trustjournal.clock import local_now
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    backup_folders,
    journal_path,
    opened,
    say,
)
from trustjournal.commands.unlocking import with_passphrase
from trustjournal.domain.backups import Occasion, occasion_words
from trustjournal.errors import JournalUnavailable, NotSaved, TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.backup import back_up as copy
from trustjournal.store.backup_files import BackupFile, BackupFolders, backups_of
from trustjournal.store.backup_reading import look_into, verify
from trustjournal.store.backups import take
from trustjournal.store.keys import Key, key_of, looks_encrypted
from trustjournal.store.restore import restore as put_back


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    kept = commands.add_parser("backups", help=_("list the backups of the journal"))
    kept.add_argument("--verify", action="store_true", help=_("read every page of each"))
    add_json(kept)
    kept.set_defaults(run=list_backups)
    made = commands.add_parser("backup", help=_("write a verified copy"))
    made.add_argument("--to", type=Path, metavar="FILE", help=_("if not among its backups"))
    made.add_argument(
        "--anyway", action="store_true", help=_("even if most of the journal is gone")
    )
    made.set_defaults(run=back_up)
    back = commands.add_parser("restore", help=_("put a copy in the journal's place"))
    back.add_argument("file", type=Path)
    back.set_defaults(run=restore)


def list_backups(args: argparse.Namespace) -> None:
    """Print the backups, newest first.

    Raises:
        JournalUnavailable: `--verify` found one damaged.
    """
    folders = backup_folders(journal_path(args))
    with opened(args) as engine:
        found = [
            _looked_into(engine, one, thoroughly=args.verify)
            for one in backups_of(folders, local_now().tzinfo)
        ]
    answer(args, found, [*map(_line, found), *_remarks(folders, found)])
    damaged = [one["path"] for one in found if one["faults"]]
    if args.verify and damaged:
        raise JournalUnavailable(
            _("Not every backup is sound; the journal itself is not touched: {paths}").format(
                paths=", ".join(damaged)
            )
        )


def back_up(args: argparse.Namespace) -> None:
    """Write a verified copy, among the journal's backups unless another place is named."""
    folders = backup_folders(journal_path(args))
    with opened(args) as engine:
        if args.to:
            made = copy(engine, args.to.expanduser())
        else:
            made = take(engine, folders, Occasion.HAND, local_now(), confirmed=args.anyway)
    say(_("Copied to {path}, and verified.").format(path=made))
    if not args.to and folders.is_away:
        say(_("The folder chosen for backups, {path}, is away.").format(path=folders.chosen))


def restore(args: argparse.Namespace) -> None:
    """Put a copy in the place of the journal; the journal moves aside."""
    path = journal_path(args)
    now = local_now()
    backup: Path = args.file.expanduser()
    key = _back_up_before(args, path, backup, now)
    is_locked = backup.is_file() and looks_encrypted(backup)

    def exchange(passphrase: str | None) -> Path:
        secret = passphrase or (key if is_locked else None)
        return put_back(path, backup, now=now, passphrase=secret, key=key)

    was_locked = path.is_file() and looks_encrypted(path)
    aside = with_passphrase(args, backup, exchange, recall=False)
    if aside.exists():
        say(_("Restored {path}. The old one is now {aside}.").format(path=path, aside=aside))
    else:
        say(_("Restored {path}.").format(path=path))
    if was_locked and not looks_encrypted(path):
        say(
            _(
                "The journal has no passphrase now: the backup had none, and the one before could "
                "not be opened to take it over. Give it one with: trustjournal encrypt"
            )
        )


def _back_up_before(
    args: argparse.Namespace, path: Path, backup: Path, now: datetime
) -> Key | None:
    """Back up what is left behind, where it opens; what is damaged only moves aside.

    Returns its key, which opens its backups as well, and locks one that has none.
    """
    with suppress(TrustJournalError), opened(args) as engine:
        with suppress(NotSaved):  # it stays beside the journal all the same
            take(
                engine,
                backup_folders(path),
                Occasion.RESTORE,
                now,
                confirmed=True,
                spare=backup.absolute(),
            )
        return key_of(engine)
    return None


def _looked_into(engine: Engine, file: BackupFile, *, thoroughly: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "path": str(file.path),
        "made_at": file.made_at,
        "occasion": file.occasion.value or "hand",
        "size": file.size,
        "people": None,
        "touchpoints": None,
        "faults": [],
    }
    try:
        held = look_into(engine, file.path)
        found |= {"people": held.people, "touchpoints": held.touchpoints}
        if thoroughly:
            found["faults"] = verify(engine, file.path)
    except JournalUnavailable as error:
        found["faults"] = [str(error)]
    return found


def _line(found: dict[str, Any]) -> str:
    occasion = found["occasion"]
    why = occasion_words(Occasion("" if occasion == "hand" else occasion))
    held = _("{people} people, {touchpoints} touchpoints").format_map(found)
    says = "; ".join(found["faults"]) or held
    return (
        f"{found['made_at']:%Y-%m-%d %H:%M}  {why}, {found['size']:,} B: {says}\n  {found['path']}"
    )


def _remarks(folders: BackupFolders, found: list[dict[str, Any]]) -> list[str]:
    said: list[str] = []
    if not found:
        said.append(_("There is no backup yet. Make one with: trustjournal backup"))
    if folders.is_away:
        said.append(
            _("The folder chosen for backups, {path}, is away.").format(path=folders.chosen)
        )
    elif folders.is_on_same_disk:
        said.append(_("Backups go to the disk of the journal: if it fails, both are gone."))
    return said
