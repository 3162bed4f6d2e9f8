"""评分表、评分、得分、异议 on the board: who sees what, and what they can do from there."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from flows.scoring import score_next
from models import database
from models.campaign import Campaign
from models.evaluation_words import CampaignStatus
from models.score import Objection, Rating, Score, ScoreSheet, ScoreTotal
from models.words import Answer, JobKind
from reports.scoring.sheet_files import sheet_text
from supervision.campaigns.scores import compute
from supervision.jobs import ask
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, Person, establish
from tests.scored_office import ScoredOffice


def _scored(cast: Cast) -> None:
    office = ScoredOffice(cast.session, year=DAY.year - 1)
    office.task()
    for unit in (cast.union, cast.labour, cast.district):
        office.unit(unit, since=office.campaign.starts_on)
    office.holds(cast.union, 9)
    office.overdue(cast.union, 1)
    office.holds(cast.labour, 2)
    office.overdue(cast.labour, 2, 30)
    office.overdue(cast.district, 1)
    compute(cast.session, office.freeze, at(DAY))


@pytest.fixture
def office() -> BoardOffice:
    """A scored campaign, not yet published."""
    return establish(_scored)


def campaign_id() -> int:
    """The number of the campaign."""
    with database.reading() as session:
        return session.exec(select(Campaign)).one().id


def publish() -> None:
    """公布."""
    with database.transaction() as session:
        campaign = session.exec(select(Campaign)).one()
        campaign.status, campaign.published_on = CampaignStatus.PUBLISHED, DAY
        session.add(campaign)


def upload(person: Person, text: str, **form: str) -> object:
    """A score sheet sent as a file."""
    return person.posts(
        "/score-sheets", files={"file": ("评分表.toml", text.encode(), "application/toml")}, **form
    )


def test_weights_are_open_to_everybody_before_anything_is_scored(office: BoardOffice) -> None:
    for login in ("suwang", "tianye", "wangmin", "zhouheng"):
        assert "年度综合考核评分表" in office.person(login).sees("/score-sheets")
    page = office.person("tianye").sees("/score-sheets/1")
    # A county sees what counties are scored on, and nothing of what is for others.
    assert "指导和服务基层" in page
    assert "职工获得感" not in page
    assert "上评40%、下评60%" in page
    assert "职工获得感" in office.person("wangmin").sees("/score-sheets/1?level=enterprise")


def test_a_clerk_takes_in_sheets_and_gets_a_sentence_for_each_mistake(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "评分表已启用" in clerk.does("/score-sheets/shipped", name="special")
    answer = upload(clerk, sheet_text("special").replace("total = 100", "total = 90"))
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "total 是90分，而省级部门的各项满分合计100分" in answer.text  # type: ignore[attr-defined]
    later = sheet_text("special").replace("2025-01-01", "2026-06-01")
    assert upload(clerk, later).status_code == 303  # type: ignore[attr-defined]
    assert "尚未起用" in clerk.sees("/score-sheets")
    text = clerk.client.get("/score-sheets/1/file")
    assert text.text.startswith("# 评分表")
    assert office.person("zhouheng").posts("/score-sheets/shipped", name="midterm").status_code == 409


def test_what_the_rules_bar_is_taken_only_by_name_and_reason(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    barred = (
        sheet_text("special")
        .replace('title = "督察事项完成"', 'title = "领导批示情况"')
        .replace("2025-01-01", "2026-07-01")
    )
    answer = upload(clerk, barred)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "不得将获得领导同志批示作为督查检查考核内容" in answer.text  # type: ignore[attr-defined]
    assert upload(clerk, barred, override="Z1", override_reason="省里考核办法第三条").status_code == 303  # type: ignore[attr-defined]
    assert "点名保留1项" in clerk.sees("/score-sheets")
    assert "由王敏点名保留：省里考核办法第三条" in clerk.sees("/score-sheets/2")


def test_a_file_that_is_no_text_is_refused(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts("/score-sheets", files={"file": ("x.toml", b"\xff\xfe\x00", "text/plain")})
    assert "不是 UTF-8 文本" in answer.text
    assert "请先选择评分表文件" in clerk.posts("/score-sheets").text
    assert (
        "文件太大" in clerk.posts("/score-sheets", files={"file": ("x", b"#" * 500_000, "text/plain")}).text
    )


def test_the_office_sees_places_tiers_and_what_is_not_scored(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees(f"/campaigns/{campaign_id()}/scores")
    assert "市总工会" in page
    assert "薄弱" in page
    assert "没有人评分" in page
    assert "尚未评分，不计分" in page


def test_a_unit_sees_its_own_only_and_only_after_publication(office: BoardOffice) -> None:
    number, unit = campaign_id(), office.person("suwang")
    own, other = f"/campaigns/{number}/scores/{office.union}", f"/campaigns/{number}/scores/{office.labour}"
    assert unit.status_of(own) == 404
    assert "还没有公布的得分" in unit.sees("/my-scores")
    publish()
    assert unit.status_of(other) == 404
    assert unit.status_of(f"/campaigns/{number}/scores") == 404
    assert unit.status_of(f"/campaigns/{number}/scores/sheet") == 404
    page = unit.sees(own)
    assert "办结 ÷ 应办 × 满分" in page
    assert "办结9 ÷ 应办10 × 满分20" in page
    assert "冻结的事项" in page
    assert "对这一项提出异议" in page
    assert "2025年度考核" in unit.sees("/my-scores")
    behind = unit.sees(f"{own}/items?what=closed_of_due")
    assert "应办中办结（9件）" in behind
    assert unit.status_of(f"{other}/items?what=closed_of_due") == 404


def test_the_table_is_taken_away_as_excel_with_every_calculation(office: BoardOffice) -> None:
    answer = office.person("wangmin").client.get(f"/campaigns/{campaign_id()}/scores/sheet")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["得分", "计算过程", "评分表"]
    rows = [[cell.value for cell in row] for row in book["得分"].iter_rows()]
    union = next(row for row in rows if row[0] == "江临市总工会")
    assert union[2] == 18
    assert any("办结9 ÷ 应办10" in str(cell.value) for row in book["计算过程"].iter_rows() for cell in row)


def test_another_assessors_table_is_taken_away(office: BoardOffice) -> None:
    clerk, here = office.person("wangmin"), f"/campaigns/{campaign_id()}/scores"
    assert f"{here}/sheet?layout=unions" in clerk.sees(here)
    book = load_workbook(BytesIO(clerk.client.get(f"{here}/sheet?layout=unions").content))
    said = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["序号", "单位", "总分", "位次", "评定等次"] in said
    assert any("江临市总工会" in row for row in said)
    assert clerk.status_of(f"{here}/sheet?layout=nobody") == 404


def test_an_objection_goes_from_the_units_page_through_the_queue_into_the_calculation(
    office: BoardOffice,
) -> None:
    publish()
    number, unit, leader = campaign_id(), office.person("suwang"), office.person("zhouheng")
    own = f"/campaigns/{number}/scores/{office.union}"
    page = unit.does(f"/campaigns/{number}/objections", item="A1", reason="有一件12月30日已办结")
    assert "异议已提出" in page
    assert "收回异议" in page
    queue = leader.sees("/objections")
    assert "有一件12月30日已办结" in queue
    assert "1件等待答复" in queue
    with database.reading() as session:
        row = session.exec(select(Objection)).one()
    leader.does(f"/objections/{row.id}/decision", decision="grant", opinion="佐证属实", adjustment="1.5")
    page = unit.sees(own)
    assert "异议成立，加1.5分" in page
    assert "佐证属实" in page
    with database.reading() as session:
        assert (
            session.exec(select(Score).where(Score.item == "A1", Score.unit_id == office.union)).one().points
            == 19.5
        )
    assert unit.status_of("/objections") == 404


def test_a_unit_takes_its_objection_back_and_nobody_elses(office: BoardOffice) -> None:
    publish()
    number = campaign_id()
    office.person("suwang").does(f"/campaigns/{number}/objections", item="A2", reason="数据不对")
    with database.reading() as session:
        row = session.exec(select(Objection)).one()
    assert office.person("jiming").posts(f"/objections/{row.id}/taking-back").status_code == 404
    assert office.person("jiming").status_of(f"/objections/{row.id}/file") == 404
    assert "异议已收回" in office.person("suwang").does(f"/objections/{row.id}/taking-back")
    with database.reading() as session:
        assert session.exec(select(Objection)).one().answer is Answer.TAKEN_BACK


def test_a_paper_comes_with_an_objection_and_is_read_by_the_office(office: BoardOffice) -> None:
    publish()
    answer = office.person("suwang").posts(
        f"/campaigns/{campaign_id()}/objections",
        files={"file": ("说明.txt", "已办结".encode(), "text/plain")},
        item="A1",
        reason="见附件",
    )
    assert answer.status_code == 303
    with database.reading() as session:
        row = session.exec(select(Objection)).one()
    assert office.person("wangmin").client.get(f"/objections/{row.id}/file").content == "已办结".encode()


def test_a_unit_rates_itself_and_the_gap_is_shown_to_the_office(office: BoardOffice) -> None:
    number, unit = campaign_id(), office.person("jiming")
    assert "本单位自评" in unit.sees("/my-scores")
    form = unit.sees(f"/campaigns/{number}/ratings/{office.labour}?group=self")
    assert 'name="points-A1"' in form
    page = unit.does(
        f"/campaigns/{number}/ratings/{office.labour}",
        group="self",
        **{"points-A1": "20", "reason-A1": "都已办结", "points-A2": "7.5"},
    )
    assert "评分已保存" in page
    table = office.person("wangmin").sees(f"/campaigns/{number}/scores")
    assert "自评与他评相差大的（1项）" in table
    # Nobody asks departments about each other.
    assert unit.status_of(f"/campaigns/{number}/ratings/{office.union}?group=self") == 404
    assert (
        unit.posts(
            f"/campaigns/{number}/ratings/{office.union}", group="self", **{"points-A1": "1"}
        ).status_code
        == 409
    )


def test_the_office_rates_and_sees_how_far_it_has_come(office: BoardOffice) -> None:
    number, clerk = campaign_id(), office.person("wangmin")
    assert f'name="{office.union}-points-A6"' in clerk.sees(f"/campaigns/{number}/ratings")
    page = clerk.does(
        f"/campaigns/{number}/ratings/{office.union}",
        group="office",
        **{"points-A6": "8.5", "reason-A6": "好"},
    )
    assert "已收到：他评1项" in page
    both = {
        f"{office.union}-points-A6": "8.5",
        f"{office.union}-reason-A6": "好",
        f"{office.labour}-points-A6": "7",
    }
    assert "已收到：他评2项" in clerk.does(f"/campaigns/{number}/ratings", group="office", **both)
    with database.reading() as session:
        # What was not changed is not written again.
        assert [one.unit_id for one in session.exec(select(Rating))] == [office.union, office.labour]
    leader = office.person("zhouheng").sees(f"/campaigns/{number}/ratings?group=superior")
    assert f'name="{office.district}-points-C3"' in leader
    wrong = clerk.posts(f"/campaigns/{number}/ratings/{office.union}", group="office", **{"points-A6": "11"})
    assert "应在0到10分之间" in wrong.text
    again = clerk.sees(f"/campaigns/{number}/ratings/{office.union}?group=office")
    assert 'value="8.5"' in again


def test_one_wrong_number_among_many_units_is_named_and_the_rest_stays_in_the_form(
    office: BoardOffice,
) -> None:
    here, clerk = f"/campaigns/{campaign_id()}/ratings", office.person("wangmin")
    assert f'action="{here}?group=office&amp;page="' in clerk.sees(here)
    given = {f"{office.union}-points-A6": "8.5", f"{office.labour}-points-A6": "七分"}
    wrong = clerk.client.post(
        f"{here}?group=office",
        data={"form_token": clerk.form_token, "group": "office", **given},
        headers={"referer": f"http://{clerk.client.base_url.netloc.decode()}{here}?group=office"},
    ).text
    assert "市人社局“工作实效评价”的评分“七分”不是数" in wrong
    assert 'value="8.5"' in wrong
    assert 'value="七分"' in wrong


def test_a_third_party_rates_by_its_link_without_an_account_until_it_is_submitted(
    office: BoardOffice,
) -> None:
    number, clerk = campaign_id(), office.person("wangmin")
    made = clerk.posts(
        f"/campaigns/{number}/assessor-links",
        name="市社科院评估组",
        days="14",
        units=[office.union, office.labour],
    )
    address = re.search(r"/e/[\w-]+", made.text)
    assert address is not None
    path, stranger = address.group(), office.stranger()
    page = stranger.get(path)
    assert page.status_code == 200
    assert "市社科院评估组" in page.text
    assert "指导和服务基层" not in page.text
    token = re.search(r'name="form_token" value="(\w+)"', page.text)
    assert token is not None
    form = {"form_token": token.group(1), f"{office.union}-points-A6": "8"}
    saved = stranger.post(path, data={**form, "deed": "save"})
    assert "评分已保存" in saved.text
    early = stranger.post(path, data={**form, "deed": "submit"})
    assert early.status_code == 409
    assert "还有没有评分的" in early.text
    full = {**form, f"{office.labour}-points-A6": "7", "deed": "submit"}
    assert "提交并锁定" in stranger.post(path, data=full).text
    assert stranger.post(path, data={**full, f"{office.union}-points-A6": "1"}).status_code == 409
    with database.reading() as session:
        assert {str(one.points.normalize()) for one in session.exec(select(Rating))} == {"8", "7"}
    assert stranger.post(path, data={**full, "form_token": "x"}).status_code == 403
    assert stranger.get("/e/" + "x" * 43).status_code == 404
    assert "已提交" in clerk.sees(f"/campaigns/{number}/ratings")


def test_a_link_that_was_taken_back_opens_nothing(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    made = clerk.posts(
        f"/campaigns/{campaign_id()}/assessor-links", name="x", days="14", units=[office.union]
    )
    path = re.search(r"/e/[\w-]+", made.text)
    assert path is not None
    assert "已收回" in clerk.does("/assessor-links/1/revocation")
    assert office.stranger().get(path.group()).status_code == 404


def test_the_sheet_is_chosen_and_scores_are_asked_for_as_work_of_the_engine(office: BoardOffice) -> None:
    number, clerk = campaign_id(), office.person("wangmin")
    assert "评分表已选定" in clerk.does(f"/campaigns/{number}/sheet", sheet="1")
    assert clerk.posts(f"/campaigns/{number}/scoring").status_code == 303
    assert score_next.fn() is True
    assert score_next.fn() is None
    assert "3个单位" in clerk.sees(f"/campaigns/{number}/scores")
    publish()
    assert "得分不再重新计算" in clerk.posts(f"/campaigns/{number}/scoring").text


def test_work_that_cannot_be_done_ends_with_its_sentence(office: BoardOffice) -> None:
    with database.transaction() as session:
        ask(session, JobKind.SCORING, "王敏", at(DAY), campaign_id=campaign_id())
    publish()
    assert score_next.fn() is False
    assert "得分不再重新计算" in office.person("wangmin").sees(f"/campaigns/{campaign_id()}/scores")


def test_a_unit_is_left_out_and_taken_in_again(office: BoardOffice) -> None:
    number, clerk = campaign_id(), office.person("wangmin")
    page = clerk.does(
        f"/campaigns/{number}/exemptions", unit=str(office.district), item="", reason="机构改革中"
    )
    assert "机构改革中" in page
    assert "机构改革中" not in clerk.does("/exemptions/1/lifting")


def test_a_preview_says_who_would_get_how_much(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees(f"/score-sheets/1/preview?campaign={campaign_id()}")
    assert "市总工会" in page
    assert "只看不存" in page
    assert "市总工会" in office.person("zhouheng").sees("/score-sheets/1/preview?campaign=999")


def test_without_a_sheet_or_scores_the_pages_say_so() -> None:
    def bare(cast: Cast) -> None:
        office = ScoredOffice(cast.session, year=DAY.year - 1)
        office.campaign.sheet_id = None
        cast.session.add(office.campaign)

    office = establish(bare)
    clerk = office.person("wangmin")
    assert "还没有选定评分表" in clerk.sees(f"/campaigns/{campaign_id()}/scores")
    assert "还没有选定评分表" in clerk.sees(f"/campaigns/{campaign_id()}/ratings")
    assert office.person("suwang").status_of(f"/campaigns/{campaign_id()}/ratings") == 404
    assert clerk.status_of("/campaigns/99/scores") == 404


def test_the_totals_of_the_page_are_those_that_are_stored(office: BoardOffice) -> None:
    with database.reading() as session:
        stored = {one.unit_id: one.total for one in session.exec(select(ScoreTotal))}
        assert session.exec(select(ScoreSheet)).one().name == "annual"
    page = office.person("wangmin").sees(f"/campaigns/{campaign_id()}/scores")
    for total in stored.values():
        assert total is not None
        assert f"<b>{total.normalize():f}</b>" in page
    assert isinstance(Session, type)


def test_what_is_weakest_is_named_as_the_score_sheet_names_it(office: BoardOffice) -> None:
    page = office.person("wangmin").sees(f"/findings/new?campaign={campaign_id()}")
    assert "“重点任务完成”得" in page
    assert "“完成率”得" not in page


def test_before_publication_the_campaign_says_what_is_still_missing(office: BoardOffice) -> None:
    here, clerk = f"/campaigns/{campaign_id()}", office.person("wangmin")
    assert "公布以后不能再评" in clerk.sees(here)
    publish()
    assert "公布以后不能再评" not in clerk.sees(here)
