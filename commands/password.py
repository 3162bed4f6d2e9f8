"""``duban password`` and ``duban unlock``: somebody who cannot get in any more."""

from typing import Annotated

import typer

from commands.edge import ME, By, transaction
from commands.tables import say
from schedules import clock
from supervision.directory.account_changes import unlock_at_the_machine
from supervision.directory.accounts import renew_password


def password(login: Annotated[str, typer.Argument(metavar="登录名")], by: By = ME) -> None:
    """给一个账号换新口令，原有的登录和锁定随即失效；新口令只显示这一次，本人登录后要换成自己的。"""
    with transaction() as session:
        made = renew_password(session, login, by=by, now=clock.now())
    say(f"{login} 的新口令：{made}")


def unlock(login: Annotated[str, typer.Argument(metavar="登录名")], by: By = ME) -> None:
    """解除一个账号因口令连续输错的锁定，口令不变。"""
    with transaction() as session:
        unlock_at_the_machine(session, login, by, clock.now())
    say(f"{login} 已解除锁定。")
