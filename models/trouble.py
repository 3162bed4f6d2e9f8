"""Trouble with the database or the disk: which passes by itself, and what to say of each, with the way out."""

import errno
import re
import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_PASSES_IN_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


def is_temporary(error: object) -> bool:
    """Whether the same work may well succeed a while later; a mistake of ours or a refusal never does."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # It calls a missing table an operational error too. The kind of trouble is in the low byte.
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _PASSES_IN_SQLITE
    return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated


def sentence(error: object) -> str:
    """What happened, why and what to do, for whoever was at work; empty for what is a mistake of ours.

    Whatever was under way then is not stored: a transaction is whole or is not.
    """
    if isinstance(error, OSError):
        return _DISK.get(error.errno or 0, "")
    if not isinstance(error, DBAPIError):
        return ""
    if isinstance(error.orig, sqlite3.Error):
        # Its code for this is the one for every mistake in a statement.
        if str(error.orig).startswith("no such table"):
            return _NOT_MADE
        return _SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF, "")
    if not hasattr(error.orig, "sqlstate"):  # as the driver of PostgreSQL has it
        return ""
    state = getattr(error.orig, "sqlstate", None) or _why_turned_away(str(error.orig))
    if state in _SERVER:
        return _SERVER[state]
    if state.startswith("40"):
        return "现在忙，请稍后再试。刚才的操作没有保存。"
    return _AWAY if is_temporary(error) and (not state or state[:2] in ("08", "57")) else ""


def _why_turned_away(words: str) -> str:
    """The state of a server that did not let us in: its driver keeps the words alone, in the server's own language."""
    return next((state for state, said in _TURNED_AWAY.items() if re.search(said, words)), "")


_NO_ROOM = "磁盘已满，刚才的操作没有保存，已有的数据都在。请系统管理人员腾出空间，然后再办一次。"
_READ_ONLY = (
    "数据文件夹只能读、不能写，刚才的操作没有保存。"
    "请系统管理人员检查数据文件夹和里面 duban.db 的权限，以及磁盘是不是以只读方式挂载的。"
)
_BUSY = (
    "现在忙，请稍后再试。刚才的操作没有保存。一直这样的，请系统管理人员看是不是有别的程序打开着 duban.db。"
)
_DAMAGED = (
    "数据库文件 duban.db 已损坏，读不出来，什么也没有改动。请停掉督办，把整个数据文件夹另存一份，"
    "再用最近的备份恢复到一个空的数据文件夹（duban restore 备份文件）。"
)
_UNREAD = (
    "数据库文件读写不了，刚才的操作没有保存。"
    "请系统管理人员看数据文件夹所在的磁盘是不是满了、坏了，处理好以后再办一次。"
)
_NOT_MADE = (
    "数据库里还没有建好办公室，或者是别的版本的数据库，什么也没有改动。"
    "请系统管理人员建好办公室（duban found 名录），或按运维手册升级。"
)
_AWAY = "数据库服务器现在连不上，刚才的操作没有保存。请稍后再试；恢复后自动连上，不用重启。"
_SQLITE = {
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_IOERR: _UNREAD,
}
_SERVER = {
    "42P01": _NOT_MADE,
    "53100": "数据库服务器的磁盘已满，刚才的操作没有保存，已有的数据都在。请数据库管理人员腾出空间，然后再办一次。",
    "25006": "数据库服务器现在只能读、不能写，刚才的操作没有保存。请数据库管理人员检查，然后再办一次。",
    "53300": "数据库服务器的连接满了，刚才的操作没有保存。请稍后再试；一直这样的，请数据库管理人员增加连接数。",
    "28P01": "数据库不认设置里的口令，什么也没有改动。请系统管理人员检查 DUBAN_DATABASE_URL。",
    "28000": "数据库不许这台机器用设置里的账号连接，什么也没有改动。请系统管理人员检查 DUBAN_DATABASE_URL，请数据库管理人员检查 pg_hba.conf。",
    "3D000": "设置里的数据库不存在，什么也没有改动。请系统管理人员建好这个数据库，或检查 DUBAN_DATABASE_URL。",
}
_TURNED_AWAY = {
    "28P01": "password authentication failed|Password 认证失败",
    "28000": r"pg_hba\.conf",
    "3D000": '(database|数据库) "[^"]*" (does not exist|不存在)',
    "53300": "too many clients|太多的客户|connection slots",
}
_DISK = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _UNREAD,
}
