"""Which rule packs are in force, and since when: read from their files, kept whole, the old one while a file is wrong."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import Settings
from models.ladder import LadderVersion
from models.task import Task
from models.words import Subject, UnitLevel, Urgency
from schedules.clock import day_of
from schedules.ladder import Pack
from schedules.ladder_choice import LadderChoice
from schedules.ladder_files import PackError, PackFile, read_pack_file
from supervision.pack_in_force import kept_pack, last_swept, latest_version, next_swept, waits
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


def tasks_own(session: Session) -> tuple[str, ...]:
    """The packs that tasks have of their own."""
    return tuple(session.exec(select(Task.ladder).where(Task.ladder != "").distinct()).all())


def packs_in_force(session: Session, choice: LadderChoice, now: datetime) -> list[InForce]:
    """Every pack that something climbs on, the office's first; a change is noted as it is found.

    A changed pack is in force from the day after the last sweep: rungs whose day lies before belong to the old
    one. While a file is wrong, or before the day from which it says it is in force, the pack that was swept by
    last stays. Raises PackError where there is none that could.
    """
    swept_on = last_swept(session)
    chosen = latest_version(session, _CHOICE)
    if chosen is None or chosen.sha256 != _digest(choice):
        _keep(session, _CHOICE, "", _digest(choice), _as_text(choice), chosen, swept_on, now)
    found = []
    for one in _walk(session, choice, swept_on, day_of(now)):
        if isinstance(one, PackError):
            raise one
        if one.unnoted is not None:
            _note(session, one.unnoted, one.kept, swept_on, now)
        found.append(one.in_force)
    return found


def packs_as_they_stand(session: Session, choice: LadderChoice) -> list[InForce]:
    """What ``packs_in_force`` would say of every pack now, with nothing noted: for a look ahead.

    A pack of which there is neither a good file nor an earlier version is left out.
    """
    swept_on = last_swept(session)
    walked = _walk(session, choice, swept_on, next_swept(swept_on))
    return [one.in_force for one in walked if isinstance(one, _Step)]


@dataclass(frozen=True, slots=True)
class _Step:
    """A pack in force, the version of it that was noted last, and its file where that says something new."""

    in_force: InForce
    kept: LadderVersion | None
    unnoted: PackFile | None = None


def _walk(
    session: Session, choice: LadderChoice, swept_on: date | None, day: date | None
) -> Iterator[_Step | PackError]:
    """Every pack on this day, or what is wrong with one that never was in force; notes nothing.

    What is new, a text or who goes by it, starts with the days after the last sweep.
    """
    next_day = next_swept(swept_on)
    chosen = latest_version(session, _CHOICE)
    floor = chosen.since if chosen is not None and chosen.sha256 == _digest(choice) else next_day
    for name in choice.names(tasks_own(session)):
        kept = latest_version(session, name)
        try:
            file = read_pack_file(name)
        except PackError as error:
            if kept is None:
                yield error
            else:
                yield _Step(InForce(kept_pack(kept), _later(kept.since, floor), error.sentence), kept)
            continue
        if kept is not None and waits(file, kept, day or file.pack.effective_from):
            yield _Step(InForce(kept_pack(kept), _later(kept.since, floor)), kept)
        elif kept is not None and kept.sha256 == file.sha256:
            yield _Step(InForce(file.pack, _later(kept.since, floor)), kept)
        else:
            yield _Step(InForce(file.pack, _later(next_day, floor)), kept, file)


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
    since = next_swept(swept_on)
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


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _digest(choice: LadderChoice) -> str:
    return hashlib.sha256(_as_text(choice).encode()).hexdigest()


def _as_text(choice: LadderChoice) -> str:
    return json.dumps([choice.default, sorted(choice.by_label.items())], ensure_ascii=False)
