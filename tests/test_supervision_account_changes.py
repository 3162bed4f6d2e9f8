"""What becomes of accounts: roles, locks, passwords, and the three officers who hold each other back."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from config.settings import settings
from models.record import LogEntry
from models.user import SignIn, User
from models.words import UserRole
from supervision.actor import Actor
from supervision.directory.account_changes import (
    admit_by_subject,
    deactivate,
    end_other_sessions,
    end_session,
    give_password,
    grant,
    link_subject,
    make_account,
    unlock,
    unlock_at_the_machine,
)
from supervision.directory.accounts import create, recognise, sign_in
from supervision.directory.lockout import count_try
from supervision.directory.rights import Right, may, of_the_command_line, rights
from tests.cast import DAY, Cast, at

NOW = at(DAY)

People = Callable[[str], tuple[User, Actor]]


@pytest.fixture
def people(cast: Cast) -> People:
    """Accounts by their login, and the same people acting."""
    made = {
        "wangmin": ("王敏", UserRole.CLERK),
        "lijing": ("李静", UserRole.CLERK),
        "zhouheng": ("周衡", UserRole.LEADER),
        "guanli": ("管正", UserRole.ADMINISTRATOR),
        "anquan": ("安固", UserRole.SECURITY),
        "shenji": ("沈计", UserRole.AUDITOR),
    }
    for login, (name, role) in made.items():
        create(cast.session, login, name, role, password="口令-一二三", by="王敏", now=NOW)

    def find(login: str) -> tuple[User, Actor]:
        user = cast.session.exec(select(User).where(User.login == login)).one()
        return user, Actor(user.name, user.role, user.unit_id, user.id)

    return find


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "three_officers", True)


def _deeds(session: Session) -> list[str]:
    return [one.deed for one in session.exec(select(LogEntry).order_by(col(LogEntry.id)))]


def test_without_three_officers_the_clerks_administer_and_the_leader_looks() -> None:
    assert rights(UserRole.CLERK) == frozenset(Right)
    assert rights(UserRole.LEADER) == {Right.SYSTEM}
    assert rights(UserRole.UNIT) == rights(UserRole.SUPERVISOR) == rights(UserRole.INSPECTOR) == frozenset()


def test_with_three_officers_every_right_has_one_holder_and_none_has_two_offices(three: None) -> None:
    for right in Right:
        assert sum(may(role, right) for role in UserRole) == 1, right
    assert rights(UserRole.CLERK) == rights(UserRole.LEADER) == frozenset()


def test_a_clerk_makes_an_account_that_works_at_once_and_has_to_change_its_password(
    cast: Cast, people: People
) -> None:
    _, clerk = people("wangmin")
    made = make_account(cast.session, "xinren", "程新", UserRole.UNIT, cast.union.id, clerk, NOW)
    user = recognise(cast.session, "xinren", made)
    assert user is not None
    assert (user.must_renew, user.unit_id) == (True, cast.union.id)
    with pytest.raises(Refusal, match="要选一个单位"):
        make_account(cast.session, "xin2", "程二", UserRole.UNIT, None, clerk, NOW)
    with pytest.raises(Refusal, match="已经有账号"):
        make_account(cast.session, "xinren", "程新", UserRole.CLERK, None, clerk, NOW)


@pytest.mark.parametrize("login", ["a b", "", "x" * 41, "甲\n乙"])
def test_a_login_that_cannot_be_one_is_refused(cast: Cast, people: People, login: str) -> None:
    with pytest.raises(Refusal, match="登录名"):
        make_account(cast.session, login, "程新", UserRole.CLERK, None, people("wangmin")[1], NOW)


def test_who_makes_an_account_does_not_grant_and_who_grants_makes_none(
    cast: Cast, people: People, three: None
) -> None:
    session, administrator, security = cast.session, people("guanli")[1], people("anquan")[1]
    made = make_account(session, "xinren", "程新", UserRole.CLERK, None, administrator, NOW)
    user = session.exec(select(User).where(User.login == "xinren")).one()
    assert recognise(session, "xinren", made) is None, "nobody has granted yet"
    with pytest.raises(NotTheirs, match="系统管理员账号不能授予角色。请交由安全保密管理员办理"):
        grant(session, user, UserRole.CLERK, None, administrator, NOW)
    with pytest.raises(NotTheirs, match="不能管理账号"):
        make_account(session, "xin2", "程二", UserRole.CLERK, None, security, NOW)
    grant(session, user, UserRole.LEADER, None, security, NOW)
    assert recognise(session, "xinren", made) == user
    assert user.role is UserRole.LEADER
    assert _deeds(session)[-2:] == ["授予角色", "启用账号"]


def test_a_new_password_alone_gets_nobody_into_anothers_account(
    cast: Cast, people: People, three: None
) -> None:
    user, _ = people("wangmin")
    made = give_password(cast.session, user, people("guanli")[1], NOW)
    assert recognise(cast.session, "wangmin", made) is None
    grant(cast.session, user, UserRole.CLERK, None, people("anquan")[1], NOW)
    assert recognise(cast.session, "wangmin", made) == user


@pytest.mark.parametrize("login", ["anquan", "shenji"])
def test_the_administrator_does_not_touch_the_other_officers(
    cast: Cast, people: People, three: None, login: str
) -> None:
    user, administrator = people(login)[0], people("guanli")[1]
    for deed in (give_password, deactivate):
        with pytest.raises(NotTheirs, match="不由系统管理员办理"):
            deed(cast.session, user, administrator, NOW)


def test_the_same_person_holds_no_two_offices(cast: Cast, people: People, three: None) -> None:
    user, _ = people("lijing")
    user.name = "管正"
    cast.session.flush()
    with pytest.raises(Refusal, match="三员不能由同一人兼任"):
        grant(cast.session, user, UserRole.AUDITOR, None, people("anquan")[1], NOW)


def test_nobody_changes_their_own_role_or_puts_themselves_out_of_use(cast: Cast, people: People) -> None:
    user, clerk = people("wangmin")
    for deed, said in (
        (lambda: grant(cast.session, user, UserRole.LEADER, None, clerk, NOW), "不能给自己"),
        (lambda: deactivate(cast.session, user, clerk, NOW), "不能停用自己"),
        (lambda: give_password(cast.session, user, clerk, NOW), "本人账号页"),
    ):
        with pytest.raises(Refusal, match=said):
            deed()


def test_the_last_who_can_grant_stays(cast: Cast, people: People, three: None) -> None:
    user, security = people("anquan")
    other = Actor("另一位", UserRole.SECURITY, None, 4711)
    with pytest.raises(Refusal, match="最后一个能授予角色的人"):
        deactivate(cast.session, user, other, NOW)
    with pytest.raises(Refusal, match="最后一个能授予角色的人"):
        grant(cast.session, user, UserRole.LEADER, None, other, NOW)
    deactivate(cast.session, people("wangmin")[0], security, NOW)


def test_who_is_put_out_of_use_is_out_at_once(cast: Cast, people: People) -> None:
    user, clerk = people("lijing")[0], people("wangmin")[1]
    sign_in(cast.session, user, NOW)
    deactivate(cast.session, user, clerk, NOW)
    assert cast.session.exec(select(SignIn)).all() == []
    assert recognise(cast.session, "lijing", "口令-一二三") is None
    with pytest.raises(Refusal, match="已经停用"):
        deactivate(cast.session, user, clerk, NOW)


def test_a_lock_is_taken_away_by_who_may_and_it_is_entered(cast: Cast, people: People, three: None) -> None:
    user, _ = people("wangmin")
    for _ in range(5):
        count_try(cast.session, "wangmin", NOW)
    with pytest.raises(NotTheirs):
        unlock(cast.session, user, people("guanli")[1], NOW)
    with pytest.raises(Refusal, match="由安全保密管理员在看板"):
        unlock_at_the_machine(cast.session, "wangmin", "root", NOW)
    unlock(cast.session, user, people("anquan")[1], NOW)
    assert count_try(cast.session, "wangmin", NOW).locked_until is None
    assert "解除锁定" in _deeds(cast.session)


def test_sessions_are_ended_by_their_own_person_and_by_who_may(cast: Cast, people: People) -> None:
    session, (user, own), (_, leader) = cast.session, people("lijing"), people("zhouheng")
    for _ in range(3):
        sign_in(session, user, NOW, "10.0.0.8", "Firefox")
    first, second, third = session.exec(select(SignIn).order_by(col(SignIn.id))).all()
    with pytest.raises(NotTheirs, match="领导账号不能结束登录"):
        end_session(session, first, leader, NOW)
    end_session(session, first, own, NOW)
    end_other_sessions(session, user, second.id, own, NOW)
    assert [row.id for row in session.exec(select(SignIn))] == [second.id]
    with pytest.raises(Refusal, match="没有其他的登录"):
        end_other_sessions(session, user, second.id, own, NOW)
    end_session(session, second, people("wangmin")[1], NOW)
    assert third.id not in [row.id for row in session.exec(select(SignIn))]


def test_one_identity_is_one_account(cast: Cast, people: People) -> None:
    user, clerk = people("lijing")[0], people("wangmin")[1]
    link_subject(cast.session, user, "https://id.example#7", clerk, NOW)
    with pytest.raises(Refusal, match="已经关联了另一个账号"):
        link_subject(cast.session, people("zhouheng")[0], "https://id.example#7", clerk, NOW)
    found = admit_by_subject(cast.session, "https://id.example#7", "zhouheng", NOW, by_login=True)
    assert found == user, "the link decides, not the login"
    link_subject(cast.session, user, "", clerk, NOW)
    assert admit_by_subject(cast.session, "https://id.example#7", "", NOW, by_login=False) is None


def test_a_login_is_believed_only_where_the_office_says_so_and_only_for_who_has_no_link(
    cast: Cast, people: People
) -> None:
    session, (user, _) = cast.session, people("lijing")
    assert admit_by_subject(session, "https://id.example#8", "lijing", NOW, by_login=False) is None
    user.must_renew = True
    session.flush()
    assert admit_by_subject(session, "https://id.example#8", "lijing", NOW, by_login=True) == user
    assert not user.must_renew
    assert recognise(session, "lijing", "口令-一二三") is None, "a password that others know is out of use"
    assert admit_by_subject(session, "https://id.example#9", "lijing", NOW, by_login=True) is None


def test_at_the_machine_the_first_officers_are_made_and_then_none_is_granted(
    cast: Cast, people: People, three: None
) -> None:
    assert of_the_command_line(cast.session) == rights(UserRole.ADMINISTRATOR)
    user, _ = people("anquan")
    user.is_active = False
    cast.session.flush()
    assert of_the_command_line(cast.session) == frozenset(Right)
