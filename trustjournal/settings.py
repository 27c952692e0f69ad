"""This computer's settings: which journal, how the window looks and where it was.

They are a convenience: a missing or damaged settings file means defaults, never an error.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any, Self

from trustjournal.paths import make_private_folder, settings_folder


@dataclass(slots=True)
class Settings:
    """What this computer remembers between two starts.

    `scheme` is system, light or dark; `text_scale` 1.0 to 2.0; `window` holds Qt's own
    geometry as hexadecimal text; `views` what each page remembers of itself (sort, columns,
    splitters), by page. From `morning` and from `evening` on, as "HH:MM", the owner is told once
    of the day's deck and of its review, if they want it (`notify`) and it is not quiet then.
    `calendar_file` is kept up to date where it names one, with the owner's own words in it where
    `calendar_words` says so.
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
        part = file.with_suffix(".part")
        with suppress(OSError):
            make_private_folder(file.parent)
            part.touch(mode=0o600)
            part.write_text(json.dumps(asdict(self), indent=1), "utf-8")
            part.replace(file)


def _file() -> Path:
    return settings_folder() / "settings.json"
