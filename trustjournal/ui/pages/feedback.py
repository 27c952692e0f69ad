"""Feedback: what customers wish for, who asked, and how far each wish has come."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import FeedbackSource, WishStatus
from trustjournal.domain.feedback import Asked
from trustjournal.domain.feedback_words import short_title, source_word, status_word
from trustjournal.domain.records import Customer, Feedback, Preferences, Record, Wish
from trustjournal.i18n import _, ngettext
from trustjournal.services.feedback import (
    Group,
    delete_feedback,
    delete_wish,
    merge,
    move,
    settle,
)
from trustjournal.settings import Settings
from trustjournal.store.feedback import asked_again
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.dialogs.join_dialog import JoinDialog
from trustjournal.ui.dialogs.review_import import ReviewImportDialog
from trustjournal.ui.dialogs.tell_dialog import TellDialog
from trustjournal.ui.dialogs.wish_dialog import WishDialog
from trustjournal.ui.models.feedback_entries import (
    asked_of,
    board_columns,
    feedback_content,
    has_person,
    is_alone,
    is_wish,
    place,
)
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage, together
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight, quiet
from trustjournal.ui.widgets.plan_list import Act
from trustjournal.ui.widgets.table_columns import memory_of


class FeedbackPage(PlanPage):
    """Wishes with their weight from heard to told, as a board or a list."""

    shows = frozenset[type[Record]]({Wish, Feedback, Customer, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Feedback"),
            icon="quote",
            empty=_("Nobody’s words are kept yet. What did a customer ask for lately?"),
            new=_("Note what they said"),
            kinds=[
                ("", _("Heard anywhere")),
                *((str(source), source_word(source)) for source in FeedbackSource),
            ],
        )
        super().__init__(session, navigator, said, feedback_content)
        self.import_button = quiet(_("Import reviews"), "upload")
        self.import_button.clicked.connect(self._import)
        self.add_bar(self.import_button)
        self.set_acts((*self._first_acts(), *self._more_acts()))
        self.views.missed.connect(self._open_old)
        memory = memory_of(settings.views, "feedback")
        memory.setdefault("board", True)
        self.set_board(board_columns(), place, self._move, memory)

    def new(self) -> None:
        """Open the form of new feedback."""
        self.navigator.add_feedback()

    def _first_acts(self) -> tuple[Act, ...]:
        return (
            Act(key="Enter", words=_("open"), do=self._open, more_keys=("E", "F2")),
            Act(
                key="G",
                words=_("group with…"),
                do=self._group,
                many=True,
                button=Weight.SECONDARY,
                icon="link",
            ),
            Act(key="T", words=_("tell them"), do=self._tell, button=Weight.PRIMARY),
        )

    def _more_acts(self) -> tuple[Act, ...]:
        return (
            Act(key="M", words=_("merge wishes"), do=self._group, fits=is_wish, many=True),
            Act(
                key="X",
                words=_("nothing to do"),
                do=self._settle,
                fits=is_alone,
                many=True,
            ),
            Act(key="N", words=_("new"), do=self._new, alone=True),
            Act(key="O", words=_("open the person"), do=self.open_person, fits=has_person),
            Act(key="Del", words=_("delete"), do=self._delete, many=True),
        )

    def _new(self, _entries: Sequence[Entry]) -> None:
        self.new()

    def _open(self, entries: Sequence[Entry]) -> None:
        asked = asked_of(entries[0])
        if asked.wish is not None:
            self._open_wish(asked)
        else:
            said = asked.voices[0].feedback
            FeedbackDialog(said, None, self.session, self.navigator, self.window()).open()

    def _open_old(self, wish_id: UUID) -> None:
        """Open a wish that was told too long ago to be shown."""
        self.session.read(partial(_asked_once, wish_id), self._open_wish)

    def _open_wish(self, asked: Asked) -> None:
        WishDialog(asked, self.session, self.navigator, self.window()).open()

    def _tell(self, entries: Sequence[Entry]) -> None:
        asked = asked_of(entries[0])
        TellDialog(asked, self.session, self.navigator, self.window()).open()

    def _group(self, entries: Sequence[Entry]) -> None:
        if len(entries) == 1:
            asked = asked_of(entries[0])
            JoinDialog(asked, self.session, self.navigator, self.window()).open()
            return
        said = _("Grouped: {wishes}").format(wishes=_named(entries))
        self.session.act(partial(_merged, _ids(entries)), partial(self.tell, said))

    def _move(self, entries: Sequence[Entry], column: str) -> None:
        status = WishStatus(column)
        if status is WishStatus.TOLD:
            if len(entries) > 1:
                self.navigator.say(_("One wish at a time: each has words of its own."))
            self._tell(entries)
            return
        today = self.session.today()
        said = _("{status}: {wishes}").format(status=status_word(status), wishes=_named(entries))
        self.session.act(partial(_moved, _ids(entries), status, today), partial(self.tell, said))

    def _settle(self, entries: Sequence[Entry]) -> None:
        said = _("Nothing to do: {wishes}").format(wishes=_named(entries))
        self.session.act(
            partial(_settled, _ids(entries), self.session.today()), partial(self.tell, said)
        )

    def _delete(self, entries: Sequence[Entry]) -> None:
        said = _("Deleted: {wishes}").format(wishes=_named(entries))
        self.session.act(partial(_deleted, _ids(entries)), partial(self.tell, said))

    def _import(self) -> None:
        ReviewImportDialog(self.session, self.navigator, self.window()).open()


def _asked_once(wish_id: UUID, connection: Connection) -> Asked:
    return asked_again(connection, [wish_id])[0]


def _ids(entries: Sequence[Entry]) -> list[UUID]:
    return [entry.key for entry in entries]


def _named(entries: Sequence[Entry]) -> str:
    """Say which wishes: the title of one, or how many."""
    if len(entries) == 1:
        return short_title(entries[0].title)
    said = ngettext("{count} wish", "{count} wishes", len(entries))
    return said.format(count=len(entries))


def _merged(ids: Sequence[UUID], connection: Connection) -> Changeset:
    return merge([Group.of(asked) for asked in asked_again(connection, ids)])


def _moved(
    ids: Sequence[UUID], status: WishStatus, today: date, connection: Connection
) -> Changeset:
    found = asked_again(connection, ids)
    return together([move(Group.of(asked), status, today) for asked in found])


def _settled(ids: Sequence[UUID], today: date, connection: Connection) -> Changeset:
    found = asked_again(connection, ids)
    return settle([asked.voices[0].feedback for asked in found], today)


def _deleted(ids: Sequence[UUID], connection: Connection) -> Changeset:
    decided: list[Changeset] = []
    for asked in asked_again(connection, ids):
        voices = [voice.feedback for voice in asked.voices]
        one = delete_feedback(voices) if asked.wish is None else delete_wish(asked.wish, voices)
        decided.append(one)
    return together(decided)
