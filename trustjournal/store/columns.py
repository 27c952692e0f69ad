"""How the tables of a journal are made: the columns that they have in common."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from trustjournal.store.types import Id, Packed

metadata = MetaData()
COUNTER = BigInteger().with_variant(Integer, "sqlite")


def record(name: str, *columns: Column[Any] | Index, numbered: bool = False) -> Table:
    """Return the table of a kind of record: id, revision and columns; numbered for an index."""
    keys: list[Column[Any]] = [
        Column("id", Id, primary_key=not numbered, unique=numbered or None, nullable=False)
    ]
    if numbered:
        keys.insert(0, Column("number", COUNTER, primary_key=True))
    return Table(
        name,
        metadata,
        *keys,
        Column("revision", Id, nullable=False),
        *columns,
    )


def id_of(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    """Return a column that names a record of the table `target`."""
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Id, key, nullable=nullable)


def text(name: str) -> Column[Any]:
    """Return a column of text, blank where nothing was said."""
    return Column(name, Text, nullable=False, default="")


def packed(name: str, shape: object) -> Column[Any]:
    """Return a column that keeps a tuple as JSON."""
    return Column(name, Packed(shape), nullable=False)
