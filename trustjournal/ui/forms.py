"""The dialogs that pages and commands ask for, imported when they are first opened."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, SignalInstance

from trustjournal.domain.capture import Draft
from trustjournal.domain.records import Gesture, Record, Review
from trustjournal.ui.drafts import drafts_of
from trustjournal.ui.main_window import MainWindow
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

if TYPE_CHECKING:
    from trustjournal.ui.dialogs.capture_dialog import CaptureDialog
    from trustjournal.ui.dialogs.import_dialog import ImportDialog


class Forms(QObject):
    """Opens each dialog over the window, when the navigator says so."""

    def __init__(self, session: JournalSession, navigator: Navigator, window: MainWindow) -> None:
        super().__init__(window)
        self.session = session
        self.navigator = navigator
        self.window = window
        self._line: CaptureDialog | None = None
        drafts_of(session).adopt(window.settings)
        navigator.export_wanted.connect(self._export)
        writing: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (navigator.capture_wanted, self._capture),
            (navigator.form_wanted, self._form),
            (navigator.edit_wanted, self._edit),
            (navigator.new_person_wanted, self._new_person),
            (navigator.gesture_wanted, self._plan_gesture),
            (navigator.check_in_wanted, self._plan_check_in),
            (navigator.promise_wanted, self._make_promise),
            (navigator.unease_wanted, self._flag_unease),
            (navigator.feedback_wanted, self._add_feedback),
            (navigator.letter_wanted, self._write_letter),
            (navigator.review_wanted, self._review_loss),
            (navigator.import_wanted, self.open_import),
        )
        for wanted, open_form in writing:
            wanted.connect(partial(self._open, open_form))

    def _open(self, open_form: Callable[..., object], *about: object) -> None:
        """Open what is there to change the journal, or say why nothing can be changed."""
        if self.session.read_only:
            self.navigator.say(self.session.writing.closed_because)
        else:
            open_form(*about)

    def _capture(self, text: str) -> None:
        from trustjournal.ui.dialogs.capture_dialog import CaptureDialog

        if self._line is None:
            self._line = CaptureDialog(self.session, self.navigator, self.window)
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

    def open_import(self, paths: Sequence[Path]) -> "ImportDialog":
        """Open the import, of these files where there are any, and return its dialog."""
        from trustjournal.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(
            self.session, self.navigator, self.window.settings, paths, self.window
        )
        dialog.open()
        return dialog

    def _export(self, what: str, customer_id: UUID | None) -> None:
        from trustjournal.ui.dialogs.export_dialog import ExportDialog

        ExportDialog(
            self.session, self.navigator, self.window.settings, what, customer_id, self.window
        ).open()
