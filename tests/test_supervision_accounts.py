"""Accounts: no default password, nothing stored in clear, sessions that end."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Lock

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import CHECKOUT
from models.user import SignIn, User
from models.words import UserRole
from supervision.directory import accounts
from supervision.directory.accounts import (
    create,
    forget_sessions,
    is_hash_of,
    open_accounts,
    recognise,
    renew_password,
    sign_in,
    sign_out,
    signed_in,
)
from supervision.directory.founding import establish, units_without_contact
from supervision.directory.office_file import load_office
from supervision.directory.scopes import lookers
from tests.cast import DAY, at
from tests.hashing import OFFICE_HASHER

NOW = at(DAY)
OFFICE = CHECKOUT / "samples" / "office.toml"


@pytest.fixture
def user(session: Session) -> User:
    create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=NOW)
    return session.exec(select(User)).one()


def test_a_contact_with_a_wrong_address_is_told_with_file_line_and_unit(
    session: Session, tmp_path: Path
) -> None:
    wrong = tmp_path / "office.toml"
    text = OFFICE.read_text(encoding="utf-8")
    wrong.write_text(text.replace("zzb.lxr@example.org", "zzb..lxr@@example"), encoding="utf-8")
    line = 1 + text[: text.index('name = "陆知远"')].count("\n")
    with pytest.raises(Refusal, match=f"office.toml第{line}行起，.*组织部：邮箱“zzb..lxr@@example”写得不对"):
        establish(session, wrong, by="王敏", now=NOW)


def test_a_password_is_recognised_and_nowhere_in_clear(session: Session, user: User) -> None:
    assert "口令" not in user.password_hash
    assert recognise(session, "wangmin", "口令-一二三") == user
    assert recognise(session, "wangmin", "口令-一二四") is None
    assert recognise(session, "nobody", "口令-一二三") is None


@pytest.mark.long
def test_a_password_is_hashed_as_slowly_as_is_recommended_and_recognised_by_its_hash(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_hasher", OFFICE_HASHER)
    create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=NOW)
    kept = session.exec(select(User)).one().password_hash
    cost = re.search(r"^\$argon2id\$.*\bm=(\d+),t=(\d+)", kept)
    assert cost is not None
    assert int(cost[1]) >= 64 * 1024  # kilobytes
    assert int(cost[2]) >= 3
    assert recognise(session, "wangmin", "口令-一二三") is not None
    assert recognise(session, "wangmin", "口令-一二四") is None


def test_a_person_who_left_is_not_recognised(session: Session, user: User) -> None:
    user.is_active = False
    session.flush()
    assert recognise(session, "wangmin", "口令-一二三") is None


def test_a_login_is_given_once(session: Session, user: User) -> None:
    with pytest.raises(Refusal, match="已经有账号“wangmin”"):
        create(session, "wangmin", "王民", UserRole.CLERK, by="王敏", now=NOW)


def test_the_token_of_a_session_is_stored_only_as_a_hash(session: Session, user: User) -> None:
    token = sign_in(session, user, NOW)
    row = session.exec(select(SignIn)).one()
    assert token not in (row.token_sha256, row.form_token)
    found = signed_in(session, token, NOW, hours=12)
    assert found is not None
    assert found[0] == user


def test_a_session_ends_by_silence_by_leaving_and_by_a_new_password(session: Session, user: User) -> None:
    token = sign_in(session, user, NOW)
    assert signed_in(session, token, NOW + timedelta(hours=13), hours=12) is None
    found = signed_in(session, token, NOW + timedelta(hours=11), hours=12)
    assert found is not None
    sign_out(session, found[1], NOW)
    assert signed_in(session, token, NOW, hours=12) is None
    second = sign_in(session, user, NOW)
    renew_password(session, "wangmin", by="王敏", now=NOW)
    assert signed_in(session, second, NOW, hours=12) is None
    assert recognise(session, "wangmin", "口令-一二三") is None


def test_sessions_that_nobody_used_for_a_month_are_cleared_away(session: Session, user: User) -> None:
    sign_in(session, user, NOW - timedelta(days=40))
    kept = sign_in(session, user, NOW - timedelta(days=20))
    sign_in(session, user, NOW)
    assert forget_sessions(session, NOW, 168) == 1
    assert len(session.exec(select(SignIn)).all()) == 2
    assert signed_in(session, kept, NOW, 24) is None, "what is kept stands no longer for that"
    assert forget_sessions(session, NOW + timedelta(days=60), 24 * 90) == 0, (
        "what may still stand by the office's own rule is kept"
    )
    assert forget_sessions(session, NOW + timedelta(days=60), 168) == 2


def test_every_account_of_an_office_gets_a_password_of_its_own(session: Session) -> None:
    establish(session, OFFICE, by="王敏", now=NOW)
    accounts = open_accounts(session, OFFICE, by="王敏", now=NOW)
    assert len({account.password for account in accounts}) == len(accounts) == 7
    assert all(recognise(session, account.login, account.password) for account in accounts)


def test_the_directory_knows_whom_nobody_can_reach(session: Session) -> None:
    establish(session, OFFICE, by="王敏", now=NOW)
    assert [unit.called for unit in units_without_contact(session, DAY)] == ["白鹭县产改办"]
    with pytest.raises(Refusal, match="已经有办公室和单位名录"):
        establish(session, OFFICE, by="王敏", now=NOW)


HEAD = '[office]\nname = "甲办"\nshort_name = "甲"\n'
UNIT = '[[units]]\nname = "乙"\nlevel = "县区"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[office", "不合 TOML 的写法"),
        ('[[units]]\nname = "乙"\nlevel = "县区"\n', "“office”写得不对：缺少这一项"),
        (
            HEAD + '[[units]]\nname = "乙"\nlevel = "县区"\ncolour = "红"\n',
            "units·第1项·colour”写得不对：没有这个名字",
        ),
        (HEAD + "units = 3\n", "没有这个名字的项目"),
        (HEAD + UNIT.replace("县区", "乡镇"), r"“乡镇”不认识，可以写：省级部门、州市、市级部门"),
        (HEAD + UNIT + 'parent = "丙"\n', "没有单位“丙”"),
        (HEAD + UNIT + 'aliases = ["丁"]\n' + UNIT.replace("乙", "丁"), "“丁”是两个单位的名称或别名"),
        (HEAD + UNIT + '[[groups]]\nname = "组"\nmembers = ["戊"]\n', "没有单位“戊”"),
        (HEAD + UNIT + 2 * '[[users]]\nlogin = "a"\nname = "甲"\nrole = "经办"\n', "登录名“a”用了两次"),
        (HEAD + UNIT + '[[users]]\nlogin = "a"\nname = "甲"\nrole = "责任单位"\n', "要写 unit"),
        (HEAD + UNIT + '[[users]]\nlogin = "a"\nname = "甲"\nrole = "局长"\n', "“局长”不认识"),
    ],
)
def test_a_mistake_in_an_office_file_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "名录.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=said):
        load_office(file)


def test_an_office_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    file = tmp_path / "名录.toml"
    file.write_bytes("# 名录".encode("gb18030"))
    with pytest.raises(Refusal, match="UTF-8"):
        load_office(file)


_LOOKERS = """
[office]
name = "办公室"
short_name = "办"
[[units]]
name = "市总工会"
level = "市级部门"
[[users]]
login = "gaoyuan"
name = "高远"
role = "{role}"
units = ["{unit}"]
"""


def test_an_account_that_only_looks_gets_its_scope_from_the_office_file(
    session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "名录.toml"
    file.write_text(_LOOKERS.format(role="督导单位", unit="市总工会"), encoding="utf-8")
    establish(session, file, by="王敏", now=NOW)
    (made,) = open_accounts(session, file, by="王敏", now=NOW)
    assert made.role is UserRole.SUPERVISOR
    (looker,) = lookers(session)
    assert [words for _, words in looker.scopes] == ["市总工会及其下级"]


@pytest.mark.parametrize(
    ("role", "unit", "said"),
    [
        ("督导单位", "市教育局", "没有单位“市教育局”"),
        ("经办", "市总工会", "只有督导单位和检查人员的账号写 units"),
    ],
)
def test_a_scope_in_an_office_file_has_to_make_sense(tmp_path: Path, role: str, unit: str, said: str) -> None:
    file = tmp_path / "名录.toml"
    file.write_text(_LOOKERS.format(role=role, unit=unit), encoding="utf-8")
    with pytest.raises(Refusal, match=said):
        load_office(file)


def test_when_everybody_signs_in_at_nine_no_more_than_two_passwords_are_tried_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Slow:
        lock, now, most = Lock(), 0, 0

        def verify(self, _secret: str, _kept: str) -> bool:
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            time.sleep(0.01)
            with self.lock:
                self.now -= 1
            return True

    slow = Slow()
    monkeypatch.setattr(accounts, "_hasher", slow)
    with ThreadPoolExecutor(10) as everybody:
        assert all(everybody.map(lambda _: is_hash_of("", "口令"), range(20)))
    assert slow.most == 2
