"""The rule pack that lights and papers go by: the file as it is now, unless it is wrong or for later."""

from datetime import date, timedelta

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from models.ladder import LadderVersion, Sweep
from models.looks import once_a_look
from schedules.ladder import Pack
from schedules.ladder_files import PackError, PackFile, parse_pack, read_pack_file

_LAST_SWEPT = select(func.max(col(Sweep.day)))
_LATEST_OF_NAME = (
    select(LadderVersion)
    .where(col(LadderVersion.name) == bindparam("name"))
    .order_by(col(LadderVersion.id).desc())
    .limit(1)
)


def pack_in_force(session: Session, name: str) -> Pack:
    """The rule pack of this name, followed at once when its file changes.

    A mistake in the file closes no page: the pack kept at the last sweep stays in force, as it does before the
    day from which the file says it is in force. Raises PackError with what is wrong in the file where none is kept.
    """
    return once_a_look(session, f"pack {name}", lambda: _in_force(session, name))


def _in_force(session: Session, name: str) -> Pack:
    try:
        file = read_pack_file(name)
    except PackError:
        kept = latest_version(session, name)
        if kept is None:
            raise
        return kept_pack(kept)
    next_day = next_swept(last_swept(session))
    if next_day is None or file.pack.effective_from <= next_day:
        return file.pack
    kept = latest_version(session, name)
    return kept_pack(kept) if kept is not None and waits(file, kept, next_day) else file.pack


def waits(file: PackFile, kept: LadderVersion, day: date) -> bool:
    """Whether a changed pack says itself that it is for later: until then the one before stays in force."""
    return kept.sha256 != file.sha256 and file.pack.effective_from > day


def kept_pack(kept: LadderVersion) -> Pack:
    """The pack as it was noted."""
    return parse_pack(kept.text, f"{kept.name}.toml")


def latest_version(session: Session, name: str) -> LadderVersion | None:
    """What was last noted under this name."""
    return session.scalars(_LATEST_OF_NAME, {"name": name}).first()


def last_swept(session: Session, *, before: date | None = None) -> date | None:
    """The last day that was swept, or the last before a day; None before the first."""
    return session.scalar(_LAST_SWEPT.where(col(Sweep.day) < before) if before else _LAST_SWEPT)


def next_swept(swept_on: date | None) -> date | None:
    """The first day that is not swept yet; None where none is."""
    return swept_on + timedelta(days=1) if swept_on else None
