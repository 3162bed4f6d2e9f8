"""What must hold is asked of everything stored: a whole office passes, and whatever is broken is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from models import database
from models.words import EvidenceKind
from supervision.duties.acceptance import accept
from supervision.duties.evidence import attach
from supervision.duties.file_store import path_of
from supervision.invariants import INVARIANTS, look_at_all
from supervision.record.sealing import seal_all
from tests.cast import DAY, Cast, at
from tests.new_database import filled_database
from tests.post import everything_arrives
from tests.random_life import days_of_life
from tests.terminal import duban

NOW = at(DAY, 10)


def _lived(session: Session) -> None:
    cast = Cast(session)
    for _ in days_of_life(cast, seed=9):
        pass
    own = cast.assignment(DAY)
    accept(session, own, cast.lead, DAY, NOW)
    attach(session, own, "名单.pdf", b"%PDF-1.4\n%%EOF\n", EvidenceKind.PAPER, cast.lead, DAY, NOW)
    cast.task(DAY, supporting=("市人社局",))
    everything_arrives(session, DAY)


@pytest.fixture
def office(home: Path) -> Path:
    """An office in which everything that may happen has happened."""
    filled_database(_lived)
    seal_all(NOW)
    return home


def _broken() -> dict[str, tuple[str, ...]]:
    with database.reading() as session:
        return {one.sentence: one.broken for one in look_at_all(session) if not one.holds}


def test_a_whole_office_breaks_nothing_and_the_doctor_says_so_sentence_by_sentence(office: Path) -> None:
    assert _broken() == {}
    looked = duban("doctor", "--thorough", "--json", home=office)
    rows = [row for row in looked.data if row["what"] == "数据一致"]
    assert len(rows) == len(INVARIANTS) + 4
    assert all(row["fine"] == "正常" for row in rows)
    assert not [row for row in duban("doctor", "--json", home=office).data if row["what"] == "数据一致"]


@pytest.mark.embedded  # a server lets nobody behind its back without its own password
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE assignment SET status = 'withdrawn' WHERE id = 1", "状态就是最后一步以后的状态"),
        ("UPDATE assignment SET percent = 101 WHERE id = 1", "进度就是最近一次反馈的进度"),
        ("UPDATE task SET draft_id = 999 WHERE id = 1", "草案都有任务"),
        ("UPDATE closure SET reopened_on = NULL", "已销号的事项都有一条有效的销号记录"),
        ("DELETE FROM progress_update WHERE id = 1", "反馈的次数"),
        ('DELETE FROM "return"', "退回的次数"),
        ("UPDATE delivery SET settled_at = NULL WHERE id = 1", "已发出的信"),
        ("UPDATE delivery SET status = 'failed', error = '' WHERE id = 1", "没有发出的信都写明原因"),
        ("UPDATE transition SET note = 'x' WHERE id = 1", "核验通过"),
        ("UPDATE transition SET before = 'closed' WHERE id = 1", "一步接一步"),
        ("DELETE FROM assignment WHERE id = (SELECT max(id) FROM assignment)", "每个责任单位都有交办的事项"),
        ("UPDATE assignment SET task_id = 2 WHERE id = 1", "所属的任务"),
        ("UPDATE block SET position = position + 1 WHERE position > 1", "没有空缺"),
    ],
)
def test_whatever_is_broken_behind_the_programs_back_is_named(
    office: Path, statement: str, words: str
) -> None:
    connection = database.engine().raw_connection()
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        cursor.execute(f'DROP TRIGGER "{name}"')
    cursor.execute(statement)
    connection.commit()
    connection.close()
    database.close_connections()
    found = _broken()
    assert any(words in sentence for sentence in found), found
    told = duban("doctor", "--thorough", "--json", home=office)
    assert told.code == 1
    assert any("不成立" in row["sentence"] and words in row["sentence"] for row in told.data)


def test_a_guard_that_was_taken_away_is_named_and_put_back_with_the_next_start(office: Path) -> None:
    with database.transaction() as session:
        connection = session.connection()
        is_embedded = connection.dialect.name == "sqlite"
        guard = "transition_refuses_delete" if is_embedded else "transition_refuses_change ON transition"
        connection.exec_driver_sql(f"DROP TRIGGER {guard}")
    assert [broken for words, broken in _broken().items() if "都不许改" in words] == [("transition",)]
    told = duban("doctor", "--thorough", "--json", home=office)
    assert told.code == 0, told


def _gone(file: Path) -> None:
    file.unlink()


def _other(file: Path) -> None:
    file.write_bytes(b"%PDF-1.4 something else")


@pytest.mark.parametrize("deed", [_gone, _other])
def test_a_file_that_is_gone_or_another_is_named(office: Path, deed: Callable[[Path], None]) -> None:
    with database.reading() as session:
        sha256 = session.connection().exec_driver_sql("SELECT sha256 FROM stored_file").scalar_one()
    deed(path_of(sha256))
    assert [words for words in _broken() if "每个文件都在" in words]
