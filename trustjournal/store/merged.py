"""Which steps of the history made one person a part of another."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from trustjournal.domain.records import Customer
from trustjournal.store import traces as traced
from trustjournal.store.traces import Trace

_PERSON = Customer.__name__


def merged(
    action: str, traces: Sequence[Trace], after: Callable[[UUID], int | None]
) -> tuple[UUID, UUID] | None:
    """Return who stayed and who became a part of them, None where a step did not do that.

    A merge begins with who stays and ends with who leaves, nobody else does. So does the deletion
    of somebody who sent one person: but for that they are as before, by what `after` has of
    them, which is the `likeness` in which the step left them.
    """
    if action == "undo" or len(traces) < 2:
        return None
    first, last = traces[0], traces[-1]
    if first.kind != _PERSON or first.after_revision is None:
        return None
    if [one.id for one in traces if _leaves(one)] != [last.id]:
        return None
    was = traced.image(first)
    if not isinstance(was, Customer):
        return None
    if was.referred_by == last.id and after(first.id) == likeness(was):
        return None
    return first.id, last.id


def likeness(image: Customer) -> int:
    """Return what two images of somebody have in common who differ only in who sent them."""
    return hash(replace(image, referred_by=None, revision=image.id))


def _leaves(trace: Trace) -> bool:
    return trace.kind == _PERSON and trace.after_revision is None
