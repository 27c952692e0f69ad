"""The first thing an owner sees: three questions, and three ways to begin.

It knows no database, so that it is on the screen at once.
"""

import os
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.paths import default_journal
from trustjournal.ui import theme
from trustjournal.ui.dialogs.choose_file import ask_file, ask_place, journal_files
from trustjournal.ui.dialogs.fields import CheckField, LineField
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.buttons import quiet, secondary
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.choice_card import ChoiceCard
from trustjournal.ui.widgets.column_page import ColumnPage
from trustjournal.ui.widgets.form import FormRow
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.notices import announce
from trustjournal.ui.widgets.passphrase_field import NewPassphrase

_NARROW = 620


class Start(StrEnum):
    """What the new journal begins with."""

    SAMPLE = "sample"
    IMPORT = "import"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the owner answered; names may be blank, and so may the passphrase."""

    owner: str
    business: str
    path: Path
    start: Start
    passphrase: str = field(default="", repr=False)


class PlaceField(LineField):
    """A path to type, or to choose with `choose`."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.choose = secondary(_("Change…"))
        self.row.addWidget(self.choose)
        self.set_path(path)

    def path(self) -> Path | None:
        """Return the path, whole, or None where nothing is written."""
        text = self.line.text().strip()
        if text.startswith("~"):
            text = str(Path.home()) + text[1:]
        return Path(text).absolute() if text else None

    def set_path(self, path: Path) -> None:
        """Show a path."""
        self.set_value(str(path))


class FirstRunPage(ColumnPage):
    """Asks who the owner is and where the journal shall be, then how to begin.

    Enter goes from field to field and on to the ways to begin. `answered` carries an `Answers`,
    `journal_chosen` the path of a journal that exists.
    """

    answered = Signal(object)
    journal_chosen = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Welcome. Let’s begin your journal."),
            _("Three small questions. All of it stays on this computer, and can change later."),
            parent,
        )
        self._asking = self.lead.text()
        self.owner = LineField(_("Maya Brandt"))
        self.business = LineField(_("a pottery, a dental practice, a joinery …"))
        self.place = PlaceField(path)
        self._place_row = FormRow(_("Where should your journal live?"), self.place)
        self.lock = CheckField(_("Lock it with a passphrase"))
        self.lock.setAccessibleName(_("Lock it with a passphrase"))
        self.passphrase = NewPassphrase()
        self.open_there = secondary(_("Open it"), small=True)
        self.open_there.hide()
        self.cards = {
            Start.SAMPLE: ChoiceCard(
                "book-open",
                _("Look around with a sample book"),
                _("A potter’s two years with her customers. It leaves again in one click."),
            ),
            Start.IMPORT: ChoiceCard(
                "users",
                _("Import my contacts"),
                _("From Google, Outlook or vCards. You see everything before it is kept."),
                Tone.CLAY,
            ),
            Start.EMPTY: ChoiceCard(
                "pen-line",
                _("Start empty"),
                _("A blank page. Add people as you speak with them."),
                Tone.GOLD,
            ),
        }
        self.open_other = quiet(_("Open an existing journal…"), "archive")
        self._lay_out()
        self._connect()

    def suggest(self, path: Path) -> None:
        """Suggest a place near `path` where nothing is yet."""
        number = 2
        free = path
        while _exists(free):
            free = path.with_name(f"{path.stem}-{number}{path.suffix}")
            number += 1
        self.place.set_path(free)
        self._take_back()

    def check_place(self) -> bool:
        """Say what is wrong with the place chosen, and return whether nothing is."""
        path = self.place.path()
        fault = _fault(path)
        self._place_row.set_fault(fault)
        theme.mark(self.place.line, "fault", "true" if fault else "false")
        self.open_there.setVisible(bool(fault) and path is not None and _is_file(path))
        if fault:
            announce(self, fault)
        return not fault

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait("")
        self.owner.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._ways.setDirection(under if narrow else beside)

    def _lay_out(self) -> None:
        questions = Card()
        questions.body.setSpacing(16)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(FormRow(_("What is your name?"), self.owner), 2)
        beside.addWidget(FormRow(_("What is your business?"), self.business), 3)
        questions.body.addLayout(beside)
        questions.add(self._place_row)
        questions.body.addWidget(self.open_there, 0, Qt.AlignmentFlag.AlignLeading)
        questions.add(self.lock)
        questions.add(self.passphrase)
        self.passphrase.hide()
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(16)
        for card in self.cards.values():
            self._ways.addWidget(card, 1)
        self.body.addWidget(questions)
        self.body.addWidget(PlainLabel(_("How would you like to begin?"), TypeRole.CARD))
        self.body.addLayout(self._ways)
        self.body.addWidget(self.open_other, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        self.owner.line.returnPressed.connect(self.business.setFocus)
        self.business.line.returnPressed.connect(self.place.setFocus)
        self.place.line.returnPressed.connect(self._go_on)
        self.place.line.textEdited.connect(self._take_back)
        self.place.line.editingFinished.connect(self.check_place)
        self.place.choose.clicked.connect(self._choose_place)
        self.open_there.clicked.connect(self._open_there)
        self.lock.edited.connect(self._ask_passphrase)
        self.passphrase.again.line.returnPressed.connect(self.cards[Start.SAMPLE].setFocus)
        self.open_other.clicked.connect(self._choose_journal)
        for start, card in self.cards.items():
            card.clicked.connect(partial(self._begin, start))

    def _go_on(self) -> None:
        if self.check_place():
            self.cards[Start.SAMPLE].setFocus()

    def _take_back(self) -> None:
        self._place_row.set_fault("")
        theme.mark(self.place.line, "fault", "false")
        self.open_there.hide()

    def _begin(self, start: Start) -> None:
        path = self.place.path()
        if path is None or not self.check_place():
            self.place.setFocus()
            return
        try:
            passphrase = self.passphrase.checked() if self.lock.value() else ""
        except InvalidEntry:  # said beside the field
            return
        self._wait(_("Making your journal …"))
        owner, business = self.owner.value().strip(), self.business.value().strip()
        self.passphrase.clear()
        self.answered.emit(Answers(owner, business, path, start, passphrase))

    def _ask_passphrase(self) -> None:
        wanted = self.lock.value()
        self.passphrase.setVisible(wanted)
        if wanted:
            self.passphrase.setFocus()
        else:
            self.passphrase.clear()

    def _choose_place(self) -> None:
        suggested = self.place.path() or default_journal()
        title = _("Where should your journal live?")
        # A journal that is there is offered to be opened, never replaced.
        ask_place(self, title, journal_files(), self._choose, suggested, may_exist=True)

    def _choose(self, path: Path) -> None:
        self.place.set_path(path)
        self.check_place()

    def _open_there(self) -> None:
        path = self.place.path()
        if path is not None:
            self._open(path)

    def _choose_journal(self) -> None:
        ask_file(self, _("Open a journal"), journal_files(), self._open)

    def _open(self, path: Path) -> None:
        self._wait(_("Opening your journal …"))
        self.journal_chosen.emit(path)

    def _wait(self, sentence: str) -> None:
        """Say what is going on, until the page is shown again or "" says it ended."""
        self.column.setEnabled(not sentence)
        self.lead.setText(sentence or self._asking)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _fault(path: Path | None) -> str:
    """Return why no journal can be made at `path`, or "" where one can."""
    if path is None:
        return _("Say where your journal should live.")
    try:
        if path.is_dir():
            return _("This is a folder. Add a name for the file, such as “journal.db”.")
        if path.exists():
            return _("There is a file here already. Open it, or choose another name.")
        folder = next(parent for parent in path.parents if parent.exists())
    except OSError as error:
        return _("This place is out of reach: {why}.").format(why=error.strerror)
    if not folder.is_dir():
        return _("{path} is a file, not a folder. Choose another place.").format(path=folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        text = _("The folder {path} cannot be written to. Choose another place.")
        return text.format(path=folder)
    return ""
