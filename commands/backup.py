"""``duban backup`` and ``duban restore``: the whole office in one file, and an office from such a file."""

from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, AsJson, By
from commands.tables import say, show
from config.settings import home
from models import database
from schedules import clock
from schedules.wording import day_in_words
from supervision import backup as backups
from supervision.backup import Backup
from supervision.record.proof import prove


def backup(
    target: Annotated[
        Path | None, typer.Argument(metavar="文件", help="写到哪里；不写则放在数据文件夹的 backups/ 里")
    ] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """备份：数据库和文件装成一个文件，不用停下正在运行的督办。备份里有密钥，请像密钥一样保管。"""
    now = clock.real_now()
    made = target or home() / "backups" / f"督办备份-{now:%Y%m%d-%H%M%S}.zip"
    found = backups.make(made, by, now)
    if as_json:
        show("", [_plain(found, made)], {}, as_json=True)
        return
    say(f"已备份到{made}：{found.whole}行、{found.files}个文件，{found.size / 1e6:.1f}MB。")
    say("备份里有办公室的密钥，请放在只有管理员能读的地方；要紧的是另存一份到别的机器上。")


def restore(
    source: Annotated[Path, typer.Argument(metavar="文件", help="备份文件")],
    only_look: Annotated[bool, typer.Option("--check", help="只检查备份是否完整，不恢复")] = False,
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """恢复：把备份恢复到空的数据文件夹（和空的数据库），再核验记录。"""
    found = backups.look(source) if only_look else backups.restore(source, by, clock.real_now())
    if as_json:
        show("", [_plain(found, source)], {}, as_json=True)
    made = day_in_words(clock.day_of(found.made_at))
    if only_look:
        if not as_json:
            say(f"备份完整：{made}做的，{found.whole}行、{found.files}个文件。")
        return 0
    with database.reading() as session:
        proof = prove(session)
    if not as_json:
        say(f"已恢复到{home()}：{made}做的备份，{found.whole}行、{found.files}个文件。")
        say(
            "记录核验通过。" if proof.holds else "记录核验不通过。",
            proof.fault.sentence if proof.fault else "",
        )
    return 0 if proof.holds else 1


def _plain(found: Backup, file: Path) -> dict[str, object]:
    return {
        "file": str(file),
        "made_at": found.made_at.isoformat(),
        "revision": found.revision,
        "rows": found.whole,
        "files": found.files,
        "bytes": found.size,
    }
