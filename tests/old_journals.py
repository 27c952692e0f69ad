"""Journals as earlier versions of the program left them."""

from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from trustjournal.store import migrations
from trustjournal.store.engine import stamp
from trustjournal.store.schema import metadata
from trustjournal.store.transaction import begin_write

_FIRST = ("customer", "touchpoint", "preferences")


def make_first_version(engine: Engine) -> None:
    """Turn a journal into one of the first version, with what that knew of people and touches."""
    rows = {name: _rows(engine, name) for name in _FIRST}
    step(engine, "0001")
    with engine.execution_options(writes=True).begin() as connection:
        for name, kept in rows.items():
            known = {column["name"] for column in inspect(connection).get_columns(name)}
            for row in kept:
                names = [column for column in row if column in known]
                places = ", ".join("?" for _column in names)
                connection.exec_driver_sql(
                    f"INSERT INTO {name} ({', '.join(names)}) VALUES ({places})",
                    tuple(row[column] for column in names),
                )
        stamp(connection, "0001")


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
