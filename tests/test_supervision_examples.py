"""Demonstration points, experience and honours: what is kept, what is counted by name, what is asked of nobody."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from documents.reading import read_cells
from models.evaluation_words import ExperienceState, PointTier
from models.example import Experience
from models.progress import ProgressUpdate
from models.task import Indicator
from models.words import Verification
from papers import to_xlsx
from supervision.duties.acceptance import accept
from supervision.duties.progress import Report, report
from supervision.examples.experience import (
    add_experience,
    advance,
    experiences,
    propose,
    publications,
    publish,
    take_from_report,
    worth_seeing,
)
from supervision.examples.honours import HonourEntry, award, correct, counts, honours
from supervision.examples.points import (
    PointEntry,
    add_point,
    change_point,
    counted,
    due_reviews,
    end_point,
    points,
    read_off_register,
    review_point,
)
from supervision.examples.sheets import examples_book, take_in
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)


def entry(cast: Cast, name: str = "一号车间示范点", **changed: object) -> PointEntry:
    values: dict[str, object] = {
        "name": name,
        "tier": PointTier.PROVINCIAL,
        "unit_id": cast.union.id,
        "since": date(2025, 5, 1),
        **changed,
    }
    return PointEntry(**values)  # type: ignore[arg-type]


def an_indicator(cast: Cast) -> Indicator:
    row = Indicator(
        document_id=cast.document.id,
        name="建设示范点",
        relation=">=",
        target=Decimal(10),
        measure="个",
        text="建设示范点10个",
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def test_the_points_stand_by_their_tier_those_that_ended_last(cast: Cast, session: Session) -> None:
    for name, tier in (("甲", PointTier.LOCAL), ("乙", PointTier.NATIONAL), ("丙", PointTier.ENTERPRISE)):
        add_point(session, entry(cast, name, tier=tier), cast.clerk, NOW)
    gone = add_point(session, entry(cast, "丁", tier=PointTier.NATIONAL), cast.clerk, NOW)
    end_point(session, gone, "到期摘牌", cast.clerk, DAY, NOW)
    assert [point.name for point, _ in points(session)] == ["乙", "甲", "丙", "丁"]
    assert [point.name for point, _ in points(session, tier=PointTier.NATIONAL, with_ended=False)] == ["乙"]


def test_a_point_is_called_like_no_other(cast: Cast, session: Session) -> None:
    add_point(session, entry(cast), cast.clerk, NOW)
    other = add_point(session, entry(cast, "二号"), cast.clerk, NOW)
    with pytest.raises(Refusal, match="已经有"):
        add_point(session, entry(cast), cast.clerk, NOW)
    with pytest.raises(Refusal, match="已经有"):
        change_point(session, other, entry(cast), cast.clerk, NOW)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, "名称"),
        ({"name": "长" * 101}, "不超过100个字"),
        ({"unit_id": 4711}, "选择单位"),
        ({"review_on": date(2024, 1, 1)}, "不能早于"),
        ({"indicator_id": 4711}, "没有这项指标"),
    ],
)
def test_a_point_that_cannot_be_is_refused(
    cast: Cast, session: Session, changed: dict[str, object], why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        add_point(session, entry(cast, **changed), cast.clerk, NOW)  # type: ignore[arg-type]


def test_a_point_comes_up_for_review_on_its_day_until_it_was_looked_at(cast: Cast, session: Session) -> None:
    point = add_point(session, entry(cast, review_on=DAY), cast.clerk, NOW)
    assert due_reviews(session, DAY - timedelta(1)) == []
    assert [one.name for one, _ in due_reviews(session, DAY)] == ["一号车间示范点"]
    with pytest.raises(Refusal, match="今天以后"):
        review_point(session, point, "运行良好", DAY, cast.clerk, DAY, NOW)
    review_point(session, point, "运行良好，接待参观12批", date(2027, 3, 9), cast.clerk, DAY, NOW)
    assert due_reviews(session, DAY) == []
    assert (point.results, point.reviewed_on) == ("运行良好，接待参观12批", DAY)


def test_a_target_counted_in_points_is_a_list_of_names(cast: Cast, session: Session) -> None:
    indicator = an_indicator(cast)
    with pytest.raises(Refusal, match="没有示范点计入"):
        read_off_register(session, indicator, cast.clerk, DAY, NOW)
    for name, since in (("甲", date(2025, 5, 1)), ("乙", DAY), ("丙", date(2026, 6, 1))):
        add_point(session, entry(cast, name, since=since, indicator_id=indicator.id), cast.clerk, NOW)
    add_point(session, entry(cast, "不计入的"), cast.clerk, NOW)
    reading = read_off_register(session, indicator, cast.clerk, DAY, NOW)
    assert (reading.value, reading.text, reading.source) == (Decimal(2), "甲、乙", "示范点名册")
    assert reading.verification is Verification.LEDGER
    with pytest.raises(Refusal, match="不能改写"):
        read_off_register(session, indicator, cast.clerk, DAY, NOW)
    first = points(session)[0][0]
    end_point(session, first, "摘牌", cast.clerk, DAY, NOW)
    assert [one.name for one in counted(session, indicator.id, DAY)] == ["乙"], "what ended counts no more"
    assert [one.name for one in counted(session, indicator.id, DAY - timedelta(1))] == ["甲"], (
        "on the day before it still counts"
    )


def test_an_experience_goes_forward_and_becomes_a_rule_that_has_a_name(cast: Cast, session: Session) -> None:
    one = add_experience(
        session, cast.union.id, "以赛促训", "做法。", cast.clerk, DAY, NOW, tags=["素质提升"]
    )
    advance(session, one, ExperienceState.PROMOTED, "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="只能往后"):
        advance(session, one, ExperienceState.SUMMARISED, "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="制度的名称"):
        advance(session, one, ExperienceState.MADE_RULE, " ", cast.clerk, NOW)
    advance(session, one, ExperienceState.MADE_RULE, "《职工竞赛管理办法》", cast.clerk, NOW)
    assert (one.state, one.rule) == (ExperienceState.MADE_RULE, "《职工竞赛管理办法》")
    assert [row.title for row, _ in experiences(session, tag="素质提升", state=one.state)] == ["以赛促训"]
    assert experiences(session, tag="民主管理") == []


def test_where_an_experience_was_published_is_kept_with_the_day(cast: Cast, session: Session) -> None:
    one = add_experience(session, cast.union.id, "以赛促训", "做法。", cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="还没有到"):
        publish(session, one, "省产改专报", DAY + timedelta(1), "", cast.clerk, DAY, NOW)
    publish(session, one, "省产改专报", DAY, "", cast.clerk, DAY, NOW)
    assert [(row.medium, holds) for row, holds in publications(session, [one.id])[one.id]] == [
        ("省产改专报", True)
    ]


def test_a_publication_on_the_web_keeps_its_address(cast: Cast, session: Session) -> None:
    one = add_experience(session, cast.union.id, "以赛促训", "做法。", cast.clerk, DAY, NOW)
    for wrong in ("javascript:alert(1)", "example.org", "https://a b"):
        with pytest.raises(Refusal, match="网址应以"):
            publish(session, one, "江临日报", DAY, "", cast.clerk, DAY, NOW, address=wrong)
    row = publish(session, one, "江临日报", DAY, "", cast.clerk, DAY, NOW, address="https://example.org/1")
    assert row.address == "https://example.org/1"


def test_a_progress_entry_becomes_an_experience_once(cast: Cast, session: Session) -> None:
    own = cast.assignment(date(2026, 6, 30))
    accept(session, own, cast.lead, DAY, NOW)
    report(session, own, Report(DAY, 40, "办了两场竞赛。"), cast.lead, DAY, NOW)
    said = session.exec(select(ProgressUpdate)).one()
    one = take_from_report(session, said, cast.clerk, DAY, NOW)
    assert (one.text, one.unit_id, one.task_id) == ("办了两场竞赛。", cast.union.id, own.task_id)
    with pytest.raises(Refusal, match="已经列为"):
        take_from_report(session, said, cast.clerk, DAY, NOW)


def test_a_unit_tells_what_it_tried_and_sees_what_is_to_be_learned_from(cast: Cast, session: Session) -> None:
    propose(session, "夜校进车间", "自办夜校。", cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="自愿提出"):
        propose(session, "夜校", "自办。", cast.clerk, DAY, NOW)
    assert [one.title for one, _ in worth_seeing(session, cast.union.id)] == ["夜校进车间"]
    assert worth_seeing(session, cast.labour.id) == []
    own = session.exec(select(Experience)).one()
    advance(session, own, ExperienceState.PROMOTED, "", cast.clerk, NOW)
    assert [one.title for one, _ in worth_seeing(session, cast.labour.id)] == ["夜校进车间"]


def test_honours_are_counted_by_kind_and_tier_with_the_names(cast: Cast, session: Session) -> None:
    for tier, kind, holder in (
        (PointTier.PROVINCIAL, "工人先锋号", "二班"),
        (PointTier.NATIONAL, "工人先锋号", "一班"),
        (PointTier.PROVINCIAL, "工人先锋号", "三班"),
        (PointTier.PROVINCIAL, "五一劳动奖章", "张建"),
    ):
        award(session, HonourEntry(cast.union.id, tier, kind, holder, DAY), cast.clerk, DAY, NOW)
    found = [(one.tier.label, one.kind, one.count, one.holders) for one in counts(honours(session))]
    assert found == [
        ("全国", "工人先锋号", 1, ("一班",)),
        ("省级", "工人先锋号", 2, ("三班", "二班")),
        ("省级", "五一劳动奖章", 1, ("张建",)),
    ]
    same = HonourEntry(cast.union.id, PointTier.NATIONAL, "工人先锋号", "一班", DAY)
    with pytest.raises(Refusal, match="已经登记过"):
        award(session, same, cast.clerk, DAY, NOW)
    other = honours(session, text="二班")[0][0]
    with pytest.raises(Refusal, match="已经登记过"):
        correct(session, other, same, cast.clerk, DAY, NOW)


def test_the_registers_go_out_as_a_workbook_and_new_lines_come_back(
    cast: Cast, session: Session, tmp_path: Path
) -> None:
    point = entry(cast, theme="智能制造", review_on=date(2026, 9, 1))
    add_point(session, point, cast.clerk, NOW)
    add_experience(session, cast.union.id, "以赛促训", "做法。", cast.clerk, DAY, NOW, tags=["一", "二"])
    award(session, HonourEntry(cast.union.id, PointTier.LOCAL, "工匠", "张建", DAY), cast.clerk, DAY, NOW)
    book = examples_book(session, DAY, "市产改办", points(session), experiences(session), honours(session))
    to_xlsx.write(book, tmp_path / "x.xlsx")
    sheets = read_cells(tmp_path / "x.xlsx")
    again = take_in(session, sheets, cast.clerk, DAY, NOW)
    assert (again.new, again.there) == (0, 3)
    for table in ("honour", "experience", "demonstration_point"):
        session.connection().exec_driver_sql(f"DELETE FROM {table}")
    session.expire_all()
    taken = take_in(session, sheets, cast.clerk, DAY, NOW)
    assert (taken.new, taken.there) == (3, 0)
    (again_point, unit), *_ = points(session)
    assert (again_point.name, again_point.theme, unit.id, again_point.review_on) == (
        "一号车间示范点",
        "智能制造",
        cast.union.id,
        date(2026, 9, 1),
    )


def test_a_faulty_line_of_the_workbook_is_named_by_its_place(
    cast: Cast, session: Session, tmp_path: Path
) -> None:
    add_point(session, entry(cast), cast.clerk, NOW)
    book = examples_book(session, DAY, "市产改办", points(session), [], [])
    rows = book.sheets[0].rows
    for change, why in (
        ({0: "新的", 3: "没有的局"}, "单位名录里没有“没有的局”"),
        ({0: "新的", 1: "宇宙级"}, "“宇宙级”不在可选的词里"),
        ({0: "新的", 4: "2026年2月30日"}, "不是日期"),
    ):
        cells = tuple(change.get(place, value) for place, value in enumerate(rows[0]))
        sheet = type(book.sheets[0])(
            book.sheets[0].name, book.sheets[0].title, book.sheets[0].columns, (cells,)
        )
        to_xlsx.write(type(book)(book.title, book.dated, (sheet,)), tmp_path / "x.xlsx")
        with pytest.raises(Refusal, match=r"工作表“示范点”第\d+行") as refused:
            take_in(session, read_cells(tmp_path / "x.xlsx"), cast.clerk, DAY, NOW)
        assert why in str(refused.value)


def test_a_leader_and_a_unit_register_nothing(cast: Cast, session: Session) -> None:
    for actor in (cast.leader, cast.lead):
        with pytest.raises(Refusal, match="由督办部门的经办人员登记"):
            add_point(session, entry(cast), actor, NOW)
        with pytest.raises(Refusal, match="由督办部门的经办人员登记"):
            add_experience(session, cast.union.id, "题", "文", actor, DAY, NOW)
