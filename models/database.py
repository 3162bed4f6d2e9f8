"""The database: one engine, transactions opened by the edge alone, migrations."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import Pool, QueuePool
from sqlmodel import Session

from config.refusal import Refusal
from config.settings import home, settings
from models.append_only import guard, lift, unguarded
from models.looks import LOOKING
from models.tables import TABLES

SessionScope = Callable[[], AbstractContextManager[Session]]
"""Opens a session that commits at the end of its block."""

# In kilobytes, which SQLite takes from the sign. What a large transaction writes and does not fit lies in
# the log beside the file, where each page is looked for the longer the more lie there: a million assignments then took
# a third to a half more of the processor for each than a hundred thousand. Only one writes at a time; who reads keeps the usual.
_PAGES_OF_A_WRITER, _PAGES_OF_A_READER = -64_000, -2_000

# A foreign key is found only once the module of its table has been imported.
assert TABLES

_MIGRATIONS = Path(__file__).parent / "migrations"
_NO_ADDRESS = (
    "数据库的地址（DUBAN_DATABASE_URL 或 settings.toml 里的 database_url）写得不对，什么也没有改动。"
    "样子是 postgresql+psycopg://用户:口令@数据库的地址/库名；口令里只用字母和数字。"
)
_engines: dict[str, Engine] = {}


def engine(url: str | None = None) -> Engine:
    """The engine for this address (by default the office's own), made once per process.

    Raises Refusal for an address that is none, or that asks for a driver that we have not got.
    """
    address = _address(url or settings().database_url) if url or settings().database_url else _embedded()
    key = address.render_as_string(hide_password=False)
    if key not in _engines:
        try:
            _engines[key] = _open(address)
        except (NoSuchModuleError, ModuleNotFoundError):
            raise Refusal(_NO_ADDRESS) from None
    return _engines[key]


def is_embedded() -> bool:
    """Whether the office's data lie in a file beside it (SQLite), not on a server."""
    return not settings().database_url or _address(settings().database_url).get_backend_name() == "sqlite"


def _address(written: str) -> URL:
    try:
        address = make_url(written)
        address.get_backend_name()
    except (ArgumentError, ValueError):
        # What was written may hold a password: neither we nor the library's error repeat it.
        raise Refusal(_NO_ADDRESS) from None
    return address


def is_open(url: str | None = None) -> bool:
    """Whether the database answers."""
    with engine(url).connect() as connection:
        return bool(connection.execute(text("select 1")).scalar())


@contextmanager
def transaction(url: str | None = None) -> Iterator[Session]:
    """A session that commits when the block ends well and rolls back when it does not."""
    with Session(engine(url), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(url: str | None = None) -> Iterator[Session]:
    """A session for looking only: it never waits for a writer and never makes one wait."""
    opened = engine(url).execution_options(reads_only=True)
    with Session(opened, expire_on_commit=False, info={LOOKING: True}) as session:
        yield session


def close_connections() -> None:
    """Close every connection; the next use opens new ones. Before the file under them goes or a process divides."""
    # The engines stay: each keeps the statements it has compiled. Most have no connection.
    for opened in _engines.values():
        if _has_connections(opened.pool):
            opened.dispose()


def _has_connections(pool: Pool) -> bool:
    return not isinstance(pool, QueuePool) or pool.checkedin() + pool.checkedout() > 0


def migrate(url: str | None = None) -> None:
    """Bring the database to the newest shape. Safe to call at every start.

    Raises Refusal for one that a newer program has had; it is left as it is.
    """
    # Every command begins here. To take a guard off and put it back locks its table: behind a backup that reads for
    # minutes a command would wait, and behind the command the whole board.
    with engine(url).execution_options(reads_only=True).connect() as connection:
        if _is_newest(connection) and not unguarded(connection):
            return
    # SQLite rebuilds a table to change it, and cannot while others point to it; the check comes after.
    connected = engine(url).execution_options(rebuilds_tables=True)
    with connected.begin() as connection:
        lift(connection)
        command.upgrade(alembic_config(connection), "head")
        guard(connection)
        if connection.dialect.name == "sqlite":
            astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if astray:
                raise Refusal(
                    f"数据库里有{len(astray)}行所指的内容不在了（如{astray[0][0]}第{astray[0][1]}行），没有升级，什么也没有改动。"
                    "请停掉督办，把整个数据文件夹另存一份，再用最近的备份恢复到一个空的数据文件夹（duban restore 备份文件）。"
                )


def require_own_shape(url: str | None = None) -> None:
    """Raises Refusal for a database in the shape of an older or a newer program: what we know of it is not all of it."""
    with engine(url).connect() as connection:
        is_older = not _is_newest(connection)
        at = MigrationContext.configure(connection).get_current_revision()
    if at is not None and is_older:
        raise Refusal(
            f"数据库还是旧版本程序的样子（{at}），这个版本不能备份它，什么也没有改动。"
            "升级前的备份请用原来的程序做；已经备份过的，运行 duban status 升级。"
        )


def alembic_config(connection: Connection) -> Config:
    """How alembic finds the migrations and works on this open connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _is_newest(connection: Connection) -> bool:
    """Whether it has the newest shape. Raises Refusal where a newer program has had it."""
    at = MigrationContext.configure(connection).get_current_revision()
    known = _shapes()
    if at is not None and at not in known:
        raise Refusal(
            f"数据库已由更新版本的程序升级过（{at}），这个版本打不开，什么也没有改动。"
            "请用新版本的程序；要退回这个版本的，请把升级前的备份恢复到空的数据文件夹。"
        )
    return at == known[0]


@cache
def _shapes() -> tuple[str, ...]:
    """Every shape this program knows, the newest first."""
    return tuple(one.revision for one in ScriptDirectory(str(_MIGRATIONS)).walk_revisions())


def _embedded() -> URL:
    # Built from its parts: a ? or # in the folder's name is part of the name.
    return URL.create("sqlite", database=str(home() / "duban.db"))


def _open(address: URL) -> Engine:
    # What was being written (names, addresses, texts) has no place in an error that lands in a log.
    if address.get_backend_name() != "sqlite":
        served = create_engine(address, pool_pre_ping=True, hide_parameters=True)
        event.listen(served, "connect", _prepare_server)
        return served
    made = create_engine(
        address, connect_args={"check_same_thread": False, "timeout": 30}, hide_parameters=True
    )
    event.listen(made, "do_connect", _make_folder)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_at_once)
    return made


def _make_folder(_dialect: Any, _record: Any, arguments: Any, _more: Any) -> None:
    # As late as this: the folder may have gone since the last connection.
    if arguments and arguments[0] != ":memory:":
        Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _prepare_server(connection: Any, _record: Any) -> None:
    # To compile a query takes longer than to answer ours. Relatives of PostgreSQL may not know the setting.
    cursor = connection.cursor()
    cursor.execute("SELECT set_config('jit', 'off', false) FROM pg_settings WHERE name = 'jit'")
    cursor.close()
    connection.commit()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions begin too late for compare-and-set; see _begin_at_once.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_at_once(connection: Any) -> None:
    # IMMEDIATE takes the write lock first and waits for it; a deferred transaction that turns from
    # reading to writing fails at once with "database is locked" instead.
    options = connection.get_execution_options()
    pages = _PAGES_OF_A_READER if options.get("reads_only") else _PAGES_OF_A_WRITER
    connection.exec_driver_sql(f"PRAGMA cache_size={pages}")
    if options.get("reads_only"):
        connection.exec_driver_sql("BEGIN")
        return
    # Foreign keys can be switched outside a transaction only, and a pooled connection remembers.
    connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if options.get('rebuilds_tables') else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
