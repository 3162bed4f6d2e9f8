"""A paper as plain lines in the order in which they are read: for a page, and to keep what was said beside the file."""

from typing import Any

from papers.paper import Block, Chart, Fields, Heading, Paper, Picture, TableOf, Text, numbered
from schedules.wording import day_in_words


def lines(paper: Paper) -> list[dict[str, Any]]:
    """Each line by its ``kind`` (masthead, number, title, addressees, heading, text, fields, table, signed, dated, …).

    Plain JSON: ``text`` and ``lead``, or ``rows`` and ``head``.
    """
    said = [
        {"kind": kind, "text": text}
        for kind, text in (
            ("masthead", paper.masthead),
            ("urgency", paper.urgency),
            ("number", paper.number),
            ("title", paper.title.replace("\n", "")),
            ("addressees", paper.addressees and f"{paper.addressees}："),
        )
        if text
    ]
    made: list[dict[str, Any]] = [*said, *_blocks(paper.body)]
    listed = [appendix for appendix in paper.appendices if appendix.is_listed]
    made += [{"kind": "text", "text": f"附件：{one.title}"} for one in listed]
    made += [
        {"kind": "signed", "text": paper.signed_by},
        {"kind": "dated", "text": day_in_words(paper.dated)},
    ]
    if paper.remark:
        made.append({"kind": "text", "text": f"（{paper.remark}）"})
    for appendix in paper.appendices:
        made.append({"kind": "appendix", "text": appendix.title})
        made += _blocks(appendix.body)
    if paper.copies_to:
        made.append({"kind": "text", "text": f"抄送：{paper.copies_to}。"})
    return made


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [_block(number, block) for number, block in numbered(blocks)]


def _block(number: str, block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": number + block.text}
        case Text():
            return {"kind": "text", "text": block.text, "lead": block.lead}
        case Fields():
            return {"kind": "fields", "rows": [[label, text.strip("\n")] for label, text in block.rows]}
        case TableOf():
            return {
                "kind": "table",
                "text": (number + block.caption) if block.caption else "",
                "head": [column.title for column in block.columns],
                "rows": [list(row) for row in block.rows],
            }
        case Picture() | Chart():
            return {"kind": "text", "text": f"（{block.says}）"}
