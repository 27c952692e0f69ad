"""Reading all that hangs on customers: each record once, and nobody else's."""

from pathlib import Path

from tests.samples import (
    make_apart,
    make_attachment,
    make_check_in,
    make_customer,
    make_feedback,
    make_membership,
    make_promise,
    make_recovery,
    make_touchpoint,
)
from trustjournal.domain.attached import Attached
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.store import writer
from trustjournal.store.attached import attached_to
from trustjournal.store.engine import close_journal, create_journal


def test_each_record_comes_once_and_only_theirs(tmp_path: Path) -> None:
    engine = create_journal(tmp_path / "journal.db")
    ana, ben, cho = (make_customer(name) for name in ("Ana", "Ben", "Cho"))
    dee = make_customer("Dee", referred_by=ana.id)
    both, other = make_touchpoint(ana.id, ben.id), make_touchpoint(cho.id)
    theirs: list[Record] = [
        both,
        make_promise(ana.id, touchpoint_id=both.id),
        make_promise(cho.id, touchpoint_id=both.id),
        make_recovery(ben.id, touchpoint_id=both.id),
        *(make_check_in(ana.id), make_feedback(ben.id)),
        *(make_membership(ana.id, ben.id), make_membership(cho.id, ana.id)),
        make_attachment(ana.id, touchpoint_id=both.id),
        make_attachment(cho.id, touchpoint_id=both.id),
        *(make_apart(ana.id, ben.id), make_apart(cho.id, ana.id)),
    ]
    others = [other, make_promise(cho.id), make_attachment(cho.id), make_apart(cho.id, dee.id)]
    records = (ana, ben, cho, dee, *theirs, *others)
    writer.commit(engine, Changeset("Add", tuple(Change.create(one) for one in records)))
    with engine.connect() as connection:
        found = attached_to(connection, [ana.id, ben.id, ana.id])
        nothing = attached_to(connection, [])
    every: tuple[Record, ...] = (
        *(*found.touchpoints, *found.promises, *found.recoveries, *found.own, *found.referred),
        *(*found.memberships, *found.attachments, *found.aparts),
    )
    assert sorted(one.id for one in every) == sorted(one.id for one in (*theirs, dee))
    assert nothing == Attached(
        touchpoints=[],
        promises=[],
        recoveries=[],
        own=[],
        referred=[],
        memberships=[],
        attachments=[],
        aparts=[],
    )
    close_journal(engine)
