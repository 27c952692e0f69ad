"""What is dropped into the folder waits until it is whole, and is never lost or replaced."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.errors import NotSaved, UnreadableFile
from trustjournal.transfer.watched import DONE, Sighting, look, put_back, set_aside

NOTHING: dict[Path, tuple[int, int]] = {}


def drop(folder: Path, name: str, text: str = "hello") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def settled(folder: Path) -> Sighting:
    return look(folder, look(folder, NOTHING).stamps)


def test_a_file_waits_from_the_second_look_at_which_it_is_the_same(tmp_path: Path) -> None:
    path = drop(tmp_path, "people.csv")
    first = look(tmp_path, NOTHING)
    assert (first.waiting, first.growing) == ((), (path,))
    second = look(tmp_path, first.stamps)
    assert (second.waiting, second.growing) == ((path,), ())


def test_a_file_that_is_still_written_is_not_offered(tmp_path: Path) -> None:
    path = drop(tmp_path, "people.csv")
    before = look(tmp_path, NOTHING)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("more")
    again = look(tmp_path, before.stamps)
    assert (again.waiting, again.growing) == ((), (path,))
    assert look(tmp_path, again.stamps).waiting == (path,)


def test_a_file_written_over_in_the_same_size_is_not_offered_yet(tmp_path: Path) -> None:
    path = drop(tmp_path, "people.csv")
    before = look(tmp_path, NOTHING)
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))
    assert look(tmp_path, before.stamps).growing == (path,)


def test_an_empty_file_is_one_that_nobody_has_written_yet(tmp_path: Path) -> None:
    path = drop(tmp_path, "people.csv", "")
    assert settled(tmp_path).growing == (path,)


def test_only_letters_cards_and_tables_of_the_folder_itself_wait_by_name(tmp_path: Path) -> None:
    wanted = [drop(tmp_path, name) for name in ("a.EML", "B.csv", "c.vcf")]
    for name in ("notes.txt", ".hidden.csv", "people.csv.part", "run.exe", "csv"):
        drop(tmp_path, name)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / DONE).mkdir()
    drop(tmp_path / DONE, "old.csv")
    (tmp_path / "link.csv").symlink_to(wanted[1])
    assert settled(tmp_path).waiting == tuple(wanted)


def test_a_folder_that_is_missing_or_none_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is not there, or not connected"):
        look(tmp_path / "gone", NOTHING)
    with pytest.raises(UnreadableFile, match="is not a folder"):
        look(drop(tmp_path, "people.csv"), NOTHING)


def test_a_folder_that_cannot_be_read_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be looked into: File name too long"):
        look(tmp_path / ("x" * 300), NOTHING)


def test_a_file_that_is_done_with_moves_and_comes_back(tmp_path: Path) -> None:
    path = drop(tmp_path, "people.csv")
    aside = set_aside(path)
    assert aside == tmp_path / DONE / "people.csv"
    assert (aside.read_text(), path.exists()) == ("hello", False)
    assert settled(tmp_path).waiting == ()
    assert put_back(aside) == path
    assert (path.read_text(), aside.exists()) == ("hello", False)


def test_a_file_of_the_same_name_is_never_replaced(tmp_path: Path) -> None:
    places = [set_aside(drop(tmp_path, "mail.eml", text)) for text in ("one", "two", "three")]
    assert [place.name for place in places] == ["mail.eml", "mail (2).eml", "mail (3).eml"]
    assert [place.read_text() for place in places] == ["one", "two", "three"]
    drop(tmp_path, "mail.eml", "four")
    back = put_back(places[0])
    assert back.name == "mail (2).eml"
    assert (tmp_path / "mail.eml").read_text() == "four"


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a.csv", "A.csv", "b.eml"]), st.text("xyz", min_size=1)))
)
def test_whatever_is_dropped_and_set_aside_is_still_there(
    tmp_path_factory: pytest.TempPathFactory, dropped: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("dropped")
    for name, text in dropped:
        set_aside(drop(folder, name, text))
    kept = [one.read_text() for one in (folder / DONE).glob("*")]
    assert sorted(kept) == sorted(text for _name, text in dropped)


def test_a_file_that_has_gone_is_said_and_leaves_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match=r"“people\.csv” could not be moved to “done”"):
        set_aside(tmp_path / "people.csv")
    assert list(tmp_path.rglob("*.csv")) == []


def test_a_file_in_the_way_of_the_folder_is_said_and_nothing_is_moved(tmp_path: Path) -> None:
    (tmp_path / DONE).write_text("in the way")
    path = drop(tmp_path, "people.csv")
    with pytest.raises(NotSaved, match="could not be moved"):
        set_aside(path)
    assert path.read_text() == "hello"
    assert (tmp_path / DONE).read_text() == "in the way"
