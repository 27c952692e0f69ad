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
    ("cycle", _("Trust cycle"), "git-branch"),
    ("insights", _("Insights"), "chart-line"),
)
"""Key, words and icon of each page of the sidebar."""

VIEWS = {
    "people": (("people", _("List")), ("map", _("Map")), ("quiet", _("Gone quiet"))),
    "insights": (("insights", _("Charts")), ("questions", _("Four questions"))),
}
"""Pages of the sidebar that are one of several views of the same things: key and words of each."""

_ICONS = {"map": "map-pin", "quiet": "moon", "questions": "circle-help"}

SETTINGS = ("settings", _("Settings"), "settings")


def entry_of(key: str) -> str:
    """Return the entry of the sidebar under which a page stands."""
    if key == "person":
        return "people"
    return next((entry for entry, views in VIEWS.items() if key in dict(views)), key)


def window_commands(
    ask: Callable[[str], object], show_page: Callable[[str], object]
) -> list[Command]:
    """Return every command; its key is the wish that `ask` gets."""
    journal, edit, go, more = _("Journal"), _("Edit"), _("Go"), _("Help")
    before = (
        ("capture", _("Log a touchpoint"), journal, "pen-line", "Ctrl+N", "Ctrl+Space"),
        ("person", _("Add a person"), journal, "user-plus", "Ctrl+Shift+N"),
        ("gesture", _("Prepare a gesture"), journal, "gift"),
        ("check_in", _("Plan a check-in"), journal, "calendar-clock"),
        ("promise", _("Make a promise"), journal, "handshake"),
        ("import_file", _("Import contacts"), journal, "upload", "Ctrl+I"),
        ("export", _("Export as CSV"), journal, "download", "Ctrl+E"),
        ("back_up", _("Make a backup"), journal, "archive"),
        ("quit", _("Quit"), journal, "x", "Ctrl+Q"),
        ("undo", _("Undo"), edit, "undo-2", "Ctrl+Z"),
        ("redo", _("Redo"), edit, "redo-2", "Ctrl+Shift+Z", "Ctrl+Y"),
        ("find", _("Find"), go, "search", "Ctrl+K"),
        ("back", _("Back"), go, "chevron-left", "Alt+Left"),
    )
    after = (
        ("help", _("Keys and words"), more, "circle-help", "F1"),
        ("menu", _("Show the menu"), more, "ellipsis", "F10"),
    )
    first, last = (
        [
            Command(wish, text, menu, partial(ask, wish), tuple(keys), icon)
            for wish, text, menu, icon, *keys in table
        ]
        for table in (before, after)
    )
    return [*first, *_pages(go, show_page), *last]


def _pages(menu: str, show_page: Callable[[str], object]) -> list[Command]:
    """Return the ways to the pages: those of the sidebar have a number as their key."""
    listed = [(*page, (f"Ctrl+{number}",)) for number, page in enumerate(PAGES, start=1)]
    views = [
        (key, words, _ICONS[key], ()) for _entry, *others in VIEWS.values() for key, words in others
    ]
    return [
        Command(key, words, menu, partial(show_page, key), keys, icon)
        for key, words, icon, keys in (*listed, *views, (*SETTINGS, ("Ctrl+,",)))
    ]
