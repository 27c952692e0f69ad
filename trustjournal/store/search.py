"""The full-text index over the notes of touchpoints, and how any database is asked about words.

SQLite keeps it as an external-content FTS5 table, without triggers: one statement per
changeset costs a fraction of one trigger per row on a large import. Of everything else there is
little enough to look through.
"""

import json
import re
from collections.abc import Collection, Sequence
from typing import Any
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, literal_column, select, text

from trustjournal.domain.finding import fold
from trustjournal.domain.search_query import Words

# Beginnings of two and three letters have indexes of their own: a fifth more of a large file, and
# the newest hits of "th" and "tha" come in a thousandth and a hundredth of the time.
_CREATE = (
    "CREATE VIRTUAL TABLE touchpoint_search USING fts5("
    "note, content='touchpoint', content_rowid='number', prefix='2 3', "
    'tokenize="unicode61 remove_diacritics 2")'
)
_DROP = "DROP TABLE touchpoint_search"
_SECURE = "INSERT INTO touchpoint_search(touchpoint_search, rank) VALUES('secure-delete', 1)"
_HASTY = "INSERT INTO touchpoint_search(touchpoint_search, rank) VALUES('secure-delete', 0)"
_IS_HASTY = text("SELECT 1 FROM touchpoint_search_config WHERE k = 'secure-delete' AND v = 0")
_TIDY = "INSERT INTO touchpoint_search(touchpoint_search) VALUES('optimize')"
_KEPT = text("SELECT count(*) FROM touchpoint_search_docsize")
_MANY = 300
_FEW = 5_000
_REBUILD = "INSERT INTO touchpoint_search(touchpoint_search) VALUES('rebuild')"
# One statement for all: one for each takes a tenth of an import.
_LEARN = text(
    "INSERT INTO touchpoint_search(rowid, note) SELECT number, note FROM touchpoint "
    "WHERE id IN (SELECT unhex(value) FROM json_each(:ids)) ORDER BY number"
)
_FORGET = text(
    "INSERT INTO touchpoint_search(touchpoint_search, rowid, note) "
    "SELECT 'delete', number, note FROM touchpoint WHERE id = :id"
)

_SHORTEST_BEGINNING = 2
_MOST_SPELLINGS = 8
# What `unicode61` takes for letters of their own, and `domain.finding.fold` does not.
_SPECIAL = (("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"), ("o", "ø"), ("l", "ł"), ("d", "đ"))
_STROKES = "øłđðħıŧ", "olddhit"
# Marks that stand on letters: Latin, Greek and Cyrillic, Hebrew, Arabic.
_MARKS = "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]"
# Thai, Lao, Burmese and Khmer, the kana, and the characters of Chinese.
_KEYS = r'"field_id":"[^"]*",|"[a-z_]+":'
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def create(connection: Connection) -> None:
    """Make the index and fill it from the touchpoints that are there."""
    if connection.dialect.name != "sqlite":
        return
    for statement in (_CREATE, _SECURE, _REBUILD):
        connection.exec_driver_sql(statement)


def renew(connection: Connection) -> None:
    """Make the index anew in today's form, where the journal has it in an earlier one."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_DROP)
    create(connection)


def learn(connection: Connection, ids: Sequence[UUID]) -> None:
    """Add touchpoints that were just written."""
    if connection.dialect.name == "sqlite":
        connection.execute(_LEARN, {"ids": json.dumps([which.hex for which in ids])})


def forget(connection: Connection, ids: Sequence[UUID]) -> None:
    """Take touchpoints out; their rows must still be as they were indexed.

    Of many, what was indexed stays in the file until `tidy`, which has to follow in the same
    transaction: taking it out of its pages one by one takes sixty times as long.
    """
    if connection.dialect.name == "sqlite":
        if len(ids) >= _MANY:
            connection.exec_driver_sql(_HASTY)
        connection.execute(_FORGET, [{"id": which.bytes} for which in ids])


def tidy(connection: Connection, forgotten: int) -> None:
    """Take what `forget` left in the file out of it, where it left anything.

    Pages with fewer notes than were forgotten (at most so many) are made anew: FTS5 moves small
    pages up to the newest, and then keeps in them what was taken out.
    """
    if connection.dialect.name == "sqlite" and connection.execute(_IS_HASTY).first():
        kept = connection.execute(_KEPT).scalar_one()
        for statement in (_REBUILD if kept < 2 * forgotten + _FEW else _TIDY, _SECURE):
            connection.exec_driver_sql(statement)


def match_expression(words: Sequence[Words], *, beginnings: int | None = None) -> str:
    """Return an FTS5 query for all of the words; any text is safe.

    Of the last so many words, and without a number of all, what begins with them is meant too.

    >>> match_expression([Words("pink"), Words("pink jug", whole=True)])
    '"pink"* AND "pink jug"'
    >>> match_expression([Words("pink"), Words("ju")], beginnings=1)
    '"pink" AND "ju"*'
    """
    whole = 0 if beginnings is None else len(words) - beginnings
    return " AND ".join(
        _matching(word, beginnings=place >= whole) for place, word in enumerate(words)
    )


def is_indexed(word: Words) -> bool:
    """Tell whether the index can find this; scripts without spaces and signs are looked through."""
    folded = word.folded
    return any(letter.isalnum() for letter in folded) and not _UNSPACED.search(folded)


def folded(connection: Connection, column: ColumnElement[str]) -> ColumnElement[str]:
    """Return the text of a column as `domain.finding.fold` folds it."""
    if connection.dialect.name == "sqlite":
        _teach(connection)
        return func.fold(column)
    decomposed = func.normalize(func.lower(column), literal_column("NFKD"))
    bare = func.regexp_replace(decomposed, _MARKS, "", "g")
    for letters, plain in (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th")):
        bare = func.replace(bare, letters, plain)
    return func.translate(bare, *_STROKES)


def said(connection: Connection, packed: ColumnElement[str]) -> ColumnElement[str]:
    """Return what stands in packed columns, without the names and ids of their fields."""
    if connection.dialect.name == "sqlite":
        _teach(connection)
        return func.said(packed)
    return func.regexp_replace(packed, _KEYS, "", "g")


def holds(connection: Connection, text: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Return whether a text, folded already, holds a part anywhere."""
    find = func.instr if connection.dialect.name == "sqlite" else func.strpos
    return find(text, part) > 0


def among(
    connection: Connection, column: ColumnElement[UUID], ids: Collection[UUID]
) -> ColumnElement[bool]:
    """Return whether a column is one of any number of ids; SQLite binds at most 32,766 values."""
    if connection.dialect.name != "sqlite":
        return column.in_(tuple(ids))
    listed = func.json_each(json.dumps([one.hex.upper() for one in ids])).table_valued("value")
    return func.hex(column).in_(select(listed.c.value))


def _matching(word: Words, *, beginnings: bool) -> str:
    """Return the query for one word, in each of the ways in which it may be spelled."""
    text = " ".join(word.text.replace("\0", " ").split())
    spelled = dict.fromkeys((text, *_spellings(fold(text))))
    # The beginning of a single letter matches half the journal.
    short = len(word.folded) < _SHORTEST_BEGINNING
    end = "*" if beginnings and not (word.whole or short) else ""
    phrases = ['"' + one.replace('"', '""') + '"' + end for one in spelled]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


def _spellings(word: str) -> list[str]:
    """Return a folded word with the letters that the index knows as letters of their own."""
    found = [normalize("NFC", word)]
    for plain, special in _SPECIAL:
        if plain in word and len(found) < _MOST_SPELLINGS:
            found += [one.replace(plain, special) for one in found]
    return found


def _teach(connection: Connection) -> None:
    """Tell SQLite's connection how to fold; telling it while it reads would be refused."""
    if "folds" not in connection.info:
        driver: Any = connection.connection.driver_connection
        driver.create_function("fold", 1, fold, deterministic=True)
        driver.create_function("said", 1, _said, deterministic=True)
        connection.info["folds"] = True


def _said(packed: str) -> str:
    return re.sub(_KEYS, "", packed)
