"""From the outline of a document to its duties: numbered items with their lists of units, and duties in prose."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from documents.outline import Clause, mark
from documents.passages import Passage
from documents.prose import read_duties
from documents.subjects import read_subjects
from documents.unit_lists import UnitList, merged, read_unit_lists, with_first_as_lead
from schedules.deadlines import DeadlineKind, DeadlineReading

_NO_DUTIES = re.compile(
    r"总体要求|总体目标|总体思路|指导思想|基本原则|(?:主要|工作|发展|总体|具体|年度)目标|目标任务$|(?:重要|重大)意义|背景|形势|适用范围|总则|附则|名词解释|定义|发展基础|发展环境|^现状|^目标$|存在问题|工作开展情况|取得的成效"
)
_ACTION = re.compile(
    r"任务|措施|举措|实施|保障|工作|步骤|安排|重点|推进|加强|建设|落实|组织|强化|提升|完善|健全|推动|要求|责任|职责|行动|项目|工程|机制"
)
_ORDERLY = re.compile(r"^(?:第[一二三四五六七八九十百\d]+条)")
_ONLY_LIST = 6  # characters beside its list that a paragraph may have and still be nothing else
_TITLE_LENGTH = 36

Times = Callable[[Passage], Sequence[DeadlineReading]]


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch of the document that is one task: its paragraphs, and the units the text gives it."""

    code: str
    title: str
    passages: tuple[Passage, ...]
    lists: UnitList


def read_outline_duties(clauses: Sequence[Clause], times: Times) -> list[Duty]:
    """The duties of an outline in order. The lowest item with a list of units is one; prose is read by sentence."""
    duties: list[Duty] = []
    first_leads = False
    numbered = any(clause.rank for clause in clauses)
    for clause in _lifted(clauses):
        if any(_NO_DUTIES.search(title) for title in (clause.heading, *clause.above)) and not _has_list(clause):
            continue
        if numbered and clause.rank == 0 and not _has_list(clause):
            clause = _without_preamble(clause)
            if clause is None:
                continue
        found = list(_listed(clause, times) if _has_list(clause) else _unlisted(clause, times))
        for duty in found:
            first_leads = first_leads or duty.lists.first_leads
            duties.append(replace(duty, lists=with_first_as_lead(duty.lists)) if first_leads else duty)
    return duties


def _lifted(clauses: Sequence[Clause]) -> list[Clause]:
    """Where a list of units stands under the last of several sub-items, on its own line, the item above is the task."""
    found: list[Clause] = []
    i = 0
    while i < len(clauses):
        run = _siblings(clauses, i)
        if len(run) > 1 and found and found[-1].heading_only and run[0].rank == found[-1].rank + _step(found[-1], run[0]):
            *others, last = run
            own_line = _only_list(last.passages[-1]) and len(last.passages) > 1
            if own_line and not any(_has_list(clause) for clause in others):
                parent = found.pop()
                passages = (*parent.passages, *(part for clause in run for part in clause.passages))
                found.append(replace(parent, passages=passages, heading_only=False))
                i += len(run)
                continue
        found.append(clauses[i])
        i += 1
    return found


def _step(parent: Clause, child: Clause) -> int:
    return child.rank - parent.rank if child.above and child.above[-1] == parent.heading else -1


def _siblings(clauses: Sequence[Clause], begin: int) -> list[Clause]:
    first = clauses[begin]
    run = [first]
    for clause in clauses[begin + 1 :]:
        if clause.rank != first.rank or clause.above != first.above or first.rank < 4:
            break
        run.append(clause)
    return run


def _has_list(clause: Clause) -> bool:
    return any(read_unit_lists(passage) for passage in clause.passages)


def _only_list(passage: Passage) -> bool:
    lists = read_unit_lists(passage)
    return bool(lists) and len(passage.text) - sum(each.end - each.start for each in lists) <= _ONLY_LIST


def _without_preamble(clause: Clause) -> Clause | None:
    """What stands before the first number explains why; only a dated sentence there is looked at."""
    kept = tuple(part for part in clause.passages if not part.text.endswith(("：", ":")) and "如下" not in part.text)
    return replace(clause, passages=kept) if kept else None


def _listed(clause: Clause, times: Times) -> Iterator[Duty]:
    """Paragraphs up to and with their list of units are one duty; what follows the last list is prose."""
    group: list[Passage] = []
    lists: list[UnitList] = []
    for part in _parted(clause.passages):
        found = read_unit_lists(part)
        if lists and not (found and _only_list(part)):
            yield _duty(clause, group, lists)
            group, lists = [], []
        group.append(part)
        lists += found
    if lists:
        yield _duty(clause, group, lists)
    else:
        for part in group:
            yield from _prose(clause, part, times)


def _parted(passages: Sequence[Passage]) -> Iterator[Passage]:
    """A paragraph with several lists (一是……（A负责）二是……（B负责）) is several."""
    for passage in passages:
        lists = read_unit_lists(passage)
        cuts = [0]
        for left, right in pairwise(lists):
            if right.start - left.end > 12:
                cuts.append(left.end + len(re.match("[。；;，]*", passage.text[left.end :])[0]))  # type: ignore[index]
        cuts.append(len(passage.text))
        yield from (part for start, end in pairwise(cuts) for part in [passage.cut(start, end)] if part)


def _duty(clause: Clause, group: Sequence[Passage], lists: Sequence[UnitList]) -> Duty:
    own = group[0] is clause.passages[0] or group[0].start == clause.passages[0].start
    title = clause.heading if own and clause.heading else _title(group[0])
    return Duty(clause.code, title, tuple(group), merged(lists) or UnitList(0, 0))


def _unlisted(clause: Clause, times: Times) -> Iterator[Duty]:
    body = list(clause.passages)
    if clause.rank and clause.heading_only:
        body = body[1:]
    elif clause.rank >= 2 and not _ORDERLY.match(clause.code):
        whole, *body = body
        if _asks(whole, clause, times(whole)):
            units = tuple(unit for subject in read_subjects(whole.text) if _bears(subject) for unit in subject.units)
            yield Duty(
                clause.code, clause.heading or _title(whole), (whole,), UnitList(0, 0, (), tuple(dict.fromkeys(units)))
            )
    for part in body:
        yield from _prose(clause, part, times)


def _bears(subject: object) -> bool:
    return bool(getattr(subject, "binding", False) or (getattr(subject, "each", False)))


def _asks(whole: Passage, clause: Clause, times: Sequence[DeadlineReading]) -> bool:
    """Whether a numbered item without a list of units asks for anything."""
    if any(time.kind is not DeadlineKind.VAGUE for time in times):
        return True
    if any(subject.binding for subject in read_subjects(whole.text)):
        return True
    return any(_ACTION.search(title) for title in clause.above) and len(whole.text) - len(clause.heading) > 12


def _prose(clause: Clause, part: Passage, times: Times) -> Iterator[Duty]:
    if part.cells:
        return
    found = mark(part)
    skip = found[2] if found else 0
    for i, duty in enumerate(read_duties(part.text, times(part))):
        piece = part.cut(duty.start, duty.end)
        if piece and duty.end > skip:
            yield Duty(f"{clause.code}-{i + 1}", _title(piece), (piece,), UnitList(0, 0, (), duty.units))


def _title(passage: Passage) -> str:
    """The first words of a paragraph, ended at a comma where they are long."""
    found = mark(passage)
    text = passage.text[found[2] if found else 0 :].strip("。；; 、")
    first = re.split("[。；]", text, maxsplit=1)[0]
    if len(first) <= _TITLE_LENGTH:
        return first
    cut = max(first.rfind(stop, 8, _TITLE_LENGTH) for stop in "，,")
    return first[:cut] if cut > 0 else first[:_TITLE_LENGTH] + "…"
