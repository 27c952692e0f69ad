"""Lost customers: every customer who was lost, why, and what was learned from it."""

from collections.abc import Sequence
from functools import partial

from trustjournal.domain.records import Customer, Record, Review
from trustjournal.i18n import _
from trustjournal.services.reviews import delete_review
from trustjournal.settings import Settings
from trustjournal.ui.models.plan_model import Entry
from trustjournal.ui.models.review_entries import (
    REVIEWED,
    WAITING,
    WON_BACK,
    is_reviewed,
    reviews_content,
)
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.plan_page import PageWords, PlanPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.buttons import Weight
from trustjournal.ui.widgets.plan_list import Act


class ReviewsPage(PlanPage):
    """Everyone who was lost, those not looked back at yet first."""

    shows = frozenset[type[Record]]({Review, Customer})

    def __init__(self, session: JournalSession, navigator: Navigator, settings: Settings) -> None:
        said = PageWords(
            title=_("Lost customers"),
            icon="history",
            empty=_("Nobody was lost. If it happens, the lesson is kept here."),
            new=_("See everyone"),
            begins=False,
            kinds=(
                ("", _("All losses")),
                (WAITING, _("Not looked back at yet")),
                (REVIEWED, _("Looked back at")),
                (WON_BACK, _("Won back")),
            ),
        )
        super().__init__(session, navigator, said, reviews_content)
        self.set_acts(
            (
                Act(
                    key="Enter",
                    words=_("look back"),
                    do=self._look_back,
                    more_keys=("E", "F2"),
                    button=Weight.SECONDARY,
                    icon="history",
                ),
                Act(key="O", words=_("open the person"), do=self.open_person),
                Act(key="Del", words=_("delete"), do=self._delete, fits=is_reviewed, many=True),
            )
        )

    def new(self) -> None:
        """Show everyone: a loss begins with a person who is marked as lost."""
        self.navigator.open_page("people")

    def _look_back(self, entries: Sequence[Entry]) -> None:
        entry = entries[0]
        review = entry.record if isinstance(entry.record, Review) else None
        self.navigator.review_loss(entry.customer_id, review)

    def _delete(self, entries: Sequence[Entry]) -> None:
        names = ", ".join(entry.person for entry in entries[:3])
        said = _("Deleted: the look back at {people}").format(people=names)
        self.act_on(Review, entries, partial(delete_review), said)
