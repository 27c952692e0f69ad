"""What one key logs from any list of people: a call, a thank-you, or a line begun with a name."""

from functools import partial
from uuid import UUID

from trustjournal.domain.capture import Draft
from trustjournal.domain.changes import Changeset
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.capture_saving import LineToLog
from trustjournal.ui.widgets.known_names import known_names


def log_touch(draft: Draft, session: JournalSession, navigator: Navigator) -> None:
    """Log what a draft says as it stands, and tell what that did to their depth."""
    line = LineToLog(draft, (), session.now(), session.zone())
    session.act(line.decide, partial(_tell, line, session, navigator))


def begin_line(customer_id: UUID, name: str, session: JournalSession, navigator: Navigator) -> None:
    """Begin a line with somebody; `name` stands in while names are still being read."""
    full = known_names(session).full_name(customer_id) or name
    navigator.capture(f"{full} ")


def _tell(
    line: LineToLog, session: JournalSession, navigator: Navigator, _changeset: Changeset
) -> None:
    session.read(line.sentence, navigator.tell)
