"""One page that cannot be read takes no other along, wherever it belongs."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.damaging import PAGE, destroyed
from tests.samples import make_customer, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.store import writer
from trustjournal.store.damaged_pages import Page, PageReader
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.store.keys import Key

_LONG = "A long conversation about glazes. " * 600  # over several pages


@pytest.fixture(params=[None, "seven grey herons"], ids=["plain", "encrypted"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Key | None]:
    key = Key.new(request.param) if request.param else None
    engine = create_journal(tmp_path / "journal.db", key)
    rosa = make_customer()
    visits = [make_touchpoint(rosa.id, note=_LONG if n % 5 else "Short") for n in range(20)]
    writer.commit(engine, Changeset("Add", tuple(map(Change.create, (rosa, *visits)))))
    close_journal(engine)
    return tmp_path / "journal.db", key


def read(path: Path, key: Key | None) -> Iterator[Page]:
    """Yield what can be read of each page."""
    with closing(PageReader(path, path.with_name("scratch.db"), key)) as reader:
        yield from reader.pages(lambda _first: 1)


def numbered(path: Path, key: Key | None) -> set[int]:
    """Return the pages of which rows can be read."""
    return {page.number for page in read(path, key) if page.rows}


def test_a_destroyed_page_in_the_middle_of_a_long_note_hides_no_other_page(
    book: tuple[Path, Key | None],
) -> None:
    path, key = book
    content = path.read_bytes()
    whole = numbered(path, key)
    assert len(whole) > 10
    for page in range(2, len(content) // PAGE + 1, 3):
        path.write_bytes(destroyed(content, [page]))
        # Itself, that which goes on with it, and the inner page above.
        assert len(whole - numbered(path, key)) <= 3, page


def test_of_a_file_that_was_cut_short_nothing_is_read_that_was_not_in_it(
    book: tuple[Path, Key | None],
) -> None:
    path, key = book
    content = path.read_bytes()
    whole = {row for page in read(path, key) for row in page.rows}
    assert len(whole) > 20
    most = 0
    for length in range(2 * PAGE, len(content), 5 * PAGE + 700):
        path.write_bytes(content[:length])
        found = {row for page in read(path, key) for row in page.rows}
        assert not found - whole, length
        most = max(most, len(found))
    assert most > len(whole) // 2


def test_where_a_disk_left_a_page_empty_a_note_has_one_sign_for_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    engine = create_journal(path)
    rosa = make_customer()
    note = "".join(f"Glaze {number}. " for number in range(1200))
    visit = make_touchpoint(rosa.id, note=note)
    writer.commit(engine, Changeset("Add", tuple(map(Change.create, (rosa, visit)))))
    close_journal(engine)
    content = path.read_bytes()
    begin = content.index(b"Glaze 500. ") // PAGE * PAGE + 4  # behind what leads on
    path.write_bytes(content[:begin] + bytes(PAGE - 4) + content[begin + PAGE - 4 :])
    texts = [value for page in read(path, None) for row in page.rows for value in row]
    (found,) = (one for one in texts if str(one).startswith("Glaze 0. "))
    before, sign, after = found.partition("\N{REPLACEMENT CHARACTER}")
    assert sign
    assert note == before + note[len(before) : -len(after)] + after
    assert len(before) + PAGE - 4 + len(after) == len(note)
