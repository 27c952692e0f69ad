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
)
"""Key, words and icon of each page of the sidebar."""

SETTINGS = ("settings", _("Settings"), "settings")


def window_commands(
    ask: Callable[[str], object], show_page: Callable[[str], object]
) -> list[Command]:
    """Return every command; its key is the wish that `ask` gets."""
    journal, edit, go, more = _("Journal"), _("Edit"), _("Go"), _("Help")
    pages = [
        Command(key, words, go, partial(show_page, key), (f"Ctrl+{number}",), icon)
        for number, (key, words, icon) in enumerate(PAGES, start=1)
    ]
    key, words, icon = SETTINGS
    pages.append(Command(key, words, go, partial(show_page, key), ("Ctrl+,",), icon))
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
    return [*first, *pages, *last]
