"""What somebody wrote in an e-mail: its first own lines, without quotes, signature and markup."""

import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from html.parser import HTMLParser

from trustjournal.exchange.text_files import REPLACEMENT

_LINES, _CHARACTERS = 8, 700
_QUOTED = re.compile(
    r"\s*(>|On .{6,120} wrote:|Am .{6,120} schrieb.*:"
    r"|Le .{6,120} a \u00e9crit\s?:|El .{6,120} escribi\u00f3:"
    r"|-{2,}\s?(Original Message|Urspr\u00fcngliche Nachricht|Message d.origine|Mensaje original)"
    r"|_{10,}|(From|Von|De|Da): .*@)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"-- ?")
_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "table"})
_SILENT = frozenset({"style", "script", "head", "title"})


def header(message: Message, name: str) -> str:
    """Return a header on one line, its encoded words read as well as they can be."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        words = decode_header(str(raw))
    except HeaderParseError:
        return " ".join(str(raw).split())
    parts = (part if isinstance(part, str) else _decoded(part, charset) for part, charset in words)
    return " ".join("".join(parts).split())


def first_lines(message: Message) -> str:
    """Return the first lines that the sender wrote, of the plain text where there is one."""
    plain, html = _parts(message)
    text = plain or (_plain(html) if html else "")
    kept: list[str] = []
    for line in text.splitlines():
        if _QUOTED.match(line) or _SIGNATURE.fullmatch(line) or len(kept) >= _LINES:
            break
        if line.strip():
            kept.append(" ".join(line.split()))
    said = "\n".join(kept)
    return said if len(said) <= _CHARACTERS else said[:_CHARACTERS].rstrip() + "\u2026"


def _parts(message: Message) -> tuple[str, str]:
    plain = html = ""
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain:
            plain = _content(part)
        elif kind == "text/html" and not html:
            html = _content(part)
    return plain, html


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return _decoded(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _decoded(raw: bytes, charset: str | None) -> str:
    """Return text in the encoding it says, else in the likeliest: many a message lies."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(name or "ascii").replace("\0", REPLACEMENT)
        except (LookupError, ValueError):  # ValueError, too, where the name itself makes no sense
            continue
    return raw.decode("utf-8", "replace").replace("\0", REPLACEMENT)


class _Plain(HTMLParser):
    """Gathers what a page says; nothing in it is loaded or followed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.said.append("\n> " if tag == "blockquote" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data.replace("\n", " "))


def _plain(html: str) -> str:
    parser = _Plain()
    # Markup that makes no sense, or a character by a number of thousands of digits, ends it here.
    with suppress(ValueError, AssertionError):
        parser.feed(html)
        parser.close()
    return "".join(parser.said)
