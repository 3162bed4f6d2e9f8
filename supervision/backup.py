"""Backup: one file that holds the whole office, made while everything runs, and an office made from such a file.

The file is a zip: ``manifest.json`` with the digest of every member, ``database.jsonl`` with every row (of either kind
of database), and the files of the data folder. It holds the office's secret key and has to be kept like it.
"""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from sqlalchemy import inspect

from config.refusal import Refusal
from config.settings import home
from models import database, dump
from models.dump import DumpError, NewerDump
from models.words import Subject
from supervision.record.log import log

_MANIFEST, _ROWS, _FILES = "manifest.json", "database.jsonl", "files/"
_FORM = 1
# What belongs to this machine or this moment: the database itself, locks, the engine's own files, what is being made.
_LEFT_OUT = ("duban.db", "duban.db-wal", "duban.db-shm", "duban.lock", "running.json")
_FOLDERS_LEFT_OUT = ("engine", "backups")
_CHUNK = 1 << 20
# All the ways in which a damaged archive says so, be it a name, a flag, a length or the content that was hit.
_UNREADABLE = (
    KeyError, ValueError, EOFError, OSError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: when it was made, so many rows in so many tables, so many files of so many bytes."""

    made_at: datetime
    revision: str
    rows: dict[str, int]
    files: int
    size: int

    @property
    def whole(self) -> int:
        """How many rows it holds in all."""
        return sum(self.rows.values())


def make(target: Path, by: str, now: datetime) -> Backup:
    """Write a backup to ``target``, beside it first and in place at once; nobody has to stop working.

    The rows are those of one moment. The files are copied afterwards: a file is on disk before its row is and never
    changes, so every row has its file. Raises Refusal where there is no office yet, no room for the file, or a database
    in the shape of another version.
    """
    if database.is_embedded() and not (home() / "duban.db").exists():
        raise Refusal("数据文件夹里还没有数据，不用备份。请先运行 duban up。")
    # A dump asks for the tables and columns of this program: of any other's shape it would keep a part, and say nothing.
    database.require_own_shape()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    digests: dict[str, str] = {}
    try:
        # Nobody but its owner reads what holds the key.
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
                with book.open(_ROWS, "w", force_zip64=True) as member:
                    hashed = _Hashing(member)
                    dumped = dump.dump(hashed.write_line)
                    digests[_ROWS] = hashed.hexdigest()
                for path in _own_files():
                    name = _FILES + path.relative_to(home()).as_posix()
                    with path.open("rb") as source, book.open(name, "w", force_zip64=True) as member:
                        hashed = _Hashing(member)
                        shutil.copyfileobj(source, hashed, _CHUNK)
                        digests[name] = hashed.hexdigest()
                told = {
                    "form": _FORM,
                    "made_at": now.isoformat(),
                    "revision": dumped.revision,
                    "rows": dict(dumped.rows),
                    "members": digests,
                }
                book.writestr(_MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    made = Backup(now, dumped.revision, dict(dumped.rows), len(digests) - 1, target.stat().st_size)
    with database.transaction() as session:
        log(
            session,
            Subject.RECORD,
            None,
            "备份",
            by,
            now,
            note=target.name,
            rows=made.whole,
            files=made.files,
        )
    return made


def look(source: Path) -> Backup:
    """What this backup holds, after every member was compared with its digest. Raises Refusal for one that is damaged."""
    with _opened(source) as book:
        told = _manifest(book)
        for name, digest in told["members"].items():
            if _digest_of(book, name) != digest:
                raise Refusal(f"备份文件已损坏：{name}与清单不符。请换一份备份。")
        if set(book.namelist()) != {*told["members"], _MANIFEST}:
            raise Refusal("备份文件里有清单以外的内容，不是督办做的备份，没有恢复。")
        return Backup(
            datetime.fromisoformat(told["made_at"]),
            told["revision"],
            told["rows"],
            len(told["members"]) - 1,
            source.stat().st_size,
        )


def restore(source: Path, by: str, now: datetime) -> Backup:
    """Make the office of this backup in an empty data folder (and an empty database), at the newest shape.

    Nothing is changed before the whole file was checked. Raises Refusal where anything is there already, for a file
    that is damaged, and for one made by a newer program.
    """
    found = look(source)
    _require_empty()
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(source) as book:
        for name in book.namelist():
            if name.startswith(_FILES):
                _take_out(book, name)
        try:
            with book.open(_ROWS) as member, TextIOWrapper(member, encoding="utf-8") as lines:
                put = dump.put_back(lines)
        except NewerDump as error:
            raise Refusal(
                "这份备份由更新版本的程序做成，这个版本恢复不了。请先升级程序，再恢复到空的数据文件夹。"
            ) from error
        except DumpError as error:
            raise Refusal(
                "备份里的数据不完整或者读不懂，恢复不了。请换一份备份，恢复到空的数据文件夹。"
            ) from error
    if dict(put.rows) != found.rows:
        raise Refusal("恢复的行数与清单不符，备份文件不完整。请换一份备份，恢复到空的数据文件夹。")
    with database.transaction() as session:
        log(
            session,
            Subject.RECORD,
            None,
            "恢复备份",
            by,
            now,
            note=source.name,
            made_at=found.made_at.isoformat(),
        )
    return found


class _Hashing:
    """A file to write to that digests on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Write on; how many bytes."""
        self._hash.update(content)
        return self._file.write(content)

    def write_line(self, line: str) -> int:
        """Write a line of text on; how many bytes."""
        return self.write(line.encode())

    def hexdigest(self) -> str:
        """The digest of what was written."""
        return self._hash.hexdigest()


def _own_files() -> Iterator[Path]:
    for path in sorted(home().rglob("*")):
        inside = path.relative_to(home())
        if not path.is_file() or path.is_symlink() or path.name.endswith(".part"):
            continue
        if inside.parts[0] in _FOLDERS_LEFT_OUT or inside.as_posix() in _LEFT_OUT:
            continue
        # The folder is the home of the service's user as well: what lies there under a dot is of the system and its
        # programs, comes along with a new user, and is none of the office's.
        if inside.parts[0].startswith("."):
            continue
        yield path


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError:
        raise Refusal(f"没有这个备份文件：{source}。") from None
    except _UNREADABLE:
        raise Refusal(f"{source.name}不是完整的备份文件，可能没有写完。请换一份备份。") from None


def _manifest(book: zipfile.ZipFile) -> dict[str, Any]:
    try:
        told = json.loads(book.read(_MANIFEST))
    except _UNREADABLE:
        raise Refusal("这不是督办做的备份，或者没有写完：里面没有清单。") from None
    if not isinstance(told, dict) or told.get("form") != _FORM:
        raise Refusal("备份由更新版本的程序做成，这个版本读不了。请先升级程序。")
    return told


def _digest_of(book: zipfile.ZipFile, name: str) -> str:
    hashed = hashlib.sha256()
    try:
        with book.open(name) as member:
            while chunk := member.read(_CHUNK):
                hashed.update(chunk)
    except _UNREADABLE:
        return ""
    return hashed.hexdigest()


def _require_empty() -> None:
    if home().exists() and any(_own_files()):
        raise Refusal(
            f"数据文件夹{home()}里已经有内容，没有恢复，以免盖掉现在的数据。"
            "请把 DUBAN_HOME 指到一个空文件夹，再恢复。"
        )
    if database.is_embedded():
        if (home() / "duban.db").exists():
            raise Refusal(
                f"数据文件夹{home()}里已经有数据库，没有恢复。请把 DUBAN_HOME 指到一个空文件夹，再恢复。"
            )
    elif inspect(database.engine()).get_table_names():
        raise Refusal("settings 里的数据库已经有内容，没有恢复。请新建一个空的数据库，再恢复。")


def _take_out(book: zipfile.ZipFile, name: str) -> None:
    target = (home() / name.removeprefix(_FILES)).resolve()
    # The digests prove that nobody changed the file since, not who made it.
    if not target.is_relative_to(home()):
        raise Refusal("备份文件里有越出数据文件夹的路径，没有恢复。")
    target.parent.mkdir(parents=True, exist_ok=True)
    with book.open(name) as member, target.open("wb") as file:
        shutil.copyfileobj(member, file, _CHUNK)
    if target.name == "office.key":
        target.chmod(0o600)
