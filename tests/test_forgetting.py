"""People leave with all that is theirs, and nothing of anybody else's."""

from pathlib import Path

from tests.samples import (
    make_answer,
    make_apart,
    make_attachment,
    make_check_in,
    make_customer,
    make_feedback,
    make_gesture,
    make_membership,
    make_promise,
    make_recovery,
    make_review,
    make_touchpoint,
    make_wish,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.organising import Attachment
from trustjournal.domain.records import (
    Customer,
    Record,
    Touchpoint,
)
from trustjournal.forgetting import delete_people
from trustjournal.store import writer
from trustjournal.store.backup import check, counts
from trustjournal.store.engine import create_journal
from trustjournal.store.rows import chosen, fetch


def test_nothing_dangles_and_one_undo_brings_all_back(tmp_path: Path) -> None:
    engine = create_journal(tmp_path / "journal.db")
    ana, ben = make_customer("Ana"), make_customer("Ben")
    cho = make_customer("Cho", referred_by=ana.id)
    wish = make_wish()
    alone, together = make_touchpoint(ana.id), make_touchpoint(ana.id, ben.id)
    records: tuple[Record, ...] = (
        *(ana, ben, cho, alone, together),
        make_check_in(ana.id),
        make_gesture(ana.id),
        make_answer(ana.id),
        wish,
        make_feedback(ana.id, wish_id=wish.id),
        make_recovery(ana.id, touchpoint_id=alone.id),
        make_recovery(ben.id, touchpoint_id=alone.id),
        make_review(ana.id),
        make_promise(ana.id, touchpoint_id=together.id),
        make_promise(ben.id, touchpoint_id=alone.id),
        *(make_membership(ana.id, cho.id), make_membership(ben.id, ana.id)),
        *(make_apart(ana.id, ben.id), make_apart(cho.id, ana.id)),
        *(make_attachment(ana.id), make_attachment(ana.id, touchpoint_id=alone.id)),
        make_attachment(ana.id, touchpoint_id=together.id),
        make_attachment(ben.id, touchpoint_id=alone.id, is_photo=False, name="his"),
    )
    writer.commit(engine, Changeset("Add", tuple(Change.create(record) for record in records)))
    before = counts(engine)
    with engine.connect() as connection:
        changeset = delete_people(connection, [ana])
    writer.commit(engine, changeset)
    with engine.connect() as connection:
        people = {who.name: who for who in fetch(connection, Customer, chosen(Customer))}
        (left,) = fetch(connection, Touchpoint, chosen(Touchpoint))
        files = fetch(connection, Attachment, chosen(Attachment))
    assert set(people) == {"Ben", "Cho"}
    assert people["Cho"].referred_by is None
    assert left.customer_ids == (ben.id,)
    assert {(one.customer_id, one.touchpoint_id, one.is_photo) for one in files} == {
        (ben.id, together.id, False),
        (ben.id, None, False),
    }
    assert counts(engine)["membership"] == counts(engine)["apart"] == 0
    assert check(engine) == []
    writer.undo(engine)
    assert counts(engine) == before
    assert check(engine) == []
    engine.dispose()
