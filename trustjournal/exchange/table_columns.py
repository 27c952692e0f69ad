"""What the columns of a table can be, and what they are taken for by their names and values.

Names are compared without case, accents and punctuation. Knows nothing of what is in the rows.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trustjournal.domain.finding import fold
from trustjournal.exchange.sources import Target
from trustjournal.i18n import _

NOTE = "note"
"""The target of a column that becomes a line of the note, under its name."""
FIELD = "field:"
"""How the target of a column begins that becomes an own field; its title follows."""

Samples = Mapping[str, Sequence[str]]

_BREAK = re.compile(r"[\W_]+")
_LABELS = {
    "mobile": "mobile cell cellphone handy mobil movil celular portable cellulare telemovel gsm",
    "work": "work business office arbeit geschaftlich dienstlich trabajo travail bureau lavoro "
    "ufficio werk zakelijk trabalho mailing",
    "home": "home private privat privado casa domicile prive maison thuis personal",
    "fax": "fax telefax",
    "other": "other sonstige otro autre altro",
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words.split()}
# Words of a name that only tell several of the same apart.
_ASIDE = frozenset({*_LABEL_OF, "main", "primary", "default", "billing", "customer", "contact"})


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that a column can be.

    `names` are whole names of such columns between commas, the likeliest first; `hints` are words
    within other names. Of `many` there may be several columns; `holds` tells whether a value can
    be one.
    """

    key: str
    words: str
    names: str = ""
    hints: str = ""
    many: bool = False
    holds: Callable[[str], bool] = bool

    @property
    def target(self) -> Target:
        """This as the owner chooses it."""
        return Target(self.key, self.words)


def targets(kinds: Iterable[Known]) -> tuple[Target, ...]:
    """Return all that a column of a table can be, a line of the note and nothing at last."""
    rest = Target(NOTE, _("A line of the note")), Target("", _("Leave out"))
    return (*(kind.target for kind in kinds), *rest)


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a column's name for comparing.

    >>> plain("E-Mail_Address"), plain("Straße (privat)")
    ('e mail address', 'strasse privat')
    """
    return " ".join(_BREAK.sub(" ", fold(name)).split())


@lru_cache(maxsize=4096)
def label_of(column: str) -> str:
    """Return which of several a column is by its name: mobile, work, home, fax or blank.

    >>> label_of("Handy"), label_of("Work fax"), label_of("Phone 2")
    ('mobile', 'work fax', '')
    """
    found = dict.fromkeys(_LABEL_OF[word] for word in plain(column).split() if word in _LABEL_OF)
    return " ".join(sorted(found, key="fax".__eq__)) if "fax" in found else next(iter(found), "")


def guess(kinds: Sequence[Known], samples: Samples) -> dict[str, str]:
    """Return the likely target of each column; what is not known is a line of the note."""
    left = {column: plain(column) for column in samples}
    found: dict[str, str] = {}
    for names_of in (_whole_names, _names_aside, _hints):
        for kind in kinds:
            for name in names_of(kind):
                for column in [each for each, words in left.items() if name(words)]:
                    taken = not kind.many and kind.key in found.values()
                    if not taken and _can_hold(kind, samples[column]):
                        found[column] = kind.key
                        del left[column]
    return {column: found.get(column, NOTE) for column in samples}


def _whole_names(kind: Known) -> list[Callable[[str], bool]]:
    return [name.__eq__ for name in _listed(kind.names)]


def _names_aside(kind: Known) -> list[Callable[[str], bool]]:
    """Match the names behind which a label or a number stands: "Home City", "Phone 2"."""
    names = frozenset(_listed(kind.names)) if kind.many else frozenset[str]()
    return [lambda words: _without_labels(words) in names]


def _hints(kind: Known) -> list[Callable[[str], bool]]:
    hints = frozenset(_listed(kind.hints))
    return [lambda words: not hints.isdisjoint(words.split())]


def _listed(names: str) -> list[str]:
    return [name for part in names.split(",") if (name := part.strip())]


def _without_labels(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _ASIDE and not word.isdigit())


def _can_hold(kind: Known, values: Sequence[str]) -> bool:
    return not any(values) or any(map(kind.holds, values))


def has_digit(value: str) -> bool:
    """Tell whether a value can be a number, a date or a time."""
    return any(map(str.isdigit, value))


def is_address(value: str) -> bool:
    """Tell whether a value can be an e-mail address."""
    return "@" in value


def is_named(value: str) -> bool:
    """Tell whether a value can be a name."""
    return any(map(str.isalpha, value))
