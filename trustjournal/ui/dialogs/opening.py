"""Opens the full form of a thing; every form stays open by itself and blocks nothing else.

The main window connects the wishes of `Navigator` to these.
"""

from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from trustjournal.domain.capture import Draft
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Promise,
    Record,
    Touchpoint,
)
from trustjournal.ui.dialogs.check_in_dialog import CheckInDialog
from trustjournal.ui.dialogs.customer_dialog import CustomerDialog
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.dialogs.gesture_dialog import GestureDialog
from trustjournal.ui.dialogs.promise_dialog import PromiseDialog
from trustjournal.ui.dialogs.touchpoint_dialog import TouchpointDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

_Form = TypeVar("_Form", bound=FormDialog)


def edit(
    record: Record, session: JournalSession, navigator: Navigator, parent: QWidget
) -> FormDialog:
    """Open the form of a record.

    Raises:
        TypeError: there is no form for this type of record.
    """
    match record:
        case Touchpoint():
            return _opened(TouchpointDialog(record, session, navigator, parent))
        case Customer():
            return _opened(CustomerDialog(record, "", session, navigator, parent))
        case Gesture():
            return _opened(GestureDialog(record, None, session, navigator, parent))
        case CheckIn():
            return _opened(CheckInDialog(record, None, session, navigator, parent))
        case Feedback():
            return _opened(FeedbackDialog(record, None, session, navigator, parent))
        case Promise():
            return _opened(PromiseDialog(record, None, session, navigator, parent))
        case _:
            raise TypeError(f"there is no form for {type(record).__name__}")


def new_touchpoint(
    draft: Draft, session: JournalSession, navigator: Navigator, parent: QWidget
) -> FormDialog:
    """Open the form of a touchpoint that begins with what a draft says."""
    return _opened(TouchpointDialog(draft, session, navigator, parent))


def new_person(
    name: str, session: JournalSession, navigator: Navigator, parent: QWidget
) -> FormDialog:
    """Open the form of a new person, whose name may be known already."""
    return _opened(CustomerDialog(None, name, session, navigator, parent))


def plan_gesture(
    customer_id: UUID | None, session: JournalSession, navigator: Navigator, parent: QWidget
) -> FormDialog:
    """Open the form of a new gesture; without a customer the form asks for one."""
    return _opened(GestureDialog(None, customer_id, session, navigator, parent))


def plan_check_in(
    customer_id: UUID | None, session: JournalSession, navigator: Navigator, parent: QWidget
) -> FormDialog:
    """Open the form of a customer's check-in, with the one they have where they have one."""
    return _opened(CheckInDialog(None, customer_id, session, navigator, parent))


def make_promise(
    customer_id: UUID | None, session: JournalSession, navigator: Navigator, parent: QWidget
) -> FormDialog:
    """Open the form of a new promise; without a customer the form asks for one."""
    return _opened(PromiseDialog(None, customer_id, session, navigator, parent))


def _opened(form: _Form) -> _Form:
    form.open()
    return form
