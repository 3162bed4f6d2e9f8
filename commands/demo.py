"""``duban demo``: the whole job once, by plain functions, in a folder of its own."""

import os
import tempfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from rich.progress import Progress
from sqlalchemy import func, select
from sqlmodel import Session, col

from commands.edge import AsJson
from commands.tables import say, show
from config.settings import CHECKOUT, home, settings
from models import database
from models.assignment import Assignment
from models.document import Document
from models.notice import Delivery, Notice
from models.words import DeliveryStatus, NoticeKind, Status
from schedules import clock
from schedules.ladder import load_pack
from schedules.workdays import work_calendar
from supervision.assignment import assign
from supervision.directory import establish
from supervision.evaluation import write_evaluation
from supervision.intake import receive
from supervision.recurring import continue_recurring
from supervision.rehearsal import Machinery, rehearse
from supervision.review import counts
from supervision.sending import send_all
from supervision.story import load_story
from supervision.sweep import raise_notices


def demo(as_json: AsJson = False) -> None:
    """演示：读四份样例公文，立项、交办，过90天，逐日提醒、催办、送出，最后写出报告。"""
    _move_into_fresh_folder()
    story = load_story(CHECKOUT / "samples")
    database.migrate()
    with database.transaction() as session:
        establish(session, story.office_file)
    clock.found("sample", story.first_day)
    with Progress(transient=True, disable=as_json) as progress:
        bars = {}
        for step in rehearse(story, Machinery(_intake, _dispatch, _sweep, _deliver), work_calendar()):
            if step.what not in bars:
                bars[step.what] = progress.add_task(step.what, total=step.of)
            progress.update(bars[step.what], completed=step.done)
    with database.transaction() as session:
        files = write_evaluation(
            session, story.demo_day, home() / "reports", work_calendar(), load_pack(settings().ladder)
        )
    _tell(files, as_json=as_json)


def _move_into_fresh_folder() -> None:
    home().mkdir(parents=True, exist_ok=True)
    os.environ["DUBAN_HOME"] = tempfile.mkdtemp(prefix="demo-", dir=home())
    settings.cache_clear()


def _intake(path: Path, by: str, issued_on: date | None, now: datetime) -> None:
    with database.transaction() as session:
        receive(session, path, by, now, issued_on)


def _dispatch(by: str, day: date, now: datetime) -> None:
    with database.transaction() as session:
        continue_recurring(session, day)
        assign(session, by, day, now)


def _sweep(day: date) -> None:
    clock.move_demo_day(day)
    with database.transaction() as session:
        raise_notices(session, day, load_pack(settings().ladder), work_calendar())


def _deliver(day: date, now: datetime) -> None:
    send_all(day, now)


def _tell(files: list[Path], *, as_json: bool) -> None:
    with database.reading() as session:
        documents = [
            {"called": document.called, **counts(session, document)}
            for document in session.scalars(select(Document).order_by(col(Document.id)))
        ]
        stages = _stages(session)
        notices = _notices(session)
        letters = session.scalars(
            select(func.count()).where(col(Delivery.status) == DeliveryStatus.SENT)
        ).one()
    if as_json:
        whole = {"home": home(), "documents": documents, "assignments": stages, "notices": notices,
                 "letters": letters, "files": [str(file) for file in files]}  # fmt: skip
        show("", [whole], {}, as_json=True)
        return
    columns = {"called": "公文", "kind": "文种", "drafts": "草案", "doubts": "疑点", "facts": "情况"}
    show("一、读了四份公文", documents, columns, as_json=False)
    show("二、立项、交办，办到现在", stages, {"status": "状态", "count": "件"}, as_json=False)
    columns = {"kind": "通知", "count": "件", "late": "其中补发", "unsigned": "待签发"}
    show(f"三、{clock.today()}为止提出的通知", notices, columns, as_json=False)
    say(
        f"四、合并送出{letters}封信，每人每天一封，在：{home() / 'mail'}",
        "五、写出：",
        *(f"    {file}" for file in files),
        f"数据都在：{home()}（可以整个删去）。看板用 make run。",
    )


def _stages(session: Session) -> list[dict[str, object]]:
    rows = session.execute(select(col(Assignment.status), func.count()).group_by(col(Assignment.status)))
    counted = {status: count for status, count in rows}  # noqa: C416 - rows are no tuples to the type checker
    return [{"status": status.label, "count": counted.get(status, 0)} for status in Status]


def _notices(session: Session) -> list[dict[str, object]]:
    notices = session.scalars(select(Notice)).all()
    raised = Counter(notice.kind for notice in notices)
    late = Counter(notice.kind for notice in notices if notice.late)
    unsigned = Counter(notice.kind for notice in notices if notice.needs_signature and not notice.signed_by)
    return [
        {"kind": kind.label, "count": raised[kind], "late": late[kind], "unsigned": unsigned[kind]}
        for kind in NoticeKind
        if raised[kind]
    ]
