"""Why somebody trusts, told by the program: from key press to disk to pixel."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSpinBox, QTabBar, QWidget

from tests.journeys.conftest import ALT, CTRL, Owner, R, W
from trustjournal.domain.choices import (
    Began,
    Kind,
    Question,
    Topic,
)
from trustjournal.domain.needs_words import question
from trustjournal.domain.records import (
    Answer,
    Customer,
    Preferences,
    Touchpoint,
)
from trustjournal.ui.dialogs.form_dialog import FormDialog
from trustjournal.ui.widgets.deck_list import DeckList
from trustjournal.ui.widgets.depth_card import DepthCard
from trustjournal.ui.widgets.ledger_pane import LedgerPane
from trustjournal.ui.widgets.ledger_table import LedgerTable
from trustjournal.ui.widgets.needs_rows import PromptRow, ToldRow
from trustjournal.ui.widgets.person_story import Tab
from trustjournal.ui.widgets.questions_card import QuestionsCard
from trustjournal.ui.widgets.signs_card import SignsCard

VIEWS = ("people", "map", "quiet", "cycle", "insights", "questions")


def test_tab_goes_round_every_view_and_leaves_nothing_out(maya: Owner) -> None:
    for key in VIEWS:
        assert maya.window.desk is not None
        maya.window.show_page(key)
        maya.settle()
        reached: list[QWidget] = []
        while maya.focus() not in reached:
            reached.append(maya.focus())
            maya.press(Qt.Key.Key_Tab)
        assert len(reached) > 5
        left_out = {_called(one) for one in _to_reach(maya.window)} - set(map(_called, reached))
        assert not left_out, key


def _to_reach(window: QWidget) -> list[QWidget]:
    """Return all that Tab should reach: of buttons that exclude each other one stands for all."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not (isinstance(one, QAbstractButton) and one.group() and one.group().exclusive())
    ]


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


def test_an_event_of_the_ledger_is_corrected_and_the_depth_follows(maya: Owner) -> None:
    maya.open_person("rosa")
    before = maya.find(DepthCard).headline.text()
    maya.pressed = 0
    maya.press(Qt.Key.Key_PageUp, CTRL)
    maya.settle()
    table = maya.tab_to(LedgerTable)
    assert maya.pressed == 4
    depth = sums(maya)
    chosen = None
    for _row in range(table.lines.rowCount()):
        maya.press(Qt.Key.Key_Down)
        chosen = table.lines.record(table.currentIndex().row())
        if isinstance(chosen, Touchpoint) and chosen.feeling == 2:
            break
    assert isinstance(chosen, Touchpoint)
    maya.press(Qt.Key.Key_Return)
    assert maya.find(FormDialog).isVisible()
    maya.tab_to(QAbstractButton, "−−")
    maya.press(Qt.Key.Key_Space)
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("The touchpoint is changed.")
    maya.settle()
    assert one_of(maya, Touchpoint, chosen.id).feeling == -2
    assert sums(maya) != depth
    assert maya.find(DepthCard).headline.text() != before
    assert isinstance(maya.focus(), LedgerTable)
    kept = table.lines.record(table.currentIndex().row())
    assert kept is not None
    assert kept.id == chosen.id
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone")
    maya.settle()
    assert one_of(maya, Touchpoint, chosen.id).feeling == 2
    assert sums(maya) == depth
    assert maya.find(DepthCard).headline.text() == before


def test_a_digit_notes_a_sign_and_undo_takes_it_back(maya: Owner) -> None:
    maya.open_person("rosa")
    before = {touch.id for touch in maya.disk(Touchpoint)}
    card = maya.find(SignsCard)
    picture = maya.pixels(card)
    maya.press(Qt.Key.Key_4)
    maya.waits_to_read("Took a leap of faith: Rosa Delgado. Depth ")
    maya.settle()
    (sign,) = (touch for touch in maya.disk(Touchpoint) if touch.id not in before)
    assert (sign.kind, sign.began) == (Kind.LEAP_OF_FAITH, Began.THEM)
    assert sign.customer_ids == (maya.person("Rosa Delgado").id,)
    assert card.rows[Kind.LEAP_OF_FAITH].day.accessibleName() == "Open it: today"
    assert maya.pixels(card) != picture
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone: Took a leap of faith: Rosa Delgado")
    maya.settle()
    assert {touch.id for touch in maya.disk(Touchpoint)} == before
    assert maya.pixels(card) == picture


def test_t_and_a_digit_note_a_sign_of_whoever_is_selected_on_today(maya: Owner) -> None:
    before = {touch.id for touch in maya.disk(Touchpoint)}
    maya.press(Qt.Key.Key_T)
    assert maya.reads("What has Kofi Mensah shown you?")
    maya.press(Qt.Key.Key_8)
    maya.waits_to_read("Dragged their feet: Kofi Mensah. Depth ")
    (sign,) = (touch for touch in maya.disk(Touchpoint) if touch.id not in before)
    assert (sign.kind, sign.began) == (Kind.FOOT_DRAGGING, Began.US)
    assert isinstance(maya.focus(), DeckList)
    maya.press(Qt.Key.Key_Z)
    maya.waits_to_read("Undone")
    assert {touch.id for touch in maya.disk(Touchpoint)} == before


def test_what_they_need_is_noted_and_on_another_day_told_anew(maya: Owner) -> None:
    maya.open_person("amara")
    amara = maya.person("Amara Okafor")
    open_tab(maya, Tab.NEEDS, PromptRow)
    answer(maya, Topic.NEED, "Cups the ward can lift")
    (first,) = answers_of(maya, amara)
    assert (first.topic, first.text) == (Topic.NEED, "Cups the ward can lift")
    assert maya.reads("Told today")
    maya.now += timedelta(days=1)
    row = maya.focus()
    assert isinstance(row, ToldRow)
    maya.press(Qt.Key.Key_Return)
    maya.press(Qt.Key.Key_A, CTRL)
    maya.write("Cups that stack as well")
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("1 earlier answer")
    older, newer = sorted(answers_of(maya, amara), key=lambda one: one.answered_at)
    assert older == first
    assert newer.text == "Cups that stack as well"
    table = open_tab(maya, Tab.LEDGER, LedgerTable)
    told = [table.lines.record(row) for row in range(table.lines.rowCount())]
    assert {one.id for one in told if isinstance(one, Answer)} == {older.id, newer.id}


def test_a_risk_is_noted_with_what_was_done_and_an_unfair_price_lowers_fairness(
    maya: Owner,
) -> None:
    maya.open_person("amara")
    amara = maya.person("Amara Okafor")
    open_tab(maya, Tab.NEEDS, PromptRow)
    fair = share(maya, Question.FAIR)
    answer(maya, Topic.RISK, "A set that does not match")
    (risk,) = answers_of(maya, amara)
    assert share(maya, Question.FAIR) > fair
    maya.press(Qt.Key.Key_Backtab)
    assert maya.focus().accessibleName() == "What did you do about it?"
    maya.press(Qt.Key.Key_Return)
    maya.write("Keep the recipe of every glaze")
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("Keep the recipe of every glaze")
    assert one_of(maya, Answer, risk.id).done == "Keep the recipe of every glaze"
    fair = share(maya, Question.FAIR)
    prompt(maya, Topic.PRICE)
    maya.press(Qt.Key.Key_Return)
    maya.write("Dear for what it is")
    maya.tab_to(QAbstractButton, "They find it fair")
    maya.press(Qt.Key.Key_Right)
    maya.press(Qt.Key.Key_Space)
    maya.press(Qt.Key.Key_Return, CTRL)
    maya.waits_to_read("Not fair")
    (price,) = (one for one in answers_of(maya, amara) if one.topic is Topic.PRICE)
    assert (price.fair, price.text) == (False, "Dear for what it is")
    maya.settle()
    assert share(maya, Question.FAIR) < fair


def test_another_half_life_is_previewed_by_name_kept_and_undone(maya: Owner) -> None:
    maya.open_person("rosa")
    before = maya.find(DepthCard).headline.text()
    maya.press(Qt.Key.Key_Comma, CTRL)
    maya.settle()
    maya.tab_to(QSpinBox, "Counts half after")
    maya.press(Qt.Key.Key_A, CTRL)
    maya.write("60")
    maya.waits_to_read("Rosa Delgado: from")
    (preferences,) = maya.disk(Preferences)
    assert preferences.half_life_days == 180
    maya.press(Qt.Key.Key_Return)
    maya.waits_to_read("Trust is counted so from now on.")
    (preferences,) = maya.disk(Preferences)
    assert preferences.half_life_days == 60
    maya.press(Qt.Key.Key_Left, ALT)
    maya.settle()
    assert maya.window.shell.page_key() == "person"
    assert maya.find(DepthCard).headline.text() != before
    maya.press(Qt.Key.Key_Z, CTRL)
    maya.waits_to_read("Undone")
    maya.settle()
    assert maya.find(DepthCard).headline.text() == before


def open_tab(owner: Owner, tab: Tab, kind: type[W]) -> W:
    """Bring a tab of a person to the front by keyboard, and go into it."""
    bar = owner.tab_to(QTabBar, "Story")
    while bar.currentIndex() != tab:
        owner.press(Qt.Key.Key_Right if bar.currentIndex() < tab else Qt.Key.Key_Left)
    owner.settle()
    return owner.tab_to(kind)


def sums(owner: Owner) -> list[str]:
    """Return what the foot of the ledger says."""
    shown = owner.find(LedgerPane).sums
    return [part.accessibleName() for part in shown.children() if isinstance(part, QWidget)]


def prompt(owner: Owner, topic: Topic) -> PromptRow:
    """Go to the row that asks about a topic, wherever the focus is."""
    return owner.tab_to(PromptRow, question(topic))


def answer(owner: Owner, topic: Topic, words: str) -> None:
    """Answer a question of the tab of needs by keyboard."""
    prompt(owner, topic)
    owner.press(Qt.Key.Key_Return)
    owner.write(words)
    owner.press(Qt.Key.Key_Return, CTRL)
    owner.waits_to_read(words)
    owner.settle()


def answers_of(owner: Owner, customer: Customer) -> list[Answer]:
    return [one for one in owner.disk(Answer) if one.customer_id == customer.id]


def one_of(owner: Owner, kind: type[R], record_id: UUID) -> R:
    (found,) = (one for one in owner.disk(kind) if one.id == record_id)
    return found


def share(owner: Owner, asked: Question) -> float:
    """Return where a question stands on the card of the four questions."""
    view = owner.find(QuestionsCard).view
    assert view is not None
    (row,) = (row for row in view.picture.rows if row.question is asked)
    return row.likely.score
