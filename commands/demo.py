"""``duban demo``: the whole job once, by plain functions, in a folder of its own."""

import os
import tempfile
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from rich.progress import Progress

from commands.edge import ME, AsJson
from commands.tables import DOCUMENTS, say, show
from config.settings import CHECKOUT, home, settings
from models import database
from models.words import DeliveryStatus
from schedules import clock
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision import overview
from supervision.directory.accounts import open_accounts
from supervision.directory.founding import establish
from supervision.drafts.intake import look_at, receive
from supervision.duties.assignment import assign
from supervision.duties.recurring import continue_recurring
from supervision.evaluation import write_evaluation
from supervision.letters.sending import send_all
from supervision.letters.sweep import raise_notices
from supervision.rehearsal import Machinery, rehearse
from supervision.story import load_story


def demo(as_json: AsJson = False) -> None:
    """演示：读四份样例公文，立项、交办，过90天，逐日提醒、催办、送出，办完年中评估，最后写出报告。"""
    _move_into_fresh_folder()
    story = load_story(CHECKOUT / "samples")
    database.migrate()
    with database.transaction() as session:
        now = clock.on_day(story.first_day)
        establish(session, story.office_file, by=ME, now=now)
        open_accounts(session, story.office_file, by=ME, now=now)
    clock.found("sample", story.first_day)
    with Progress(transient=True, disable=as_json) as progress:
        bars = {}
        for step in rehearse(story, Machinery(_intake, _dispatch, _sweep, _deliver), work_calendar()):
            if step.what not in bars:
                bars[step.what] = progress.add_task(step.what, total=step.of)
            progress.update(bars[step.what], completed=step.done)
    files = write_evaluation(
        database.transaction,
        database.reading,
        story.demo_day,
        home() / "reports",
        work_calendar(),
        load_pack(settings().ladder),
        ME,
        clock.now(),
    )
    _tell(files, as_json=as_json)


def _move_into_fresh_folder() -> None:
    home().mkdir(parents=True, exist_ok=True)
    os.environ["DUBAN_HOME"] = tempfile.mkdtemp(prefix="demo-", dir=home())
    settings.cache_clear()


def _intake(path: Path, by: str, issued_on: date | None, now: datetime) -> None:
    incoming = look_at(path, issued_on)
    with database.transaction() as session:
        receive(session, incoming, by, now)


def _dispatch(by: str, day: date, now: datetime) -> None:
    with database.transaction() as session:
        continue_recurring(session, day)
        assign(session, by, day, now)


def _sweep(day: date) -> None:
    clock.move_demo_day(day)
    with database.transaction() as session:
        raise_notices(session, day, clock.on_day(day), settings(), work_calendar())


def _deliver(day: date, now: datetime) -> None:
    send_all(day, now)


def _tell(files: list[Path], *, as_json: bool) -> None:
    with database.reading() as session:
        documents = overview.documents(session)
        stages = [
            {"status": status.label, "count": count}
            for status, count in overview.assignments(session).items()
        ]
        notices = [{**asdict(raised), "kind": raised.kind.label} for raised in overview.notices(session)]
        letters = overview.letters(session)[DeliveryStatus.SENT]
    if as_json:
        whole = {"home": home(), "documents": documents, "assignments": stages, "notices": notices,
                 "letters": letters, "files": [str(file) for file in files]}  # fmt: skip
        show("", [whole], {}, as_json=True)
        return
    show("一、收到四份公文，自己制发三份", documents, DOCUMENTS, as_json=False)
    show("二、立项、交办，办到现在", stages, {"status": "状态", "count": "件"}, as_json=False)
    columns = {"kind": "通知", "count": "件", "late": "其中补发", "unsigned": "待签发"}
    show(f"三、{clock.today()}为止提出的通知", notices, columns, as_json=False)
    say(
        f"四、合并送出{letters}封信（每人每天合并成一封，新交办的和督办单另成一封），在：{home() / 'mail'}",
        "五、写出：",
        *(f"    {file}" for file in files),
        "六、会议、征求意见、简报、示范点、年中评估和问题整改也都办过，在看板上看。",
        f"数据都在：{home()}（可以整个删去）。看板用 make run。",
    )
