import struct
import zlib

import pytest

from tests.ui.files import picture
from trustjournal.errors import InvalidEntry
from trustjournal.ui.photos import KEPT_SIDE, decoded, face, small_copy

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as that."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0"))


def chunk(kind: bytes, held: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + held))
    return struct.pack(">I", len(held)) + kind + held + crc


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "bmp"])
def test_a_photo_is_kept_small(kind: str) -> None:
    kept = small_copy(picture(1600, 800, kind))
    assert kept.startswith(b"\xff\xd8\xff")
    shown = decoded(kept, KEPT_SIDE)
    assert (shown.width(), shown.height()) == (KEPT_SIDE, KEPT_SIDE // 2)


def test_a_small_photo_is_not_blown_up() -> None:
    shown = decoded(small_copy(picture(40, 30)), KEPT_SIDE)
    assert (shown.width(), shown.height()) == (40, 30)


def test_what_shines_through_becomes_white() -> None:
    kept = decoded(small_copy(picture(20, 20, "png", "#00000000")), KEPT_SIDE)
    assert kept.pixelColor(10, 10).lightness() > 250


@pytest.mark.parametrize(("width", "height"), [(1000, 1000), (2000, 3), (1, 900), (9000, 20)])
def test_a_face_is_a_square_of_any_picture(width: int, height: int) -> None:
    shown = face(picture(width, height), 96)
    assert (shown.width(), shown.height()) == (96, 96)
    assert shown.pixelColor(48, 48).name() == "#336699"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF8",
        b"%PDF-1.7",
        SVG,
        b"\xff\xd8\xff" + bytes(50),
        b"\x89PNG\r\n\x1a\n" + SVG,
        picture(40, 40)[:60],
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(InvalidEntry, match="cannot be shown as a photo"):
        small_copy(content)


def test_a_picture_that_claims_to_be_huge_is_not_decoded() -> None:
    with pytest.raises(InvalidEntry, match="too large to show"):
        small_copy(claiming(100_000, 100_000))
