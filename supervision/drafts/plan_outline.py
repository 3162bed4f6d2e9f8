"""The plan as a document's own outline has it: its headings taken over, tasks hung where their codes say."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from documents.declared_counts import declared
from documents.outline import outline
from documents.passages import Passage, passage
from models.document import Document
from models.inserts import insert_new
from models.plan import PlanNode, TaskTag
from models.task import Indicator, Task
from models.words import PlanLevel, Subject
from schedules.numerals import number
from supervision.lists.plan import BELOW, next_position
from supervision.record.log import log

_HAN = "一二三四五六七八九十百"
# The marks of a code, from the outermost: 二（一）1, also written 二-（一）-1.
_MARKS = re.compile(rf"第[{_HAN}\d]+[编章节条]|[（(][{_HAN}\d]+[）)]|[{_HAN}]+|\d+(?:[.．]\d+)*|[①-⑳]")
_COLUMNS = re.compile(rf"(?P<count>\d{{1,3}}|[{_HAN}]{{1,4}})个(?:重点|主要|任务|工作)*专栏")
# 举措 and 措施 stand above a task.
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Count:
    """What a document says of its own contents (18项具体措施), and how many of these stand in the plan."""

    words: str
    declared: int
    found: int
    what: str

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.declared == self.found


def hang_by_outline(session: Session, task: Task, document: Document) -> PlanNode | None:
    """Hang a task where the document's outline has it, making the headings above it; None where it has none.

    The first level of the outline is taken for 举措, the second for 措施, as a code such as 二（一）1 tells.
    Where people have renamed or moved a heading, the task joins the others that the outline has beside it.
    """
    marks = _MARKS.findall(task.code)
    above = _titles_above(document.text, marks)
    if not above:
        return None
    # One registration at a time makes headings for a document: the unique key leaves roots alone.
    session.execute(select(Document.id).where(Document.id == document.id).with_for_update())
    node = (
        _standing(session, document, above)
        or _beside(session, task, marks)
        or _made(session, document, above)
    )
    task.node_id = node.id
    session.add(task)
    session.flush()
    return node


def plant(session: Session, document: Document, by: str, now: datetime) -> tuple[int, int]:
    """Take a document's whole outline over into the plan, and hang its tasks: how many headings, how many tasks.

    Headings with others below them become 举措, those below them 措施; what stands there already stays as it is,
    and so do tasks that hang somewhere.
    """
    before = _many(session, select(func.count(col(PlanNode.id))))
    session.execute(select(Document.id).where(Document.id == document.id).with_for_update())
    for code in _headings(document.text):
        marks = _MARKS.findall(code)
        titles = _titles_above(document.text, [*marks, ""])
        if len(marks) == len(titles) == _DEEPEST and _standing(session, document, titles) is None:
            _made(session, document, titles)
    loose = select(Task).where(Task.document_id == document.id, col(Task.node_id).is_(None))
    hung = sum(
        hang_by_outline(session, task, document) is not None
        for task in session.exec(loose.order_by(col(Task.id))).all()
    )
    made = _many(session, select(func.count(col(PlanNode.id)))) - before
    if made or hung:
        note = f"新建标题{made}个，挂任务{hung}项"
        log(session, Subject.DOCUMENT, document.id, "按标题建立规划", by, now, note=note)
    return made, hung


def declared_counts(session: Session, document: Document) -> list[Count]:
    """What a document says of its own make-up, beside what stands in the plan: 举措, 措施, 任务, 专栏, 指标."""
    found = {
        **{level.label: _nodes(session, document.id, level) for level in PlanLevel},
        "任务": _many(session, select(func.count(col(Task.id))).where(Task.document_id == document.id)),
        "指标": _many(
            session, select(func.count(col(Indicator.id))).where(Indicator.document_id == document.id)
        ),
        "专栏": _many(
            session,
            select(func.count(func.distinct(col(TaskTag.name))))
            .join(Task, col(Task.id) == col(TaskTag.task_id))
            .where(Task.document_id == document.id),
        ),
    }
    return [
        Count(words, count, found["任务" if what == "事项" else what], "任务" if what == "事项" else what)
        for words, count, what in _declared(document.text)
    ]


def _nodes(session: Session, document_id: int, level: PlanLevel) -> int:
    chosen = select(func.count(col(PlanNode.id))).where(
        PlanNode.document_id == document_id, PlanNode.level == level
    )
    return _many(session, chosen)


def _many(session: Session, chosen: SelectOfScalar[int]) -> int:
    return session.exec(chosen).one()


def _titles_above(text: str, marks: list[str]) -> list[str]:
    """The headings above an item with these marks, from the outermost, as far as they have titles."""
    titles = _headings(text)
    return [
        f"{mark}{'、' if mark[0] in _HAN else ''}{titles[code]}"
        for depth, mark in enumerate(marks[:-1][:_DEEPEST])
        if (code := "".join(marks[: depth + 1])) in titles
    ]


def _standing(session: Session, document: Document, titles: list[str]) -> PlanNode | None:
    """The heading at the end of this path, where the whole path stands already."""
    node = _known_root(session, document)
    for title in titles:
        if node is None:
            return None
        node = session.exec(
            select(PlanNode).where(PlanNode.parent_id == node.id, PlanNode.title == title)
        ).first()
    return node


def _beside(session: Session, task: Task, marks: list[str]) -> PlanNode | None:
    """The heading on which a task hangs that the outline has beside this one."""
    rows = session.exec(
        select(Task.code, PlanNode)
        .join(PlanNode, col(PlanNode.id) == col(Task.node_id))
        .where(Task.document_id == task.document_id, Task.id != task.id)
        .order_by(col(Task.id))
    )
    return next((node for code, node in rows if _MARKS.findall(code)[:-1] == marks[:-1]), None)


def _made(session: Session, document: Document, titles: list[str]) -> PlanNode:
    node = _root(session, document)
    for title in titles:
        node = _child(session, node, title)
    return node


def _known_root(session: Session, document: Document) -> PlanNode | None:
    return session.exec(
        select(PlanNode)
        .where(PlanNode.document_id == document.id, col(PlanNode.parent_id).is_(None))
        .order_by(col(PlanNode.id))
    ).first()


def _root(session: Session, document: Document) -> PlanNode:
    found = _known_root(session, document)
    if found is not None:
        return found
    node = PlanNode(
        document_id=document.id,
        level=PlanLevel.PLAN,
        title=document.title or document.called,
        position=next_position(session, None),
    )
    session.add(node)
    session.flush()
    return node


def _child(session: Session, parent: PlanNode, title: str) -> PlanNode:
    level = BELOW[parent.level]
    row = {
        "parent_id": parent.id,
        "document_id": parent.document_id,
        "level": level,
        "title": title,
        "position": _place(title),
    }
    insert_new(session, PlanNode, [row])
    return session.exec(
        select(PlanNode).where(PlanNode.parent_id == parent.id, PlanNode.title == title)
    ).one()


def _place(title: str) -> int:
    """The number at the head of a heading, so that 二 stands behind 一 whichever was registered first."""
    counted = re.match(rf"[（(]?([{_HAN}\d]+)", title)
    return number(counted[1]) or 0 if counted else 0


def _passages(text: str) -> list[Passage]:
    every, offset = [], 0
    for line in text.splitlines(keepends=True):
        one = passage(line, offset)
        if one is not None:
            every.append(one)
        offset += len(line)
    return every


# Every task of a document asks for the same text.
@lru_cache(maxsize=4)
def _headings(text: str) -> dict[str, str]:
    """The titles of the items of an outline by their code; items without a title are left out."""
    return {
        clause.code: clause.heading for clause in outline(_passages(text)) if clause.code and clause.heading
    }


@lru_cache(maxsize=16)
def _declared(text: str) -> tuple[tuple[str, int, str], ...]:
    every = _passages(text)
    found = [(one.words, one.count, one.words[-2:]) for one in declared(every)]
    for match in _COLUMNS.finditer(text):
        count = number(match["count"])
        if count is not None and all(what != "专栏" for _, _, what in found):
            found.append((match[0], count, "专栏"))
    return tuple(found)
