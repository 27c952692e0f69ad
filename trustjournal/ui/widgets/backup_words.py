"""Backups in words: when they were made, how large they are, how they went."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime

from trustjournal.i18n import _, ngettext


def moment(made_at: datetime) -> str:
    """Return an instant as day and time of the clock on the wall."""
    locale = QLocale()
    day = locale.toString(_day(made_at), QLocale.FormatType.LongFormat)
    return f"{day}, {locale.toString(_time(made_at), QLocale.FormatType.ShortFormat)}"


def short_moment(at: datetime) -> str:
    """Return an instant in the space of a column."""
    locale = QLocale()
    time = locale.toString(_time(at), QLocale.FormatType.ShortFormat)
    return f"{locale.toString(_day(at), 'd MMM yyyy')}, {time}"


def size(of_bytes: int) -> str:
    """Return a size in the units people know."""
    return QLocale().formattedDataSize(of_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int) -> str:
    """Return a count with the separators of the place."""
    return QLocale().toString(count)


def copied(done: int, whole: int) -> str:
    """Say how far a copy is, or that it is being read, which nobody can measure."""
    if not whole:
        return _("Reading it back…")
    return _("{done} of {whole}").format(done=size(min(done, whole)), whole=size(whole))


def more_or_fewer(now: int, then: int) -> str:
    """Say how many more or fewer there would be."""
    if then == now:
        return _("the same")
    if then > now:
        words = ngettext("{count} more", "{count} more", then - now)
    else:
        words = ngettext("{count} fewer", "{count} fewer", now - then)
    return words.format(count=number(abs(then - now)))


def _day(at: datetime) -> QDate:
    return QDate(at.year, at.month, at.day)


def _time(at: datetime) -> QTime:
    return QTime(at.hour, at.minute)
