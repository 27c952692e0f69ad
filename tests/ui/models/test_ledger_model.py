"""The rows of a ledger: every event with its words, fading between, exact in the tooltip."""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from tests.samples import make_answer, make_customer, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
)
from trustjournal.domain.records import Record
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.models.ledger import Ledger, LedgerColumn, read_ledger
from trustjournal.ui.models.ledger_model import LedgerModel
from trustjournal.ui.models.person_view import read_person

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
ROSA = make_customer()
ROLE = Qt.ItemDataRole


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Generator[None]:
    usual = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(usual)


def ledger(folder: Path, *records: Record, question: Question | None = None) -> Ledger:
    engine = create_journal(folder / "journal.db")
    everything = tuple(Change.create(record) for record in (ROSA, *records))
    writer.commit(engine, Changeset("Fill", everything))
    with engine.connect() as connection:
        view = read_person(ROSA.id, NOW, ZONE, connection)
        found = read_ledger(view, question, connection)
    close_journal(engine)
    return found


def shown(found: Ledger) -> LedgerModel:
    model = LedgerModel()
    model.show(found)
    return model


def cells(model: LedgerModel) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for row in range(model.rowCount()):
        line = [model.index(row, column).data() for column in LedgerColumn]
        found.append(tuple(line))
    return found


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def test_it_reads_like_a_bank_statement_newest_first(tmp_path: Path) -> None:
    visit = make_touchpoint(
        ROSA.id, happened_at=days_ago(40), kind=Kind.VISIT, feeling=2, note="The terrace"
    )
    kept = make_promise(
        ROSA.id,
        text="bring the cups",
        settled_on=days_ago(20).date(),
        outcome=PromiseOutcome.KEPT,
    )
    given = make_gesture(
        ROSA.id,
        title="Mug",
        status=GestureStatus.GIVEN,
        given_on=days_ago(3).date(),
        received=1,
    )
    told = make_answer(ROSA.id, text="cups that last", answered_at=days_ago(1))
    model = shown(ledger(tmp_path, visit, kept, given, told))
    assert cells(model) == [
        ("Today", "Fading since yesterday", "", "0.0", "29.3"),
        ("Yesterday", "Told: What they need: Cups that last", "Understanding", "+0.8", "29.3"),
        ("", "Fading since 19 Nov", "", "−0.1", "28.5"),
        ("19 Nov", "Gesture: Mug", "Fairness", "+1.2", "28.6"),
        ("", "Fading since 2 Nov", "", "−0.4", "27.4"),
        ("2 Nov", "Promise kept: Bring the cups", "Reliability", "+4.0", "27.8"),
        ("", "Fading since 13 Oct", "", "−0.2", "23.8"),
        ("13 Oct", "Visit: The terrace", "Understanding", "+4.0", "24.0"),
        ("", "Where a stranger begins", "", "", "20.0"),
    ]


def test_an_enquiry_left_waiting_is_a_line_of_its_own(tmp_path: Path) -> None:
    enquiry = make_touchpoint(
        ROSA.id,
        happened_at=days_ago(10),
        kind=Kind.ENQUIRY,
        began=Began.THEM,
        feeling=1,
        note="Bowls?",
    )
    model = shown(ledger(tmp_path, enquiry))
    what = [row[LedgerColumn.WHAT] for row in cells(model)]
    assert "Enquiry: Bowls?" in what
    assert "Enquiry left waiting, of 12 Nov: Bowls?" in what
    assert what.index("Enquiry: Bowls?") > what.index("Enquiry left waiting, of 12 Nov: Bowls?")


def test_what_counts_later_is_named_above_and_moves_nothing(tmp_path: Path) -> None:
    enquiry = make_touchpoint(
        ROSA.id, happened_at=days_ago(1), kind=Kind.ENQUIRY, began=Began.THEM, note="Bowls?"
    )
    model = shown(ledger(tmp_path, enquiry))
    first = cells(model)[0]
    assert first[1:] == (
        "Enquiry of yesterday, if left waiting: Bowls?",
        "Understanding",
        "to come",
        "",
    )
    assert model.record(0) == enquiry
    assert "does not count yet" in model.index(0, LedgerColumn.DEPTH).data(ROLE.ToolTipRole)


def test_a_complaint_and_its_repair_speak_to_two_questions(tmp_path: Path) -> None:
    complaint = make_touchpoint(
        ROSA.id, happened_at=days_ago(9), kind=Kind.COMPLAINT, resolved_at=days_ago(4)
    )
    model = shown(ledger(tmp_path, complaint))
    events = [row for row in cells(model) if row[LedgerColumn.QUESTION]]
    assert [row[1:3] for row in events] == [
        ("Complaint put right, of 13 Nov", "Ability, Fairness"),
        ("Complaint", "Ability, Fairness"),
    ]
    assert events[1][LedgerColumn.CHANGE].startswith("−")


def test_one_question_has_a_statement_of_its_own(tmp_path: Path) -> None:
    visit = make_touchpoint(ROSA.id, happened_at=days_ago(4), kind=Kind.VISIT, feeling=2)
    praise = make_touchpoint(ROSA.id, happened_at=days_ago(2), kind=Kind.PRAISE)
    found = ledger(tmp_path, visit, praise, question=Question.UNDERSTANDS)
    model = shown(found)
    assert [row[LedgerColumn.WHAT] for row in cells(model)] == [
        "Fading since 18 Nov",
        "Visit",
        "Where a stranger begins",
    ]
    assert cells(model)[-1][LedgerColumn.DEPTH] == "5.0"
    head = model.headerData(LedgerColumn.DEPTH, Qt.Orientation.Horizontal)
    assert head == "Its share"


def test_figures_are_told_in_full_and_rows_read_aloud(tmp_path: Path) -> None:
    visit = make_touchpoint(
        ROSA.id, happened_at=days_ago(0.5), kind=Kind.VISIT, feeling=1, note="<b>tea</b>"
    )
    model = shown(ledger(tmp_path, visit))
    change = model.index(1, LedgerColumn.CHANGE)
    assert change.data() == "+2.2"
    assert "+2.222222" in change.data(ROLE.ToolTipRole)
    assert "&lt;b&gt;tea" in model.index(1, LedgerColumn.WHAT).data(ROLE.ToolTipRole)
    said = model.index(1, LedgerColumn.WHAT).data(ROLE.AccessibleTextRole)
    assert said == (
        "Yesterday. Visit: <b>tea</b>. Do they understand what I need?. Change: +2.2. Depth: 22.2"
    )


def test_rows_are_copied_with_tabs_and_each_on_a_line(tmp_path: Path) -> None:
    visit = make_touchpoint(
        ROSA.id, happened_at=days_ago(9), kind=Kind.VISIT, feeling=2, note="The\tterrace\nis open"
    )
    model = shown(ledger(tmp_path, visit))
    assert model.text([1, 2]).splitlines() == [
        "Day\tWhat moved it\tSpeaks to\tChange\tDepth",
        "13 Nov\tVisit: The terrace is open\tUnderstanding\t+4.0\t24.0",
        "\tWhere a stranger begins\t\t\t20.0",
    ]


def test_it_is_a_model_as_qt_wants_it(tmp_path: Path, qtmodeltester: Any) -> None:
    touches = [
        make_touchpoint(ROSA.id, happened_at=days_ago(n), kind=Kind.VISIT, feeling=n % 3 - 1)
        for n in range(30)
    ]
    model = shown(ledger(tmp_path, *touches))
    qtmodeltester.check(model)
    model.show(None)
    qtmodeltester.check(model)
    assert model.rowCount() == 0


def test_a_record_is_found_at_its_newest_row(tmp_path: Path) -> None:
    complaint = make_touchpoint(
        ROSA.id, happened_at=days_ago(9), kind=Kind.COMPLAINT, resolved_at=days_ago(4)
    )
    model = shown(ledger(tmp_path, complaint))
    row = model.row_of(complaint.id)
    assert model.index(row, LedgerColumn.WHAT).data().startswith("Complaint put right")
    assert model.row_of(ROSA.id) == -1
