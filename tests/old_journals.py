"""Journals as earlier versions of the program left them."""

from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from trustjournal.store import migrations
from trustjournal.store.columns import metadata
from trustjournal.store.engine import stamp
from trustjournal.store.transaction import begin_write

_KEPT = ("customer", "touchpoint", "presence", "preferences")
_INDEX = "INSERT INTO touchpoint_search(touchpoint_search) VALUES('rebuild')"


def make_first_version(engine: Engine) -> None:
    """Turn a journal into one of the first version, with what that knew of people and touches."""
    make_version(engine, "0001")


def make_version(engine: Engine, version: str) -> None:
    """Turn a journal into one of an earlier version, with its people, touches and preferences."""
    rows = {name: _rows(engine, name) for name in _KEPT}
    step(engine, version)
    with engine.execution_options(writes=True).begin() as connection:
        there = {*inspect(connection).get_table_names()}
        for name, kept in rows.items():
            if name not in there:
                continue
            known = {column["name"] for column in inspect(connection).get_columns(name)}
            for row in kept:
                names = [column for column in row if column in known]
                places = ", ".join("?" for _column in names)
                connection.exec_driver_sql(
                    f"INSERT INTO {name} ({', '.join(names)}) VALUES ({places})",
                    tuple(row[column] for column in names),
                )
        if "touchpoint_search" in there:
            connection.exec_driver_sql(_INDEX)
        stamp(connection, version)


def step(engine: Engine, version: str) -> None:
    """Empty a journal and build its tables anew, step by step as far as `version`."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DROP TABLE touchpoint_search")
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    config = Config()
    config.set_main_option("script_location", str(files(migrations)).replace("%", "%%"))
    with begin_write(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def _rows(engine: Engine, table: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {table}")
        return [dict(row) for row in found.mappings()]
