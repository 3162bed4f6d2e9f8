"""``duban password``: a new password for an account."""

from typing import Annotated

import typer

from commands.edge import ME, By, transaction
from commands.tables import say
from schedules import clock
from supervision.directory.accounts import renew_password


def password(login: Annotated[str, typer.Argument(metavar="登录名")], by: By = ME) -> None:
    """给一个账号换新口令，原有的登录随即失效；新口令只显示这一次。"""
    with transaction() as session:
        made = renew_password(session, login, by=by, now=clock.now())
    say(f"{login} 的新口令：{made}")
