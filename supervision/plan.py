"""The plan above the tasks: 规划 – 举措 – 措施 – 任务 – 年度 as a tree, with 专栏 as tags across it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from sqlalchemy import delete, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.refusal import Refusal
from documents.declared_counts import declared
from documents.outline import outline
from documents.passages import Passage, passage
from models.document import Document
from models.inserts import insert_new
from models.plan import PlanNode, TaskTag
from models.task import Deadline, Indicator, Task
from models.words import PlanLevel, Subject
from schedules.numerals import number
from supervision.log import log

_HAN = "一二三四五六七八九十百"
# The marks of a code, from the outermost: 二（一）1, also written 二-（一）-1.
_MARKS = re.compile(rf"第[{_HAN}\d]+[编章节条]|[（(][{_HAN}\d]+[）)]|[{_HAN}]+|\d+(?:[.．]\d+)*|[①-⑳]")
_COLUMNS = re.compile(rf"(?P<count>\d{{1,3}}|[{_HAN}]{{1,4}})个(?:重点|主要|任务|工作)*专栏")
_BELOW = {None: PlanLevel.PLAN, PlanLevel.PLAN: PlanLevel.INITIATIVE, PlanLevel.INITIATIVE: PlanLevel.MEASURE}
_LONGEST_TITLE, _LONGEST_TAG = 200, 60


@dataclass(slots=True)
class Branch:
    """A heading of the plan with the headings below it and the tasks that hang on it directly."""

    node: PlanNode
    branches: list["Branch"] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    @property
    def all_tasks(self) -> list[Task]:
        """The tasks here and in every branch below."""
        return [*self.tasks, *(task for branch in self.branches for task in branch.all_tasks)]

    @property
    def depth(self) -> int:
        """0 for the whole plan."""
        return list(PlanLevel).index(self.node.level)


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
    """
    marks = _MARKS.findall(task.code)
    titles = _headings(document.text)
    above = [
        f"{mark}{'、' if mark[0] in _HAN else ''}{titles[code]}"
        for depth, mark in enumerate(marks[:-1][:2])
        if (code := "".join(marks[: depth + 1])) in titles
    ]
    if not above:
        return None
    # One registration at a time makes headings for a document: the unique key leaves roots alone.
    session.execute(select(Document.id).where(Document.id == document.id).with_for_update())
    node = _root(session, document)
    for title in above:
        node = _child(session, node, title)
    task.node_id = node.id
    session.add(task)
    session.flush()
    return node


def add_node(session: Session, parent: PlanNode | None, title: str, by: str, now: datetime) -> PlanNode:
    """Add a heading by hand: a plan at the top, below it 举措, below that 措施.

    Raises Refusal without a title, below a 措施, and where the same heading stands already.
    """
    title = title.strip()
    if not title or len(title) > _LONGEST_TITLE:
        raise Refusal(f"请写明名称，不超过{_LONGEST_TITLE}个字。")
    level = _BELOW.get(parent.level if parent else None)
    if level is None:
        raise Refusal("措施下面直接挂任务，不再分层。请把任务挂到这条措施上。")
    same = select(PlanNode.id).where(
        col(PlanNode.parent_id).is_(None) if parent is None else PlanNode.parent_id == parent.id,
        PlanNode.title == title,
    )
    row = {
        "parent_id": parent.id if parent else None,
        "document_id": parent.document_id if parent else None,
        "level": level,
        "title": title,
        "position": _next_position(session, parent),
    }
    if session.exec(same).first() is not None or not (made := insert_new(session, PlanNode, [row])):
        raise Refusal(f"这里已经有“{title[:30]}”了。请换一个名称。")
    log(session, Subject.TASK, None, f"增加{level.label}", by, now, note=title, node=made[0])
    return session.get_one(PlanNode, made[0])


def hang(session: Session, task: Task, node: PlanNode | None, by: str, now: datetime) -> None:
    """Hang a task on a heading by hand, or take it off the plan."""
    if task.node_id == (node.id if node else None):
        return
    before, task.node_id = task.node_id, node.id if node else None
    session.add(task)
    session.flush()
    note = f"挂到“{node.title}”" if node else "从规划上取下"
    log(session, Subject.TASK, task.id, "调整规划位置", by, now, note=note, before=before, after=task.node_id)


def tag(session: Session, task: Task, name: str, by: str, now: datetime) -> None:
    """Put a tag on a task, such as its 专栏. The same one twice is one. Raises Refusal for an empty or too long one."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_TAG:
        raise Refusal(f"请写明专栏或标签的名称，不超过{_LONGEST_TAG}个字。")
    if insert_new(session, TaskTag, [{"task_id": task.id, "name": name}]):
        log(session, Subject.TASK, task.id, "加标签", by, now, note=name)


def untag(session: Session, task: Task, name: str, by: str, now: datetime) -> None:
    """Take a tag off a task; nothing happens where it has none of this name."""
    gone = session.execute(delete(TaskTag).where(col(TaskTag.task_id) == task.id, col(TaskTag.name) == name))
    if gone.rowcount:  # type: ignore[attr-defined]
        log(session, Subject.TASK, task.id, "去标签", by, now, note=name)


def tags(session: Session) -> dict[int, list[str]]:
    """The tags of every task that has any, by the alphabet."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in session.exec(select(TaskTag).order_by(col(TaskTag.name))):
        found[row.task_id].append(row.name)
    return dict(found)


def years(session: Session) -> dict[int, list[int]]:
    """The years in which each task has a deadline, told by the deadlines and the periods they stand for."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = session.exec(select(Deadline.task_id, col(Deadline.due_on), Deadline.period))
    for task_id, due_on, period in rows:
        if period[:4].isdecimal():
            found[task_id].add(int(period[:4]))
        elif due_on is not None:
            found[task_id].add(due_on.year)
    return {task_id: sorted(of_task) for task_id, of_task in found.items()}


def tree(session: Session, tasks: Sequence[Task]) -> list[Branch]:
    """The plan with these tasks on it, branches without any too, in the order of the documents."""
    nodes = session.exec(select(PlanNode).order_by(col(PlanNode.position), col(PlanNode.id))).all()
    branches = {node.id: Branch(node) for node in nodes}
    for task in tasks:
        if task.node_id in branches:
            branches[task.node_id].tasks.append(task)
    for node in nodes:
        if node.parent_id is not None:
            branches[node.parent_id].branches.append(branches[node.id])
    return [branches[node.id] for node in nodes if node.parent_id is None]


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


def _root(session: Session, document: Document) -> PlanNode:
    found = session.exec(
        select(PlanNode)
        .where(PlanNode.document_id == document.id, col(PlanNode.parent_id).is_(None))
        .order_by(col(PlanNode.id))
    ).first()
    if found is not None:
        return found
    node = PlanNode(
        document_id=document.id,
        level=PlanLevel.PLAN,
        title=document.title or document.called,
        position=_next_position(session, None),
    )
    session.add(node)
    session.flush()
    return node


def _child(session: Session, parent: PlanNode, title: str) -> PlanNode:
    level = _BELOW[parent.level]
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


def _next_position(session: Session, parent: PlanNode | None) -> int:
    beside = col(PlanNode.parent_id).is_(None) if parent is None else PlanNode.parent_id == parent.id
    last = session.exec(select(func.max(col(PlanNode.position))).where(beside)).one()
    return (last or 0) + 1


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
