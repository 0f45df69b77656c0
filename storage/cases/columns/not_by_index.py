"""A column that SQLite is kept from looking rows up by."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.schema import Word


class NotByIndex(FunctionElement[str]):
    """A column that SQLite must not look rows up by. SQLite does not know how many rows an index finds. Left alone, it
    takes a body's cases of all years for a list of the open ones. PostgreSQL keeps such counts."""

    inherit_cache = True
    type = Word


@compiles(NotByIndex)
def _as_it_is(element: NotByIndex, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(NotByIndex, "sqlite")
def _with_a_plus(element: NotByIndex, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
