"""The plan above the tasks: 规划 – 举措 – 措施 – 任务 – 年度 as a tree, with 专栏 as tags across it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.inserts import insert_new
from models.plan import PlanNode, TaskTag
from models.rows_of import rows_of
from models.task import Deadline, Task
from models.words import PlanLevel, Subject
from supervision.record.log import log

# What stands directly below a heading of each level; None is the top.
BELOW = {None: PlanLevel.PLAN, PlanLevel.PLAN: PlanLevel.INITIATIVE, PlanLevel.INITIATIVE: PlanLevel.MEASURE}
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


def add_node(session: Session, parent: PlanNode | None, title: str, by: str, now: datetime) -> PlanNode:
    """Add a heading by hand: a plan at the top, below it 举措, below that 措施.

    Raises Refusal without a title, below a 措施, and where the same heading stands already.
    """
    title = _title(title)
    level = BELOW.get(parent.level if parent else None)
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
        "position": next_position(session, parent),
    }
    if session.exec(same).first() is not None or not (made := insert_new(session, PlanNode, [row])):
        raise Refusal(_there_already(title))
    log(session, Subject.TASK, None, f"增加{level.label}", by, now, note=title, node=made[0])
    return session.get_one(PlanNode, made[0])


def rename_node(session: Session, node: PlanNode, title: str, by: str, now: datetime) -> bool:
    """Give a heading another title; whether it changed. Raises Refusal without one, and where it stands already."""
    title, before = _title(title), node.title
    if title == before:
        return False
    _change(session, node, title, title=title)
    log(
        session,
        Subject.TASK,
        None,
        f"{node.level.label}改名",
        by,
        now,
        note=title,
        node=node.id,
        before=before,
    )
    return True


def move_node(session: Session, node: PlanNode, parent: PlanNode, by: str, now: datetime) -> bool:
    """Put a heading, with all that stands below it, under another heading; whether it moved.

    A 举措 goes under a 规划, a 措施 under a 举措. Raises Refusal for any other order, for a place below the
    heading itself, and where the same heading stands already.
    """
    if parent.id == node.parent_id:
        return False
    if parent.id == node.id or node.id in _ids_above(session, parent):
        raise Refusal(f"不能把“{node.title[:30]}”放到它自己下面。请另选位置。")
    if BELOW.get(parent.level) is not node.level:
        place = next((above for above, below in BELOW.items() if below is node.level), None)
        where = f"只能放在{place.label}下面" if place else "是最上一层，不放在别的标题下面"
        raise Refusal(f"{node.level.label}{where}，不能放到{parent.level.label}“{parent.title[:30]}”下面。")
    before, position = node.parent_id, next_position(session, parent)
    _change(session, node, node.title, parent_id=parent.id, position=position)
    log(
        session,
        Subject.TASK,
        None,
        f"移动{node.level.label}",
        by,
        now,
        note=f"“{node.title}”移到“{parent.title}”下面",
        node=node.id,
        before=before,
        after=parent.id,
    )
    return True


def remove_node(session: Session, node: PlanNode, by: str, now: datetime) -> None:
    """Take away a heading on which nothing hangs. Raises Refusal while something does."""
    children = select(PlanNode.id).where(PlanNode.parent_id == node.id)
    tasks = select(Task.id).where(Task.node_id == node.id)
    if session.exec(children).first() is not None or session.exec(tasks).first() is not None:
        raise Refusal(f"“{node.title[:30]}”下面还有标题或任务，不能删除。请先移走。")
    level, title, number = node.level, node.title, node.id
    session.delete(node)
    session.flush()
    log(session, Subject.TASK, None, f"删除{level.label}", by, now, note=title, node=number)


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


def tags_of(session: Session, task_id: int) -> list[str]:
    """The tags of one task, by the alphabet."""
    return sorted(row.name for row in rows_of(session, TaskTag, "task_id", task_id))


def path(session: Session, node_id: int | None) -> list[PlanNode]:
    """The headings above something that hangs on this one, from the plan down to the heading itself."""
    found: list[PlanNode] = []
    while node_id is not None and all(node.id != node_id for node in found):
        found.append(session.get_one(PlanNode, node_id))
        node_id = found[-1].parent_id
    return found[::-1]


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


def hung_tasks(session: Session) -> list[Task]:
    """The tasks that hang on a heading, in the order of their documents."""
    rows = select(Task).where(col(Task.node_id).is_not(None))
    return list(session.exec(rows.order_by(col(Task.document_id), col(Task.start), col(Task.id))))


def nodes(session: Session) -> list[PlanNode]:
    """Every heading, in the order in which the tree is read from top to bottom."""
    return [branch.node for branch in walk(tree(session, []))]


def walk(branches: Sequence[Branch]) -> list[Branch]:
    """These branches and all below them, from top to bottom."""
    return [one for branch in branches for one in (branch, *walk(branch.branches))]


def ids_below(session: Session, node_id: int) -> list[int]:
    """A heading and all below it, by id; empty where there is no such heading."""
    every = session.exec(select(PlanNode.id, PlanNode.parent_id)).all()
    children: dict[int | None, list[int]] = defaultdict(list)
    for number, parent_id in every:
        children[parent_id].append(number)
    found = [node_id] if any(number == node_id for number, _ in every) else []
    for number in found:
        found.extend(child for child in children[number] if child not in found)
    return found


def next_position(session: Session, parent: PlanNode | None) -> int:
    """The place behind the last heading under ``parent``, or behind the last plan."""
    beside = col(PlanNode.parent_id).is_(None) if parent is None else PlanNode.parent_id == parent.id
    last = session.exec(select(func.max(col(PlanNode.position))).where(beside)).one()
    return (last or 0) + 1


def _title(written: str) -> str:
    title = " ".join(written.split())
    if not title or len(title) > _LONGEST_TITLE:
        raise Refusal(f"请写明名称，不超过{_LONGEST_TITLE}个字。")
    return title


def _there_already(title: str) -> str:
    return f"这里已经有“{title[:30]}”了。请换一个名称。"


def _change(session: Session, node: PlanNode, called: str, /, **values: object) -> None:
    """Compare-and-set: of two who change a heading at once, one is told."""
    try:
        with session.begin_nested():
            changed = session.execute(
                update(PlanNode)
                .where(
                    col(PlanNode.id) == node.id,
                    col(PlanNode.title) == node.title,
                    col(PlanNode.parent_id).is_not_distinct_from(node.parent_id),
                )
                .values(**values)
            )
    except IntegrityError:
        raise Refusal(_there_already(called)) from None
    session.refresh(node)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"“{node.title[:30]}”刚刚被别人改过。请刷新后再看。")


def _ids_above(session: Session, node: PlanNode) -> set[int]:
    above: set[int] = set()
    parent_id = node.parent_id
    while parent_id is not None and parent_id not in above:
        above.add(parent_id)
        parent_id = session.get_one(PlanNode, parent_id).parent_id
    return above
