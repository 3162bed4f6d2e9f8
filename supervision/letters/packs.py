"""Which rule packs are in force, and since when: read from their files, kept whole, the old one while a file is wrong."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import Settings
from models.ladder import LadderVersion, Sweep
from models.task import Task
from models.words import Subject, UnitLevel, Urgency
from schedules.clock import day_of
from schedules.ladder import Pack
from schedules.ladder_choice import LadderChoice
from schedules.ladder_files import PackError, PackFile, parse_pack, read_pack_file
from supervision.record.log import log

# Under this name stands, beside the packs, which of them is chosen for what.
_CHOICE = "choice"
_LABELS = frozenset(word.label for words in (Urgency, UnitLevel) for word in words)


@dataclass(frozen=True, slots=True)
class InForce:
    """A pack, the first day from which its rungs fire (None: always), and what is wrong with its file by now."""

    pack: Pack
    since: date | None
    trouble: str = ""


def choice_of(settings: Settings) -> LadderChoice:
    """What the office has set. Raises Refusal where a label is none of the trade's."""
    for label in settings.ladders:
        if label not in _LABELS:
            raise Refusal(
                f"设置 ladders 里的“{label}”既不是紧急程度，也不是单位类别。可以写：{'、'.join(sorted(_LABELS))}。"
            )
    return LadderChoice(settings.ladder, settings.ladders)


def last_swept(session: Session, *, before: date | None = None) -> date | None:
    """The last day that was swept, or the last before a day; None before the first."""
    days = select(func.max(col(Sweep.day)))
    return session.scalar(days.where(col(Sweep.day) < before) if before else days)


def tasks_own(session: Session) -> tuple[str, ...]:
    """The packs that tasks have of their own."""
    return tuple(session.exec(select(Task.ladder).where(Task.ladder != "").distinct()).all())


def packs_in_force(session: Session, choice: LadderChoice, now: datetime) -> list[InForce]:
    """Every pack that something climbs on, the office's first; a change is noted as it is found.

    A changed pack is in force from the day after the last sweep: rungs whose day lies before belong to the old
    one. While a file is wrong, or before the day from which it says it is in force, the pack that was swept by
    last stays. Raises PackError where there is
    none that could.
    """
    swept_on = last_swept(session)
    floor = _choice_since(session, choice, swept_on, now)
    found = []
    for name in choice.names(tasks_own(session)):
        kept = _latest(session, name)
        try:
            file = read_pack_file(name)
        except PackError as error:
            if kept is None:
                raise
            found.append(
                InForce(parse_pack(kept.text, f"{name}.toml"), _later(kept.since, floor), error.sentence)
            )
            continue
        if kept is not None and _waits(file, kept, day_of(now)):
            found.append(InForce(parse_pack(kept.text, f"{name}.toml"), _later(kept.since, floor)))
            continue
        if kept is None or kept.sha256 != file.sha256:
            kept = _note(session, file, kept, swept_on, now)
        found.append(InForce(file.pack, _later(kept.since, floor)))
    return found


def _waits(file: PackFile, kept: LadderVersion, day: date) -> bool:
    """Whether a changed pack says itself that it is for later: until then the one before stays in force."""
    return kept.sha256 != file.sha256 and file.pack.effective_from > day


def _choice_since(
    session: Session, choice: LadderChoice, swept_on: date | None, now: datetime
) -> date | None:
    """Since when the packs are chosen as they are: what changed hands starts with the days after."""
    text, sha256 = _as_text(choice), _digest(choice)
    kept = _latest(session, _CHOICE)
    if kept is None or kept.sha256 != sha256:
        kept = _keep(session, _CHOICE, "", sha256, text, kept, swept_on, now)
    return kept.since


def _note(
    session: Session, file: PackFile, before: LadderVersion | None, swept_on: date | None, now: datetime
) -> LadderVersion:
    pack = file.pack
    return _keep(session, pack.name, pack.version, file.sha256, file.text, before, swept_on, now)


def _keep(
    session: Session,
    name: str,
    version: str,
    sha256: str,
    text: str,
    before: LadderVersion | None,
    swept_on: date | None,
    now: datetime,
) -> LadderVersion:
    since = swept_on + timedelta(days=1) if swept_on else None
    if before is not None and before.since == since:
        # Changed again before any day was swept by it.
        row = before
        row.version, row.sha256, row.text, row.noted_at = version, sha256, text, now
    else:
        row = LadderVersion(name=name, version=version, sha256=sha256, text=text, since=since, noted_at=now)
    session.add(row)
    session.flush()
    log(
        session,
        Subject.NOTICE,
        None,
        "启用提醒规则",
        "系统",
        now,
        note=f"{name} {version}" if version else "规则包的选用",
        since=since.isoformat() if since else "",
        sha256=sha256,
    )
    return row


def _latest(session: Session, name: str) -> LadderVersion | None:
    rows = select(LadderVersion).where(LadderVersion.name == name).order_by(col(LadderVersion.id).desc())
    return session.exec(rows.limit(1)).first()


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def packs_as_they_stand(session: Session, choice: LadderChoice) -> list[InForce]:
    """What ``packs_in_force`` would say of every pack now, with nothing noted: for a look ahead.

    A pack of which there is neither a good file nor an earlier version is left out.
    """
    swept_on = last_swept(session)
    next_day = swept_on + timedelta(days=1) if swept_on else None
    chosen = _latest(session, _CHOICE)
    floor = chosen.since if chosen is not None and chosen.sha256 == _digest(choice) else next_day
    found = []
    for name in choice.names(tasks_own(session)):
        kept = _latest(session, name)
        try:
            file = read_pack_file(name)
        except PackError as error:
            if kept is not None:
                pack = parse_pack(kept.text, f"{name}.toml")
                found.append(InForce(pack, _later(kept.since, floor), error.sentence))
            continue
        if kept is not None and _waits(file, kept, next_day or file.pack.effective_from):
            found.append(InForce(parse_pack(kept.text, f"{name}.toml"), _later(kept.since, floor)))
            continue
        is_kept = kept is not None and kept.sha256 == file.sha256
        since = kept.since if kept is not None and is_kept else next_day
        found.append(InForce(file.pack, _later(since, floor)))
    return found


def _digest(choice: LadderChoice) -> str:
    return hashlib.sha256(_as_text(choice).encode()).hexdigest()


def _as_text(choice: LadderChoice) -> str:
    return json.dumps([choice.default, sorted(choice.by_label.items())], ensure_ascii=False)
