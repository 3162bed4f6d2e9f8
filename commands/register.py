"""``duban register``: confirm drafts."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer
from sqlmodel import Session

from commands.edge import ME, AsJson, By, transaction
from commands.tables import listed, say, show
from commands.terminal import complain
from config.refusal import Refusal
from models import database
from models.document import Draft
from schedules import clock
from supervision.directory.names import NameBook
from supervision.drafts.burden import below_county, draft_warnings
from supervision.drafts.deadlines import needs_date
from supervision.drafts.decision import Decision
from supervision.drafts.registration import dismiss, register_indicators
from supervision.drafts.registration import register as register_draft
from supervision.drafts.review import document, doubts, drafts


def register(
    number: Annotated[int, typer.Argument(metavar="公文号", help="duban import 或 duban status 列出的号")],
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="任务编号…", help="如 二（一）1；不写则只列出草案")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="所有待确认的草案")] = False,
    due: Annotated[
        list[datetime] | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="另定时限，可写多次")
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="没有时限的，确认为未定时限")] = False,
    accept_past: Annotated[bool, typer.Option("--accept-past", help="时限已过，仍按原时限立项")] = False,
    unit: Annotated[
        list[str] | None, typer.Option(metavar="名称=单位", help="文中名称指哪个单位；等号后留空为不列入")
    ] = None,
    responsible: Annotated[list[str] | None, typer.Option(metavar="单位", help="增加责任单位")] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="理由", help="为什么这样定时限，或为什么仍提有减负提示的要求")
    ] = "",
    indicators: Annotated[bool, typer.Option("--indicators", help="列入任务以外的指标")] = False,
    dismissed: Annotated[bool, typer.Option("--dismiss", help="这些草案不立项")] = False,
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """立项：确认草案，成为任务。定不下来的草案说明缺什么，其余照常。"""
    database.migrate()
    if indicators:
        with transaction() as session:
            count = register_indicators(session, document(session, number), by, clock.now())
        say(f"列入{count}项指标。")
    if not codes and not every:
        if not indicators:
            _list(number, as_json=as_json)
        return 0
    chosen = _choose(number, codes or [], every=every)
    rows, failed = [], False
    for draft_id in chosen:
        try:
            with transaction() as session:
                draft = session.get_one(Draft, draft_id)
                if dismissed:
                    dismiss(session, draft, by, clock.now())
                    continue
                decision = replace(
                    _decision(session, draft, due or [], undated, accept_past, unit or [], responsible or []),
                    reason=reason,
                    burden_reason=reason,
                )
                for warning in draft_warnings(draft, NameBook(session), below_county(session)):
                    complain(f"减负提示：{warning.sentence}")
                task = register_draft(session, draft, decision, by, clock.today(), clock.now())
                rows.append({"number": task.number, "code": task.code, "title": task.title})
        except Refusal as refusal:
            failed = True
            complain(refusal)
    if rows or as_json:
        show("立项", rows, {"number": "编号", "code": "原文编号", "title": "任务"}, as_json=as_json)
    return 1 if failed else 0


def _list(number: int, *, as_json: bool) -> None:
    with database.reading() as session:
        found = document(session, number)
        problems = doubts(session, number)
        rows = [
            {
                "code": draft.code,
                "title": draft.title,
                "units": listed([*draft.lead, *draft.units, *draft.supporting]),
                "deadlines": listed([reading["phrase"] for reading in draft.deadlines]),
                "status": draft.status.label,
                "doubts": "\n".join(doubt.message for doubt in problems.get(draft.id, [])),
            }
            for draft in drafts(session, number)
        ]
    columns = {
        "code": "编号",
        "title": "任务",
        "units": "单位",
        "deadlines": "时限",
        "status": "状态",
        "doubts": "疑点",
    }
    show(f"第{number}号 {found.called}", rows, columns, as_json=as_json)


def _choose(number: int, codes: list[str], *, every: bool) -> list[int]:
    with database.reading() as session:
        document(session, number)
        pending = drafts(session, number, pending=True)
        if every:
            return [draft.id for draft in pending]
        unknown = [code for code in codes if code not in {draft.code for draft in pending}]
        if unknown:
            raise Refusal(
                f"第{number}号公文没有待确认的草案“{listed(unknown)}”。用 duban register {number} 看全部草案。"
            )
        return [draft.id for draft in pending if draft.code in codes]


def _decision(
    session: Session,
    draft: Draft,
    due: list[datetime],
    undated: bool,
    accept_past: bool,
    named: list[str],
    responsible: list[str],
) -> Decision:
    book = NameBook(session)
    units = {}
    for pair in named:
        name, equals, meant = pair.partition("=")
        if not equals:
            raise Refusal(f"“{pair}”应写成 名称=单位。")
        units[name] = _ids(book, meant) if meant else ()
    return Decision(
        due_on=tuple(day.date() for day in due),
        # --undated settles what has no date; it takes no date away.
        is_undated=undated and not due and needs_date(draft),
        units=units,
        responsible=tuple(unit_id for name in responsible for unit_id in _ids(book, name)),
        accepts_past=accept_past,
    )


def _ids(book: NameBook, name: str) -> tuple[int, ...]:
    match = book.match(name)
    if not match.unit_ids:
        raise Refusal(
            f"单位名录里没有“{name}”。{'是否指' + listed(match.hints) + '？' if match.hints else ''}"
        )
    return match.unit_ids
