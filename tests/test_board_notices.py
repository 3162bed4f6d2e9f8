"""Notices and reports on the board."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from models import database
from models.job import Job
from models.notice import Delivery, Notice
from models.record import LogEntry
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, JobKind, NoticeKind
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish


def _more(cast: Cast) -> None:
    session = cast.session
    for contact in session.exec(select(Contact).where(Contact.unit_id == cast.district.id)):
        contact.email = ""
        session.add(contact)
    session.add(
        Notice(
            assignment_id=1,
            in_force="2026-06-30",
            rung="order",
            kind=NoticeKind.ORDER,
            level=ContactLevel.LEADER,
            raised_on=DAY,
            needs_signature=True,
        )
    )
    session.add(
        Delivery(
            contact_id=1,
            day=DAY,
            address="u1@example.org",
            status=DeliveryStatus.FAILED,
            not_before=at(DAY),
            error="对方服务器拒收：没有这个邮箱",
        )
    )


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_more)


def _order() -> Notice:
    with database.reading() as session:
        return session.exec(select(Notice).where(Notice.kind == NoticeKind.ORDER)).one()


def test_the_notices_page_says_what_was_raised_what_failed_and_whom_nobody_can_reach(
    office: BoardOffice,
) -> None:
    page = office.person("zhouheng").sees("/notices")
    for words in ("交办通知 2", "督办单 1", "未送达 1", "对方服务器拒收：没有这个邮箱", "待签发（1）"):
        assert words in page
    assert "东湖区产改办" in page.split("另有1个单位没有可用的联系人")[1].split("</p>")[0]
    assert page.index("待签发（1）") < page.index("交办通知 2"), (
        "what is to be done comes before what is counted"
    )


def test_what_goes_on_by_another_channel_is_nobodys_work_any_more(office: BoardOffice) -> None:
    assert "对方服务器拒收" in office.person("wangmin").sees("/notices")
    with database.transaction() as session:
        failed = session.exec(select(Delivery).where(Delivery.status == DeliveryStatus.FAILED)).one()
        session.add(
            Delivery(
                contact_id=1,
                day=DAY,
                channel="sms",
                address="0000",
                apart=f"for-{failed.id}",
                replaces_id=failed.id,
                not_before=at(DAY),
            )
        )
    assert "对方服务器拒收" not in office.person("wangmin").sees("/notices")


def test_a_clerk_signs_an_order_once(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = f"/notices/{_order().id}/signature"
    page = clerk.does(address)
    assert "已签发" in page
    assert "待签发（0）" in page
    assert _order().signed_by == "王敏"
    again = clerk.posts(address)
    assert again.status_code == 409
    assert "已经签发" in again.text


def test_a_leader_signs_what_is_above_a_chaser(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    assert "签发</button>" in leader.sees("/notices")
    leader.does(f"/notices/{_order().id}/signature")
    assert _order().signed_by == "周衡"


def test_a_unit_does_not_see_an_order_before_it_is_signed(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit = office.person("suwang")
    assert "督办单" not in unit.sees(page)
    office.person("wangmin").does(f"/notices/{_order().id}/signature")
    assert "督办单" in unit.sees(page)


@pytest.mark.parametrize(("answers", "told"), [(True, "已开始办理"), (False, "引擎未运行，任务已排队")])
def test_a_report_is_asked_for_and_the_engine_told(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch, answers: bool, told: str
) -> None:
    waiting: list[int] = []

    def nudge(name: str) -> bool:
        assert name == "evaluation"
        with database.reading() as session:
            waiting.extend(session.exec(select(Job.id)).all())
        return answers

    monkeypatch.setattr("board.reports.nudge", nudge)
    page = office.person("wangmin").does("/reports", as_of="2026-03-08")
    assert told in page
    # The engine is told only after the job can be found.
    assert waiting == [1]
    with database.reading() as session:
        job = session.get_one(Job, 1)
    assert (job.kind, job.arguments) == (JobKind.EVALUATION, {"as_of": "2026-03-08"})


def test_a_report_of_a_day_to_come_is_refused(office: BoardOffice) -> None:
    answer = office.person("wangmin").posts("/reports", as_of="2026-03-10")
    assert answer.status_code == 409
    assert "还没有到" in answer.text


def test_a_report_is_taken_away_under_its_chinese_name(office: BoardOffice, home: Path) -> None:
    (home / "reports").mkdir()
    (home / "reports" / "中期评估报告-2026-03-09.docx").write_bytes(b"word")
    leader = office.person("zhouheng")
    link = leader.sees("/reports").split('href="/reports/')[1].split('"')[0]
    answer = leader.client.get(f"/reports/{link}")
    assert answer.content == b"word"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''%E4%B8%AD")


def test_the_latest_report_stands_first(office: BoardOffice, home: Path) -> None:
    (home / "reports").mkdir()
    for day in ("2025-12-31", "2026-03-09", "2026-02-28"):
        (home / "reports" / f"中期评估报告-{day}.docx").write_bytes(b"x")
    page = office.person("zhouheng").sees("/reports")
    assert page.index("2026-03-09.docx") < page.index("2026-02-28.docx") < page.index("2025-12-31.docx")


@pytest.mark.parametrize(
    "name", ["..%2Fduban.db", "..%2F..%2Fduban.db", "%2Fetc%2Fpasswd", "duban.db", "secret.txt", "link.docx"]
)
def test_no_name_leads_out_of_the_folder_of_reports(office: BoardOffice, home: Path, name: str) -> None:
    folder = home / "reports"
    folder.mkdir()
    (folder / "secret.txt").write_text("x")
    (folder / "link.docx").symlink_to(home / "duban.db")
    assert office.person("wangmin").status_of(f"/reports/{name}") == 404


def test_what_is_graver_than_an_order_is_signed_by_a_leader(home: Path) -> None:
    def circular(cast: Cast) -> None:
        cast.session.add(
            Notice(
                assignment_id=1, in_force="2026-06-30", rung="circular", kind=NoticeKind.CIRCULAR,
                level=ContactLevel.LEADER, raised_on=DAY, needs_signature=True,
            )
        )  # fmt: skip

    office = establish(circular)
    page = office.person("wangmin").sees("/notices")
    assert "由领导签发" in page
    assert "签发</button>" not in page
    assert "签发</button>" in office.person("zhouheng").sees("/notices")


def _many_notices(cast: Cast) -> None:
    _more(cast)
    for number in range(60):
        cast.session.add(
            Notice(
                assignment_id=1,
                in_force="2026-06-30",
                rung=f"before-{number}",
                kind=NoticeKind.REMINDER,
                level=ContactLevel.CONTACT,
                raised_on=DAY,
            )
        )
        cast.session.add(
            Delivery(
                contact_id=1,
                day=DAY,
                address=f"letter{number:02d}@example.org",
                apart=f"n{number}",
                status=DeliveryStatus.SENT,
                not_before=at(DAY),
            )
        )


@pytest.fixture
def busy_office(home: Path) -> BoardOffice:
    return establish(_many_notices)


def test_all_notices_stand_on_pages_and_each_page_keeps_what_was_asked(busy_office: BoardOffice) -> None:
    clerk = busy_office.person("wangmin")
    first = clerk.sees("/notices")
    assert "全部通知（63）" in first, "two of the handing out, an order, sixty reminders"
    assert 'href="/notices?page=2#raised"' in first
    second = clerk.sees("/notices?kind=reminder&page=2")
    assert "提醒（60）" in second
    assert "第2页，共2页（60件）" in second
    assert 'href="/notices?kind=reminder#raised"' in second
    listed = second.split('id="raised"')[1]
    assert listed.count("<tr>") == 1 + 10
    assert "督办单" not in listed
    for query in ("page=99999999999", "page=-1", "page=x", "kind=nonsense", "kind=reminder&page=77"):
        assert clerk.status_of(f"/notices?{query}") == 200


def test_every_delivery_is_listed_by_outcome_and_unit(busy_office: BoardOffice) -> None:
    clerk = busy_office.person("wangmin")
    first = clerk.sees("/deliveries")
    assert "共61封" in first
    assert "letter59@example.org" in first
    assert "letter00@example.org" not in first
    assert "letter00@example.org" in clerk.sees("/deliveries?page=2")
    troubled = clerk.sees("/deliveries?status=troubled")
    assert "共1封" in troubled
    assert "对方服务器拒收" in troubled
    assert "没有符合条件的投递" in clerk.sees(f"/deliveries?unit={busy_office.labour}")
    with database.reading() as session:
        contact = session.get_one(Contact, 1)
    of_unit = clerk.sees(f"/deliveries?status=sent&unit={contact.unit_id}")
    assert "共60封" in of_unit
    assert f"status=sent&amp;unit={contact.unit_id}&amp;page=2" in of_unit
    assert "共61封" in clerk.sees("/deliveries?status=nonsense&unit=4711&page=x")
    assert busy_office.person("suwang").status_of("/deliveries") == 404


def test_who_looks_after_a_delivery_on_its_list_stays_there(busy_office: BoardOffice) -> None:
    with database.reading() as session:
        failed = session.exec(select(Delivery).where(Delivery.status == DeliveryStatus.FAILED)).one()
    answer = busy_office.person("wangmin").posts(
        f"/notices/letters/{failed.id}/retry", **{"from": "deliveries"}
    )
    assert answer.headers["location"] == "/deliveries?done=resent"


def _looks() -> list[str]:
    with database.reading() as session:
        rows = session.exec(
            select(LogEntry).where(LogEntry.deed == "查看联系方式").order_by(col(LogEntry.id))
        )
        return [row.note for row in rows]


def test_who_sees_peoples_addresses_among_the_notices_is_in_the_log(office: BoardOffice) -> None:
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    for _ in range(2):
        clerk.sees("/notices")
    assert _looks() == ["经办账号：通知页的投递"], "once within the hour"
    leader.sees("/deliveries")
    assert _looks()[1:] == ["领导账号：投递"]
    with database.transaction() as session:
        session.exec(select(Delivery)).one().status = DeliveryStatus.SENT
    leader.sees("/notices")
    assert len(_looks()) == 2, "no address stands there any more"
