"""The journal copied into another file or database, and whole files, on the command line."""

from pathlib import Path

from tests.commands.conftest import Tell
from tests.postgres import address, server
from tests.whole_book import dump, tear
from trustjournal import cli
from trustjournal.store.engine import create_journal, open_journal

__all__ = ["address", "server"]


def same(one: Path | str, other: Path | str) -> bool:
    here, there = open_journal(one), open_journal(other)
    found = dump(here) == dump(there)
    here.dispose()
    there.dispose()
    return found


def test_a_journal_is_copied_into_a_new_file(tell: Tell, book: Path, tmp_path: Path) -> None:
    said = tell("copy", "--to", tmp_path / "copy.db")
    assert said.status == 0
    assert said.out.splitlines()[-1] == f"Copied to {tmp_path / 'copy.db'}, and compared."
    assert "customer: 3" in said.out
    assert same(book, tmp_path / "copy.db")


def test_a_copy_tells_its_counts_to_programs(tell: Tell, book: Path, tmp_path: Path) -> None:
    said = tell("copy", "--to", tmp_path / "copy.db", "--json")
    assert said.json["counts"]["customer"] == 3
    assert same(book, tmp_path / "copy.db")


def test_a_journal_on_a_server_is_worked_with_as_one_in_a_file(
    tell: Tell, book: Path, address: str, tmp_path: Path
) -> None:
    assert tell("copy", "--to", address).status == 0
    assert same(book, address)
    assert cli.main(["--journal", address, "log", "rosa delgado call ++"]) == 0
    assert cli.main(["--journal", address, "agenda"]) == 0
    assert cli.main(["--journal", address, "people"]) == 0
    assert cli.main(["--journal", address, "check"]) == 0
    assert cli.main(["--journal", address, "undo"]) == 0
    assert cli.main(["--journal", address, "copy", "--to", str(tmp_path / "back.db")]) == 0
    assert same(tmp_path / "back.db", address)


def test_a_new_journal_is_made_on_a_server(tell: Tell, address: str) -> None:
    assert tell("new", address, "--sample").status == 0
    engine = open_journal(address)
    assert len(dump(engine)["customer"]) > 20
    engine.dispose()


def test_what_is_for_files_alone_says_so(tell: Tell, book: Path, address: str) -> None:
    assert tell("copy", "--to", address).status == 0
    assert cli.main(["--journal", address, "backup"]) == 1
    assert cli.main(["--journal", address, "restore", str(book)]) == 1


def test_a_password_is_never_printed(tell: Tell, book: Path) -> None:
    said = tell("copy", "--to", "postgresql+psycopg://maya:secret@localhost:1/none")
    assert said.status == 1
    assert book.exists()
    assert "cannot be opened" in said.err
    assert "secret" not in said.err


def test_a_journal_is_never_copied_over_another(tell: Tell, book: Path, tmp_path: Path) -> None:
    assert tell("copy", "--to", tmp_path / "copy.db").status == 0
    before = (tmp_path / "copy.db").read_bytes()
    said = tell("copy", "--to", tmp_path / "copy.db")
    assert (said.status, "entries in this journal already" in said.err) == (1, True)
    assert tell("copy", "--to", book).status == 1
    assert (tmp_path / "copy.db").read_bytes() == before


def test_a_copy_that_fails_leaves_no_file(tell: Tell, book: Path, tmp_path: Path) -> None:
    engine = open_journal(book)
    tear(engine, "DELETE FROM customer WHERE name = 'Tomasz Wilk'")
    engine.dispose()
    assert tell("copy", "--to", tmp_path / "copy.db").status == 1
    assert not [found for found in tmp_path.iterdir() if "copy" in found.name]


def test_a_whole_journal_goes_out_and_comes_back(tell: Tell, book: Path, tmp_path: Path) -> None:
    for name in ("whole.jsonl", "whole.zip"):
        said = tell("export", "journal", "--to", tmp_path / name)
        assert (said.status, f"to {tmp_path / name}" in said.out) == (0, True)
        empty = tmp_path / f"{name}.db"
        create_journal(empty).dispose()
        assert cli.main(["--journal", str(empty), "import", str(tmp_path / name)]) == 0
        assert same(book, empty)


def test_a_whole_journal_has_no_columns_or_days(tell: Tell, book: Path, tmp_path: Path) -> None:
    said = tell("export", "journal", "--to", tmp_path / "w.jsonl", "--since", "2026-01-01")
    assert (said.status, "whole" in said.err) == (1, True)
    assert book.exists()
