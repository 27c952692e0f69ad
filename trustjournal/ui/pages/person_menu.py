"""What the menu of a person's page asks for, of whoever is shown."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Customer
from trustjournal.ui.dialogs.erase_dialog import ask_to_erase
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person_deeds import PersonDeeds
from trustjournal.ui.pages.person_reading import PersonReading
from trustjournal.ui.session import JournalSession
from trustjournal.ui.stages import look_back, stage_changed
from trustjournal.ui.widgets.person_sheet import PersonMenu


class PersonMenuWishes(QObject):
    """Fulfils it through navigator and deeds."""

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        deeds: PersonDeeds,
        menu: PersonMenu,
        reading: PersonReading,
    ) -> None:
        super().__init__(menu)
        self._session = session
        self._navigator = navigator
        self._deeds = deeds
        self._reading = reading
        self._menu = menu
        menu.unease.triggered.connect(self.flag_unease)
        menu.feedback.triggered.connect(self._add_feedback)
        menu.letter.triggered.connect(self._write_letter)
        menu.review.triggered.connect(self._look_back)
        menu.heart_chosen.connect(self._set_heart)
        menu.stage_chosen.connect(self._set_stage)
        menu.export.triggered.connect(partial(self._export, "touchpoints"))
        menu.story.triggered.connect(partial(self._export, "story"))
        menu.delete.triggered.connect(self._delete)
        menu.erase.triggered.connect(self._ask_to_erase)

    def flag_unease(self) -> None:
        """Say that they may be unhappy."""
        if self._who is not None:
            self._navigator.flag_unease(self._who.id)

    @property
    def _who(self) -> Customer | None:
        return self._reading.view.story.customer if self._reading.view else None

    def _add_feedback(self) -> None:
        if self._who is not None:
            self._navigator.add_feedback(self._who.id)

    def _write_letter(self) -> None:
        if self._who is not None:
            self._navigator.write_letter(self._who.id)

    def _look_back(self) -> None:
        if self._who is not None:
            self._navigator.review_loss(self._who.id)

    def _export(self, what: str, _checked: bool = False) -> None:
        if self._who is not None:
            self._navigator.export(what, self._who.id)

    def _delete(self) -> None:
        if self._who is not None:
            self._deeds.delete_person(self._who.id)

    def _ask_to_erase(self) -> None:
        if self._who is not None:
            parent = self._menu.parentWidget()
            ask_to_erase(self._who.id, self._session, self._navigator, parent)

    def _set_heart(self, close: bool) -> None:
        if self._who is not None:
            self._deeds.set_close_to_heart(self._who.id, close)

    def _set_stage(self, stage: Stage) -> None:
        if self._who is not None and self._who.stage is not stage:
            ids = [self._who.id]
            decide = partial(stage_changed, ids, stage, self._session.today())
            self._session.act(decide, partial(self._moved, ids, stage))

    def _moved(self, ids: Sequence[UUID], stage: Stage, changeset: Changeset) -> None:
        self._navigator.tell(changeset.label)
        look_back(self._navigator, ids, stage)
