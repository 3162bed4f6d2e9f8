"""The score sheets that come with the system, and the office's own in ``score_sheets`` of the data folder."""

import re
from pathlib import Path

import config
from config.refusal import Refusal
from config.settings import home

SHIPPED = Path(config.__file__).parent / "score_sheets"

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def known_sheets() -> tuple[str, ...]:
    """The names of the sheets there are as files."""
    return tuple(sorted({file.stem for folder in _folders() for file in folder.glob("*.toml")}))


def sheet_text(name: str) -> str:
    """The text of the sheet of this name; the office's own goes before a shipped one. Raises Refusal where there is none."""
    for folder in _folders():
        file = folder / f"{name}.toml"
        if _NAME.fullmatch(name) and file.is_file():
            try:
                return file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise Refusal(f"评分表 {file.name} 打不开，或者不是 UTF-8 文本：{error}。") from error
    raise Refusal(f"没有名为“{name}”的评分表文件。现有：{'、'.join(known_sheets())}。")


def _folders() -> tuple[Path, Path]:
    return home() / "score_sheets", SHIPPED
