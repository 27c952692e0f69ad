from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import full_customer, make_custom_field, make_customer
from trustjournal.domain.choices import FieldKind
from trustjournal.domain.records import (
    Address,
    CustomValue,
    ImportantDate,
)
from trustjournal.ui.widgets.good_to_know import GoodToKnow, address_text, day_text, facts


def shown(qtbot: QtBot) -> GoodToKnow:
    card = GoodToKnow()
    qtbot.addWidget(card)
    card.resize(320, 800)
    card.show()
    card.show_customer(full_customer())
    return card


def test_everything_kept_about_a_person_is_a_fact() -> None:
    known = " ".join(fact.text for fact in facts(full_customer()))
    for text in ("mornings", "29 February", "Lucía (5)", "terrace green", "lunch calls"):
        assert text in known
    for text in ("+34 600 000 001", "rosa@example.org", "1 Hill St", "https://example.org"):
        assert text in known


def test_what_they_may_accept_is_known_too_and_its_limit_with_its_currency() -> None:
    told = {fact.caption: fact for fact in facts(full_customer(), "EUR")}
    assert told["Gifts"].text == "Nothing above 25, and for the whole team"
    assert told["Gifts"].field == "gift_policy"
    assert told["Gifts up to"].text == "€25"


def test_a_date_shows_its_year_only_if_it_has_one() -> None:
    assert day_text(ImportantDate(label="Birthday", month=5, day=3)) == "3 May"
    assert day_text(ImportantDate(label="Birthday", month=2, day=29, year=1980)) == (
        "29 February 1980"
    )


def test_an_address_has_a_line_for_each_part_that_is_known() -> None:
    address = Address(street="1 Hill St", city="Cádiz", postal_code="11001", country="Spain")
    assert address_text(address) == "1 Hill St\n11001 Cádiz\nSpain"


def test_a_phone_number_can_be_marked_and_copied(qtbot: QtBot) -> None:
    card = shown(qtbot)
    phone = next(row for row in card.rows if row.fact.large)
    assert phone.value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    QTest.keyClick(phone, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "+34 600 000 001"


def test_what_is_read_meanwhile_waits_for_the_end_of_editing(qtbot: QtBot) -> None:
    card = shown(qtbot)
    row = next(one for one in card.rows if one.fact.field == "loves")
    QTest.keyClick(row, Qt.Key.Key_F2)
    card.show_customer(make_customer(loves="figs"))
    editor = card.editor()
    assert editor is not None
    assert editor.box.toPlainText() == "terrace green"
    QTest.keyClick(editor.box, Qt.Key.Key_Escape)
    assert [one.fact.text for one in card.rows] == ["figs"]


def test_a_person_of_whom_nothing_is_known_gets_a_question_and_a_button(qtbot: QtBot) -> None:
    card = shown(qtbot)
    card.show_customer(make_customer())
    assert card.rows == []
    wanted: list[bool] = []
    card.edit_wanted.connect(lambda: wanted.append(True))
    card.edit_button.click()
    assert wanted == [True]


def test_own_fields_are_known_in_their_order_and_links_open() -> None:
    chairs = make_custom_field("Chairs", kind=FieldKind.NUMBER)
    lease = make_custom_field("Lease ends", kind=FieldKind.DATE)
    shop = make_custom_field("Shop", kind=FieldKind.LINK)
    said = ((shop, "example.org"), (chairs, "12.50"), (lease, "2027-02-03"))
    values = tuple(CustomValue(field_id=one.id, value=text) for one, text in said)
    found = list(facts(make_customer("Ana", custom=values), "", [chairs, lease, shop]))
    assert [(one.caption, one.text, one.url) for one in found] == [
        ("Chairs", "12.50", ""),
        ("Lease ends", "3 Feb 2027", ""),
        ("Shop", "example.org", "https://example.org"),
    ]
