"""几家共同决定: each unit signs by name and day, all together decide, and a dissent stays named."""

from datetime import date

import pytest
from sqlmodel import select

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.coordination import Coordination
from models.notice import Notice
from models.unit import Unit
from models.words import CoordinationStatus, NoticeKind, Stance
from notices.answered import answered
from supervision.duties.acceptance import accept
from supervision.duties.coordination import put_forward, settle
from supervision.duties.coordination_queue import waiting_for
from supervision.duties.countersigning import circulate, sign, signatures
from supervision.duties.moves import history
from tests.cast import DAY, Cast, at
from tests.office import establish

NOW = at(DAY, 10)
DRAFT = "由市人社局牵头，四月底前开放场馆"


@pytest.fixture
def matter(cast: Cast) -> Coordination:
    own = cast.assignment(date(2026, 6, 30))
    accept(cast.session, own, cast.lead, DAY, NOW)
    return put_forward(cast.session, own, "请开放场馆", cast.lead, DAY, NOW)


def _circulate(cast: Cast, matter: Coordination, draft: str = DRAFT) -> None:
    ids = [cast.labour.id, cast.district.id]
    circulate(cast.session, matter, draft, ids, cast.clerk, DAY, NOW)


def _signs(
    cast: Cast, matter: Coordination, unit: Unit, stance: Stance, remarks: str = "", number: int = 1
) -> None:
    actor = {cast.labour.id: cast.supporter, cast.district.id: cast.outsider}[unit.id]
    sign(cast.session, matter, unit.id, stance, remarks, f"{unit.called}主任", number, actor, DAY, NOW)


def test_when_all_have_signed_the_decision_stands_with_who_and_when(cast: Cast, matter: Coordination) -> None:
    _circulate(cast, matter)
    _signs(cast, matter, cast.labour, Stance.AGREES)
    assert not matter.decision, "one is still to sign"
    _signs(cast, matter, cast.district, Stance.WITH_REMARKS, "周末除外")
    assert matter.status is CoordinationStatus.SETTLED
    assert matter.decision == f"{DRAFT}\n会签意见：东湖区产改办（东湖区产改办主任）：周末除外"
    assert (matter.decided_on, matter.decided_by) == (DAY, "各家会签")
    assert [(one.signer, one.signed_on) for one in signatures(cast.session, matter)] == [
        ("市人社局主任", DAY),
        ("东湖区产改办主任", DAY),
    ]
    notes = [one.note for one in history(cast.session, matter.assignment_id)]
    assert "市人社局（市人社局主任）会签：同意" in notes


def test_a_dissent_keeps_the_decision_open_and_is_named_when_the_office_decides_over_it(
    cast: Cast, matter: Coordination
) -> None:
    _circulate(cast, matter)
    with pytest.raises(Refusal, match="写明意见或理由"):
        _signs(cast, matter, cast.labour, Stance.DISAGREES)
    _signs(cast, matter, cast.labour, Stance.DISAGREES, "没有经费")
    assert matter.status is CoordinationStatus.ASKED
    settle(cast.session, matter, "仍按原意见办", cast.leader, DAY, NOW)
    assert matter.decision == (
        "仍按原意见办（会签中市人社局（市人社局主任）不同意：没有经费；东湖区产改办没有会签）"
    )


def test_a_new_draft_is_signed_anew_and_nobody_signs_what_they_have_not_read(
    cast: Cast, matter: Coordination
) -> None:
    _circulate(cast, matter)
    _signs(cast, matter, cast.labour, Stance.DISAGREES, "没有经费")
    _circulate(cast, matter, "由市财政局拨付，五月底前开放")
    assert all(one.stance is None for one in signatures(cast.session, matter))
    with pytest.raises(Refusal, match="刚刚改过"):
        _signs(cast, matter, cast.labour, Stance.AGREES, number=1)
    _signs(cast, matter, cast.labour, Stance.AGREES, number=2)
    with pytest.raises(Refusal, match="只签一次"):
        _signs(cast, matter, cast.labour, Stance.DISAGREES, "反悔", number=2)
    _signs(cast, matter, cast.district, Stance.AGREES, number=2)
    assert matter.decision == "由市财政局拨付，五月底前开放"
    with pytest.raises(Refusal, match="不能再改"):
        _circulate(cast, matter)


def test_only_a_unit_that_was_asked_signs_and_for_itself(cast: Cast, matter: Coordination) -> None:
    session = cast.session
    _circulate(cast, matter)
    with pytest.raises(NotTheirs):
        sign(session, matter, cast.labour.id, Stance.AGREES, "", "某人", 1, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="没有送"):
        sign(session, matter, cast.union.id, Stance.AGREES, "", "某人", 1, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="由谁签署"):
        sign(session, matter, cast.labour.id, Stance.AGREES, "", " ", 1, cast.supporter, DAY, NOW)
    with pytest.raises(NotTheirs):
        circulate(session, matter, DRAFT, [cast.labour.id], cast.lead, DAY, NOW)
    keyed = sign(session, matter, cast.labour.id, Stance.AGREES, "", "林局长", 1, cast.clerk, DAY, NOW)
    assert keyed.signed_by == "王敏（代录）"


def test_who_is_to_sign_is_told_what_and_it_waits_on_their_page(cast: Cast, matter: Coordination) -> None:
    session = cast.session
    _circulate(cast, matter)
    assert waiting_for(session, cast.labour.id) == 1
    notice = session.exec(
        select(Notice).where(Notice.kind == NoticeKind.COORDINATION, Notice.unit_id == cast.labour.id)
    ).one()
    own = session.get_one(Assignment, matter.assignment_id)
    assert f"请贵单位会签，拟议意见：“{DRAFT}”" in answered(session, notice, own, "市总工会")
    _signs(cast, matter, cast.labour, Stance.AGREES)
    assert waiting_for(session, cast.labour.id) == 0


def _raised(cast: Cast) -> None:
    own = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
    accept(cast.session, own, cast.lead, DAY, NOW)
    put_forward(cast.session, own, "请开放场馆", cast.lead, DAY, NOW)


@pytest.mark.long
def test_units_sign_on_the_page_of_the_matter(home: object) -> None:
    office = establish(_raised)
    clerk, unit = office.person("wangmin"), office.person("jiming")
    assert unit.status_of("/coordination/1") == 404
    page = clerk.does("/coordination/1/proposal", proposal=DRAFT, units=[str(office.labour)])
    assert "已送会签" in page
    assert DRAFT in unit.sees("/coordination?show=mine") + unit.sees("/coordination/1")
    form = {"round": "1", "stance": "agrees", "signer": "林<b>局长</b>"}
    refused = unit.posts("/coordination/1/signatures", **{**form, "stance": "maybe"})
    assert refused.status_code == 409
    page = unit.does("/coordination/1/signatures", **form)
    assert "林&lt;b&gt;局长&lt;/b&gt;" in page
    assert "已议定" in page
    assert "各家会签" in clerk.sees("/coordination/1")
