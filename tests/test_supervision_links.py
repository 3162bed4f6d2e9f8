"""Signed links: made, opened, taken back, locked; and what the record keeps of it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.link import Link, LinkUse
from models.record import LogEntry
from models.words import Move, Status, Subject
from supervision.duties.acceptance import accept
from supervision.duties.moves import last
from supervision.returns.links import (
    MOST_FAILURES,
    NewLink,
    answer_try,
    holder,
    is_code,
    make,
    note_look,
    opened,
    renew,
    revoke,
    spend_try,
    standing,
    uses,
)
from tests.cast import DAY, Cast, at

NOW = at(DAY)


def _made(cast: Cast, *, person: str = "苏望", with_code: bool = False) -> NewLink:
    return make(cast.session, cast.union, cast.clerk, NOW, 30, person=person, with_code=with_code)


def test_only_the_digest_of_a_token_and_the_hash_of_a_code_are_kept(cast: Cast) -> None:
    made = _made(cast, with_code=True)
    kept = str(cast.session.exec(select(Link)).one().model_dump())
    logged = str([row.model_dump() for row in cast.session.exec(select(LogEntry))])
    assert len(made.token) > 40
    assert len(made.code) == 6
    for secret in (made.token, made.code):
        assert secret not in kept
        assert secret not in logged


def test_a_link_opens_until_it_expires(cast: Cast) -> None:
    made = _made(cast)
    assert opened(cast.session, made.token, NOW) == made.link
    assert opened(cast.session, made.token, NOW + timedelta(days=30, seconds=-1)) == made.link
    assert opened(cast.session, made.token, NOW + timedelta(days=30)) is None
    assert standing(made.link, NOW + timedelta(days=30)) == "已过期"


@pytest.mark.parametrize("token", ["", "x", "错", "\udc80", "0" * 64, "a" * 100_000])
def test_a_token_that_was_never_made_opens_nothing(cast: Cast, token: str) -> None:
    made = _made(cast)
    assert opened(cast.session, token, NOW) is None
    assert opened(cast.session, made.link.token_sha256, NOW) is None


def test_a_link_is_taken_back_once_and_opens_nothing_from_then_on(cast: Cast) -> None:
    made = _made(cast)
    revoke(cast.session, made.link, cast.clerk, NOW)
    assert opened(cast.session, made.token, NOW) is None
    assert standing(made.link, NOW) == "已收回"
    with pytest.raises(Refusal, match="已由王敏收回"):
        revoke(cast.session, made.link, cast.other_clerk, NOW)


def test_a_link_sent_again_is_a_new_one_on_the_same_terms(cast: Cast) -> None:
    assignment = cast.assignment(None)
    old = make(
        cast.session, cast.union, cast.clerk, NOW, 30, assignment=assignment, person="苏望", with_code=True
    )
    new = renew(cast.session, old.link, cast.clerk, NOW, 30)
    assert opened(cast.session, old.token, NOW) is None
    assert opened(cast.session, new.token, NOW) == new.link
    assert (new.link.assignment_id, new.link.person) == (assignment.id, "苏望")
    assert new.code != ""


def test_making_and_taking_back_leave_entries_in_the_log(cast: Cast) -> None:
    made = _made(cast)
    revoke(cast.session, made.link, cast.clerk, NOW)
    rows = cast.session.exec(select(LogEntry).where(LogEntry.subject == Subject.LINK)).all()
    assert [(row.deed, row.by, row.subject_id) for row in rows] == [
        ("生成填报链接", "王敏", made.link.id),
        ("收回填报链接", "王敏", made.link.id),
    ]


def test_only_a_clerk_makes_and_takes_back(cast: Cast) -> None:
    made = _made(cast)
    for actor in (cast.leader, cast.lead):
        with pytest.raises(Refusal, match="经办人员"):
            make(cast.session, cast.union, actor, NOW, 30)
        with pytest.raises(Refusal, match="经办人员"):
            revoke(cast.session, made.link, actor, NOW)


def test_a_link_for_an_assignment_is_its_units(cast: Cast) -> None:
    with pytest.raises(Refusal, match="不是市人社局的"):
        make(cast.session, cast.labour, cast.clerk, NOW, 30, assignment=cast.assignment(None))


def test_five_wrong_codes_lock_the_link_and_a_right_one_before_gives_the_tries_back(cast: Cast) -> None:
    made = _made(cast, with_code=True)
    link = made.link
    for _ in range(MOST_FAILURES - 1):
        assert spend_try(cast.session, link)
        assert not is_code(link, "not it")
        answer_try(cast.session, link, "10.0.0.9", NOW, is_right=False)
    assert spend_try(cast.session, link)
    assert is_code(link, made.code)
    answer_try(cast.session, link, "10.0.0.9", NOW, is_right=True)
    assert link.failures == 0
    for _ in range(MOST_FAILURES):
        assert spend_try(cast.session, link)
        answer_try(cast.session, link, "10.0.0.9", NOW, is_right=False)
    assert not spend_try(cast.session, link)
    assert opened(cast.session, made.token, NOW) is None
    assert standing(link, NOW) == "已锁定"
    assert "锁定填报链接" in [row.deed for row in cast.session.exec(select(LogEntry))]
    assert [row.what for row in uses(cast.session, link.id)][:2] == ["口令不对（第5次）", "口令不对（第4次）"]


def test_what_is_done_by_a_link_is_signed_as_such(cast: Cast) -> None:
    assignment = cast.assignment(None)
    accept(cast.session, assignment, holder(_made(cast).link), DAY, NOW)
    made = last(cast.session, assignment.id, Move.ACCEPT)
    assert made is not None
    assert made.by == "苏望（链接）"
    assert assignment.status is Status.ACCEPTED


def test_who_comes_for_one_assignment_touches_no_other_of_the_same_unit(cast: Cast) -> None:
    one, other = cast.assignment(None), cast.assignment(None)
    made = make(cast.session, cast.union, cast.clerk, NOW, 30, assignment=one, person="苏望")
    with pytest.raises(Refusal, match="只用于另一件事"):
        accept(cast.session, other, holder(made.link), DAY, NOW)
    accept(cast.session, one, holder(made.link), DAY, NOW)


def test_looking_again_within_minutes_is_one_use(cast: Cast) -> None:
    link = _made(cast).link
    for minutes in (0, 2, 4, 6):
        note_look(cast.session, link, "10.0.0.9", "查看事项清单", NOW + timedelta(minutes=minutes))
    note_look(cast.session, link, "10.0.0.10", "查看事项清单", NOW)
    assert len(cast.session.exec(select(LinkUse)).all()) == 3


def test_a_name_without_end_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="太长"):
        _made(cast, person="望" * 21)
