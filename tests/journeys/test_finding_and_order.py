"""Everything found, and in its place: doubles made one, words found, filters, groups, own fields.

Common acts in keys, words aside: a double made one 1; what was searched opened 2; the list narrowed
1; a search kept in the sidebar 7; a tag for thirty people 9.
"""

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QPlainTextEdit, QTableView

from tests.journeys.conftest import CTRL, Owner
from tests.samples import (
    make_answer,
    make_attachment,
    make_check_in,
    make_custom_field,
    make_customer,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
)
from tests.ui.conftest import MORNING
from trustjournal.domain.choices import CustomerKind, Stage
from trustjournal.domain.organising import Attachment, SavedFilter
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    CustomValue,
    Feedback,
    Gesture,
    Labelled,
    Promise,
    Record,
    Recovery,
    Review,
    Touchpoint,
)
from trustjournal.ui.dialogs.find_dialog import FindDialog
from trustjournal.ui.pages.duplicates import DuplicatesPage
from trustjournal.ui.widgets.side_filters import FilterEntry

PHONE = (Labelled(value="+34 600 000 001"),)


def twice() -> list[Record]:
    """Return a Rosa who is in the journal twice, with one of everything about either."""
    glaze = make_custom_field("Glaze")
    home = make_customer("The Delgados", kind=CustomerKind.HOUSEHOLD)
    oak = CustomValue(field_id=glaze.id, value="oak")
    rosa = make_customer("Rosa Delgado", phones=PHONE, tags=("vip",), note="Likes to talk.")
    twin = make_customer(
        "R. Delgado", phones=PHONE, loves="blue", company="Alma", referred_by=rosa.id, custom=(oak,)
    )
    made: list[Record] = [glaze, home, rosa, twin, make_customer("Cho", referred_by=twin.id)]
    for who in (rosa, twin):
        made += [
            *(make_touchpoint(who.id, happened_at=MORNING - timedelta(9)), make_answer(who.id)),
            *(make_check_in(who.id, every_days=21), make_promise(who.id), make_gesture(who.id)),
            *(make_feedback(who.id), make_recovery(who.id), make_review(who.id)),
            *(make_membership(who.id, home.id), make_attachment(who.id, is_photo=False)),
        ]
    return [*made, make_touchpoint(rosa.id, happened_at=MORNING - timedelta(2))]


def test_two_of_one_person_are_made_one_with_one_key_and_two_again_with_undo(owner: Owner) -> None:
    owner.begin(*twice())
    before = owner.everything()
    owner.go("duplic")
    page = owner.find(DuplicatesPage)
    owner.qtbot.waitUntil(lambda: bool(page.panel.compare.dots))
    assert owner.reads("Where they differ, which is right?")
    owner.pressed = 0
    owner.press(Qt.Key.Key_M)
    owner.waits_to_read(" are one now.")
    owner.settle()
    assert owner.pressed == 1
    rosa, after = owner.person("Rosa Delgado"), owner.everything()
    assert (rosa.company, rosa.loves, rosa.tags) == ("Alma", "blue", ("vip",))
    assert [one.value for one in rosa.custom] == ["oak"]
    assert rosa.note.startswith("Likes to talk.\nName: R. Delgado")
    assert owner.person("Cho").referred_by == rosa.id
    for kind in {Touchpoint, Gesture, Promise, Answer, Feedback, Recovery, Review, Attachment}:
        assert len(after[kind]) == len(before[kind])
    assert all(about(one) == rosa.id for kind in after for one in after[kind] if about(one))
    assert owner.reads("Nobody seems to be in your journal twice.")
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: ")
    owner.settle()
    assert owner.everything() == before
    toast, panel = owner.window.shell.toast, page.panel
    assert toast.isVisible()
    for button in (panel.merge_button, panel.apart_button):
        place = QRect(button.mapTo(owner.window.shell, QPoint()), button.size())
        assert not toast.geometry().intersects(place)


def about(record: Record) -> UUID | None:
    """Return whom a record is about."""
    ids = record.customer_ids if isinstance(record, Touchpoint) else ()
    return ids[0] if ids else getattr(record, "customer_id", None)


def test_a_word_of_long_ago_a_command_and_a_filter_are_found_from_anywhere(owner: Owner) -> None:
    rosa, ben = make_customer("Rosa Delgado", tags=("vip",)), make_customer("Ben Arnot")
    two_years = make_touchpoint(
        rosa.id, happened_at=MORNING - timedelta(days=731), note="Spoke of the Ölmühle in Jaén."
    )
    newer = [
        make_touchpoint(ben.id, happened_at=MORNING - timedelta(days=days), note=f"Cups, {days}")
        for days in range(1, 60)
    ]
    owner.begin(rosa, ben, two_years, *newer)
    owner.pressed = 0
    search(owner, "olmuhle")
    assert "Rosa Delgado" in found(owner)[0]
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    assert owner.pressed == 2 + len("olmuhle")
    assert owner.find(QPlainTextEdit).toPlainText() == two_years.note
    owner.press(Qt.Key.Key_Escape)

    search(owner, "tag:vip")
    assert found(owner)[0] == "Rosa Delgado, vip"
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Good to know")
    owner.go("losing to")
    assert owner.window.shell.page_key() == "losing-touch"

    owner.press(Qt.Key.Key_3, CTRL)
    owner.settle()
    narrow(owner, "olmuhle jaen")
    assert listed(owner).rowCount() == 1
    owner.press(Qt.Key.Key_2, CTRL)
    owner.settle()
    narrow(owner, "nobody:knows")
    owner.waits_to_read("Nobody here matches.")
    owner.press(Qt.Key.Key_A, CTRL)
    owner.write("stage:customer quiet>60")
    owner.qtbot.waitUntil(lambda: listed(owner).rowCount() == 1)
    assert listed(owner).index(0, 0).data() == "Rosa Delgado"
    owner.press(Qt.Key.Key_Return)
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Good to know")


def test_a_search_is_kept_in_the_sidebar_renamed_and_deleted(owner: Owner) -> None:
    vip, other = make_customer("Rosa Delgado", tags=("vip",)), make_customer("Ben Arnot")
    owner.begin(vip, other)
    owner.press(Qt.Key.Key_2, CTRL)
    owner.settle()
    narrow(owner, "tag:vip")
    owner.qtbot.waitUntil(lambda: listed(owner).rowCount() == 1)
    owner.pressed = 0
    owner.tab_to(QAbstractButton, "Keep this filter")
    owner.press(Qt.Key.Key_Space)
    owner.write("Best ones")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("“Best ones” is in the sidebar.")
    assert owner.pressed <= 8 + len("Best ones")
    (kept,) = owner.disk(SavedFilter)
    assert (kept.title, kept.query) == ("Best ones", "tag:vip")

    owner.stop()
    owner.start()
    owner.tab_to(FilterEntry, "Best ones")
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    owner.qtbot.waitUntil(lambda: owner.window.shell.page_key() == "filter")
    assert [listed(owner).index(0, 0).data(), listed(owner).rowCount()] == ["Rosa Delgado", 1]
    owner.tab_to(FilterEntry, "Best ones")
    owner.press(Qt.Key.Key_F2)
    owner.press(Qt.Key.Key_A, CTRL)
    owner.write("Dear ones")
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read("“Dear ones” is in the sidebar.")
    owner.settle()
    assert owner.focus().accessibleName() == "Dear ones"
    owner.press(Qt.Key.Key_Delete)
    owner.settle()
    assert owner.disk(SavedFilter) == []
    assert not owner.window.shell.sidebar.filters.isVisible()
    assert owner.window.shell.page_key() == "people"
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone")
    owner.settle()
    assert owner.find(FilterEntry).title == "Dear ones"
    assert [one.title for one in owner.disk(SavedFilter)] == ["Dear ones"]


def test_thirty_people_are_marked_and_deleted_at_once_each_with_one_undo(owner: Owner) -> None:
    people = [make_customer(f"Guest {number:02}") for number in range(30)]
    owner.begin(*people, make_customer("Zoe Hale"))
    before = owner.everything()
    owner.press(Qt.Key.Key_2, CTRL)
    owner.settle()
    narrow(owner, "guest")
    owner.press(Qt.Key.Key_Down)
    owner.press(Qt.Key.Key_A, CTRL)
    owner.waits_to_read("30 people selected")

    owner.pressed = 0
    mark(owner, "Tag", "Add tag…")
    owner.write("market")
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    assert owner.pressed <= 10 + len("market")
    assert {one.name for one in owner.disk(Customer) if one.tags == ("market",)} == {
        one.name for one in people
    }
    take_back(owner, before)

    mark(owner, "Stage", "Prospect")
    owner.settle()
    assert [one.stage for one in owner.disk(Customer)].count(Stage.PROSPECT) == 30
    take_back(owner, before)

    mark(owner, "How often", "Every 2 weeks")
    owner.settle()
    assert [one.every_days for one in owner.disk(CheckIn)] == [14] * 30
    take_back(owner, before)

    owner.tab_to(QTableView)
    owner.press(Qt.Key.Key_Delete)
    owner.settle()
    assert [one.name for one in owner.disk(Customer)] == ["Zoe Hale"]
    take_back(owner, before)


def mark(owner: Owner, button: str, *words: str) -> None:
    """Choose from the menu of a button above the list."""
    owner.tab_to(QAbstractButton, button)
    owner.press(Qt.Key.Key_Space)
    for word in words:
        menu = owner.focus()
        assert isinstance(menu, QMenu)
        while not (menu.activeAction() and menu.activeAction().text() == word):
            owner.press(Qt.Key.Key_Down)
        owner.press(Qt.Key.Key_Return)


def take_back(owner: Owner, before: dict[type[Record], set[Record]]) -> None:
    """Undo what was done last, and see that all is as it was."""
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone")
    owner.settle()
    assert owner.everything() == before


def search(owner: Owner, words: str) -> None:
    """Look for something from wherever the owner is, and wait until all is found."""
    owner.press(Qt.Key.Key_K, CTRL)
    owner.write(words)
    owner.waits_to_read("Arrows choose, Enter goes there.")


def found(owner: Owner) -> list[str]:
    """Return what was found, a row as it is read aloud."""
    rows, role = owner.find(FindDialog).list, Qt.ItemDataRole.AccessibleTextRole
    return [str(rows.item(row).data(role)) for row in range(rows.count())]


def narrow(owner: Owner, words: str) -> None:
    """Look for something on the page that is in front."""
    owner.press(Qt.Key.Key_F, CTRL)
    owner.write(words)
    owner.settle()


def listed(owner: Owner) -> QAbstractItemModel:
    return owner.find(QTableView).model()
