"""This computer's settings: which journal, how the window looks and where it was.

They are a convenience: a missing or damaged settings file means defaults, never an error.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from trustjournal.paths import make_private_folder, settings_folder


@dataclass(slots=True)
class Settings:
    """What this computer remembers between two starts.

    `scheme` is system, light or dark; `text_scale` 1.0 to 2.0; `window` holds Qt's own
    geometry as hexadecimal text; `views` what each page remembers of itself (sort, columns,
    splitters), by page.
    """

    journal: str = ""
    scheme: str = "system"
    text_scale: float = 1.0
    window: str = ""
    page: str = "today"
    views: dict[str, Any] = field(default_factory=dict[str, Any])
    draft: str = ""

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
