"""What single pages of a file look like: written by SQLite in plain, or not to be told from noise.

A damaged file is known by the pages that are left of it, not by its first one alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

PAGE: Final = 4096
_FIRST: Final = 50
_OTHERS: Final = 50
_TREES: Final = {2: 12, 5: 12, 10: 8, 13: 8}  # kinds of a tree's pages, with the size of their head
_LEAST_BYTES_SEEN: Final = 230  # of 256 in a page of noise, where some bytes went bad as well


def some_pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield numbers and bytes of whole pages: those after the first, and others all over the file.

    Raises:
        OSError: it cannot be read.
    """
    count = path.stat().st_size // PAGE
    others = range(_FIRST + 2, count + 1, max(1, count // _OTHERS))
    with path.open("rb") as stream:
        for number in (*range(2, min(_FIRST + 2, count + 1)), *others):
            stream.seek((number - 1) * PAGE)
            yield number, stream.read(PAGE)


def has_plain_pages(path: Path) -> bool:
    """Return whether SQLite wrote any of some pages of a file without a passphrase."""
    return any(_is_of_a_tree(page) for _number, page in some_pages(path))


def has_noise(path: Path) -> bool:
    """Return whether any of some pages of a file could be encrypted."""
    return any(len(set(page)) >= _LEAST_BYTES_SEEN for _number, page in some_pages(path))


def _is_of_a_tree(page: bytes) -> bool:
    """Return whether a page begins as one of a tree, and all its cells lie where they may."""
    head = _TREES.get(page[0])
    cells, begin = int.from_bytes(page[3:5]), int.from_bytes(page[5:7])
    if head is None or not cells or not head + 2 * cells <= begin < PAGE:
        return False
    places = (int.from_bytes(page[at : at + 2]) for at in range(head, head + 2 * cells, 2))
    return all(begin <= place < PAGE for place in places)
