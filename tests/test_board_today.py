"""The page of what waits for the office, one step from the first page."""

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
    clerk = office.person("wangmin")
    assert "没有待办的事项" in clerk.sees("/today")
    assert "等督办部门答复" not in clerk.sees("/matrix")


def test_a_unit_has_no_desk_of_the_office(home: object) -> None:
    assert _office_with_a_submission().person("suwang").status_of("/today") == 404
