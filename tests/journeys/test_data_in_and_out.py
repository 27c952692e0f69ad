"""Everything in and everything out again: files of any form, the whole journal, one story.

Common acts in keys, words and names of files aside: contacts brought in 2 from the file, mail 5; a
log with two strangers told 22; the whole journal out 3.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTabBar, QTableView

from tests.journeys.conftest import CTRL, Owner
from tests.journeys.test_first_run import answer
from tests.samples import make_customer
from tests.ui.files import written
from tests.ui.owner import choose
from tests.whole_book import dump, write_book
from trustjournal.domain.choices import Began, Channel
from trustjournal.domain.records import Customer, Labelled, Touchpoint
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.ui.dialogs.choice_key import ChoiceKey
from trustjournal.ui.widgets.entry_list import EntryList

FILES = Path(__file__).parent.parent / "data"


def pick(owner: Owner, path: Path) -> None:
    """Ask for the import with its key and choose a file, up to its first page."""
    owner.press(Qt.Key.Key_I, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_Return)
    choose(owner.qtbot, path)
    owner.waits_to_read("Go on")


def test_the_whole_journal_leaves_and_comes_into_an_empty_one_with_its_past(
    owner: Owner, tmp_path: Path
) -> None:
    engine = create_journal(owner.path)
    write_book(engine)
    before = dump(engine)
    close_journal(engine)
    owner.start()
    owner.pressed = 0
    owner.press(Qt.Key.Key_E, CTRL)
    owner.press(Qt.Key.Key_End)
    owner.press(Qt.Key.Key_Return, CTRL)
    whole = tmp_path / "all.jsonl"
    choose(owner.qtbot, whole)
    owner.waits_to_read("are now in")
    assert owner.pressed == 3
    owner.stop()

    owner.path = tmp_path / "new" / "journal.db"
    answer(owner, "empty")
    owner.wait_for_journal()
    owner.waits_to_read("Good morning, Maya")
    owner.press(Qt.Key.Key_I, CTRL)
    owner.settle()
    owner.press(Qt.Key.Key_Return)
    choose(owner.qtbot, whole)
    owner.waits_to_read("This is a whole journal")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("The whole journal is here now, with its history.")
    owner.settle()
    engine = open_journal(owner.path)
    after = dump(engine)
    close_journal(engine)
    assert after == before
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: Delete one")


def test_contacts_come_in_with_two_presses_go_with_one_undo_and_are_never_brought_twice(
    owner: Owner,
) -> None:
    answer(owner, "Import")
    owner.wait_for_journal()
    before = owner.everything()
    owner.press(Qt.Key.Key_Return)
    choose(owner.qtbot, FILES / "google_new.csv")
    owner.waits_to_read("Go on")
    owner.pressed = 0
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("People: 4 new")
    assert owner.everything() == before
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Imported 4 people.")
    assert owner.pressed == 2
    people = set(owner.disk(Customer))
    assert len(people) == 4
    owner.press(Qt.Key.Key_Return)
    owner.settle()

    pick(owner, FILES / "google_new.csv")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("There is nothing to import: your journal has all of it already.")
    owner.tab_to(QTabBar)
    owner.press(Qt.Key.Key_Right)
    assert cells(owner) == [["6", "Nothing here could serve as a name; it was left out."]]
    owner.press(Qt.Key.Key_Escape)
    owner.settle()
    assert set(owner.disk(Customer)) == people
    owner.press(Qt.Key.Key_Z, CTRL)
    owner.waits_to_read("Undone: Import google_new.csv")
    owner.settle()
    assert owner.everything() == before


def test_unknown_people_of_a_log_are_told_by_keys_and_their_mail_is_theirs(owner: Owner) -> None:
    rosa = make_customer("Rosa Delgado", emails=(Labelled(value="rosa@example.com"),))
    owner.begin(rosa, make_customer("Ana Ruiz Gil"))
    pick(owner, FILES / "spreadsheet" / "contact_log.csv")
    owner.pressed = 0
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("What stands in it")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Touchpoints: 2 new, 2 left out")
    owner.tab_to(QTabBar)
    owner.press(Qt.Key.Key_Right)
    owner.tab_to(QTableView)
    owner.press(Qt.Key.Key_Space)
    owner.tab_to(QAbstractButton, "Add as new")
    owner.press(Qt.Key.Key_Space)
    owner.press(Qt.Key.Key_Backtab, times=2)
    owner.press(Qt.Key.Key_Down)
    owner.tab_to(QLineEdit)
    owner.write("ana ru")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Touchpoints: 4 new")
    assert [(row[0], row[-1]) for row in cells(owner)] == [
        ("Tomasz Łukasik", "Added as new"),
        ("Ana Ruiz · ana@example.org", "Is Ana Ruiz Gil"),
    ]
    owner.tab_to(QAbstractButton, "Import")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Imported")
    assert owner.pressed <= 25 + len("ana ru")
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    tomasz, gil = owner.person("Tomasz Łukasik"), owner.person("Ana Ruiz Gil")
    notes = {one.customer_ids: one.note for one in owner.disk(Touchpoint)}
    assert notes[(tomasz.id,)] == "Bought a jug"
    assert notes[(gil.id,)].startswith("Talked")


def test_mail_comes_to_the_page_of_whoever_wrote_it(owner: Owner) -> None:
    rosa = make_customer("Rosa", emails=(Labelled(value="rosa@cafealma.example.com"),))
    ben = make_customer("Ben", emails=(Labelled(value="ben@example.org"),))
    owner.begin(rosa, ben)
    pick(owner, FILES / "mail" / "year.mbox")
    owner.pressed = 0
    owner.tab_to(QLineEdit, "Your own addresses")
    owner.write("maya@bluejug.example.com")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Touchpoints: 3 new")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Imported 3 touchpoints.")
    assert owner.pressed == 5 + len("maya@bluejug.example.com")
    owner.press(Qt.Key.Key_Return)
    touches = sorted(owner.disk(Touchpoint), key=lambda one: one.happened_at)
    assert [one.began for one in touches] == [Began.THEM, Began.US, Began.THEM]
    assert [set(one.customer_ids) for one in touches] == [{rosa.id}, {rosa.id, ben.id}, {ben.id}]
    assert {one.channel for one in touches} == {Channel.EMAIL}
    owner.open_person("rosa")
    story, role = owner.find(EntryList).model(), Qt.ItemDataRole.AccessibleTextRole
    told = [str(story.index(row, 0).data(role)) for row in range(story.rowCount())]
    assert any("Are the cups back?" in one for one in told)


def test_a_log_read_wrongly_says_why_nothing_comes_in_and_leaves_all_alone(
    owner: Owner, tmp_path: Path
) -> None:
    rosa = make_customer("Rosa Delgado")
    owner.begin(rosa)
    bad = written(tmp_path / "log.csv", b"Date,Customer,Notes\nsoon,Rosa Delgado,Hi\n")
    pick(owner, bad)
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("What stands in it")
    owner.press(Qt.Key.Key_Return)
    owner.waits_to_read("Nothing comes in as the file is read and decided now.")
    assert cells(owner) == [["2", "There is no date here; it was left out."]]
    owner.press(Qt.Key.Key_Return)
    owner.settle()
    assert owner.disk(Touchpoint) == []


def test_the_story_of_a_person_leaves_with_all_that_is_kept_about_them(
    owner: Owner, tmp_path: Path
) -> None:
    engine = create_journal(owner.path)
    write_book(engine)
    close_journal(engine)
    owner.start()
    owner.open_person("rosa")
    for ending in ("pdf", "md"):
        target = tmp_path / f"rosa.{ending}"
        owner.press(Qt.Key.Key_E, CTRL)
        owner.settle()
        if ending == "md":
            owner.tab_to(ChoiceKey)
            owner.press(Qt.Key.Key_Right)
            owner.press(Qt.Key.Key_Space)
        owner.press(Qt.Key.Key_Return, CTRL)
        choose(owner.qtbot, target)
        owner.waits_to_read(f"The story is now in {target}.")
    assert (tmp_path / "rosa.pdf").read_bytes().startswith(b"%PDF-")
    told = (tmp_path / "rosa.md").read_text("utf-8")
    for kept in (
        *("Café Alma", "terrace green", "Lucía (5)", "1 Hill St", "29 February", "vip"),
        *("Belongs to", "Not to be taken for", "The handle came off the blue jug", "Paid: 48.20 €"),
        *("send the photos", "Mug", "Cups that survive a café", "A lid would keep the moths out"),
        *("Next step: 20 November 2026", "sketch.png"),
    ):
        assert kept in told


def cells(owner: Owner) -> list[list[str]]:
    """Return the table on the screen, a row as its cells."""
    model = owner.find(QTableView).model()
    across, down = range(model.columnCount()), range(model.rowCount())
    return [[str(model.index(row, column).data()) for column in across] for row in down]
