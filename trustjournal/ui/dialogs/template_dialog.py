"""The form of a template: its words, a button for each field, and how it will look on a card."""

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset, identity
from trustjournal.domain.letter_words import field_word, unknown_said
from trustjournal.domain.letters import Field as LetterField
from trustjournal.domain.letters import Form, Sender, sample_of, sender_of, unknown_fields
from trustjournal.domain.records import Preferences, Template
from trustjournal.i18n import _
from trustjournal.printing.press import Stack
from trustjournal.printing.sheet import usual_paper
from trustjournal.services.letters import add_template, edit_template
from trustjournal.store import letters, queries
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field, LineField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.flow_layout import FlowLayout
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.letter_preview import LetterPreview

_LINES, _PREVIEW, _SETTLED_MS = 10, 380, 150


class TemplateField(Field):
    """Words with fields in braces; a button for each field writes it where the cursor is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QPlainTextEdit()
        self.box.setProperty("journal", "true")
        self.box.setTabChangesFocus(True)
        self.box.textChanged.connect(self._changed)
        self.unknown = PlainLabel("", TypeRole.SMALL, Tone.GOLD, wrap=True)
        self.buttons = {field: secondary(field_word(field), small=True) for field in LetterField}
        keys = QWidget()
        flow = FlowLayout(keys, gap=6)
        for field, button in self.buttons.items():
            button.setAutoDefault(False)
            button.setAccessibleName(_("Write the field {field}").format(field=field_word(field)))
            button.clicked.connect(partial(self._insert, field))
            flow.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self.box, self.unknown, keys):
            column.addWidget(part)
        self.row.addLayout(column, 1)
        self.setFocusProxy(self.box)
        theme.look.changed.connect(self._fit)
        self._fit()
        self._changed()

    def value(self) -> str:
        """Return the words."""
        return self.box.toPlainText()

    def set_value(self, value: str) -> None:
        """Show words."""
        self.box.setPlainText(value)

    def is_blank(self) -> bool:
        return not self.box.toPlainText()

    def _insert(self, field: LetterField) -> None:
        self.box.insertPlainText(field.braced)
        self.box.setFocus()

    def _changed(self) -> None:
        said = unknown_said(unknown_fields(self.box.toPlainText()))
        self.unknown.setText(said)
        self.unknown.setVisible(bool(said))
        self.box.setAccessibleDescription(said)
        self.edited.emit()

    def _fit(self) -> None:
        self.box.setFixedHeight(theme.px(24) * _LINES + 20)


class TemplateDialog(FormDialog):
    """A new template, or one to change."""

    def __init__(
        self,
        template: Template | None,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (template.id, template.revision) if template else None
        title = _("Template") if template else _("New template")
        super().__init__(title, about, session, navigator, parent)
        self._template = template
        self._sender = Sender()
        self.title, self.subject, self.text = LineField(), LineField(), TemplateField()
        self.page.add("title", _("Title"), self.title)
        hint = _("Stands on letters and mails.")
        self.page.add("subject", _("Subject"), self.subject, hint)
        self.page.add("text", _("Words"), self.text)
        self.preview = LetterPreview()
        self.page.add_side(self.preview, _PREVIEW)
        self._draw = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._draw.timeout.connect(self._show)
        self.text.edited.connect(self._draw.start)
        self.begin(
            {"title": template.title, "subject": template.subject, "text": template.text}
            if template
            else {}
        )
        session.read(queries.preferences, self._know)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for."""
        return partial(_written, self._template, values)

    def done_sentence(self) -> str:
        """Say that it is there."""
        title = " ".join(self.title.value().split())
        return _("“{title}” is among your templates.").format(title=title)

    def _know(self, owner: Preferences) -> None:
        self._sender = sender_of(owner, self.session.today())
        self._show()

    def _show(self) -> None:
        post = sample_of(Template(**identity(), title="", text=self.text.value()))
        self.preview.show_stack(Stack([post], self._sender, Form.CARD, usual_paper(Form.CARD)))


def _written(
    template: Template | None, values: dict[str, str], connection: Connection
) -> Changeset:
    others = letters.templates(connection)
    if template is None:
        return add_template(values["title"], values["subject"], values["text"], others)
    return edit_template(template, others, **values)
