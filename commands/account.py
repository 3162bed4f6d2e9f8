"""``duban account``: an account for somebody who came later."""

from typing import Annotated

import typer
from sqlmodel import select

from commands.edge import ME, By, transaction
from commands.tables import say
from config.refusal import Refusal
from models.unit import Unit
from models.words import UserRole
from schedules import clock
from supervision.directory.accounts import create
from supervision.directory.rights import Right, of_the_command_line


def account(
    login: Annotated[str, typer.Argument(metavar="登录名")],
    name: Annotated[str, typer.Argument(metavar="姓名")],
    role: Annotated[
        str,
        typer.Argument(
            metavar="角色",
            help="经办、领导、责任单位、督导单位、检查人员、系统管理员、安全保密管理员、安全审计员",
        ),
    ],
    unit: Annotated[str, typer.Option("--unit", help="责任单位账号的单位，写全称或简称")] = "",
    by: By = ME,
) -> None:
    """新建一个账号；口令只显示这一次，本人第一次登录时要换成自己的。"""
    try:
        given = UserRole.labelled(role)
    except ValueError:
        raise Refusal(f"没有“{role}”这个角色。可以是：{'、'.join(one.label for one in UserRole)}。") from None
    if bool(unit) != (given is UserRole.UNIT):
        raise Refusal("责任单位账号要用 --unit 写明单位，其他账号不写。")
    with transaction() as session:
        unit_id = None
        if unit:
            found = [one for one in session.exec(select(Unit)) if unit in (one.name, one.short_name)]
            if not found:
                raise Refusal(f"名录里没有“{unit}”。用 duban directory export 看全部单位。")
            unit_id = found[0].id
        is_granted = Right.ROLES in of_the_command_line(session)
        password = create(
            session,
            login,
            name,
            given,
            unit_id,
            by=by,
            now=clock.now(),
            is_active=is_granted,
            must_renew=True,
        )
    say(f"{login} 的口令：{password}")
    if not is_granted:
        say("已启用三员分立：请安全保密管理员在看板的账号页授予角色，账号才能登录。")
    if given in (UserRole.SUPERVISOR, UserRole.INSPECTOR):
        say("还没有查看范围。请在看板的“查看范围”页设定。")
