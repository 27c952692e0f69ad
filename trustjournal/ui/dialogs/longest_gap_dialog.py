"""The form of the longest silence: how many days until the owner hears of somebody."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from trustjournal.domain import words
from trustjournal.domain.cadence import LONGEST
from trustjournal.domain.changes import Changeset
from trustjournal.i18n import _
from trustjournal.services.rhythms import set_longest_gap
from trustjournal.services.rules import folded, set_tag_rule
from trustjournal.store import queries
from trustjournal.store.quiet import Limits, limits
from trustjournal.ui.dialogs.fields import ChoiceField, NumberField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

_PERSON = ""


class LongestGapDialog(FormDialog):
    """How long one person, or everyone with one of their tags, may be silent."""

    def __init__(
        self,
        known: Limits,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        who = known.customer
        about = (who.id, who.revision) if who else None
        super().__init__(_("The longest silence"), about, session, navigator, parent)
        self._known = known
        self.whom = ChoiceField(_choices(known))
        self.days = NumberField(LONGEST, _("days"), none=_("Their own rhythm"))
        self.page.add("whom", _("Of whom"), self.whom)
        self.page.add(
            "days",
            _("Tell me after"),
            self.days,
            _("Down to 0, their own rhythm counts. What you say of one person comes before a tag."),
        )
        whom = self.whom.value()
        self.begin({"whom": whom, "days": self._limit_of(whom)})
        self.whom.edited.connect(self._follow)

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for."""
        if values["whom"] == _PERSON and self._known.customer is not None:
            return partial(_limit_person, self._known.customer.id, values["days"])
        return partial(_limit_tag, values["whom"], values["days"])

    def done_sentence(self) -> str:
        """Say after how long the owner hears of it."""
        days = self.days.value()
        if days is None:
            return _("From now on their own rhythm counts.")
        return _("You will find them here after {span} of silence.").format(span=words.span(days))

    def _follow(self) -> None:
        self.days.set_value(self._limit_of(self.whom.value()))

    def _limit_of(self, whom: str) -> int | None:
        if whom == _PERSON:
            return self._known.customer.longest_gap_days if self._known.customer else None
        rule = self._known.rules.get(whom)
        return rule.longest_gap_days if rule else None


class LimitAsking:
    """Opens the form once the journal has told what is set already."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        self._session = session
        self._navigator = navigator
        self._parent = parent

    def ask(self, customer_id: UUID) -> None:
        """Open the form of one person and their tags."""
        self._session.read(partial(limits, customer_id=customer_id), self._open)

    def _open(self, known: Limits) -> None:
        LongestGapDialog(known, self._session, self._navigator, self._parent).open()


def _choices(known: Limits) -> list[tuple[str, str]]:
    tags = [(folded(tag), _("Anyone tagged “{tag}”").format(tag=tag)) for tag in known.tags]
    return [(_PERSON, known.customer.name), *tags] if known.customer else tags


def _limit_person(customer_id: UUID, days: int | None, connection: Connection) -> Changeset:
    return set_longest_gap(queries.customer_by_id(connection, customer_id), days)


def _limit_tag(tag: str, days: int | None, connection: Connection) -> Changeset:
    rules = {rule.tag.casefold(): rule for rule in queries.tag_rules(connection)}
    rule = rules.get(tag)
    every = rule.every_days if rule else None
    return set_tag_rule(tag, rule, every_days=every, longest_gap_days=days)
