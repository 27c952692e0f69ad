"""A journal that knows one person in every way there is, and what is left of her in its files.

Every word of hers holds `SIGN`, so that one look through the bytes tells.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from tests.samples import (
    NOON,
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
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Address,
    Customer,
    ImportantDate,
    Labelled,
    Record,
    Touchpoint,
)
from trustjournal.services import customers, gestures, touchpoints
from trustjournal.store import drafts, queries, writer
from trustjournal.store.engine import create_journal

SIGN = "zyxquill"
ZONE = ZoneInfo("Europe/Madrid")
NAME = f"Rosa {SIGN}"
_TERMS = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'touchpoint_search', 'row')"


def word(about: str) -> str:
    """A word of hers."""
    return f"{about}{SIGN}"


def make_journal(path: Path, passphrase: str | None = None) -> tuple[Engine, Customer, Customer]:
    """A journal with her and with Ben, whom she shares much with; both were edited and undone."""
    engine = create_journal(path, passphrase)
    rosa, ben = _rosa(), make_customer("Ben")
    do(engine, f"Add {NAME}", *(Change.create(one) for one in (rosa, ben)))
    _shared(engine, rosa, ben)
    _edited(engine, rosa)
    _deleted_and_back(engine, rosa)
    _merged(engine, rosa)
    writer.commit_long(engine, "Import 40 touchpoints", lambda _connection: _imported(rosa, ben))
    words = f'{{"note":"{word("typing")}"}}'
    kept = (
        drafts.Unsaved(place="one", words=words, at=NOON, customer_ids=(rosa.id,)),
        drafts.Unsaved(place="capture", words=f"{NAME.lower()} call", at=NOON),
        drafts.Unsaved(place="other", words="ben call", at=NOON, customer_ids=(ben.id,)),
    )
    drafts.write(engine, kept)
    with engine.connect() as connection:
        return engine, queries.customer_by_id(connection, rosa.id), ben


def do(engine: Engine, label: str, *changes: Change, **contents: bytes) -> None:
    """Write a changeset."""
    writer.commit(engine, Changeset(label, changes, contents))


def files_with(sign: str, folder: Path) -> list[str]:
    """The files of a folder whose bytes, or whose name, hold a word in any of the usual codes."""
    signs = [sign.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if sign in path.name
        or (path.is_file() and any(one in path.read_bytes().lower() for one in signs))
    )


def terms_with(sign: str, engine: Engine) -> list[str]:
    """The terms of the search index that begin with or hold a word."""
    with engine.begin() as connection:
        connection.execute(text(_TERMS))
        found = connection.execute(text("SELECT term FROM temp.terms")).scalars().all()
        connection.execute(text("DROP TABLE temp.terms"))
    return [term for term in found if sign in term]


def _rosa() -> Customer:
    named = Labelled(value=word("value"), label=word("label"))
    return make_customer(
        f"Old {NAME}",
        company=word("company"),
        role=word("role"),
        phones=(named,),
        emails=(named,),
        links=(named,),
        addresses=(Address(label=word("at"), street=word("street"), city=word("city")),),
        dates=(ImportantDate(label=word("birthday"), month=2, day=29),),
        prefers=word("prefers"),
        loves=word("loves"),
        avoids=word("avoids"),
        family=word("family"),
        tags=(word("tag"),),
        note=word("note"),
        yearly_value=Decimal(12),
        gift_policy=word("policy"),
    )


def _shared(engine: Engine, rosa: Customer, ben: Customer) -> None:
    """What both took part in, and what points at her."""
    both, alone = make_touchpoint(ben.id, rosa.id), make_touchpoint(rosa.id)
    held = {name: name.encode() for name in (word("sketch"), word("photo"), "shared sketch")}
    names = {name: sha256(found).hexdigest() for name, found in held.items()}
    records: list[Record] = [
        *(_noted(both, "Both came"), _noted(alone, word("alone"))),
        make_check_in(rosa.id, about=word("about"), snooze_words=word("rests")),
        make_gesture(rosa.id, title=word("mug"), note=word("given"), text=word("letter")),
        make_promise(rosa.id, text=word("promise"), touchpoint_id=both.id, fix=word("fix")),
        make_promise(ben.id, text="for ben", touchpoint_id=alone.id),
        make_answer(rosa.id, text=word("need"), done=word("done")),
        make_feedback(rosa.id, text=word("said"), author=word("author"), link=word("link")),
        make_recovery(rosa.id, about=word("unease"), touchpoint_id=alone.id),
        make_review(rosa.id, reason=word("reason"), lesson=word("lesson")),
        make_membership(rosa.id, ben.id, role=word("buyer")),
        make_apart(rosa.id, ben.id),
        _file(rosa, word("sketch"), names[word("sketch")]),
        _file(rosa, word("photo"), names[word("photo")], is_photo=True),
        _file(rosa, "shared sketch", names["shared sketch"], touchpoint_id=both.id),
    ]
    contents = {names[name]: found for name, found in held.items()}
    do(engine, f"Log with {NAME}", *map(Change.create, records), **contents)
    sent = Change.update(ben, referred_by=rosa.id)
    do(engine, f"Ben was sent by {NAME}", sent)


def _edited(engine: Engine, rosa: Customer) -> None:
    """Edits of hers, undone and done again; and a touchpoint that was hers and became Ben's."""
    writer.commit(engine, customers.edit_customer(rosa, name=f"{NAME} Ruiz"))
    writer.undo(engine)
    writer.redo(engine)
    with engine.connect() as connection:
        now = queries.customer_by_id(connection, rosa.id)
        (present,) = queries.gestures_of(connection, [rosa.id])
    writer.commit(engine, customers.edit_customer(now, name=NAME))
    writer.commit(engine, gestures.give_gesture(present, date(2026, 11, 1), today=NOON.date()))


def _deleted_and_back(engine: Engine, rosa: Customer) -> None:
    """A touchpoint of hers that is deleted, and one that is deleted and comes back."""
    gone, back = (_noted(make_touchpoint(rosa.id), word(which)) for which in ("gone", "back"))
    do(engine, "Log a touchpoint", Change.create(gone), Change.create(back))
    writer.commit(engine, touchpoints.delete_touchpoint(gone, []))
    writer.commit(engine, touchpoints.delete_touchpoint(back, []))
    writer.undo(engine)


def _merged(engine: Engine, rosa: Customer) -> None:
    """A second card of hers that was made one with the first."""
    twin = make_customer(f"R. {word('twin')}", note=word("double"))
    do(engine, f"Add {twin.name}", Change.create(twin))
    theirs = _noted(make_touchpoint(twin.id), word("twice"))
    do(engine, "Log a touchpoint", Change.create(theirs))
    with engine.connect() as connection:
        now = queries.customer_by_id(connection, rosa.id)
    do(
        engine,
        f"Merge {now.name} and {twin.name}",
        Change.update(now, note=word("merged")),
        Change.update(theirs, customer_ids=(rosa.id,)),
        Change.delete(twin),
    )


def _imported(rosa: Customer, ben: Customer) -> Iterable[tuple[Change, ...]]:
    for day in range(4):
        at = NOON - timedelta(days=100 + day)
        his = make_touchpoint(ben.id, note=f"import {day}", happened_at=at)
        hers = make_touchpoint(rosa.id, note=word(f"import{day}"), happened_at=at)
        yield Change.create(his), Change.create(hers)


def _noted(touchpoint: Touchpoint, note: str) -> Touchpoint:
    return replace(touchpoint, note=note)


def _file(rosa: Customer, name: str, digest: str, **fields: Any) -> Record:
    values: dict[str, Any] = {"name": name, "digest": digest, "size": len(name)}
    return make_attachment(rosa.id, **({"is_photo": False} | values | fields))
