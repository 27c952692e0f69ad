"""What the command line finds in a journal."""

import argparse
import json
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.samples import make_customer, make_evening, make_promise, make_touchpoint
from trustjournal.commands import search
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import writer
from trustjournal.store.engine import close_journal, create_journal

Ask = Callable[..., str]

ROSA, TOM = make_customer("Rosa Delgado", tags=("vip",), note="blue"), make_customer("Tom Blue")


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Search a journal in which four things are blue."""
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    records = (
        *(ROSA, TOM, make_evening(text="Blue, again")),
        make_touchpoint(ROSA.id, note="The blue jug\ncracked"),
        make_promise(TOM.id, text="mix a blue glaze"),
    )
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in records)))
    close_journal(engine)
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", default=str(path))
    search.register(parser.add_subparsers())

    def run(*typed: str) -> str:
        args = parser.parse_args(["search", *typed])
        args.run(args)
        return capsys.readouterr().out

    return run


def test_people_come_first_and_then_what_was_written(ask: Ask) -> None:
    assert ask("blue").splitlines() == [
        "customer: Tom Blue",
        "customer: Rosa Delgado",
        "touchpoint: Rosa Delgado: The blue jug cracked",
        "promise: Tom Blue: mix a blue glaze",
        "evening: Blue, again",
    ]


def test_a_name_may_stand_beside_words_of_the_note(ask: Ask) -> None:
    assert ask("rosa jug").splitlines() == ["touchpoint: Rosa Delgado: The blue jug cracked"]


def test_filters_narrow(ask: Ask) -> None:
    assert ask("tag:vip type:touchpoint").count("\n") == 1


def test_what_looks_like_a_filter_and_is_none_is_told_aside(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = StringIO()
    monkeypatch.setattr(sys, "stderr", told)
    assert ask("value>abc") == "Nothing was found.\n"
    assert told.getvalue().startswith("“value>abc” is no filter; it was looked for as words.")


def test_nothing_found_is_said(ask: Ask) -> None:
    assert ask("zebra") == ask("") == "Nothing was found.\n"


def test_the_answer_for_programs(ask: Ask) -> None:
    found: list[dict[str, Any]] = json.loads(ask("blue", "--json"))
    assert [one["type"] for one in found] == [
        *("customer", "customer", "touchpoint", "promise", "evening")
    ]
    assert found[2]["texts"] == ["The blue jug\ncracked"]
    assert found[2]["people"] == ["Rosa Delgado"]
    assert found[2]["at"].startswith("2026-11-20T12:00")
    assert found[3]["id"]
    assert json.loads(ask("zebra", "--json")) == []


def test_only_so_many_of_each_kind(ask: Ask) -> None:
    assert ask("blue", "--most", "1").count("customer") == 1
