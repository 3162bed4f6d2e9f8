"""A year's tasks as timetable, route and division of work; the register bound into one paper."""

from datetime import date

from sqlmodel import Session

from papers.paper import Heading, TableOf
from reports.compilation import compilation
from reports.register import entries, organs, organs_of
from reports.three_tables import division, planned, route, three_tables, timetable
from tests.cast import DAY, Cast

DUE = date(2026, 6, 30)


def test_the_three_tables_say_when_by_which_way_and_who(session: Session, cast: Cast) -> None:
    task = cast.task(DUE, supporting=(cast.labour.name,))
    cast.task(date(2027, 6, 30))
    tasks = planned(session, 2026)
    assert [one.number for one in tasks] == [task.number]
    assert timetable(tasks).rows[0][1] == "2026年6月30日"
    quarters = route(tasks).rows[0]
    assert [task.title in cell for cell in quarters[1:]] == [False, True, False, False]
    who = division(tasks).rows[0]
    assert cast.union.called in who[2] + who[3]
    assert cast.labour.called in who[4]
    paper = three_tables(session, 2026, "市产改办", DAY)
    assert [one.title for one in paper.appendices] == ["时间表", "路线图", "责任分工表"]
    assert all(one.is_wide for one in paper.appendices)


def test_a_year_without_tasks_has_empty_tables(session: Session, cast: Cast) -> None:
    paper = three_tables(session, 2031, "市产改办", DAY)
    tables = [block for one in paper.appendices for block in one.body]
    assert all(isinstance(one, TableOf) and one.rows == () for one in tables)


def test_a_paper_of_several_organs_is_found_under_each(session: Session, cast: Cast) -> None:
    cast.document.issuer = "江临市总工会、江临市财政局 江临市教育局"
    session.add(cast.document)
    session.flush()
    assert organs_of(cast.document.issuer) == ["江临市总工会", "江临市财政局", "江临市教育局"]
    for organ in organs_of(cast.document.issuer):
        assert [one.id for one in entries(session, organ=organ)] == [cast.document.id]
    assert entries(session, organ="江临市") == []
    assert dict(organs(session))["江临市财政局"] == 1


def test_documents_are_bound_with_their_text_behind_a_list(session: Session, cast: Cast) -> None:
    paper = compilation(session, [cast.document.id], "市产改办", DAY, "只含2026年收到的。")
    first, *rest = paper.body
    assert isinstance(first, TableOf)
    assert len(first.rows) == 1
    assert isinstance(rest[0], Heading)
    assert len(rest) > 1
