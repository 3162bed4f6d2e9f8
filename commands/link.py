"""``duban link``: the signed links of a unit, listed, made and taken back."""

from typing import Annotated

import typer
from sqlmodel import col

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from commands.units import unit_named
from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.link import Link
from models.words import UserRole
from schedules import clock
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.returns.links import links, make, revoke, standing, terms


def link(
    unit: Annotated[str, typer.Argument(metavar="单位", help="名录里的名称、简称或别名")],
    person: Annotated[str, typer.Option("--for", metavar="姓名", help="给谁填报：生成一个新链接")] = "",
    assignment: Annotated[
        int | None, typer.Option(metavar="号", help="只用于这一件；看板地址 assignments/ 后面的号")
    ] = None,
    code: Annotated[bool, typer.Option("--code", help="另设口令")] = False,
    revoked: Annotated[int | None, typer.Option("--revoke", metavar="链接号", help="收回这个链接")] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """填报链接：不写选项则列出；链接和口令只在生成时显示一次。"""
    actor, now = Actor(by, UserRole.CLERK), clock.now()
    if revoked is not None and (person or assignment or code):
        raise typer.BadParameter("--revoke 不能与其他选项同用")
    if not person and (assignment or code):
        raise typer.BadParameter("生成链接要用 --for 写明给谁")
    with transaction() as session:
        found = unit_named(session, unit)
        if revoked is not None:
            kept = session.get(Link, revoked)
            if kept is None or kept.unit_id != found.id:
                raise Refusal(
                    f"{found.called}没有第{revoked}号链接。用 duban link {found.called} 看全部链接。"
                )
            revoke(session, kept, actor, now)
        elif person:
            own = session.get(Assignment, assignment) if assignment else None
            if assignment and own is None:
                raise Refusal(f"没有第{assignment}号交办事项。请在看板上核对。")
            made = make(
                session,
                found,
                actor,
                now,
                settings().link_days,
                assignment=own,
                person=person,
                with_code=code,
            )
            told = [f"{settings().address.rstrip('/')}/l/{made.token}", f"{terms(made.link)}。只显示这一次。"]
            told += [f"口令：{made.code}（请用别的方式告知）"] if made.code else []
        else:
            rows = [
                {
                    "id": row.id,
                    "person": row.person,
                    "scope": "一件" if row.assignment_id else "全部",
                    "standing": standing(row, now),
                    "until": day_in_words(clock.day_of(row.expires_at)),
                    "by": row.made_by,
                }
                for row in links(session, col(Link.unit_id) == found.id)
            ]
    if revoked is not None:
        say(f"第{revoked}号链接已收回。")
    elif person:
        say(*told)
    else:
        titles = {
            "id": "号",
            "person": "填报人",
            "scope": "范围",
            "standing": "状态",
            "until": "到期",
            "by": "生成人",
        }
        show(f"{found.called}的填报链接", rows, titles, as_json=as_json)
