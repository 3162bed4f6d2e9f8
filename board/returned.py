"""A workbook that was handed back, kept from its preview until somebody confirms it or a day has passed."""

import re
import secrets
import time
from pathlib import Path

from starlette.datastructures import FormData, UploadFile

from config.refusal import Refusal
from config.settings import home
from documents.reading import LARGEST_WORKBOOK, read_cells
from documents.source import UnreadableFile
from documents.workbook import SheetCells

_TOKEN = re.compile(r"[0-9a-f]{32}")
_KEPT_SECONDS = 24 * 3600


def take(form: FormData, kind: str, called: str) -> tuple[str, list[SheetCells]]:
    """Keep the file of a form; the word that finds it again, and its sheets. Raises Refusal with a sentence.

    ``kind`` is the folder it lies in, ``called`` what people call such a file.
    """
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal(f"请先选择改好的{called}，再上传。")
    token = secrets.token_hex(16)
    kept = _place(kind, token)
    kept.parent.mkdir(parents=True, exist_ok=True)
    _sweep(kept.parent)
    kept.write_bytes(file.file.read(LARGEST_WORKBOOK + 1))
    try:
        return token, _read(kept, called)
    except Refusal:
        kept.unlink(missing_ok=True)
        raise


def again(token: str, kind: str, called: str) -> list[SheetCells]:
    """The sheets of a file that was kept. Raises Refusal where it is no longer there."""
    kept = _place(kind, token) if _TOKEN.fullmatch(token) else None
    if kept is None or not kept.is_file():
        raise Refusal(f"这个{called}已经读回过，或上传超过一天已清除。请重新上传。")
    return _read(kept, called)


def let_go(token: str, kind: str) -> None:
    """Take a file away, because it was entered or nothing can come of it."""
    _place(kind, token).unlink(missing_ok=True)


def _read(kept: Path, called: str) -> list[SheetCells]:
    try:
        return read_cells(kept, called)
    except UnreadableFile as reason:
        raise Refusal(str(reason)) from None


def _place(kind: str, token: str) -> Path:
    return home() / kind / f"{token}.xlsx"


def _sweep(folder: Path) -> None:
    """Take away what was uploaded and never confirmed."""
    for file in folder.glob("*.xlsx"):
        if time.time() - file.stat().st_mtime > _KEPT_SECONDS:
            file.unlink(missing_ok=True)
