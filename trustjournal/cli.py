"""The command line: one parser, one place where errors become a sentence and an exit status.

Exit status 0 means done, 1 refused with one sentence on standard error, 2 a wrong command line.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from trustjournal import __version__
from trustjournal.errors import InvalidEntry, TrustJournalError
from trustjournal.i18n import _
from trustjournal.paths import kept_private

_WITH_VALUE = ("--journal", "--passphrase-fd")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window where none is given."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    with kept_private():
        if _opens_window(arguments):
            return _window(_window_parser().parse_args(arguments))
        return _command(arguments)


def _window(args: argparse.Namespace) -> int:
    given = ""
    if args.passphrase_fd is not None:
        from trustjournal.commands.passphrase_line import read_line

        try:
            given = read_line(args.passphrase_fd)
        except InvalidEntry as error:
            print(_one_line(str(error)), file=sys.stderr)
            return 1
    # Qt takes a second to import; the commands never need it.
    from trustjournal import app

    return app.run(args.journal, given)


def _command(arguments: list[str]) -> int:
    _make_printable()
    args = _parser().parse_args(arguments)
    try:
        args.run(args)
    except TrustJournalError as error:
        print(_one_line(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not fail on flushing the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 1
    except Exception as error:
        from trustjournal.report import write_report

        path = write_report(error)
        print(
            _("Something went wrong inside Trust Journal. A report is at {path}.").format(
                path=path
            ),
            file=sys.stderr,
        )
        return 1
    return 0


def _make_printable() -> None:
    """Let no name that the terminal cannot show, and no closed output, stop a command."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _one_line(sentence: str) -> str:
    """Return a sentence that quotes anything as one line that cannot steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in sentence)


def _opens_window(arguments: list[str]) -> bool:
    rest = iter(arguments)
    for argument in rest:
        if argument in _WITH_VALUE:
            next(rest, None)
        elif not argument.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            return False
    return True


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trustjournal",
        description=_("A journal of every touchpoint with your customers."),
        epilog=_("Without a command the window opens."),
    )
    parser.add_argument("--journal", metavar="FILE", help=_("the journal, if not the usual one"))
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help=_("read the passphrase, a line, from this file descriptor"),
    )
    return parser


def _parser() -> argparse.ArgumentParser:
    # Imported here: the commands bring in SQLAlchemy, which the window opens without.
    from trustjournal.commands import (
        agenda,
        backups,
        charts,
        checking,
        copying,
        cycle,
        duplicates,
        encrypting,
        erasing,
        exporting,
        feedback,
        gestures,
        importing,
        insights,
        journal,
        letters,
        people,
        promises,
        quiet,
        salvage,
        search,
        touch,
    )

    parser = _window_parser()
    parser.add_argument("--version", action="version", version=f"Trust Journal {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND")
    for module in (
        *(touch, search, agenda, people, duplicates, promises, gestures, feedback, letters),
        *(quiet, cycle, insights, charts, importing, exporting, copying, backups, journal, erasing),
        *(checking, salvage),
        encrypting,
    ):
        module.register(commands)
    return parser
