"""Ctrl+K leads to the very record or setting that was found, in sight, with the focus on it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tests.journeys.conftest import CTRL, Owner
from tests.samples import (
    make_answer,
    make_attachment,
    make_customer,
    make_evening,
    make_feedback,
    make_recovery,
    make_template,
    make_touchpoint,
    make_wish,
)
from tests.ui.conftest import MORNING
from trustjournal.domain.choices import Kind, Topic, WishStatus
from trustjournal.domain.records import Record
from trustjournal.store.feedback import MOST_TOLD
from trustjournal.ui.dialogs.wish_dialog import WishDialog
from trustjournal.ui.pages.evening import EveningPage
from trustjournal.ui.pages.settings import SettingsPage
from trustjournal.ui.widgets.attachment_rows import AttachmentRow
from trustjournal.ui.widgets.card import Card
from trustjournal.ui.widgets.entry_list import EntryList
from trustjournal.ui.widgets.needs_rows import NeedRow
from trustjournal.ui.widgets.plan_list import ActList
from trustjournal.ui.widgets.recovery_card import RecoveryCard

TODAY = MORNING.date()
ROSA, LEON = make_customer("Rosa Delgado"), make_customer("Leon Fischer")
LONG_AGO = MORNING - timedelta(days=400)


def found(owner: Owner, words: str) -> None:
    """Find something by the palette, and go there."""
    owner.press(Qt.Key.Key_K, CTRL)
    owner.write(words)
    owner.settle()
    owner.press(Qt.Key.Key_Return)
    owner.settle()


def around(owner: Owner, kind: type[QWidget]) -> QWidget | None:
    """Return the widget of a kind that the focus is in."""
    held: QWidget | None = owner.focus()
    while held is not None and not isinstance(held, kind):
        held = held.parentWidget()
    return held


def selected(owner: Owner) -> list[UUID]:
    """Return the keys of what is selected in the list or column that has the focus."""
    held = owner.focus()
    return [entry.key for entry in held.entries()] if isinstance(held, ActList) else []


def in_sight(owner: Owner) -> bool:
    """Tell whether the whole of what has the focus can be seen, of a list its current row."""
    held = owner.focus()
    held = around(owner, RecoveryCard) or held
    sought = held.rect()
    if isinstance(held, EntryList):
        sought = held.visualRect(held.currentIndex())
    return held.visibleRegion().boundingRect().contains(sought)


def test_a_wish_is_selected_on_the_board_and_in_the_list(owner: Owner) -> None:
    wishes = [make_wish(f"A lid for jar {n}") for n in range(30)]
    sought = make_wish("A zebra mug", status=WishStatus.DOING)
    other = make_wish("An okapi bowl")
    owner.begin(ROSA, *wishes, sought, other)
    found(owner, "zebra")
    owner.qtbot.waitUntil(lambda: selected(owner) == [sought.id])
    owner.press(Qt.Key.Key_V)
    found(owner, "okapi")
    owner.qtbot.waitUntil(lambda: selected(owner) == [other.id])
    owner.press(Qt.Key.Key_F, CTRL)
    owner.write("lid")
    found(owner, "zebra")  # which is narrowed away
    owner.qtbot.waitUntil(lambda: selected(owner) == [sought.id])


def test_a_wish_that_was_told_long_ago_opens_where_the_page_no_longer_shows_it(
    owner: Owner,
) -> None:
    told = [
        make_wish(f"A lid {n}", status=WishStatus.TOLD, moved_on=TODAY) for n in range(MOST_TOLD)
    ]
    old = make_wish("A zebra mug", status=WishStatus.TOLD, moved_on=LONG_AGO.date())
    owner.begin(ROSA, *told, old, make_feedback(ROSA.id, text="mugs", wish_id=old.id))
    found(owner, "zebra")
    owner.qtbot.waitUntil(lambda: around(owner, WishDialog) is not None)


def test_a_template_is_selected_among_the_letters(owner: Owner) -> None:
    templates = [make_template(f"Thank you {n}") for n in range(30)]
    sought = make_template("About zebras", text="So glad.")
    other = make_template("To an okapi")
    owner.begin(ROSA, *templates, sought, other)
    found(owner, "zebras")
    owner.qtbot.waitUntil(lambda: selected(owner) == [sought.id])
    found(owner, "okapi")
    owner.qtbot.waitUntil(lambda: selected(owner) == [other.id])


def test_an_evening_opens_to_be_gone_on_with(owner: Owner) -> None:
    evenings = [
        make_evening(TODAY - timedelta(days=n), text=f"Day {n}, kiln {n}.") for n in range(1, 40)
    ]
    zebra = make_evening(LONG_AGO.date(), text="Saw a zebra.")
    owner.begin(ROSA, *evenings, zebra)
    found(owner, "zebra")
    box = written(owner, "Saw a zebra.")
    found(owner, "kiln 3.")
    assert written(owner, "Day 3, kiln 3.") is box
    page = around(owner, EveningPage)
    assert isinstance(page, EveningPage)
    assert page.words.day == TODAY - timedelta(days=3)


def written(owner: Owner, text: str) -> QWidget:
    """Wait until the words that have the focus are these, and can be seen."""

    def shows() -> bool:
        held = owner.focus()
        return isinstance(held, QPlainTextEdit) and held.toPlainText() == text

    owner.qtbot.waitUntil(shows)
    owner.qtbot.waitUntil(lambda: in_sight(owner))
    return owner.focus()


def answer_row(owner: Owner, record: Record) -> bool:
    row = around(owner, NeedRow)
    return isinstance(row, NeedRow) and row.key in (record.id, Topic.NEED)


def file_row(owner: Owner, record: Record) -> bool:
    row = around(owner, AttachmentRow)
    return isinstance(row, AttachmentRow) and row.line.file == record


def open_card(owner: Owner, record: Record) -> bool:
    card = around(owner, RecoveryCard)
    return isinstance(card, RecoveryCard) and card.record_id == record.id


def story_entry(owner: Owner, record: Record) -> bool:
    entries = around(owner, EntryList)
    current = entries.current_entry() if isinstance(entries, EntryList) else None
    return current is not None and current.record.id == record.id


def test_what_stands_on_the_page_of_a_person_is_led_to(owner: Owner) -> None:
    over = LONG_AGO.date()
    complaint = make_touchpoint(
        ROSA.id, kind=Kind.COMPLAINT, happened_at=LONG_AGO, resolved_at=LONG_AGO, note="It cracked."
    )
    flagged = make_recovery(ROSA.id, about="panda plate", noticed_at=LONG_AGO, ended_on=over)
    taken_up = make_recovery(
        *(ROSA.id,), about="tapir pot", ended_on=over, touchpoint_id=complaint.id
    )
    answer = make_answer(ROSA.id, text="zebra mugs", topic=Topic.NEED)
    file = make_attachment(ROSA.id, name="okapi.pdf", is_photo=False, added_on=over)
    unease = make_recovery(ROSA.id, about="koala bowl", noticed_at=MORNING)
    touches = [
        make_touchpoint(ROSA.id, happened_at=MORNING - timedelta(days=n)) for n in range(1, 70)
    ]
    files = [make_attachment(ROSA.id, name=f"{n}.pdf", is_photo=False) for n in range(9)]
    owner.begin(ROSA, LEON, complaint, *touches, *files, flagged, taken_up, answer, file, unease)
    led: list[tuple[str, Record, Callable[[Owner, Record], bool]]] = [
        ("zebra", answer, answer_row),  # its page is not made yet
        ("okapi", file, file_row),
        ("koala", unease, open_card),
        ("panda", flagged, story_entry),
        ("tapir", complaint, story_entry),
    ]
    for words, record, stands in [*led, led[0]]:
        found(owner, words)
        owner.qtbot.waitUntil(partial(stands, owner, record))
        owner.qtbot.waitUntil(partial(in_sight, owner))
        owner.open_person("leon" if record is unease else "rosa")


@pytest.mark.parametrize(
    ("words", "title", "on_it"),
    [
        ("dark", "Appearance", "As the computer"),
        ("holiday", "Your day", "You open at"),
        ("passphrase", "Who can read it", "Lock it with a passphrase…"),
        ("encrypt", "Who can read it", "Lock it with a passphrase…"),
        ("recovery sheet", "Who can read it", "Lock it with a passphrase…"),
        ("half-life", "How trust is counted", "Counts half after"),
    ],
)
def test_a_part_of_the_settings_is_found_by_what_it_is_about(
    owner: Owner, words: str, title: str, on_it: str
) -> None:
    owner.begin(ROSA)
    found(owner, words)
    card = around(owner, Card)
    assert card is not None
    assert card.accessibleName() == title
    assert owner.focus().accessibleName() == on_it
    owner.qtbot.waitUntil(lambda: in_sight(owner))


def test_every_part_of_the_settings_is_one_that_the_palette_calls_so(owner: Owner) -> None:
    owner.begin(ROSA)
    owner.press(Qt.Key.Key_Comma, CTRL)
    owner.settle()
    page = owner.window.slots["settings"].page
    assert isinstance(page, SettingsPage)
    titles = {f"settings/{key}": card.accessibleName() for key, card in page.parts.items()}
    known = owner.window.commands.known
    assert titles == {one.key: one.text for one in known if not one.menu}
