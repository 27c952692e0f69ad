"""What the backups of a journal are called, and which of them are kept."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import groupby, islice
from typing import Final

from trustjournal.i18n import _

MANY: Final = 20
"""Whoever deletes more records than this at once has a backup made first."""

KEEP_ALL: Final = timedelta(days=2)
DAILY, WEEKLY, MONTHLY, FEWEST = 12, 10, 9, 3
SUFFIX: Final = ".db"
_STAMP: Final = "%Y%m%d-%H%M%S"
_SLACK: Final = timedelta(hours=1)


class Occasion(StrEnum):
    """Why a backup was made; the word stands in the name of its file."""

    HAND = ""
    WORK = "work"
    CLOSE = "close"
    IMPORT = "import"
    DELETE = "delete"
    RESTORE = "restore"
    KEY = "key"
    UPDATE = "update"


def occasion_words(occasion: Occasion) -> str:
    """Return an occasion as the owner reads it."""
    return {
        Occasion.HAND: _("By hand"),
        Occasion.WORK: _("While working"),
        Occasion.CLOSE: _("On closing"),
        Occasion.IMPORT: _("Before import"),
        Occasion.DELETE: _("Before deleting"),
        Occasion.RESTORE: _("Before going back"),
        Occasion.KEY: _("New passphrase"),
        Occasion.UPDATE: _("Before update"),
    }[occasion]


def backup_name(stem: str, made_at: datetime, occasion: Occasion) -> str:
    """Return the name of the file of a backup; `stem` is the journal's without its ending."""
    parts = (stem, f"{made_at:{_STAMP}}", occasion.value)
    return "-".join(part for part in parts if part) + SUFFIX


def read_name(name: str, stem: str, zone: tzinfo | None) -> tuple[datetime, Occasion] | None:
    """Return when and why a file was made; None where its name is not that of a backup.

    The time is that of a clock on the wall of `zone`, as the name has it.
    """
    known = "|".join(occasion.value for occasion in Occasion if occasion)
    found = re.fullmatch(
        rf"{re.escape(stem)}-(\d{{8}}-\d{{6}})(?:-({known}))?{re.escape(SUFFIX)}", name
    )
    if found is None:
        return None
    try:
        made_at = datetime.strptime(found[1], _STAMP).replace(tzinfo=zone)
    except ValueError:
        return None
    return made_at, Occasion(found[2] or "")


def is_set_back(now: datetime, latest: datetime) -> bool:
    """Tell whether the clock was set back: something that is done already lies ahead of it."""
    return latest > now + _SLACK


def to_keep(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which backups stay, of those made at these instants.

    All of the last two days; before these the last of each of 12 days, then of each of 10 weeks,
    then of each of 9 months, counting only days, weeks and months that have one. So a clock that
    runs ahead, or a journal seldom opened, loses no generation. Three stay in any case, and all of
    them where one lies in the future: then the clock was set back, and no age can be trusted.
    """
    newest_first = sorted(made, reverse=True)
    if not newest_first or is_set_back(now, newest_first[0]):
        return frozenset(newest_first)
    older = [one for one in newest_first if one <= now - KEEP_ALL]
    kept = newest_first[: max(FEWEST, len(newest_first) - len(older))]
    for count, span in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        kept += (chosen := list(islice(_last_of_each(older, span), count)))
        passed = set(map(span, chosen))
        older = [one for one in older if span(one) not in passed]
    return frozenset(kept)


def _last_of_each(
    newest_first: Sequence[datetime], span: Callable[[datetime], tuple[int, ...]]
) -> Iterator[datetime]:
    return (next(made) for _span, made in groupby(newest_first, span))


def _day(made: datetime) -> tuple[int, ...]:
    return made.year, made.month, made.day


def _week(made: datetime) -> tuple[int, ...]:
    return made.isocalendar()[:2]


def _month(made: datetime) -> tuple[int, ...]:
    return made.year, made.month
