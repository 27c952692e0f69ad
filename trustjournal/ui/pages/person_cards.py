"""What the cards of understanding ask for: questions, signs, rhythm, needs, referrals."""

from functools import partial

from PySide6.QtCore import QObject

from trustjournal.domain.choices import Question
from trustjournal.domain.questions_words import Deed
from trustjournal.ui.dialogs.longest_gap_dialog import LimitAsking
from trustjournal.ui.dialogs.referrer_dialog import ReferrerDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_needs import PersonNeeds
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.pages.person_signs import PersonSigns
from trustjournal.ui.pages.person_wishes import PersonWishes
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.person_sheet import PersonSheet
from trustjournal.ui.widgets.person_story import Tab


class PersonCards(QObject):
    """Fulfils it for whoever is shown."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        sheet: PersonSheet,
        reading: PersonReading,
        wishes: PersonWishes,
    ) -> None:
        super().__init__(sheet)
        self._session = session
        self._navigator = navigator
        self._sheet = sheet
        self._reading = reading
        self._wishes = wishes
        self._limits = LimitAsking(session, navigator, sheet)
        self.signs = PersonSigns(session, navigator, sheet.signs)
        self.needs = PersonNeeds(session, navigator, sheet.story.needs)
        sheet.questions.deed_chosen.connect(self._help)
        sheet.questions.question_chosen.connect(self._show_events)
        sheet.questions.canvas.told.connect(navigator.say)
        sheet.rhythm.limit_wanted.connect(self._ask_limit)
        sheet.referrals.opened.connect(navigator.open_person)
        sheet.referrals.change_wanted.connect(self._ask_referrer)
        sheet.story.ledger.settings_wanted.connect(navigator.change_counting)

    def _help(self, deed: Deed) -> None:
        """Do what would help with the weakest question."""
        {
            Deed.OPEN_RECORD: self._open_reason,
            Deed.SEE_PROMISES: self._wishes.show_promises,
            Deed.MAKE_PROMISE: self._wishes.make_promise,
            Deed.LOG_TOUCHPOINT: self._wishes.log,
            Deed.ASK_NEEDS: partial(self._sheet.bring_up, Tab.NEEDS),
            Deed.PREPARE_GESTURE: self._wishes.prepare_gesture,
        }[deed]()

    def _open_reason(self) -> None:
        view = self._sheet.questions.view
        if view is not None and view.sources:
            self._wishes.open_source(view.sources[0])

    def _show_events(self, question: Question) -> None:
        """Show what speaks to a question, in the ledger."""
        self._sheet.story.ledger.filter.set_value(question)
        self._sheet.bring_up(Tab.LEDGER)

    def _ask_limit(self) -> None:
        if self._reading.view is not None:
            self._limits.ask(self._reading.view.story.customer.id)

    def _ask_referrer(self) -> None:
        if self._reading.view is not None:
            customer = self._reading.view.story.customer
            ReferrerDialog(customer, self._session, self._navigator, self._sheet).open()
