"""The rule pack that lights and papers go by: while its file is wrong, the one that was swept by last."""

from functools import cache

from sqlmodel import Session, col, select

from models.ladder import LadderVersion
from schedules.ladder import Pack
from schedules.ladder_files import PackError, load_pack, parse_pack


def pack_in_force(session: Session, name: str) -> Pack:
    """The rule pack of this name. A mistake in its file closes no page: the one kept at the last sweep stays in force.

    Raises PackError with what is wrong in the file where none is kept.
    """
    try:
        return load_pack(name)
    except PackError:
        rows = select(LadderVersion.text).where(LadderVersion.name == name)
        kept = session.exec(rows.order_by(col(LadderVersion.id).desc()).limit(1)).first()
        if kept is None:
            raise
        return _parsed(kept, name)


@cache
def _parsed(text: str, name: str) -> Pack:
    return parse_pack(text, f"{name}.toml")
