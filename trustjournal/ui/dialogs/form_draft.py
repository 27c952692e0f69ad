"""What a full form keeps of itself until it is saved, and begins with when it is opened again."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any, cast
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.ui.dialogs.form_page import FormPage
from trustjournal.ui.dialogs.people_field import Picked, ids_of
from trustjournal.ui.drafts import Typed, drafts_of
from trustjournal.ui.session import JournalSession

Decision = Callable[[Connection], Changeset]


class FormDraft(QObject):
    """The draft of one form. `restored` says whether the form shows what was never saved.

    `about` names the thing the form is for; `people` are those it is about beside the ones whom it
    names. What is brought back is known by its kind of form and by `about`.
    """

    restored = Signal(bool)

    def __init__(
        self, form: QDialog, page: FormPage, about: Hashable, session: JournalSession
    ) -> None:
        super().__init__(form)
        self.people: tuple[UUID, ...] = ()
        self._page, self._form, self._session = page, type(form).__name__, session
        self._drafts = drafts_of(session)
        self._dialog = form
        self._subject = next(_ids(about), None)
        said = blake2b(repr(about).encode(), digest_size=8).hexdigest()
        self.place = f"{self._form} {said}"
        self._clean: dict[str, Any] = {}
        self._brought: dict[str, msgspec.Raw] = {}
        self._open, self._own = False, False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.keep)
        page.edited.connect(self._soon.start)
        self._drafts.found.connect(self._learn)
        self._drafts.asked.connect(self.keep)

    def begin(self) -> None:
        """Take what the form shows now as what it began with, then show what was not saved."""
        self._open = True
        self._clean = self._page.values()
        self._bring_back()

    def is_clean(self) -> bool:
        """Return whether nothing was written since the form began."""
        return self._page.values() == self._clean

    def keep(self) -> None:
        """Keep what the form says, or nothing where that is what it began with."""
        self._soon.stop()
        if self._open:
            self._keep(put_aside=False)

    def put_aside(self) -> None:
        """Keep what the form says until it is opened again."""
        self._open = False
        self._keep(put_aside=True)

    def start_over(self) -> None:
        """Show what the form began with."""
        self._brought = {}
        self._page.set_values(self._clean)
        self._drafts.drop(self.place)
        self.restored.emit(False)

    def settled(self, decide: Decision) -> Decision:
        """Return a decision that saves the form, and with it takes the draft away."""
        self._open = False
        self._drafts.begin_saving(self.place)
        place = self.place

        def decided(connection: Connection) -> Changeset:
            return replace(decide(connection), settles=(place,))

        return decided

    def end_saving(self, *, saved: bool) -> None:
        """Go on after the write that the form was saved with."""
        self._drafts.end_saving(self.place, saved=saved)
        if not saved:
            self._open = True
            self.keep()

    def _keep(self, *, put_aside: bool) -> None:
        values = self._page.values()
        changed = {name for name, value in values.items() if value != self._clean.get(name)}
        if not changed:
            if self._drafts.known:
                self._drafts.drop(self.place)
            return
        self._own = True
        named = [one.people for one in values.values() if isinstance(one, Picked)]
        people = (*self.people, *(who for picks in named for who in ids_of(picks)))
        typed = Typed(
            title=self._dialog.windowTitle(),
            at=self._session.now(),
            values=self._page.packed(),
            said=max((_said(values[name]) for name in changed), key=len),
            form=self._form,
            subject=self._subject,
            changed=frozenset(changed),
            customer_ids=tuple(dict.fromkeys(people)),
            put_aside=put_aside,
        )
        self._drafts.keep(self.place, typed)

    def _learn(self) -> None:
        """Show what the journal was found to hold; words typed meanwhile come first."""
        self._bring_back()
        self.keep()

    def _bring_back(self) -> None:
        if not (self._open and self.is_clean()):
            return
        if not self._own:
            self._look_up()
        self._page.bring_back(self._brought)
        self.restored.emit(bool(self._brought))

    def _look_up(self) -> None:
        """Find what this form held when it was last left, or what it is led to begin with."""
        led = self._drafts.led(self._form, self._subject)
        place, typed = led or (self.place, self._drafts.at(self.place))
        if typed is None:
            return
        # Of a record that was changed since, only what the owner had changed is brought back.
        whole = place == self.place or self._subject is None
        names = typed.values.keys() if whole else typed.changed
        self._brought = {name: typed.values[name] for name in names}
        self._own = True
        if place != self.place:
            self._drafts.drop(place)
        self._drafts.take_up(place)


def _ids(about: Any) -> Iterator[UUID]:
    parts = cast("tuple[object, ...]", about if isinstance(about, tuple) else (about,))
    for one in parts:
        if isinstance(one, UUID):
            yield one


def _said(value: Any) -> str:
    """Return the words of a value, the longest where it has several."""
    if isinstance(value, Picked):
        return value.text.strip()
    if isinstance(value, dict):
        by_name = cast("dict[object, object]", value)
        return max(map(_said, by_name.values()), key=len, default="")
    return value.strip() if isinstance(value, str) and not isinstance(value, StrEnum) else ""
