"""Sub-assignment: a unit splits its own duty down its tree, reviews what comes back, and reports on the whole."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import col, select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.notice import Notice
from models.task import Indicator
from models.unit import Unit
from models.words import Move, NoticeKind, Role, Status, UserRole, Verification
from reports.figures import figures
from reports.indicators import read_indicators
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.extensions import TimeRequest, grant
from supervision.duties.extensions import ask as ask_time
from supervision.duties.moves import history
from supervision.duties.progress import Report, read_off, report
from supervision.duties.rolled_figures import roll_up_figures
from supervision.duties.splitting import Share, open_parts, parts, roll_up, split
from supervision.duties.submission import send_back, submit
from supervision.duties.transfer import transfer
from supervision.letters.sweep import raise_notices
from supervision.visibility import may_see
from tests.cast import DAY, Cast, at
from tests.post import everything_arrives

JUNE_30, MAY_31 = date(2026, 6, 30), date(2026, 5, 31)
NOW = at(DAY, 10)


class Tree:
    """市总工会 with two enterprises below it and a workshop below the first; its duty is accepted."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.session = cast, cast.session
        self.first, self.second = cast.pilots
        for pilot in cast.pilots:
            pilot.parent_id = cast.union.id
        self.shop = Unit(
            name="一车间", level=cast.pilots[0].level, parent_id=self.first.id, position=20, short_name=""
        )
        cast.session.add(self.shop)
        cast.session.flush()
        self.whole = cast.assignment(JUNE_30)
        accept(cast.session, self.whole, cast.lead, DAY, NOW)
        self.one = Actor("厂一", UserRole.UNIT, self.first.id)
        self.two = Actor("厂二", UserRole.UNIT, self.second.id)

    def share(self, unit: Unit, wording: str = "组织本厂参赛", due: date | None = None) -> Share:
        return Share(unit.id, wording, due)

    def split(self, *shares: Share) -> list[Assignment]:
        return split(self.session, self.whole, shares, self.cast.lead, DAY, NOW)

    def both(self) -> list[Assignment]:
        return self.split(self.share(self.first), self.share(self.second, due=MAY_31))

    def closed(self, part: Assignment, who: Actor) -> None:
        accept(self.session, part, who, DAY, NOW)
        submit(self.session, part, who, DAY, NOW, "已参赛")
        close(self.session, part, self.cast.lead, DAY, NOW)


@pytest.fixture
def tree(cast: Cast) -> Tree:
    return Tree(cast)


def test_each_unit_below_gets_a_part_of_its_own_and_a_notice(tree: Tree) -> None:
    one, two = tree.both()
    assert (one.parent_id, one.deadline_id, one.role) == (
        tree.whole.id,
        tree.whole.deadline_id,
        Role.RESPONSIBLE,
    )
    assert (one.due_on, two.due_on) == (JUNE_30, MAY_31)
    told = tree.session.exec(select(Notice).where(col(Notice.assignment_id).in_([one.id, two.id]))).all()
    assert [notice.kind for notice in told] == [NoticeKind.ASSIGNMENT] * 2
    assert [part.wording for part in parts(tree.session, tree.whole.id)] == ["组织本厂参赛"] * 2
    assert history(tree.session, tree.whole.id)[-1].move is Move.SPLIT


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        (lambda t: [], "至少选一个"),
        (lambda t: [t.share(t.first), t.share(t.first)], "选了两次"),
        (lambda t: [t.share(t.first, "  ")], "请写明要江临0厂办什么"),
        (lambda t: [t.share(t.first, "长" * 2001)], "太长"),
        (lambda t: [t.share(t.first, due=date(2026, 7, 1))], "晚于本单位的时限"),
        (lambda t: [t.share(t.first, due=date(2026, 3, 8))], "已经过去"),
        (lambda t: [t.share(t.cast.labour)], "不是本单位的下级单位"),
        (lambda t: [t.share(t.cast.union)], "不能分解给本单位自己"),
        (lambda t: [Share(4711, "办", None)], "不在名录里"),
    ],
)
def test_a_share_that_makes_no_sense_hands_out_nothing(tree: Tree, shares: object, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        tree.split(*shares(tree))  # type: ignore[operator]
    assert parts(tree.session, tree.whole.id) == []


def test_a_unit_that_has_ended_gets_nothing(tree: Tree) -> None:
    tree.first.ended_on = DAY
    tree.session.flush()
    with pytest.raises(Refusal, match="撤销或并入"):
        tree.split(tree.share(tree.first))


def test_who_has_a_part_gets_no_second_one(tree: Tree) -> None:
    tree.both()
    with pytest.raises(Refusal, match="已经分解给江临0厂"):
        tree.split(tree.share(tree.first))


def test_what_was_withdrawn_is_given_again_with_its_new_day(tree: Tree) -> None:
    part = tree.split(tree.share(tree.first))[0]
    withdraw(tree.session, part, tree.cast.lead, DAY, NOW, "改由他人")
    (again,) = tree.split(tree.share(tree.first, "改办决赛", MAY_31))
    assert again.id == part.id
    assert (again.status, again.due_on, again.first_due_on) == (Status.ASSIGNED, MAY_31, JUNE_30)
    assert parts(tree.session, tree.whole.id)[0].wording == "改办决赛"


def test_only_what_is_accepted_is_split_and_only_by_its_own_unit(cast: Cast, tree: Tree) -> None:
    for actor in (cast.outsider, cast.supporter, cast.leader, tree.one):
        with pytest.raises(Refusal):
            split(tree.session, tree.whole, [tree.share(tree.first)], actor, DAY, NOW)
    fresh = cast.assignment(JUNE_30)
    with pytest.raises(Refusal, match="不能分解下达"):
        split(tree.session, fresh, [tree.share(tree.first)], cast.lead, DAY, NOW)


def test_a_part_is_split_again_further_down(tree: Tree) -> None:
    part = tree.split(tree.share(tree.first))[0]
    accept(tree.session, part, tree.one, DAY, NOW)
    (below,) = split(tree.session, part, [tree.share(tree.shop)], tree.one, DAY, NOW)
    assert below.parent_id == part.id
    with pytest.raises(Refusal, match="不是本单位的下级单位"):
        split(tree.session, part, [tree.share(tree.second)], tree.one, DAY, NOW)


def test_the_unit_above_reviews_and_nobody_beside_or_below(tree: Tree) -> None:
    one, _ = tree.both()
    accept(tree.session, one, tree.one, DAY, NOW)
    submit(tree.session, one, tree.one, DAY, NOW, "已参赛")
    for actor in (tree.one, tree.two, tree.cast.outsider):
        with pytest.raises(Refusal):
            close(tree.session, one, actor, DAY, NOW)
        with pytest.raises(Refusal):
            send_back(tree.session, one, actor, DAY, NOW, "缺名单")
    send_back(tree.session, one, tree.cast.lead, DAY, NOW, "缺名单")
    submit(tree.session, one, tree.one, DAY, NOW, "已补名单")
    close(tree.session, one, tree.cast.lead, DAY, NOW)
    reopened = reopen(tree.session, one, tree.cast.lead, DAY, NOW, "名单有误")
    assert (reopened.before, reopened.after) == (Status.CLOSED, Status.UNDERWAY)


def test_the_unit_above_does_not_report_in_place_of_the_unit_below(tree: Tree) -> None:
    one, _ = tree.both()
    for deed in (
        lambda: accept(tree.session, one, tree.cast.lead, DAY, NOW),
        lambda: report(tree.session, one, Report(DAY, 50, "代报"), tree.cast.lead, DAY, NOW),
        lambda: submit(tree.session, one, tree.cast.lead, DAY, NOW, "代报"),
    ):
        with pytest.raises(Refusal, match="由承办这一部分的下级单位自己办理"):
            deed()


def test_the_reviewer_is_never_the_reporter_for_a_part_too(tree: Tree) -> None:
    one, _ = tree.both()
    accept(tree.session, one, tree.cast.clerk, DAY, NOW)
    submit(tree.session, one, tree.cast.clerk, DAY, NOW, "来电报告")
    with pytest.raises(Refusal, match="审核人不能是填报人"):
        close(tree.session, one, tree.cast.clerk, DAY, NOW)
    close(tree.session, one, tree.cast.lead, DAY, NOW)


def test_more_time_for_a_part_is_granted_by_the_unit_above_within_its_own_time(tree: Tree) -> None:
    _, two = tree.both()
    accept(tree.session, two, tree.two, DAY, NOW)
    asked = ask_time(tree.session, two, TimeRequest(date(2026, 7, 15), "停电", "一半"), tree.two, DAY, NOW)
    with pytest.raises(Refusal, match="晚于上级单位自己的时限"):
        grant(tree.session, asked, date(2026, 7, 15), tree.cast.lead, DAY, NOW)
    grant(tree.session, asked, JUNE_30, tree.cast.lead, DAY, NOW)
    assert two.due_on == JUNE_30


def test_the_whole_is_handed_in_when_its_parts_are_settled_or_with_the_reason(tree: Tree) -> None:
    one, two = tree.both()
    tree.closed(one, tree.one)
    with pytest.raises(Refusal, match="分解给江临1厂的还没有办结"):
        submit(tree.session, tree.whole, tree.cast.lead, DAY, NOW, "全部办完")
    made = submit(
        tree.session, tree.whole, tree.cast.lead, DAY, NOW, "全部办完", despite="该厂停产，由市里代办"
    )
    assert "尚未办结，理由：该厂停产，由市里代办" in made.note
    send_back(tree.session, tree.whole, tree.cast.clerk, DAY, NOW, "再核")
    tree.closed(two, tree.two)
    assert "尚未办结" not in submit(tree.session, tree.whole, tree.cast.lead, DAY, NOW, "全部办完").note


def test_what_the_parts_report_rolls_up_into_a_proposal(tree: Tree) -> None:
    assert roll_up([]) is None
    one, two = tree.both()
    accept(tree.session, one, tree.one, DAY, NOW)
    report(
        tree.session,
        one,
        Report(DAY, 61, "报名30人", "场地小", "换场地", "请协调场馆"),
        tree.one,
        DAY,
        NOW,
    )
    rolled = roll_up(parts(tree.session, tree.whole.id))
    assert rolled is not None
    assert rolled.percent == 30, "the mean of 61 and 0, rounded down"
    assert rolled.progress == "江临0厂：报名30人\n江临1厂：尚未反馈。"
    assert (rolled.problems, rolled.next_steps) == ("江临0厂：场地小", "江临0厂：换场地")
    assert rolled.to_coordinate == "江临0厂：请协调场馆"
    tree.closed(two, tree.two)
    rolled = roll_up(parts(tree.session, tree.whole.id))
    assert rolled is not None
    assert rolled.percent == 80
    withdraw(tree.session, one, tree.cast.lead, DAY, NOW, "不再需要")
    rolled = roll_up(parts(tree.session, tree.whole.id))
    assert rolled is not None
    assert (rolled.percent, rolled.progress) == (100, "江临1厂：已办结。")


def test_what_a_part_needs_coordinated_goes_through_the_unit_above(tree: Tree) -> None:
    from models.coordination import Coordination
    from supervision.duties.coordination import put_forward

    one, _ = tree.both()
    accept(tree.session, one, tree.one, DAY, NOW)
    report(tree.session, one, Report(DAY, 10, "x", to_coordinate="请协调"), tree.one, DAY, NOW)
    assert tree.session.exec(select(Coordination)).all() == []
    with pytest.raises(Refusal, match="由上级单位汇总提出"):
        put_forward(tree.session, one, "请协调", tree.one, DAY, NOW)


def _indicator(tree: Tree, name: str, kind: str, relation: str = ">=", measure: str = "人") -> Indicator:
    row = Indicator(
        document_id=tree.cast.document.id,
        task_id=tree.whole.task_id,
        name=name,
        relation=relation,
        target=Decimal(100),
        measure=measure,
        kind=kind,
        by=JUNE_30,
        text=name,
    )
    tree.session.add(row)
    tree.session.flush()
    return row


def test_figures_are_added_where_adding_makes_sense_and_listed_elsewhere(tree: Tree) -> None:
    tree.both()
    trained = _indicator(tree, "累计培训职工", "cumulative")
    rate = _indicator(tree, "参赛率", "level", measure="%")
    ceiling = _indicator(tree, "新增支出", "new", "<=", "万元")
    for indicator in (trained, rate, ceiling):
        for actor, unit, value in ((tree.one, tree.first, "30.5"), (tree.two, tree.second, "12")):
            read_off(tree.session, indicator, Decimal(value), DAY, actor, DAY, NOW, unit_id=unit.id)
    first, second, third = roll_up_figures(
        tree.session, tree.whole.task_id, parts(tree.session, tree.whole.id)
    )
    assert (first.total, first.as_of, first.missing) == (Decimal("42.5"), DAY, ())
    assert [name for name, _ in first.values] == ["江临0厂", "江临1厂"]
    assert (second.total, third.total) == (None, None)


def test_a_figure_names_who_has_not_reported(tree: Tree) -> None:
    tree.both()
    trained = _indicator(tree, "累计培训职工", "cumulative")
    (empty,) = roll_up_figures(tree.session, tree.whole.task_id, parts(tree.session, tree.whole.id))
    assert (empty.total, empty.as_of, empty.missing) == (None, None, ("江临0厂", "江临1厂"))
    read_off(tree.session, trained, Decimal(7), DAY, tree.one, DAY, NOW, unit_id=tree.first.id)
    (half,) = roll_up_figures(tree.session, tree.whole.task_id, parts(tree.session, tree.whole.id))
    assert (half.total, half.missing) == (Decimal(7), ("江临1厂",))


def test_a_unit_without_a_part_reports_no_figure(tree: Tree) -> None:
    trained = _indicator(tree, "累计培训职工", "cumulative")
    with pytest.raises(Refusal, match="不是贵单位的"):
        read_off(tree.session, trained, Decimal(7), DAY, tree.one, DAY, NOW, unit_id=tree.first.id)


def test_nothing_is_counted_twice_in_the_figures_of_the_office(tree: Tree) -> None:
    limits = load_pack(settings().ladder).lights
    before = figures(tree.session, DAY, work_calendar(), limits)
    one, _ = tree.both()
    trained = _indicator(tree, "累计培训职工", "cumulative")
    read_off(tree.session, trained, Decimal(30), DAY, tree.one, DAY, NOW, unit_id=tree.first.id)
    read_off(tree.session, trained, Decimal(40), DAY, tree.cast.lead, DAY, NOW, unit_id=tree.cast.union.id)
    accept(tree.session, one, tree.one, DAY, NOW)
    submit(tree.session, one, tree.one, DAY, NOW, "已参赛")
    send_back(tree.session, one, tree.cast.lead, DAY, NOW, "缺名单")
    submit(tree.session, one, tree.one, DAY, NOW, "已参赛")
    close(tree.session, one, tree.cast.lead, DAY, NOW)
    after = figures(tree.session, DAY, work_calendar(), limits)
    assert (after.whole.assigned, after.whole.closed) == (before.whole.assigned, before.whole.closed)
    assert (after.returns, after.notices) == (0, before.notices), "what lies between the units is theirs"
    assert {line.unit.id for line in after.units} == {tree.cast.union.id}
    (reached,) = read_indicators(tree.session, DAY, 10)
    assert reached.scattered == 0
    assert reached.reading is not None
    assert reached.reading.value == 40


def test_with_the_whole_its_parts_are_withdrawn_down_to_the_last(tree: Tree) -> None:
    part = tree.split(tree.share(tree.first))[0]
    accept(tree.session, part, tree.one, DAY, NOW)
    (below,) = split(tree.session, part, [tree.share(tree.shop)], tree.one, DAY, NOW)
    withdraw(tree.session, tree.whole, tree.cast.clerk, DAY, NOW, "不再办理")
    assert (part.status, below.status) == (Status.WITHDRAWN, Status.WITHDRAWN)
    assert open_parts(tree.session, tree.whole.id) == []


def test_a_part_is_not_passed_on_by_the_office(tree: Tree) -> None:
    one, _ = tree.both()
    with pytest.raises(Refusal, match="上级单位分解下达的"):
        transfer(tree.session, one, tree.cast.labour, tree.cast.clerk, DAY, NOW, "改办")


def test_the_unit_above_sees_its_parts_and_not_what_lies_below_them(tree: Tree) -> None:
    one, _ = tree.both()
    accept(tree.session, one, tree.one, DAY, NOW)
    (below,) = split(tree.session, one, [tree.share(tree.shop)], tree.one, DAY, NOW)
    assert may_see(tree.session, tree.cast.lead, one)
    assert not may_see(tree.session, tree.cast.lead, below)
    assert may_see(tree.session, tree.one, below)
    assert not may_see(tree.session, tree.two, one)
    assert not may_see(tree.session, tree.one, tree.whole)


def test_a_closed_part_is_a_review_of_the_unit_above(tree: Tree) -> None:
    from models.closing import Closure

    one, _ = tree.both()
    tree.closed(one, tree.one)
    row = tree.session.exec(select(Closure).where(Closure.assignment_id == one.id)).one()
    assert (row.by, row.verification) == ("苏望", Verification.LEDGER)


def test_a_part_is_reminded_and_chased_but_no_letter_of_the_office_is_proposed_for_it(tree: Tree) -> None:
    one, _ = tree.both()
    calendar = work_calendar()
    for late in (date(2026, 7, 1), date(2026, 7, 8), date(2026, 7, 15), date(2026, 7, 31)):
        raise_notices(tree.session, late, at(late), settings(), calendar)
        everything_arrives(tree.session, late)
    kinds = {
        assignment.id: {
            notice.kind
            for notice in tree.session.exec(select(Notice).where(Notice.assignment_id == assignment.id))
        }
        for assignment in (one, tree.whole)
    }
    assert NoticeKind.CHASER in kinds[one.id]
    assert not kinds[one.id] & {NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW}
    assert NoticeKind.ORDER in kinds[tree.whole.id]
