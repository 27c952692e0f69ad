"""You said, we did: what was done because somebody asked, newest first, and who heard of it."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.feedback import Asked, Told
from trustjournal.domain.records import Customer, Feedback, Record, Wish
from trustjournal.i18n import _, ngettext
from trustjournal.settings import Settings
from trustjournal.store.feedback import asked_again, read_told
from trustjournal.ui.dialogs.wish_dialog import WishDialog
from trustjournal.ui.dialogs.you_said_dialog import YouSaidDialog
from trustjournal.ui.freshness import Freshness
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.turns import Portions
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.card import Card, stacked
from trustjournal.ui.widgets.entrance import Entrance
from trustjournal.ui.widgets.label import PlainLabel, hairline
from trustjournal.ui.widgets.notices import EmptyState
from trustjournal.ui.widgets.page import ScrollPage
from trustjournal.ui.widgets.pressable import Pressable
from trustjournal.ui.widgets.rows import JournalEntry
from trustjournal.ui.widgets.touch_words import past_day

_MOST = 100
_AT_ONCE, _GAP = 5, 10
_NAMED = 6


class YouSaidPage(ScrollPage):
    """Every wish that somebody was told about; each opens with all who asked."""

    shows = frozenset[type[Record]]({Wish, Feedback, Customer})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        super().__init__(_("You said, we did"))
        self._session = session
        self._navigator = navigator
        self._told: list[Told] = []
        self.rows: list[Pressable] = []
        self.export_button = secondary(_("Share…"), "upload")
        self.export_button.clicked.connect(self._export)
        self.empty = EmptyState(
            "quote",
            _("What you did because somebody asked stands here, once you told them."),
            _("See what they wish for"),
        )
        self.empty.asked.connect(partial(navigator.open_page, "feedback"))
        self._card = Card()
        self._portions = Portions(self)
        self._nothing = Card()
        self._nothing.add(self.empty)
        self.add_bar(self.export_button)
        self.add_main(self._nothing)
        self.add_main(self._card)
        for part in (self._card, self._nothing, self.export_button):
            part.hide()
        self._entrance = Entrance(self, self.export_button)
        self.freshness = Freshness(self, session, self.shows, self.refresh)

    def refresh(self) -> None:
        """Read the page anew."""
        self.read(self._session, read_told, self._show)

    def _show(self, told: list[Told]) -> None:
        self._told = told
        self._card.clear()
        self.rows = []
        self._portions.begin(self._show_each(told))
        count = ngettext("One wish was answered.", "{count} wishes were answered.", len(told))
        self.head.set_lead(count.format(count=len(told)) if told else "")
        self._card.setVisible(bool(told))
        self._nothing.setVisible(not told)
        self.export_button.setVisible(bool(told))
        self._entrance.first = self.export_button if told else self.empty.button or self.empty

    def _show_each(self, told: Sequence[Told]) -> Iterator[None]:
        for start in range(0, min(len(told), _MOST), _AT_ONCE):
            parts: list[QWidget] = []
            for one in told[start : min(start + _AT_ONCE, _MOST)]:
                if self.rows:
                    parts.append(hairline())
                row = Pressable(_row(one, self._session))
                row.clicked.connect(partial(self._open, one))
                parts.append(row)
                self.rows.append(row)
            self._card.add(stacked(parts, _GAP))
            yield
        if len(told) > _MOST:
            rest = _("The newest {count} are shown; all of them are in what you share.")
            label = PlainLabel(rest.format(count=_MOST), TypeRole.SMALL, Tone.MUTED, wrap=True)
            self._card.add(label)

    def _open(self, one: Told, _checked: bool = False) -> None:
        self._session.read(partial(_asked, one), self._open_wish)

    def _open_wish(self, asked: Asked) -> None:
        WishDialog(asked, self._session, self._navigator, self.window()).open()

    def _export(self) -> None:
        YouSaidDialog(self._told, self._session, self._navigator, self.window()).open()


def _asked(one: Told, connection: Connection) -> Asked:
    return asked_again(connection, [one.wish.id])[0]


def _row(one: Told, session: JournalSession) -> QWidget:
    day = words.sentence(past_day(one.on, session.today()))
    entry = JournalEntry("quote", one.wish.title, day, one.wish.done)
    below = PlainLabel(_heard(one), TypeRole.SMALL, Tone.MUTED, wrap=True)
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 6)
    column.setSpacing(0)
    column.addWidget(entry)
    line = QVBoxLayout()
    line.setContentsMargins(46, 0, 0, 0)
    line.addWidget(below)
    column.addLayout(line)
    row.setAccessibleName(f"{entry.accessibleName()} {below.text()}")
    return row


def _heard(one: Told) -> str:
    """Say who heard of it, and how many have not."""
    told = [name or _("Somebody") for name, day in one.people if day]
    shown = ", ".join(told[:_NAMED])
    if len(told) > _NAMED:
        rest = ngettext(
            "{names} and {count} other", "{names} and {count} others", len(told) - _NAMED
        )
        shown = rest.format(names=shown, count=len(told) - _NAMED)
    said = [_("Told: {people}").format(people=shown)] if told else []
    waiting = len(one.people) - len(told)
    if waiting:
        text = ngettext("One has not heard yet.", "{count} have not heard yet.", waiting)
        said.append(text.format(count=waiting))
    return "  ·  ".join(said)
