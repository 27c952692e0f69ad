"""Translation of every sentence the program speaks, in the window and on the command line."""

import gettext
import locale
import os

from trustjournal.paths import resource

_DOMAIN = "trustjournal"


def _languages() -> list[str]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.split(":")
    return [code] if (code := locale.getlocale()[0]) else []


_catalogue = gettext.translation(
    _DOMAIN, str(resource("locale")), languages=_languages(), fallback=True
)


def _(message: str) -> str:
    """Return `message` in the owner's language, or itself where there is no translation."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the sentence that fits `count`, in the owner's language."""
    return _catalogue.ngettext(singular, plural, count)
