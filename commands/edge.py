"""What every office command begins with: a database of the newest shape."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import Annotated

import typer
from sqlmodel import Session

from models import database

By = Annotated[str, typer.Option("--by", metavar="姓名", help="记录里写谁办的；不写则记登录这台机器的人")]
ME = f"命令行（{getuser()}）"
NO_SECRETS = "严禁录入涉密事项。"
"""Said wherever a file comes in."""
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


@contextmanager
def transaction() -> Iterator[Session]:
    """A transaction on a migrated database, committed when the command succeeds."""
    database.migrate()
    with database.transaction() as session:
        yield session
