"""The search box: everybody finds what they may see, by name, number or sound, and nothing else."""

from pathlib import Path

import pytest

from tests.office import BoardOffice, establish
from tests.place import Place


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.mark.parametrize("asked", ["srsj", "shirenshe", "市人社", "人力资源"])
def test_a_clerk_finds_a_unit_and_what_it_holds(office: BoardOffice, asked: str) -> None:
    page = office.person("wangmin").sees(f"/search?q={asked}")
    assert f'href="/units/{office.labour}"' in page
    assert f'href="/assignments/{office.supporting_assignment}"' in page
    assert f'href="/assignments/{office.lead_assignment}"' not in page


def test_tasks_are_found_by_number_and_title_and_documents_by_theirs(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for asked in ("2026-001", "bhzgjnjs", "职工技能"):
        assert f'href="/tasks/{office.task}"' in clerk.sees(f"/search?q={asked}"), asked
    for asked in ("江产改办发[2026]3号", "jcgbf"):
        assert f'href="/documents/{office.document}"' in clerk.sees(f"/search?q={asked}"), asked


def test_the_box_stands_on_every_page_and_works_without_script(office: BoardOffice) -> None:
    for address in ("/today", "/matrix", "/tasks"):
        page = office.person("wangmin").sees(address)
        assert 'action="/search"' in page
        assert page.count('type="search"') >= 1


def test_a_unit_finds_its_own_and_nothing_of_others(office: BoardOffice) -> None:
    page = office.person("jiming").sees("/search?q=srsj")
    assert f'href="/assignments/{office.supporting_assignment}"' in page
    page = office.person("jiming").sees("/search?q=szgh")
    assert "没有找到" in page
    page = office.person("tianye").sees("/search?q=职工技能")
    assert "没有找到" in page
    assert "办好职工技能竞赛" not in page
    assert "/documents/" not in office.person("suwang").sees("/search?q=jcgbf")


def test_who_looks_at_a_scope_finds_what_lies_in_it(home: Path) -> None:
    place = Place(home)
    assert "市总工会" not in place.person("gaoyuan").sees("/search?q=gonghui")
    assert "市人社局" in place.person("gaoyuan").sees("/search?q=srsj")
    assert "市总工会" in place.person("shencha").sees("/search?q=gonghui")


@pytest.mark.parametrize(
    "asked", ["", "%20%20", "%", "_", "'", "<script>alert(1)</script>", "长" * 3000, "%00"]
)
def test_a_search_for_nothing_or_for_nonsense_finds_nothing(office: BoardOffice, asked: str) -> None:
    page = office.person("wangmin").sees(f"/search?q={asked}")
    assert "/assignments/" not in page
    assert "<script>alert" not in page
