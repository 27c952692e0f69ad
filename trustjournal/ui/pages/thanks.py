"""Thanks: whom nobody thanked in a year, the deepest relationships first."""

from collections.abc import Sequence

from trustjournal.domain.capture import Draft
from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Customer, Gesture, Preferences, Record, Touchpoint
from trustjournal.i18n import _
from trustjournal.settings import Settings
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.models.thanks_entries import LONG_AGO, NEVER, thanks_content
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.one_touch import log_touch
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.plan_list import Act


class ThanksPage(PlanPage):
    """Everybody who is due a thank-you, and the ways to say it."""

    shows = frozenset[type[Record]]({Customer, Gesture, Touchpoint, Preferences})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Thank-yous"),
            icon="hand-heart",
            empty=_("Nobody has gone a year without a thank-you from you."),
            new=_("Plan a gesture"),
            kinds=(
                ("", _("Everyone")),
                (NEVER, _("Never thanked")),
                (LONG_AGO, _("Thanked long ago")),
            ),
        )
        super().__init__(session, navigator, said, thanks_content)
        self.set_acts(
            (
                Act(key="Enter", words=_("open"), do=self.open_person, more_keys=("O",)),
                Act(
                    key="G",
                    words=_("plan a gesture"),
                    do=self._plan,
                    button=Weight.SECONDARY,
                    icon="gift",
                ),
                Act(key="T", words=_("thanked today"), do=self._thank, button=Weight.SECONDARY),
                Act(key="W", words=_("write a note"), do=self._write, button=Weight.PRIMARY),
            )
        )

    def new(self) -> None:
        """Open the form of a new gesture."""
        self.navigator.plan_gesture()

    def _plan(self, entries: Sequence[Entry]) -> None:
        self.navigator.plan_gesture(entries[0].customer_id)

    def _write(self, entries: Sequence[Entry]) -> None:
        self.navigator.write_letter(entries[0].customer_id)

    def _thank(self, entries: Sequence[Entry]) -> None:
        """Log that the owner thanked somebody in words."""
        draft = Draft(customer_ids=(entries[0].customer_id,), kind=Kind.THANKS)
        log_touch(draft, self.session, self.navigator)
