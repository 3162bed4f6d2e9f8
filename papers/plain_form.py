"""A paper as plain JSON and back again, so that a draft can be kept, compared and written anew."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from papers.paper import (
    Appendix,
    Block,
    Chart,
    Column,
    Fields,
    Heading,
    Paper,
    Picture,
    Series,
    TableOf,
    Text,
)

_WORDS = (
    "title", "signed_by", "masthead", "number", "subtitle", "addressees", "urgency", "remark", "copies_to", "printed_by",
)  # fmt: skip
_MARKS = ("is_letter", "is_sealed")


def to_plain(paper: Paper) -> dict[str, Any]:
    """The whole paper as values that JSON knows. The same paper gives the same values."""
    return {
        **{name: getattr(paper, name) for name in (*_WORDS, *_MARKS)},
        "dated": paper.dated.isoformat(),
        "explained": [list(line) for line in paper.explained],
        "body": [_plain(block) for block in paper.body],
        "appendices": [
            {
                "title": one.title,
                "is_wide": one.is_wide,
                "is_listed": one.is_listed,
                "body": [_plain(block) for block in one.body],
            }
            for one in paper.appendices
        ],
    }


def from_plain(said: Mapping[str, Any]) -> Paper:
    """The paper that these values were made of."""
    return Paper(
        **{name: said[name] for name in (*_WORDS, *_MARKS)},
        dated=date.fromisoformat(said["dated"]),
        explained=tuple((label, text) for label, text in said["explained"]),
        body=_blocks(said["body"]),
        appendices=tuple(
            Appendix(one["title"], _blocks(one["body"]), one["is_wide"], one["is_listed"])
            for one in said["appendices"]
        ),
    )


def digest(said: Mapping[str, Any]) -> str:
    """The sha256 of such values: the same content has the same."""
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Text():
            return {"kind": "text", "text": block.text, "lead": block.lead}
        case TableOf():
            return {
                "kind": "table",
                "caption": block.caption,
                "columns": [[one.title, one.share, one.side] for one in block.columns],
                "rows": [list(row) for row in block.rows],
                "note": block.note,
            }
        case Picture():
            png = base64.b64encode(block.png).decode()
            return {"kind": "picture", "caption": block.caption, "png": png, "says": block.says}
        case Chart():
            return {
                "kind": "chart",
                "caption": block.caption,
                "labels": list(block.labels),
                "series": [
                    [one.name, [None if value is None else str(value) for value in one.values], one.colour, one.pattern]
                    for one in block.series
                ],
                "measure": block.measure,
                "says": block.says,
                "is_lines": block.is_lines,
            }  # fmt: skip
        case Fields():
            return {"kind": "fields", "rows": [list(row) for row in block.rows], "lines": block.lines}


def _blocks(said: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block(one) for one in said)


def _block(said: Mapping[str, Any]) -> Block:
    match said["kind"]:
        case "heading":
            return Heading(said["text"], said["level"])
        case "text":
            return Text(said["text"], said["lead"])
        case "table":
            columns = tuple(Column(title, share, side) for title, share, side in said["columns"])
            return TableOf(said["caption"], columns, tuple(tuple(row) for row in said["rows"]), said["note"])
        case "picture":
            return Picture(said["caption"], base64.b64decode(said["png"]), said["says"])
        case "chart":
            series = tuple(
                Series(name, tuple(_number(value) for value in values), colour, pattern)
                for name, values, colour, pattern in said["series"]
            )
            return Chart(
                said["caption"],
                tuple(said["labels"]),
                series,
                said["measure"],
                said["says"],
                said["is_lines"],
            )
        case "fields":
            return Fields(tuple((label, text) for label, text in said["rows"]), said["lines"])
        case other:
            raise ValueError(f"no such block: {other}")


def _number(written: str | None) -> int | Decimal | None:
    if written is None:
        return None
    return int(written) if written.lstrip("-").isdecimal() else Decimal(written)
