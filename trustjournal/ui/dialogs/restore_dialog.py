"""What going back to a backup would change, before it is done."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trustjournal.i18n import _, ngettext
from trustjournal.store.backup_reading import Comparison
from trustjournal.store.history import Entry
from trustjournal.ui import theme
from trustjournal.ui.models.backup_rows import Backup
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.widgets.backup_words import moment, more_or_fewer, number, short_moment
from trustjournal.ui.widgets.buttons import primary, secondary
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.rows import NoteLine
from trustjournal.ui.widgets.rows_table import RowsTable
from trustjournal.ui.widgets.screen_room import screen_room

_WIDTH, _BELOW, _STEPS, _EDGE = 660, 76, 5, 6


class RestoreDialog(QDialog):
    """Counts now and then, and what was done since.

    `restore_wanted` fires with the backup to go back to, `view_wanted` with one to look at first.
    Where it could not be read there is no comparison, and why is told. `zone` is where the owner's
    days begin.
    """

    restore_wanted = Signal(object)  # Path
    view_wanted = Signal(object)  # Path

    def __init__(
        self, backup: Backup, comparison: Comparison | None, zone: tzinfo, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Go back to a backup"))
        self._path: Path = backup.file.path
        self.restore_button = primary(_("Go back to it"), "rotate-ccw")
        self.view_button = secondary(_("Open read-only"))
        self.cancel_button = secondary(_("Leave it as it is"))
        sheet = QWidget()
        sheet.setObjectName("page")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(24, 20, 24, 8)
        self._column.setSpacing(12)
        title = _("Go back to {when}?").format(when=moment(backup.file.made_at))
        self._say(title, TypeRole.HEADING, Tone.INK)
        if comparison is None:
            self._column.addWidget(NoteLine("circle-alert", backup.why, Tone.CLAY))
        else:
            self._compare(comparison, zone)
        kept = _(
            "The journal as it is now is backed up and kept beside it: you can come back to it "
            "the same way."
        )
        self._say(kept, TypeRole.SMALL)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 20)
        whole.addWidget(self._scroller(sheet), 1)
        whole.addWidget(self._foot())
        room = screen_room(self).size() - QSize(32, 64)
        height = sheet.sizeHint().height() + theme.px(_BELOW)
        self.resize(QSize(theme.px(_WIDTH), height).boundedTo(room))
        self.cancel_button.setFocus()

    def _scroller(self, sheet: QWidget) -> QScrollArea:
        scroller = QScrollArea()
        scroller.setWidget(sheet)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setAccessibleName(_("What would change"))
        return scroller

    def _say(self, text: str, role: TypeRole = TypeRole.BODY, tone: Tone = Tone.MUTED) -> None:
        self._column.addWidget(PlainLabel(text, role, tone, wrap=True))

    def _compare(self, found: Comparison, zone: tzinfo) -> None:
        heads = (_("In the journal"), _("Now"), _("Then"), _("That is"))
        rows = list(_counted(found))
        table = RowsTable(_("Now and then"), heads, rows, filling=0, numbers=(1, 2, 3))
        self._add(table, len(rows))
        for sentence in _people(found):
            self._say(sentence)
        self._say(_done(found), tone=Tone.INK)
        if found.since:
            heads = (_("When"), _("What was done since"))
            steps = RowsTable(heads[1], heads, [_step(zone, one) for one in found.since], filling=1)
            self._add(steps, _STEPS)

    def _add(self, table: RowsTable, shown: int) -> None:
        """Add a table as high as so many of its rows."""
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head, row = table.horizontalHeader().sizeHint().height(), table.rowHeight(0)
        table.setFixedHeight(head + row * min(shown, len(table.rows)) + theme.px(_EDGE))
        self._column.addWidget(table)

    def _foot(self) -> QDialogButtonBox:
        foot, roles = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addButton(self.cancel_button, roles.RejectRole)
        foot.addButton(self.view_button, roles.ActionRole)
        foot.addButton(self.restore_button, roles.AcceptRole)
        self.cancel_button.clicked.connect(self.reject)
        self.view_button.clicked.connect(self._view)
        self.restore_button.clicked.connect(self._restore)
        return foot

    def _view(self) -> None:
        self.accept()
        self.view_wanted.emit(self._path)

    def _restore(self) -> None:
        self.accept()
        self.restore_wanted.emit(self._path)


def _counted(found: Comparison) -> Iterator[Sequence[str]]:
    words = {
        "customer": _("People"),
        "touchpoint": _("Touchpoints"),
        "promise": _("Promises"),
        "gesture": _("Gestures"),
        "check_in": _("Check-ins"),
    }
    for table, (now, then) in found.counts.items():
        yield words[table], number(now), number(then), more_or_fewer(now, then)


def _people(found: Comparison) -> Iterator[str]:
    """Name who would no longer be there, and who would be there again."""
    for count, names, one in (
        (found.leaving, found.gone, _("Not there any more: {people}.")),
        (found.returning, found.back, _("There again: {people}.")),
    ):
        if count:
            more = count - len(names)
            others = ngettext("{count} other", "{count} others", more).format(count=number(more))
            yield one.format(people=", ".join([*names, *([others] if more else [])]))


def _done(found: Comparison) -> str:
    said = [
        ngettext(
            "{count} step was taken since. It would be as if it never was.",
            "{count} steps were taken since. It would be as if they never were.",
            found.steps,
        ).format(count=number(found.steps))
        if found.steps
        else _("Nothing was done since.")
    ]
    if found.lost_steps:
        said.append(
            ngettext(
                "It has {count} step that the journal does not have.",
                "It has {count} steps that the journal does not have.",
                found.lost_steps,
            ).format(count=number(found.lost_steps))
        )
    return " ".join(said)


def _step(zone: tzinfo, entry: Entry) -> tuple[str, str]:
    words = {"do": "{label}", "undo": _("undone: {label}"), "redo": _("redone: {label}")}
    return short_moment(entry.at.astimezone(zone)), words[entry.action].format(
        label=" ".join(entry.label.split())
    )
