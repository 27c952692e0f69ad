"""Opens again what was being written when the program ended, with the words that were in it."""

from functools import partial
from typing import Any, Final
from uuid import UUID

import msgspec
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.capture import Draft
from trustjournal.domain.feedback import Asked
from trustjournal.domain.organising import CustomField, SavedFilter
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Promise,
    Record,
    Template,
    Touchpoint,
)
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.store.feedback import asked_again
from trustjournal.store.rows import by_ids
from trustjournal.ui.drafts import EVENING, EVENING_LINE, LINE, PERSON, Typed, drafts_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

_RECORDS: Final[dict[str, type[Record]]] = {
    "TouchpointDialog": Touchpoint,
    "CustomerDialog": Customer,
    "GestureDialog": Gesture,
    "CheckInDialog": CheckIn,
    "FeedbackDialog": Feedback,
    "PromiseDialog": Promise,
    "LetterDialog": Gesture,
    "GapDialog": Promise,
    "TemplateDialog": Template,
    "CustomFieldDialog": CustomField,
    "FilterDialog": SavedFilter,
    "ReferrerDialog": Customer,
    "BringDialog": Customer,
}
"""Which record a form is for, where it is for one."""

_ASKED: Final = {"WishDialog", "TellDialog", "JoinDialog"}
_OTHERS: Final = {"UneaseDialog", "ReviewDialog", LINE, EVENING_LINE, EVENING, PERSON}


def can_reopen(typed: Typed) -> bool:
    """Tell whether what was typed can be offered by itself; all else waits for its form."""
    return typed.form in {*_RECORDS, *_ASKED, *_OTHERS}


class Reopening:
    """Leads the owner back to what they were writing, in `window`."""

    def __init__(self, session: JournalSession, navigator: Navigator, window: QWidget) -> None:
        self._session = session
        self._navigator = navigator
        self._window = window
        self._drafts = drafts_of(session)

    def open(self, place: str, typed: Typed) -> None:
        """Open what `typed` was typed in."""
        subject = typed.subject
        if typed.form in _RECORDS:
            read = partial(_found, _RECORDS[typed.form], subject)
            self._session.read(read, partial(self._open_form, place, typed), self._refused)
        elif typed.form in _ASKED and subject:
            read = partial(_asked, subject)
            self._session.read(read, partial(self._open_wish, place, typed), self._refused)
        else:
            self._drafts.lead(place)
            self._go_to(typed)

    def _go_to(self, typed: Typed) -> None:
        navigator, subject = self._navigator, typed.subject
        match typed.form:
            case "UneaseDialog":
                navigator.flag_unease()
            case "ReviewDialog" if subject:
                navigator.review_loss(subject)
            case "line":
                navigator.capture()
            case "person" if subject:
                navigator.open_person(subject)
            case _:
                navigator.open_page("evening")

    def _open_form(
        self, place: str, typed: Typed, found: tuple[Record | None, Customer | None]
    ) -> None:
        record, person = found
        if record is None and person is None and typed.subject is not None:
            # What it was about has left the journal; the words begin something new.
            self._drafts.keep(place, msgspec.structs.replace(typed, subject=None))
        self._drafts.lead(place)
        special: dict[str, Any] = {
            "GapDialog": self._mend,
            "LetterDialog": self._write,
            "TemplateDialog": self._template,
            "CustomFieldDialog": self._custom_field,
            "FilterDialog": self._filter,
            "ReferrerDialog": self._refer,
            "BringDialog": self._bring,
        }
        if typed.form in special:
            special[typed.form](record, person)
        elif record is not None:
            self._navigator.edit(record)
        else:
            self._begin(typed.form, person.id if person else None)

    def _begin(self, form: str, who: UUID | None) -> None:
        """Open the form of something new."""
        navigator = self._navigator
        match form:
            case "TouchpointDialog":
                navigator.open_form(Draft())
            case "CustomerDialog":
                navigator.add_person()
            case "GestureDialog":
                navigator.plan_gesture(who)
            case "CheckInDialog":
                navigator.plan_check_in(who)
            case "FeedbackDialog":
                navigator.add_feedback(who)
            case _:
                navigator.make_promise(who)

    def _open_wish(self, place: str, typed: Typed, asked: Asked) -> None:
        from trustjournal.ui.dialogs.join_dialog import JoinDialog
        from trustjournal.ui.dialogs.tell_dialog import TellDialog
        from trustjournal.ui.dialogs.wish_dialog import WishDialog

        made: dict[str, Any] = {
            "WishDialog": WishDialog,
            "TellDialog": TellDialog,
            "JoinDialog": JoinDialog,
        }
        self._drafts.lead(place)
        made[typed.form](asked, self._session, self._navigator, self._window).open()

    def _write(self, gesture: Gesture | None, person: Customer | None) -> None:
        who = gesture.customer_id if gesture else person.id if person else None
        self._navigator.write_letter(who, gesture)

    def _mend(self, promise: Promise | None, _person: Customer | None) -> None:
        from trustjournal.ui.dialogs.gap_dialog import GapDialog

        if promise is None:
            self._navigator.say(_gone())
        else:
            GapDialog(promise, self._session, self._navigator, self._window).open()

    def _template(self, template: Template | None, _person: Customer | None) -> None:
        from trustjournal.ui.dialogs.template_dialog import TemplateDialog

        TemplateDialog(template, self._session, self._navigator, self._window).open()

    def _custom_field(self, field: CustomField | None, _person: Customer | None) -> None:
        from trustjournal.ui.dialogs.custom_field_dialog import CustomFieldDialog

        CustomFieldDialog(field, self._session, self._navigator, self._window).open()

    def _filter(self, kept: SavedFilter | None, _person: Customer | None) -> None:
        from trustjournal.ui.dialogs.filter_dialog import FilterDialog

        query = kept.query if kept else ""
        FilterDialog(kept, query, self._session, self._navigator, self._window).open()

    def _refer(self, customer: Customer | None, _person: Customer | None) -> None:
        from trustjournal.ui.dialogs.referrer_dialog import ReferrerDialog

        if customer is None:
            self._navigator.say(_gone())
        else:
            ReferrerDialog(customer, self._session, self._navigator, self._window).open()

    def _bring(self, group: Customer | None, _person: Customer | None) -> None:
        from trustjournal.ui.dialogs.membership_dialog import BringDialog

        if group is None:
            self._navigator.say(_gone())
        else:
            BringDialog(group, self._session, self._navigator, self._window).open()

    def _refused(self, error: TrustJournalError) -> None:
        self._navigator.say(str(error))


def _gone() -> str:
    return _("This is no longer in the journal.")


def _found(
    kind: type[Record], subject: UUID | None, connection: Connection
) -> tuple[Record | None, Customer | None]:
    """Return the record that something was written about, or the person."""
    if subject is None:
        return None, None
    record = by_ids(connection, kind, [subject]).get(subject)
    return record, by_ids(connection, Customer, [subject]).get(subject)


def _asked(which: UUID, connection: Connection) -> Asked:
    return asked_again(connection, [which])[0]
