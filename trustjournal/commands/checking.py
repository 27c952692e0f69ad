"""The command that holds the journal against itself, and makes anew what it derives."""

import argparse
from typing import Any

from sqlalchemy import Engine

from trustjournal.clock import local_now
from trustjournal.commands.common import (
    Subcommands,
    add_json,
    answer,
    backup_folders,
    journal_place,
    opened,
)
from trustjournal.domain.backups import Occasion
from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _, ngettext
from trustjournal.store.backups import take
from trustjournal.store.checking import Checked, check_journal
from trustjournal.store.repairing import repair
from trustjournal.store.transaction import is_read_only


def register(commands: Subcommands) -> None:
    """Tell the command line of this command."""
    test = commands.add_parser("check", help=_("look whether the journal is sound"))
    test.add_argument(
        "--repair",
        action="store_true",
        help=_("make anew what can be made from your entries, after a backup"),
    )
    add_json(test)
    test.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    """Check the journal and count its records; with --repair, mend what can be mended.

    Raises:
        JournalUnavailable: something is wrong with it still.
    """
    done: list[str] = []
    with opened(args) as engine:
        checked = check_journal(engine, local_now())
        if args.repair and _is_mendable(checked):
            done = _repaired(args, engine, checked)
            checked = check_journal(engine, local_now())
        read_only = is_read_only(engine)
    answer(args, _as_json(checked, done), [*done, *_told(checked)])
    if not checked.is_sound:
        raise JournalUnavailable(_way_on(checked, read_only=read_only))


def _is_mendable(checked: Checked) -> bool:
    found = any(finding.is_mendable for finding in checked.findings)
    return not checked.is_damaged and (found or bool(checked.spare))


def _repaired(args: argparse.Namespace, engine: Engine, checked: Checked) -> list[str]:
    """Back up and repair; say both."""
    path = journal_place(args)
    said: list[str] = []
    if not isinstance(path, str):
        now = local_now()
        made = take(engine, backup_folders(path), Occasion.HAND, now, confirmed=True)
        said.append(_("Copied to {path} before.").format(path=made))
    return [*said, *repair(engine, checked, local_now())]


def _as_json(checked: Checked, done: list[str]) -> dict[str, Any]:
    return {
        "ok": checked.is_sound,
        "schema": checked.schema,
        "faults": [finding.sentence for finding in checked.findings],
        "findings": [
            {"part": one.part, "sentence": one.sentence, "mendable": one.is_mendable}
            for one in checked.findings
        ],
        "spare_files": len(checked.spare),
        "repaired": done,
        "counts": checked.counts,
    }


def _told(checked: Checked) -> list[str]:
    lines = [f"{name}: {count}" for name, count in checked.counts.items()]
    lines += [finding.sentence for finding in checked.findings]
    if checked.spare:
        words = ngettext(
            "What {count} file holds is kept though nothing refers to it; --repair removes it.",
            "What {count} files hold is kept though nothing refers to it; --repair removes it.",
            len(checked.spare),
        )
        lines.append(words.format(count=len(checked.spare)))
    return lines if checked.findings else [*lines, _("All is well.")]


def _way_on(checked: Checked, *, read_only: bool) -> str:
    if checked.is_damaged:
        return _(
            "The journal is damaged. Restore a backup with: trustjournal restore FILE; or bring "
            "what can be read into a new one with: trustjournal salvage"
        )
    if not _is_mendable(checked):
        return _(
            "This cannot be repaired from your entries. A backup may still have what is missing."
        )
    if read_only:
        return _("None of your entries is touched. Repair it where the journal can be written.")
    return _("None of your entries is touched. Repair it with: trustjournal check --repair")
