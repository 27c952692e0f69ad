"""The feedback behind a figure: Enter opens one, O the person who said it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from trustjournal.domain.feedback import Voice
from trustjournal.domain.records import Feedback
from trustjournal.i18n import _
from trustjournal.ui import theme
from trustjournal.ui.dialogs.feedback_dialog import FeedbackDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import secondary
from trustjournal.ui.widgets.feedback_voices import FeedbackVoices
from trustjournal.ui.widgets.label import PlainLabel

_SIZE = 680, 520


class VoicesDialog(QDialog):
    """What was said behind a figure, newest first."""

    def __init__(
        self,
        title: str,
        aside: str,
        voices: Sequence[Voice],
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._navigator = session, navigator
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.voices = FeedbackVoices(title)
        self.voices.show_voices(voices, session.today())
        self.voices.edit_wanted.connect(self._edit)
        self.voices.person_wanted.connect(self._open_person)
        close = secondary(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, TypeRole.HEADING, wrap=True))
        column.addWidget(PlainLabel(aside, TypeRole.BODY, Tone.MUTED, wrap=True))
        column.addWidget(self.voices, 1)
        column.addLayout(foot)
        if self.voices.table is not None:
            self.voices.table.setFocus()
        self.resize(*(theme.px(side) for side in _SIZE))

    def _edit(self, said: Feedback) -> None:
        self.accept()
        FeedbackDialog(said, None, self._session, self._navigator, self.parentWidget()).open()

    def _open_person(self, customer_id: UUID) -> None:
        self.accept()
        self._navigator.open_person(customer_id)
