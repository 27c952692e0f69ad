"""This computer's settings: which journal, how the window looks and where it was.

They are a convenience: a missing or damaged settings file means defaults, never an error.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any, Self

from trustjournal.paths import make_private_folder, settings_folder, write_private


@dataclass(slots=True)
class Settings:
    """What this computer remembers between two starts.

    `scheme` is system, light or dark; `text_scale` 1.0 to 2.0; `window` holds Qt's own
    geometry as hexadecimal text; `views` what each page remembers of itself (sort, columns,
    splitters), by page. `draft` is a line that an earlier version kept here; it moves to the
    journal. From `morning` and from `evening` on, as "HH:MM", the owner is told once
    of the day's deck and of its review, if they want it (`notify`) and it is not quiet then.
    `calendar_file` is kept up to date where it names one, with the owner's own words in it where
    `calendar_words` says so. What is dropped into `watched_folder`, where it names one, waits to be
    brought in. An encrypted journal is locked after `lock_minutes` without a touch (0 for never),
    and when the computer sleeps or locks its screen where `lock_asleep` says so. Backups go into
    `backup_folder`, where it names one, else beside the journal. Of an encrypted journal, by its
    path, `kept_copies` are those without a passphrase that its owner wants to keep.
    """

    journal: str = ""
    scheme: str = "system"
    text_scale: float = 1.0
    window: str = ""
    page: str = "today"
    views: dict[str, Any] = field(default_factory=dict[str, Any])
    draft: str = ""
    morning: str = "08:30"
    evening: str = "17:30"
    quiet_from: str = "20:00"
    quiet_until: str = "08:00"
    notify: bool = True
    calendar_file: str = ""
    calendar_words: bool = False
    watched_folder: str = ""
    lock_minutes: int = 15
    lock_asleep: bool = True
    backup_folder: str = ""
    kept_copies: dict[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def load(cls) -> Self:
        """Read the settings, taking the default for whatever is missing or of another type."""
        settings = cls()
        with suppress(OSError, ValueError):
            stored = json.loads(_file().read_text("utf-8"))
            for known in fields(cls):
                value = stored.get(known.name)
                if isinstance(value, type(getattr(settings, known.name))):
                    setattr(settings, known.name, value)
        return settings

    def clock(self, name: str) -> time:
        """Return a setting that is a time of day, its default where it is none."""
        with suppress(ValueError):
            return time.fromisoformat(getattr(self, name))
        return time.fromisoformat(getattr(type(self)(), name))

    def save(self) -> None:
        """Write the settings whole; a computer that refuses keeps its old ones."""
        file = _file()
        with suppress(OSError):
            make_private_folder(file.parent)
            write_private(file, json.dumps(asdict(self), indent=1))


def _file() -> Path:
    return settings_folder() / "settings.json"
