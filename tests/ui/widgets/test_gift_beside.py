"""What helps to choose a gift, as it stands beside the form."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.samples import make_customer, make_gesture
from tests.ui.owner import hear
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.giving_words import Choosing
from trustjournal.domain.occasions import Occasion
from trustjournal.domain.records import Gesture, ImportantDate, Preferences
from trustjournal.ui.widgets.chip_button import ChipButton
from trustjournal.ui.widgets.gift_beside import GiftBeside, Moment

TODAY = date(2026, 11, 22)
ROSA = make_customer(
    loves="terrace green",
    gift_limit=Decimal(25),
    dates=(ImportantDate(label="a very long name for the day the café opened", month=12, day=1),),
)
EUROS = Preferences(**identity(), currency="EUR", gift_budget=Decimal(60))
OURS = Moment(Side.US, GestureKind.GIFT, 2026, TODAY)
THEIRS = Moment(Side.THEM, GestureKind.GIFT, 2026, TODAY)


@pytest.fixture
def beside(qtbot: QtBot) -> GiftBeside:
    made = GiftBeside()
    qtbot.addWidget(made)
    made.resize(260, 600)
    made.show()
    return made


def gave(title: str, on: date, **fields: Any) -> Gesture:
    return make_gesture(ROSA.id, title=title, status=GestureStatus.GIVEN, given_on=on, **fields)


def shown(beside: GiftBeside) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in beside.findChildren(QLabel) if one.isVisible())


def test_before_anybody_is_chosen_it_says_what_will_stand_here(beside: GiftBeside) -> None:
    assert "Choose who it is for" in shown(beside)


def test_gifts_of_both_sides_are_told_apart_the_last_first(beside: GiftBeside) -> None:
    past = (
        gave("Mug", date(2026, 3, 1), received=2),
        gave("Tile", date(2026, 9, 1)),
        gave("Plums", date(2026, 8, 1), by=Side.THEM),
        make_gesture(ROSA.id, title="Only an idea"),
    )
    beside.show_choosing(Choosing(ROSA, past, None, EUROS), OURS)
    said = shown(beside)
    assert "• Tile, 1 Sep\n• Mug, 1 Mar. They loved it." in said
    assert "From them\nPlums, 1 Aug" in said
    assert "Up to €25." in said
    assert "€60 left of €60 for 2026." in said
    assert "Only an idea" not in said


def test_an_occasion_with_a_long_name_is_cut_but_told_whole(beside: GiftBeside) -> None:
    chosen = hear(beside.occasion_chosen)
    beside.show_choosing(Choosing(ROSA, (), None, EUROS), OURS)
    (chip,) = beside.findChildren(ChipButton)
    assert chip.words() == "A very long name…, 1 Dec"
    assert "the café opened" in chip.accessibleName()
    chip.click()
    assert chosen == [Occasion(ROSA.dates[0].label, date(2026, 12, 1), 14)]


def test_of_what_they_gave_only_the_gifts_matter(beside: GiftBeside) -> None:
    past = (gave("Plums", date(2026, 8, 1), by=Side.THEM),)
    beside.show_choosing(Choosing(ROSA, past, None, EUROS), THEIRS)
    said = shown(beside)
    assert "Plums" in said
    assert "terrace green" not in said
    assert "€60" not in said
    assert beside.findChildren(ChipButton) == []


def test_a_person_of_whom_nothing_is_known_is_said_so(beside: GiftBeside) -> None:
    nobody = make_customer("Ben")
    beside.show_choosing(Choosing(nobody, (), None, Preferences(**identity())), OURS)
    assert "Nothing is noted about Ben yet." in shown(beside)
