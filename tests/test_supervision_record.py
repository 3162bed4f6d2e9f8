"""The record is sealed once and in order, and whoever alters it behind the guards is found out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models import database
from models.append_only import lift
from models.assignment import Assignment, Transition
from models.record import Block, LogEntry
from models.words import Move, Subject
from supervision.duties.acceptance import accept
from supervision.record.keeping import note_proof, standing
from supervision.record.log import log
from supervision.record.proof import Proof, prove
from supervision.record.rows import marks_of
from supervision.record.sealing import Sealed, seal_all
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

NOW = at(DAY, 18)
TABLE = "transition"


@pytest.fixture
def office(home: object) -> Cast:
    """An office in whose record four transactions stand, the last with two rows."""
    new_database()
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(date(2026, 6, 30), supporting=("市人社局",))
    for name in ("登记甲", "登记乙"):
        with database.transaction() as session:
            log(session, Subject.UNIT, cast.union.id, name, "王敏", at(DAY, 10), number=3, tags=["专栏"])
    with database.transaction() as session:
        for assignment in session.exec(select(Assignment).order_by(col(Assignment.id))):
            actor = cast.lead if assignment.unit_id == cast.union.id else cast.supporter
            accept(session, assignment, actor, DAY, at(DAY, 11))
    return cast


def _prove(expect: str = "") -> Proof:
    with database.reading() as session:
        return prove(session, expect)


def _behind(*statements: str) -> None:
    """Somebody with the database in hand takes the guards away and does as they like."""
    with database.engine().execution_options(rebuilds_tables=True).begin() as connection:
        lift(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)


def _sentence() -> str:
    fault = _prove().fault
    assert fault is not None
    return fault.sentence


def _ids(move: Move) -> list[int]:
    with database.reading() as session:
        return list(session.exec(select(Transition.id).where(Transition.move == move)))


def _blocks() -> int:
    with database.reading() as session:
        return len(session.exec(select(Block.id)).all())


def test_what_is_committed_is_sealed_once_and_the_tail_is_counted(office: Cast) -> None:
    before = _prove()
    assert (before.head.position, before.rows) == (0, 0)
    assert before.tail.blocks == _blocks()
    first = seal_all(NOW)
    assert first.blocks == before.tail.blocks
    assert first.rows == before.tail.rows > 0
    assert seal_all(NOW) == Sealed(0, 0)
    proof = _prove()
    assert proof.holds
    assert (proof.tail.blocks, proof.tail.rows) == (0, 0)
    assert (proof.head.position, proof.rows) == (first.blocks, first.rows)
    with database.transaction() as session:
        log(session, Subject.RECORD, None, "试", "王敏", NOW)
    assert (_prove().tail.blocks, _prove().tail.rows) == (1, 1)


def test_an_altered_row_is_named_with_who_what_and_when(office: Cast) -> None:
    seal_all(NOW)
    row = _ids(Move.ACCEPT)[1]
    _behind(f"UPDATE transition SET note = '从未签收' WHERE id = {row}")
    fault = _prove().fault
    assert fault is not None
    assert (fault.table, fault.row_id) == (TABLE, row)
    assert f"流转记录第{row}号被改动" in fault.sentence
    assert "纪明于2026年3月9日11:00签收" in fault.sentence
    assert "江临市人力资源和社会保障局" in fault.sentence
    assert "从未签收" in fault.sentence


@pytest.mark.parametrize(
    "change",
    [
        "move = 'nonsense'",
        pytest.param("at = 'gestern'", marks=pytest.mark.embedded),
        "\"on\" = '2026-03-08'",
        "\"by\" = ''",
        "after = 'closed'",
        "before = NULL",
    ],
)
def test_no_field_of_a_move_can_be_altered_even_to_what_no_word_is(office: Cast, change: str) -> None:
    seal_all(NOW)
    row = _ids(Move.ACCEPT)[0]
    _behind(f"UPDATE transition SET {change} WHERE id = {row}")
    assert f"第{row}号被改动" in _sentence()


@pytest.mark.parametrize(
    "change",
    [
        "deed = '登记丙'",
        "particulars = '{\"number\": 4}'",
        pytest.param("particulars = '{broken'", marks=pytest.mark.embedded),
        "subject = 'x'",
        "note = '改'",
    ],
)
def test_no_field_of_an_entry_can_be_altered(office: Cast, change: str) -> None:
    seal_all(NOW)
    with database.reading() as session:
        row = session.exec(select(LogEntry.id).where(LogEntry.deed == "登记甲")).one()
    _behind(f"UPDATE log_entry SET {change} WHERE id = {row}")
    assert f"日志第{row}号被改动" in _sentence()


def test_particulars_written_in_another_order_are_the_same_particulars(office: Cast) -> None:
    seal_all(NOW)
    _behind("""UPDATE log_entry SET particulars = '{"tags":["专栏"],  "number":3}' WHERE deed = '登记甲'""")
    assert _prove().holds


def test_a_row_that_is_gone_is_named_with_its_company(office: Cast) -> None:
    seal_all(NOW)
    row = _ids(Move.ACCEPT)[0]
    _behind(f"DELETE FROM transition WHERE id = {row}")
    said = _sentence()
    assert f"流转记录第{row}号被删除" in said
    assert "纪明于2026年3月9日11:00签收" in said


def test_the_only_row_of_a_block_that_is_gone_is_named(office: Cast) -> None:
    seal_all(NOW)
    _behind("DELETE FROM log_entry WHERE deed = '登记乙'")
    said = _sentence()
    assert "被删除" in said
    assert "封存时1条，现在0条" in said


def test_a_row_that_was_put_in_is_named(office: Cast) -> None:
    seal_all(NOW)
    row = _ids(Move.ACCEPT)[0]
    _behind(
        'INSERT INTO transition (assignment_id, move, before, after, at, "on", "by", note, block_id) '
        "SELECT assignment_id, 'close', 'submitted', 'closed', at, \"on\", '周衡', '同意', block_id "
        f"FROM transition WHERE id = {row}"
    )
    said = _sentence()
    assert "是封存以后添加的" in said
    assert "周衡于2026年3月9日11:00销号" in said


def test_a_row_put_in_without_a_block_is_named(office: Cast) -> None:
    seal_all(NOW)
    _behind(
        'INSERT INTO log_entry (subject, deed, particulars, note, at, "on", "by") '
        "VALUES ('account', '建立账号', '{}', '', '2026-03-09 01:00:00.000000', '2026-03-09', '无名')"
    )
    said = _sentence()
    assert "不属于任何一组" in said
    assert "无名" in said


def test_two_rows_that_changed_places_are_found(office: Cast) -> None:
    seal_all(NOW)
    first, second = _ids(Move.ACCEPT)
    _behind(
        f"UPDATE transition SET id = 9999 WHERE id = {first}",
        f"UPDATE transition SET id = {first} WHERE id = {second}",
        f"UPDATE transition SET id = {second} WHERE id = 9999",
    )
    assert f"流转记录第{first}号被改动" in _sentence()


def test_a_row_moved_to_another_block_is_missed_in_its_own(office: Cast) -> None:
    seal_all(NOW)
    with database.reading() as session:
        row, block = session.exec(
            select(LogEntry.id, LogEntry.block_id).where(LogEntry.deed == "登记甲")
        ).one()
        other = session.exec(select(LogEntry.block_id).where(LogEntry.deed == "登记乙")).one()
    _behind(f"UPDATE log_entry SET block_id = {other} WHERE id = {row}")
    assert block != other
    assert f"日志第{row}号被删除" in _sentence()


def test_the_first_of_several_altered_rows_is_named(office: Cast) -> None:
    seal_all(NOW)
    first, later = _ids(Move.ASSIGN)[0], _ids(Move.ACCEPT)[1]
    _behind(
        f"UPDATE transition SET note = '后' WHERE id = {later}",
        f"UPDATE transition SET note = '先' WHERE id = {first}",
    )
    assert f"流转记录第{first}号被改动" in _sentence()


def test_a_removed_block_is_missed(office: Cast) -> None:
    seal_all(NOW)
    with database.reading() as session:
        block = session.exec(select(LogEntry.block_id).where(LogEntry.deed == "登记甲")).one()
        position = session.exec(select(Block.position).where(Block.id == block)).one()
    _behind(f"DELETE FROM log_entry WHERE block_id = {block}", f"DELETE FROM block WHERE id = {block}")
    said = _sentence()
    assert f"第{position}组不见了" in said
    assert "一并没有了" in said


def test_a_removed_block_whose_place_was_closed_is_missed_too(office: Cast) -> None:
    seal_all(NOW)
    with database.reading() as session:
        block = session.exec(select(LogEntry.block_id).where(LogEntry.deed == "登记甲")).one()
        position = session.exec(select(Block.position).where(Block.id == block)).one()
    _behind(
        f"DELETE FROM log_entry WHERE block_id = {block}",
        f"DELETE FROM block WHERE id = {block}",
        f"UPDATE block SET position = position + 1000 WHERE position > {position}",
        "UPDATE block SET position = position - 1001 WHERE position > 1000",
    )
    said = _sentence()
    assert f"第{position}组" in said
    assert "接不上" in said


def test_an_altered_digest_is_found_and_the_rows_are_cleared_of_it(office: Cast) -> None:
    seal_all(NOW)
    _behind("UPDATE block SET digest = 'ff' || substr(digest, 3) WHERE position = 2")
    said = _sentence()
    assert "第2组" in said
    assert "摘要被改动" in said
    assert "未被改动" in said


@pytest.mark.parametrize(
    "change",
    ["rows = rows + 1", "opened_at = '2026-01-01 00:00:00.000000'", "sealed_at = NULL", "chain = ''"],
)
def test_no_field_of_a_seal_can_be_altered(office: Cast, change: str) -> None:
    seal_all(NOW)
    _behind(f"UPDATE block SET {change} WHERE position = 2")
    assert "第2组" in _sentence()


def test_altered_marks_do_not_bring_suspicion_on_the_rows(office: Cast) -> None:
    seal_all(NOW)
    _behind("UPDATE block SET marks = NULL WHERE position = 2")
    assert "印记被改动，记录本身与摘要相符" in _sentence()


def test_a_row_altered_together_with_its_mark_is_found_all_the_same(office: Cast) -> None:
    seal_all(NOW)
    row = _ids(Move.ACCEPT)[0]
    with database.reading() as session:
        block = session.exec(select(Transition.block_id).where(Transition.id == row)).one()
    assert block is not None
    _behind(f"UPDATE transition SET note = '假' WHERE id = {row}")
    with database.engine().begin() as connection, Session(connection) as session:
        marks = bytes(marks_of(session, [block])[block])
        connection.execute(text("UPDATE block SET marks = :m WHERE id = :b"), {"m": marks, "b": block})
    assert "记录被改动。印记也被一并改过" in _sentence()


def test_two_blocks_that_changed_places_are_found(office: Cast) -> None:
    seal_all(NOW)
    _behind(
        "UPDATE block SET position = 9999 WHERE position = 2",
        "UPDATE block SET position = 2 WHERE position = 3",
        "UPDATE block SET position = 3 WHERE position = 9999",
    )
    said = _sentence()
    assert "顺序被调换" in said
    assert "第2位" in said


def test_a_cut_tail_is_found_by_the_head_that_was_noted(office: Cast) -> None:
    seal_all(NOW)
    noted = _prove().head
    last = noted.position
    with database.reading() as session:
        block = session.exec(select(Block.id).where(Block.position == last)).one()
    _behind(f"DELETE FROM transition WHERE block_id = {block}", f"DELETE FROM block WHERE id = {block}")
    assert _prove().holds  # nothing in the database can tell
    proof = _prove(noted.chain)
    assert proof.fault is not None
    assert "记下的头" in proof.fault.sentence
    assert f"现在共{last - 1}组" in proof.fault.sentence


def test_a_head_noted_earlier_is_found_further_back_however_it_was_copied(office: Cast) -> None:
    seal_all(NOW)
    noted = _prove().head
    with database.transaction() as session:
        log(session, Subject.RECORD, None, "试", "王敏", NOW)
    seal_all(NOW)
    copied = " ".join(noted.chain[at : at + 8] for at in range(0, 32, 8)).upper()
    proof = _prove(copied)
    assert proof.holds
    assert proof.noted_at == noted.position == proof.head.position - 1


@pytest.mark.parametrize("noted", ["abc", "g" * 64, "0" * 65, "第三组"])
def test_what_can_be_no_head_is_refused(office: Cast, noted: str) -> None:
    with pytest.raises(Refusal, match="不是核验时打印的头"):
        _prove(noted)


def test_a_sealer_that_dies_halfway_leaves_whole_blocks(office: Cast) -> None:
    class KilledError(Exception):
        pass

    @contextmanager
    def dying() -> Iterator[Session]:
        with database.transaction() as session:
            yield session
            raise KilledError

    with pytest.raises(KilledError):
        seal_all(NOW, scope=dying)
    assert _prove().head.position == 0
    seal_all(NOW)
    proof = _prove()
    assert proof.holds
    assert proof.tail.blocks == 0


def test_sealers_at_once_make_one_chain(office: Cast) -> None:
    for count in range(60):
        with database.transaction() as session:
            log(session, Subject.RECORD, None, f"第{count}件", "王敏", NOW)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(seal_all, [NOW] * 4))
    proof = _prove()
    assert proof.holds
    assert sum(one.blocks for one in done) == proof.head.position == _blocks()
    assert proof.tail.blocks == 0


def test_a_block_that_commits_late_is_sealed_late(office: Cast) -> None:
    seal_all(NOW)
    with database.transaction() as session:
        log(session, Subject.RECORD, None, "先", "王敏", NOW)
    late = _blocks() + 100
    _behind(
        f"INSERT INTO block (id, opened_at, rows, digest, chain) VALUES ({late}, '2026-03-09', 0, '', '')"
    )
    seal_all(NOW)
    with database.transaction() as session:
        block = Block(id=late - 50, opened_at=at(DAY))
        session.add(block)
    seal_all(NOW)
    with database.reading() as session:
        order = session.exec(select(Block.id).order_by(col(Block.position))).all()
    assert order[-2:] == [late, late - 50]
    assert _prove().holds


def test_that_the_record_was_proved_is_shown(office: Cast) -> None:
    seal_all(NOW)
    with database.transaction() as session:
        assert standing(session).proved_at is None
        note_proof(session, _prove(), "王敏", NOW)
        found = standing(session)
    assert (found.proved_by, found.holds, found.tail.blocks) == ("王敏", True, 1)
    _behind("DELETE FROM log_entry WHERE deed = '登记乙'")
    with database.transaction() as session:
        note_proof(session, _prove(), "李静", NOW)
        found = standing(session)
        assert (found.proved_by, found.holds) == ("李静", False)
