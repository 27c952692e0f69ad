"""Bringing an older journal to today's tables: verified backup first, then one transaction."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from trustjournal.errors import JournalUnavailable
from trustjournal.i18n import _
from trustjournal.store import migrations
from trustjournal.store.backup import back_up
from trustjournal.store.schema import HEAD
from trustjournal.store.transaction import begin_write, is_read_only


def migrate(engine: Engine, path: Path, version: str) -> None:
    """Take the journal at `path` from `version` to the head.

    The copy made before stays beside it as `NAME.before-VERSION.db`.

    Raises:
        JournalUnavailable: the journal can only be read, so it cannot be brought up to date.
        NotSaved: the disk refused; the journal is as it was.
    """
    if is_read_only(engine):
        raise JournalUnavailable(
            _("{path} is from an older version and can only be read here.").format(path=path)
        )
    back_up(engine, path.with_name(f"{path.stem}.before-{HEAD}{path.suffix}"))
    _upgrade(engine)


def migrate_on_server(engine: Engine) -> None:
    """Take a journal on a server to the head; its backups are those of the server.

    Raises:
        NotSaved: the database refused; the journal is as it was.
    """
    _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(files(migrations)).replace("%", "%%"))
    with begin_write(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
