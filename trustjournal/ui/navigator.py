"""What a page may ask of the window, without knowing the window or any other page."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from trustjournal.domain.capture import Draft
from trustjournal.domain.passphrase import Protection
from trustjournal.domain.records import Gesture, Record, Review

Sought = Record | str
"""What stands on a page and is led to: a record, or a part of the page by its key."""


class Door(QObject):
    """What may be asked about which journal the window shows, and whether it shows one."""

    journal_wanted = Signal(object)  # Path
    view_wanted = Signal(object)  # Path
    restore_wanted = Signal(object)  # Path
    salvage_wanted = Signal()
    protection_wanted = Signal(object)  # Protection
    lock_wanted = Signal()

    def open(self, path: Path) -> None:
        """Leave this journal for the one at `path`."""
        self.journal_wanted.emit(path)

    def view(self, path: Path) -> None:
        """Leave this journal for one, or a backup of one, that is only to be looked at."""
        self.view_wanted.emit(path)

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of this journal."""
        self.restore_wanted.emit(backup)

    def salvage(self) -> None:
        """Bring what can be read of this damaged journal into a new one."""
        self.salvage_wanted.emit()

    def protect(self, protection: Protection) -> None:
        """Give this journal a passphrase, another one, or none."""
        self.protection_wanted.emit(protection)

    def lock(self) -> None:
        """Close the journal until the passphrase is given again."""
        self.lock_wanted.emit()


class Navigator(QObject):
    """Wishes of pages and dialogs; the window fulfils them."""

    page_wanted = Signal(str)
    person_wanted = Signal(object)  # UUID
    sought_wanted = Signal(str, object)  # the page that it stands on, Sought
    filter_wanted = Signal(object)  # UUID
    capture_wanted = Signal(str)
    form_wanted = Signal(object)  # Draft
    edit_wanted = Signal(object)  # Record
    new_person_wanted = Signal(str)
    gesture_wanted = Signal(object)  # UUID of the customer, or None to choose
    check_in_wanted = Signal(object)
    promise_wanted = Signal(object)
    unease_wanted = Signal(object)
    feedback_wanted = Signal(object)
    letter_wanted = Signal(object, object)  # UUID of the customer or None, Gesture or None
    review_wanted = Signal(object, object)  # UUID of the customer, Review or None for their last
    import_wanted = Signal(object)  # tuple[Path, ...]
    export_wanted = Signal(str, object)  # what, UUID of one customer or None
    told = Signal(str, bool)  # a sentence, and whether Undo stands beside it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.door = Door(self)

    def open_page(self, name: str, sought: Sought | None = None) -> None:
        """Show a page by its name, such as "people", with the focus on what is sought on it.

        The page "person" is that of whom the record is about.
        """
        if sought is None:
            self.page_wanted.emit(name)
        else:
            self.sought_wanted.emit(name, sought)

    def open_person(self, customer_id: UUID) -> None:
        """Show the page of one person."""
        self.person_wanted.emit(customer_id)

    def open_filter(self, filter_id: UUID) -> None:
        """Show the people whom a saved filter selects."""
        self.filter_wanted.emit(filter_id)

    def capture(self, text: str = "") -> None:
        """Open the capture line, with `text` to go on from."""
        self.capture_wanted.emit(text)

    def open_form(self, draft: Draft) -> None:
        """Open the full form of a touchpoint with what the capture line understood."""
        self.form_wanted.emit(draft)

    def edit(self, record: Record) -> None:
        """Open the form of a record."""
        self.edit_wanted.emit(record)

    def add_person(self, name: str = "") -> None:
        """Open the form of a new person."""
        self.new_person_wanted.emit(name)

    def plan_gesture(self, customer_id: UUID | None = None) -> None:
        """Open the form of a new gesture."""
        self.gesture_wanted.emit(customer_id)

    def plan_check_in(self, customer_id: UUID | None = None) -> None:
        """Open the form of a customer's check-in."""
        self.check_in_wanted.emit(customer_id)

    def make_promise(self, customer_id: UUID | None = None) -> None:
        """Open the form of a new promise."""
        self.promise_wanted.emit(customer_id)

    def flag_unease(self, customer_id: UUID | None = None) -> None:
        """Say that a customer may be unhappy; without one the form asks who."""
        self.unease_wanted.emit(customer_id)

    def add_feedback(self, customer_id: UUID | None = None) -> None:
        """Open the form of new feedback."""
        self.feedback_wanted.emit(customer_id)

    def write_letter(self, customer_id: UUID | None = None, gesture: Gesture | None = None) -> None:
        """Open a thank-you note or letter, of a gesture where it is one already."""
        self.letter_wanted.emit(customer_id, gesture)

    def review_loss(self, customer_id: UUID, review: Review | None = None) -> None:
        """Open the look back at a customer who was lost: now, or where a review says so."""
        self.review_wanted.emit(customer_id, review)

    def import_files(self, *paths: Path) -> None:
        """Open the import, of these files where there are any."""
        self.import_wanted.emit(paths)

    def export(self, what: str, customer_id: UUID | None = None) -> None:
        """Open the export of touchpoints, people, promises or gestures."""
        self.export_wanted.emit(what, customer_id)

    def change_counting(self) -> None:
        """Show the settings, at how trust is counted."""
        self.open_page("settings", "counting")

    def say(self, sentence: str) -> None:
        """Show a toast of something that there is nothing to undo about."""
        self.told.emit(sentence, False)

    def tell(self, done: str) -> None:
        """Show a toast of something just done, with Undo beside it."""
        self.told.emit(done, True)
