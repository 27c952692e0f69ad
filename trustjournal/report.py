"""Reports of faults in the program: what happened where, without a word of the owner's."""

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from trustjournal import __version__
from trustjournal.paths import log_folder, make_private_folder


def describe(error: BaseException) -> str:
    """Return where and how the program failed.

    Messages are left out, since they may quote the owner; types, files and lines stay.
    """
    lines = [
        f"Trust Journal {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        "",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException) -> Path:
    """Write a report for the owner to look at and send, and return where it is."""
    folder = log_folder()
    path = folder / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        make_private_folder(folder)
        path.touch(mode=0o600)
        path.write_text(describe(error), "utf-8")
    except OSError:
        sys.stderr.write(describe(error))
    return path
