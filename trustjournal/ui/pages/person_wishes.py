"""What the head, the cards and the keys of a person's page ask for, of whoever is shown."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from trustjournal.charts.depth_picture import Mark
from trustjournal.domain import words
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.ledger_words import Source
from trustjournal.domain.needs_words import told_about
from trustjournal.domain.records import Answer
from trustjournal.i18n import _
from trustjournal.ui.models.entries import Deed, happened
from trustjournal.ui.models.person_view import PersonView
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.one_touch import begin_line
from trustjournal.ui.pages.person_deeds import PersonDeeds
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Button
from trustjournal.ui.widgets.person_sheet import PersonSheet
from trustjournal.ui.widgets.person_story import Tab


class PersonWishes(QObject):
    """Fulfils them through navigator and deeds."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        deeds: PersonDeeds,
        sheet: PersonSheet,
        reading: PersonReading,
    ) -> None:
        super().__init__(sheet)
        self._reading = reading
        self._session = session
        self._navigator = navigator
        self._deeds = deeds
        self._sheet = sheet
        self._connect()

    @property
    def view(self) -> PersonView | None:
        """Who is on screen."""
        return self._reading.view

    def log(self) -> None:
        """Begin a line with the name of this person."""
        if self.view is not None:
            who = self.view.story.customer
            begin_line(who.id, who.name, self._session, self._navigator)

    def plan_check_in(self) -> None:
        """Open the form of their check-in."""
        if self.view is not None:
            self._navigator.plan_check_in(self.view.story.customer.id)

    def prepare_gesture(self) -> None:
        """Open the form of a gesture for them."""
        if self.view is not None:
            self._navigator.plan_gesture(self.view.story.customer.id)

    def make_promise(self) -> None:
        """Open the form of a promise to them."""
        if self.view is not None:
            self._navigator.make_promise(self.view.story.customer.id)

    def edit(self) -> None:
        """Open their own form."""
        if self.view is not None:
            self._navigator.edit(self.view.story.customer)

    def keep_promise(self) -> None:
        """Keep the one promise that is open; with several, show them to choose from."""
        if self.view is None:
            return
        waiting = self.view.open_promises()
        if len(waiting) == 1:
            self._deeds.do(Deed.KEEP, waiting[0])
            return
        self.show_promises()
        if not waiting:
            self._navigator.say(_("No promise to them is open."))

    def show_promises(self) -> None:
        """Show the promises, the open ones ready for the keys."""
        self._sheet.bring_up(Tab.PROMISES)
        listed = self._sheet.story.promises.lists[0]
        if listed.isVisible():
            listed.setFocus()

    def open_source(self, record: Source) -> None:
        """Open what a mark, a line of the ledger or a reason came from."""
        if isinstance(record, Answer):
            self._sheet.bring_up(Tab.NEEDS)
            self._sheet.story.needs.lead_to(record)
        else:
            self._navigator.edit(record)

    def _snooze(self, button: Button) -> None:
        if self.view is not None:
            place = button.mapToGlobal(QPoint(0, button.height() + 4))
            self._deeds.snooze(self.view.story.customer.id, place)

    def _finish(self) -> None:
        if self.view is not None:
            self._deeds.finish(self.view.story.customer.id)

    def _open_coming(self, card: Card) -> None:
        if self.view is None:
            return
        story = self.view.story
        if card.kind is CardKind.CHECK_IN:
            self.plan_check_in()
        elif card.kind is CardKind.DATE:
            self.edit()
        else:
            known = {one.id: one for one in (*story.promises, *story.gestures)}
            if (record := known.get(card.record_id or card.customer_id)) is not None:
                self._navigator.edit(record)

    def _open_mark(self, mark: Mark) -> None:
        """Open what a mark stands for; of several, the owner chooses."""
        if self._reading.chart is None or self.view is None:
            return
        events = self._reading.chart.sources(mark)
        if len(events) == 1:
            self.open_source(events[0])
            return
        menu = QMenu(self._sheet)
        for event in events:
            said = self._named(event, self.view).replace("&", "&&")
            menu.addAction(said, partial(self.open_source, event))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())
        menu.setActiveAction(menu.actions()[0])

    def _named(self, record: Source, view: PersonView) -> str:
        if isinstance(record, Answer):
            ago = (view.today - record.answered_at.astimezone(view.zone).date()).days
            return f"{told_about(record.topic)}, {words.ago(ago)}"
        entry = happened(record, view)
        return f"{entry.head}, {entry.aside}"

    def _connect(self) -> None:
        sheet, menu = self._sheet, self._sheet.menu
        sheet.find_box.wanted.connect(partial(self._navigator.open_page, "find"))
        sheet.log_button.clicked.connect(self.log)
        sheet.check_in_button.clicked.connect(self.plan_check_in)
        sheet.gesture_button.clicked.connect(self.prepare_gesture)
        menu.edit.triggered.connect(self.edit)
        menu.promise.triggered.connect(self.make_promise)
        sheet.depth_card.mark_chosen.connect(self._open_mark)
        sheet.depth_card.canvas.told.connect(self._navigator.say)
        sheet.known.edit_wanted.connect(self.edit)
        sheet.coming.opened.connect(self._open_coming)
        sheet.coming.plan_wanted.connect(self.plan_check_in)
        sheet.coming.snooze_wanted.connect(self._snooze)
        sheet.coming.done.connect(self._finish)
        sheet.story.story.wanted.connect(self.log)
        sheet.story.gestures.wanted.connect(self.prepare_gesture)
        sheet.story.promises.wanted.connect(self.make_promise)
        sheet.story.ledger.opened.connect(self.open_source)
        for pane in sheet.story.panes:
            pane.asked.connect(self._deeds.do)
