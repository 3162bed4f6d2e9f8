"""``duban status``: how things stand."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from commands.edge import AsJson
from commands.tables import listed, say, show
from models import database
from models.assignment import Assignment
from models.document import Document
from models.notice import Delivery
from models.user import User
from models.words import Status
from schedules import clock
from supervision.directory import office, units_without_contact
from supervision.review import counts
from supervision.signature import awaiting_signature


def status(as_json: AsJson = False) -> None:
    """看现在办到哪里：公文、任务、通知、账号。"""
    database.migrate()
    with database.reading() as session:
        who = office(session)
        documents = [
            {"id": document.id, "called": document.called, **counts(session, document)}
            for document in session.scalars(select(Document).order_by(col(Document.id)))
        ]
        stages = _counted(session, col(Assignment.status))
        deliveries = _counted(session, col(Delivery.status))
        unsigned = len(awaiting_signature(session))
        unreachable = [unit.called for unit in units_without_contact(session)]
        logins = list(session.scalars(select(col(User.login)).order_by(col(User.login))))
    if as_json:
        whole = {
            "office": who.name, "day": clock.today(), "documents": documents, "assignments": stages,
            "deliveries": deliveries, "awaiting_signature": unsigned, "unreachable": unreachable, "logins": logins,
        }  # fmt: skip
        show("", [whole], {}, as_json=True)
        return
    say(f"{who.name}，{clock.today()}{'（演示日期）' if clock.demo_day() else ''}")
    columns = {
        "id": "号",
        "called": "公文",
        "kind": "文种",
        "drafts": "草案",
        "doubts": "疑点",
        "facts": "情况",
    }
    show("公文", documents, columns, as_json=False)
    rows = [{"status": stage.label, "count": stages.get(stage.value, 0)} for stage in Status]
    show("交办事项", rows, {"status": "状态", "count": "件"}, as_json=False)
    say(f"待签发的督办单、通报、约谈：{unsigned}件。")
    if unreachable:
        say(f"没有联系人的单位：{listed(unreachable)}。通知送不到，请补上联系人。")
    say(f"账号：{listed(logins)}。")


def _counted(session: Session, status: Mapped[Any]) -> dict[str, int]:
    rows = session.execute(select(status, func.count()).group_by(status))
    return {word.value: count for word, count in rows}
