"""Those through whom most may be lost, as rows."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from trustjournal.domain import cycle_words
from trustjournal.domain.cycle import Member
from trustjournal.domain.depth_stage import stage_of
from trustjournal.ui.models.cycle_view import CycleView
from trustjournal.ui.models.deck_model import DEPTH_BOUNDS
from trustjournal.ui.models.long_list import LongList
from trustjournal.ui.palette import Tone
from trustjournal.ui.widgets.depth_meter import parts_filled
from trustjournal.ui.widgets.person_row import PersonRole


class StakeListModel(LongList):
    """Rows answer to `PersonRole`; `RECORD` is the `Member`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: CycleView | None = None
        self.members: tuple[Member, ...] = ()

    def show_view(self, view: CycleView) -> None:
        """Show those of another reading."""
        self._view, self.members = view, view.at_stake
        self.set_count(len(self.members))

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self._view is None or not (index.isValid() and index.row() < len(self.members)):
            return None
        member = self.members[index.row()]
        reach, stake = cycle_words.reach(member.reach), self._view.stake(member)
        stage = stage_of(member.depth).word
        said: dict[int, object] = {
            PersonRole.NAME: member.name,
            PersonRole.SENTENCE: reach,
            PersonRole.WHY: stake,
            PersonRole.WHY_TONE: Tone.MUTED,
            PersonRole.WHY_ICON: "git-branch",
            PersonRole.DEPTH: parts_filled(member.depth, DEPTH_BOUNDS),
            PersonRole.STAGE: stage,
            PersonRole.RECORD: member,
            PersonRole.CUSTOMER_ID: member.customer_id,
            Qt.ItemDataRole.AccessibleTextRole: ". ".join((member.name, reach, stake, stage)),
        }
        return said.get(role)
