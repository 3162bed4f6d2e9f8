"""Units as a person names them on the command line."""

from sqlmodel import Session

from config.refusal import Refusal
from models.unit import Unit
from supervision.directory.names import NameBook


def unit_named(session: Session, name: str) -> Unit:
    """The one unit of this name, short name or alias. Raises Refusal for an unknown name and for a group."""
    match = NameBook(session).match(name)
    if match.group:
        raise Refusal(f"“{name}”是一组单位。请写其中一个单位的名称。")
    if len(match.unit_ids) != 1 or match.inferred:
        hints = (match.inferred,) if match.inferred else match.hints
        raise Refusal(f"单位名录里没有“{name}”。" + (f"是否指{'、'.join(hints)}？" if hints else ""))
    return session.get_one(Unit, match.unit_ids[0])
