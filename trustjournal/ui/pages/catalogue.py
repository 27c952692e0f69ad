"""Which page stands behind each key, imported when it is first wanted.

All pages together take longer to import than the first one takes to show.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from trustjournal.domain.records import Record
from trustjournal.ui.navigator import Sought

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
    "duplicates": ("duplicates", "DuplicatesPage"),
    "filter": ("people_filter", "FilterPage"),
    "questions": ("questions", "QuestionsPage"),
    "settings": ("settings", "SettingsPage"),
    "backups": ("backups", "BackupsPage"),
    "person": ("person", "PersonPage"),
}
_PACKAGE = "trustjournal.ui.pages"
_DIALOGS = (
    *("find_dialog", "capture_dialog", "export_dialog", "import_dialog"),
    *("help_dialog", "opening"),
)


@runtime_checkable
class LeadsToRecords(Protocol):
    """A page on which a record can be found: shown, selected, and with the focus on it."""

    def lead_to(self, record: Record) -> None:
        """Lead to a record, as soon as it is read; to nothing where it is no longer there."""
        ...


@runtime_checkable
class LeadsToParts(Protocol):
    """A page with parts that have a key, such as the settings."""

    def lead_to_part(self, key: str) -> None:
        """Bring a part into sight and put the focus on it."""
        ...


def keys() -> tuple[str, ...]:
    """Return the key of every page."""
    return tuple(_PAGES)


def page_class(key: str) -> Callable[..., QWidget]:
    """Return the page of a key, which is made of session, navigator and settings."""
    module, name = _PAGES[key]
    return getattr(import_module(f"{_PACKAGE}.{module}"), name)


def show_record(page: QWidget, record_id: UUID) -> None:
    """Let the page of a person, or of a saved filter, show this one."""
    from trustjournal.ui.pages.people_filter import FilterPage
    from trustjournal.ui.pages.person import PersonPage

    if isinstance(page, PersonPage):
        page.show_person(record_id)
    elif isinstance(page, FilterPage):
        page.show_filter(record_id)


def lead_to(page: QWidget, sought: Sought) -> None:
    """Let a page that can do so lead to what stands on it."""
    if isinstance(sought, str):
        if isinstance(page, LeadsToParts):
            page.lead_to_part(sought)
    elif isinstance(page, LeadsToRecords):
        page.lead_to(sought)


def not_imported() -> list[str]:
    """Return the modules of pages and dialogs that are still to be imported."""
    pages = (f"{_PACKAGE}.{module}" for module, _name in _PAGES.values())
    dialogs = (f"trustjournal.ui.dialogs.{module}" for module in _DIALOGS)
    return [module for module in (*pages, *dialogs) if module not in sys.modules]
