"""What every office command begins with: a database of the newest shape."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import Annotated

import typer
from sqlmodel import Session

from commands.tables import say
from models import database

By = Annotated[str, typer.Option("--by", metavar="姓名", help="记录里写谁办的；不写则记登录这台机器的人")]
ME = f"命令行（{getuser()}）"
NO_SECRETS = "严禁录入涉密事项。"
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


def warn_of_secrets(*, as_json: bool = False) -> None:
    """Say that nothing secret may be put in: wherever a file comes in. A program that reads JSON is not told."""
    if not as_json:
        say(NO_SECRETS)


@contextmanager
def transaction() -> Iterator[Session]:
    """A transaction on a migrated database, committed when the command succeeds."""
    database.migrate()
    with database.transaction() as session:
        yield session
