"""Whom the list of people shows: the boxes above it, and what a search in words finds."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox

from trustjournal.domain.choices import Stage
from trustjournal.domain.search_help import unread_said
from trustjournal.domain.search_query import Query, parse
from trustjournal.i18n import _
from trustjournal.store.finding import customer_ids
from trustjournal.ui.models.people_lines import People
from trustjournal.ui.models.people_model import Wanted
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.choice_box import ChoiceBox
from trustjournal.ui.widgets.filter_box import FilterBox
from trustjournal.ui.widgets.label import tooltip
from trustjournal.ui.widgets.record_words import customer_stage_word

_PAUSE_MS = 150
_LETTERS = 12


class PeopleNarrowing(QObject):
    """`wanted` fires with a `Wanted` when others are to be shown.

    Plain words narrow at once by name, company and tags; a search with filters is asked of the
    journal when the owner pauses. `base` is the search of a saved filter, within which all else
    narrows.
    """

    wanted = Signal(object)

    def __init__(self, session: JournalSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._base = ""
        self._asked = ""
        self._found: frozenset[int] | None = None
        self.filter_box = FilterBox(_("Name, company or tag"))
        hint = _("Filters too, such as tag:vip, stage:prospect or quiet>60")
        self.filter_box.setToolTip(tooltip(hint))
        stages = [(stage, customer_stage_word(stage)) for stage in Stage]
        self.stage_box = ChoiceBox(_("Stage"), [(None, _("Any stage")), *stages])
        self.tag_box = ChoiceBox(_("Tag"), [("", _("Any tag"))])
        self.group_box = ChoiceBox(_("Group"), [(0, _("Any group"))])
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.tag_box, self.group_box):
            box.setSizeAdjustPolicy(short)
            box.setMinimumContentsLength(_LETTERS)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.filter_box.textChanged.connect(self._typed)
        for box in (self.stage_box, self.tag_box, self.group_box):
            box.currentIndexChanged.connect(self._tell)

    def boxes(self) -> Sequence[ChoiceBox]:
        """Return the boxes to choose in, in order."""
        return self.stage_box, self.tag_box, self.group_box

    def offer(self, people: People) -> None:
        """Offer the tags and groups that there are, and ask again who fits what is searched."""
        self.tag_box.offer([("", _("Any tag")), *((tag, tag) for tag in people.tags)])
        self.group_box.offer([(0, _("Any group")), *people.groups.items()])
        if self._search():
            self._ask()

    def set_base(self, query: str) -> None:
        """Show only whom a saved filter selects, as soon as there are people to choose from."""
        if query != self._base:
            self._base, self._found = query, frozenset()

    def clear(self) -> None:
        """Show everyone, or everyone of the saved filter."""
        self.filter_box.clear()
        for box in self.boxes():
            box.setCurrentIndex(0)

    def is_narrowed(self) -> bool:
        """Tell whether something beyond the saved filter is asked for."""
        return bool(self.filter_box.text().strip()) or any(box.value() for box in self.boxes())

    def unread(self) -> str:
        """Say what in the search was not understood, "" where all was."""
        text = " ".join((self._base, self.filter_box.text()))
        return unread_said(text, self._session.today())

    def query(self) -> str:
        """Return all that is asked for as one search."""
        stage, tag, group = (box.value() for box in self.boxes())
        parts = [self._base, self.filter_box.text().strip()]
        parts += [f"stage:{stage.value}"] if stage else []
        parts += [f"tag:{_quoted(tag)}"] if tag else []
        parts += [f"group:{_quoted(self.group_box.currentText())}"] if group else []
        return " ".join(filter(None, parts))

    def _typed(self, _text: str) -> None:
        search = self._search()
        if search and search != self._asked:
            self._pause.start()
            return
        self._pause.stop()
        if not search:
            self._asked, self._found = "", None
        self._tell()

    def _search(self) -> str:
        """Return what the journal has to be asked, "" where plain words narrow well enough."""
        text = self.filter_box.text()
        return " ".join(filter(None, (self._base, "" if self._is_plain(text) else text)))

    def _ask(self) -> None:
        self._asked = self._search()
        if not self._asked:
            self._found = None
            self._tell()
            return
        query = self._parsed(self._asked)
        now, zone = self._session.now(), self._session.zone()
        read = partial(customer_ids, query=query, now=now, zone=zone)
        self._session.read(read, partial(self._take, self._asked))

    def _take(self, asked: str, found: Sequence[UUID]) -> None:
        if asked == self._search():
            self._found = frozenset(one.int for one in found)
            self._tell()

    def _tell(self) -> None:
        text = self.filter_box.text()
        stage, tag, group = (box.value() for box in self.boxes())
        plain = text if self._is_plain(text) else ""
        self.wanted.emit(Wanted(plain, stage, tag, group, self._found))

    def _is_plain(self, text: str) -> bool:
        query = self._parsed(text)
        return query.is_plain and not any(one.whole for one in query.words)

    def _parsed(self, text: str) -> Query:
        return parse(text, self._session.today())


def _quoted(text: str) -> str:
    """Return a name as one value of a filter."""
    bare = "".join(" " if sign in '"“”„«»,' else sign for sign in text)
    return f'"{" ".join(bare.split())}"'
