"""``duban plan``: the plan with its counts, and taking a document's headings over into it."""

from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from config.refusal import Refusal
from models import database
from models.document import Document
from models.words import UserRole
from schedules import clock
from supervision.actor import Actor
from supervision.drafts.plan_outline import plant
from supervision.lists import plan as plans
from supervision.lists.plan_counts import plan_counts, total

_COLUMNS = {
    "level": "层次",
    "title": "名称",
    "tasks": "任务",
    "assignments": "交办",
    "reported": "自报完成",
    "closed": "销号",
    "verified": "实地核验",
}


def plan(
    document: Annotated[
        int | None,
        typer.Option("--from", metavar="号", help="先按这份公文的标题建立规划（号见 duban status）"),
    ] = None,
    as_json: AsJson = False,
    by: By = ME,
) -> None:
    """看规划：规划、举措、措施各有多少任务，自报完成、销号和实地核验各多少件。"""
    database.migrate()
    if document is not None:
        _take_over(document, by, as_json)
    today = clock.today()
    with database.reading() as session:
        counts = plan_counts(session, Actor(by, UserRole.CLERK), today)
        rows = []
        for branch in plans.walk(plans.tree(session, plans.hung_tasks(session))):
            sum_of = total(counts[task.id] for task in branch.all_tasks if task.id in counts)
            indent = "" if as_json else "　" * branch.depth
            rows.append(
                {
                    "level": branch.node.level.label,
                    "title": indent + branch.node.title,
                    "tasks": len(branch.all_tasks),
                    "assignments": sum_of.assignments,
                    "reported": sum_of.reported,
                    "closed": sum_of.closed,
                    "verified": sum_of.verified,
                }
            )
    show("规划", rows, _COLUMNS, as_json=as_json)


def _take_over(document_id: int, by: str, as_json: bool) -> None:
    with transaction() as session:
        found = session.get(Document, document_id)
        if found is None:
            raise Refusal(f"没有{document_id}号公文。用 duban status 看有哪些。")
        made, hung = plant(session, found, by, clock.now())
    if not as_json:
        say(f"新建标题{made}个，挂任务{hung}项。")
