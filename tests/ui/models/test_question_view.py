"""What the card of one person's four questions gets: the picture, the words, the records."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.samples import make_customer, make_promise, make_touchpoint
from trustjournal.domain import depth
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import (
    Kind,
    Question,
)
from trustjournal.domain.questions_words import Deed
from trustjournal.domain.records import (
    Preferences,
    Record,
)
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.ui.models.person_view import PersonView, read_person
from trustjournal.ui.models.question_view import QuestionView, view_questions

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
ROSA = make_customer()


def gathered(folder: Path, *records: Record) -> tuple[PersonView, QuestionView]:
    engine = create_journal(folder / "journal.db")
    everything = tuple(Change.create(record) for record in (ROSA, *records))
    writer.commit(engine, Changeset("Fill", everything))
    with engine.connect() as connection:
        view = read_person(ROSA.id, NOW, ZONE, connection)
        found = view_questions(view, connection)
    close_journal(engine)
    return view, found


def complaint(days: float) -> Record:
    return make_touchpoint(ROSA.id, happened_at=NOW - timedelta(days), kind=Kind.COMPLAINT)


def test_the_scores_are_those_of_the_depth_under_the_owners_settings(tmp_path: Path) -> None:
    settings = Preferences(**identity(), half_life_days=60, bad_weight=4.0)
    view, found = gathered(tmp_path, complaint(9), settings)
    used = depth.Settings(half_life_days=60, bad_weight=4.0)
    wanted = depth.depth_at(view.story.evidence(ZONE), NOW, used).by_question
    for row in found.picture.rows:
        assert row.likely.score == pytest.approx(wanted[row.question].score)
        assert row.likely.high == pytest.approx(wanted[row.question].high)
    assert found.customer_id == ROSA.id


def test_the_fact_can_be_opened_to_its_records(tmp_path: Path) -> None:
    newer, older = complaint(9), complaint(30)
    _view, found = gathered(tmp_path, newer, older)
    assert found.advice.deed is Deed.OPEN_RECORD
    assert found.sources == [older, newer]


def test_promises_are_among_the_records(tmp_path: Path) -> None:
    promise = make_promise(ROSA.id, made_on=NOW.date(), due_on=NOW.date())
    good = [
        make_touchpoint(ROSA.id, happened_at=NOW - timedelta(1), feeling=2, question=one)
        for one in Question
        if one is not Question.DELIVERS
    ]
    _view, found = gathered(tmp_path, promise, *good)
    assert found.sources == [promise]


def test_it_is_a_chart_with_words_and_a_table(tmp_path: Path) -> None:
    _view, found = gathered(tmp_path, complaint(9))
    assert found.title == "The four questions: Rosa Delgado"
    assert found.description.endswith(f"{found.advice.fact} {found.advice.help}")
    assert [row[0] for row in found.rows][1] == "Will they do what they say?"
    assert len(found.columns) == len(found.rows[0]) == 2
    assert found.words(found.picture.rows[1]) == found.rows[1]
    found.save(tmp_path / "rosa.svg")
    assert "Rosa Delgado" in (tmp_path / "rosa.svg").read_text("utf-8")


def test_it_faces_either_way(tmp_path: Path) -> None:
    _view, found = gathered(tmp_path)
    assert found.facing(mirrored=True).picture.mirrored
    assert found.facing(mirrored=False) == found
