"""The form of how often: for everyone with a tag and everyone at a stage, in one table."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from sqlalchemy import Connection

from trustjournal.domain import cadence
from trustjournal.domain.changes import Changeset
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import StageRule, TagRule
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.rules import (
    check_rule,
    folded,
    set_rules,
    set_stage_rule,
    set_tag_rule,
)
from trustjournal.store.check_ins import Rules, read_rules
from trustjournal.ui import theme
from trustjournal.ui.dialogs.fields import Field, NumberField
from trustjournal.ui.dialogs.form_dialog import Decision, FormDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.palette import Tone, TypeRole
from trustjournal.ui.session import JournalSession
from trustjournal.ui.widgets.label import PlainLabel

Days = tuple[int | None, int | None]
"""How often in days, and at the latest after how many; None where nothing is said."""

_LEAST = 112  # px at 100 % for a number of days, its unit and the arrows
_K = TypeVar("_K", bound=Hashable)


class RuleRow(QObject):
    """How often and at the latest, for one tag or stage, and a line for what is wrong."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = PlainLabel(name, TypeRole.STRONG, elide=True)
        self.every = NumberField(cadence.LONGEST, _("days"), none=_("not said"))
        self.longest = NumberField(cadence.LONGEST, _("days"), none=_("not said"))
        self.every.setAccessibleName(_("{whom}: how often").format(whom=name))
        self.longest.setAccessibleName(_("{whom}: at the latest after").format(whom=name))
        self.fault = PlainLabel("", TypeRole.SMALL, Tone.CLAY, wrap=True)
        self.fault.hide()
        for part in (self.every, self.longest):
            part.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            part.box.setMinimumWidth(theme.px(_LEAST))
            part.edited.connect(self.edited)

    def value(self) -> Days:
        """Return both numbers."""
        return self.every.value(), self.longest.value()

    def set_value(self, value: Days) -> None:
        """Show both numbers."""
        self.every.set_value(value[0])
        self.longest.set_value(value[1])

    def check(self) -> bool:
        """Say under the row what is wrong with it, and return whether all is well."""
        sentence = ""
        try:
            check_rule(*self.value())
        except InvalidEntry as error:
            sentence = str(error)
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.longest.box.setAccessibleDescription(sentence)
        return not sentence


class RulesTable(Field):
    """A row for each tag or stage; its value is what is said, by tag or stage."""

    shape = dict[str, Days]

    def __init__(self, rows: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = {key: RuleRow(name, self) for key, name in rows}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, share in enumerate((3, 2, 2)):
            grid.setColumnStretch(column, share)
        for column, words in ((1, _("How often")), (2, _("At the latest after"))):
            grid.addWidget(PlainLabel(words, TypeRole.CAPTION, Tone.MUTED), 0, column)
        for number, row in enumerate(self.rows.values()):
            for column, part in enumerate((row.name, row.every, row.longest)):
                grid.addWidget(part, 2 * number + 1, column)
            grid.addWidget(row.fault, 2 * number + 2, 0, 1, 3)
            row.edited.connect(self.edited)
        self.row.addLayout(grid, 1)
        if self.rows:
            self.setFocusProxy(next(iter(self.rows.values())).every)

    def value(self) -> dict[Any, Days]:
        """Return what each row says."""
        return {key: row.value() for key, row in self.rows.items()}

    def set_value(self, value: Mapping[Any, Days]) -> None:
        """Show what each row says."""
        for key, days in value.items():
            if key in self.rows:
                self.rows[key].set_value(days)

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)

    def check(self) -> RuleRow | None:
        """Say in each row what is wrong with it, and return the first that is."""
        wrong = [row for row in self.rows.values() if not row.check()]
        return wrong[0] if wrong else None


class RulesDialog(FormDialog):
    """How often the owner wants to be in touch, for all tags and stages at once."""

    def __init__(
        self,
        known: Rules,
        session: JournalSession,
        navigator: Navigator,
        parent: QWidget | None = None,
    ) -> None:
        title = _("How often, by tag and stage")
        about = tuple(sorted(one.revision for one in (*known.tag_rules, *known.stage_rules)))
        super().__init__(title, about, session, navigator, parent)
        ruled = {folded(rule.tag) for rule in known.tag_rules}
        tags = [(folded(tag), tag) for tag in known.tags]
        self.tags = RulesTable(sorted(tags, key=lambda tag: tag[0] not in ruled))
        self.stages = RulesTable([(stage, stage.word) for stage in reversed(DepthStage)])
        if known.tags:
            self.page.add(
                "tags",
                _("Everyone with a tag"),
                self.tags,
                _("Of several tags the one counts that asks for more."),
            )
        self.page.add(
            "stages",
            _("Everyone else, by how deep the trust is"),
            self.stages,
            _("How often you set for one person comes before both. Down to 0, nothing is asked."),
        )
        self.begin(_values_of(known, self.fields))
        self._before = self.values()

    def decide(self, values: dict[str, Any]) -> Decision:
        """Return what the form asks for.

        Raises:
            InvalidEntry: a row makes no sense; it says itself what is wrong.
        """
        wrong = [row for row in (self.tags.check(), self.stages.check()) if row is not None]
        if wrong:
            wrong[0].longest.setFocus()
            raise InvalidEntry(_("One row does not fit together yet."))
        tags, stages = (
            _changed(values.get(part, {}), self._before.get(part, {}))
            for part in ("tags", "stages")
        )
        return partial(_set_all, tags, stages)

    def done_sentence(self) -> str:
        """Say that the new rhythms count."""
        return _("From now on these rhythms count.")


class RulesAsking:
    """Opens the form once the journal has told which tags there are and what is said already."""

    def __init__(self, session: JournalSession, navigator: Navigator, parent: QWidget) -> None:
        self._session = session
        self._navigator = navigator
        self._parent = parent

    def ask(self) -> None:
        """Open the form."""
        self._session.read(read_rules, self._open)

    def _open(self, known: Rules) -> None:
        RulesDialog(known, self._session, self._navigator, self._parent).open()


def _values_of(known: Rules, shown: Mapping[str, Field]) -> dict[str, dict[Any, Days]]:
    values = {
        "tags": {folded(rule.tag): _days(rule) for rule in known.tag_rules},
        "stages": {rule.stage: _days(rule) for rule in known.stage_rules},
    }
    return {name: value for name, value in values.items() if name in shown}


def _days(rule: TagRule | StageRule | None) -> Days:
    return (rule.every_days, rule.longest_gap_days) if rule else (None, None)


def _changed(values: Mapping[_K, Days], before: Mapping[_K, Days]) -> dict[_K, Days]:
    return {key: days for key, days in values.items() if days != before.get(key)}


def _set_all(
    tags: Mapping[str, Days], stages: Mapping[DepthStage, Days], connection: Connection
) -> Changeset:
    """Set what the owner changed, on the rules as they are by now."""
    known = read_rules(connection)
    by_tag = {folded(rule.tag): rule for rule in known.tag_rules}
    by_stage = {rule.stage: rule for rule in known.stage_rules}
    of_tags = _decided(tags, by_tag, set_tag_rule)
    return set_rules([*of_tags, *_decided(stages, by_stage, set_stage_rule)])


def _decided(
    wanted: Mapping[_K, Days],
    known: Mapping[_K, Any],
    decide: Callable[..., Changeset],
) -> list[Changeset]:
    return [
        decide(key, known.get(key), every_days=every, longest_gap_days=longest)
        for key, (every, longest) in wanted.items()
        if (every, longest) != _days(known.get(key))
    ]
