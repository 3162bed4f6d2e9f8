"""From result to action (结果运用): the rules propose, a leader decides, and nothing happens before.

Proposals are drawn from the scores of a campaign's last freeze that was scored. When they are drawn again, what a
person has decided stays; what nobody has decided and no rule calls for any more is taken back.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from config.consequences import ConsequenceRule, consequence_rules
from config.refusal import Refusal
from models.campaign import Campaign, Freeze, FrozenItem
from models.evaluation_words import ConsequenceKind
from models.inserts import insert_new
from models.score import Consequence, ScoreTotal
from models.unit import Unit
from models.words import Answer, Subject, UnitLevel, UserRole
from schedules.lights import Light
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST = 2000
_DECIDED = (Answer.GRANTED, Answer.REFUSED)
_NOT_MET = "重新计算后不再符合规则。"


@dataclass(frozen=True, slots=True)
class Result:
    """A unit's result in a freeze, among those of its class.

    ``place`` and ``from_last`` are shared by equals (1, 2, 2, 4), and None and 0 for who is not ranked;
    ``class_size`` counts those who are. ``reds`` are what burnt red at the freeze.
    """

    unit_id: int
    unit_class: str
    total: Decimal
    place: int | None
    from_last: int
    class_size: int
    is_best: bool
    tier: str
    former_tier: str
    reds: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many proposals are new, stand again, and were taken back."""

    new: int
    again: int
    taken_back: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with its unit and its campaign, for the pages."""

    one: Consequence
    unit: Unit
    campaign: Campaign


def propose(session: Session, campaign: Campaign, actor: Actor, now: datetime, today: date) -> Proposed:
    """Draw up what the rules propose for the units of a campaign.

    Raises Refusal for who is not of the office, and while the campaign has no scores.
    """
    if not actor.is_of_the_office:
        raise Refusal(f"结果运用由督办部门提出，{actor.role.label}账号不能操作。")
    freeze = scored_freeze(session, campaign.id)
    if freeze is None:
        raise Refusal(f"“{campaign.title}”还没有得分。请先冻结数据、计算得分，再提出结果运用的建议。")
    met = _met(session, campaign, freeze)
    every = list(
        session.scalars(select(Consequence).where(col(Consequence.campaign_id) == campaign.id)).all()
    )
    decided = {(one.unit_id, one.kind.value) for one in every if one.answer in _DECIDED}
    standing = {(one.unit_id, one.kind.value, one.rule): one for one in every if one.answer not in _DECIDED}
    wanted = {
        (unit_id, kind, code): said
        for (unit_id, kind), (code, said) in met.items()
        # What a person decided of a unit is not put to them again under another rule.
        if (unit_id, kind) not in decided
    }
    again = [key for key in wanted if key in standing and standing[key].answer is Answer.TAKEN_BACK]
    gone = [key for key, one in standing.items() if key not in wanted and one.answer is Answer.PENDING]
    for key, one in standing.items():
        if key in wanted:
            _settle(session, one, Answer.PENDING, opinion="", ground=wanted[key])
    for key in gone:
        _settle(session, standing[key], Answer.TAKEN_BACK, opinion=_NOT_MET)
    rows = [
        {
            "campaign_id": campaign.id,
            "unit_id": unit_id,
            "kind": ConsequenceKind.stored(kind),
            "rule": code,
            "ground": said,
            "proposed_on": today,
            "answer": Answer.PENDING,
            "decided_by": "",
            "opinion": "",
            "minutes": {},
        }
        for (unit_id, kind, code), said in wanted.items()
        if (unit_id, kind, code) not in standing
    ]
    made = len(insert_new(session, Consequence, rows))
    outcome = Proposed(made, len(again), len(gone))
    log(
        session, Subject.CAMPAIGN, campaign.id, "提出结果运用建议", actor.name, now,
        note=f"{campaign.title}：新提出{made}件，收回{len(gone)}件", freeze_id=freeze.id,
    )  # fmt: skip
    return outcome


def _met(session: Session, campaign: Campaign, freeze: Freeze) -> dict[tuple[int, str], tuple[str, str]]:
    """What the rules call for: of each unit and kind the first rule that is met, and the grounds of all of them."""
    rules = [one for one in consequence_rules() if not one.campaigns or campaign.kind.value in one.campaigns]
    met: dict[tuple[int, str], tuple[str, str]] = {}
    for result in results(session, freeze):
        for rule in rules:
            if is_met(rule, result):
                said = ground(rule, result, freeze.as_of)
                code, before = met.get((result.unit_id, rule.kind), (rule.code, ""))
                met[result.unit_id, rule.kind] = (code, before + said)
    return met


def decide(
    session: Session,
    one: Consequence,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    grants: bool,
    opinion: str,
) -> None:
    """A leader agrees to a proposal or not. Raises Refusal for anybody else, for a refusal without a word, and
    when it is decided already."""
    if actor.role is not UserRole.LEADER:
        raise Refusal("结果运用由领导决定。请用领导账号登录后办理。")
    said = opinion.strip()
    if not grants and not said:
        raise Refusal("不同意的要写明理由。")
    if len(said) > _LONGEST:
        raise Refusal(f"意见写了{len(said)}个字，太长。请不超过{_LONGEST}个字。")
    changed = session.execute(
        update(Consequence)
        .where(col(Consequence.id) == one.id, col(Consequence.answer) == Answer.PENDING)
        .values(
            answer=Answer.GRANTED if grants else Answer.REFUSED,
            decided_on=today,
            decided_by=actor.name,
            opinion=said,
        )
    )
    session.refresh(one)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这件建议现在是“{one.answer.label}”，不能再决定。请刷新后再看。")
    unit = session.get_one(Unit, one.unit_id)
    log(
        session, Subject.CAMPAIGN, one.campaign_id, "决定结果运用", actor.name, now,
        note=f"{unit.called}{one.kind.label}：{one.answer.label}" + (f"，{said}" if said else ""),
        consequence_id=one.id,
    )  # fmt: skip


def proposals(
    session: Session, *, campaign_id: int | None = None, answer: Answer | None = None
) -> list[Proposal]:
    """The proposals, those that wait first, then the latest; what was taken back is left out unless asked for."""
    rows = (
        select(Consequence, Unit, Campaign)
        .join(Unit, col(Unit.id) == col(Consequence.unit_id))
        .join(Campaign, col(Campaign.id) == col(Consequence.campaign_id))
        .order_by(
            col(Consequence.answer) != Answer.PENDING,
            col(Campaign.id).desc(),
            col(Consequence.kind),
            col(Unit.position),
            col(Unit.id),
        )
    )
    rows = rows.where(
        col(Consequence.answer) == answer if answer else col(Consequence.answer) != Answer.TAKEN_BACK
    )
    if campaign_id is not None:
        rows = rows.where(col(Consequence.campaign_id) == campaign_id)
    return [Proposal(*row) for row in session.execute(rows).tuples()]


def count_to_decide(session: Session) -> int:
    """How many proposals wait for the leader."""
    waiting = select(func.count(col(Consequence.id))).where(col(Consequence.answer) == Answer.PENDING)
    return session.scalar(waiting) or 0


def scored_freeze(session: Session, campaign_id: int) -> Freeze | None:
    """The last freeze of a campaign that has scores, None while none has."""
    rows = (
        select(Freeze)
        .where(
            col(Freeze.campaign_id) == campaign_id,
            select(col(ScoreTotal.id)).where(col(ScoreTotal.freeze_id) == col(Freeze.id)).exists(),
        )
        .order_by(col(Freeze.number).desc())
    )
    return session.scalars(rows).first()


def results(session: Session, freeze: Freeze) -> Iterator[Result]:
    """The results of a freeze, unit by unit; a unit without a total has none."""
    rows = session.scalars(
        select(ScoreTotal)
        .where(col(ScoreTotal.freeze_id) == freeze.id, col(ScoreTotal.total).is_not(None))
        .order_by(col(ScoreTotal.unit_id))
    ).all()
    reds = dict(
        session.execute(
            select(col(FrozenItem.unit_id), func.count())
            .where(col(FrozenItem.freeze_id) == freeze.id, col(FrozenItem.light) == Light.RED.value)
            .group_by(col(FrozenItem.unit_id))
        )
        .tuples()
        .all()
    )
    classes: dict[str, list[Decimal]] = {}
    for row in rows:
        if row.place is not None:
            classes.setdefault(row.unit_class, []).append(_total(row))
    for alike in classes.values():
        alike.sort()
    for row in rows:
        total, alike = _total(row), classes.get(row.unit_class, [])
        is_ranked = row.place is not None
        yield Result(
            unit_id=row.unit_id,
            unit_class=UnitLevel.called(row.unit_class),
            total=total,
            place=1 + len(alike) - bisect_right(alike, total) if is_ranked else None,
            from_last=1 + bisect_left(alike, total) if is_ranked else 0,
            class_size=len(alike),
            is_best=is_ranked and total == alike[-1],
            tier=row.tier.value if row.tier else "",
            former_tier=row.former_tier.value if row.former_tier else "",
            reds=reds.get(row.unit_id, 0),
        )


def is_met(rule: ConsequenceRule, result: Result) -> bool:
    """Whether every condition of the rule is met. Where all of a class are equal nobody is last.

    Of who was scored and not ranked, for want of time or of items, no rule on points, places or tiers says anything.
    """
    asked = (rule.last, rule.first, rule.below, rule.at_least, rule.tier or None, rule.former_tier or None)
    if result.place is None and any(one is not None for one in asked):
        return False
    is_ranked = result.class_size >= rule.least_of_class
    return (
        (rule.last is None or (is_ranked and result.from_last <= rule.last and not result.is_best))
        and (rule.first is None or (is_ranked and result.place is not None and result.place <= rule.first))
        and (rule.below is None or result.total < rule.below)
        and (rule.at_least is None or result.total >= rule.at_least)
        and (not rule.tier or result.tier in rule.tier)
        and (not rule.former_tier or result.former_tier in rule.former_tier)
        and (rule.red_at_least is None or result.reds >= rule.red_at_least)
        and (rule.red_at_most is None or result.reds <= rule.red_at_most)
    )


def ground(rule: ConsequenceRule, result: Result, as_of: date) -> str:
    """What met the rule, in words with its figures."""
    tiers = {"leading": "领先", "middle": "中游", "weak": "薄弱"}
    alike = result.unit_class or "参评单位"
    where = f"{alike}{result.class_size}家中列第{result.place}名" if result.place else "不排名"
    told = [f"总分{_points(result.total)}分", where]
    if rule.last is not None:
        told.append(f"属末尾{rule.last}名")
    if rule.first is not None:
        told.append(f"属前{rule.first}名")
    if rule.below is not None:
        told.append(f"低于{_points(rule.below)}分")
    if rule.at_least is not None:
        told.append(f"不低于{_points(rule.at_least)}分")
    if rule.tier:
        told.append(f"档次为{tiers[result.tier]}")
    if rule.former_tier:
        told.append(f"上次为{tiers[result.former_tier]}")
    if rule.red_at_least is not None or rule.red_at_most is not None:
        told.append(f"红灯事项{result.reds}件")
    return f"{rule.title}：截至{day_in_words(as_of)}，{'，'.join(told)}。"


def _settle(session: Session, one: Consequence, answer: Answer, *, opinion: str, ground: str = "") -> None:
    # What a leader decides meanwhile stays decided.
    session.execute(
        update(Consequence)
        .where(
            col(Consequence.id) == one.id,
            col(Consequence.answer).in_((Answer.PENDING, Answer.TAKEN_BACK)),
        )
        .values(answer=answer, opinion=opinion, ground=ground or one.ground)
    )
    session.refresh(one)


def _total(row: ScoreTotal) -> Decimal:
    assert row.total is not None
    return row.total


def _points(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
