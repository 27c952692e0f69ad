"""What the cards of tending ask for: what they said, and lessons from those who were lost."""

from PySide6.QtCore import QObject

from trustjournal.domain.records import Review
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.widgets.feedback_card import FeedbackCard
from trustjournal.ui.widgets.person_sheet import PersonSheet


class PersonTending(QObject):
    """Puts its card on the sheet, and fulfils it for whoever is shown."""

    def __init__(
        self,
        navigator: Navigator,
        sheet: PersonSheet,
        reading: PersonReading,
    ) -> None:
        super().__init__(sheet)
        self._navigator = navigator
        self._reading = reading
        self.feedback = FeedbackCard()
        sheet.add_part(self.feedback, self.feedback.show_person, rail=True)
        self.feedback.said_chosen.connect(navigator.edit)
        self.feedback.note_wanted.connect(self._note)
        sheet.lessons.opened.connect(self._open_review)

    def _note(self) -> None:
        if self._reading.view is not None:
            self._navigator.add_feedback(self._reading.view.story.customer.id)

    def _open_review(self, review: Review) -> None:
        self._navigator.review_loss(review.customer_id, review)
