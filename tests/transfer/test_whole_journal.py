"""The whole journal into a file and out of it."""

import json
from collections.abc import Callable, Generator
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from tests import samples
from tests.whole_book import PHOTO, dump, write_book
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import Cancelled, InvalidEntry, NotSaved, UnreadableFile
from trustjournal.store import backup, balances, history, queries, writer
from trustjournal.store.engine import create_journal
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.transfer.sample import add_sample, begin_book
from trustjournal.transfer.whole_journal import export_journal, import_journal

Alter = Callable[[list[bytes]], list[bytes]]


@pytest.fixture
def engine(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "journal.db")
    yield made
    made.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Generator[Engine]:
    made = create_journal(tmp_path / "empty.db")
    yield made
    made.dispose()


@pytest.fixture(params=["whole.jsonl", "whole.zip"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_a_journal_comes_back_with_ids_numbers_and_history(
    engine: Engine, empty: Engine, path: Path
) -> None:
    write_book(engine)
    counts = export_journal(engine, path)
    assert import_journal(path, empty) == counts
    assert all(counts.values())
    assert dump(empty) == dump(engine)
    assert backup.check(empty) == []


def test_a_second_export_is_the_same_to_the_byte(
    engine: Engine, empty: Engine, tmp_path: Path
) -> None:
    write_book(engine)
    export_journal(engine, tmp_path / "one.jsonl")
    import_journal(tmp_path / "one.jsonl", empty)
    export_journal(empty, tmp_path / "two.jsonl")
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def test_the_sample_book_comes_back(engine: Engine, empty: Engine, path: Path) -> None:
    add_sample(engine, date(2026, 11, 20), "Europe/Madrid")
    export_journal(engine, path)
    import_journal(path, empty)
    assert dump(empty) == dump(engine)


def test_undo_goes_on_where_it_was(engine: Engine, empty: Engine, path: Path) -> None:
    write_book(engine)
    export_journal(engine, path)
    import_journal(path, empty)
    for _step in range(2):
        here, there = writer.undo(engine), writer.undo(empty)
        assert here is not None
        assert there is not None
        assert here.label == there.label
    with engine.connect() as one, empty.connect() as other:
        for kind in RECORD_TABLES:
            assert {*queries.all_of(one, kind)} == {*queries.all_of(other, kind)}
        assert history.last_sequence(one) == history.last_sequence(other)


def test_notes_are_found_after_the_import(engine: Engine, empty: Engine, path: Path) -> None:
    rosa = samples.make_customer()
    touch = samples.make_touchpoint(rosa.id, note="the cobalt glaze")
    writer.commit(engine, Changeset("Add", (Change.create(rosa), Change.create(touch))))
    export_journal(engine, path)
    import_journal(path, empty)
    found = text("SELECT rowid FROM touchpoint_search WHERE touchpoint_search MATCH 'cobalt'")
    with empty.connect() as connection:
        assert connection.execute(found).scalars().all() == [1]


def test_only_an_empty_journal_takes_one_in(engine: Engine, empty: Engine, path: Path) -> None:
    write_book(engine)
    export_journal(engine, path)
    writer.commit(empty, Changeset("Add", (Change.create(samples.make_customer()),)))
    writer.undo(empty)
    before = dump(empty)
    with pytest.raises(InvalidEntry, match="entries in this journal already"):
        import_journal(path, empty)
    assert dump(empty) == before


def test_the_first_page_of_a_new_journal_makes_room(
    engine: Engine, empty: Engine, path: Path
) -> None:
    write_book(engine)
    export_journal(engine, path)
    begin_book(empty, samples.full_preferences())
    balances.ensure(empty, samples.NOON, samples.NOON.tzinfo or pytest.fail("no zone"))
    import_journal(path, empty)
    assert dump(empty) == dump(engine)
    with empty.connect() as connection:
        assert balances.closing(connection) is None


def test_attached_files_stand_in_the_zip_by_their_digest(engine: Engine, tmp_path: Path) -> None:
    write_book(engine)
    export_journal(engine, tmp_path / "whole.zip")
    with ZipFile(tmp_path / "whole.zip") as archive:
        assert archive.namelist() == ["journal.jsonl", f"contents/{sha256(PHOTO).hexdigest()}"]
        lines = archive.read("journal.jsonl").splitlines()
    assert not [line for line in lines if line.startswith(b'{"content"')]


def test_the_file_is_one_object_a_line_with_one_member(engine: Engine, tmp_path: Path) -> None:
    write_book(engine)
    counts = export_journal(engine, tmp_path / "whole.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "whole.jsonl").read_bytes().splitlines()]
    assert {len(line) for line in lines} == {1}
    assert lines[0]["journal"]["counts"] == counts
    assert [*lines[-1]] == ["end"]
    assert len(lines) == sum(counts.values()) + 2


def refused(path: Path, empty: Engine, match: str) -> None:
    before = dump(empty)
    with pytest.raises(UnreadableFile, match=match):
        import_journal(path, empty)
    assert dump(empty) == before


@pytest.fixture
def lines(engine: Engine, tmp_path: Path) -> list[bytes]:
    write_book(engine)
    export_journal(engine, tmp_path / "whole.jsonl")
    return (tmp_path / "whole.jsonl").read_bytes().splitlines(keepends=True)


def unsigned(lines: list[bytes]) -> bytes:
    return b"".join([*lines[:-1], b'{"end":{}}\n'])


def test_a_file_by_hand_needs_no_digest(
    engine: Engine, empty: Engine, lines: list[bytes], tmp_path: Path
) -> None:
    hand = tmp_path / "hand.jsonl"
    past = next(place for place, line in enumerate(lines) if line.startswith(b'{"history"'))
    shuffled = [lines[0], *lines[past:-1], *reversed(lines[1:past]), lines[-1]]
    hand.write_bytes(b"\xef\xbb\xbf" + unsigned(shuffled).replace(b"\n", b"\r\n\r\n"))
    import_journal(hand, empty)
    assert dump(empty) == dump(engine)


def test_fields_that_are_left_out_are_as_they_are_at_first(empty: Engine, tmp_path: Path) -> None:
    hand = tmp_path / "hand.jsonl"
    line = {"customer": {"id": str(samples.make_customer().id), "revision": "0" * 32, "name": "A"}}
    hand.write_text('{"journal":{"version":1}}\n' + json.dumps(line) + '\n{"end":{}}', "utf-8")
    assert import_journal(hand, empty)["customer"] == 1
    with empty.connect() as connection:
        (found,) = queries.all_of(connection, Customer)
    assert found == Customer(id=found.id, revision=found.revision, name="A")


DAMAGED: list[tuple[Alter, str]] = [
    (lambda all_: all_[:-1], "Line 40: the file ends before the journal does"),
    (lambda all_: all_[:5], "Line 6: the file ends before"),
    (lambda all_: [*all_[:3], all_[3].replace(b"Guest", b"Quest"), *all_[4:]], "not as it was"),
    (lambda all_: [*all_[:3], all_[3][:40], b"\n", *all_[4:]], "Line 4: "),
    (lambda all_: [*all_[:3], b"\xff\xfe\n", *all_[4:]], "Line 4: "),
    (lambda all_: [*all_[:3], b'{"dragon":{}}\n', *all_[4:]], "Line 4: “dragon”"),
    (lambda all_: [*all_[:3], b'{"wish":{},"end":{}}\n', *all_[4:]], "Line 4: it has to"),
    (lambda all_: [*all_[:3], b"[" * 100_000 + b"\n", *all_[4:]], "Line 4: "),
    (lambda all_: [b'{"journal":{"version":2}}\n', *all_[1:]], "newer version"),
    (lambda all_: [b'{"journal":{"version":1,"schema":"9"}}\n', *all_[1:]], "newer version"),
    (lambda all_: [b"name,phone\n", *all_[1:]], "Line 1: "),
    (lambda all_: [b'{"wish":{}}\n', *all_[1:]], "Line 1: a journal written whole"),
    (lambda _all: [], "Line 1: the file ends"),
]


@pytest.mark.parametrize(("change", "sentence"), DAMAGED)
def test_what_is_damaged_is_said_with_its_line(
    change: Alter, sentence: str, empty: Engine, lines: list[bytes], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"".join(change(lines)))
    refused(bad, empty, sentence)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (b'"amount":"48.2"', b'"amount":"1e400"', "no journal can hold"),
        (b'"amount":"48.2"', b'"amount":"NaN"', "no journal can hold"),
        (b'"duration_minutes":12', b'"duration_minutes":36893488147419103232', "Line "),
        (b'"happened_at":"2026-11-20T12:00:00Z"', b'"happened_at":"2026-11-20T12:00:00"', "Line "),
        (b'"title":"Mug"', b'"titel":"Mug"', "Line "),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_in_words(
    was: bytes, now: bytes, sentence: str, empty: Engine, lines: list[bytes], tmp_path: Path
) -> None:
    whole = unsigned(lines)
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(whole.replace(was, now))
    assert was in whole
    refused(bad, empty, sentence)


def test_two_of_one_id_are_refused(empty: Engine, lines: list[bytes], tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(unsigned([*lines[:3], lines[2], *lines[3:]]))
    refused(bad, empty, "there twice")


def test_what_names_somebody_missing_is_refused(
    empty: Engine, lines: list[bytes], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(unsigned([lines[0], *lines[2:]]))
    refused(bad, empty, "names what is missing")


def test_a_zip_with_another_file_in_it_is_refused(
    engine: Engine, empty: Engine, tmp_path: Path
) -> None:
    write_book(engine)
    whole, bad = tmp_path / "whole.zip", tmp_path / "bad.zip"
    export_journal(engine, whole)
    with ZipFile(whole) as source, ZipFile(bad, "w") as target:
        for name in source.namelist():
            kept = source.read(name)
            target.writestr(name, b"another" if name.startswith("contents/") else kept)
    refused(bad, empty, "is not what it was")


def test_a_damaged_zip_is_refused(engine: Engine, empty: Engine, tmp_path: Path) -> None:
    write_book(engine)
    whole = tmp_path / "whole.zip"
    export_journal(engine, whole)
    stored = bytearray(whole.read_bytes())
    stored[200:260] = bytes(60)
    whole.write_bytes(stored)
    refused(whole, empty, "cannot be read|Line ")


def test_a_zip_of_something_else_is_refused(empty: Engine, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("one.jpg", b"")
    refused(tmp_path / "photos.zip", empty, "holds no journal")


def test_what_is_no_file_is_refused(empty: Engine, tmp_path: Path) -> None:
    refused(tmp_path / "nothing.jsonl", empty, "cannot be read")
    refused(tmp_path, empty, "not a file")


def test_stopping_leaves_nothing_behind(engine: Engine, empty: Engine, path: Path) -> None:
    write_book(engine)

    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        if done > total * 0.7:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_journal(engine, path, stop)
    assert not [found for found in path.parent.iterdir() if "whole" in found.name]
    export_journal(engine, path)
    before = dump(empty)
    with pytest.raises(Cancelled):
        import_journal(path, empty, stop)
    assert dump(empty) == before


def test_progress_ends_with_all_rows(engine: Engine, empty: Engine, path: Path) -> None:
    write_book(engine)
    heard: list[tuple[int, int]] = []
    counts = export_journal(engine, path, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (sum(counts.values()), sum(counts.values()))
    import_journal(path, empty, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (2 * sum(counts.values()), 2 * sum(counts.values()))


def test_the_journal_itself_is_never_written_over(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="belongs to the journal"):
        export_journal(engine, tmp_path / "journal.db")


@settings(max_examples=20)
@given(words=st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_text_comes_back(words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    one, other = create_journal(folder / "one.db"), create_journal(folder / "other.db")
    rosa = samples.make_customer(
        words, tags=(words,), note=words, phones=(samples.Labelled(value=words, label=words),)
    )
    touch = samples.make_touchpoint(rosa.id, note=words)
    writer.commit(one, Changeset(words, (Change.create(rosa), Change.create(touch))))
    writer.commit(one, Changeset(words, (Change.update(rosa, note=words + "!"),)))
    export_journal(one, folder / "whole.jsonl")
    import_journal(folder / "whole.jsonl", other)
    assert dump(other) == dump(one)
    one.dispose()
    other.dispose()
