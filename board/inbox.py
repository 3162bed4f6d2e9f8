"""Where files wait to be read: kept under names of our own; what people call them is shown and never part of a path."""

import secrets
from pathlib import Path
from typing import BinaryIO

from config.settings import home

ENDINGS = (
    *(".docx", ".xlsx", ".pdf", ".ofd", ".html", ".htm", ".txt"),
    *(".doc", ".wps", ".xls", ".et", ".rtf"),  # converted first
)
_LONGEST = 200
_CHUNK = 1024 * 1024


def plain_name(filename: str) -> str:
    """The last part of what the sender calls the file, without control characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[-_LONGEST:] or "未命名"


def keep(file: BinaryIO, called: str) -> Path:
    """Keep the file until it is read; its path."""
    inbox = home() / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    ending = Path(called).suffix.lower()
    kept = inbox / f"{secrets.token_hex(12)}{ending if ending in ENDINGS else ''}"
    with kept.open("xb") as target:
        while chunk := file.read(_CHUNK):
            target.write(chunk)
    return kept
