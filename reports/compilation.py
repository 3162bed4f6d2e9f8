"""公文汇编: documents of the register bound into one paper, one after the other with a list in front."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.document import Document
from papers.paper import Block, Column, Heading, Paper, TableOf, Text
from schedules.wording import day_in_words

MOST = 100
"""More documents than this are no book that anybody opens."""

MOST_CHARACTERS = 2_000_000


def compilation(session: Session, document_ids: Sequence[int], office: str, today: date, asked: str) -> Paper:
    """The documents with their whole text, in this order; ``asked`` says by what they were chosen."""
    rows = session.exec(select(Document).where(col(Document.id).in_(document_ids[:MOST])))
    found = {one.id: one for one in rows}
    chosen = [found[number] for number in document_ids[:MOST] if number in found]
    columns = (
        Column("序号", 0.5),
        Column("标题", 3.0, "left"),
        Column("文号", 1.6, "left"),
        Column("成文日期", 1.3),
    )
    listed = tuple(
        (
            str(place),
            one.title or one.filename,
            one.reference or "—",
            day_in_words(one.issued_on) if one.issued_on else "—",
        )
        for place, one in enumerate(chosen, 1)
    )
    note = f"{asked}超过{MOST}份的只编入前{MOST}份。" if len(document_ids) > MOST else asked
    body: list[Block] = [TableOf("目录", columns, listed, note)]
    left = MOST_CHARACTERS
    for one in chosen:
        body.append(Heading(one.title or one.filename))
        if one.reference:
            body.append(Text(f"{one.issuer}　{one.reference}".strip()))
        text = one.text[: max(0, left)]
        body.extend(Text(line.strip()) for line in text.splitlines() if line.strip())
        left -= len(text)
    return Paper("公文汇编", tuple(body), office, today)
