"""Keeps what is typed on the page of a person, where it stands, until it is saved."""

from functools import partial
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject

from trustjournal.domain.records import Gesture, Promise, Recovery, Touchpoint
from trustjournal.ui.drafts import PERSON, Typed
from trustjournal.ui.models.entries import Event
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.good_to_know import Fact
from trustjournal.ui.widgets.kept_editor import KeptEditor
from trustjournal.ui.widgets.note_editor import NoteEditor
from trustjournal.ui.widgets.person_sheet import PersonSheet

_FORMS = {
    Touchpoint: ("TouchpointDialog", "note"),
    Promise: ("PromiseDialog", "text"),
    Gesture: ("GestureDialog", "note"),
    Recovery: (PERSON, "about"),
}
"""The form that goes on with the words of a record, and the field that holds them there."""


class PersonDrafts(QObject):
    """Hears of every editor that opens on the sheet."""

    def __init__(self, session: JournalSession, sheet: PersonSheet, reading: PersonReading) -> None:
        super().__init__(sheet)
        self._session = session
        self._reading = reading
        for pane in sheet.story.panes:
            pane.edit_began.connect(self._keep_words)
        sheet.known.edit_began.connect(self._keep_fact)
        sheet.story.needs.edit_began.connect(self._keep_need)

    def _keep_words(self, editor: NoteEditor, record: Event) -> None:
        form, field = _FORMS[type(record)]
        title = editor.box.accessibleName()
        subject = None if form == PERSON else record.id
        self._keep(editor, f"{field} {record.id}", (form, subject, field), title)

    def _keep_fact(self, editor: NoteEditor, fact: Fact) -> None:
        about = "CustomerDialog", self._who(), fact.field
        self._keep(editor, f"{fact.field} {self._who()}", about, fact.caption)

    def _keep_need(self, editor: NoteEditor, which: str, caption: str) -> None:
        self._keep(editor, f"{which} {self._who()}", (PERSON, None, "text"), caption)

    def _keep(
        self, editor: NoteEditor, place: str, about: tuple[str, UUID | None, str], title: str
    ) -> None:
        KeptEditor(editor, self._session, place, partial(self._typed, self._who(), title, *about))

    def _typed(
        self,
        who: UUID | None,
        title: str,
        form: str,
        subject: UUID | None,
        field: str,
        text: str,
    ) -> Typed:
        return Typed(
            title=title,
            at=self._session.now(),
            values={field: msgspec.Raw(msgspec.json.encode(text))},
            said=text.strip(),
            form=form,
            subject=subject or who,
            changed=frozenset({field}),
            customer_ids=(who,) if who else (),
        )

    def _who(self) -> UUID | None:
        view = self._reading.view
        return view.story.customer.id if view else None
