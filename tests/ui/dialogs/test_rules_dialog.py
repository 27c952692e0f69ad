"""How often, by tag and stage, with real keys on a real journal."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_stage_rule, make_tag_rule
from tests.ui.conftest import fill
from tests.ui.owner import hear
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Record
from trustjournal.store import queries
from trustjournal.ui.dialogs.fields import NumberField
from trustjournal.ui.dialogs.rules_dialog import RulesAsking, RulesDialog
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.session import JournalSession

SHOP = make_customer("Shop", tags=("Wholesale", "A & <b>"))
RULE = make_tag_rule("wholesale", every_days=21, longest_gap_days=60)
TRUSTED = make_stage_rule(DepthStage.TRUSTED, every_days=30)
Ask = Callable[..., RulesDialog]


@pytest.fixture
def ask(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Ask:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(*records: Record) -> RulesDialog:
        fill(session, *records)
        RulesAsking(session, navigator, window).ask()
        qtbot.waitUntil(lambda: window.findChild(RulesDialog) is not None)
        dialog = window.findChild(RulesDialog)
        assert dialog is not None
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return opened


def write(field: NumberField, days: str) -> None:
    field.box.setFocus()
    field.box.selectAll()
    QTest.keyClicks(field.box, days)
    QApplication.processEvents()


def enter(dialog: RulesDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def stored(session: JournalSession) -> dict[str, tuple[int | None, int | None]]:
    with session.engine.connect() as connection:
        tags = {one.tag: one for one in queries.tag_rules(connection)}
        stages = {one.stage.value: one for one in queries.stage_rules(connection)}
    return {key: (one.every_days, one.longest_gap_days) for key, one in (tags | stages).items()}


def test_every_tag_and_stage_stands_there_with_its_rule(ask: Ask) -> None:
    dialog = ask(SHOP, RULE, TRUSTED)
    assert {row.name.text(): row.value() for row in dialog.tags.rows.values()} == {
        "A & <b>": (None, None),
        "Wholesale": (21, 60),
    }
    assert [row.name.text() for row in dialog.stages.rows.values()] == [
        "Inner circle",
        "Trusted",
        "Familiar",
        "Acquainted",
        "New",
    ]
    assert dialog.stages.rows[DepthStage.TRUSTED].value() == (30, None)


def test_several_are_changed_under_one_undo(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, ask: Ask
) -> None:
    told = hear(navigator.told)
    dialog = ask(SHOP, RULE, TRUSTED)
    write(dialog.tags.rows["wholesale"].every, "14")
    write(dialog.stages.rows[DepthStage.TRUSTED].every, "0")
    write(dialog.stages.rows[DepthStage.NEW].longest, "90")
    with qtbot.waitSignal(session.changed):
        enter(dialog)
    assert stored(session) == {"wholesale": (14, 60), "new": (None, 90)}
    assert told == ["From now on these rhythms count."]
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert stored(session) == {"wholesale": (21, 60), "trusted": (30, None)}


def test_a_row_that_does_not_fit_together_says_so_itself(
    qtbot: QtBot, session: JournalSession, ask: Ask
) -> None:
    dialog = ask(SHOP, RULE)
    row = dialog.tags.rows["wholesale"]
    write(row.longest, "20")
    enter(dialog)
    said = "At the latest cannot come before how often. Choose 21 days or more."
    assert (row.fault.isVisible(), row.fault.text()) == (True, said)
    assert row.longest.box.hasFocus()
    assert dialog.fault.text() == "One row does not fit together yet."
    write(row.longest, "21")
    with qtbot.waitSignal(session.changed):
        enter(dialog)
    assert stored(session) == {"wholesale": (21, 21)}


def test_what_changes_nothing_is_said_in_the_form(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(SHOP, RULE)
    enter(dialog)
    qtbot.waitUntil(dialog.fault.isVisible)
    assert dialog.fault.text() == "That is how it is already."


def test_without_tags_there_are_the_stages(ask: Ask) -> None:
    dialog = ask(make_customer("Rosa"))
    assert list(dialog.fields) == ["stages"]
    assert dialog.stages.rows[DepthStage.INNER_CIRCLE].every.box.hasFocus()


def test_each_number_is_named_for_whoever_hears_it(ask: Ask) -> None:
    row = ask(SHOP).tags.rows["wholesale"]
    assert row.every.box.accessibleName() == "Wholesale: how often"
    assert row.longest.box.accessibleName() == "Wholesale: at the latest after"
