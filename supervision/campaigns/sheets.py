"""Score sheets as they are stored: version after version of each name, and which of them holds on a day."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.campaign import Campaign
from models.evaluation_words import CampaignStatus
from models.inserts import insert_new
from models.score import ScoreSheet
from models.words import Subject, UserRole
from reports.scoring.sheet import Override, Sheet
from reports.scoring.sheet_files import known_sheets, sheet_text
from reports.scoring.sheet_text import BarredItems, read_sheet
from reports.scoring.traces import traces
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST_REASON = 500


def store(
    session: Session,
    text: str,
    actor: Actor,
    now: datetime,
    overrides: Mapping[str, str] | None = None,
    file: str = "评分表",
) -> ScoreSheet:
    """Take in a version of a score sheet. ``overrides`` are reasons by the codes of items that are to stand all the same.

    Raises SheetError with what is wrong in it, BarredItems where items reward what the rules of 2024 bar, and Refusal
    for who is no clerk, for a reason left out, and where a version of that name and day is there already.
    """
    _require_clerk(actor)
    reasons = {code: reason.strip() for code, reason in (overrides or {}).items() if code}
    text = text.replace("\r\n", "\n")
    sheet = read_sheet(text, file, frozenset(reasons))
    let_stand = [
        Override(one.code, actor.name, reasons[one.code])
        for one in sheet.items
        if one.code in reasons and traces("\n".join((one.title, one.standard, one.evidence)))
    ]
    for one in let_stand:
        if not one.reason:
            raise Refusal(f"要保留“{one.code}”这一项，请写明依据和理由，理由记入评分表和日志。")
        if len(one.reason) > _LONGEST_REASON:
            raise Refusal(f"保留“{one.code}”的理由太长，请不超过{_LONGEST_REASON}个字。")
    row = {
        "name": sheet.name,
        "title": sheet.title,
        "since": sheet.since,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "overrides": [{"code": one.code, "by": one.by, "reason": one.reason} for one in let_stand],
        "at": now,
        "by": actor.name,
    }
    ids = insert_new(session, ScoreSheet, [row])
    if not ids:
        raise Refusal(
            f"“{sheet.title}”从{day_in_words(sheet.since)}起的一版已经有了，存了的不再改动。请改 since 的日期后再上传。"
        )
    log(
        session, Subject.CAMPAIGN, None, "启用评分表", actor.name, now,
        note=sheet.title, sheet_id=ids[0], name=sheet.name, since=sheet.since.isoformat(),
        overrides=row["overrides"],
    )  # fmt: skip
    return session.get_one(ScoreSheet, ids[0])


def store_shipped(session: Session, name: str, actor: Actor, now: datetime) -> ScoreSheet:
    """Take in the sheet that comes with the system, or the office's own file of this name."""
    return store(session, sheet_text(name), actor, now, file=f"{name}.toml")


def versions(session: Session) -> list[ScoreSheet]:
    """Every stored version, by name, the latest of each first."""
    return list(session.exec(select(ScoreSheet).order_by(col(ScoreSheet.name), col(ScoreSheet.since).desc())))


def in_force(session: Session, name: str, on: date) -> ScoreSheet | None:
    """The version of this name that holds on a day; None before the first."""
    rows = select(ScoreSheet).where(ScoreSheet.name == name, col(ScoreSheet.since) <= on)
    return session.exec(rows.order_by(col(ScoreSheet.since).desc()).limit(1)).first()


def all_in_force(session: Session, on: date) -> list[ScoreSheet]:
    """The version of each name that holds on a day."""
    names = session.exec(select(ScoreSheet.name).distinct().order_by(col(ScoreSheet.name))).all()
    return [found for name in names if (found := in_force(session, name, on)) is not None]


def files_not_stored(session: Session) -> list[tuple[str, str]]:
    """The sheets that lie there as files and of which no version was taken in yet: name and title."""
    stored = set(session.exec(select(ScoreSheet.sha256)))
    names = set(session.exec(select(ScoreSheet.name)))
    found = []
    for name in known_sheets():
        text = sheet_text(name)
        if name in names or hashlib.sha256(text.encode()).hexdigest() in stored:
            continue
        try:
            found.append((name, read_sheet(text, f"{name}.toml").title))
        except Refusal as refusal:
            found.append((name, refusal.sentence))
    return found


def sheet_of(row: ScoreSheet) -> Sheet:
    """What a stored version says."""
    return read_sheet(row.text, row.title, frozenset(one["code"] for one in row.overrides))


def choose(session: Session, campaign: Campaign, row: ScoreSheet, actor: Actor, now: datetime) -> None:
    """Set the score sheet of a campaign (选定评分表). Raises Refusal once its results are published."""
    _require_clerk(actor)
    sheet = sheet_of(row)
    if sheet.kinds and campaign.kind not in sheet.kinds:
        kinds = "、".join(one.label for one in sheet.kinds)
        raise Refusal(
            f"“{row.title}”用于{kinds}，不用于{campaign.kind.label}。请另选一份，或者改好评分表再上传。"
        )
    if row.since > campaign.ends_on:
        raise Refusal(
            f"“{row.title}”从{day_in_words(row.since)}起适用，评估期那时已经结束。请选评估期内适用的一版。"
        )
    changed = session.execute(
        update(Campaign)
        .where(
            col(Campaign.id) == campaign.id,
            col(Campaign.status).in_((CampaignStatus.PREPARED, CampaignStatus.FROZEN)),
        )
        .values(sheet_id=row.id)
    )
    session.refresh(campaign)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"“{campaign.title}”{campaign.status.label}，不能再换评分表。")
    log(
        session, Subject.CAMPAIGN, campaign.id, "选定评分表", actor.name, now,
        note=f"{campaign.title}：{row.title}", sheet_id=row.id, since=row.since.isoformat(),
    )  # fmt: skip


def sheet_for(session: Session, campaign: Campaign) -> Sheet:
    """The sheet by which a campaign is scored. Raises Refusal where none was chosen."""
    if campaign.sheet_id is None:
        raise Refusal(f"“{campaign.title}”还没有选定评分表。请先在督察活动的得分页选定。")
    return sheet_of(session.get_one(ScoreSheet, campaign.sheet_id))


def proposed(session: Session, campaign: Campaign) -> list[ScoreSheet]:
    """The versions that fit a campaign's kind and hold within its period, the latest first."""
    found = []
    for row in versions(session):
        if row.since > campaign.ends_on:
            continue
        kinds = sheet_of(row).kinds
        if not kinds or campaign.kind in kinds:
            found.append(row)
    return found


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise Refusal(f"评分表由督办部门的经办人员维护，{actor.role.label}账号不能操作。")


__all__ = [
    "BarredItems",
    "all_in_force",
    "choose",
    "files_not_stored",
    "in_force",
    "proposed",
    "sheet_for",
    "sheet_of",
    "store",
    "store_shipped",
    "versions",
]
