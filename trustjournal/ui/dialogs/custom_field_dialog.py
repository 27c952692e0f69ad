"""The form of a field of the owner's own: what it is called and what it holds."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.organising import CustomField
from trustjournal.i18n import _
from trustjournal.services.custom_fields import add_field, edit_field
from trustjournal.store import organising
from trustjournal.ui.dialogs.fields import KeysField, LineField, NoteField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.custom_words import field_kind_word


class CustomFieldDialog(FormDialog):
    """A new field, or one to change; the choices show for a field of that kind."""

    def __init__(
        self,
        field: CustomField | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (field.id, field.revision) if field else None
        title = field.title if field else _("New field")
        super().__init__(title, about, session, navigator, parent)
        self._field = field
        self.title = LineField(_("favourite glaze"))
        self.kind = KeysField([(kind, field_kind_word(kind)) for kind in FieldKind])
        self.choices = NoteField(5)
        self.choices.box.setProperty("journal", "false")
        self.page.add("title", _("What is it called?"), self.title)
        self.page.add("kind", _("What does it hold?"), self.kind)
        self.page.add("choices", _("Choices"), self.choices, _("One on each line, in order."))
        self.kind.edited.connect(self._show_choices)
        self.begin(
            {"title": field.title, "kind": field.kind, "choices": "\n".join(field.choices)}
            if field
            else {"kind": FieldKind.TEXT}
        )
        self._show_choices()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for."""
        return partial(_written, self._field, values)

    def done_sentence(self) -> str:
        """Say that it is there."""
        title = " ".join(self.title.value().split())
        if self._field is None:
            return _("Everyone has a field “{title}” now.").format(title=title)
        return _("The field “{title}” is changed.").format(title=title)

    def _show_choices(self) -> None:
        self.rows["choices"].setVisible(self.kind.value() is FieldKind.CHOICE)


def _written(
    field: CustomField | None, values: dict[str, Any], connection: Connection
) -> Changeset:
    others = organising.custom_fields(connection)
    title, kind, choices = values["title"], values["kind"], values["choices"].splitlines()
    if field is None:
        return add_field(title, kind, choices, others)
    holders = organising.holders(connection, field.id)
    return edit_field(field, others, holders, title=title, kind=kind, choices=choices)
