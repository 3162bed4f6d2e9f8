"""What stands beside an assignment: why it is behind, what it puts right, what was found about it, what it asks about."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from board.visitor import Visitor
from models.assignment import Assignment
from models.evaluation_words import Cause
from models.finding import Finding
from models.hanging import has_rows
from models.lifecycle import SETTLED
from models.occasion import ColumnIssue, TrainingGoal
from models.user import User
from reports.causes import latest_cause
from schedules.lights import Light
from supervision.duties.asked_opinions import round_of_task
from supervision.duties.finding_status import finding_of_task
from supervision.findings.causes import may_note
from supervision.findings.findings import visible_findings
from supervision.findings.on_site import checks_of


def beside(session: Session, own: Assignment, light: Light | None, visitor: Visitor) -> dict[str, Any]:
    """The same for the page of the assignment, under the names that its template knows."""
    rectifies = finding_of_task(session, own.task_id)
    about = select(Finding).where(col(Finding.assignment_id) == own.id, visible_findings(visitor.actor))
    reviewer = None
    if rectifies is not None:
        reviewer = session.scalars(select(User).where(col(User.login) == rectifies.reviewer)).first()
    return {
        "asked_round": round_of_task(session, own.task_id),
        "has_issues": has_rows(session, ColumnIssue, "task_id", own.task_id),
        "has_trainings": has_rows(session, TrainingGoal, "task_id", own.task_id),
        "is_red": light is Light.RED,
        "cause": latest_cause(session, own.id),
        "cause_words": list(Cause),
        "may_say_why": own.status not in SETTLED and may_note(visitor.actor, own),
        "rectifies": rectifies,
        "rectifies_reviewer": reviewer.name if reviewer else "",
        "found_about": session.scalars(about.order_by(col(Finding.id))).all()
        if has_rows(session, Finding, "assignment_id", own.id)
        else [],
        "on_site_checks": checks_of(session, own.id) if visitor.is_of_the_office else [],
    }
