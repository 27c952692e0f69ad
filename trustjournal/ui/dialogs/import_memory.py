"""What this computer remembers of imports: own addresses, what tables and columns are."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from trustjournal.settings import Settings

_MOST = 50

Columns = dict[str, str]


class ImportMemory:
    """Reads and writes its part of the settings, a file that anybody may have changed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def mine(self) -> dict[str, str]:
        """Return the owner's own names and addresses as they were typed, by the form of file."""
        return {form: str(text) for form, text in self._part("mine").items()}

    def keep_mine(self, form: str, text: str) -> None:
        """Remember them."""
        self._part("mine")[form] = text.strip()

    def columns(self) -> dict[str, Columns]:
        """Return the targets of columns by the `key_of` their names."""
        return {
            key: {name: str(target) for name, target in _as_part(found).items()}
            for key, found in self._part("columns").items()
        }

    def forms(self) -> dict[str, str]:
        """Return what a table was said to be by the `key_of` the names of its columns."""
        return {key: str(form) for key, form in self._part("forms").items()}

    def keep_form(self, columns: Sequence[str], form: str) -> None:
        """Remember what a table is for the next one with the same columns."""
        self._keep("forms", key_of(columns), form)

    def keep_columns(self, columns: Mapping[str, str]) -> None:
        """Remember the targets of columns for the next table with the same, the last few."""
        self._keep("columns", key_of(tuple(columns)), dict(columns))

    def _keep(self, part: str, key: str, value: object) -> None:
        kept = self._part(part)
        kept.pop(key, None)
        kept[key] = value
        for oldest in list(kept)[:-_MOST]:
            del kept[oldest]

    def _part(self, name: str) -> dict[str, Any]:
        part = self._settings.views
        for one in ("import", name):
            inner = _as_part(part.get(one))
            part[one] = inner
            part = inner
        return part


def _as_part(found: Any) -> dict[str, Any]:
    return found if _is_part(found) else {}


def _is_part(found: Any) -> bool:
    return isinstance(found, dict)


def key_of(names: Sequence[str]) -> str:
    """Return what tells a set of columns from others, whatever their order."""
    return sha256("\x00".join(sorted(names)).encode("utf-8", "replace")).hexdigest()[:16]
