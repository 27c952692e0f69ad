"""Keeps the owner's own words of a day until they are on its page: each of those is an Undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import QObject
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _
from trustjournal.ui.drafts import EVENING, Typed, drafts_of
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.evening_pages import OwnWords

_PLACE = "evening "


class EveningDraft(QObject):
    """The drafts of the days whose words are written on this page."""

    def __init__(self, words: OwnWords, session: JournalSession) -> None:
        super().__init__(words)
        self._words = words
        self._session = session
        self._drafts = drafts_of(session)
        words.typed.connect(self._keep)
        words.turned.connect(self._bring_back)
        self._drafts.found.connect(self._find)

    def led_to(self) -> date | None:
        """Return the day whose words the owner wants to go on with; only once."""
        led = self._drafts.led(EVENING, None)
        return date.fromisoformat(led[0].removeprefix(_PLACE)) if led else None

    def save(
        self,
        decide: Callable[[Connection], Changeset],
        day: date,
        done: Callable[[Changeset], None] | None = None,
    ) -> None:
        """Write the words of a day, and with that let go of their draft."""
        place = _place(day)
        self._drafts.begin_saving(place)

        def decided(connection: Connection) -> Changeset:
            return replace(decide(connection), settles=(place,))

        self._session.act(decided, partial(self._saved, place, done), partial(self._lost, place))

    def _keep(self, day: date, text: str) -> None:
        if self._words.is_kept():
            self._drafts.drop(_place(day))
            return
        typed = Typed(
            title=_("Your own words about the day"),
            at=self._session.now(),
            values={"text": msgspec.Raw(msgspec.json.encode(text))},
            said=text.strip(),
            form=EVENING,
        )
        self._drafts.keep(_place(day), typed)

    def _find(self) -> None:
        if self._words.day is not None and self._words.is_kept():
            self._bring_back(self._words.day)

    def _bring_back(self, day: date) -> None:
        typed = self._drafts.at(_place(day))
        if typed is not None:
            self._words.bring_back(typed.text())
            self._drafts.take_up(_place(day))

    def _saved(
        self, place: str, done: Callable[[Changeset], None] | None, changeset: Changeset
    ) -> None:
        self._drafts.end_saving(place, saved=True)
        self._words.restored.hide()
        if done is not None:
            done(changeset)

    def _lost(self, place: str, error: TrustJournalError) -> None:
        self._drafts.end_saving(place, saved=False)
        self._session.refused.emit(str(error))


def _place(day: date) -> str:
    return f"{_PLACE}{day}"
