"""Sentences in, findings out, a JSON object a line: the form in which other programs put questions."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from config.refusal import Refusal


def answers(lines: Iterable[bytes], answer: Callable[[str, date], dict[str, Any]]) -> Iterator[str]:
    """One line of JSON for each line of JSON with a text and its date; blank lines are passed over.

    Raises Refusal, naming the line, at the first that cannot be used.
    """
    for count, line in enumerate(lines, start=1):
        if line.strip():
            yield _written(answer(*_request(line, count)))


def as_line(text: str, on: str | None) -> bytes:
    """A question given as arguments, as a line."""
    return json.dumps({"text": text, "on": on}).encode()


def day(text: Any, name: str) -> date:
    """A day as a person writes it to a program. Raises Refusal, calling it by ``name``."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Refusal(f"{name}不是日期，请写成 2026-03-01 的样子。") from None


def _request(line: bytes, count: int) -> tuple[str, date]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise Refusal(f"第{count}行不是一行完整的 JSON，请检查引号、括号和编码（UTF-8）。") from None
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise Refusal(f'第{count}行缺少文字，请写成 {{"text": "…", "on": "2026-03-01"}} 的样子。')
    return request["text"], day(request.get("on"), f"第{count}行的成文日期（on）")


def _written(found: dict[str, Any]) -> str:
    text = json.dumps(found, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair, which JSON may carry, cannot be written as UTF-8.
        return json.dumps(found)
    return text
