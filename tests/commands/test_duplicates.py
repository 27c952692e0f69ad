"""What the command line tells about people who are there twice, and how it merges them."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.samples import make_customer, make_touchpoint
from trustjournal.commands import duplicates
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Labelled
from trustjournal.errors import InvalidEntry, NotFound
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, create_journal, open_journal

EMAIL = (Labelled(value="rosa@example.org"),)
ROSA = make_customer("Rosa Delgado", emails=EMAIL)
TWIN = make_customer("R. Delgado", emails=EMAIL, company="Alma")
ZOE = make_customer("Zoe")

Ask = Callable[..., str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "journal.db"
    engine = create_journal(made)
    records = (ROSA, TWIN, ZOE, make_touchpoint(TWIN.id))
    writer.commit(engine, Changeset("Fill", tuple(Change.create(one) for one in records)))
    close_journal(engine)
    return made


@pytest.fixture
def ask(path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", default=str(path))
    duplicates.register(parser.add_subparsers())

    def run(*words: str) -> str:
        args = parser.parse_args(words)
        args.run(args)
        return capsys.readouterr().out

    return run


def test_a_script_gets_the_pairs_with_why(ask: Ask) -> None:
    (pair,) = json.loads(ask("duplicates", "--json"))
    assert {one["id"] for one in pair["people"]} == {str(ROSA.id), str(TWIN.id)}
    assert pair["clues"] == ["e-mail", "like name"]
    assert pair["shared"] == ["rosa@example.org"]
    assert pair["why"] == "Same e-mail, similar name"


def test_a_person_reads_them_with_the_ids_to_merge_by(ask: Ask) -> None:
    said = ask("duplicates")
    assert f"Rosa Delgado [{ROSA.id}]" in said
    assert said.rstrip().endswith("Same e-mail, similar name (rosa@example.org)")


def test_the_first_named_stays(ask: Ask, path: Path) -> None:
    said = ask("merge", str(ROSA.id), "R. Delgado")
    assert said == "Rosa Delgado and R. Delgado are one now.\n"
    engine = open_journal(path)
    with engine.connect() as connection:
        assert [one.name for one in queries.customers(connection)] == ["Rosa Delgado", "Zoe"]
        assert len(queries.touchpoints_of(connection, ROSA.id)) == 1
        assert queries.customer_by_id(connection, ROSA.id).company == "Alma"
    close_journal(engine)
    assert ask("duplicates") == "Nobody seems to be in your journal twice.\n"


def test_who_is_meant_must_be_clear(ask: Ask) -> None:
    with pytest.raises(NotFound):
        ask("merge", "Nobody", "Zoe")
    with pytest.raises(InvalidEntry, match="two different people"):
        ask("merge", "Zoe", "Zoe")
