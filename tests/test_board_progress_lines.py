"""What was reported, drawn: against an even pace on the page of a matter, unit beside unit on that of a task."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.assignment import Assignment
from supervision.duties.acceptance import accept
from supervision.duties.progress import Report, report
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

LATER = DAY + timedelta(days=20)


def _reported(cast: Cast) -> None:
    lead, supporting = cast.session.exec(select(Assignment).order_by("id")).all()[:2]
    for own, actor, percents in ((lead, cast.lead, (20, 45)), (supporting, cast.supporter, (70,))):
        accept(cast.session, own, actor, DAY, at(DAY))
        for number, percent in enumerate(percents):
            day = DAY + timedelta(days=7 * number)
            report(
                cast.session, own, Report(as_of=day, percent=percent, progress="有进展"), actor, day, at(day)
            )


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_reported, day=LATER)


def test_the_page_of_a_matter_draws_its_reports_against_an_even_pace(office: BoardOffice) -> None:
    for login in ("suwang", "wangmin"):
        page = office.person(login).sees(f"/assignments/{office.lead_assignment}")
        assert '<svg class="chart trend"' in page
        assert "时间进度和自报进度：" in page
        assert "2026年3月16日 完成进度45" in page
        assert "<caption>时间进度和自报进度（%）</caption>" in page, "each picture has its table"


def test_a_matter_without_a_report_has_no_picture(home: Path) -> None:
    office = establish()
    clerk = office.person("wangmin")
    assert "chart trend" not in clerk.sees(f"/assignments/{office.lead_assignment}")
    assert "近八周" not in clerk.sees(f"/tasks/{office.task}")


def test_the_page_of_a_task_draws_its_units_beside_each_other(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees(f"/tasks/{office.task}")
    assert "各单位自报进度，近八周" in page
    table = page.split("<caption>各单位自报进度，近八周（%）</caption>")[1].split("</table>")[0]
    assert '<th scope="row">市总工会</th><td>—</td>' in table, "nothing was known before the first report"
    assert "<td>20</td>" in table
    assert "<td>45</td>" in table
    assert "<td>70</td>" in table


def test_a_unit_is_shown_no_other_units_line(office: BoardOffice) -> None:
    page = office.person("jiming").sees(f"/tasks/{office.task}")
    assert "近八周" not in page
    assert date(2026, 3, 29) == LATER
