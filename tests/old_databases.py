"""Databases as earlier versions of the program left them: kept as SQL text, laid into a file, brought forward.

Each file in ``tests/data/databases`` was made by the code of the tag that it is named after: that code's own ``duban
demo`` with the accounts of the samples, up to issue 7 on two of their documents, from issue 8 on (whose campaign asks
about every task) on all. What is left out is what the program lays down anew by itself (the days of the stored
calendar) and what is long (the text of a written paper); passwords are made unusable.

    python -m tests.old_databases make issue-9              the present program's, for the tag that is set next
    python -m tests.old_databases make issue-6 --tree DIR   that of a checkout of an earlier tag
"""

import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from config.settings import CHECKOUT
from models.base import Table

FOLDER = Path(__file__).parent / "data" / "databases"
_MOST_BYTES = 1_000_000
_LEFT_OUT = ("calendar_day", "calendar_mark", "written_paper")
_UNUSABLE = "(not a password)"

# Runs on the code of any version, from its own folder: only names that stayed the same are used.
_MAKER = """
import dataclasses, inspect, sys
from datetime import date
import commands.demo as demo
from config.settings import CHECKOUT
documents, last = sys.argv[1].split(","), date.fromisoformat(sys.argv[2])
whole = demo.load_story(CHECKOUT / "samples")
def kept(value):
    if not isinstance(value, tuple) or not value or not hasattr(value[0], "document"):
        return value
    return tuple(one for one in value if one.document in documents and getattr(one, "on", last) <= last)
parts = {field.name: kept(getattr(whole, field.name)) for field in dataclasses.fields(whole)}
story = type(whole)(**{**parts, "demo_day": last})
demo.load_story = lambda folder: story
establish = demo.establish
def with_accounts(session, *given, **named):
    establish(session, *given, **named)
    try:
        from supervision.directory.accounts import open_accounts
    except ImportError:
        from supervision.accounts import open_accounts
    known = {"by": "经办", "now": demo.clock.on_day(story.first_day)}
    asked = inspect.signature(open_accounts).parameters
    open_accounts(session, story.office_file, **{name: known[name] for name in known if name in asked})
if not hasattr(demo, "open_accounts"):
    demo.establish = with_accounts
demo.demo(as_json=True)
"""


def names() -> list[str]:
    """The versions of which a database is kept, the oldest first."""
    return sorted((file.stem for file in FOLDER.glob("*.sql")), key=lambda name: (len(name), name))


def lay(name: str, file: Path) -> None:
    """Make the SQLite database of this version, just as it was left."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def counts(file: Path) -> dict[str, int]:
    """How many rows each table of a SQLite file holds."""
    with closing(sqlite3.connect(file)) as connection:
        return {
            table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in _tables(connection)
        }


def as_lines(file: Path) -> Iterator[str]:
    """The rows of an old SQLite file as lines that ``models.dump`` puts back into either kind of database.

    The program's own dump asks for the columns of today; here they are those of the file.
    """
    with closing(sqlite3.connect(file)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        yield json.dumps({"revision": revision})
        for table in _parents_first(_tables(connection)):
            columns = [(row[1], _kind(row[2])) for row in connection.execute(f'PRAGMA table_info("{table}")')]
            yield json.dumps({"table": table, "columns": columns})
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'):
                yield json.dumps(
                    [_plain(value, kind) for value, (_, kind) in zip(row, columns, strict=True)],
                    ensure_ascii=False,
                )


def make(name: str, tree: Path, documents: str, last: str) -> Path:
    """Let the code in ``tree`` fill a database, and keep it as text. Raises SystemExit where it grows too long."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"DUBAN_HOME": home, "PYTHONPATH": str(tree)}
        command = [sys.executable, "-c", _MAKER, documents, last]
        subprocess.run(command, cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)
        (file,) = Path(home).rglob("duban.db")
        with closing(sqlite3.connect(file)) as connection:
            # Triggers keep what only grows as it is; these accounts were never anybody's.
            if hashes := connection.execute("SELECT password_hash FROM user").fetchall():
                said = "\n".join(_short(connection))
                for (one,) in hashes:
                    said = said.replace(one, _UNUSABLE)
            else:
                said = "\n".join(_short(connection))
    if len(said.encode()) > _MOST_BYTES:
        raise SystemExit(f"{len(said.encode())} bytes; take fewer documents or an earlier day")
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"{name}.sql"
    target.write_text(said + "\n", encoding="utf-8")
    return target


def _short(connection: sqlite3.Connection) -> Iterator[str]:
    left_out = tuple(f'INSERT INTO "{table}"' for table in _LEFT_OUT)
    return (line for line in connection.iterdump() if not line.startswith(left_out))


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name <> 'alembic_version' ORDER BY name"
    )
    return [name for (name,) in rows]


def _parents_first(tables: list[str]) -> list[str]:
    order = [table.name for table in Table.metadata.sorted_tables]
    return sorted(tables, key=lambda name: order.index(name) if name in order else -1)


def _kind(declared: str) -> str:
    told = re.match(r"[A-Z]*", declared.upper())
    match told[0] if told else "":
        case "DATETIME" | "TIMESTAMP":
            return "moment"
        case "DATE":
            return "day"
        case "BOOLEAN":
            return "truth"
        case "NUMERIC" | "DECIMAL":
            return "figure"
        case "INTEGER" | "BIGINT" | "SMALLINT":
            return "number"
        case "JSON":
            return "json"
        case "BLOB":
            return "bytes"
        case _:
            return "text"


def _plain(value: object, kind: str) -> object:
    if value is None:
        return None
    match kind:
        case "moment":
            return f"{value}+00:00".replace(" ", "T")
        case "truth":
            return bool(value)
        case "figure":
            return str(value)
        case "json":
            return json.loads(str(value))
        case "bytes" if isinstance(value, bytes):
            return b64encode(value).decode()
        case _:
            return value


def main() -> None:
    """Make one, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.old_databases", description=__doc__)
    parser.add_argument("deed", choices=["make"])
    parser.add_argument("name", help="the tag, which the file is named after")
    parser.add_argument("--tree", type=Path, default=CHECKOUT, help="where the code of that version stands")
    parser.add_argument(
        "--documents",
        default="1-实施方案.docx,2-规划通知.txt,3-台账.xlsx,4-改革快报.docx",
        help="with commas",
    )
    parser.add_argument("--last", default="2026-06-08", help="the last day of the story")
    asked = parser.parse_args()
    made = make(asked.name, asked.tree.resolve(), asked.documents, asked.last)
    print(f"{made}: {made.stat().st_size} bytes")


if __name__ == "__main__":
    main()
