"""Rewrites the history as if some people had never been in the journal.

It is read from its newest entry back to the oldest. What was theirs alone is struck out, and they
leave what others were part of: every image becomes what it is without them, so that one change
still begins where the one before it ended, and can be taken back. What was theirs and became
somebody else's begins there. A step that nothing is left of is marked as erased.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select, update

from trustjournal.domain.finding import fold
from trustjournal.domain.organising import Apart, Attachment, Membership
from trustjournal.domain.records import Customer, Gesture, Promise, Record, Recovery, Touchpoint
from trustjournal.i18n import _
from trustjournal.store import traces as traced
from trustjournal.store.merged import likeness, merged
from trustjournal.store.schema import customer, history_piece
from trustjournal.store.schema import history as table
from trustjournal.store.traces import Trace

ERASED: Final = "erased"
"""The action of an entry that nobody can take back."""

Report = Callable[[int, int], object]
"""Gets how many entries are done, of how many; may raise `Cancelled`."""

_AT_ONCE = 100
_LONG_AGO = datetime.fromtimestamp(0, UTC)
_POINTING = ("Promise", "Recovery", "Attachment")
"""What may name a touchpoint, or content, that goes: always looked at."""

_REWRITE = update(table).where(table.c.sequence == bindparam("which"))
_REWRITE_PIECE = update(history_piece).where(
    history_piece.c.sequence == bindparam("which"), history_piece.c.place == bindparam("part")
)


@dataclass(slots=True)
class Scrub:
    """Who is struck out, and what is known of them by the entries read so far.

    `stayers` has the touchpoints that stay, with who has their files from now on; without
    `keep_shared` what was noted in touchpoints with others goes as well. `silenced` are such
    touchpoints, and files that were theirs, of those who left earlier: whoever has them now.
    `there` is everyone who is in the journal. `names` gathers what the people were called,
    `titles` their gestures and files; `digests` the contents of files that went, `kept` of those
    that stay.
    """

    people: set[UUID]
    stayers: Mapping[UUID, UUID]
    keep_shared: bool
    silenced: frozenset[UUID] = frozenset()
    there: frozenset[UUID] = frozenset()
    names: set[str] = field(default_factory=set[str])
    titles: set[str] = field(default_factory=set[str])
    digests: set[str] = field(default_factory=set[str])
    kept: set[str] = field(default_factory=set[str])
    _seen: set[UUID] = field(default_factory=set[UUID])
    _lost: set[UUID] = field(default_factory=set[UUID])
    _vanished: set[UUID] = field(default_factory=set[UUID])
    _renamed: dict[UUID, UUID] = field(default_factory=dict[UUID, UUID])
    _touched: set[UUID] = field(default_factory=set[UUID])
    _like: dict[UUID, int] = field(default_factory=dict[UUID, int])
    _signs: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        self._touched |= self.silenced
        self._sign()

    def without(self, image: Record) -> Record | None:
        """Return a record as it is without them; None for one that is theirs alone."""
        if isinstance(image, Touchpoint):
            return self._touchpoint(image)
        if isinstance(image, Attachment):
            return self._file(image)
        if isinstance(image, Customer):
            sent = image.referred_by in self.people
            stays = replace(image, referred_by=None) if sent else image
            return None if image.id in self.people else stays
        if isinstance(image, Membership):
            return None if self.people & {image.customer_id, image.of_id} else image
        if isinstance(image, Apart):
            return None if self.people & {image.one_id, image.other_id} else image
        if getattr(image, "customer_id", None) in self.people:
            return None
        if isinstance(image, Promise | Recovery) and image.touchpoint_id in self._vanished:
            return replace(image, touchpoint_id=None)
        return image

    def strike(self, action: str, traces: Sequence[Trace]) -> list[Trace]:
        """Return what stays of an entry, or of a piece of one, older than all those before."""
        self._welcome_merged(action, traces)
        struck = [self._strike(trace) for trace in reversed(traces)]
        self._seen.update(one.id for one in traces if one.kind == Customer.__name__)
        return [one for one in reversed(struck) if one is not None]

    def erase(self, traces: Sequence[Trace]) -> list[Trace]:
        """Return the newest entry, by which they leave, without a word of theirs.

        It still says of whom and of which records it is: other computers read it for that.
        """
        return [self._erase(trace) for trace in reversed(traces)][::-1]

    def _touchpoint(self, image: Touchpoint) -> Touchpoint | None:
        staying = tuple(one for one in image.customer_ids if one not in self.people)
        if len(staying) == len(image.customer_ids) and image.id not in self.silenced:
            return image
        note = image.note if self.keep_shared else ""
        return replace(image, customer_ids=staying, note=note) if staying else None

    def _file(self, image: Attachment) -> Attachment | None:
        touchpoint = image.touchpoint_id
        if image.id in self.silenced:
            return None
        if image.customer_id in self.people:
            heir = self.stayers.get(touchpoint) if touchpoint and self.keep_shared else None
            return replace(image, customer_id=heir, is_photo=False) if heir else None
        return replace(image, touchpoint_id=None) if touchpoint in self._vanished else image

    def _erase(self, trace: Trace) -> Trace:
        was = traced.image(trace)
        if was is None:
            raise ValueError("nothing begins where somebody leaves")
        self._touched.add(trace.id)
        if trace.after_revision is None:
            self._lose(was)
            left: Record | None = _blank(was)
        else:
            self._renamed[was.revision] = trace.after_revision
            left = self.without(was)
        return Trace(trace.kind, trace.id, trace.after_revision, traced.packed(left))

    def _strike(self, trace: Trace) -> Trace | None:
        """Return a change as it is without them: from what was left before to what was left after.

        What came after is known already, by the newer change or by the leaving that replaced it.
        """
        if not self._concerns(trace):
            return trace
        was, after = traced.image(trace), trace.after_revision
        left = was and self.without(was)
        if was is not None and left is None:
            self._touched.add(trace.id)
            self._lose(was)
        after = None if after in self._lost else self._renamed.get(after, after) if after else None
        if left is None and after is None:
            return None
        if left is not None and left.revision in self._renamed:
            left = replace(left, revision=self._renamed[left.revision])
        if isinstance(left, Attachment):
            self.kept.add(left.digest)
        if left == was and after == trace.after_revision:
            return trace
        return Trace(trace.kind, trace.id, after, traced.packed(left))

    def _concerns(self, trace: Trace) -> bool:
        if trace.id in self._touched or trace.kind in _POINTING:
            return True
        before = bytes(trace.before)
        return any(sign in before for sign in self._signs)

    def _lose(self, image: Record) -> None:
        """Remember an image that goes for good, and where else its words may stand."""
        self._lost.add(image.revision)
        if isinstance(image, Touchpoint):
            self._vanished.add(image.id)
        elif isinstance(image, Attachment):
            self.digests.add(image.digest)
            self.titles.add(image.name)
        elif isinstance(image, Customer):
            self._like[image.id] = likeness(image)
            self.names.add(image.name)
        elif isinstance(image, Gesture):
            self.titles.add(image.title)

    def _welcome_merged(self, action: str, traces: Sequence[Trace]) -> None:
        """Strike out whoever became one with them: what is kept of those is theirs, too."""
        if found := merged(action, traces, self._like.get):
            stayed, left = found
            if stayed in self.people and left not in self._seen | self.people | self.there:
                self.people.add(left)
                self._sign()

    def _sign(self) -> None:
        self._signs = tuple(str(one).encode() for one in self.people)


def scrub(connection: Connection, work: Scrub, newest: int, report: Report) -> int:
    """Strike people out of the history up to `newest`, by which they left; return of how much.

    In the transaction of that entry. `report` hears of every few hundred entries.

    Raises:
        Cancelled: as `report` raises it.
    """
    work.there = frozenset(connection.execute(select(customer.c.id)).scalars())
    mine = connection.execute(select(table.c.traces).where(table.c.sequence == newest))
    left = traced.encode(work.erase(traced.decode(mine.scalar_one())))
    connection.execute(_REWRITE.values(action=ERASED, traces=left), {"which": newest})
    total = connection.execute(select(func.count()).select_from(table)).scalar_one()
    pieced = frozenset(connection.execute(select(history_piece.c.sequence).distinct()).scalars())
    done, count, below = 0, 0, newest
    while rows := _older(connection, below):
        struck = [row for row in rows if _scrub_entry(connection, work, row, pieced)]
        done, count, below = done + len(rows), count + len(struck), rows[-1][0]
        report(done, total)
    return count


def relabel(connection: Connection, names: Iterable[str]) -> None:
    """Give every entry whose label holds one of the names another label."""
    found = _whole_words(names)
    if found is None:
        return
    query = select(table.c.sequence, table.c.label)
    rows = [row.sequence for row in connection.execute(query) if found.search(fold(row.label))]
    if rows:
        connection.execute(_REWRITE.values(label=_label()), [{"which": one} for one in rows])


def _older(connection: Connection, below: int) -> Sequence[Any]:
    columns = (table.c.sequence, table.c.action, table.c.label, table.c.traces)
    query = select(*columns).where(table.c.sequence < below).order_by(table.c.sequence.desc())
    return connection.execute(query.limit(_AT_ONCE)).all()


def _scrub_entry(connection: Connection, work: Scrub, row: Any, pieced: frozenset[int]) -> bool:
    """Strike people out of one entry; return whether they were in it."""
    sequence, action, label, stored = row
    left = 0
    changed = False
    if sequence in pieced:
        left, changed = _scrub_pieces(connection, work, sequence, action)
    before = traced.decode(stored)
    after = work.strike(action, before)
    changed = changed or after != before
    if not changed:
        return False
    values = {"traces": traced.encode(after)}
    if not after and not left:
        values |= {"action": ERASED, "label": _label()}
    elif (found := _whole_words(work.titles)) and found.search(fold(label)):
        values["label"] = _label()
    connection.execute(_REWRITE.values(**values), {"which": sequence})
    return True


def _scrub_pieces(
    connection: Connection, work: Scrub, sequence: int, action: str
) -> tuple[int, bool]:
    """Do so with what follows the first piece; return how many traces are left, and if fewer."""
    mine = history_piece.c.sequence == sequence
    places = select(history_piece.c.place).where(mine).order_by(history_piece.c.place.desc())
    left, changed = 0, False
    for place in connection.execute(places).scalars().all():
        stored = select(history_piece.c.traces).where(mine, history_piece.c.place == place)
        before = traced.decode(connection.execute(stored).scalar_one())
        after = work.strike(action, before)
        left += len(after)
        if after != before:
            changed = True
            values = {"traces": traced.encode(after)}
            connection.execute(_REWRITE_PIECE.values(**values), {"which": sequence, "part": place})
    return left, changed


def _blank(image: Record) -> Record | None:
    """Return what other computers need of a touchpoint to know whose it was, None of the rest."""
    if not isinstance(image, Touchpoint):
        return None
    return Touchpoint(
        id=image.id,
        revision=image.revision,
        happened_at=_LONG_AGO,
        zone="UTC",
        customer_ids=image.customer_ids,
    )


def _label() -> str:
    return _("A step with somebody who was erased since")


def _whole_words(names: Iterable[str]) -> re.Pattern[str] | None:
    found = sorted({fold(name.strip()) for name in names} - {""}, key=len, reverse=True)
    if not found:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, found)) + r")(?!\w)")
