"""The plan above the tasks: the tree with its counts, one heading, and keeping both in order."""

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.listing import document_names
from board.pages import go_to, render
from board.posted import Posted, identifier, text
from board.taking_away import as_word
from board.visitor import Anyone, Clerk, OfTheOffice, Visitor
from config.refusal import Refusal
from models.document import Document
from models.plan import PlanNode
from models.task import Task
from reports.three_tables import three_tables
from supervision.directory.founding import office
from supervision.drafts.plan_outline import Count, declared_counts, plant
from supervision.lists import plan
from supervision.lists.plan_counts import PlanCounts, plan_counts, total

router = APIRouter()


@router.get("/plan")
def index(
    request: Request, visitor: Anyone, session: Reading, today: Today, year: str = "", tag: str = ""
) -> Response:
    """The whole tree with the tasks that this person sees, of one year or one tag where that is asked."""
    counts = plan_counts(session, visitor.actor, today)
    seen = _seen(session, visitor, counts)
    years, tagged = plan.years(session), plan.tags(session)
    shown = [
        task
        for task in seen
        if (not year or year in map(str, years.get(task.id, ())))
        and (not tag or tag in tagged.get(task.id, ()))
    ]
    is_filtered = bool(year or tag)
    branches = plan.tree(session, shown)
    return render(
        request,
        "plan.html",
        branches=branches if visitor.is_of_the_office and not is_filtered else _with_tasks(branches),
        loose=[task for task in shown if task.node_id is None],
        counts={task.id: counts.get(task.id, PlanCounts()) for task in shown},
        whole=total(counts[task.id] for task in shown if task.id in counts),
        total=_total_of(counts),
        years=years,
        tagged=tagged,
        all_years=sorted({one for task in seen for one in years.get(task.id, ())}),
        all_tags=sorted({name for task in seen for name in tagged.get(task.id, ())}),
        chosen={"year": year, "tag": tag},
        stated=_stated(session) if visitor.is_of_the_office and not is_filtered else {},
        documents=document_names(session) if visitor.is_clerk else {},
    )


@router.get("/plan/tables")
def tables(_visitor: OfTheOffice, session: Reading, today: Today, year: str = "") -> Response:
    """时间表、路线图、责任分工表 of a year, as one Word file."""
    wanted = int(year) if year.isdecimal() and year.isascii() and len(year) == 4 else today.year
    paper = three_tables(session, wanted, office(session).name, today)
    return as_word(paper, f"{wanted}年时间表路线图责任分工表.docx")


@router.get("/plan/nodes/{node_id}")
def show(request: Request, node_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """One heading with what hangs on it; outside the office only where the person sees a task of it."""
    node = _node(session, node_id)
    counts = plan_counts(session, visitor.actor, today)
    every = plan.walk(plan.tree(session, _seen(session, visitor, counts)))
    branch = next(one for one in every if one.node.id == node.id)
    if not visitor.is_of_the_office and not branch.all_tasks:
        raise HTTPException(404)
    places = [one.node for one in every if plan.BELOW.get(one.node.level) is node.level]
    return render(
        request,
        "plan_node.html",
        branch=branch,
        above=plan.path(session, node.id)[:-1],
        counts={task.id: counts.get(task.id, PlanCounts()) for task in branch.all_tasks},
        total=_total_of(counts),
        years=plan.years(session),
        tagged=plan.tags(session),
        level_below=plan.BELOW.get(node.level),
        places=[one for one in places if one.id != node.parent_id] if visitor.is_clerk else [],
    )


@router.post("/plan/nodes")
def add(visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Add a heading: a plan, or one below another."""
    parent = _chosen(session, text(form, "parent"))
    node = plan.add_node(session, parent, text(form, "title"), visitor.actor.name, now)
    return go_to(f"/plan/nodes/{parent.id if parent else node.id}", "planned")


@router.post("/plan/nodes/{node_id}/title")
def rename(node_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Give a heading another title."""
    changed = plan.rename_node(session, _node(session, node_id), text(form, "title"), visitor.actor.name, now)
    return go_to(f"/plan/nodes/{node_id}", "planned" if changed else "unchanged")


@router.post("/plan/nodes/{node_id}/place")
def move(node_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Put a heading under another one."""
    parent = _chosen(session, text(form, "parent"))
    if parent is None:
        raise Refusal("请选择移到哪个标题下面。")
    changed = plan.move_node(session, _node(session, node_id), parent, visitor.actor.name, now)
    return go_to(f"/plan/nodes/{node_id}", "planned" if changed else "unchanged")


@router.post("/plan/nodes/{node_id}/removal")
def remove(node_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now) -> Response:
    """Take an empty heading away."""
    plan.remove_node(session, _node(session, node_id), visitor.actor.name, now)
    return go_to("/plan", "planned")


@router.post("/plan/outlines")
def take_outline_over(visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Make the plan from the headings of a document."""
    document = session.get(Document, identifier(text(form, "document")) or 0)
    if document is None:
        raise Refusal("请选择一份公文。")
    made, hung = plant(session, document, visitor.actor.name, now)
    return go_to("/plan", "planted" if made or hung else "unchanged")


@router.post("/tasks/{task_id}/place")
def hang(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Hang a task on a heading, or take it off."""
    plan.hang(session, _task(session, task_id), _chosen(session, text(form, "node")), visitor.actor.name, now)
    return go_to(f"/tasks/{task_id}", "hung", "plan")


@router.post("/tasks/{task_id}/tags")
def tag_it(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Put a tag on a task."""
    plan.tag(session, _task(session, task_id), text(form, "name"), visitor.actor.name, now)
    return go_to(f"/tasks/{task_id}", "tagged", "plan")


@router.post("/tasks/{task_id}/tags/removal")
def untag_it(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Take a tag off a task."""
    plan.untag(session, _task(session, task_id), text(form, "name"), visitor.actor.name, now)
    return go_to(f"/tasks/{task_id}", "tagged", "plan")


def _seen(session: Session, visitor: Visitor, counts: dict[int, PlanCounts]) -> list[Task]:
    rows = select(Task).order_by(col(Task.document_id), col(Task.start), col(Task.id))
    return [task for task in session.exec(rows) if visitor.is_of_the_office or task.id in counts]


def _with_tasks(branches: list[plan.Branch]) -> list[plan.Branch]:
    """These branches without those on which nothing hangs, all the way down."""
    for branch in branches:
        branch.branches = _with_tasks(branch.branches)
    return [branch for branch in branches if branch.tasks or branch.branches]


def _total_of(counts: dict[int, PlanCounts]) -> Callable[[plan.Branch], PlanCounts]:
    """What a page asks for each branch: the counts of all its tasks together."""
    return lambda branch: total(counts[task.id] for task in branch.all_tasks if task.id in counts)


def _stated(session: Session) -> dict[int, list[Count]]:
    """What each document of the plan says of its own make-up, by the document's id, where it says anything."""
    planned = select(PlanNode.document_id).where(col(PlanNode.parent_id).is_(None))
    rows = select(Document).where(col(Document.id).in_(planned)).order_by(col(Document.id))
    return {document.id: declared_counts(session, document) for document in session.exec(rows)}


def _node(session: Session, node_id: int) -> PlanNode:
    node = session.get(PlanNode, node_id)
    if node is None:
        raise HTTPException(404)
    return node


def _task(session: Session, task_id: int) -> Task:
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    return task


def _chosen(session: Session, written: str) -> PlanNode | None:
    """The heading chosen in a form, None for none. Raises Refusal for one that is not there."""
    if not written:
        return None
    node = session.get(PlanNode, identifier(written) or 0)
    if node is None:
        raise Refusal("选定的标题不在规划里。请返回刷新后重新选择。")
    return node
