"""The dialogs that pages and commands ask for, imported when they are first opened."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from trustjournal.domain.capture import Draft
from trustjournal.domain.records import Gesture, Record, Review
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

if TYPE_CHECKING:
    from trustjournal.ui.dialogs.capture_dialog import CaptureDialog


class Forms(QObject):
    """Opens each dialog over the window, when the navigator says so."""

    def __init__(self, session: JournalSession, navigator: Navigator, window: MainWindow) -> None:
        super().__init__(window)
        self.session = session
        self.navigator = navigator
        self.window = window
        self._line: CaptureDialog | None = None
        navigator.capture_wanted.connect(self._capture)
        navigator.form_wanted.connect(self._form)
        navigator.edit_wanted.connect(self._edit)
        navigator.new_person_wanted.connect(self._new_person)
        navigator.gesture_wanted.connect(self._plan_gesture)
        navigator.check_in_wanted.connect(self._plan_check_in)
        navigator.promise_wanted.connect(self._make_promise)
        navigator.unease_wanted.connect(self._flag_unease)
        navigator.feedback_wanted.connect(self._add_feedback)
        navigator.letter_wanted.connect(self._write_letter)
        navigator.review_wanted.connect(self._review_loss)
        navigator.import_wanted.connect(self._import)
        navigator.export_wanted.connect(self._export)

    def _capture(self, text: str) -> None:
        from trustjournal.ui.dialogs.capture_dialog import CaptureDialog

        if self._line is None:
            self._line = CaptureDialog(
                self.session, self.navigator, self.window.settings, self.window
            )
        self._line.open_with(text)

    def _form(self, draft: Draft) -> None:
        from trustjournal.ui.dialogs import opening

        opening.new_touchpoint(draft, self.session, self.navigator, self.window)

    def _edit(self, record: Record) -> None:
        from trustjournal.ui.dialogs import opening

        opening.edit(record, self.session, self.navigator, self.window)

    def _new_person(self, name: str) -> None:
        from trustjournal.ui.dialogs import opening

        opening.new_person(name, self.session, self.navigator, self.window)

    def _plan_gesture(self, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs import opening

        opening.plan_gesture(customer_id, self.session, self.navigator, self.window)

    def _plan_check_in(self, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs import opening

        opening.plan_check_in(customer_id, self.session, self.navigator, self.window)

    def _make_promise(self, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs import opening

        opening.make_promise(customer_id, self.session, self.navigator, self.window)

    def _flag_unease(self, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs.unease_dialog import flag_unease

        flag_unease(customer_id, self.session, self.navigator, self.window)

    def _add_feedback(self, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog

        FeedbackDialog(None, customer_id, self.session, self.navigator, self.window).open()

    def _write_letter(self, customer_id: UUID | None, gesture: Gesture | None) -> None:
        from trustjournal.ui.dialogs.letter_dialog import LetterDialog

        LetterDialog(
            *(customer_id, gesture, self.session, self.navigator, self.window),
            settings=self.window.settings,
        ).open()

    def _review_loss(self, customer_id: UUID, review: Review | None) -> None:
        from trustjournal.ui.dialogs.review_dialog import LossAsking

        LossAsking(self.session, self.navigator, self.window).ask(customer_id, review)

    def _import(self, path: str) -> None:
        from trustjournal.ui.dialogs.import_dialog import ImportDialog

        ImportDialog(self.session, self.navigator, path, self.window).open()

    def _export(self, what: str, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs.export_dialog import ExportDialog

        ExportDialog(
            self.session, self.navigator, self.window.settings, what, customer_id, self.window
        ).open()
