"""What the owner's own order is made of: fields of their own, and who belongs together, by keys.

Common acts in keys, words aside, most of them Tab: a field of one's own made 33, filled in 22; a
household of two 13.
"""

import csv
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.journeys.conftest import CTRL, Owner
from tests.samples import make_customer, make_touchpoint
from tests.ui.conftest import MORNING
from tests.ui.owner import choose
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import CustomField, Membership
from trustjournal.ui.dialogs.find_dialog import FindDialog
from trustjournal.ui.widgets.pressable import Pressable


def test_a_field_of_ones_own_goes_from_settings_to_the_page_the_table_and_the_search(
    owner: Owner, tmp_path: Path
) -> None:
    owner.begin(make_customer("Rosa Delgado"), make_customer("Ben Arnot"))
    owner.press(Qt.Key.Key_Comma, CTRL)
    owner.settle()
    owner.pressed = 0
    owner.tab_to(QAbstractButton, "Add a field")
    owner.press(Qt.Key.Key_Space)
    field_title = "Favourite glaze"
    owner.write(field_title)
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("Everyone has a field “Favourite glaze” now.")
    assert owner.pressed <= 40 + len(field_title)
    (field,) = owner.disk(CustomField)
    assert field.title == field_title

    owner.open_person("rosa")
    owner.pressed = 0
    owner.press(Qt.Key.Key_E)
    owner.settle()
    owner.tab_to(QLineEdit, "Favourite glaze")
    owner.write("Terracotta")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.settle()
    assert owner.pressed <= 25 + len("Terracotta")
    (value,) = owner.person("Rosa Delgado").custom
    assert (value.field_id, value.value) == (field.id, "Terracotta")
    assert owner.reads("Favourite glaze")
    assert owner.reads("Terracotta")

    owner.press(Qt.Key.Key_K, CTRL)
    owner.write("terracotta")
    owner.settle()
    rows = owner.find(FindDialog).list
    assert rows.item(0).text() == "Rosa Delgado"
    owner.press(Qt.Key.Key_Escape)

    owner.press(Qt.Key.Key_2, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_E, CTRL)
    owner.press(Qt.Key.Key_Return, CTRL)
    target = tmp_path / "people.csv"
    choose(owner.qtbot, target)
    owner.waits_to_read("2 rows are now in")
    with target.open(newline="", encoding="utf-8-sig") as stream:
        rows = {row["name"]: row for row in csv.DictReader(stream)}
    assert rows["Rosa Delgado"]["field:Favourite glaze"] == "Terracotta"
    assert rows["Ben Arnot"]["field:Favourite glaze"] == ""


def test_two_people_make_a_household_that_knows_when_either_was_met(owner: Owner) -> None:
    rosa, ben = make_customer("Rosa Delgado"), make_customer("Ben Arnot")
    met = make_touchpoint(ben.id, happened_at=MORNING - timedelta(days=3))
    owner.begin(rosa, ben, met)
    before = owner.everything()
    owner.press(Qt.Key.Key_2, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_A, CTRL)
    owner.waits_to_read("2 people selected")
    owner.pressed = 0
    owner.tab_to(QAbstractButton, "Group")
    owner.press(Qt.Key.Key_Space)
    owner.press(Qt.Key.Key_Down)
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    owner.write("Mill Lane 4")
    owner.settle()
    owner.press(Qt.Key.Key_Return)
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("Noted where Ben Arnot and Rosa Delgado belong.")
    assert owner.pressed <= 15 + len("Mill Lane 4")
    home = owner.person("Mill Lane 4")
    assert home.kind is CustomerKind.HOUSEHOLD
    assert {one.customer_id for one in owner.disk(Membership)} == {rosa.id, ben.id}
    owner.open_person("mill")
    assert owner.reads("Last in touch with any of them 3 days ago.")
    assert owner.reads("Rosa Delgado")
    owner.tab_to(Pressable, "Rosa Delgado")
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    owner.waits_to_read("Belongs to")
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone")
    owner.settle()
    assert owner.everything() == before
