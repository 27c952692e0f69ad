"""The form of a saved filter: what it is called in the sidebar, and whom it looks for."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.organising import SavedFilter
from trustjournal.i18n import _
from trustjournal.services.saved_filters import edit_filter, save_filter
from trustjournal.store import organising
from trustjournal.ui.dialogs.fields import LineField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession


class FilterDialog(FormDialog):
    """A new filter for what is searched, or one to change."""

    def __init__(
        self,
        kept: SavedFilter | None,
        query: str,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        about = (kept.id, kept.revision) if kept else query
        title = kept.title if kept else _("Keep this filter")
        super().__init__(title, about, session, navigator, parent)
        self._saved_filter = kept
        self.title = LineField(_("Prospects to call"))
        self.query = LineField("tag:vip stage:prospect")
        self.page.add("title", _("What is it called?"), self.title, _("Stands in the sidebar."))
        hint = _("Words, and filters such as tag:vip, stage:prospect or quiet>60.")
        self.page.add("query", _("Whom does it look for?"), self.query, hint)
        self.begin({"title": kept.title if kept else "", "query": kept.query if kept else query})

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for."""
        return partial(_written, self._saved_filter, values["title"], values["query"])

    def done_sentence(self) -> str:
        """Say that it is there."""
        title = " ".join(self.title.value().split())
        return _("“{title}” is in the sidebar.").format(title=title)


def _written(kept: SavedFilter | None, title: str, query: str, connection: Connection) -> Changeset:
    others = organising.saved_filters(connection)
    if kept is None:
        return save_filter(title, query, others)
    return edit_filter(kept, others, title=title, query=query)
