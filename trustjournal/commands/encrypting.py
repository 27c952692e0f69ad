"""Commands that give a journal a passphrase, change it, take it off, or let it be remembered."""

import argparse
from datetime import datetime
from functools import partial
from pathlib import Path

from trustjournal import remembered
from trustjournal.clock import local_now
from trustjournal.commands.common import Subcommands, backup_folders, journal_path, opened, say
from trustjournal.commands.passphrase_line import new_passphrase
from trustjournal.commands.unlocking import with_passphrase
from trustjournal.domain.letters import Form, Paper
from trustjournal.errors import InvalidEntry, JournalUnavailable
from trustjournal.i18n import _, ngettext
from trustjournal.store import encrypting
from trustjournal.store.engine import close_journal, open_journal
from trustjournal.store.plain_copies import plain_copies, remove_plain_copies


def register(commands: Subcommands) -> None:
    """Tell the command line of these commands."""
    lock = commands.add_parser("encrypt", help=_("lock the journal with a passphrase"))
    lock.add_argument(
        "--remove-plain-copies",
        action="store_true",
        help=_("remove its backups that anyone can read, once a locked one is made"),
    )
    lock.set_defaults(run=encrypt)
    commands.add_parser("decrypt", help=_("take the passphrase off the journal")).set_defaults(
        run=decrypt
    )
    change = commands.add_parser("passphrase", help=_("change the journal’s passphrase"))
    change.add_argument(
        "--new-passphrase-fd",
        type=int,
        metavar="N",
        help=_("read the new one, a line, from this file descriptor"),
    )
    keep = change.add_mutually_exclusive_group()
    keep.add_argument(
        "--remember",
        action="store_true",
        help=_("change nothing, and let the keychain of this computer remember it"),
    )
    keep.add_argument(
        "--forget", action="store_true", help=_("change nothing, and let the keychain forget it")
    )
    change.set_defaults(run=passphrase)
    sheet = commands.add_parser(
        "recovery-sheet", help=_("write a page to print: how the journal opens if all else fails")
    )
    sheet.add_argument("--to", type=Path, required=True, metavar="FILE.pdf")
    sheet.add_argument("--paper", choices=[Paper.A4.value, Paper.US_LETTER.value])
    sheet.add_argument(
        "--with-passphrase", action="store_true", help=_("print the passphrase on it as well")
    )
    sheet.set_defaults(run=recovery_sheet)


def encrypt(args: argparse.Namespace) -> None:
    """Lock a plain journal, and name the copies of it that anyone can still read."""
    path = _journal(args)
    folders, now = backup_folders(path), local_now()
    if encrypting.is_encrypted(path) and args.remove_plain_copies:
        with opened(args) as engine:
            _tell_removed(remove_plain_copies(engine, folders, now))
        return
    if encrypting.is_encrypted(path):
        raise InvalidEntry(_("This journal has a passphrase already. You can change it."))
    chosen = new_passphrase(args.passphrase_fd)
    done = encrypting.encrypt(path, chosen, now=now, folders=folders)
    say(_("{path} opens with your passphrase alone from now on.").format(path=path))
    say(
        _("The old file was overwritten. A disk of the SSD kind may keep traces of it for a while.")
        if done.is_overwritten
        else _("The old file was removed, but could not be overwritten: the disk may keep traces.")
    )
    engine = open_journal(path, chosen)
    if args.remove_plain_copies:
        _tell_removed(remove_plain_copies(engine, folders, now))
    elif plain := plain_copies(engine, folders, now.tzinfo):
        say(_("Copies from before, which anyone can read:"))
        for copy in plain:
            say(f"  {copy}")
        say(_("Remove them with: trustjournal encrypt --remove-plain-copies"))
    close_journal(engine)
    say(_("Print how it opens with: trustjournal recovery-sheet --to FILE.pdf"))


def decrypt(args: argparse.Namespace) -> None:
    """Take the passphrase off."""
    path = _locked(args)

    def take_off(given: str | None) -> None:
        proved = _proved(path, given)
        with remembered.carried_over(path, None):
            encrypting.decrypt(path, proved, now=local_now(), folders=backup_folders(path))

    with_passphrase(args, path, take_off, recall=False)
    say(
        _("{path} has no passphrase any more. Backups from before still have it.").format(path=path)
    )


def passphrase(args: argparse.Namespace) -> None:
    """Change the passphrase, or let the keychain remember or forget it."""
    path = _locked(args)
    if args.forget:
        remembered.forget(path)
        say(_("This computer does not remember the passphrase."))
    elif args.remember:
        with_passphrase(args, path, partial(_remember, path), recall=False)
        say(_("This computer remembers the passphrase."))
    else:
        _change(args, path, local_now())


def recovery_sheet(args: argparse.Namespace) -> None:
    """Write the sheet, with the passphrase on it only where the owner wants that."""
    # Qt takes a second to import; no other command needs it.
    from trustjournal.printing.recovery_sheet import RecoverySheet, save_pdf
    from trustjournal.printing.sheet import usual_paper

    path = _locked(args)
    given = with_passphrase(args, path, partial(_proved, path)) if args.with_passphrase else ""
    sheet = RecoverySheet(path, local_now().date(), given)
    target = args.to.expanduser()
    save_pdf(sheet, target, Paper(args.paper) if args.paper else usual_paper(Form.LETTER))
    say(_("Wrote {path}. Print it, and keep it where you keep your deeds.").format(path=target))


def _change(args: argparse.Namespace, path: Path, now: datetime) -> None:
    old = with_passphrase(args, path, partial(_proved, path), recall=False)
    new = new_passphrase(args.new_passphrase_fd)
    with remembered.carried_over(path, new):
        encrypting.change_passphrase(path, old, new, now=now, folders=backup_folders(path))
    say(_("{path} opens with the new passphrase.").format(path=path))
    say(_("Backups from before open with the old one."))


def _remember(path: Path, given: str | None) -> None:
    remembered.remember(path, _proved(path, given))


def _proved(path: Path, given: str | None) -> str:
    """Return a passphrase once it has opened the journal, which wants one."""
    close_journal(open_journal(path, given))
    return given or ""


def _journal(args: argparse.Namespace) -> Path:
    path = journal_path(args)
    if not path.is_file():
        raise JournalUnavailable(_("There is no journal at {path}.").format(path=path))
    return path


def _locked(args: argparse.Namespace) -> Path:
    path = _journal(args)
    if not encrypting.is_encrypted(path):
        raise InvalidEntry(_("{path} has no passphrase.").format(path=path))
    return path


def _tell_removed(count: int) -> None:
    said = ngettext(
        "{count} copy that anyone could read is gone.",
        "{count} copies that anyone could read are gone.",
        count,
    )
    say(said.format(count=count) if count else _("There was no copy that anyone could read."))
