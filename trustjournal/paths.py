"""Where things are: resources shipped with the program, and this computer's folders for it."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

_APP = "Trust Journal"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, the same from a checkout, a wheel or a built program."""
    package = Path(__file__).resolve().parent
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled:
        root = Path(bundled) / "resources"
    elif (package / "resources").is_dir():
        root = package / "resources"
    else:
        root = package.parent / "resources"
    return root.joinpath(*parts)


def data_folder() -> Path:
    """Return the folder that holds the owner's journal unless they chose another place."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def settings_folder() -> Path:
    """Return the folder of this computer's settings."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def log_folder() -> Path:
    """Return the folder of the program's logs, which never hold the owner's words."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False))


def default_journal() -> Path:
    """Return the journal that opens when none is named: the environment's, or the usual one."""
    named = os.environ.get("TRUSTJOURNAL_JOURNAL")
    return Path(named).expanduser() if named else data_folder() / "journal.db"


def make_private_folder(folder: Path) -> None:
    """Create `folder` and its parents where missing, readable by the owner alone.

    One of the program's own that others may look into is closed to them.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)  # refuses where something else has the name
    if folder in (data_folder(), settings_folder(), log_folder()):
        with suppress(OSError):
            folder.chmod(0o700)


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by the owner alone.

    Raises:
        OSError: the disk refused; what was there is as it was.
    """
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600, exist_ok=False)
        part.write_text(text, "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def kept_private() -> Generator[None]:
    """Let nobody but the owner read what is written meanwhile, by whatever library."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
