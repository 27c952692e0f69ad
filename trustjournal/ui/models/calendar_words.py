"""How the things in a calendar look and read: icon, colour, and their words, short and whole."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale

from trustjournal.domain import words
from trustjournal.i18n import _, ngettext
from trustjournal.store.calendar import DayItem, ItemKind
from trustjournal.ui.models.calendar_view import Shown, Span
from trustjournal.ui.palette import Tone

ICONS = {
    ItemKind.PROMISE: "handshake",
    ItemKind.GESTURE: "gift",
    ItemKind.PREPARE: "package",
    ItemKind.DATE: "cake",
    ItemKind.CHECK_IN: "phone",
    ItemKind.WIN_BACK: "sprout",
}

_TONES = {
    ItemKind.PROMISE: Tone.INK,
    ItemKind.GESTURE: Tone.GOLD,
    ItemKind.PREPARE: Tone.GOLD,
    ItemKind.CHECK_IN: Tone.ACCENT,
    ItemKind.WIN_BACK: Tone.ACCENT,
}
_COUNTED = (ItemKind.CHECK_IN, ItemKind.PROMISE, ItemKind.GESTURE, ItemKind.DATE)


def tone_of(item: DayItem) -> Tone:
    """Return the colour of an item; what is late is clay."""
    return Tone.CLAY if item.is_late else _TONES.get(item.kind, Tone.MUTED)


def what(item: DayItem) -> str:
    """Say what an item is about, after the name of the person."""
    about = words.sentence(item.title)
    if item.kind is ItemKind.PREPARE:
        return _("Begin with {what}").format(what=item.title)
    if item.kind is ItemKind.WIN_BACK:
        return _("A day to win them back")
    return about or (_("Check-in") if item.kind is ItemKind.CHECK_IN else "")


def kind_word(kind: ItemKind) -> str:
    """Return what kind of thing it is."""
    return {
        ItemKind.PROMISE: _("Promise"),
        ItemKind.GESTURE: _("Gesture"),
        ItemKind.PREPARE: _("Begin preparing"),
        ItemKind.DATE: _("Important date"),
        ItemKind.CHECK_IN: _("Check-in"),
        ItemKind.WIN_BACK: _("A day to win them back"),
    }[kind]


def spoken(item: DayItem, today: date) -> str:
    """Say a whole item in a sentence, with the day it was due on where that has passed."""
    said = {
        ItemKind.PROMISE: _("{who}, promise: {what}"),
        ItemKind.GESTURE: _("{who}, gesture: {what}"),
        ItemKind.PREPARE: _("{who}, begin preparing: {what}"),
        ItemKind.DATE: _("{who}: {what}"),
        ItemKind.CHECK_IN: _("{who}, check-in: {what}") if item.title else _("{who}, check-in"),
        ItemKind.WIN_BACK: _("{who}, a day to win them back"),
    }[item.kind].format(who=item.who.name, what=item.title)
    if not item.is_late:
        return said
    return _("{what}, was due {day}").format(what=said, day=words.on(item.due_on, today))


def day_title(day: date) -> str:
    """Return "Thursday, 3 December" in the order of the language."""
    return QLocale().toString(_qdate(day), _("dddd, d MMMM"))


def day_head(day: date) -> str:
    """Return the day in the space of a narrow heading: "Thu 3 Dec"."""
    return QLocale().toString(_qdate(day), _("ddd d MMM"))


def day_number(day: date) -> str:
    """Return the number of a day in its month, with the name of the month where it begins."""
    return QLocale().toString(_qdate(day), _("d MMM") if day.day == 1 else "d")


def shown_title(shown: Shown) -> str:
    """Say which days are shown: "November 2026", "16 – 22 November 2026"."""
    locale = QLocale()
    last = _qdate(shown.last)
    if shown.span is Span.MONTH:
        return words.sentence(locale.toString(_qdate(shown.day), _("MMMM yyyy")))
    pattern = "d" if shown.first.month == shown.last.month else _("d MMMM")
    if shown.first.year != shown.last.year:
        pattern = _("d MMMM yyyy")
    return _("{first} – {last}").format(
        first=locale.toString(_qdate(shown.first), pattern),
        last=locale.toString(last, _("d MMMM yyyy")),
    )


def lead(items: Mapping[date, Sequence[DayItem]], shown: Shown) -> str:
    """Count what stands on the days shown, each kind for itself."""
    kinds = [
        item.kind for day, found in items.items() if not shown.is_beside(day) for item in found
    ]
    said = [_counted(kind, kinds.count(kind)) for kind in _COUNTED if kind in kinds]
    if said:
        return words.sentence(", ".join(said)) + "."
    in_month = shown.span is Span.MONTH
    return _("Nothing is planned this month.") if in_month else _("Nothing is planned this week.")


def _counted(kind: ItemKind, count: int) -> str:
    return {
        ItemKind.CHECK_IN: ngettext("{count} check-in", "{count} check-ins", count),
        ItemKind.PROMISE: ngettext("{count} promise", "{count} promises", count),
        ItemKind.GESTURE: ngettext("{count} gesture", "{count} gestures", count),
        ItemKind.DATE: ngettext("{count} important date", "{count} important dates", count),
    }[kind].format(count=QLocale().toString(count))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
