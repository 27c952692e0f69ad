"""The one gate to what lies outside the program: addresses that a click opens, and private copies.

An address comes from the owner or from a file of somebody else's; it leads to the web, begins a
letter or dials, and nothing else of this computer is ever handed one.
"""

import re
import unicodedata
from pathlib import Path

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices

_WEB = frozenset({"http", "https"})
_LONGEST = 4096
_DIALLED = frozenset("0123456789+*#")
_NUMBER = re.compile(r"[0-9+*#().\-]{1,40}")
_LETTER_FIELDS = frozenset({"subject", "body"})
# Scripts that one cannot take for Latin letters, and that names of one country mix with them.
_UNLIKE_LATIN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


def safe_url(text: str) -> str:
    """Return the address that a link leads to, or "" where it must not be opened.

    Without a scheme it is taken for a place on the web. Anything but http, https, mailto and tel
    stays text: a file or a script from an imported contact is never handed to the computer. So does
    a place on the web with a name before an "@", which looks like another place than it is, a
    letter with more in it than its subject and words, and whatever has signs that cannot be seen.
    """
    words = text.strip()
    if not words or len(words) > _LONGEST or any(_is_hidden(sign) for sign in words):
        return ""
    scheme, colon, rest = words.partition(":")
    if not colon or "/" in scheme or ("." in scheme and rest[:1].isdigit()):
        words = f"https://{words}"
    url = QUrl(words, QUrl.ParsingMode.StrictMode)
    return _encoded(url) if url.isValid() and _is_safe(url) else ""


def mail_url(address: str) -> str:
    """Return the link that begins a letter, or "" where `address` is none."""
    words = address.strip()
    if words.count("@") != 1 or any(_is_hidden(sign) for sign in words):
        return ""
    return _of("mailto", words)


def phone_url(number: str) -> str:
    """Return the link that dials, or "" where `number` holds no digit."""
    dialled = "".join(sign for sign in number if sign in _DIALLED)
    return _of("tel", dialled) if any(sign.isdecimal() for sign in dialled) else ""


def plain_address(text: str, url: str) -> str:
    """Return how a link is to be read: as it was written, or as it is where that would mislead.

    A name in letters of two alphabets, in letters from right to left, or written otherwise than the
    computer reads it comes as the plain letters that stand for it ("xn--…").
    """
    host = _lettered(QUrl(url).host(QUrl.ComponentFormattingOption.FullyEncoded)).casefold()
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in host if sign.isalpha()}
    mixed = "LATIN" in scripts and scripts - _UNLIKE_LATIN != {"LATIN"}
    turned = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return url if mixed or turned or host not in text.casefold() else text


def open_address(address: str) -> bool:
    """Hand an address to the program that this computer has for it; tell whether there is one.

    What `safe_url` would not let through is not opened, whoever asks.
    """
    safe = safe_url(address)
    return bool(safe) and QDesktopServices.openUrl(QUrl(safe, QUrl.ParsingMode.StrictMode))


def open_copy(path: Path) -> bool:
    """Hand a private copy of a kept file to its program; tell whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _lettered(host: str) -> str:
    """Return a host with its own letters; what stands for none stays as it is."""
    try:
        return ".".join(
            name[4:].encode("ascii").decode("punycode") if name.startswith("xn--") else name
            for name in host.split(".")
        )
    except UnicodeError:
        return host


def _is_hidden(sign: str) -> bool:
    return sign.isspace() or not sign.isprintable()


def _is_safe(url: QUrl) -> bool:
    if url.scheme() in _WEB:
        return bool(url.host()) and not url.userInfo() and "@" not in url.authority()
    path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    if url.authority() or url.hasFragment():
        return False
    if url.scheme() == "mailto":
        fields = {name.casefold() for name, _value in QUrlQuery(url).queryItems()}
        return path.count("@") == 1 and fields <= _LETTER_FIELDS
    return url.scheme() == "tel" and not url.hasQuery() and bool(_NUMBER.fullmatch(path))


def _encoded(url: QUrl) -> str:
    return bytes(url.toEncoded().data()).decode("ascii")


def _of(scheme: str, path: str) -> str:
    # As a path, "?" and "&" in an address are no fields of the letter.
    url = QUrl()
    url.setScheme(scheme)
    url.setPath(path, QUrl.ParsingMode.DecodedMode)
    return _encoded(url)
