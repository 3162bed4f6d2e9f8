"""From result to action: rules propose from the scores of a campaign, a leader decides, nothing happens by itself."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.campaign import Campaign, Freeze
from models.evaluation_words import ConsequenceKind, FindingSource, FindingStatus
from models.finding import Finding
from models.letter import Letter
from models.notice import Notice
from models.record import LogEntry
from models.score import Consequence, ScoreTotal
from models.unit import Unit
from models.words import Answer, LetterKind, LetterStatus, UnitLevel
from schedules.workdays import work_calendar
from supervision.findings.consequences import count_to_decide, decide, proposals, propose
from supervision.findings.eligibility import eligibility
from supervision.findings.interviews import Minutes, begin_notice, record
from tests.cast import DAY, Cast, at
from tests.findings import frozen_red, open_accounts, refreeze, scored

NOW = at(DAY)
LATER = DAY + timedelta(days=3)

ONE_RULE = """
[[rules]]
code = "last"
title = "末位约谈"
kind = "interview"
last = 1
least_of_class = 3
"""


def _rules(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "consequences.toml").write_text(text, encoding="utf-8")


def _units(cast: Cast, count: int) -> list[int]:
    more = [
        Unit(name=f"参评单位{number}", level=UnitLevel.COUNTY, position=50 + number)
        for number in range(count)
    ]
    cast.session.add_all(more)
    cast.session.flush()
    return [unit.id for unit in more]


def _met(cast: Cast) -> set[tuple[int, str, str]]:
    return {
        (one.unit_id, one.kind.value, one.answer.value)
        for one in cast.session.exec(select(Consequence)).all()
    }


def _granted(cast: Cast, home: Path, unit_id: int) -> Consequence:
    """A talk with this unit that the leader has agreed to."""
    _rules(home, ONE_RULE)
    others = [one for one in (cast.union.id, cast.labour.id, cast.district.id) if one != unit_id]
    campaign = scored(cast, {unit_id: "55", **dict.fromkeys(others, "90")})
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    one = cast.session.exec(select(Consequence)).one()
    decide(cast.session, one, cast.leader, DAY, NOW, grants=True, opinion="同意")
    return one


def test_the_rules_propose_and_nothing_else_happens(cast: Cast) -> None:
    first, *rest = _units(cast, 6)
    totals = dict(zip([first, *rest], ["95", "88", "80", "75", "70", "58"], strict=True))
    tiers: dict[str, Any] = {f"u{first}": ("leading", "middle"), f"u{rest[-1]}": ("weak", "weak")}
    campaign = scored(cast, totals, **tiers)
    made = propose(cast.session, campaign, cast.clerk, NOW, DAY)
    assert made.new == 5
    assert _met(cast) == {
        (first, "praise", "pending"),
        (first, "eligible", "pending"),
        (rest[-1], "interview", "pending"),
        (rest[-2], "interview", "pending"),
        (rest[-1], "criticism", "pending"),
    }
    assert cast.session.exec(select(Letter)).all() == []
    assert cast.session.exec(select(Notice)).all() == []
    assert count_to_decide(cast.session) == 5
    last = next(
        one for one in proposals(cast.session) if one.one.rule == "last-places" and one.unit.id == rest[-1]
    )
    assert last.one.ground == (
        "末位约谈：截至2025年12月31日，总分58分，参评单位6家中列第6名，属末尾2名。"
        "低于及格线约谈：截至2025年12月31日，总分58分，参评单位6家中列第6名，低于60分。"
    )


def test_red_items_at_the_freeze_speak_against_an_award(cast: Cast) -> None:
    first, second, *_ = units = _units(cast, 3)
    tiers: dict[str, Any] = {f"u{unit}": ("leading", "leading") for unit in units}
    campaign = scored(cast, dict.fromkeys(units, "90"), **tiers)
    freeze = refreeze(cast, campaign, dict.fromkeys(units, "90"), **tiers)
    frozen_red(cast, freeze, first)
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    kinds = {(unit, kind) for unit, kind, _ in _met(cast)}
    assert (first, "ineligible") in kinds
    assert (first, "eligible") not in kinds
    assert (second, "eligible") in kinds


def test_those_who_share_the_last_place_are_all_last_and_where_all_are_equal_nobody_is(
    cast: Cast, home: Path
) -> None:
    _rules(home, ONE_RULE)
    units = _units(cast, 4)
    campaign = scored(cast, dict(zip(units, ["90", "60", "60", "80"], strict=True)))
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    assert {unit for unit, _, _ in _met(cast)} == set(units[1:3])
    equal = scored(cast, dict.fromkeys(units, "77"))
    assert propose(cast.session, equal, cast.clerk, NOW, DAY).new == 0
    few = scored(cast, dict(zip(units[:2], ["90", "10"], strict=True)))
    assert propose(cast.session, few, cast.clerk, NOW, DAY).new == 0


def test_a_unit_without_a_total_is_in_no_place(cast: Cast, home: Path) -> None:
    _rules(home, ONE_RULE)
    units = _units(cast, 4)
    campaign = scored(cast, dict(zip(units, ["90", "80", "70", None], strict=True)))
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    assert {unit for unit, _, _ in _met(cast)} == {units[2]}


def test_proposals_are_drawn_anew_but_what_was_decided_stays(cast: Cast, home: Path) -> None:
    _rules(home, ONE_RULE)
    a, b, _ = units = _units(cast, 3)
    campaign = scored(cast, dict(zip(units, ["60", "70", "80"], strict=True)))
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    assert propose(cast.session, campaign, cast.clerk, NOW, DAY).new == 0
    refreeze(cast, campaign, dict(zip(units, ["90", "70", "80"], strict=True)))
    again = propose(cast.session, campaign, cast.clerk, NOW, DAY)
    assert (again.new, again.taken_back) == (1, 1)
    assert _met(cast) == {(a, "interview", "taken_back"), (b, "interview", "pending")}
    waiting = cast.session.exec(select(Consequence).where(Consequence.unit_id == b)).one()
    decide(cast.session, waiting, cast.leader, DAY, NOW, grants=True, opinion="")
    refreeze(cast, campaign, dict(zip(units, ["60", "70", "80"], strict=True)))
    assert propose(cast.session, campaign, cast.clerk, NOW, DAY).again == 1
    assert _met(cast) == {(a, "interview", "pending"), (b, "interview", "granted")}
    assert {one.unit.id for one in proposals(cast.session, answer=Answer.GRANTED)} == {b}


def test_what_was_decided_is_not_put_again_under_another_rule(cast: Cast, home: Path) -> None:
    _rules(home, ONE_RULE)
    units = _units(cast, 3)
    campaign = scored(cast, dict(zip(units, ["50", "70", "80"], strict=True)))
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    one = cast.session.exec(select(Consequence)).one()
    decide(cast.session, one, cast.leader, DAY, NOW, grants=False, opinion="已当面提醒")
    below = '[[rules]]\ncode = "below"\ntitle = "低分约谈"\nkind = "interview"\nbelow = 60\n'
    _rules(home, below)
    assert propose(cast.session, campaign, cast.clerk, NOW, DAY).new == 0


def test_without_scores_nothing_is_proposed(cast: Cast) -> None:
    campaign = scored(cast, {})
    with pytest.raises(Refusal, match="还没有得分"):
        propose(cast.session, campaign, cast.clerk, NOW, DAY)
    with pytest.raises(Refusal, match="还没有得分"):
        eligibility(cast.session, campaign, DAY)
    with pytest.raises(Refusal, match="责任单位账号不能操作"):
        propose(cast.session, campaign, cast.lead, NOW, DAY)


def test_only_a_leader_decides_once_and_a_refusal_has_a_reason(cast: Cast, home: Path) -> None:
    _rules(home, ONE_RULE)
    campaign = scored(cast, dict(zip(_units(cast, 3), ["60", "70", "80"], strict=True)))
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    one = cast.session.exec(select(Consequence)).one()
    for actor in (cast.clerk, cast.lead):
        with pytest.raises(Refusal, match="由领导决定"):
            decide(cast.session, one, actor, DAY, NOW, grants=True, opinion="")
    with pytest.raises(Refusal, match="写明理由"):
        decide(cast.session, one, cast.leader, DAY, NOW, grants=False, opinion=" ")
    decide(cast.session, one, cast.leader, DAY, NOW, grants=False, opinion="新组建单位，先帮扶")
    assert (one.answer, one.decided_by) == (Answer.REFUSED, "周衡")
    with pytest.raises(Refusal, match="不能再决定"):
        decide(cast.session, one, cast.leader, DAY, NOW, grants=True, opinion="")
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "决定结果运用")).one()
    assert entry.note == "参评单位0约谈：不同意，新组建单位，先帮扶"


def test_the_list_for_awards_says_for_every_unit_why(cast: Cast) -> None:
    first, second, *_ = units = _units(cast, 4)
    tiers: dict[str, Any] = {f"u{first}": ("leading", ""), f"u{second}": ("leading", "")}
    totals = dict(zip(units, ["95", "92", "70", None], strict=True))
    campaign = scored(cast, totals, **tiers)
    freeze = refreeze(cast, campaign, totals, **tiers)
    frozen_red(cast, freeze, second)
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    rows = eligibility(cast.session, campaign, DAY).sheets[0].rows
    assert [(row[1], row[3], row[6]) for row in rows] == [
        ("参评单位0", Decimal(95), "推优建议"),
        ("参评单位2", Decimal(70), "不在推荐之列"),
        ("参评单位3", None, "不在推荐之列"),
        ("参评单位1", Decimal(92), "暂缓推优"),
    ]
    assert "红灯事项1件" in str(rows[-1][7])
    assert rows[2][7] == "没有得分。"
    for one in cast.session.exec(select(Consequence).where(Consequence.unit_id == first)):
        decide(cast.session, one, cast.leader, DAY, NOW, grants=False, opinion="名额已满")
    refused = eligibility(cast.session, campaign, DAY).sheets[0].rows
    assert [row[6] for row in refused if row[1] == "参评单位0"] == ["不在推荐之列"]
    assert [row[11] for row in refused if row[1] == "参评单位0"] == ["名额已满"]


def test_a_talk_is_announced_by_a_letter_once_the_leader_agrees(cast: Cast, home: Path) -> None:
    own = cast.assignment(DAY - timedelta(days=5))
    one = _granted(cast, home, cast.union.id)
    letter = begin_notice(cast.session, one, cast.clerk, DAY, NOW, work_calendar())
    assert letter is not None
    assert (letter.kind, letter.status) == (LetterKind.INTERVIEW, LetterStatus.DRAFT)
    assert letter.wording["reason"] == one.ground
    assert one.letter_id == letter.id
    assert begin_notice(cast.session, one, cast.clerk, DAY, NOW, work_calendar()) is letter
    assert own.unit_id == cast.union.id


def test_a_unit_with_nothing_in_hand_gets_its_notice_on_plain_paper(cast: Cast, home: Path) -> None:
    one = _granted(cast, home, cast.district.id)
    assert begin_notice(cast.session, one, cast.clerk, DAY, NOW, work_calendar()) is None


def _minutes(**changed: Any) -> Minutes:
    said = {
        "talker": "周衡",
        "person": "苏望",
        "problems": "竞赛进度滞后",
        "explanation": "经费拨付较晚",
        "demands": "6月底前补办3场竞赛\n\n  每月报送进度  ",
        "commitment": "按期整改",
        **changed.pop("said", {}),
    }
    return Minutes(**{"held_on": LATER, "said": said, "due_on": date(2026, 6, 30), **changed})


def test_each_demand_of_a_talk_becomes_a_finding(cast: Cast, home: Path) -> None:
    open_accounts(cast)
    one = _granted(cast, home, cast.union.id)
    findings = record(cast.session, one, _minutes(reviewer="lijing"), cast.clerk, LATER, at(LATER))
    assert [finding.goal for finding in findings] == ["6月底前补办3场竞赛", "每月报送进度"]
    assert {finding.source for finding in findings} == {FindingSource.EVALUATION}
    assert {(finding.campaign_id, finding.status) for finding in findings} == {
        (one.campaign_id, FindingStatus.FOUND)
    }
    assert one.held_on == LATER
    assert one.minutes["findings"] == "问题〔2026〕1号、问题〔2026〕2号"
    with pytest.raises(Refusal, match="已经有记录"):
        record(cast.session, one, _minutes(), cast.clerk, LATER, at(LATER))


def test_the_record_of_a_talk_is_whole_or_not_kept(cast: Cast, home: Path) -> None:
    one = _granted(cast, home, cast.union.id)
    for minutes, said in (
        (_minutes(held_on=LATER + timedelta(days=1)), "还没有到"),
        (_minutes(held_on=DAY - timedelta(days=1)), "早于领导同意"),
        (_minutes(said={"commitment": " ", "explanation": ""}), "被约谈单位说明、表态和承诺"),
        (_minutes(said={"problems": "字" * 5001}), "太长"),
        (_minutes(said={"demands": "改\n" * 21}), "最多20条"),
    ):
        with pytest.raises(Refusal, match=said):
            record(cast.session, one, minutes, cast.clerk, LATER, at(LATER))
    with pytest.raises(Refusal, match="由经办人员录入"):
        record(cast.session, one, _minutes(), cast.leader, LATER, at(LATER))
    assert cast.session.exec(select(Finding)).all() == []


def test_no_talk_before_the_leader_agrees_and_none_of_another_kind(cast: Cast) -> None:
    campaign = scored(cast, {cast.union.id: "55"})
    rows = [
        Consequence(
            campaign_id=campaign.id, unit_id=cast.union.id, kind=kind, rule="r", ground="理由", proposed_on=DAY,
            answer=answer,
        )
        for kind, answer in ((ConsequenceKind.INTERVIEW, Answer.PENDING), (ConsequenceKind.PRAISE, Answer.GRANTED))
    ]  # fmt: skip
    cast.session.add_all(rows)
    cast.session.flush()
    for one, said in zip(rows, ("还没有同意", "不是约谈"), strict=True):
        with pytest.raises(Refusal, match=said):
            begin_notice(cast.session, one, cast.clerk, DAY, NOW, work_calendar())
        with pytest.raises(Refusal, match=said):
            record(cast.session, one, _minutes(), cast.clerk, LATER, at(LATER))
    with pytest.raises(Refusal, match="责任单位账号不能操作"):
        begin_notice(cast.session, rows[0], cast.lead, DAY, NOW, work_calendar())
    assert isinstance(campaign, Campaign)


def test_who_is_scored_and_not_ranked_is_neither_last_nor_below_the_line(cast: Cast) -> None:
    units = [cast.union.id, cast.labour.id, cast.district.id]
    campaign = scored(cast, dict(zip(units, ["0", "70", "95"], strict=True)))
    for row in cast.session.exec(select(ScoreTotal)):
        row.place = None if row.unit_id == cast.union.id else row.place
        row.unit_class = UnitLevel.DEPARTMENT.value
    cast.session.flush()
    freeze = cast.session.exec(select(Freeze)).one()
    frozen_red(cast, freeze, cast.union.id)
    frozen_red(cast, freeze, cast.labour.id, 2)
    propose(cast.session, campaign, cast.clerk, NOW, DAY)
    grounds = {one.unit.id: (one.one.kind.value, one.one.ground) for one in proposals(cast.session)}
    assert grounds == {
        cast.union.id: ("ineligible", "红灯未消暂缓推优：截至2025年12月31日，总分0分，不排名，红灯事项1件。"),
        cast.labour.id: (
            "ineligible",
            "红灯未消暂缓推优：截至2025年12月31日，总分70分，市级部门2家中列第2名，红灯事项1件。",
        ),
    }
