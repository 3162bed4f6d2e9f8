"""``duban found``: make this data folder a real office."""

import os
from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, By, transaction, warn_of_secrets
from commands.tables import say
from config.refusal import Refusal
from config.settings import home
from schedules import clock
from supervision.directory.accounts import open_accounts
from supervision.directory.founding import establish


def found(
    file: Annotated[
        Path, typer.Argument(metavar="名录文件", help="单位名录、联系人和账号，样式见 samples/office.toml")
    ],
    by: By = ME,
) -> None:
    """建立正式的办公室：读入单位名录，建账号，口令只显示一次。"""
    if clock.is_founded():
        raise Refusal(f"数据文件夹{home()}已经有办公室了。要另建一个，请换一个数据文件夹（DUBAN_HOME）。")
    if not file.is_file():
        raise Refusal(f"没有名录文件{file}。样式见 samples/office.toml。")
    warn_of_secrets()
    with transaction() as session:
        office = establish(session, file, by=by, now=clock.real_now())
        accounts = open_accounts(session, file, by=by, now=clock.real_now(), must_renew=True)
        # Before it is kept: where the folder cannot be written, no office stays behind whose passwords nobody has seen.
        clock.found("real")
    say(f"已建立{office.name}。登录名和口令（只显示这一次）：")
    for account in accounts:
        say(f"  {account.login}  {account.password}  {account.role.label} {account.name}")
    say("每个人第一次登录时要换成自己的口令。")
    engine = os.environ.get("PREFECT_API_URL")
    say("接下来启动看板和工作机；已经启动的，现在就可以登录。" if engine else "接下来运行 duban up。")
