"""Lists of responsible units: in brackets, as a line of their own, or run in after the last sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents import unit_names
from documents.passages import Passage
from documents.source import Problem

_LEAD = "牵头(?:责任)?(?:单位|部门|处室|领导单位)|主办(?:单位|部门)|主责(?:单位|部门)|主要责任(?:单位|部门)|第一责任单位|牵头|主办"
_RESPONSIBLE = (
    "(?:市级|省级|县级|区级|市直|省直|县直|区直)?责任(?:单位|部门|主体|科室|处室|分工)|负责(?:单位|部门)|承办(?:单位|部门)|落实(?:单位|部门)|实施(?:单位|部门|主体)"
    "|完成(?:单位|部门)|负责考核部门|考核(?:单位|部门)|工作分工|分工|责任"
)
_SUPPORTING = "(?:配合|协办|协助|协同|参与|参加|协作|支持|会办|责任配合)(?:责任)?(?:单位|部门)|配合"
_NOT_UNITS = "责任领导|分管领导|牵头领导|责任人|联系人|完成时限|完成时间|办结时限|时间节点|时限|时间要求|督导单位|监督单位|备注|目标值|进度安排|适用范围|工作措施|措施|预期成效"
_LABEL = re.compile(
    rf"(?P<lead>{_LEAD})|(?P<units>{_RESPONSIBLE})|(?P<supporting>{_SUPPORTING})|(?P<other>{_NOT_UNITS})"
)
_LABELLED = re.compile(
    rf"(?P<label>{_LEAD}|{_RESPONSIBLE}|{_SUPPORTING}|{_NOT_UNITS})(?:及分工|（[^）]{1, 4}）|[及和]责任人)?[：:为]\s*"
)
_OPENING = re.compile(
    rf"[（(【〔\[]\s*(?=(?:{_LEAD}|{_RESPONSIBLE}|{_SUPPORTING}|{_NOT_UNITS})(?:及分工|（[^）]{1, 4}）|[及和]责任人)?[：:])"
)
_RUN_IN = re.compile(rf"(?:(?<=^)|(?<=[。；;，—|｜]))(?=(?:{_LEAD}|{_RESPONSIBLE}|{_SUPPORTING})[：:])")
# a bracket without a label speaks of duty in its own words: （A会同B负责）, （A牵头，B配合）
_PHRASED = re.compile(
    r"[（(【〔\[](?P<body>[^（）()【】〔〕。]{0,200}(?:[（(][^（）()]{0,60}[）)][^（）()【】〔〕。]{0,200}){0,9}?"
    r"(?:负责(?!人)|牵头(?!人)|配合|参加|参与|落实|承办|实施|推进|下同|组织实施|协助)[^（）()【】〔〕。]{0,16})(?:。[^（）()【】〔〕]{0,60})?[）)】〕\]]"
)
# (县财政局、县国资办) at the end of an item names nothing but units
_BARE = re.compile(
    r"(?P<stop>[。；]?)[（(【〔\[](?P<names>(?:[^（）()【】〔〕。]|[（(][^（）()]{1,20}[）)]){3,160})(?P<rule>。[^（）()【】〔〕]{0,60})?[）)】〕\]][。；]?$"
)
_FIRST_LEADS = re.compile(
    r"(?:排在|列在|排|列|排名)?(?:第一位|首位|第一|最前|前面|首个)(?:的|者)?(?:单位|部门)?(?:的)?为(?:牵头|主办|主责)(?:单位|部门)|第一(?:个)?(?:单位|部门)(?:为)?牵头"
)
_ROLE_ENDS = re.compile(
    r"(?<=牵头)(?!单位|部门|领导)(?:负责|落实|实施|推进)?|(?:(?<=配合)|(?<=负责)|(?<=参加)|(?<=参与))(?!单位|部门|人)|(?<=落实)|(?<=[；;\n])"
)
# 县人社局（牵头）、县总工会
_MARKED_LEAD = re.compile(
    r"(?P<name>[^、，,；;（）()]{2,30})[（(](?:牵头|牵头单位|牵头部门|主办)[）)][、，,；;]?"
)
# What else a bracket of names may say at its end: who watches over it, and by when.
_FIELDS = re.compile(
    rf"(?:[；;，,](?:(?:{_NOT_UNITS})[：:][^；;]{{1,24}}|(?:20\d\d年)?(?:\d{{1,2}}月(?:底|\d{{1,2}}日)?|年底)前?(?:完成|办结)?|全年|长期坚持|持续推进))+$"
)
_JOINTLY = re.compile(r"(?:牵头)?会同|(?<=[^工协学])会商|商(?=[^业务会贸])")
_NOTE = re.compile(r"[，,；;。（(]?(?:以)?下同[）)]?|[，,；;。]?以下(?:均|各|都|任务|不再|同).*$")
# A bracket that tells of something instead of naming who does it.
_PROSE = re.compile(r"[的把]|(?<!自)由|[应须]按|按规定|简称|^含|以下")
_LONGEST_LIST = 800  # characters; what is longer is no list, and hostile texts stay cheap
_LONGEST_NAME = 45
_BESIDE = 6  # characters beside its list that a paragraph may have and still be nothing else


@dataclass(frozen=True, slots=True)
class UnitList:
    """Who answers for an item, as the text says it; ``start`` and ``end`` are where the list stands in the passage.

    ``due_text`` is what a 完成时限 in the same bracket says. ``first_leads``: from here on the first unit of a list is
    its lead.
    """

    start: int
    end: int
    lead: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    first_leads: bool = False

    def __bool__(self) -> bool:
        return bool(self.lead or self.units or self.supporting or self.problems)


def read_unit_lists(passage: Passage) -> list[UnitList]:
    """The lists of units in a paragraph, in order. A list without its closing bracket carries a problem."""
    found = [*_bracketed(passage), *_phrased(passage)]
    taken = [(each.start, each.end) for each in found]
    found += [each for each in _run_in(passage) if not any(s <= each.start < e for s, e in taken)]
    found = found or _bare(passage)
    return sorted((each for each in found if each), key=lambda each: each.start)


def is_only_list(passage: Passage) -> bool:
    """Whether a paragraph is nothing but its list, or another field of the item before it (完成时限：……)."""
    if _LABELLED.match(passage.text) and "。" not in passage.text.rstrip("。"):
        return True
    lists = read_unit_lists(passage)
    return bool(lists) and len(passage.text) - sum(each.end - each.start for each in lists) <= _BESIDE


def merged(lists: Sequence[UnitList]) -> UnitList | None:
    """All that an item's lists say together; None when it has none."""
    if not lists:
        return None

    def every(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for each in lists for unit in getattr(each, name)))

    lead = every("lead")
    units = tuple(unit for unit in every("units") if unit not in lead)
    supporting = tuple(unit for unit in every("supporting") if unit not in lead and unit not in units)
    problems = tuple(problem for each in lists for problem in each.problems)
    return UnitList(
        lists[0].start, lists[-1].end, lead, units, supporting, problems, any(e.first_leads for e in lists)
    )


def with_first_as_lead(given: UnitList) -> UnitList:
    """The same list under the rule that its first unit leads; a sole unit stays as it is written."""
    if given.lead or len(given.units) + len(given.supporting) < 2 or not given.units:
        return given
    return replace(given, lead=given.units[:1], units=given.units[1:])


def with_units(given: UnitList, further: Sequence[str]) -> UnitList:
    """The same list with units that it does not name yet, in the role of those responsible."""
    known = {*given.lead, *given.units, *given.supporting}
    return replace(
        given, units=(*given.units, *(unit for unit in dict.fromkeys(further) if unit not in known))
    )


def read_cell(text: str, role: str = "units") -> UnitList:
    """The units named in one cell of a ledger: in the role of their column, unless the cell says otherwise (A牵头，B配合)."""
    bare = re.sub(r"\s*\n\s*", "\n", text.strip())
    if _LABELLED.match(bare):
        return _labelled(bare)
    return _in_words(bare, role)


def _bracketed(passage: Passage) -> list[UnitList]:
    lists: list[UnitList] = []
    for opening in _OPENING.finditer(passage.text):
        if lists and opening.start() < lists[-1].end:
            continue
        close = _closing(passage.text, opening.start())
        body_end = close if close is not None else _breaks_off(passage.text, opening.end())
        problems: tuple[Problem, ...] = ()
        if close is None:
            message = "责任单位名单未完：括号没有收尾，后面的单位可能在换页处丢失，请对照原件补全。"
            problems = (Problem(message, passage.where[opening.start()], passage.until(body_end)),)
        read = _labelled(passage.text[opening.end() : body_end])
        end = body_end + (close is not None)
        lists.append(replace(read, start=opening.start(), end=end, problems=problems))
    return lists


def _phrased(passage: Passage) -> list[UnitList]:
    lists = []
    for found in _PHRASED.finditer(passage.text):
        body = found["body"]
        if _LABELLED.match(body):
            continue
        read = _in_words(body)
        named = (*read.lead, *read.units, *read.supporting)
        prose = any(_PROSE.search(name) for name in named)
        if (
            any(map(unit_names.looks_like_unit, named))
            and not prose
            and max(map(len, named)) <= _LONGEST_NAME
        ):
            rule = read.first_leads or bool(_FIRST_LEADS.search(found[0]))
            lists.append(replace(read, start=found.start(), end=found.end(), first_leads=rule))
    return lists


def _run_in(passage: Passage) -> list[UnitList]:
    found = _RUN_IN.search(passage.text)
    if not found:
        return []
    body = passage.text[found.start() : found.start() + _LONGEST_LIST]
    end = body.find("。") if "。" in body else len(body)
    return [replace(_labelled(body[:end]), start=found.start(), end=found.start() + end)]


def _bare(passage: Passage) -> list[UnitList]:
    found = _BARE.search(passage.text)
    if not found or not re.search("[\u4e00-\u9fff]", passage.text[: found.start()]):
        return []
    bare = _FIELDS.sub("", found["names"])
    names = unit_names.split(bare) if not re.search("[；：]", bare) else []
    several = len(names) > 1 or (bool(names) and bool(found["stop"]))
    if not (several and all(map(unit_names.names_a_unit, names))):
        return []
    rule = bool(_FIRST_LEADS.search(found["rule"] or found["names"]))
    return [UnitList(found.end("stop"), found.end(), units=tuple(names), first_leads=rule)]


def _closing(text: str, opening: int) -> int | None:
    depth = 0
    for i in range(opening, min(opening + _LONGEST_LIST, len(text))):
        if text[i] in "（(【〔[":
            depth += 1
        elif text[i] in "）)】〕]":
            depth -= 1
            if depth == 0:
                return i
        elif text[i] == "。" and depth == 1:
            return None
    return None


def _breaks_off(text: str, begin: int) -> int:
    stop = text.find("。", begin, begin + _LONGEST_LIST)
    return min(len(text), begin + _LONGEST_LIST) if stop < 0 else stop


def _labelled(body: str) -> UnitList:
    """责任单位：A、B；配合单位：C — each label holds to the next one."""
    parts: dict[str, list[str]] = {"lead": [], "units": [], "supporting": []}
    first_leads = bool(_FIRST_LEADS.search(body))
    labels = list(_LABELLED.finditer(body))
    for i, label in enumerate(labels):
        until = labels[i + 1].start() if i + 1 < len(labels) else len(body)
        known = _LABEL.fullmatch(label["label"])
        kind = known.lastgroup if known else None
        if kind is None or kind == "other":
            continue
        said = _in_words(body[label.end() : until].strip("—|｜ "), kind, labelled=True)
        for name in parts:
            parts[name] += getattr(said, name)
    return _unit_list(parts, first_leads)


def _in_words(body: str, kind: str = "units", *, labelled: bool = False) -> UnitList:
    """A牵头，B、C配合; A会同B负责; A、B按职责分工负责 — the role stands after the names it is given to."""
    rule = _FIRST_LEADS.search(body)
    if rule:
        body = body[: rule.start()].rstrip("，,；;（( ") + body[rule.end() :]
    body = _NOTE.sub("", body)
    marked = [found["name"] for found in _MARKED_LEAD.finditer(body)]
    if marked:
        rest = _in_words(_MARKED_LEAD.sub("", body).strip("、，,；; "), kind)
        return replace(rest, lead=tuple(dict.fromkeys((*marked, *rest.lead))))
    parts: dict[str, list[str]] = {"lead": [], "units": [], "supporting": []}
    pending = ""
    for piece in _ROLE_ENDS.split(body):
        role = _role(piece, kind)
        pending += piece
        if role is None:
            continue
        # 责任单位：A，B配合 — the role behind a comma is that of the last name alone
        before, comma, last = pending.rpartition("，")
        if role == "supporting" and labelled and comma and unit_names.looks_like_unit(before):
            _give(parts, before, kind)
            pending = last
        _give(parts, pending, role)
        pending = ""
    if pending:
        _give(parts, pending, kind)
    return _unit_list(parts, bool(rule))


def _unit_list(parts: Mapping[str, Sequence[str]], first_leads: bool) -> UnitList:
    lead, units, supporting = (tuple(dict.fromkeys(parts[name])) for name in ("lead", "units", "supporting"))
    return UnitList(0, 0, lead, units, supporting, first_leads=first_leads)


def _role(piece: str, kind: str) -> str | None:
    text = piece.strip("，,。；; ")
    if text.endswith("牵头"):
        return "lead"
    if text.endswith(("配合", "参加", "参与", "协助")):
        return "supporting"
    if text.endswith(("负责", "落实")):
        return kind
    return None


def _give(parts: dict[str, list[str]], words: str, role: str) -> None:
    """Share the names of one stretch out: 会同 and 商 put a lead before them, 指导 names helpers."""
    words = re.sub(r"^[，,、；;\s]*(?:由|请|以)?", "", words)
    for joint in _JOINTLY.finditer(words):
        before = words[: joint.start()]
        if unit_names.looks_like_unit(before):
            parts["lead"] += unit_names.split(before)
            parts["supporting"] += unit_names.split(words[joint.end() :])
            return
    guided = re.search(r"(?:统筹)?指导[，,、]", words)
    if guided:
        parts["supporting"] += unit_names.split(words[: guided.start()])
        words = words[guided.end() :]
    parts[role] += unit_names.split(words)
