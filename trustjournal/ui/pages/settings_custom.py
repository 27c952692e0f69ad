"""The owner's own fields, among the settings: added, changed, put in order and deleted."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.organising import CustomField
from trustjournal.domain.records import Record
from trustjournal.i18n import _
from trustjournal.services.custom_fields import delete_field, move_field
from trustjournal.store import organising
from trustjournal.ui.dialogs.custom_field_dialog import CustomFieldDialog
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.custom_words import field_icon, field_kind_word
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.ordered_rows import Line, OrderedRows
from trustjournal.ui.widgets.tab_order import tab_in_order


class CustomFieldsCard(Card):
    """The fields in their order; a field that is deleted takes along what stands in it."""

    shows = frozenset[type[Record]]({CustomField})

    def __init__(self, session: JournalSession, navigator: Navigator) -> None:
        super().__init__(_("Your own fields"))
        self._session = session
        self._navigator = navigator
        self._fields: dict[UUID, CustomField] = {}
        told = _(
            "What else you want to know of everyone: a favourite glaze, a size, a shop online."
        )
        self.add(PlainLabel(told, TypeRole.BODY, Tone.MUTED, wrap=True))
        self.lines = OrderedRows()
        self.add(self.lines)
        self.add_button = quiet(_("Add a field"), "plus", small=True, flush=True)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_button.clicked.connect(self._add)
        self.lines.edit_wanted.connect(self._edit)
        self.lines.delete_wanted.connect(self._delete)
        self.lines.move_wanted.connect(self._move)
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the fields anew."""
        self._session.read(organising.custom_fields, self._show)

    def _show(self, fields: Sequence[CustomField]) -> None:
        self._fields = {one.id: one for one in fields}
        self.lines.show_lines(
            [Line(one.id, field_icon(one.kind), one.title, _aside(one)) for one in fields]
        )
        self.lines.setVisible(bool(fields))
        tab_in_order(self)

    def _add(self) -> None:
        CustomFieldDialog(None, self._session, self._navigator, self).open()

    def _edit(self, field_id: UUID) -> None:
        field = self._fields[field_id]
        CustomFieldDialog(field, self._session, self._navigator, self).open()

    def _move(self, field_id: UUID, by: int) -> None:
        self._act(partial(_moved, field_id, by))

    def _delete(self, field_id: UUID) -> None:
        self._act(partial(_deleted, field_id))

    def _act(self, decide: Callable[[Connection], Changeset]) -> None:
        self._session.act(decide, self._tell)

    def _tell(self, changeset: Changeset) -> None:
        self._navigator.tell(changeset.label)


def _aside(field: CustomField) -> str:
    if field.kind is not FieldKind.CHOICE:
        return field_kind_word(field.kind)
    return _("{kind} of {count}").format(kind=field_kind_word(field.kind), count=len(field.choices))


def _moved(field_id: UUID, by: int, connection: Connection) -> Changeset:
    return move_field(organising.custom_fields(connection), field_id, by)


def _deleted(field_id: UUID, connection: Connection) -> Changeset:
    field = organising.field_by_id(connection, field_id)
    return delete_field(field, organising.holders(connection, field_id))
