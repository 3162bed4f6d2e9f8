"""The series of bulletins: their names, sections and lists of 报, 送 and 发, and the numbers that come next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from models.bulletin import Bulletin, BulletinSeries, Subscription
from models.evaluation_words import BulletinStatus
from models.inserts import insert_new
from models.words import Subject, UserRole
from reports.bulletins.series_audit import Found, Numbered, audit, issues_by_year
from supervision.actor import Actor
from supervision.record.log import log

SECTIONS = ("重点推荐", "简讯速览")
LISTS = {"reports": "报", "sends": "送", "issues": "发"}
"""The lists by the word of their address."""

_LONGEST_NAME, _LONGEST_EDITOR, _LONGEST_SECTION, _LONGEST_ADDRESSEE = 60, 100, 40, 100
_MOST_NAMES = 300


@dataclass(frozen=True, slots=True)
class Numbers:
    """第N期 and 总第M期; a supplement and a series without totals have no ``total``."""

    number: int
    total: int | None


def add_series(
    session: Session,
    name: str,
    editor: str,
    actor: Actor,
    now: datetime,
    *,
    opening_total: int = 1,
    has_total: bool = True,
    sections: Sequence[str] = SECTIONS,
) -> BulletinSeries:
    """A new series. A blank in ``name`` divides the organ from the title, as on the masthead.

    Raises Refusal without a name or editor, where the name is taken, and for who is no clerk.
    """
    require_clerk(actor)
    called, by_whom = " ".join(name.split()), editor.strip()
    if not called or not by_whom:
        raise Refusal("请填写简报的名称和编发单位。")
    if len(called) > _LONGEST_NAME or len(by_whom) > _LONGEST_EDITOR:
        raise Refusal(f"简报的名称不超过{_LONGEST_NAME}个字，编发单位不超过{_LONGEST_EDITOR}个字。请缩短。")
    if opening_total < 1:
        raise Refusal("总期号从1或更大的数开始。请核对后再填。")
    row = {
        "name": called,
        "editor": by_whom,
        "opening_total": opening_total,
        "has_total": has_total,
        "sections": _sections(sections),
        "reports_to": [],
        "sends_to": [],
        "issues_to": [],
    }
    made = insert_new(session, BulletinSeries, [row])
    if not made:
        raise Refusal(f"已经有一种简报叫“{called}”。请换一个名称，或在那一种里印发。")
    log(session, Subject.BULLETIN, None, "设立简报", actor.name, now, note=called, series_id=made[0])
    return session.get_one(BulletinSeries, made[0])


def change_series(
    session: Session,
    series: BulletinSeries,
    editor: str,
    sections: Sequence[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Another editor, other sections; issues of the past keep theirs. Raises Refusal without an editor."""
    require_clerk(actor)
    by_whom = editor.strip()
    if not by_whom or len(by_whom) > _LONGEST_EDITOR:
        raise Refusal(f"请填写编发单位，不超过{_LONGEST_EDITOR}个字。")
    before = {"editor": series.editor, "sections": list(series.sections)}
    series.editor, series.sections = by_whom, _sections(sections)
    session.add(series)
    session.flush()
    log(
        session,
        Subject.BULLETIN,
        None,
        "修改简报栏目",
        actor.name,
        now,
        note=series.name,
        series_id=series.id,
        before=before,
    )


def set_list(
    session: Session, series: BulletinSeries, word: str, names: Sequence[str], actor: Actor, now: datetime
) -> int:
    """Put a list (报, 送 or 发) in place of the one of today; how many were added or taken off.

    Each change leaves a row of its own. Raises Refusal for a name that is too long, and for more than 300.
    """
    require_clerk(actor)
    wanted = list(dict.fromkeys(name for name in (" ".join(one.split()) for one in names) if name))
    if any(len(name) > _LONGEST_ADDRESSEE for name in wanted):
        raise Refusal(f"发送名单里一个名称不超过{_LONGEST_ADDRESSEE}个字。请每行写一个。")
    if len(wanted) > _MOST_NAMES:
        raise Refusal(f"一个名单不超过{_MOST_NAMES}个名称。请用单位组的名称代替逐个列举。")
    held = list_of(series, word)
    changes = [(name, True) for name in wanted if name not in held]
    changes += [(name, False) for name in held if name not in wanted]
    setattr(series, _COLUMNS[word], wanted)
    session.add(series)
    session.add_all(
        Subscription(series_id=series.id, list=word, name=name, is_added=is_added, at=now, by=actor.name)
        for name, is_added in changes
    )
    session.flush()
    if changes or wanted != held:
        log(
            session,
            Subject.BULLETIN,
            None,
            "调整发送名单",
            actor.name,
            now,
            note=f"{series.name}：{word}",
            series_id=series.id,
            added=[name for name, is_added in changes if is_added],
            removed=[name for name, is_added in changes if not is_added],
        )
    return len(changes)


def list_of(series: BulletinSeries, word: str) -> list[str]:
    """The names that stand in a list today. Raises Refusal where there is no such list."""
    if word not in _COLUMNS:
        raise Refusal("发送名单只有报、送、发三种。")
    names: list[str] = getattr(series, _COLUMNS[word])
    return list(names)


def every_series(session: Session) -> list[BulletinSeries]:
    """The series, those that appear still first."""
    rows = session.exec(select(BulletinSeries).order_by(col(BulletinSeries.id))).all()
    return sorted(rows, key=lambda one: one.ended_on is not None)


def next_numbers(session: Session, series: BulletinSeries, year: int, is_supplement: bool) -> Numbers:
    """The numbers that the next issue would take. A voided issue keeps its own: nobody takes it by the way."""
    of_year = select(func.max(col(Bulletin.number))).where(
        col(Bulletin.series_id) == series.id,
        col(Bulletin.year) == year,
        col(Bulletin.is_supplement) == is_supplement,
    )
    number = (session.execute(of_year).scalar() or 0) + 1
    if is_supplement or not series.has_total:
        return Numbers(number, None)
    reached = session.execute(
        select(func.max(col(Bulletin.total))).where(col(Bulletin.series_id) == series.id)
    ).scalar()
    return Numbers(number, series.opening_total if reached is None else reached + 1)


def lock(session: Session, series: BulletinSeries) -> None:
    """Hold the series to the end of the transaction: who takes numbers at the same time waits here."""
    session.execute(
        update(BulletinSeries)
        .where(col(BulletinSeries.id) == series.id)
        .values(opening_total=col(BulletinSeries.opening_total))
        .execution_options(synchronize_session=False)
    )


def last_day(session: Session, series: BulletinSeries) -> date | None:
    """The day of the latest ordinary issue that stands."""
    return session.execute(
        select(func.max(col(Bulletin.dated_on))).where(
            col(Bulletin.series_id) == series.id,
            col(Bulletin.is_supplement).is_(False),
            col(Bulletin.number).is_not(None),
            col(Bulletin.status) != BulletinStatus.VOIDED,
        )
    ).scalar()


def numbered(session: Session, series: BulletinSeries) -> list[Numbered]:
    """The issues of a series as far as their numbers go, drafts left out."""
    rows = session.exec(
        select(Bulletin)
        .where(col(Bulletin.series_id) == series.id, col(Bulletin.status) != BulletinStatus.DRAFT)
        .order_by(col(Bulletin.year), col(Bulletin.number), col(Bulletin.id))
    )
    return [
        Numbered(
            one.year,
            one.number,
            one.total,
            one.dated_on,
            one.is_supplement,
            one.status is BulletinStatus.VOIDED,
            one.title,
        )
        for one in rows
    ]


def audit_of(session: Session, series: BulletinSeries) -> tuple[list[Found], dict[int, int]]:
    """What is wrong with the numbers of a series, and how many issues each year had by the totals."""
    issues = numbered(session, series)
    return audit(issues, series.has_total), issues_by_year(issues)


def require_clerk(actor: Actor) -> None:
    """Raises Refusal for who is no clerk of the office."""
    if actor.role is UserRole.LEADER:
        raise NotTheirs("领导账号用于查看和审定，不能编辑简报。请交由经办人员办理。")
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("简报由督办部门的经办人员编辑。")


def _sections(sections: Sequence[str]) -> list[str]:
    kept = list(dict.fromkeys(one.strip().strip("【】") for one in sections if one.strip("【】 \n")))
    if any(len(one) > _LONGEST_SECTION for one in kept):
        raise Refusal(f"栏目名称不超过{_LONGEST_SECTION}个字。请每行写一个。")
    return kept


_COLUMNS = {"报": "reports_to", "送": "sends_to", "发": "issues_to"}
