"""The key of an encrypted journal, and what may be one."""

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unicodedata import normalize

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import given, settings
from hypothesis import strategies as st

from trustjournal.errors import PassphraseWanted
from trustjournal.report import describe
from trustjournal.store import keys
from trustjournal.store.engine import close_journal, create_journal, open_journal
from trustjournal.store.keys import Key, key_of, looks_encrypted

WORDS = "velvet Änchor '; ninety"
SALT = bytes(range(16))


def test_a_key_tells_nothing_of_itself() -> None:
    key = Key.derive(WORDS, SALT)
    secret = key.literal().split("'")[1]
    for told in (repr(key), str(key), f"{key}", repr([key]), repr({"key": key})):
        assert secret[:64] not in told
        assert SALT.hex() not in told
        assert "velvet" not in told


def test_an_open_journal_tells_its_key_nowhere_but_when_asked_for_it(path: Path) -> None:
    engine = create_journal(path, WORDS)
    key = key_of(engine)
    assert key is not None
    secret = key.literal().split("'")[1][:64]
    told = [repr(engine), repr(engine.get_execution_options()), repr(engine.url), str(engine.pool)]
    close_journal(engine)
    wrong = WORDS.upper()
    try:
        open_journal(path, wrong)
    except PassphraseWanted as error:
        told += [describe(error), *(str(cause) for cause in causes(error))]
    assert len(told) > 6
    assert not [text for text in told if secret in text or "velvet" in text.lower()]


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_another_sqlcipher_tool_opens_a_journal_with_the_same_words(path: Path) -> None:
    close_journal(create_journal(path, WORDS))
    with closing(driver.connect(str(path))) as other:
        quoted = WORDS.replace("'", "''")
        other.execute(f"PRAGMA key='{quoted}'")
        assert other.execute("SELECT count(*) FROM customer").fetchone() == (0,)


def test_what_another_sqlcipher_tool_made_opens_with_its_words(path: Path, tmp_path: Path) -> None:
    close_journal(create_journal(path))
    made = tmp_path / "made.db"
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        other.execute(f"ATTACH '{made}' AS made KEY 'plain words here'")
        other.execute("SELECT sqlcipher_export('made')").fetchall()
        (number,) = other.execute("PRAGMA application_id").fetchone()
        other.execute(f"PRAGMA made.application_id={number}")
    open_journal(made, "plain words here").dispose()


def test_the_key_of_an_open_journal_opens_its_backups_and_no_other_file(
    path: Path, tmp_path: Path
) -> None:
    engine = create_journal(path, WORDS)
    key = key_of(engine)
    close_journal(engine)
    again = open_journal(path, key)
    assert key_of(again) == key
    close_journal(again)
    other = tmp_path / "other.db"
    close_journal(create_journal(other, WORDS))
    with pytest.raises(PassphraseWanted, match="a passphrase of its own"):
        open_journal(other, key)


def test_noise_is_taken_for_an_encrypted_journal_whole_or_cut_short(tmp_path: Path) -> None:
    for number, size in enumerate((4096, 4097, 8192, 100_000)):
        noise = tmp_path / str(number)
        noise.write_bytes(os.urandom(size))
        assert looks_encrypted(noise)


def packed(kind: str) -> bytes:
    """Something that is packed, and so looks like noise but for its beginning."""
    if kind == "gzip":
        return gzip.compress(os.urandom(9000))
    if kind == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("noise", os.urandom(9000))
        return stream.getvalue()
    starts = {"jpeg": b"\xff\xd8\xff\xe0", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-1.7\n"}
    return starts[kind] + os.urandom(9000)


@pytest.mark.parametrize("kind", ["gzip", "zip", "jpeg", "png", "pdf"])
def test_a_packed_file_is_no_journal(tmp_path: Path, kind: str) -> None:
    found = tmp_path / kind
    found.write_bytes(packed(kind))
    assert not looks_encrypted(found)


@pytest.mark.parametrize(
    "content",
    [b"", bytes(9000), b"dear diary " * 2000, os.urandom(4095), b"\xe6\x97\xa5" * 4000],
    ids=["empty", "zeros", "text", "too short", "Japanese"],
)
def test_what_is_no_noise_is_no_journal(tmp_path: Path, content: bytes) -> None:
    found = tmp_path / "found"
    found.write_bytes(content)
    assert not looks_encrypted(found)


def test_a_plain_journal_is_not_taken_for_an_encrypted_one(path: Path) -> None:
    close_journal(create_journal(path))
    assert not looks_encrypted(path)


@given(st.text(max_size=30), st.binary(min_size=16, max_size=16))
@settings(max_examples=20)
def test_any_words_make_a_key_and_always_the_same(words: str, salt: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ROUNDS", 2)
        key = Key.derive(words, salt)
        assert key == Key.derive(normalize("NFD", words), salt)
        assert key.literal().endswith(salt.hex() + "'\"")
        assert len(key.literal()) == len("\"x''\"") + 96
