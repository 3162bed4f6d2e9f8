"""``duban roll-over``: carry what a year left unfinished into the next."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import say, show
from config.refusal import Refusal
from models import database
from models.words import UserRole
from schedules import clock
from supervision.actor import Actor
from supervision.lists.roll_over import Carried, Unfinished, restarts, unfinished
from supervision.lists.roll_over import roll_over as carry_over

_COLUMNS = {
    "assignment": "号", "task": "任务", "title": "任务名称", "unit": "单位", "was": "现行时限",
    "due_on": "新时限", "status": "状态", "why_not": "不能结转的原因",
}  # fmt: skip


class _Row(BaseModel):
    """One row of the file; what the preview shows beside these is passed over."""

    model_config = ConfigDict(extra="ignore")

    assignment: int
    due_on: date
    reason: str = ""


_ROWS = TypeAdapter(list[_Row])


def roll_over(
    year: Annotated[int, typer.Argument(metavar="年份", help="结转哪一年没有办结的事项，如 2026")],
    preview: Annotated[bool, typer.Option("--preview", help="只列出没有办结的，不结转")] = False,
    file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="文件", help="JSON 文件：--preview --json 的行，写上 reason，删去不结转的"
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="没有写理由的行用这一条")] = "",
    due: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="全部改到这一天；不写则推后一年"),
    ] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """跨年结转：没有办结的转到下一年，换新时限，写明理由，最初时限保留；定期任务自行重新开始。"""
    database.migrate()
    if preview:
        _preview(year, due.date() if due else None, as_json=as_json)
        return
    if file:
        warn_of_secrets(as_json=as_json)
    with transaction() as session:
        rows = (
            _read(file, reason)
            if file
            else [
                Carried(one.assignment.id, due.date() if due else one.proposed, reason)
                for one in unfinished(session, year, clock.today())
                if not one.why_not
            ]
        )
        periods = carry_over(session, year, rows, Actor(by, UserRole.CLERK), clock.today(), clock.now())
    if as_json:
        show("", [{"rolled_over": len(rows), "periods": periods}], {}, as_json=True)
        return
    say(f"已结转{len(rows)}件到{year + 1}年。" + (f"定期任务新增{periods}期。" if periods else ""))


def _preview(year: int, due: date | None, *, as_json: bool) -> None:
    with database.reading() as session:
        rows = [_row(one, due) for one in unfinished(session, year, clock.today())]
        again = restarts(session, year)
    show(f"{year}年没有办结的{len(rows)}件", rows, _COLUMNS, as_json=as_json)
    if not as_json:
        say(f"{year + 1}年重新开始的定期任务{len(again)}项。")


def _row(one: Unfinished, due: date | None) -> dict[str, Any]:
    return {
        "assignment": one.assignment.id,
        "task": one.task.number,
        "title": one.task.title,
        "unit": one.unit.called,
        "was": one.assignment.due_on,
        "due_on": due or one.proposed,
        "status": one.assignment.status.label,
        "why_not": one.why_not,
        "reason": "",
    }


def _read(file: Path, reason: str) -> list[Carried]:
    try:
        rows = _ROWS.validate_python(json.loads(file.read_text(encoding="utf-8-sig")))
    except (json.JSONDecodeError, RecursionError, UnicodeDecodeError):
        raise Refusal(
            f"{file.name}不是 JSON 文件。请用 duban roll-over 年份 --preview --json 的输出改。"
        ) from None
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        row = f"第{place[0] + 1}行" if place and isinstance(place[0], int) else "开头"
        what = f"的“{place[1]}”" if len(place) > 1 else ""
        raise Refusal(f"{file.name}{row}{what}写得不对。请对照 --preview --json 的输出改正。") from None
    except OSError as error:
        raise Refusal(f"{file.name}读不了：{error.strerror}。请核对文件名。") from None
    return [Carried(row.assignment, row.due_on, row.reason.strip() or reason) for row in rows]
