"""Tables whose rows nobody changes or takes away: the database itself refuses."""

from collections import Counter

from sqlalchemy import Connection, text

APPEND_ONLY = (
    "transition",
    "log_entry",
    "due_change",
    "closing_record",
    "reading_check",
    "link_use",
    "phone_call",
    "instruction",
    "rating",
    "recheck",
    "on_site_check",
    "cause_note",
    "indicator_change",
    "bulletin_subscription",
)

_EACH = 2  # against changing and taking away one by one; on a server, against emptying too
_BODY = "\nBEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END "
_POSTGRESQL_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
)
# What is switched off, or calls something else by that name, guards nothing.
_GUARDS_OF_A_SERVER = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgname IN (c.relname || '_refuses_change', c.relname || '_refuses_emptying')
AND t.tgenabled IN ('O', 'A') AND p.proname = 'refuse_change' AND p.prosrc = :body
AND c.relnamespace = CAST(current_schema() AS regnamespace)
"""
_GUARDS_OF_A_FILE = "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"


def unguarded(connection: Connection) -> tuple[str, ...]:
    """The tables that lack a guard. To look takes no lock that anybody would wait for."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text(_GUARDS_OF_A_FILE)).tuples()
        guards = Counter(table for table, said in found if said in _said_of(table))
    else:
        guards = Counter(connection.execute(text(_GUARDS_OF_A_SERVER), {"body": _BODY}).scalars())
    return tuple(table for table in APPEND_ONLY if guards[table] < _EACH)


def guard(connection: Connection) -> None:
    """Put the guards in place. Safe to repeat; needed after every migration, for a rebuilt table loses its own."""
    if connection.dialect.name == "sqlite":
        lift(connection)
        for table in _present(connection):
            for statement in _said_of(table):
                connection.exec_driver_sql(statement)
        return
    connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
    for table in _present(connection):
        connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{table}_refuses_change" ON "{table}"')
        connection.exec_driver_sql(
            f'CREATE TRIGGER "{table}_refuses_change" BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        # To empty a table is no DELETE there.
        connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{table}_refuses_emptying" ON "{table}"')
        connection.exec_driver_sql(
            f'CREATE TRIGGER "{table}_refuses_emptying" BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def lift(connection: Connection) -> None:
    """Take the guards away for as long as a migration rewrites the tables."""
    if connection.dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for deed in ("update", "delete"):
                connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{table}_refuses_{deed}"')
        return
    for table in _present(connection):
        for deed in ("change", "emptying"):
            connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{table}_refuses_{deed}" ON "{table}"')


def _said_of(table: str) -> list[str]:
    """What makes the guards of a table in a file, word for word as the file keeps it."""
    return [
        f'CREATE TRIGGER "{table}_refuses_{deed.lower()}" BEFORE {deed} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for deed in ("UPDATE", "DELETE")
    ]


def _present(connection: Connection) -> list[str]:
    # Before its first migration an old database has not all of them yet.
    return [table for table in APPEND_ONLY if connection.dialect.has_table(connection, table)]
