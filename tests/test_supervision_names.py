"""Names as documents write them lead to the units of the directory, or to a question; never to a guess."""

import pytest

from models.unit import Alias, Unit
from models.words import UnitLevel
from supervision.directory.names import NameBook
from tests.cast import Cast


@pytest.mark.parametrize("written", ["江临市总工会", "市总工会", "总工会", " 市 总工会 "])
def test_a_unit_is_known_by_every_name_it_has(cast: Cast, written: str) -> None:
    assert NameBook(cast.session).match(written).unit_ids == (cast.union.id,)


@pytest.mark.parametrize("written", ["试点企业", "各试点企业"])
def test_a_group_is_its_members(cast: Cast, written: str) -> None:
    match = NameBook(cast.session).match(written)
    assert match.group == "试点企业"
    assert set(match.unit_ids) == {pilot.id for pilot in cast.pilots}


def test_half_width_and_full_width_brackets_are_one_name(cast: Cast) -> None:
    cast.session.add(Alias(unit_id=cast.district.id, name="东湖区（开发区）产改办"))
    cast.session.flush()
    assert NameBook(cast.session).match("东湖区(开发区)产改办").unit_ids == (cast.district.id,)


def test_a_short_form_that_fits_one_full_name_alone_is_taken_for_it_and_says_so(cast: Cast) -> None:
    match = NameBook(cast.session).match("市人社保局")
    assert match.unit_ids == (cast.labour.id,)
    assert match.inferred == "市人社局"


def test_a_short_form_that_fits_two_names_is_asked_about(cast: Cast) -> None:
    other = Unit(name="江临市人力资源市场管理局", short_name="", level=UnitLevel.DEPARTMENT, position=99)
    cast.session.add(other)
    cast.session.flush()
    match = NameBook(cast.session).match("市人力资源局")
    assert (match.unit_ids, match.inferred) == ((), "")
    assert match.hints == ("市人社局", "江临市人力资源市场管理局")


def test_a_very_short_form_is_asked_about(cast: Cast) -> None:
    match = NameBook(cast.session).match("人社")
    assert match.unit_ids == ()
    assert match.hints == ("市人社局",)


@pytest.mark.parametrize("written", ["市大数据中心", "市", "", "各有关部门"])
def test_an_unknown_name_stays_unknown(cast: Cast, written: str) -> None:
    assert NameBook(cast.session).match(written).unit_ids == ()
