"""Erasing a person on the command line: told first, done only with --yes."""

from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.samples import make_customer
from tests.store.erased_person import do, files_with
from trustjournal.domain.changes import Change
from trustjournal.forgetting import delete_people
from trustjournal.store import queries, writer
from trustjournal.store.engine import close_journal, open_journal


def test_without_yes_it_says_what_would_go_and_erases_nothing(tell: Tell, book: Path) -> None:
    said = tell("erase", "wilk")
    assert said.status == 1
    assert "Of Tomasz Wilk this would go" in said.out
    assert "1 touchpoint." in said.out
    assert "Backups made until now" in said.out
    assert "add --yes" in said.err
    assert "Tomasz Wilk" in tell("people").out


def test_with_yes_nothing_is_left_and_no_undo_brings_it_back(tell: Tell, book: Path) -> None:
    said = tell("erase", "wilk", "--yes", "--json")
    assert said.status == 0
    assert said.json["erased"] is True
    assert said.json["customer"]["name"] == "Tomasz Wilk"
    assert files_with("wilk", book.parent) == []
    assert "Tomasz" not in tell("history").out
    assert "Tomasz" not in tell("people").out
    tell("undo")
    assert "Tomasz" not in tell("people").out
    assert tell("check").status == 0


def test_it_says_that_backups_keep_it_for_a_while(tell: Tell, book: Path) -> None:
    said = tell("erase", "wilk", "--yes")
    assert said.out.splitlines() == [
        "Tomasz Wilk is erased for good.",
        "Backups made until now keep it, until newer ones have taken their place.",
    ]


@pytest.mark.parametrize(("option", "kept"), [((), True), (("--shared-notes",), False)])
def test_what_was_noted_with_others_goes_only_where_that_is_asked_for(
    tell: Tell, book: Path, option: tuple[str, ...], kept: bool
) -> None:
    line = "tomasz wilk and rosa delgado met: the pangolin contract"
    assert tell("log", line, "--now", "2026-11-02T10:00").status == 0
    assert "1 touchpoint with others, who keep it" in tell("erase", "wilk").out
    assert tell("erase", "wilk", "--yes", *option).status == 0
    assert ("pangolin" in tell("show", "delgado").out) is kept
    assert bool(files_with("pangolin", book.parent)) is kept


def test_a_name_that_means_several_erases_nobody(tell: Tell, book: Path) -> None:
    assert tell("erase", "rosa", "--yes").status == 1
    assert len(tell("people", "--json").json) == 3


def test_who_was_deleted_is_found_where_nobody_there_has_the_name(tell: Tell, book: Path) -> None:
    _delete(book, "Tomasz Wilk")
    said = tell("erase", "wilk")
    assert said.status == 1
    assert "Tomasz Wilk was deleted today." in said.out
    assert "What was on their page" in said.out
    assert "1 touchpoint." in said.out
    assert "add --yes" in said.err
    assert files_with("wilk", book.parent)


def test_with_yes_nothing_is_left_of_who_was_deleted(tell: Tell, book: Path) -> None:
    _delete(book, "Tomasz Wilk")
    said = tell("erase", "wilk", "--yes", "--json")
    assert said.status == 0
    assert said.json["customer"]["name"] == "Tomasz Wilk"
    assert said.json["deleted_at"]
    assert files_with("wilk", book.parent) == []
    tell("undo")
    assert "Tomasz" not in tell("people").out
    assert tell("check").status == 0
    said = tell("erase", "wilk")
    assert (said.status, said.out) == (1, "")
    assert "Nobody in the journal is called “wilk”." in said.err


def test_who_is_there_is_meant_before_who_was_deleted(tell: Tell, book: Path) -> None:
    _delete(book, "Rosa Delgado")
    assert "Of Rosa Almeida this would go" in tell("erase", "rosa").out


def test_several_who_were_deleted_are_told_apart(tell: Tell, book: Path) -> None:
    _delete(book, "Rosa Delgado", "Rosa Almeida")
    said = tell("erase", "rosa", "--yes")
    assert said.status == 1
    assert "“rosa” may be Rosa Almeida (deleted today), Rosa Delgado (deleted today)." in said.err
    assert files_with("delgado", book.parent)


def test_of_namesakes_who_were_deleted_the_id_tells_who_is_meant(tell: Tell, book: Path) -> None:
    first, second = make_customer("Una Zyxquill", note="zyxone"), make_customer("Una Zyxquill")
    engine = open_journal(book)
    for una in (first, second):
        do(engine, "Add", Change.create(una))
    close_journal(engine)
    _delete(book, "Una Zyxquill")
    said = tell("erase", "una", "--yes")
    assert said.status == 1
    assert f"Una Zyxquill (deleted today; {first.id})" in said.err
    assert tell("erase", str(first.id).upper(), "--yes").status == 0
    assert files_with("zyxone", book.parent) == []
    assert files_with("zyxquill", book.parent)
    assert tell("erase", "una", "--yes").status == 0
    assert files_with("zyxquill", book.parent) == []


def _delete(book: Path, *names: str) -> None:
    engine = open_journal(book)
    with engine.connect() as connection:
        people = [one for one in queries.customers(connection) if one.name in names]
        changeset = delete_people(connection, people)
    writer.commit(engine, changeset)
    close_journal(engine)
