"""Which page stands behind each key, imported when it is first wanted.

All pages together take longer to import than the first one takes to show.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from uuid import UUID

from PySide6.QtWidgets import QWidget

_PAGES = {
    "today": ("today", "TodayPage"),
    "people": ("people", "PeoplePage"),
    "journal": ("journal", "JournalPage"),
    "check-ins": ("check_ins", "CheckInsPage"),
    "gestures": ("gestures", "GesturesPage"),
    "promises": ("promises", "PromisesPage"),
    "evening": ("evening", "EveningPage"),
    "calendar": ("calendar", "CalendarPage"),
    "losing-touch": ("losing_touch", "LosingTouchPage"),
    "thanks": ("thanks", "ThanksPage"),
    "value": ("value", "ValuePage"),
    "letters": ("letters", "LettersPage"),
    "gaps": ("gaps", "GapsPage"),
    "feedback": ("feedback", "FeedbackPage"),
    "you-said": ("you_said", "YouSaidPage"),
    "ratings": ("ratings", "RatingsPage"),
    "reviews": ("reviews", "ReviewsPage"),
    "cycle": ("cycle", "CyclePage"),
    "insights": ("insights", "InsightsPage"),
    "map": ("map", "MapPage"),
    "quiet": ("quiet", "QuietPage"),
    "questions": ("questions", "QuestionsPage"),
    "settings": ("settings", "SettingsPage"),
    "person": ("person", "PersonPage"),
}
_PACKAGE = "trustjournal.ui.pages"
_DIALOGS = (
    *("find_dialog", "capture_dialog", "export_dialog", "import_dialog"),
    *("help_dialog", "opening"),
)


def keys() -> tuple[str, ...]:
    """Return the key of every page."""
    return tuple(_PAGES)


def page_class(key: str) -> Callable[..., QWidget]:
    """Return the page of a key, which is made of session, navigator and settings."""
    module, name = _PAGES[key]
    return getattr(import_module(f"{_PACKAGE}.{module}"), name)


def show_person(page: QWidget, customer_id: UUID) -> None:
    """Let the page of a person show this one."""
    from trustjournal.ui.pages.person import PersonPage

    if isinstance(page, PersonPage):
        page.show_person(customer_id)


def not_imported() -> list[str]:
    """Return the modules of pages and dialogs that are still to be imported."""
    pages = (f"{_PACKAGE}.{module}" for module, _name in _PAGES.values())
    dialogs = (f"trustjournal.ui.dialogs.{module}" for module in _DIALOGS)
    return [module for module in (*pages, *dialogs) if module not in sys.modules]
