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

from trustjournal.exchange.text_files import REPLACEMENT

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_BULKY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_SOFT_BREAK = re.compile(r"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_PLAIN_HEAD = re.compile(r"(?:([\w-]+)\.)?([\w-]+)((?:;[^\":;]*)*):", re.ASCII)
_QUOTED_HEAD = re.compile(r"(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^\":;]|\"[^\"]*\")*)*):", re.ASCII)
_PARAMETER = re.compile(r";((?:[^\";]|\"[^\"]*\")*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FRAME_LETTERS = frozenset("bBeE \t")
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "q", "8bit", "7bit"})


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
        pieces = re.findall(rf"((?:\\.|[^\\{separator}]|\\$)*)({separator}|$)", self.value, re.S)
        ended = [piece for piece, _mark in pieces]
        if len(pieces) > 1 and not pieces[-2][1]:
            ended.pop()
        return [_unescape(piece, old=self.old) for piece in ended]


@dataclass(slots=True)
class Card:
    """One card in its place in the file, counted from 1.

    `unread` are lines that are no properties; `is_whole` is False where its end is missing, and
    `has_inner` where another card stood inside and was passed over.
    """

    number: int
    properties: list[Property] = field(default_factory=list[Property])
    unread: list[str] = field(default_factory=list[str])
    version: str = ""
    is_whole: bool = False
    has_inner: bool = False
    is_spoiled: bool = False


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
    for line in _logical_lines(stream):
        if line[:1] not in _FRAME_LETTERS:
            if card is not None and not inside:
                agent = _keep(card, line, fallback)
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
            agent = _keep(card, line, fallback)
    if card is not None:
        yield card


def _keep(card: Card, line: str, fallback: Callable[[], str]) -> bool:
    """Add a line to its card and tell whether a card for an agent may begin next."""
    if "\0" in line:
        line = line.replace("\0", REPLACEMENT)
    found = (_QUOTED_HEAD if '"' in line else _PLAIN_HEAD).match(line)
    if found is None:
        if line.strip():
            card.unread.append(_readable(line, "", fallback))
        return False
    group, name = (found[1] or "").lower(), found[2].upper()
    types, parameters = _parameters(found[3]) if found[3] else ([], {})
    value = line[found.end() :]
    if not line.isascii():
        value = _readable(value, parameters.get("charset", ""), fallback)
    if encoding := parameters.get("encoding"):
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


def _logical_lines(stream: IO[str]) -> Iterator[str]:
    """Yield lines with their folds undone, without pictures, sounds and keys."""
    pieces: list[str] = []
    skipping = soft = old = False
    for raw in stream:
        line = raw.rstrip("\r\n")
        if soft:
            pieces[-1] = pieces[-1][:-1]
            if not _END.fullmatch(line):
                pieces.append(line)
                soft = line.endswith("=")
                continue
        if line[:1] in {" ", "\t"} and (pieces or skipping):
            if not skipping:
                # 2.1 folds only at a blank, which stays; the others add the blank.
                pieces.append(line if old else line[1:])
            continue
        if skipping and line and ":" not in line:
            continue
        if pieces:
            whole = "".join(pieces)
            if whole[:8].upper() == "VERSION:":
                old = whole[8:].strip() == "2.1"
            yield whole
            pieces = []
        skipping = _BULKY.match(line) is not None
        if not skipping and line:
            pieces.append(line)
            soft = line[-1] == "=" and _SOFT_BREAK.match(line) is not None
    if pieces:
        yield "".join(pieces)


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
