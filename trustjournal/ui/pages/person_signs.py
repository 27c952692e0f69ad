"""What the card of the signs of trust asks for, and the digits that note a sign."""

from PySide6.QtCore import QObject

from trustjournal.domain.choices import Kind
from trustjournal.domain.signs import SIGNS, key_of
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.sign_saving import SignLog
from trustjournal.ui.widgets.signs_card import SignsCard


class PersonSigns(QObject):
    """Notes a sign of whoever the card shows, and says so in a toast with Undo."""

    def __init__(self, session: JournalSession, navigator: Navigator, card: SignsCard) -> None:
        super().__init__(card)
        self._log = SignLog(session, navigator, self)
        self._card = card
        card.sign_chosen.connect(self.log)
        card.event_chosen.connect(navigator.edit)

    def log_key(self, key: str) -> bool:
        """Note the sign whose digit was pressed; tell whether it is the digit of one."""
        sign = next((one for one in SIGNS if key_of(one) == key), None)
        if sign is None or self._card.customer_id is None:
            return False
        self.log(sign)
        return True

    def log(self, sign: Kind) -> None:
        """Note a sign, now."""
        if self._card.customer_id is not None:
            self._log.note(self._card.customer_id, sign)
