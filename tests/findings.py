"""A finding of the tests on its way: entered, handed out, put right, struck off."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from models.assignment import Assignment
from models.evaluation_words import FindingSource
from models.finding import Finding
from models.user import User
from models.words import EvidenceKind
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.evidence import attach
from supervision.duties.submission import submit
from supervision.findings.findings import Found, find
from supervision.findings.rectification import hand_out
from tests.cast import DAY, Cast, at
from tests.office import hashed

DUE = date(2026, 4, 15)


def open_accounts(cast: Cast) -> None:
    """The clerks have accounts, one of which is named as who checks."""
    people = {"wangmin": cast.clerk, "lijing": cast.other_clerk, "zhouheng": cast.leader}
    if cast.session.exec(select(User)).first() is None:
        cast.session.add_all(
            User(login=login, name=actor.name, role=actor.role, password_hash=hashed())
            for login, actor in people.items()
        )
        cast.session.flush()


def found(cast: Cast, **changed: Any) -> Finding:
    """A finding at 市总工会 that waits to be handed out."""
    open_accounts(cast)
    said: dict[str, Any] = {
        "unit_id": cast.union.id,
        "text": "竞赛台账缺3场签到表，与上报的场次不符。",
        "source": FindingSource.INSPECTION,
        "goal": "台账与实际场次一致",
        "measure": "逐场补齐签到表",
        "due_on": DUE,
        "reviewer": "lijing",
        **changed,
    }
    return find(cast.session, Found(**said), cast.clerk, DAY, at(DAY))


def handed_out(cast: Cast, **changed: Any) -> tuple[Finding, Assignment]:
    """A finding that was handed out, and the assignment that puts it right."""
    finding = found(cast, **changed)
    (task,) = hand_out(cast.session, [finding], cast.clerk, DAY, at(DAY))
    return finding, cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()


def submitted(cast: Cast, on: date = DAY + timedelta(days=10), **changed: Any) -> tuple[Finding, Assignment]:
    """A finding whose unit has put it right and says so."""
    finding, own = handed_out(cast, **changed)
    accept(cast.session, own, cast.lead, on, at(on))
    content = f"%PDF-1.4\n%{finding.number}\n%%EOF\n".encode()
    attach(cast.session, own, "签到表.pdf", content, EvidenceKind.LEDGER, cast.lead, on, at(on))
    submit(cast.session, own, cast.lead, on, at(on), "已补齐3场签到表，台账与实际一致。")
    return finding, own


def closed(cast: Cast, on: date = DAY + timedelta(days=20), **changed: Any) -> tuple[Finding, Assignment]:
    """A finding that was struck off."""
    finding, own = submitted(cast, **changed)
    close(cast.session, own, cast.other_clerk, on, at(on), "已核对签到表原件。")
    return finding, own
