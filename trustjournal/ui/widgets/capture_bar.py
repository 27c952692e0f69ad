"""One line that logs a touchpoint: typed, understood as chips, saved with Enter.

An unknown name is never added silently: the first Enter only asks, in words and with a button,
and a second Enter, or the button, agrees. A name that several people have is settled by the
mouse, by Alt and its number, or with Down and the number or arrow keys. Enter pressed before the
names are read waits for them; Escape or typing on takes it back.
"""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain import words
from trustjournal.domain.capture import Ambiguity, Draft, PieceKind, parse
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    Record,
    Touchpoint,
)
from trustjournal.errors import TrustJournalError
from trustjournal.i18n import _, ngettext
from trustjournal.ui.drafts import LINE
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import primary, quiet
from trustjournal.ui.widgets.capture_chips import ChipRow
from trustjournal.ui.widgets.capture_line import CaptureLine
from trustjournal.ui.widgets.capture_saving import LineToLog, as_name, settle
from trustjournal.ui.widgets.kept_line import KeptLine
from trustjournal.ui.widgets.known_names import known_names
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.names_first import NamesFirst
from trustjournal.ui.widgets.notices import announce


class CaptureBar(QWidget):
    """The capture line with its chips, on Today and in the capture dialog.

    `saved` fires when the line is on the disk and gone from here, `handed_over` when the full form
    took it, `edited` with the text at every change. Escape empties the line; where
    `clears_on_escape` is off, it fires `escaped` and the text stays. `place` is where its words are
    kept until they are logged.
    """

    saved = Signal()
    handed_over = Signal()
    escaped = Signal()
    edited = Signal(str)

    def __init__(
        self,
        session: JournalSession,
        navigator: Navigator,
        *,
        clears_on_escape: bool = True,
        place: str = LINE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._navigator = navigator
        self._clears = clears_on_escape
        self._known = known_names(session)
        self.waiting = NamesFirst(self._known, self)
        self._draft = Draft()
        self._accepted: frozenset[str] = frozenset()
        self._asked: tuple[str, ...] = ()
        self._picked: dict[tuple[UUID, ...], UUID] = {}
        self._saving = ""
        self._handed = ""
        self.line = CaptureLine(self._known)
        self.log_button = primary(_("Log it"))
        self.form_button = quiet(_("Full form"))
        self.chips = ChipRow(self._known)
        self.hint = PlainLabel("", TypeRole.SMALL, Tone.MUTED, wrap=True)
        self.kept = KeptLine(self.line, session, place)
        self._lay_out()
        self._connect()
        self._read_line()
        self.kept.bring_back()

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Begin anew with `text` and the cursor behind it."""
        self.line.setText(text)

    def draft(self) -> Draft:
        """Return what the line is understood to say."""
        return self._draft

    def save(self) -> None:
        """Log the line, or say what it still needs."""
        if self._saving == self.text() != "" or self.waiting.puts_off(self.save):
            return
        self._read_line()
        if self._draft.ambiguous:
            name = self._draft.ambiguous[0].text
            self._say(_("Several people answer to “{name}”. Choose one.").format(name=name))
            # The owner may have gone elsewhere while the names were read.
            if self.isAncestorOf(self.window().focusWidget() or self.window()):
                self.chips.focus_choices()
            return
        missing = tuple(name for name in self._draft.unknown if name not in self._accepted)
        if missing and missing != self._asked:
            self._ask(missing)
            return
        self._saving = self.text()
        job = LineToLog(self._draft, self._draft.unknown, self._session.now(), self._session.zone())
        done = partial(self._logged, job, self._saving)
        self._session.act(self.kept.settled(job.decide), done, self._refused)

    def open_form(self) -> None:
        """Go on with this draft in the full form; the line stays until that is saved."""
        if self.waiting.puts_off(self.open_form):
            return
        self._handed = self.text()
        self.kept.hand_over()
        self._navigator.open_form(self._draft)
        self.handed_over.emit()

    def _lay_out(self) -> None:
        self.form_button.setAccessibleDescription(_("Ctrl+Enter"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.log_button)
        row.addWidget(self.form_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.chips)
        column.addWidget(self.hint)
        column.addWidget(self.kept.shown)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._changed)
        self.line.entered.connect(self.save)
        self.line.form_wanted.connect(self.open_form)
        self.line.escaped.connect(self._escape)
        self.line.choices_wanted.connect(self.chips.focus_choices)
        self.line.numbered.connect(self.chips.pick)
        self.log_button.clicked.connect(self.save)
        self.form_button.clicked.connect(self.open_form)
        self.chips.picked.connect(self._pick)
        self.chips.offered.connect(self._toggle)
        self.chips.left.connect(self._go_on)
        self._known.changed.connect(self._read_line)
        names = _("The names are still being read. Then this goes on by itself; Esc takes it back.")
        self.waiting.taking_long.connect(partial(self._say, names, Tone.MUTED))
        self.waiting.ended.connect(self._guide)
        self._session.changed.connect(self._announced)

    def _changed(self) -> None:
        self._asked = ()
        self.waiting.take_back()
        self._read_line()
        self._guide()
        self.kept.keep(self.text(), self._draft)
        self.edited.emit(self.text())

    def _read_line(self) -> None:
        now = self._session.now()
        self._draft = settle(parse(self.text(), self._known.names, now), self._picked)
        self._accepted &= frozenset(self._draft.unknown)
        # Nobody is offered as new before it is known who is there.
        shown = self._draft if self._known.is_known else replace(self._draft, unknown=())
        self.chips.show_draft(shown, self._accepted, now)
        self.chips.setVisible(bool(self.text().strip()))
        if not self.text():
            self._picked.clear()
            self._guide()

    def _guide(self) -> None:
        empty = self.isEnabled() and not self.text().strip()
        keys = _("Enter saves, Tab completes a name, Ctrl+Enter opens the full form.")
        self.hint.setText(keys if empty else "")
        self.hint.set_tone(Tone.MUTED)
        self.hint.setVisible(empty)

    def _say(self, sentence: str, tone: Tone = Tone.CLAY) -> None:
        self.hint.setText(sentence)
        self.hint.set_tone(tone)
        self.hint.show()
        announce(self.line, sentence)

    def _ask(self, missing: tuple[str, ...]) -> None:
        self._asked = missing
        self._say(
            ngettext(
                "{names} is not in the journal yet. Press Enter again to add them and save.",
                "{names} are not in the journal yet. Press Enter again to add them and save.",
                len(missing),
            ).format(names=words.people([as_name(name) for name in missing]))
        )

    def _toggle(self, name: str) -> None:
        self._accepted ^= {name}
        self._asked = ()
        self._read_line()
        self._guide()
        self.line.setFocus()

    def _pick(self, ambiguity: Ambiguity, customer_id: UUID) -> None:
        for piece in self._draft.pieces:
            if piece.kind is PieceKind.AMBIGUOUS and piece.customer_ids == ambiguity.customer_ids:
                self.line.replace(piece.start, piece.end, self._known.full_name(customer_id))
                break
        still = [one for one in self._draft.ambiguous if customer_id in one.customer_ids]
        for ambiguity_left in still:
            self._picked[ambiguity_left.customer_ids] = customer_id
        self._read_line()
        self.line.setFocus()

    def _go_on(self, typed: str) -> None:
        self.line.setFocus()
        self.line.deselect()
        self.line.insert(typed)

    def _escape(self) -> None:
        if self.waiting.take_back():
            return
        if self._clears and self.text():
            self.line.clear()
        else:
            self.escaped.emit()

    def _logged(self, job: LineToLog, line: str, _changeset: Changeset) -> None:
        self.kept.end_saving(saved=True)
        self.line.setText(self.text().removeprefix(line))
        self._saving = ""
        self.saved.emit()
        self._session.read(job.sentence, self._navigator.tell)

    def _refused(self, error: TrustJournalError) -> None:
        self._saving = ""
        self.kept.end_saving(saved=False)
        self._say(str(error))

    def _announced(self, types: frozenset[type[Record]]) -> None:
        """Let go of a line that the full form has logged meanwhile."""
        if self._handed and Touchpoint in types:
            if self.text() == self._handed and not self._saving:
                self.line.setText("")
                self.saved.emit()
            self._handed = ""
