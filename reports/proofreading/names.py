"""Names of units: former ones, and those that the directory does not know."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from reports.proofreading.marks import Mark, mark

KIND = "单位名称"
_ENDS = (
    "总工会|工会|委员会|工商联|妇联|企联|团委|团市委|团省委|办公室|产改办|政府办|(?<![布格结全])局(?![限面势部])|厅|(?<!常)委(?![员托派任])"
    "|集团|公司|厂|协会|联合会|管委会"
)
# A name begins at the head of a line or after a mark, and with where the unit belongs.
_CANDIDATE = re.compile(
    rf"(?:^|(?<=[，。；：、（(“《\n\s]))((?:[一-鿿]{{2,4}}[省市州县区]|[省市州县区])[一-鿿]{{1,14}}?(?:{_ENDS}))(?![一-鿿]?(?:{_ENDS}))",
    re.M,
)
_VAGUE = re.compile(
    r"^(?:[省市州县区](?:属|级|内|直|里|有关|相关|各|两级|外)|[一-鿿]{2,4}[省市州县区](?:属|级|直|各|有关))|[第和与及]"
)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the directory knows: ``current`` names of every form, and ``former`` ones with what stands in their place."""

    current: frozenset[str] = frozenset()
    former: Mapping[str, str] = field(default_factory=dict)


def names(text: str, known: KnownNames) -> Iterator[Mark]:
    """The queries on names. Without a directory there are none: everything would be unknown."""
    if not known.current:
        return
    yield from _former(text, known)
    for found in _CANDIDATE.finditer(text):
        written = found[1]
        if _is_known(written, known) or _VAGUE.search(written):
            continue
        near = get_close_matches(written, known.current, n=1, cutoff=0.6)
        hint = f"，是不是“{near[0]}”" if near else ""
        says = f"单位名录里没有“{written}”{hint}，请核对。"
        yield mark(text, found.start(1), found.end(1), KIND, says)


def unknown_unit(text: str, known: KnownNames) -> str:
    """What to query where the whole text is a name (供稿单位), empty where it is a current one."""
    if not text or text in known.current:
        return ""
    if text in known.former:
        return f"“{text}”是以前的名称，现为“{known.former[text]}”。"
    return f"单位名录里没有“{text}”，请核对。"


def _former(text: str, known: KnownNames) -> Iterator[Mark]:
    if not known.former:
        return
    # The longest first, and a current name goes before a former one that is a part of it.
    every = sorted({*known.former, *known.current}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, every)))
    for found in pattern.finditer(text):
        now = known.former.get(found.group())
        if now and found.group() not in known.current:
            says = f"“{found.group()}”是以前的名称，现为“{now}”。"
            yield mark(text, found.start(), found.end(), KIND, says)


def _is_known(written: str, known: KnownNames) -> bool:
    # 市总工会办公室 belongs to a known one, 依托市总工会 ends in one; a former one is queried by itself.
    return any(
        len(name) >= 3 and (name in written or name.startswith(written))
        for name in (*known.current, *known.former)
    )
