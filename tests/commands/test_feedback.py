"""Feedback on the command line."""

import argparse
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.samples import make_customer
from trustjournal.commands import feedback
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Labelled
from trustjournal.errors import InvalidEntry, NotFound, UnreadableFile
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

ROSA = make_customer(yearly_value=Decimal(1200), emails=(Labelled(value="rosa@example.org"),))
Ask = Callable[..., str]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command on a journal with Rosa in it."""
    path = tmp_path / "journal.db"
    engine: Engine = create_journal(path)
    people = (ROSA, make_customer("Tomasz Wilk"))
    writer.commit(engine, Changeset("Fill", tuple(map(Change.create, people))))
    close_journal(engine)
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", default=str(path))
    feedback.register(parser.add_subparsers())

    def run(*words: str) -> str:
        args = parser.parse_args(["feedback", *words])
        args.run(args)
        return capsys.readouterr().out

    return run


def read(said: str) -> Any:
    return json.loads(said)


def test_what_somebody_said_is_kept_with_a_new_wish_and_joined_by_another(ask: Ask) -> None:
    said = ask("add", "rosa", "A lid, please", "--wish", "Lids", "--source", "forum")
    assert said == "Noted what Rosa Delgado said. It belongs to: Lids\n"
    kept = read(ask("add", "tomasz", "Lids!", "--wish", "lid", "--rating", "9/10", "--json"))
    assert (kept["rating"], kept["best"], kept["source"]) == (9.0, 10, "conversation")
    (wish,) = read(ask("list", "--json"))
    assert (wish["title"], wish["status"], wish["people"]) == ("Lids", "heard", 2)
    assert (wish["is_wish"], wish["yearly_value"]) == (True, "1200")
    assert {voice["name"] for voice in wish["voices"]} == {"Rosa Delgado", "Tomasz Wilk"}


def test_a_wish_moves_with_what_was_done(ask: Ask) -> None:
    ask("add", "rosa", "A lid, please", "--wish", "Lids")
    assert ask("move", "lids", "doing", "--done", "Ordered") == "Doing: Lids\n"
    wish = read(ask("move", "lids", "told", "--json"))
    assert (wish["status"], wish["done"]) == ("told", "Ordered")
    with pytest.raises(NotFound):
        ask("move", "teapots", "told")
    with pytest.raises(InvalidEntry, match="there already"):
        ask("move", "lids", "told")


def test_one_who_asked_alone_can_be_moved_by_their_words(ask: Ask) -> None:
    ask("add", "rosa", "Deliver on Saturdays", "--rating", "4")
    assert ask("list") == "Heard: Deliver on Saturdays (1 person, 1200 a year; Rosa Delgado)\n"
    assert ask("move", "saturdays", "deciding") == "Deciding: Deliver on Saturdays\n"


def test_nothing_asked_for_is_told(ask: Ask) -> None:
    assert ask("list") == "Nobody asked for anything.\n"


@pytest.mark.parametrize("words", [("nobody", "A lid"), ("rosa", " ")])
def test_what_cannot_be_kept_is_refused(ask: Ask, words: tuple[str, str]) -> None:
    with pytest.raises((NotFound, InvalidEntry)):
        ask("add", *words)
    assert ask("list") == "Nobody asked for anything.\n"


def test_a_rating_is_a_number_of_something(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ask("add", "rosa", "Nice", "--rating", "many")
    assert "“many” is not a rating; write it like 4/5" in capsys.readouterr().err
    with pytest.raises(InvalidEntry, match="from 0 to 5"):
        ask("add", "rosa", "Nice", "--rating", "7/5")


def test_reviews_come_in_once(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(
        "Date,Email,Stars,Review\n2026-03-05,rosa@example.org,5,Lovely\nsoon,,4,Fine\n", "utf-8"
    )
    dry = read(ask("import", str(path), "--dry-run", "--json"))
    assert (dry["added"], dry["from_people"], dry["dry_run"]) == (1, 1, True)
    assert ask("list") == "Nobody asked for anything.\n"
    assert ask("import", str(path)) == (
        "1 review added, 0 here already.\n"
        "Row 3: The date “soon” cannot be read; this row was left out.\n"
    )
    again = read(ask("import", str(path), "--json"))
    assert (again["added"], again["known"]) == (0, 1)
    assert again["columns"]["text"] == "Review"


def test_a_table_of_something_else_is_refused(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("Jar,Kept\n12,30\n", "utf-8")
    with pytest.raises(UnreadableFile, match="No column of “stock"):
        ask("import", str(path))
