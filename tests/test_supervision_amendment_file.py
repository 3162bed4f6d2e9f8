"""Changes to the list that come from a file: TOML or JSON, a mistake named by its place."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.task import Deadline, Task
from models.words import Role
from supervision.lists.amendment_file import load_changes, wanted_changes
from tests.cast import Cast

JUNE_30, SEPT_30 = date(2026, 6, 30), date(2026, 9, 30)


def _deadline(session: Session, task: Task) -> Deadline:
    return session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()


def test_changes_come_from_a_file(cast: Cast, tmp_path: Path) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    file = tmp_path / "变更.toml"
    file.write_text(
        f"""reason = "市里调整"
[[tasks]]
number = "{task.number}"
title = "办好两项竞赛"
deadlines = [{{ was = 2026-06-30, due_on = 2026-09-30 }}]
units = [{{ unit = "东湖区产改办", role = "配合" }}]
remove = ["市人社局"]
""",
        encoding="utf-8",
    )
    (change,) = wanted_changes(cast.session, cast.document, load_changes(file))
    assert change.wording == {"title": "办好两项竞赛"}
    assert change.days == {_deadline(cast.session, task).id: SEPT_30}
    assert change.roles == {cast.district.id: Role.SUPPORTING}
    assert change.removed == (cast.labour.id,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"tasks": [{"number": "2026-001", "deadlines": [{"due_on": "六月"}]}]}', "不是日期"),
        ('{"tasks": [{"number": "2026-001", "colour": "red"}]}', "没有这个名字的项目"),
        ('{"tasks": [{}]}', "第1项·number”写得不对：缺少"),
        ('{"tasks": [{"number": "2026-777"}]}', "没有任务2026-777"),
        (
            '{"tasks": [{"number": "2026-001", "units": [{"unit": "火星局", "role": "配合"}]}]}',
            "没有“火星局”",
        ),
        (
            '{"tasks": [{"number": "2026-001", "units": [{"unit": "市人社局", "role": "帮忙"}]}]}',
            "“帮忙”不认识",
        ),
        (
            '{"tasks": [{"number": "2026-001", "deadlines": [{"was": "2026-01-01", "due_on": "2026-09-30"}]}]}',
            "没有这样的时限",
        ),
        ("[1, 2]", "类型不对"),
        ("{", "写法不对"),
        ("[" * 100_000, "写法不对"),
    ],
)
def test_a_mistake_in_the_file_names_its_place(cast: Cast, tmp_path: Path, text: str, sentence: str) -> None:
    cast.task(JUNE_30)
    file = tmp_path / "变更.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=sentence):
        wanted_changes(cast.session, cast.document, load_changes(file))
