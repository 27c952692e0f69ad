r"""The lines of vCard files, 2.1 to 4.0, as programs really write them; what they mean is `vcard`.

An own reader, because vobject fails on a third of real files (safety.md, I7). It forgives: any
line end, folds in the middle of a character, unindented base64, cards inside cards, cards that
never end. Forms: RFC 2426, RFC 6350 and the vCard 2.1 specification.
"""

import binascii
import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from trustjournal.domain.attached_files import FILE_LIMIT
from trustjournal.exchange.text_files import REPLACEMENT

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_BULKY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_SOFT_BREAK = re.compile(r"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_PLAIN_HEAD = re.compile(r"(?:([\w-]+)\.)?([\w-]+)((?:;[^\":;]*)*):", re.ASCII)
_QUOTED_HEAD = re.compile(r"(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^\":;]|\"[^\"]*\")*)*):", re.ASCII)
_PARAMETER = re.compile(r";((?:[^\";]|\"[^\"]*\")*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_BASE64 = re.compile(r"[A-Za-z0-9+/=]+")
_FRAME_LETTERS = frozenset("bBeE \t")
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "q", "8bit", "7bit"})

BULKY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
"""The properties whose value stays as it is written: pictures, sounds and keys."""

_PIECE = 1 << 20
# Longer than the head of any property; more of a line is not searched for its end.
_HEAD = 1 << 16
_LONGEST = 8 << 20
# The largest picture as base64, with room for its head and the blanks of its folds.
_LONGEST_BULKY = FILE_LIMIT * 4 // 3 + _LONGEST
_MOST_CHARACTERS, _MOST_LINES = 3 * _LONGEST_BULKY, 10_000


@dataclass(slots=True)
class Property:
    """One property: `types` in lower case, other parameters by lower-case name.

    `value` is decoded but still escaped; `text` and `parts` undo that as the version demands.
    """

    group: str
    name: str
    types: list[str]
    parameters: dict[str, str]
    value: str
    old: bool

    @property
    def text(self) -> str:
        """The value as one text."""
        return _unescape(self.value, old=self.old)

    def parts(self, separator: str = ";") -> list[str]:
        """Return the value split at each separator that is not escaped."""
        if "\\" not in self.value:
            return self.value.split(separator)
        pieces = re.findall(rf"((?:\\.|[^\\{separator}]++|\\$)*)({separator}|$)", self.value, re.S)
        ended = [piece for piece, _mark in pieces]
        if len(pieces) > 1 and not pieces[-2][1]:
            ended.pop()
        return [_unescape(piece, old=self.old) for piece in ended]


@dataclass(slots=True)
class Card:
    """One card in its place in the file, counted from 1.

    `unread` are lines that are no properties; `is_whole` is False where its end is missing, and
    `has_inner` where another card stood inside and was passed over. `cut` are the properties left
    out because they are too large, blank for what came after too much.
    """

    number: int
    properties: list[Property] = field(default_factory=list[Property])
    unread: list[str] = field(default_factory=list[str])
    version: str = ""
    is_whole: bool = False
    has_inner: bool = False
    is_spoiled: bool = False
    cut: set[str] = field(default_factory=set[str])
    size: int = 0


def looks_like_vcard(head: str) -> bool:
    """Tell whether a text begins a card on a line of its own."""
    return re.search(r"(?:^|[\r\n])\ufeff?[ \t]*BEGIN[ \t]*:[ \t]*VCARD", head, re.I) is not None


def read_cards(stream: IO[str], fallback: Callable[[], str]) -> Iterator[Card]:
    """Yield each card of a stream opened with line ends as they are and surrogate escapes.

    `fallback` names the encoding of lines that are not UTF-8 and do not say theirs; it is asked
    only when such a line turns up.
    """
    card: Card | None = None
    number, inside, agent = 0, False, False
    for line, is_cut in _logical_lines(stream):
        if line[:1] not in _FRAME_LETTERS:
            if card is not None and not inside:
                agent = _take(card, line, fallback, is_cut=is_cut)
        elif _BEGIN.fullmatch(line):
            if card is not None and agent and not inside:
                card.has_inner = inside = True
                continue
            if card is not None and (card.properties or card.unread):
                yield card
            number += 1
            card, inside, agent = Card(number), False, False
        elif _END.fullmatch(line):
            if card is None:
                continue
            if inside:
                inside = agent = False
                continue
            card.is_whole = True
            yield card
            card = None
        elif card is not None and not inside:
            agent = _take(card, line, fallback, is_cut=is_cut)
    if card is not None:
        yield card


def _take(card: Card, line: str, fallback: Callable[[], str], *, is_cut: bool) -> bool:
    """Keep a line unless it is too large, or the card; tell whether an agent may begin next."""
    if is_cut:
        found = _PLAIN_HEAD.match(line, 0, _HEAD)
        card.cut.add(found[2].upper() if found else "")
        return False
    card.size += len(line)
    lines = len(card.properties) + len(card.unread)
    if card.size > _MOST_CHARACTERS or lines >= _MOST_LINES:
        card.cut.add("")
        return False
    return _keep(card, line, fallback)


def _keep(card: Card, line: str, fallback: Callable[[], str]) -> bool:
    """Add a line to its card and tell whether a card for an agent may begin next."""
    if "\0" in line:
        line = line.replace("\0", REPLACEMENT)
    found = (_QUOTED_HEAD if '"' in line else _PLAIN_HEAD).match(line, 0, _HEAD)
    if found is None:
        if line.strip():
            card.unread.append(_readable(line, "", fallback))
        return False
    group, name = (found[1] or "").lower(), found[2].upper()
    types, parameters = _parameters(found[3]) if found[3] else ([], {})
    value = line[found.end() :]
    if not line.isascii():
        value = _readable(value, parameters.get("charset", ""), fallback)
    if name not in BULKY and (encoding := parameters.get("encoding")):
        value = _decoded(value, encoding.lower(), parameters.get("charset", ""))
    if REPLACEMENT in value:
        card.is_spoiled = True
    if name == "VERSION":
        card.version = value.strip()
        return False
    old = card.version == "2.1"
    card.properties.append(Property(group, name, types, parameters, value, old))
    return name == "AGENT" and not value.strip()


def _parameters(text: str) -> tuple[list[str], dict[str, str]]:
    types: list[str] = []
    others: dict[str, str] = {}
    for parameter in _PARAMETER.findall(text):
        name, equals, value = parameter.partition("=")
        name = name.strip().lower()
        if equals and name == "type":
            types += [word.strip().lower() for word in value.replace('"', "").split(",")]
        elif equals:
            others.setdefault(name, value.strip().strip('"'))
        elif name in _ENCODINGS:
            others["encoding"] = name
        elif name:
            types.append(name)
    return types, others


class _Line:
    """One line as it grows by its folds; of one that is too long the beginning is kept."""

    __slots__ = ("is_bulky", "is_cut", "pieces", "room")

    def __init__(self, piece: str) -> None:
        self.is_bulky = _BULKY.match(piece) is not None
        self.is_cut = False
        self.pieces = [piece]
        self.room = (_LONGEST_BULKY if self.is_bulky else _LONGEST) - len(piece)

    def add(self, piece: str) -> None:
        self.room -= len(piece)
        if self.room < 0:
            self.is_cut = True
            del self.pieces[1:]
        else:
            self.pieces.append(piece)

    def breaks_softly(self, piece: str) -> bool:
        """Tell whether the piece that came last ends with a soft break, and take its mark off."""
        if piece[-1:] != "=" or _SOFT_BREAK.match(self.pieces[0]) is None:
            return False
        self.pieces[-1] = self.pieces[-1].removesuffix("=")
        return True


def _logical_lines(stream: IO[str]) -> Iterator[tuple[str, bool]]:
    """Yield lines with their folds undone, and whether they are cut since they are too long."""
    line: _Line | None = None
    soft = old = False
    for piece, goes_on in _pieces(stream):
        if line is not None:
            if goes_on or (soft and not _END.fullmatch(piece)):
                line.add(piece)
                soft = line.breaks_softly(piece)
                continue
            if piece[:1] in {" ", "\t"}:
                # 2.1 folds only at a blank, which stays; the others add the blank.
                line.add(piece if old else piece[1:])
                soft = line.breaks_softly(piece)
                continue
            if line.is_bulky and _BASE64.fullmatch(piece):
                line.add(piece)
                continue
            whole = "".join(line.pieces)
            if whole[:8].upper() == "VERSION:":
                old = whole[8:].strip() == "2.1"
            yield whole, line.is_cut
        line = _Line(piece) if piece else None
        soft = line is not None and line.breaks_softly(piece)
    if line is not None:
        yield "".join(line.pieces), line.is_cut


def _pieces(stream: IO[str]) -> Iterator[tuple[str, bool]]:
    """Yield lines without their ends, very long ones in pieces, and whether one goes on."""
    goes_on, before = False, ""
    while piece := stream.readline(_PIECE):
        if piece != "\n" or before != "\r":
            yield piece.rstrip("\r\n"), goes_on
        goes_on = piece[-1] not in "\r\n"
        before = piece[-1]


def _readable(text: str, charset: str, fallback: Callable[[], str]) -> str:
    """Return a text whose bytes may have been cut apart by folds, or be in another encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _decode(text.encode("utf-8", "surrogateescape"), charset, fallback)
    return text


def _decode(content: bytes, charset: str, fallback: Callable[[], str]) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(codecs.lookup(charset or fallback()).name, "replace")
        except (LookupError, UnicodeError):
            return content.decode("utf-8", "replace")


def _decoded(value: str, encoding: str, charset: str) -> str:
    raw = value.encode("utf-8", "replace")
    if encoding in {"quoted-printable", "q"}:
        content = binascii.a2b_qp(raw)
    elif encoding in {"base64", "b"}:
        try:
            content = binascii.a2b_base64(raw)
        except binascii.Error:
            return value
    else:
        return value
    return _decode(content, charset, lambda: "cp1252")


def _unescape(value: str, *, old: bool) -> str:
    if "\\" not in value:
        return value
    # vCard 2.1 knows no \n: there a backslash before a letter is a backslash.
    return _ESCAPE.sub(_unescaped_old if old else _unescaped, value)


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1] if found[1] in '\\,;:"' else found[0]


def _unescaped_old(found: re.Match[str]) -> str:
    return found[1] if found[1] in "\\,;:" else found[0]
