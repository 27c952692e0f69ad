"""Asks which wish something is the same as, and makes the two one."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.feedback import Asked
from trustjournal.domain.feedback_words import short_title
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.feedback import Group, edit_feedback, merge
from trustjournal.store.feedback import asked_again
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.dialogs.wish_field import WishField, WishPick
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession


class JoinDialog(FormDialog):
    """Joins a wish, or one who asked alone, to another; one alone may begin a wish by any name."""

    def __init__(
        self,
        asked: Asked,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        title = _("What is “{wish}” the same as?").format(wish=short_title(asked.title))
        super().__init__(title, ("join", asked.id), session, navigator, parent)
        self._asked = asked
        self._wish = WishField(session, left_out=[asked.id])
        self.page.add("wish", _("The same as"), self._wish)
        self._wish.suggest_for(asked.words())
        self.begin({"wish": WishPick()})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what makes the two one.

        Raises:
            InvalidEntry: nothing is chosen, or a wish is to be the same as one that is not there.
        """
        pick: WishPick = values["wish"]
        if pick.wish_id is None and (self._asked.wish or not pick.text.strip()):
            raise InvalidEntry(_("Choose what it is the same as."))
        return partial(_join, self._asked.id, pick, self.session.today())

    def done_sentence(self) -> str:
        """Say what was grouped."""
        return _("Grouped: {wish}").format(wish=short_title(self._asked.title))


def _join(which: UUID, pick: WishPick, today: date, connection: Connection) -> Changeset:
    if pick.wish_id is None:
        (asked,) = asked_again(connection, [which])
        said = asked.voices[0].feedback
        return edit_feedback(said, Group.called(pick.text), today=today)
    return merge([Group.of(one) for one in asked_again(connection, [pick.wish_id, which])])
