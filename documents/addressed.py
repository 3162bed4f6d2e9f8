"""A paper to one unit speaks to it as 你局, or leaves it out altogether (督办通知): the addressee is who has to act."""

import re

from documents import unit_names
from documents.letterhead import DocumentHeader

_YOU = re.compile(r"[你贵](?:单位|部门|公司|集团|中心|[局委办厅部县市区镇乡院校会])")
_PRESSING = re.compile("督办|催办|交办|整改")


def addressed_unit(header: DocumentHeader, text: str) -> tuple[str, ...]:
    """The one addressee where a duty speaks to it, or where the paper presses it; empty for circulars to many."""
    if len(header.addressees) != 1 or not (_YOU.search(text) or _PRESSING.search(header.title)):
        return ()
    (unit,) = header.addressees
    return (unit,) if unit_names.names_a_unit(unit) and not unit.startswith(("各", "有关", "相关")) else ()
