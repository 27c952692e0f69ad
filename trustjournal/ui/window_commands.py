"""What the window can be asked for: names, menus, icons and keys, in the order of the menus."""

from collections.abc import Callable
from functools import partial

from trustjournal.i18n import _
from trustjournal.ui.commands import Command

PAGES = (
    ("today", _("Today"), "sun"),
    ("people", _("People"), "users"),
    ("journal", _("Journal"), "notebook-pen"),
    ("check-ins", _("Check-ins"), "calendar-clock"),
    ("gestures", _("Gestures"), "gift"),
    ("promises", _("Promises"), "handshake"),
    ("feedback", _("Feedback"), "quote"),
    ("cycle", _("Trust cycle"), "git-branch"),
    ("insights", _("Insights"), "chart-line"),
)
"""Key, words and icon of each page of the sidebar."""

VIEWS = {
    "people": (
        ("people", _("List")),
        ("map", _("Map")),
        ("quiet", _("Gone quiet")),
        ("duplicates", _("Duplicates")),
    ),
    "check-ins": (
        ("check-ins", _("List")),
        ("calendar", _("Calendar")),
        ("losing-touch", _("Losing touch")),
    ),
    "gestures": (
        ("gestures", _("Gestures")),
        ("thanks", _("Thank-yous")),
        ("value", _("Given and paid")),
        ("letters", _("Letters")),
    ),
    "promises": (("promises", _("Promises")), ("gaps", _("Gaps"))),
    "feedback": (
        ("feedback", _("Wishes")),
        ("you-said", _("You said, we did")),
        ("ratings", _("Ratings")),
    ),
    "insights": (
        ("insights", _("Charts")),
        ("questions", _("Four questions")),
        ("reviews", _("Lost customers")),
    ),
}
"""Pages of the sidebar that are one of several views of the same things: key and words of each."""

_ICONS = {
    "map": "map-pin",
    "quiet": "moon",
    "duplicates": "copy",
    "questions": "circle-help",
    "calendar": "calendar-days",
    "losing-touch": "leaf",
    "thanks": "heart",
    "value": "package",
    "letters": "mail-open",
    "gaps": "trending-down",
    "you-said": "message-circle",
    "ratings": "star",
    "reviews": "history",
}

_UNDER = {"person": "people", "evening": "today", "backups": "settings"}
"""Pages without an entry and tabs of their own, and the entry that stays marked."""

SETTINGS = ("settings", _("Settings"), "settings")

_PARTS = (
    ("you", _("You and your business"), _("name, currency, days between check-ins, referrals")),
    (
        *("day", _("Your day")),
        _("holidays, country, region, opening hours, days you work, reminders, quiet hours"),
    ),
    ("gifts", _("Gifts"), _("budget, tax, limit")),
    ("custom", _("Your own fields"), _("custom fields, extra columns")),
    ("look", _("Appearance"), _("dark, light, mode, theme, colours, text size, font, zoom")),
    ("counting", _("How trust is counted"), _("depth, half-life, score, weights, stages")),
    ("evidence", _("What counts as evidence of trust"), _("signs, points, kinds of touchpoints")),
    ("journal", _("This journal"), _("file, place, size, backups, open another, sample book")),
    (
        *("safety", _("Who can read it")),
        _("passphrase, password, encryption, recovery sheet, lock by itself, privacy, keychain"),
    ),
    ("forgetting", _("Who is forgotten"), _("erase for good, deleted people, privacy")),
    ("calendar", _("Your calendar"), _("ics file, reminders, appointments, phone")),
    ("folder", _("A folder to drop files into"), _("watched folder, eml letters, vCard, vcf, csv")),
)
"""Parts of the settings: key, title, and other words by which people look for them."""


def entry_of(key: str) -> str:
    """Return the entry of the sidebar under which a page stands."""
    under = next((entry for entry, views in VIEWS.items() if key in dict(views)), key)
    return _UNDER.get(key, under)


def window_commands(
    ask: Callable[[str], object], show_page: Callable[..., object]
) -> list[Command]:
    """Return every command; `ask` gets its key, `show_page` the page and perhaps a part of it."""
    journal, edit, go, more = _("Journal"), _("Edit"), _("Go"), _("Help")
    before = (
        ("capture", _("Log a touchpoint"), journal, "pen-line", "Ctrl+N", "Ctrl+Space"),
        ("person", _("Add a person"), journal, "user-plus", "Ctrl+Shift+N"),
        ("gesture", _("Plan a gesture"), journal, "gift"),
        ("check_in", _("Plan a check-in"), journal, "calendar-clock"),
        ("promise", _("Make a promise"), journal, "handshake"),
        ("unease", _("Somebody may be unhappy"), journal, "circle-alert", "Ctrl+U"),
        ("feedback_new", _("Note what they said"), journal, "quote", "Ctrl+Shift+F"),
        ("letter", _("Write a note or letter"), journal, "stamp", "Ctrl+T"),
        ("import_file", _("Import…"), journal, "upload", "Ctrl+I"),
        ("export", _("Export…"), journal, "download", "Ctrl+E"),
        ("back_up", _("Make a backup"), journal, "archive"),
        ("check", _("Check the journal"), journal, "circle-check"),
        ("erase_gone", _("Erase somebody deleted earlier…"), journal, "trash-2"),
        ("lock", _("Lock the journal"), journal, "lock", "Ctrl+L"),
        ("quit", _("Quit"), journal, "x", "Ctrl+Q"),
        ("undo", _("Undo"), edit, "undo-2", "Ctrl+Z"),
        ("redo", _("Redo"), edit, "redo-2", "Ctrl+Shift+Z", "Ctrl+Y"),
        ("find", _("Find"), go, "search", "Ctrl+K"),
        ("back", _("Back"), go, "chevron-left", "Alt+Left"),
    )
    after = (
        ("help", _("Keys and words"), more, "circle-help", "F1"),
        ("report", _("Report a problem"), more, "circle-alert"),
        ("menu", _("Show the menu"), more, "ellipsis", "F10"),
    )
    first, last = (
        [
            Command(wish, text, menu, partial(ask, wish), tuple(keys), icon)
            for wish, text, menu, icon, *keys in table
        ]
        for table in (before, after)
    )
    return [*first, *_pages(go, show_page), *last, *_parts(show_page)]


def _pages(menu: str, show_page: Callable[..., object]) -> list[Command]:
    """Return the ways to the pages: those of the sidebar have a number as their key."""
    listed = [(*page, (f"Ctrl+{number}",)) for number, page in enumerate(PAGES, start=1)]
    views = [
        (key, words, _ICONS[key], ()) for _entry, *others in VIEWS.values() for key, words in others
    ]
    evening = ("evening", _("Evening review"), "moon", ("Ctrl+Shift+E",))
    backups = ("backups", _("Backups"), "archive", ())
    settings = (*SETTINGS, ("Ctrl+,",))
    return [
        Command(key, words, menu, partial(show_page, key), keys, icon)
        for key, words, icon, keys in (*listed, evening, *views, backups, settings)
    ]


def _parts(show_page: Callable[..., object]) -> list[Command]:
    page, _title, icon = SETTINGS
    return [
        Command(f"{page}/{key}", title, "", partial(show_page, page, key), (), icon, words)
        for key, title, words in _PARTS
    ]
