"""The page of the log: for clerks alone, filtered, paged, taken away as a file, with the state of the chain."""

import re

import pytest
from sqlmodel import select

from config.settings import home as folder_of
from models import database
from models.notice import Notice
from models.record import LogEntry
from models.unit import UnitGroup
from models.words import Move, Subject
from supervision.record.deeds import DEEDS
from supervision.record.log import log
from supervision.record.rows import KINDS
from supervision.record.sealing import seal_all
from tests.cast import DAY, at
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def _many(count: int) -> None:
    with database.transaction() as session:
        for number in range(count):
            log(session, Subject.RECORD, None, "核验记录", "李静", at(DAY, 12), note=f"第{number}次")


def test_a_clerk_sees_who_did_what_and_how_the_chain_stands(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.sees("/log")
    assert 'href="/log" aria-current="page"' in page
    assert "已封存0组" in page
    assert "没有封存" in page
    for said in ("交办", "登录", "2026-001 办好职工技能竞赛（江临市总工会）", "还没有核验过"):
        assert said in page
    seal_all(at(DAY, 20))
    page = clerk.sees("/log")
    assert "没有未封存的记录" in page
    assert "现在的头" in page


@pytest.mark.parametrize(("login", "status"), [("suwang", 404), ("tianye", 404), ("zhouheng", 404)])
def test_the_log_is_for_clerks_alone_and_asking_for_it_is_recorded(
    office: BoardOffice, login: str, status: int
) -> None:
    person = office.person(login)
    assert person.status_of("/log") == status
    assert person.status_of("/log/export.csv") == status
    assert 'href="/log"' not in person.sees("/tasks")
    with database.reading() as session:
        refused = session.exec(select(LogEntry).where(LogEntry.deed == "拒绝越权")).all()
    assert len(refused) == 2


def test_a_stranger_signs_in_first(office: BoardOffice) -> None:
    answer = office.stranger().get("/log", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Flog")


@pytest.mark.parametrize(
    "query",
    [
        "since=2026-03-09&until=2026-03-09",
        "by=%E7%8E%8B%25%27%22%3Cscript%3E",
        "deed=%3Cscript%3Ealert(1)%3C/script%3E",
        "before=0-0",
        "before=999999999999999999-1",
        "before=x",
        "before=" + "9" * 400 + "-1",
        "since=&until=&by=&subject=&deed=",
        *(f"subject={one.value}" for one in Subject),
        "deed=签收&subject=assignment",
        "by=" + "长" * 500,
        "by=%00",
    ],
)
def test_every_view_of_the_log_is_a_page(office: BoardOffice, query: str) -> None:
    page = office.person("wangmin").sees(f"/log?{query}")
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=gestern", "起始日期“gestern”不是日期"),
        ("until=2026-02-30", "不是日期"),
        ("subject=x", "没有这一类对象"),
    ],
)
def test_what_cannot_be_asked_for_is_a_sentence(office: BoardOffice, query: str, said: str) -> None:
    person = office.person("wangmin")
    for address in (f"/log?{query}", f"/log/export.csv?{query}"):
        answer = person.client.get(address)
        assert answer.status_code == 409
        assert said in answer.text


def test_one_word_for_each_deed_is_offered_once(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/log")
    offered = re.findall(r"<option(?: selected)?>([^<]*)</option>", page)
    assert sorted(offered) == sorted({*DEEDS, *(move.label for move in Move)})


def test_the_pages_lead_through_everything_and_back(office: BoardOffice) -> None:
    _many(120)
    clerk = office.person("wangmin")
    address, seen = "/log?deed=%E6%A0%B8%E9%AA%8C%E8%AE%B0%E5%BD%95", []
    for _ in range(5):
        page = clerk.sees(address)
        seen += re.findall(r"第(\d+)次", page)
        found = re.search(r'href="(/log\?[^"]*before=[^"]*)"', page)
        if found is None:
            break
        address = found[1].replace("&amp;", "&")
    assert [int(number) for number in seen] == list(reversed(range(120)))
    assert "回到最新" in page


@pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl"])
def test_the_log_is_taken_away_as_a_file_and_that_is_entered(office: BoardOffice, ending: str) -> None:
    clerk = office.person("wangmin")
    answer = clerk.client.get(f"/log/export.{ending}?deed=交办")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content
    with database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "导出日志")).one()
    assert (entry.by, entry.particulars["entries"]) == ("王敏", 2)
    assert [one for one in folder_of().iterdir() if one.name.startswith("log-")] == []


@pytest.mark.parametrize("ending", ["exe", "x", "CSV", "csv%00"])
def test_another_ending_is_no_page(office: BoardOffice, ending: str) -> None:
    assert office.person("wangmin").status_of(f"/log/export.{ending}") == 404


def test_both_kinds_of_the_record_stand_in_the_log() -> None:
    assert [kind.called for kind in KINDS] == ["流转记录", "日志"]


def test_the_log_names_people_and_things_and_no_numbers_of_rows(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.posts(f"/units/{office.union}/links", person="苏望")
    with database.transaction() as session:
        group = session.exec(select(UnitGroup.id)).one()
        log(session, Subject.GROUP, group, "增加单位组", "王敏", at(DAY))
        notice = session.exec(select(Notice.id)).first()
        log(session, Subject.NOTICE, notice, "签发", "王敏", at(DAY), note="督办单")
        # An entry of an office that was founded before the deed got its name of today.
        log(session, Subject.RECORD, None, "台账印记", "系统封存", at(DAY), note="销号程序2条")
    page = clerk.sees("/log")
    for words in (
        "王敏（wangmin）",
        "江临市总工会 苏望的填报链接",
        "试点企业",
        "交办通知：2026-001 办好职工技能竞赛",
    ):
        assert words in page
    assert not re.search(r"(账号|填报链接|单位组|通知)第[0-9]+号", page)
    assert "台账印记" not in page
    assert "销号程序2条" in clerk.sees("/log?deed=自动封存")
