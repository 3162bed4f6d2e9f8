"""Papers on the board: asked for, filled in, taken away, compared; a unit sees its own once it is published."""

import io
import zipfile
from datetime import date
from urllib.parse import quote

import pytest
from sqlmodel import Session, col, select

from flows.papers import write_next_paper, write_next_units
from models import database
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind
from models.written_paper import WrittenPaper
from schedules import clock
from schedules.workdays import WorkCalendar
from supervision.campaigns.campaign import Plan, make, publish
from supervision.campaigns.freezing import freeze
from tests.cast import DAY, Cast, at
from tests.kept_papers import LIMITS
from tests.office import BoardOffice, Person, establish

TODAY = date(2026, 7, 3)
TITLE = "2026年中期评估"


@pytest.fixture
def office() -> BoardOffice:
    office = establish(_frozen)
    clock.move_demo_day(TODAY)
    return office


def _frozen(cast: Cast) -> None:
    plan = Plan(CampaignKind.MIDTERM, TITLE, date(2026, 1, 1), date(2026, 12, 31))
    campaign = make(cast.session, plan, "王敏", at(DAY))
    freeze(cast.session, campaign, DAY, "王敏", at(DAY), WorkCalendar(), LIMITS)


@pytest.fixture
def clerk(office: BoardOffice) -> Person:
    return office.person("wangmin")


@pytest.mark.long
def test_a_paper_is_asked_for_written_and_taken_away_in_three_forms(clerk: Person) -> None:
    page = clerk.does("/papers", freeze="1", kind="midterm")
    assert "中期评估报告" in page
    assert write_next_paper.fn() is True

    page = clerk.sees("/papers")
    assert "关于2026年督办任务落实情况的中期评估报告" in page
    assert TITLE in page
    page = clerk.sees("/papers/1")
    assert "第1稿" in page
    assert "待补充的内容" in page
    assert "数字溯源" in page
    for form, start in (("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!doctype")):
        answer = clerk.client.get(f"/papers/1/download/{form}")
        assert answer.content.startswith(start)
        name = f"关于2026年督办任务落实情况的中期评估报告（截至2026-03-09，第1稿）.{form}"
        assert quote(name) in answer.headers["content-disposition"]


@pytest.mark.long
def test_places_are_filled_on_the_page_and_stand_in_the_file(clerk: Person) -> None:
    _write(clerk, "midterm")
    places = clerk.sees("/papers/1").count('name="place-')
    assert places >= 12

    page = clerk.does("/papers/1/places", **{"place-3": "由办公室牵头，三个单位参加。"})
    assert "正在写进文件" in page
    while write_next_paper.fn() is not None:
        pass

    assert "正在写进文件" not in clerk.sees("/papers/1")


@pytest.mark.long
def test_a_text_that_is_too_long_or_an_old_draft_is_refused_with_a_sentence(clerk: Person) -> None:
    _write(clerk, "midterm")
    assert clerk.posts("/papers/1/places", **{"place-0": "长" * 5001}).status_code == 409
    with database.transaction() as session:
        _freeze_again(session, "补录")
    _write(clerk, "midterm", freeze=2)

    assert "这是旧稿" in clerk.sees("/papers/1")
    answer = clerk.posts("/papers/1/places", **{"place-0": "江产改办发〔2026〕9号"})
    assert answer.status_code == 409
    assert "已经写出了更新的一稿" in answer.text


@pytest.mark.long
def test_two_drafts_are_put_beside_each_other_on_the_page_and_as_files(clerk: Person) -> None:
    _write(clerk, "midterm")
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(date(2026, 3, 20))
        _freeze_again(session, "新交办一件")
    _write(clerk, "midterm", freeze=2)

    page = clerk.sees("/papers/1/changes/2")
    assert "第1稿与第2稿对照" in page
    assert "合计，交办" in page
    for form in ("docx", "xlsx"):
        answer = clerk.client.get(f"/papers/2/changes/1/download/{form}")
        assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert clerk.status_of("/papers/1/changes/1") == 404
    assert clerk.status_of("/papers/1/changes/2/download/html") == 404


@pytest.mark.long
def test_every_number_leads_to_its_records(clerk: Person) -> None:
    _write(clerk, "midterm")
    with database.reading() as session:
        paper = session.get_one(WrittenPaper, 1)
        addresses = {
            (trace[5], trace[4]) for trace in paper.says["traces"] if trace[5].startswith("/papers/records/")
        }
    assert len(addresses) >= 5
    for address, records in addresses:
        page = clerk.sees(address)
        if "by=task" not in address:
            assert f"：{records}件</h1>" in page, address
    assert "办好职工技能竞赛" in clerk.sees("/papers/records/1?count=assigned")
    assert clerk.status_of("/papers/records/1?count=nonsense") == 404


@pytest.mark.long
def test_all_unit_reports_are_asked_for_at_once_and_come_as_an_archive(clerk: Person) -> None:
    clerk.does("/papers", freeze="1", kind="unit")
    assert write_next_units.fn() == 2

    page = clerk.sees("/papers/units/1")
    assert "已写出2份，应写2份" in page
    answer = clerk.client.get("/papers/units/1/download/docx")
    assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) == 2
    assert "2份" in clerk.sees("/papers")


@pytest.mark.long
def test_a_unit_sees_its_own_report_once_the_results_are_published(
    office: BoardOffice, clerk: Person
) -> None:
    clerk.does("/papers", freeze="1", kind="unit")
    write_next_units.fn()
    own, other = office.person("suwang"), office.person("tianye")
    assert "还没有公布" in own.sees(f"/units/{office.union}/papers")
    with database.reading() as session:
        [number] = session.exec(select(WrittenPaper.id).where(WrittenPaper.unit_id == office.union)).all()
    assert own.status_of(f"/papers/{number}") == 404
    assert own.status_of("/papers/records/1?count=assigned") == 404

    with database.transaction() as session:
        publish(session, session.exec(select(Campaign)).one(), "王敏", TODAY, at(TODAY))

    assert TITLE in own.sees(f"/units/{office.union}/papers")
    assert "数字溯源" in own.sees(f"/papers/{number}")
    assert "place-0" not in own.sees(f"/papers/{number}")
    assert own.client.get(f"/papers/{number}/download/docx").content.startswith(b"PK")
    assert "交办：1件" in own.sees("/papers/records/1?count=assigned")
    assert own.status_of(f"/papers/records/1?count=assigned&unit={office.labour}") == 404
    assert other.status_of(f"/papers/{number}") == 404
    assert other.status_of(f"/units/{office.union}/papers") == 404
    assert own.status_of("/papers") == 404


def test_without_frozen_data_nothing_can_be_asked_for(clerk: Person) -> None:
    for freeze_id, kind in (("4711", "midterm"), ("", "midterm"), ("1", "poem")):
        assert clerk.posts("/papers", freeze=freeze_id, kind=kind).status_code == 409


def test_who_comes_from_a_campaign_finds_it_chosen(clerk: Person) -> None:
    with database.transaction() as session:
        first = session.exec(select(Campaign)).one()
        other = Campaign(**first.model_dump(exclude={"id", "title"}), title="另一次督察活动")
        session.add(other)
        session.flush()
        frozen = Freeze(campaign_id=other.id, number=1, as_of=first.ends_on, at=first.made_at, by="王敏")
        session.add(frozen)
    page = clerk.sees(f"/papers?campaign={first.id}")
    assert page.count(" selected>") == 1
    assert f"selected>{first.title}" in page


def _write(clerk: Person, kind: str, freeze: int = 1) -> None:
    clerk.does("/papers", freeze=str(freeze), kind=kind)
    assert write_next_paper.fn() is True


def _freeze_again(session: Session, reason: str) -> Freeze:
    campaign = session.exec(select(Campaign).order_by(col(Campaign.id))).one()
    return freeze(session, campaign, DAY, "王敏", at(DAY, 12), WorkCalendar(), LIMITS, reason)
