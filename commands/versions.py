"""``duban list``: the versions of a document's responsibility list."""

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import listed, say, show
from commands.terminal import complain
from config.refusal import Refusal
from models import database
from models.document import Document
from models.words import UserRole
from schedules import clock
from supervision.actor import Actor
from supervision.drafts.burden import change_warnings
from supervision.drafts.review import document
from supervision.lists.amendment_file import ChangesFile, load_changes, wanted_changes
from supervision.lists.amendment_plan import Plan, plan
from supervision.lists.amendments import current_number, issue
from supervision.lists.list_versions import first_version, lines, version, versions

_LINES = {"task": "任务", "unit": "单位", "field": "变更", "before": "原", "after": "新"}
_DEEDS = ("versions", "show", "issue")


def list_versions(
    deed: Annotated[
        str, typer.Argument(metavar="versions|show|issue", help="列出版本，看一版，发布新的一版")
    ],
    number: Annotated[int, typer.Argument(metavar="公文号", help="duban import 或 duban status 列出的号")],
    what: Annotated[
        str, typer.Argument(metavar="[版次|变更文件]", help="show 写版次；issue 写 TOML 或 JSON 文件")
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="理由", help="为什么变更；不写则用文件里的")
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="只看会改什么、告诉谁，不发布")] = False,
    accept_past: Annotated[bool, typer.Option("--accept-past", help="新时限已经过去的，仍按它变更")] = False,
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """责任清单的版本：第1版是立项时的清单，以后每次变更发布一版，只通知有变化的单位。"""
    database.migrate()
    match deed:
        case "versions":
            _list(number, as_json=as_json)
        case "show":
            _show(number, what, as_json=as_json)
        case "issue":
            _issue(number, what, reason, by, preview=preview, accept_past=accept_past, as_json=as_json)
        case _:
            complain(f"没有“{deed}”这种办法，可以写：{listed(_DEEDS)}。")
            return 2
    return 0


def _list(number: int, *, as_json: bool) -> None:
    with database.reading() as session:
        found = document(session, number)
        rows = [
            {
                "number": one.version.number,
                "issued_on": one.version.issued_on,
                "issued_by": one.version.issued_by,
                "changes": one.changes,
                "tasks": one.tasks,
                "reason": one.version.reason,
            }
            for one in versions(session, number)
        ]
        first = first_version(session, number)
    if not rows and not as_json:
        by = f"，{listed(first.issued_by)}立项，{first.tasks}项任务" if first else "，还没有立项的任务"
        say(f"《{found.called}》的责任清单还是第1版（立项时的清单{by}），没有变更过。")
        return
    if first:
        rows.append(
            {
                "number": 1,
                "issued_on": clock.day_of(first.begun_at),
                "issued_by": listed(first.issued_by),
                "changes": 0,
                "tasks": first.tasks,
                "reason": "立项时的清单",
            }
        )
    columns = {
        "number": "版次", "issued_on": "发布日期", "issued_by": "发布人",
        "changes": "变更", "tasks": "涉及任务", "reason": "理由",
    }  # fmt: skip
    show(f"第{number}号 {found.called}", rows, columns, as_json=as_json)


def _show(number: int, what: str, *, as_json: bool) -> None:
    if not what.isdecimal() or len(what) > 6:
        raise Refusal("请写明要看第几版，如 duban list show 1 2。")
    with database.reading() as session:
        found = document(session, number)
        one = version(session, number, int(what))
        rows = [_row(line.task.number, line.unit, line) for line in lines(session, one)]
    if not as_json:
        say(f"{one.issued_by}于{one.issued_on}发布。理由：{one.reason}")
    show(f"《{found.called}》责任清单第{one.number}版", rows, _LINES, as_json=as_json)


def _issue(
    number: int, what: str, reason: str, by: str, *, preview: bool, accept_past: bool, as_json: bool
) -> None:
    if not what:
        raise Refusal("请写明变更文件，如 duban list issue 1 变更.toml。")
    warn_of_secrets(as_json=as_json)
    entries = load_changes(Path(what))
    if preview:
        with database.reading() as session:
            found = document(session, number)
            planned = _planned(session, found, entries, accept_past=accept_past)
            _tell(planned, "将要变更", as_json=as_json)
            for warning in change_warnings(session, planned):
                complain(f"减负提示：{warning.sentence}")
        return
    with transaction() as session:
        found = document(session, number)
        planned = _planned(session, found, entries, accept_past=accept_past)
        seen = entries.base or current_number(session, found.id)
        one = issue(
            session,
            planned,
            reason or entries.reason,
            Actor(by, UserRole.CLERK),
            clock.today(),
            clock.now(),
            seen=seen,
        )
        _tell(planned, f"已发布责任清单第{one.number}版", as_json=as_json)


def _planned(session: Session, found: Document, entries: ChangesFile, *, accept_past: bool) -> Plan:
    wanted = wanted_changes(session, found, entries)
    return plan(session, found, wanted, clock.today(), accepts_past=accept_past)


def _tell(planned: Plan, title: str, *, as_json: bool) -> None:
    rows = [_row(line.task.number, line.unit.called if line.unit else "", line) for line in planned.lines]
    show(title, rows, _LINES, as_json=as_json)
    if as_json:
        return
    for effect in planned.effects:
        said = listed([kind.label for kind in effect.notices]) or "不通知（没有在办的事项）"
        say(f"{effect.unit.called}：{said}")


def _row(number: str, unit: str, line: Any) -> dict[str, str]:
    return {
        "task": number,
        "unit": unit or "全部承担单位",
        "field": line.called,
        "before": line.before or "—",
        "after": line.after or "—",
    }
