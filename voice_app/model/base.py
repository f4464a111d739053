"""The base of all records: naming, portable column types, and the strictness asked of SQLite."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect, Enum, LargeBinary, MetaData, String, Time, Uuid
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

#: Migrations find constraints by name, so every constraint gets a predictable one.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and always UTC. SQLite hands back naive times; this type does not.

    Raises ValueError for a naive time: a moment without a zone is a bug at the caller.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time to be kept must say its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Json(TypeDecorator[Any]):
    """JSON on SQLite, JSONB on PostgreSQL, which is loaded only where it is used (figure P17)."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB())

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return self.impl_instance.coerce_compared_value(op, value)


Json: TypeEngine[Any] = _Json()


# A STRICT table of SQLite knows five types only; these are the names it takes for ours.
def _as_text(element: TypeEngine[Any], compiler: Any, **keywords: Any) -> str:
    return "TEXT"


def _as_integer(element: TypeEngine[Any], compiler: Any, **keywords: Any) -> str:
    return "INTEGER"


def _as_blob(element: TypeEngine[Any], compiler: Any, **keywords: Any) -> str:
    return "BLOB"


for _kind in (Uuid, Date, DateTime, Time, JSON, String, Enum):
    compiles(_kind, "sqlite")(_as_text)
compiles(Boolean, "sqlite")(_as_integer)
compiles(LargeBinary, "sqlite")(_as_blob)


class Base(DeclarativeBase):
    """Every record of the product."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        UUID: Uuid(),
        datetime: UtcDateTime(),
        date: Date(),
        dict[str, Any]: Json,
        list[str]: Json,
        list[dict[str, Any]]: Json,
    }
    __table_args__: Any = {"sqlite_strict": True}


def strict(*constraints: Any) -> tuple[Any, ...]:
    """Table arguments of a record that has constraints of its own, keeping SQLite strict."""
    return (*constraints, {"sqlite_strict": True})


class Keyed:
    """A record known by a random key, so that no number in an address tells how many there are."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
