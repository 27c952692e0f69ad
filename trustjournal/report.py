"""Reports of faults in the program: what happened where, without a word of the owner's.

They stay on this computer, the newest few; nothing is ever sent.
"""

import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from trustjournal import __version__
from trustjournal.i18n import _
from trustjournal.paths import log_folder, make_private_folder, write_private

KEPT: Final = 20
"""How many reports stay on this computer."""

RULE: Final = "\n" + "-" * 40 + "\n\n"
"""What stands between two reports."""

_TOLD = 3


def describe(error: BaseException) -> str:
    """Return where and how the program failed.

    Messages are left out, since they may quote the owner; types, files and lines stay.
    """
    return "\n".join([*_program(), "", *_causes(error)]) + "\n"


def write_report(error: BaseException) -> Path:
    """Write a report for the owner to look at and send, and return where it is."""
    folder = log_folder()
    path = folder / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    try:
        make_private_folder(folder)
        write_private(path, describe(error))
        for old in _reports()[KEPT:]:
            old.unlink()
    except OSError:
        if sys.stderr is not None:
            sys.stderr.write(describe(error))
    return path


def begin_report() -> str:
    """Return a report for the owner to fill in: room to tell, and what the program knows.

    With the last faults, where there were any.
    """
    asked = [
        *(_("What I did:"), "", ""),
        *(_("What I expected:"), "", ""),
        *(_("What happened instead:"), "", ""),
    ]
    parts = ["\n".join(asked), "\n".join(_program()) + "\n"]
    for path in _reports()[:_TOLD]:
        with suppress(OSError, UnicodeDecodeError):
            parts.append(path.read_text("utf-8"))
    return RULE.join(parts)


def _program() -> Iterator[str]:
    yield f"Trust Journal {__version__}"
    yield f"Python {platform.python_version()} on {platform.platform()}"


def _causes(error: BaseException) -> Iterator[str]:
    cause: BaseException | None = error
    while cause is not None:
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        cause = cause.__cause__ or cause.__context__


def _reports() -> list[Path]:
    """Return the reports that are kept, the newest first."""
    return sorted(log_folder().glob("report-*.txt"), reverse=True)
