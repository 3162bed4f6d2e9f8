"""The block of a transaction: one, and made anew where what opened it was undone."""

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.record import Block
from models.words import Subject
from supervision.record.log import log
from tests.cast import DAY, at

NOW = at(DAY, 18)


def _undone(session: Session) -> None:
    with session.begin_nested():
        log(session, Subject.RECORD, None, "撤销的", "王敏", NOW)
        raise Refusal("不行")


def test_a_block_opened_within_what_was_undone_is_opened_again(session: Session) -> None:
    with pytest.raises(Refusal):
        _undone(session)
    entry = log(session, Subject.RECORD, None, "留下的", "王敏", NOW)
    assert session.exec(select(Block.id)).all() == [entry.block_id]
    with pytest.raises(Refusal):
        _undone(session)
    assert log(session, Subject.RECORD, None, "又留下的", "王敏", NOW).block_id == entry.block_id
