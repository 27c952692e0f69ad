"""Files that owners bring, broken on purpose: as bytes, as lines, as nests and as text."""

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

MOST_BYTES = 1 << 20
"""No mutation makes a file longer than this."""

PIECES: tuple[bytes, ...] = (
    *(b"\0", b"\xff", b'"', b"'", b",", b";", b"\n", b"\r", b"\t", b":", b"=", b"\\", b"<", b"&"),
    *(b"{", b"[", b"]", b"}", b"(", b")", b"-1", b"1e999", b"NaN", b"null", b"true", b'""', b"{}"),
    *(b"0000-00-00", b"9999-12-31T23:59:60Z", b"-0001-01-01", b"24:61", b"29.02.2023", b"\xe2\x80"),
    *(b"9" * 20, b"9" * 5000, b"0x10", "٣".encode(), "\u202e".encode(), b"\xed\xa0\xbd", b"%s"),
    *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"BEGIN:VEVENT\n", b"From x\n", b"\n\n", b"\xef\xbb\xbf"),
    *(b"=?utf-8?b?!!!?=", b"=?a\0b?q?=00?=", b"=?idna?q?xn--a?=", b"=?punycode?b?/////w==?="),
    *(
        b";CHARSET=rot13:",
        b";ENCODING=BASE64:",
        b";ENCODING=QUOTED-PRINTABLE:=\n",
        b"data:;base64,",
    ),
    *(b"RRULE:FREQ=SECONDLY;COUNT=999999999\n", b";TZID=Mars/Base:", b"DURATION:P9999999999D\n"),
    *(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"\n--x\n", b"\n--x--\n"),
    *(b"Content-Type: text/html; charset=idna\n\n", b"Content-Transfer-Encoding: uuencode\n"),
    *(
        b"Content-Type: text/plain; charset*=utf-8''%ff\n",
        b"Date: Mon, 99 Foo 99999 99:99:99 +9999",
    ),
    *(
        b"&#99999999;",
        b"&#" + b"9" * 5000 + b";",
        b"<!ENTITY a 'b'>",
        b"<![CDATA[",
        b"<!--",
        b"<?x",
    ),
    *(b"<img src=file:///etc/passwd>", b"javascript:alert(1)", b"../../x", b"CON", b"=1+1"),
    *(b"@" * 40, b"+" * 40, b"a" * 4000, b"x@" * 200, b" ::: ", b"[00:00] \xe2\x80\xaf"),
)
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"[A-Za-z]{3,}")
_PAIR = re.compile(rb"[\[{(<\"][^\[{(<\"]{0,40}")


def mutated(content: bytes, luck: random.Random, others: tuple[bytes, ...] = ()) -> bytes:
    """Return a file changed one to eight times; `others` are files that parts may come from."""
    for _time in range(luck.choice((1, 1, 2, 3, 5, 8))):
        content = luck.choice(_WAYS)(content, luck, others)[:MOST_BYTES]
    return content


def packed(content: bytes, name: str, luck: random.Random) -> bytes:
    """Return a zip that holds a file under a name, most often damaged."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.writestr("../../" + name, content[:100])
    whole = bytearray(made.getvalue())
    for _time in range(luck.choice((0, 1, 4))):
        whole[luck.randrange(len(whole))] ^= 1 << luck.randrange(8)
    return bytes(whole)


def _span(content: bytes, luck: random.Random) -> tuple[int, int]:
    start = luck.randrange(len(content) + 1)
    return start, min(len(content), start + luck.choice((0, 1, 3, 40, 400)))


def _spliced(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    start, end = _span(content, luck)
    return content[:start] + luck.choice(PIECES) + content[end:]


def _cut(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    start, end = _span(content, luck)
    return content[:start] + content[end:]


def _repeated(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    start, end = _span(content, luck)
    return content[:start] + content[start:end] * luck.choice((2, 20, 3000)) + content[end:]


def _nested(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    opened = list(_PAIR.finditer(content))
    if not opened:
        return content
    one = luck.choice(opened)
    deep = one.group() * luck.choice((3, 300, 5000))
    return content[: one.start()] + deep + content[one.start() :]


def _flipped(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    changed = bytearray(content or b"x")
    for _time in range(luck.choice((1, 8, 64))):
        changed[luck.randrange(len(changed))] ^= 1 << luck.randrange(8)
    return bytes(changed)


def _lines_moved(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, to = luck.randrange(len(lines)), luck.randrange(len(lines))
    way = luck.randrange(4)
    if way == 0:
        lines[at], lines[to] = lines[to], lines[at]
    elif way == 1:
        del lines[min(at, to) : max(at, to)]
    elif way == 2:
        lines[at:at] = [lines[to]] * min(
            luck.choice((1, 50, 2000)), MOST_BYTES // len(lines[to] or b"x")
        )
    else:
        luck.shuffle(lines)
    return b"".join(lines)


def _numbers(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    odd = luck.choice((b"0", b"-1", b"9" * 19, b"9" * 5000, b"1e400", b"2147483648", b"", b"13"))
    return _one_in(_NUMBER, content, luck, odd)


def _words(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    return _one_in(_WORD, content, luck, luck.choice(PIECES))


def _one_in(sought: re.Pattern[bytes], content: bytes, luck: random.Random, new: bytes) -> bytes:
    every = luck.choice((1, 3, 30))
    most = MOST_BYTES // (len(new) + 1)
    return sought.sub(lambda old: old.group() if luck.randrange(every) else new, content, most)


def _crossed(content: bytes, luck: random.Random, others: tuple[bytes, ...]) -> bytes:
    if not others:
        return content
    other = luck.choice(others)
    start, end = _span(content, luck)
    first = luck.randrange(len(other) + 1)
    return content[:start] + other[first : first + 2000] + content[end:]


def _encoded(content: bytes, luck: random.Random, _others: tuple[bytes, ...]) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(luck.choice(("utf-16", "utf-16-be", "utf-32", "utf-7", "cp1252")), "replace")


_WAYS: tuple[Callable[[bytes, random.Random, tuple[bytes, ...]], bytes], ...] = (
    *(_spliced, _spliced, _spliced, _cut, _repeated, _nested, _flipped),
    *(_lines_moved, _numbers, _words, _crossed, _encoded),
)
