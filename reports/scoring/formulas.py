"""The kit of formulas that a score sheet may name: a closed set of pure functions from facts to points.

Where there is nothing to divide by, or nothing was reported, the points are None with the reason, never a silent 0;
what then counts is stated by the sheet.
"""

from collections.abc import Iterable
from decimal import Decimal

from reports.scoring import duty_formulas as duties
from reports.scoring import given_formulas as given
from reports.scoring import indicator_formulas as indicators
from reports.scoring.kit import Formula, Parameter, Sort


def _points(default: str | None = None) -> Parameter:
    return Parameter("每件分值", Decimal("0.01"), Decimal(20), Decimal(default) if default else None)


def _weight(label: str, default: str) -> Parameter:
    return Parameter(label, Decimal(0), Decimal(10), Decimal(default))


_PACE = {
    "allowed": Parameter("容许落后的百分点", Decimal(0), Decimal(50), Decimal(5)),
    "zero_at": Parameter("落后多少个百分点不得分", Decimal(1), Decimal(100), Decimal(30)),
}
_FROZEN = "冻结的事项：应办、办结、时限、申请销号日"


def _kit(formulas: Iterable[Formula]) -> dict[str, Formula]:
    return {one.name: one for one in formulas}


KIT: dict[str, Formula] = _kit(
    (
        Formula("completion", "完成率", "办结 ÷ 应办 × 满分", Sort.SHARE, duties.completion, {}, _FROZEN),
        Formula("punctuality", "按时率", "按时办结 ÷ 应办 × 满分", Sort.SHARE, duties.punctuality, {}, _FROZEN),
        Formula(
            "by_role",
            "牵头配合加权完成率",
            "各角色办结按权重相加 ÷ 各角色应办按权重相加 × 满分",
            Sort.SHARE,
            duties.by_role,
            {
                "lead": _weight("牵头的权重", "2"),
                "responsible": _weight("责任的权重", "2"),
                "supporting": _weight("配合的权重", "1"),
            },
            _FROZEN,
        ),
        Formula(
            "lateness",
            "逾期系数",
            "每件的系数 = 1 − 每日减少的系数 × 逾期工作日，不小于0；各件平均 × 满分",
            Sort.SHARE,
            duties.lateness,
            {"per_workday": Parameter("每逾期一个工作日减少", Decimal("0.001"), Decimal(1), Decimal("0.02"))},
            _FROZEN,
        ),
        Formula("verified", "核验率", "经实地或第三方核验的办结 ÷ 办结 × 满分", Sort.SHARE, duties.verified, {}, "销号时的核验级别"),
        Formula(
            "attainment",
            "指标达成率",
            "各项指标（实际 − 基期）÷（目标 − 基期）的平均 × 满分；底线类指标用最差的一次",
            Sort.SHARE,
            indicators.attainment,
            {"most": Parameter("一项指标最多计到的百分比", Decimal(100), Decimal(150), Decimal(100))},
            "冻结的填报值和核验级别",
        ),
        Formula("reported", "指标填报率", "已报送的指标 ÷ 承担的指标 × 满分", Sort.SHARE, indicators.reported, {}, "冻结的填报值"),
        Formula("indicator_pace", "指标序时差", "指标实际进度 − 时间进度，各项平均", Sort.SHARE, indicators.indicator_pace, _PACE, "冻结的填报值"),
        Formula("duty_pace", "事项序时差", "在办事项（有时限的）反馈的进度 − 时间进度，各件平均；都已办结的按0计", Sort.SHARE, indicators.duty_pace, _PACE, _FROZEN),
        Formula("rectified", "整改销号率", "已整改销号的问题 ÷ 发现的问题 × 满分", Sort.SHARE, duties.rectified, {}, "问题和整改台账"),
        Formula("agreement", "台账与实地相符率", "相符 ÷ 实地核查 × 满分", Sort.SHARE, duties.agreement, {}, "实地核查记录"),
        Formula(
            "returns", "退回扣分", "退回次数 × 每次扣分", Sort.DEDUCTION,
            duties.a_piece(lambda facts: facts.counts.returns, "returns", "退回", -1), {"each": _points("1")}, "退回记录",
        ),
        Formula(
            "overdue", "逾期扣分", "逾期未办结 × 每件扣分", Sort.DEDUCTION,
            duties.a_piece(lambda facts: facts.counts.overdue, "overdue", "逾期未办结", -1), {"each": _points("1")}, _FROZEN,
        ),
        Formula(
            "closed_late", "超期办结扣分", "超期办结 × 每件扣分", Sort.DEDUCTION,
            duties.a_piece(lambda facts: facts.counts.closed_late, "closed_late", "超期办结", -1), {"each": _points("0.5")}, _FROZEN,
        ),
        Formula(
            "false_claims", "不实扣分", "台账与实地不符 × 每处扣分", Sort.DEDUCTION,
            duties.a_piece(
                lambda facts: facts.disagreeing, "disagreeing", "台账与实地不符", -1, duties.needs_check,
                lambda facts: {"on_site_check": facts.checks},
            ),
            {"each": _points("2")}, "实地核查记录",
        ),
        Formula(
            "recurred", "问题反弹扣分", "反弹的问题 × 每次扣分", Sort.DEDUCTION,
            duties.a_piece(lambda facts: facts.recurred, "recurred", "问题反弹", -1, rows=lambda facts: {"finding": facts.findings}),
            {"each": _points("1")}, "回头看记录",
        ),
        Formula(
            "early", "提前加分", "早于时限申请销号并办结 × 每件加分", Sort.BONUS,
            duties.a_piece(lambda facts: facts.early, "early", "提前办结", 1), {"each": _points("0.2")}, _FROZEN,
        ),
        Formula("rated", "评分", "各方平均分按权重相加", Sort.SHARE, given.rated, {}, "评分记录"),
        Formula(
            "self_gap", "自评差", "自评与他评平均相差超出容许的部分 × 每分扣分", Sort.DEDUCTION, given.self_gap,
            {
                "allowed": Parameter("容许相差的分", Decimal(0), Decimal(50), Decimal(1)),
                "each": Parameter("每超出一分扣", Decimal("0.01"), Decimal(10), Decimal(1)),
            },
            "自评和他评记录",
        ),
    )
)  # fmt: skip
"""Every formula that there is, by name."""
