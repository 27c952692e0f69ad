"""Leads to one record on a person's page: what is put right, an answer, a file."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import Answer, Record, Recovery
from trustjournal.store.finding import customer_of
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.attachment_card import AttachmentCard
from trustjournal.ui.widgets.entry_list import EntryList
from trustjournal.ui.widgets.kept_in_sight import KeptInSight
from trustjournal.ui.widgets.person_sheet import PersonSheet
from trustjournal.ui.widgets.person_story import Tab


class PersonLeading(QObject):
    """Waits until all of the person shows, then puts the focus on the record that is sought."""

    def __init__(
        self,
        session: JournalSession,
        sheet: PersonSheet,
        reading: PersonReading,
        files: AttachmentCard,
    ) -> None:
        super().__init__(sheet)
        self._session = session
        self._sheet = sheet
        self._reading = reading
        self._files = files
        self._sought: Record | None = None
        self._in_sight = KeptInSight(sheet, self._reveal)
        reading.completed.connect(self._go_on)

    def seek(self, record: Record) -> None:
        """Lead to this record once its person, who is being read anew, is shown."""
        self._sought = record

    def forget(self) -> None:
        """Lead to nothing any more."""
        self._sought = None

    def _go_on(self) -> None:
        record, view = self._sought, self._reading.view
        if record is None or view is None or customer_of(record) != view.story.customer.id:
            return
        self._sought = None
        match record:
            case Answer():
                self._sheet.story.show_tab(Tab.NEEDS)
                self._lead(partial(self._sheet.story.needs.lead_to, record))
            case Recovery():
                self._lead(partial(self._lead_to_recovery, record))
            case Attachment():
                # Answered behind the reading of the files.
                lead = partial(self._files.files.lead_to, record)
                self._session.read(partial(_same, lead), self._lead)
            case _:
                self._lead(partial(self._sheet.story.lead_to, record.id))

    def _lead_to_recovery(self, recovery: Recovery) -> None:
        if not self._sheet.open.lead_to(recovery.id):
            # What came of a complaint is told with the complaint.
            self._sheet.story.lead_to(recovery.touchpoint_id or recovery.id)

    def _lead(self, lead: Callable[[], object]) -> None:
        lead()
        self._in_sight.begin()

    def _reveal(self) -> None:
        held = self._sheet.focusWidget() or self._sheet
        if isinstance(held, EntryList):
            held.reveal()
            return
        cards = (card for card in self._sheet.open.cards if card.isAncestorOf(held))
        self._sheet.ensureWidgetVisible(next(cards, held))


def _same(lead: Callable[[], object], _connection: Connection) -> Callable[[], object]:
    return lead
