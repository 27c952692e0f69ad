"""The four questions in a file."""

from pathlib import Path

import pytest
from PIL import Image

from tests.charts.questions import panels, person, spread_of
from trustjournal.charts import questions_file
from trustjournal.errors import InvalidEntry


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_every_chart_can_be_saved(tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{name}.{suffix}" for name in ("person", "spread", "panels")]
    questions_file.save_person(person(), files[0])
    questions_file.save_spread(spread_of(3), files[1])
    questions_file.save_panels(panels(3), files[2])
    assert all(file.stat().st_size > 1000 for file in files)


def test_a_drawing_has_its_words_as_text(tmp_path: Path) -> None:
    file = tmp_path / "person.svg"
    questions_file.save_person(person(), file)
    text = file.read_text("utf-8")
    for words in ("The four questions: Rosa Delgado", "Will they do what they say?", "Keep one."):
        assert words in text


def test_of_many_people_the_first_are_in_the_file_and_it_says_so(tmp_path: Path) -> None:
    file = tmp_path / "book.svg"
    questions_file.save_panels(panels(70), file, spread=spread_of(70))
    text = file.read_text("utf-8")
    assert "the first 60 of 70 people" in text
    assert ">Person 59<" in text
    assert ">Person 60<" not in text
    assert "Inner circle" in text


def test_a_file_is_as_high_as_its_panels(tmp_path: Path) -> None:
    heights: list[int] = []
    for count in (4, 8, 12):
        file = tmp_path / f"{count}.png"
        questions_file.save_panels(panels(count), file)
        with Image.open(file) as image:
            heights.append(image.height)
    assert heights[2] - heights[1] == heights[1] - heights[0] > 200


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry):
        questions_file.save_person(person(), tmp_path / "person.gif")
