"""How a touchpoint is shown in a line: its icon, its day and channel, the beginning of its note."""

from datetime import date, tzinfo

from PySide6.QtCore import QDate, QLocale

from trustjournal.domain import words
from trustjournal.domain.choices import (
    Channel,
    Kind,
)
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.signs import SIGNS
from trustjournal.i18n import _
from trustjournal.ui.widgets.capture_chips import lasting
from trustjournal.ui.widgets.record_words import sign_icon

_ICONS = {
    Channel.IN_PERSON: "coffee",
    Channel.PHONE: "phone",
    Channel.VIDEO: "video",
    Channel.EMAIL: "mail",
    Channel.MESSAGE: "message-circle",
    Channel.SOCIAL: "globe",
    Channel.POST: "package",
    Channel.OTHER: "pen-line",
}


def touch_icon(touch: Touchpoint) -> str:
    """Return the name of the icon of its channel, or of the sign that was noted without one."""
    if touch.channel is Channel.OTHER and touch.kind in SIGNS:
        return sign_icon(touch.kind)
    return _ICONS[touch.channel]


def touch_aside(touch: Touchpoint, today: date, zone: tzinfo) -> str:
    """Say when and how: "Friday, 25 min in person"; `zone` is where the owner's days begin."""
    day = words.sentence(past_day(touch.happened_at.astimezone(zone).date(), today))
    how = _channel_words(touch.channel)
    if touch.kind is Kind.MISSED_CALL:
        how = _("a missed call")
    elif touch.duration_minutes:
        how = f"{lasting(touch.duration_minutes)} {how}".strip()
    return _("{day}, {how}").format(day=day, how=how) if how else day


def past_day(day: date, today: date) -> str:
    """Say a day that has been: "today", "yesterday", "Friday", "19 Oct"."""
    if 1 < (today - day).days < 7:
        return QLocale().toString(QDate(day.year, day.month, day.day), "dddd")
    return words.when(day, today)


def beginning(text: str, most: int) -> str:
    """Return the first `most` characters of a text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[:most]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,.;:") + "…"


def _channel_words(channel: Channel) -> str:
    return {
        Channel.IN_PERSON: _("in person"),
        Channel.PHONE: _("by phone"),
        Channel.VIDEO: _("by video"),
        Channel.EMAIL: _("by e-mail"),
        Channel.MESSAGE: _("by message"),
        Channel.SOCIAL: _("on social media"),
        Channel.POST: _("by post"),
        Channel.OTHER: "",
    }[channel]
