"""The database: opened once, a session per request, and the one place that commits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask import Flask, Response, after_this_request, current_app, g
from sqlalchemy import CheckConstraint, Engine, ForeignKeyConstraint, create_engine, event, inspect, text
from sqlalchemy.orm import Session

from .model import Base

if TYPE_CHECKING:
    from flask_alembic import Alembic

T = TypeVar("T")
MIGRATIONS = Path(__file__).with_name("migrations")
#: What each connection keeps of the database in memory, in KiB, and there is one for each thread: what is read often is
#: kept by the computer itself, once for all of them.
CACHE = 128
#: How long a write waits for another one, in milliseconds, before the page says that it is busy.
WAIT_FOR_LOCK = 8000


def open_engine(address: str) -> Engine:
    """An engine that keeps every commit through a power cut (rule D6)."""
    if not address.startswith("sqlite"):
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        address,
        connect_args={"timeout": WAIT_FOR_LOCK / 1000},
        pool_size=16,
        max_overflow=16,
        # An error of the database must not carry a child's words into the log (rule R2).
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={WAIT_FOR_LOCK}",
            "secure_delete=ON",
            f"cache_size=-{CACHE}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    _queue_writers(engine)
    return engine


def _queue_writers(engine: Engine) -> None:
    """Let this process's writers wait for one another in a queue of our own.

    SQLite takes one writer at a time and has the others sleep longer and longer between looks; with thirty pupils at
    once most of the time would go by asleep. Another process is still waited for by SQLite itself.
    """
    turn = threading.Lock()

    @event.listens_for(engine, "before_cursor_execute")
    def queue(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SELECT", "PRAGMA")) and "writes" not in connection.info:
            connection.info["writes"] = turn.acquire(timeout=WAIT_FOR_LOCK / 1000)

    @event.listens_for(engine, "checkin")
    def done(_connection: Any, record: Any) -> None:
        if record.info.pop("writes", False):
            turn.release()


def connect(app: Flask, address: str) -> Engine:
    """Give the app its database: a session per request, committed once, before the reply leaves (rule D1)."""
    engine = open_engine(address)
    app.extensions["engine"] = engine
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {"render_as_batch": True, "compare_server_default": True}
    app.after_request(_commit)
    app.teardown_appcontext(_close)
    return engine


def the_engine() -> Engine:
    """The engine of the running app."""
    return cast(Engine, current_app.extensions["engine"])


def db_session() -> Session:
    """The session of this request."""
    if "db_session" not in g:
        g.db_session = Session(the_engine(), expire_on_commit=False)
    return cast(Session, g.db_session)


def _commit(response: Response) -> Response:
    session: Session | None = g.get("db_session")
    if session is not None:
        if response.status_code >= 500:
            session.rollback()
        else:
            session.commit()
    return response


def forget_deleted_after_commit() -> None:
    """Once this request has committed, have SQLite give up the deleted bytes that its log still holds."""

    @after_this_request
    def checkpoint(response: Response) -> Response:
        session = db_session()
        session.commit()
        if the_engine().dialect.name == "sqlite":
            session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            session.commit()
        return response


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("db_session", None)
    if session is not None:
        session.close()


def migrations(app: Flask) -> Alembic:
    """What makes the database, and can say how it differs from the models. For use within an app context."""
    from flask_alembic import Alembic  # heavy: a quarter of what a worker takes to start (figure P17)

    if "alembic" not in app.extensions:
        made = Alembic(run_mkdir=False, command_name="", metadatas=Base.metadata, engines=the_engine())
        made.init_app(app)
    return cast("Alembic", app.extensions["alembic"])


def is_todays(engine: Engine) -> bool:
    """Whether the database has today's shape already: the newest migration's file begins with its number."""
    newest = max(file.name.partition("_")[0] for file in MIGRATIONS.glob("[0-9]*.py"))
    if not inspect(engine).has_table("alembic_version"):
        return False
    with engine.connect() as connection:
        return connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [newest]


def differences(engine: Engine) -> list[str]:
    """What the tables have and today's models have not, or the other way about: columns, foreign keys, checks.

    A database can carry the newest migration's number and still differ: see
    docs/decisions/one-migration-until-real-data.md.
    """
    seen, said = inspect(engine), set[str]()
    here = {_column(table, one["name"], one["nullable"]) for table, one in _in_models(seen.get_multi_columns())}
    here |= {
        _key(table, one["constrained_columns"], one["referred_table"], one["options"].get("ondelete"))
        for table, one in _in_models(seen.get_multi_foreign_keys())
    }
    here |= {f"{table}: {one['name']}" for table, one in _in_models(seen.get_multi_check_constraints())}
    for table in Base.metadata.tables.values():
        said |= {_column(table.name, one.name, one.nullable) for one in table.columns}
        for rule in table.constraints:
            if isinstance(rule, ForeignKeyConstraint):
                said.add(_key(table.name, rule.column_keys, rule.referred_table.name, rule.ondelete))
            elif isinstance(rule, CheckConstraint):
                said.add(f"{table.name}: {rule.name}")
    return sorted(here ^ said)


def _in_models(found: Mapping[tuple[str | None, str], list[T]]) -> Iterator[tuple[str, T]]:
    """Each thing seen of the tables that the models know, with its table."""
    return ((table, one) for (_, table), seen in found.items() if table in Base.metadata.tables for one in seen)


def _column(table: str, name: str, nullable: bool | None) -> str:
    return f"{table}.{name}{' NULL' if nullable else ''}"


def _key(table: str, columns: Sequence[str], referred: str, ondelete: object) -> str:
    return f"{table}.{', '.join(columns)} → {referred}{f' {ondelete}' if ondelete else ''}"


def migrate(app: Flask) -> None:
    """Bring the database to today's shape. A server that starts again on one loads nothing for it."""
    with app.app_context():
        if is_todays(the_engine()):
            return
        made = migrations(app)
        # It tells each step it takes, which nobody asked for.
        logging.getLogger("alembic").setLevel(logging.WARNING)
        made.upgrade()
