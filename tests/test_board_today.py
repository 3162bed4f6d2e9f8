"""The page of what waits for the office, one step from the first page."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.assignment import Assignment
from models.words import Status
from tests.cast import DAY, Cast
from tests.office import BoardOffice, establish


def _office_with_a_submission() -> BoardOffice:
    office = establish()
    unit = office.person("suwang")
    here = f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    unit.does(f"{here}/submission", note="三场<b>全部</b>办完")
    return office


def test_a_clerk_finds_a_submission_from_the_first_page_in_two_steps(home: object) -> None:
    office = _office_with_a_submission()
    clerk = office.person("wangmin")
    assert "待办1件" in clerk.sees("/matrix")
    page = clerk.sees("/today")
    assert "待审核销号（1）" in page
    assert f'href="/assignments/{office.lead_assignment}#moves"' in page
    assert "三场&lt;b&gt;全部&lt;/b&gt;办完" in page


def test_an_empty_desk_says_what_will_lie_there(home: object) -> None:
    office = establish()
    assert "没有待办的事项" in office.person("zhouheng").sees("/today")
    assert "等督办部门答复" not in office.person("wangmin").sees("/matrix")


def test_a_unit_has_no_desk_of_the_office(home: object) -> None:
    assert _office_with_a_submission().person("suwang").status_of("/today") == 404


def test_drafts_wait_for_the_clerk_and_not_for_the_leader(home: object) -> None:
    office = establish()
    page = office.person("wangmin").sees("/today")
    assert "待确认的草案（1）" in page
    assert f'href="/documents/{office.document}"' in page
    assert "1项待确认" in page
    assert "待确认的草案" not in office.person("zhouheng").sees("/today")


def test_what_falls_due_today_and_this_week_is_named_and_what_is_handed_in_is_not(home: object) -> None:
    def more(cast: Cast) -> None:
        for days in (0, 2, 6, 7):
            cast.task(DAY + timedelta(days))
        handed_in = cast.session.exec(
            select(Assignment).where(Assignment.due_on == DAY + timedelta(2))
        ).first()
        assert handed_in is not None
        handed_in.status = Status.SUBMITTED
        cast.session.add(handed_in)

    page = establish(more).person("wangmin").sees("/today")
    assert "今天到期（1）" in page
    assert "本周到期（1）" in page, "Sunday is of this week, the Monday after is not"
    assert "还有6天" in page


@pytest.mark.long
def test_a_long_list_shows_its_head_and_all_of_it_on_asking(home: object) -> None:
    def more(cast: Cast) -> None:
        for _ in range(12):
            cast.task(DAY)

    office = establish(more)
    clerk = office.person("wangmin")
    page = clerk.sees("/today")
    assert "今天到期（12）" in page
    assert "全部12件" in page
    assert page.count("#due_today") == 2, "the number on top and the way to the whole"
    whole = clerk.sees("/today?all=due_today")
    assert whole.count('data-label="时限"') == 12
    assert "全部12件" not in whole
    assert clerk.sees("/today?all=nonsense")


def test_a_report_of_today_is_seen_today(home: object) -> None:
    office = establish()
    unit, here = office.person("suwang"), f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    unit.does(f"{here}/progress", percent="30", as_of=DAY.isoformat(), progress="已办<i>一场</i>")
    page = office.person("wangmin").sees("/today")
    assert "昨天以来的进展反馈（1）" in page
    assert "已办&lt;i&gt;一场" in page
