"""Drawing the four questions from the command line."""

from argparse import Namespace
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from trustjournal.commands.questions import draw_questions
from trustjournal.errors import InvalidEntry, NotFound


def draw(book: Path, to: Path, person: str | None = None) -> str:
    draw_questions(Namespace(journal=str(book), person=person, to=to))
    return to.read_text("utf-8")


def test_one_person_with_what_would_help(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = draw(book, tmp_path / "rosa.svg", "delgado")
    assert "The four questions: Rosa Delgado" in drawing
    assert "Will they do what they say?" in drawing
    assert "Ask what success would be for them." in drawing
    assert capsys.readouterr().out == f"Drawn to {tmp_path / 'rosa.svg'}.\n"


def test_the_whole_book(book: Path, tmp_path: Path) -> None:
    drawing = draw(book, tmp_path / "book.svg")
    for name in ("Rosa Delgado", "Rosa Almeida", "Tomasz Wilk", "Inner circle"):
        assert name in drawing


@pytest.mark.parametrize("person", ["rosa", "nobody"])
def test_a_name_that_does_not_mean_one_person_is_refused(
    book: Path, tmp_path: Path, person: str
) -> None:
    with pytest.raises((InvalidEntry, NotFound)):
        draw(book, tmp_path / "x.svg", person)
    assert not (tmp_path / "x.svg").exists()


def test_an_empty_book_is_drawn_too(tell: Tell, journal: Path, tmp_path: Path) -> None:
    assert tell("new", journal).status == 0
    assert "The four questions" in draw(journal, tmp_path / "empty.svg")
