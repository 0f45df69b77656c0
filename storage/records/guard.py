"""The audit table's guard: triggers that let lines be added and nothing be changed or taken out, on both databases.

The owner of the table can drop its guard. Therefore the chain is verified as well, and a guard that is gone, or
does something else now, is found with it. The encrypted part alone may be written anew: with a new master key it must
be, and the chain covers what it says. Migration 0007 puts the guard up.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

FIXED = ("id", "at", "action", "case", "person", "agency", "chain")
COLUMNS = ", ".join(f'"{name}"' for name in FIXED)
REFUSAL = "the audit log is only ever added to"
SQLITE = {
    "audit_unchanged": f"CREATE TRIGGER audit_unchanged BEFORE UPDATE OF {COLUMNS} ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "audit_undeleted": f"CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
}
BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END"
POSTGRES = {
    "audit_unchanged": f"BEFORE UPDATE OF {COLUMNS} ON audit FOR EACH ROW",
    "audit_undeleted": "BEFORE DELETE ON audit FOR EACH ROW",
    "audit_untruncated": "BEFORE TRUNCATE ON audit FOR EACH STATEMENT",
}
IN_SQLITE = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
IN_POSTGRES = text(
    "SELECT t.tgname AS name, pg_get_triggerdef(t.oid) AS told, p.prosrc AS body FROM pg_trigger t "
    "JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = 'audit'::regclass AND t.tgenabled IN ('O', 'A')"
)


async def is_up(connection: AsyncConnection) -> bool:
    """Whether the guard stands as it was put up."""
    if connection.dialect.name == "sqlite":
        found = {row.name: row.sql for row in await connection.execute(IN_SQLITE)}
        return all(found.get(name) == order for name, order in SQLITE.items())
    told = {row.name: (row.told, row.body) for row in await connection.execute(IN_POSTGRES)}
    return all(_stands(told.get(name), when) for name, when in POSTGRES.items())


def _stands(found: tuple[str, str] | None, when: str) -> bool:
    """PostgreSQL words the order in its own way: the moment, the columns and the body count."""
    if found is None or found[1].strip() != BODY:
        return False
    told = found[0].replace('"', "").replace("public.", "")
    return when.replace('"', "") in told
