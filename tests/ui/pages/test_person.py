"""The page of one person with real keys on a real journal."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import (
    full_customer,
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Stage,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Labelled,
    Promise,
    Record,
)
from trustjournal.settings import Settings
from trustjournal.store import queries, writer
from trustjournal.store.rows import by_ids
from trustjournal.ui import theme
from trustjournal.ui.dialogs.told_first import ToldFirstMenu
from trustjournal.ui.models.entries import Deed
from trustjournal.ui.navigator import Navigator
from trustjournal.ui.pages.person import PersonPage
from trustjournal.ui.session import JournalSession
from trustjournal.ui.theme import Scheme
from trustjournal.ui.widgets.compact_canvas import CompactCanvas
from trustjournal.ui.widgets.entry_list import EntryList
from trustjournal.ui.widgets.label import PlainLabel
from trustjournal.ui.widgets.links import LinkLabel
from trustjournal.ui.widgets.person_story import Tab
from trustjournal.ui.widgets.pressable import Pressable

pytestmark = pytest.mark.usefixtures("dressed")

R = TypeVar("R", bound=Record)
TODAY = MORNING.date()
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, session: JournalSession, navigator: Navigator) -> Generator[PersonPage]:
    made = PersonPage(session, navigator, Settings())
    qtbot.addWidget(made)
    made.resize(1050, 860)
    made.show()
    yield made
    made.hide()


def show(qtbot: QtBot, page: PersonPage, who: Customer) -> None:
    page.show_person(who.id)
    qtbot.waitUntil(lambda: page.currentWidget() is page.sheet and page.reading.is_whole())


def days_ago(days: float) -> Any:
    return MORNING - timedelta(days=days)


def wishes(navigator: Navigator) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []
    for name in ("capture", "gesture", "check_in", "promise", "edit", "person", "page"):

        def hear(wish: object, name: str = name) -> None:
            heard.append((name, wish))

        getattr(navigator, f"{name}_wanted").connect(hear)

    def hear_told(said: str, _undo: bool) -> None:
        heard.append(("told", said))

    navigator.told.connect(hear_told)
    return heard


@contextmanager
def written(qtbot: QtBot, session: JournalSession) -> Generator[None]:
    with qtbot.waitSignal(session.changed):
        yield


def stored(session: JournalSession, record: R) -> R | None:
    with session.engine.connect() as connection:
        return by_ids(connection, type(record), [record.id]).get(record.id)


def words(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]
    return "\n".join(shown)


def lines(listed: EntryList) -> list[str]:
    model = listed.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def story(page: PersonPage) -> EntryList:
    return page.sheet.story.story.lists[0]


def select(listed: EntryList, row: int) -> None:
    listed.setCurrentIndex(listed.model().index(row, 0))


def test_the_head_says_who_this_is(qtbot: QtBot, session: JournalSession, page: PersonPage) -> None:
    rosa = replace(full_customer(), stage=Stage.LOST)
    fill(session, rosa)
    show(qtbot, page, rosa)
    parts = {"Rosa Delgado", "New", "Lost", "wholesale", "vip"}
    # Chips come to sight with the next layout.
    qtbot.waitUntil(lambda: parts <= set(words(page.sheet.head).splitlines()))
    assert "Owner of Café Alma." in words(page.sheet.head)


def test_the_story_is_everything_that_happened_newest_first(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    visit = make_touchpoint(
        rosa.id, tomasz.id, happened_at=days_ago(20), kind=Kind.VISIT, note="The terrace", feeling=2
    )
    kept = make_promise(
        rosa.id,
        text="bring the cups",
        made_on=TODAY - timedelta(30),
        outcome=PromiseOutcome.KEPT,
        settled_on=TODAY - timedelta(10),
    )
    given = make_gesture(
        rosa.id, title="Honey", status=GestureStatus.GIVEN, given_on=TODAY - timedelta(40)
    )
    waiting = make_promise(rosa.id, text="call back")
    fill(session, rosa, tomasz, visit, kept, given, waiting)
    show(qtbot, page, rosa)
    first, second, third = lines(story(page))
    assert first == "Promise kept, 12 Nov. Bring the cups"
    assert second.startswith("Visit, 2 Nov. The terrace With Tomasz Wilk")
    assert third.startswith("Honey, 13 Oct")


def test_words_are_edited_where_they_stand(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    visit = make_touchpoint(rosa.id, happened_at=days_ago(3), note="Tea")
    fill(session, rosa, visit)
    show(qtbot, page, rosa)
    select(story(page), 0)
    QTest.keyClick(story(page), Qt.Key.Key_F2)
    editor = story(page).editor
    assert editor is not None
    QTest.keyClicks(editor.box, " and cake")
    with written(qtbot, session):
        QTest.keyClick(editor.box, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: story(page).editor is None)
    found = stored(session, visit)
    assert found is not None
    assert found.note == "Tea and cake"
    qtbot.waitUntil(lambda: "Tea and cake" in lines(story(page))[0])


def test_words_that_someone_else_changed_meanwhile_are_not_overwritten(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    visit = make_touchpoint(rosa.id, happened_at=days_ago(3), note="Tea")
    fill(session, rosa, visit)
    show(qtbot, page, rosa)
    select(story(page), 0)
    story(page).edit_words()
    theirs = Changeset("Theirs", (Change.update(visit, note="Coffee"),))
    writer.commit(session.engine, theirs)
    editor = story(page).editor
    assert editor is not None
    QTest.keyClicks(editor.box, " and cake")
    QTest.keyClick(editor.box, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: editor.box.property("fault") == "true")
    assert editor.box.toPlainText() == "Tea and cake"
    found = stored(session, visit)
    assert found is not None
    assert found.note == "Coffee"


def test_del_deletes_a_touchpoint_and_undo_brings_it_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    visit = make_touchpoint(rosa.id, happened_at=days_ago(3))
    made_there = make_promise(rosa.id, touchpoint_id=visit.id)
    fill(session, rosa, visit, made_there)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    select(story(page), 0)
    with written(qtbot, session):
        QTest.keyClick(story(page), Qt.Key.Key_Delete)
    assert stored(session, visit) is None
    assert ("told", "Touchpoint deleted.") in heard
    qtbot.waitUntil(lambda: not story(page).isVisible())
    with written(qtbot, session):
        session.undo()
    assert stored(session, visit) == visit
    assert stored(session, made_there) == made_there
    qtbot.waitUntil(lambda: len(lines(story(page))) == 1)


def test_a_long_story_shows_its_latest_and_more_on_demand(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    fill(session, rosa, *(make_touchpoint(rosa.id, happened_at=days_ago(n)) for n in range(1, 71)))
    show(qtbot, page, rosa)
    assert len(lines(story(page))) == 50
    assert page.sheet.story.more_button.text() == "Show more (20 earlier)"
    page.sheet.story.more_button.click()
    assert len(lines(story(page))) == 70
    assert not page.sheet.story.more_button.isVisible()


def test_an_empty_story_is_one_sentence_and_one_button(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    fill(session, rosa)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    pane = page.sheet.story.story
    assert words(pane) == "Your story with them begins with the first line."
    pane.button.click()
    assert heard == [("capture", "Rosa Delgado ")]


def test_the_keys_of_the_page(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    fill(session, rosa, make_touchpoint(rosa.id, happened_at=days_ago(3)))
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    select(story(page), 0)
    for place in (page, story(page)):
        for key in (Qt.Key.Key_N, Qt.Key.Key_G, Qt.Key.Key_I, Qt.Key.Key_E):
            QTest.keyClick(place, key)
    planned = [("gesture", rosa.id), ("check_in", rosa.id)]
    once = [("capture", "Rosa Delgado "), *planned, ("edit", rosa)]
    assert heard == once * 2


def test_p_keeps_the_only_open_promise(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    promise = make_promise(rosa.id)
    fill(session, rosa, promise)
    show(qtbot, page, rosa)
    with written(qtbot, session):
        QTest.keyClick(page, Qt.Key.Key_P)
    found = stored(session, promise)
    assert found is not None
    assert (found.outcome, found.settled_on) == (PromiseOutcome.KEPT, TODAY)


def test_p_shows_the_promises_where_there_are_several(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    one, two = make_promise(rosa.id), make_promise(rosa.id, text="call", due_on=TODAY)
    fill(session, rosa, one, two)
    show(qtbot, page, rosa)
    QTest.keyClick(page, Qt.Key.Key_P)
    assert page.sheet.story.tabs.currentIndex() == Tab.PROMISES
    opened = page.sheet.story.promises.lists[0]
    assert lines(opened)[0].startswith("Call, promised")
    assert stored(session, one) == one


@pytest.mark.parametrize(
    ("deed", "outcome"), [(Deed.KEEP, PromiseOutcome.KEPT), (Deed.BREAK, PromiseOutcome.BROKEN)]
)
def test_a_promise_ends_by_its_button(
    qtbot: QtBot, session: JournalSession, page: PersonPage, deed: Deed, outcome: PromiseOutcome
) -> None:
    rosa = make_customer()
    promise = make_promise(rosa.id)
    fill(session, rosa, promise)
    show(qtbot, page, rosa)
    page.sheet.story.tabs.setCurrentIndex(Tab.PROMISES)
    select(page.sheet.story.promises.lists[0], 0)
    with written(qtbot, session):
        press(page.sheet.story.promises, deed.word)
        if deed is Deed.BREAK:
            (menu,) = page.findChildren(ToldFirstMenu)
            QTest.keyClick(menu, Qt.Key.Key_Y)
    found = stored(session, promise)
    assert found is not None
    assert found.told_first is (True if deed is Deed.BREAK else None)
    assert found.outcome is outcome
    qtbot.waitUntil(lambda: len(lines(page.sheet.story.promises.lists[1])) == 1)


def press(inside: QWidget, word: str) -> None:
    found = inside.findChildren(QPushButton)
    button = next(one for one in found if one.isVisible() and one.accessibleName() == word)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_another_day_for_a_promise_is_chosen_from_a_menu(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    promise = make_promise(rosa.id)
    fill(session, rosa, promise)
    show(qtbot, page, rosa)
    page.sheet.story.tabs.setCurrentIndex(Tab.PROMISES)
    select(page.sheet.story.promises.lists[0], 0)
    press(page.sheet.story.promises, "Another day")
    choose(page, "Tomorrow")
    qtbot.waitUntil(lambda: outcome_of(session, promise) is PromiseOutcome.RENEGOTIATED)
    with session.engine.connect() as connection:
        due = {one.due_on for one in queries.open_promises(connection)}
    assert due == {TODAY + timedelta(days=1)}


def outcome_of(session: JournalSession, promise: Promise) -> PromiseOutcome | None:
    found = stored(session, promise)
    return found.outcome if found else None


def choose(page: PersonPage, begin: str) -> None:
    menus = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    action = next(one for one in menus[0].actions() if one.text().startswith(begin))
    action.trigger()
    menus[0].close()


def test_a_gesture_is_given_by_its_button(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    mug = make_gesture(rosa.id)
    fill(session, rosa, mug)
    show(qtbot, page, rosa)
    page.sheet.story.tabs.setCurrentIndex(Tab.GESTURES)
    planned, ideas, given = page.sheet.story.gestures.lists
    assert [planned.isVisible(), ideas.isVisible(), given.isVisible()] == [False, True, False]
    select(ideas, 0)
    with written(qtbot, session):
        press(page.sheet.story.gestures, "Given")
    found = stored(session, mug)
    assert found is not None
    assert (found.status, found.given_on) == (GestureStatus.GIVEN, TODAY)


def test_a_fact_is_changed_where_it_stands(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = full_customer()
    fill(session, rosa)
    show(qtbot, page, rosa)
    row = next(one for one in page.sheet.known.rows if one.fact.field == "loves")
    QTest.keyClick(row, Qt.Key.Key_F2)
    editor = page.sheet.known.editor()
    assert editor is not None
    QTest.keyClicks(editor.box, ", figs")
    with written(qtbot, session):
        QTest.keyClick(editor.box, Qt.Key.Key_Return)
    found = stored(session, rosa)
    assert found is not None
    assert found.loves == "terrace green, figs"
    qtbot.waitUntil(lambda: "terrace green, figs" in words(page.sheet.known))


def test_what_is_no_plain_text_opens_the_form(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = full_customer()
    fill(session, rosa)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    phone = next(one for one in page.sheet.known.rows if one.fact.icon == "phone")
    QTest.mouseDClick(phone.value, Qt.MouseButton.LeftButton)
    assert heard == [("edit", rosa)]


class Opened(QObject):
    """Takes the place of the computer's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def test_a_link_opens_on_a_click_and_a_dangerous_one_is_only_text(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    links = (Labelled(value="https://example.org/a"), Labelled(value="javascript:alert(1)"))
    rosa = make_customer(links=links)
    fill(session, rosa)
    opened = Opened()
    services: Any = QDesktopServices  # its stub asks for bytes, Qt for the name as text
    services.setUrlHandler("https", opened, "take")
    show(qtbot, page, rosa)
    assert opened.urls == []
    (link,) = page.sheet.known.findChildren(LinkLabel)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    QDesktopServices.unsetUrlHandler("https")
    assert opened.urls == ["https://example.org/a"]
    assert "javascript:alert(1)" in words(page.sheet.known)


def test_what_is_coming_up_opens_and_the_check_in_can_be_done_or_snoozed(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    check_in = make_check_in(rosa.id, every_days=21, due_on=TODAY, about="the terrace")
    promise = make_promise(rosa.id, due_on=TODAY + timedelta(days=2))
    fill(session, rosa, check_in, promise)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    rows = [row for row in page.sheet.coming.findChildren(Pressable) if row.isVisible()]
    for row in rows:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert heard == [("check_in", rosa.id), ("edit", promise)]
    press(page.sheet.coming, "Snooze")
    choose(page, "In a week")
    qtbot.waitUntil(lambda: snoozed(session, check_in) == TODAY + timedelta(days=7))
    qtbot.waitUntil(lambda: "29 Nov" in words(page.sheet.coming))
    with written(qtbot, session):
        press(page.sheet.coming, "Done")
    found = stored(session, check_in)
    assert found is not None
    assert found.due_on == TODAY + timedelta(days=21)


def snoozed(session: JournalSession, check_in: CheckIn) -> date | None:
    found = stored(session, check_in)
    return found.snoozed_until if found else None


def test_whom_they_sent_and_who_sent_them_open(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    priya = make_customer("Priya Nair")
    rosa = make_customer(referred_by=priya.id)
    ines = make_customer("Ines Moreau", referred_by=rosa.id)
    fill(session, priya, rosa, ines)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    assert words(page.sheet.referrals).split("\n")[0] == "Referrals"
    for person in page.sheet.referrals.findChildren(Pressable):
        QTest.mouseClick(person, Qt.MouseButton.LeftButton)
    assert heard == [("person", priya.id), ("person", ines.id)]


def test_the_depth_is_said_with_its_likely_range_and_every_mark_opens(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    visit = make_touchpoint(rosa.id, happened_at=days_ago(20), kind=Kind.VISIT, feeling=2)
    fill(session, rosa, visit)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    canvas = page.sheet.depth_card.canvas
    qtbot.waitUntil(lambda: canvas.drawing is not None)
    said = page.sheet.depth_card.sentence.text()
    assert said.startswith("Depth 2")
    assert "likely" in said
    assert " to " in said
    assert said.endswith(
        "It rose most after the visit in November. "
        "About 93 % chance that your next touch goes well."
    )
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert heard == [("edit", visit)]


def test_whoever_was_silent_for_a_year_still_has_their_curve(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    fill(session, rosa, make_touchpoint(rosa.id, happened_at=days_ago(400), feeling=2))
    show(qtbot, page, rosa)
    card = page.sheet.depth_card
    qtbot.waitUntil(lambda: card.canvas.drawing is not None)
    assert card.canvas.isVisible()
    assert card.headline.text() == "New, and steady"
    assert "likely" in card.sentence.text()
    assert "Nothing was logged in the last year. About 9" in card.sentence.text()
    QTest.mouseClick(card.span_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "It rose most after the conversation" in card.sentence.text())


def test_another_person_takes_the_page_and_open_words_are_saved(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa, ines = make_customer(), make_customer("Ines Moreau")
    visit = make_touchpoint(rosa.id, happened_at=days_ago(3), note="Tea")
    fill(session, rosa, ines, visit)
    show(qtbot, page, rosa)
    select(story(page), 0)
    story(page).edit_words()
    editor = story(page).editor
    assert editor is not None
    QTest.keyClicks(editor.box, "!")
    page.show_person(ines.id)
    qtbot.waitUntil(lambda: page.sheet.head.title.text() == "Ines Moreau")
    qtbot.waitUntil(lambda: page.currentWidget() is page.sheet and page.reading.is_whole())
    found = stored(session, visit)
    assert found is not None
    assert found.note == "Tea!"
    assert lines(story(page)) == []


def test_someone_deleted_is_said_to_be_gone_with_a_way_back(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    fill(session, rosa)
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    with written(qtbot, session):
        session.undo()
    qtbot.waitUntil(lambda: page.currentWidget() is page.gone)
    assert page.gone.button is not None
    page.gone.button.click()
    assert heard == [("page", "people")]
    with written(qtbot, session):
        session.redo()
    qtbot.waitUntil(lambda: page.currentWidget() is page.sheet and page.reading.is_whole())


def test_deleting_a_person_leads_back_to_people_and_can_be_undone(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    shared = make_touchpoint(rosa.id, tomasz.id, happened_at=days_ago(3))
    fill(session, rosa, tomasz, shared, make_promise(rosa.id), make_gesture(rosa.id))
    heard = wishes(navigator)
    show(qtbot, page, rosa)
    with written(qtbot, session):
        page.sheet.menu.delete.trigger()
    qtbot.waitUntil(lambda: ("page", "people") in heard)
    left = stored(session, shared)
    assert left is not None
    assert left.customer_ids == (tomasz.id,)
    with written(qtbot, session):
        session.undo()
    assert stored(session, shared) == shared


def test_the_menu_changes_stage_and_heart(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    fill(session, rosa)
    show(qtbot, page, rosa)
    with written(qtbot, session):
        page.sheet.menu.heart.trigger()
    with written(qtbot, session):
        page.sheet.menu.stage_chosen.emit(Stage.LOST)
    found = stored(session, rosa)
    assert found is not None
    assert (found.close_to_heart, found.stage) == (True, Stage.LOST)
    qtbot.waitUntil(lambda: "Lost" in words(page.sheet.head))


def test_in_a_narrow_window_what_is_good_to_know_stays_above_the_story(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = full_customer()
    fill(session, rosa)
    show(qtbot, page, rosa)
    known, tabs = page.sheet.known, page.sheet.story
    assert top(known, page) < top(tabs, page)
    page.resize(640, 860)
    qtbot.waitUntil(lambda: top(page.sheet.depth_card, page) < top(known, page) < top(tabs, page))
    assert known.width() > 500


def top(widget: QWidget, page: PersonPage) -> int:
    return widget.mapTo(page, widget.rect().topLeft()).y()


def test_nothing_is_cut_at_twice_the_text_size(
    qtbot: QtBot, qapp: QApplication, session: JournalSession, page: PersonPage
) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    rosa = replace(full_customer(), tags=("a tag that is rather long", "another of them"))
    fill(session, rosa, make_touchpoint(rosa.id, happened_at=days_ago(3), note="word " * 40))
    page.resize(672, 860)
    show(qtbot, page, rosa)
    inside = page.sheet.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.width() <= page.sheet.viewport().width())
    for button in inside.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width() - 1


def test_everything_to_reach_has_a_name(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = full_customer()
    fill(
        session,
        rosa,
        make_touchpoint(rosa.id, happened_at=days_ago(3)),
        make_check_in(rosa.id, every_days=7, due_on=TODAY),
    )
    show(qtbot, page, rosa)
    canvases = [one for one in page.sheet.findChildren(CompactCanvas) if one.isVisible()]
    qtbot.waitUntil(lambda: all(one.drawing is not None for one in canvases))
    reached = [
        one
        for one in page.sheet.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(reached) > 10
    assert [type(one).__name__ for one in reached if not one.accessibleName()] == []


def test_the_ledger_is_read_when_its_tab_is_shown_and_kept_true(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa = make_customer()
    visit = make_touchpoint(rosa.id, happened_at=days_ago(9), kind=Kind.VISIT, feeling=2)
    fill(session, rosa, visit)
    show(qtbot, page, rosa)
    ledger = page.sheet.story.ledger
    assert ledger.table.lines.rowCount() == 0
    page.sheet.story.show_tab(Tab.LEDGER)
    qtbot.waitUntil(lambda: "Visit" in ledger.table.lines.text([1]))
    fill(session, make_touchpoint(rosa.id, happened_at=days_ago(2), kind=Kind.PRAISE))
    qtbot.waitUntil(lambda: "Praise" in ledger.table.lines.text([1]))
    assert ledger.table.lines.rowCount() == 5


def test_the_ledger_of_one_question_and_of_the_next_person(
    qtbot: QtBot, session: JournalSession, page: PersonPage
) -> None:
    rosa, tomasz = make_customer(), make_customer("Tomasz Wilk")
    visit = make_touchpoint(rosa.id, happened_at=days_ago(60), kind=Kind.VISIT, feeling=2)
    praise = make_touchpoint(rosa.id, happened_at=days_ago(5), kind=Kind.PRAISE)
    fill(session, rosa, tomasz, visit, praise)
    show(qtbot, page, rosa)
    page.sheet.story.show_tab(Tab.LEDGER)
    ledger = page.sheet.story.ledger
    qtbot.waitUntil(lambda: ledger.table.lines.rowCount() == 5)
    ledger.filter.set_value(Question.ABLE)
    qtbot.waitUntil(lambda: ledger.table.lines.rowCount() == 3)
    assert "Praise" in ledger.table.lines.text([1])
    show(qtbot, page, tomasz)
    assert ledger.table.lines.rowCount() == 0
    page.sheet.story.show_tab(Tab.LEDGER)
    qtbot.waitUntil(lambda: "Nothing has" in words(ledger))


def test_a_line_of_the_ledger_opens_its_form_and_letters_stay_keys_of_the_page(
    qtbot: QtBot, session: JournalSession, navigator: Navigator, page: PersonPage
) -> None:
    rosa = make_customer()
    visit = make_touchpoint(rosa.id, happened_at=days_ago(9), kind=Kind.VISIT, feeling=2)
    fill(session, rosa, visit)
    show(qtbot, page, rosa)
    page.sheet.story.show_tab(Tab.LEDGER)
    table = page.sheet.story.ledger.table
    qtbot.waitUntil(lambda: table.lines.rowCount() == 3)
    heard = wishes(navigator)
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_G)
    assert heard == [("edit", visit), ("gesture", rosa.id)]
    sought: list[tuple[str, object]] = []

    def note(page: str, part: object) -> None:
        sought.append((page, part))

    navigator.sought_wanted.connect(note)
    QTest.mouseClick(page.sheet.story.ledger.change_button, Qt.MouseButton.LeftButton)
    assert sought == [("settings", "counting")]
