from pytestqt.qtbot import QtBot

from trustjournal.ui.widgets.buttons import quiet
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.label import PlainLabel


def test_a_card_is_named_by_its_title(qtbot: QtBot) -> None:
    card = Card("Check in with", "4 today", quiet("All"))
    qtbot.addWidget(card)
    assert card.accessibleName() == "Check in with"
    card.set_title("Gestures")
    assert card.accessibleName() == "Gestures"


def test_a_long_title_takes_as_many_lines_as_it_needs_unless_words_stand_beside(
    qtbot: QtBot,
) -> None:
    card = Card("Who were you in touch with today?")
    qtbot.addWidget(card)
    assert card.heightForWidth(180) > card.heightForWidth(600)
    card.set_subtitle("4 today")
    assert card.heightForWidth(180) == card.heightForWidth(600)


def test_clearing_takes_out_all_there_was(qtbot: QtBot) -> None:
    card = Card("Today")
    qtbot.addWidget(card)
    gone = PlainLabel("old")
    card.add(gone)
    card.body.addSpacing(8)
    with qtbot.waitSignal(gone.destroyed):
        card.clear()
    assert card.body.count() == 0


def test_a_card_without_title_has_no_title_row(qtbot: QtBot) -> None:
    bare, titled = Card(), Card("Today")
    for card in (bare, titled):
        qtbot.addWidget(card)
        card.add(PlainLabel("words"))
    assert bare.sizeHint().height() < titled.sizeHint().height()


def test_wide_content_reaches_further_out_than_the_body(qtbot: QtBot) -> None:
    card = Card("Today")
    qtbot.addWidget(card)
    inner, wide = PlainLabel("a"), PlainLabel("b")
    card.add(inner)
    card.add_wide(wide)
    card.resize(400, 200)
    card.show()
    assert wide.x() < inner.x()
    assert wide.geometry().right() > inner.geometry().right()
