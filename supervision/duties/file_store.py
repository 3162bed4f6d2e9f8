"""Files that people hand in: checked, kept once under their digest in the data folder, never overwritten."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import home, settings
from models.inserts import insert_new
from models.progress import StoredFile

# What a file of each kind begins with, so that a name cannot pass one off for another. Office files are
# archives or compound files; what is in them nobody opens here.
_ZIP, _COMPOUND = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
    ".ofd": ("application/ofd", _ZIP),
    ".doc": ("application/msword", _COMPOUND),
    ".xls": ("application/vnd.ms-excel", _COMPOUND),
    ".wps": ("application/vnd.ms-works", _COMPOUND),
    ".et": ("application/octet-stream", _COMPOUND),
    ".txt": ("text/plain", ()),
}
_LONGEST_NAME, _LONGEST_ENDING = 120, 10


def store(session: Session, name: str, content: bytes, now: datetime) -> StoredFile:
    """Keep a file, or find the one with the same bytes.

    Raises Refusal when it is empty, over the limit of the settings, of a kind that is not taken, or not what
    its name says. The file is on disk before its row is: a crash between leaves a file nobody points to,
    never a row without its file.
    """
    return keep(session, _media_type(name, content), content, now)


def keep(session: Session, media_type: str, content: bytes, now: datetime) -> StoredFile:
    """Keep a file that the system itself made, or find the one with the same bytes: of any size and kind."""
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), content)
    row = {"sha256": digest, "size": len(content), "media_type": media_type, "stored_at": now}
    insert_new(session, StoredFile, [row])
    return session.exec(select(StoredFile).where(StoredFile.sha256 == digest)).one()


def path_of(sha256: str) -> Path:
    """Where the file with this digest lies."""
    return home() / "evidence" / sha256[:2] / sha256


def content_of(file: StoredFile) -> bytes:
    """The bytes of a kept file. Raises Refusal when it is gone or is not what was handed in."""
    return read(file.sha256)


def read(sha256: str) -> bytes:
    """The bytes of the file kept under this digest. Raises Refusal when it is gone or has changed."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError:
        raise Refusal("这份材料的文件不在数据文件夹里，无法打开。请联系管理员从备份恢复。") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refusal("这份材料的文件与提交时不一致，已停止打开。请联系管理员从备份恢复。")
    return content


def plain_name(name: str) -> str:
    """The name of a handed-in file without folders and control characters, at most 120 characters long."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    bare = "".join(letter for letter in bare if letter.isprintable()).strip()
    stem, dot, ending = bare.rpartition(".")
    if len(ending) > _LONGEST_ENDING:
        return bare[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if len(bare) > _LONGEST_NAME else bare


def kinds_taken() -> str:
    """The endings of the files that are taken, for a form and for a refusal."""
    return "、".join(ending.lstrip(".") for ending in _KINDS)


def _media_type(name: str, content: bytes) -> str:
    called = plain_name(name)
    if not content:
        raise Refusal(f"“{called}”是空文件。请重新选择。")
    if len(content) > settings().evidence_mb * 1024 * 1024:
        raise Refusal(f"“{called}”超过{settings().evidence_mb}兆字节。请压缩或分成几份再提交。")
    ending = Path(called).suffix.lower()
    if ending not in _KINDS:
        raise Refusal(f"“{called}”不是可以提交的文件类型。可以提交：{kinds_taken()}。")
    media_type, beginnings = _KINDS[ending]
    if beginnings and not content.startswith(beginnings):
        raise Refusal(f"“{called}”的内容与文件名的后缀不符。请用原来的软件另存后再提交。")
    if not beginnings and b"\0" in content[:4096]:
        raise Refusal(f"“{called}”不是文本文件。请核对后再提交。")
    return media_type


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under its name only once it is whole: a full disk must not leave half a file that counts as kept.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
