"""Merges two people whom the owner has chosen: side by side, with a choice where they differ."""

from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.i18n import _
from trustjournal.services.merging import merge
from trustjournal.store.duplicates import twins
from trustjournal.ui.dialogs.fields import Field
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.models.duplicate_pairs import Comparison, compare, same_number
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.duplicate_compare import DuplicateCompare
from trustjournal.ui.widgets.label import PlainLabel


class CompareField(Field):
    """Two people side by side; its value is of which fields the right one's is to hold."""

    shape = frozenset[str]

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = DuplicateCompare()
        self.compare.show_comparison(comparison)
        self.compare.edited.connect(self.edited)
        self.row.addWidget(self.compare)
        if (first := self.compare.first()) is not None:
            self.setFocusProxy(first)

    def value(self) -> frozenset[str]:
        """Return the keys of what is chosen at the right."""
        return self.compare.chosen()

    def set_value(self, value: Collection[str]) -> None:
        """Choose these at the right, all others at the left."""
        self.compare.choose(value)

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)


class MergeDialog(FormDialog):
    """Asks of two people what is right where they differ, and makes them one."""

    def __init__(
        self,
        comparison: Comparison,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        self._keep, self._gone = comparison.keep, comparison.gone
        about = ("merge", self._keep.customer_id, self._gone.customer_id)
        super().__init__(_("Make these two one?"), about, session, navigator, parent)
        self.save_button.setText(_("Same person: merge"))
        said = _("Everything else of both is kept. What is not chosen goes to the note.")
        self.page.add_wide(PlainLabel(said, TypeRole.SMALL, Tone.MUTED, wrap=True))
        field = CompareField(comparison)
        self.page.take("chosen", field)
        field.setAccessibleName(_("Which is right"))
        self.page.add_wide(field)
        self.begin({"chosen": frozenset[str]()})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what makes the two one."""
        ids = self._keep.customer_id, self._gone.customer_id
        return partial(_merged, *ids, values["chosen"])

    def done_sentence(self) -> str:
        """Say who is one now."""
        names = {"one": self._keep.name, "other": self._gone.name}
        return _("{one} and {other} are one now.").format(**names)


def merge_people(
    one: UUID,
    other: UUID,
    session: JournalSession,
    navigator: Navigator,
    parent: QWidget | None = None,
) -> None:
    """Open the merge of two people once what differs is read."""
    opened = partial(_open, session, navigator, parent)
    session.read(partial(compare, one, other, session.now()), opened)


def _open(
    session: JournalSession, navigator: Navigator, parent: QWidget | None, comparison: Comparison
) -> None:
    MergeDialog(comparison, session, navigator, parent).open()


def _merged(keep: UUID, gone: UUID, chosen: Collection[str], connection: Connection) -> Changeset:
    return merge(twins(connection, keep, gone), chosen, same_number(connection))
