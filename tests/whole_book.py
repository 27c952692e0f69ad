"""A journal with one of every kind, a past that was partly taken back, and files kept in it."""

from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, Engine, select

from tests import samples
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Record
from trustjournal.store import copying, writer
from trustjournal.store.schema import presence

PHOTO = b"\x89PNG\r\n\x1a\n\0 not really one"

Dump = dict[str, list[copying.Row]]


def records() -> list[Record]:
    """One record of every kind, with every field set where samples have such a one."""
    rosa, cafe = samples.full_customer(), samples.make_customer("Café “Ölmühle” 🫖 $_<b>&\t\n")
    touch = samples.full_touchpoint(rosa.id, cafe.id)
    wish = samples.make_wish()
    digest = sha256(PHOTO).hexdigest()
    return [
        *(rosa, cafe, touch, samples.make_touchpoint(cafe.id, note="ελιά ﷺ 茶 \u202e")),
        samples.make_check_in(rosa.id),
        samples.make_gesture(rosa.id),
        samples.make_promise(rosa.id, touchpoint_id=touch.id),
        samples.make_answer(rosa.id),
        *(samples.make_tag_rule("kiln club"), samples.make_stage_rule(DepthStage.NEW), wish),
        samples.make_feedback(rosa.id, wish_id=wish.id, rating=4.5),
        samples.make_recovery(rosa.id, touchpoint_id=touch.id),
        samples.make_review(cafe.id),
        *(samples.make_evening(date(2025, 2, 28)), samples.make_template()),
        samples.make_membership(rosa.id, cafe.id),
        *(samples.full_custom_field(), samples.make_saved_filter()),
        samples.make_attachment(rosa.id, digest=digest, size=len(PHOTO)),
        samples.make_apart(rosa.id, cafe.id),
        samples.full_preferences(),
    ]


def write_book(engine: Engine) -> None:
    """Write it, change it, and take some of it back."""
    book = tuple(Change.create(record) for record in records())
    writer.commit(
        engine, Changeset("Add all", book, {sha256(PHOTO).hexdigest(): PHOTO}), who="Maya"
    )
    guests = [samples.make_customer(f"Guest {number}") for number in range(5)]
    writer.commit_long(engine, "Add guests", lambda _c: [[Change.create(one)] for one in guests])
    gone = Changeset("Delete", (Change.update(guests[0], note="bye"), Change.delete(guests[1])))
    writer.commit(engine, gone)
    writer.undo(engine)
    writer.commit(engine, Changeset("Delete one", (Change.delete(guests[2]),)))
    writer.undo(engine)
    writer.redo(engine)


def dump(engine: Engine) -> Dump:
    """Every row of a journal, and who was there."""
    with engine.connect() as connection:
        found = {name: _all(connection, name) for name in copying.TABLES}
        there = connection.execute(select(presence).order_by(*presence.primary_key)).mappings()
        return {**found, "presence": [dict(row) for row in there]}


def _all(connection: Connection, name: str) -> list[copying.Row]:
    return [row for rows in copying.batches(connection, name) for row in rows]


def tear(engine: Engine, statement: str) -> None:
    """Change a file behind the program's back, its own rules aside."""
    connection = engine.raw_connection()
    connection.cursor().execute("PRAGMA foreign_keys=OFF")
    connection.cursor().execute(statement)
    connection.invalidate()
