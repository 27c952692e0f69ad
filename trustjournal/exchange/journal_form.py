"""Which kinds of line a whole journal has, and which fields: version 1 of the form.

Taken from the records themselves, so that a field that is added travels as well.
"""

import re
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Annotated, Any, Final, get_type_hints
from uuid import UUID

import msgspec
from msgspec import Meta

from trustjournal.domain import organising, records

VERSION: Final = 1
HISTORY: Final = "history"
HISTORY_PIECE: Final = "history_piece"
CONTENT: Final = "content"

_KINDS: tuple[type[records.Record], ...] = (
    records.Customer,
    records.Touchpoint,
    records.CheckIn,
    records.Gesture,
    records.Promise,
    records.Answer,
    records.TagRule,
    records.StageRule,
    records.Wish,
    records.Feedback,
    records.Recovery,
    records.Review,
    records.Evening,
    records.Template,
    organising.Membership,
    organising.CustomField,
    organising.SavedFilter,
    organising.Attachment,
    organising.Apart,
    records.Preferences,
)
_Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
_Instant = Annotated[datetime, Meta(tz=True)]
_NARROW: dict[Any, Any] = {int: Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)], datetime: _Instant}


class Head(msgspec.Struct):
    """The first line: the version of the form and of the tables, and how many rows there are."""

    version: int
    schema: str = ""
    counts: dict[str, int] = {}


class End(msgspec.Struct):
    """The last line: the SHA-256 of all lines before it, each with one line feed at its end."""

    sha256: str = ""


class _Trace(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    kind: str
    id: UUID
    after_revision: UUID | None
    before: msgspec.Raw


class _History(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    sequence: _Count
    at: _Instant
    who: str
    label: str
    action: str
    target: _Count | None
    traces: msgspec.Raw


class _HistoryPiece(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    sequence: _Count
    place: _Count
    traces: msgspec.Raw


class _Content(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    digest: str
    bytes: bytes


def name_of(kind: type[records.Record]) -> str:
    """Return what a line with such a record is called.

    >>> name_of(records.CheckIn)
    'check_in'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def _narrowed(hint: Any) -> Any:
    """Take whole numbers only where a column can hold them, and instants only with an offset."""
    for plain, narrow in _NARROW.items():
        if hint in (plain, plain | None):
            return narrow if hint is plain else narrow | None
    return hint


def _shape(kind: type[records.Record]) -> type[msgspec.Struct]:
    hints = get_type_hints(kind)
    shaped: list[Any] = [("number", _Count)] if kind is records.Touchpoint else []
    for field in fields(kind):
        hint = _narrowed(hints[field.name])
        default = () if field.default is MISSING else (field.default,)
        shaped.append((field.name, hint, *default))
    return msgspec.defstruct(
        name_of(kind), shaped, kw_only=True, forbid_unknown_fields=True, module=__name__
    )


SHAPES: dict[str, type[msgspec.Struct]] = {
    **{name_of(kind): _shape(kind) for kind in _KINDS},
    HISTORY: _History,
    HISTORY_PIECE: _HistoryPiece,
    CONTENT: _Content,
}
"""The fields of each kind of line by its name, in the order in which they are written."""

read_traces = msgspec.json.Decoder(list[_Trace]).decode
"""Checks what a line of the history holds of the records before."""
