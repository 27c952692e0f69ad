"""Asks before a command reads a large file: on a terminal, else by the word --yes."""

import argparse
import sys
from pathlib import Path

from trustjournal.errors import InvalidEntry
from trustjournal.exchange.large_files import large
from trustjournal.i18n import _


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Give a command its --yes."""
    parser.add_argument("--yes", action="store_true", help=_("read a large file without asking"))


def agree_to_size(args: argparse.Namespace, path: Path) -> None:
    """Ask whether a large file is to be read; of others nothing is said.

    Raises:
        InvalidEntry: the owner does not want it, or nobody can be asked.
        UnreadableFile: it cannot be read.
    """
    question = "" if args.yes else large(path)
    if not question:
        return
    if not sys.stdin.isatty():
        raise InvalidEntry(
            _("{large} Nothing was imported. To read it, add --yes.").format(large=question)
        )
    print(_("{large} Read it? [y/N]").format(large=question), end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() not in {"y", "yes"}:
        raise InvalidEntry(_("Nothing was imported."))
