"""Whatever was done before, who is erased is gone, and everything else can still be taken back."""

import shutil
import tempfile
from pathlib import Path
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.samples import NOON, make_customer, make_promise, make_touchpoint
from tests.store.erased_person import SIGN, files_with, word
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record, Touchpoint
from trustjournal.forgetting import delete_people, erase_person
from trustjournal.services.touchpoints import delete_touchpoint
from trustjournal.store import queries, writer
from trustjournal.store.backup import check
from trustjournal.store.checking import check_journal
from trustjournal.store.engine import close_journal, create_journal
from trustjournal.store.gone import people_gone
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import RECORD_TABLES

ROSA, BEN = make_customer(f"Rosa {SIGN}"), make_customer("Ben")
_PRESENT = {
    "rosa": (ROSA.id,),
    "ben": (BEN.id,),
    "both": (ROSA.id, BEN.id),
}
_PLAIN = st.sampled_from(["delete", "rename", "leave", "undo", "undo", "redo"])
_DEEDS = st.one_of(
    st.tuples(st.just("log"), st.sampled_from(list(_PRESENT)), st.just(0)),
    st.tuples(st.just("turn"), st.sampled_from(list(_PRESENT)), st.integers(0, 3)),
    st.tuples(st.just("promise"), st.sampled_from(["rosa", "ben"]), st.integers(0, 3)),
    st.tuples(_PLAIN, st.just(""), st.integers(0, 3)),
)


@settings(max_examples=10)
@given(st.lists(_DEEDS, max_size=12), st.booleans())
def test_erasing_leaves_no_word_and_every_other_step(
    deeds: list[tuple[str, str, int]], keep_shared: bool
) -> None:
    folder = Path(tempfile.mkdtemp())
    engine = create_journal(folder / "journal.db")
    try:
        for who in (BEN, ROSA):
            _write(engine, f"Add {who.name}", Change.create(who))
        for deed in deeds:
            _do(engine, *deed)
        if _is_known(engine):
            erase_person(engine, ROSA.id, keep_shared=keep_shared)
            _look(engine, folder)
    finally:
        close_journal(engine)
        shutil.rmtree(folder)


def _look(engine: Engine, folder: Path) -> None:
    assert files_with(SIGN, folder) == []
    assert check_journal(engine, NOON).findings == ()
    after = _records(engine)
    steps = 0
    while writer.undo(engine) is not None:
        steps += 1
        assert check(engine) == []
    assert files_with(SIGN, folder) == []
    for _step in range(steps):
        assert writer.redo(engine) is not None
    assert _records(engine) == after
    assert check_journal(engine, NOON).findings == ()


def _do(engine: Engine, deed: str, who: str, which: int) -> None:
    with engine.connect() as connection:
        touches = fetch(connection, Touchpoint, chosen(Touchpoint))
        people = {one.id for one in queries.customers(connection)}
    touch = touches[which % len(touches)] if touches else None
    present = tuple(one for one in _PRESENT.get(who, ()) if one in people)
    if deed == "undo":
        writer.undo(engine)
    elif deed == "redo":
        writer.redo(engine)
    elif deed == "log" and present:
        _write(engine, f"Log with {who}", Change.create(_touch(present)))
    elif deed == "promise" and present:
        promise = make_promise(present[0], text=_words(present))
        _write(engine, "Promise", Change.create(promise))
    elif deed == "turn" and touch is not None and present:
        _write(engine, "Turn", Change.update(touch, customer_ids=present, note=_words(present)))
    elif deed == "delete" and touch is not None:
        with engine.connect() as connection:
            came = queries.came_of(connection, touch.id)
        writer.commit(engine, delete_touchpoint(touch, came))
    elif deed == "leave" and ROSA.id in people:
        with engine.connect() as connection:
            now = queries.customer_by_id(connection, ROSA.id)
            left = delete_people(connection, [now])
        writer.commit(engine, left)
    elif deed == "rename" and ROSA.id in people:
        with engine.connect() as connection:
            now = queries.customer_by_id(connection, ROSA.id)
        _write(engine, f"Edit {now.name}", Change.update(now, name=f"{word('Rose')} {which}"))


def _touch(present: tuple[UUID, ...]) -> Touchpoint:
    return make_touchpoint(*present, note=_words(present))


def _words(present: tuple[UUID, ...]) -> str:
    """Her word where she is alone: a note that is kept with others is the owner's to keep."""
    return word("note") if present == (ROSA.id,) else "said"


def _is_known(engine: Engine) -> bool:
    with engine.connect() as connection:
        there = queries.customers_by_id(connection, [ROSA.id])
        return bool(there) or ROSA.id in {one.id for one in people_gone(connection)}


def _records(engine: Engine) -> dict[UUID, Record]:
    with engine.connect() as connection:
        return {
            one.id: one for kind in RECORD_TABLES for one in fetch(connection, kind, chosen(kind))
        }


def _write(engine: Engine, label: str, *changes: Change) -> None:
    writer.commit(engine, Changeset(label, changes))
